"""Applications in the admin: who asks to come in, what they said, and what the office answers."""

import datetime

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin import call_forms, funnel
from companies.admin.deciding import (
    DECIDABLE,
    DecidingPages,
    open_conditions,
    prepared_letter,
)
from companies.enums import ApplicationState, QuestionKind
from companies.models import Application, Letter, Message, Move
from companies.portal.drafts import sections_of
from companies.queries.applications import questions_of, received
from companies.queries.eligibility import verdicts_of
from companies.rules.answers import as_text, facts_of, shown
from companies.rules.moves import may_move
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import day_of, now, today
from incubator.core.files import as_attachment

S = ApplicationState
COLOURS = {
    S.DRAFT: "default",
    S.SUBMITTED: "info",
    S.RETURNED: "warning",
    S.COMPLETE: "info",
    S.WAITING: "warning",
    S.DEFERRED: "warning",
    S.ACCEPTED: "success",
    S.ADMITTED: "success",
    S.REFUSED: "danger",
    S.WITHDRAWN: "default",
}
LINK = '<p><a class="text-primary-600 dark:text-primary-500" href="{}">{} · {}</a></p>'


class WaitingFilter(DropdownFilter):
    """By how long an application has waited for the office."""

    title = gettext_lazy("waiting")
    parameter_name = "waiting"
    DAYS = (3, 10, 30)

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [(str(days), _("More than %d days") % days) for days in self.DAYS]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in {str(days) for days in self.DAYS}:
            since = now() - datetime.timedelta(days=int(self.value()))
            return queryset.waiting_since_before(since)
        return queryset


class OfApplicationInline(ScopedTabularInline):
    """Rows that hang on an application."""

    reading = Permission.APPLICATIONS_READ
    ordering = ("-pk",)
    hide_title = True


class MoveInline(OfApplicationInline):
    """How it went."""

    model = Move
    fields = readonly_fields = ("moved_at", "after", "by", "said")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("moved_by", "application")

    @display(description=gettext_lazy("by"))
    def by(self, move: Move) -> str:
        return str(move.moved_by or "—")


class MessageInline(OfApplicationInline):
    """The thread."""

    model = Message
    fields = readonly_fields = ("sent_at", "by", "from_office", "body")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("sent_by", "application")

    @display(description=gettext_lazy("by"))
    def by(self, message: Message) -> str:
        return str(message.sent_by or "—")


class LetterInline(OfApplicationInline):
    """What the office has stated in writing."""

    model = Letter
    fields = readonly_fields = ("written_at", "kind", "subject")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("application")


@admin.register(Application)
class ApplicationAdmin(DecidingPages, ScopedModelAdmin):
    """入孵申请."""

    comes_from = gettext_lazy("Applicants hand them in while a call is open.")
    reading = Permission.APPLICATIONS_READ
    changing = Permission.APPLICATIONS_WRITE
    list_display = ("name", "receipt", "standing", "call", "incubator", "submitted_at", "waits")
    list_select_related = ("call", "incubator")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        WaitingFilter,
        ("call", ScopedRelatedFilter),
        ("incubator", ScopedRelatedFilter),
        funnel.ReachedFilter,
        funnel.ReceivedYearFilter,
        funnel.FieldFilter,
    )
    search_fields = ("name",)
    search_help_text = gettext_lazy("Name, receipt number or code")
    ordering = ("-submitted_at", "-pk")
    fields = readonly_fields = (
        "name", "receipt", "standing", "call", "incubator", "unified_code", "submitted_at",
        "answer_by", "decided", "deferred_until", "admitted_at", "conditions", "appeal", "said",
        "files",
    )  # fmt: skip
    inlines = (MoveInline, MessageInline, LetterInline)
    actions_detail = (
        "complete", "ask", "refuse", "decide", "place", "meet", "announce", "write",
    )  # fmt: skip

    def as_filtered(self) -> QuerySet:
        """What filters are tried on to be counted: what is kept from a reader is asked once."""
        return Application.objects.with_waiting_since()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        rows = rows.with_waiting_since()
        return rows.select_related("call__incubator", "call__rulebook", "incubator", "company")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only the verbs that fit where the application stands."""
        application = self.get_object(request, object_id)
        state = application.state
        fitting = {
            "complete": may_move(state, S.COMPLETE) and state == S.SUBMITTED,
            "ask": may_move(state, S.RETURNED),
            "refuse": state in {S.SUBMITTED, S.RETURNED},
            "decide": state in DECIDABLE,
            "place": state == S.WAITING,
            "meet": state == S.ACCEPTED and bool(open_conditions(application)),
            "announce": prepared_letter(application) is not None,
        }

        def fits(one) -> bool:
            return fitting.get(getattr(one, "action_name", "").rpartition("_")[2], True)

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    @display(description=gettext_lazy("state"))
    def standing(self, application: Application) -> str:
        state = ApplicationState(application.state)
        return badge(COLOURS[state], state.label)

    @display(description=gettext_lazy("days waiting"))
    def waits(self, application: Application) -> int | None:
        if application.state != ApplicationState.SUBMITTED:
            return None
        return (today() - day_of(application.waiting_since)).days

    @display(description=gettext_lazy("conditions of entry"))
    def conditions(self, application: Application) -> str:
        questions = questions_of(application)
        values, _files = received(application)
        verdicts = verdicts_of(
            call=application.call,
            facts=facts_of(questions, values),
            at=application.submitted_at or now(),
        )
        words = {True: _("met"), False: _("not met"), None: _("unknown")}
        lines = [
            (_("the office judges") if one.judged else words[one.met], one.condition, one.own)
            for one in verdicts
        ]
        return format_html_join("", "<p><strong>{}</strong> · {} {}</p>", lines) or "—"

    @display(description=gettext_lazy("answers"))
    def said(self, application: Application) -> str:
        questions = questions_of(application)
        values, _files = received(application)
        asked = [one for one in shown(questions, values) if one.kind != QuestionKind.FILE]
        sections = [
            format_html(
                "<h3>{}</h3><dl class='answers'>{}</dl>",
                title,
                format_html_join(
                    "",
                    "<dt>{}</dt><dd>{}</dd>",
                    [
                        (question.said("label"), as_text(question, values.get(question.key)) or "—")
                        for question in own
                    ],
                ),
            )
            for title, own in sections_of(asked)
        ]
        return format_html_join("", "{}", [(section,) for section in sections]) or "—"

    @display(description=gettext_lazy("files"))
    def files(self, application: Application) -> str:
        labels = {question.key: question.said("label") for question in questions_of(application)}
        _values, files = received(application)
        links = [
            (
                reverse(self.name_of("file"), args=[application.pk, file.pk]),
                labels.get(file.question, file.question),
                file.original_name,
            )
            for file in files
        ]
        return format_html_join("", LINK, links) or "—"

    def get_urls(self) -> list:
        name = self.bare("file")
        view = self.admin_site.admin_view(self.file)
        how_far = path("funnel/", self.admin_site.admin_view(self.funnel), name=self.bare("funnel"))
        files = path("<int:application>/files/<int:pk>/", view, name=name)
        return [how_far, files, *super().get_urls()]

    def bare(self, name: str) -> str:
        """The name of a page as an address is given it, without the site's."""
        return self.name_of(name).partition(":")[2]

    def funnel(self, request: HttpRequest) -> HttpResponseBase:
        """How far applications came, and how long it took."""
        self.require(request, Permission.APPLICATIONS_READ)
        return funnel.page(self, request)

    def file(self, request: HttpRequest, application: int, pk: int) -> HttpResponse:
        """A file of an application that the reader may see."""
        seen = self.get_object(request, str(application))
        found = seen and next((one for one in received(seen)[1] if one.pk == pk), None)
        if not found:
            raise Http404
        return as_attachment(found.file, name=found.original_name, content_type=found.content_type)

    @action(description=gettext_lazy("Complete"), icon="task_alt", permissions=["change"])
    def complete(self, request: HttpRequest, object_id: str) -> HttpResponse:
        application = self.get_object(request, object_id)
        return self.verb_page(
            request,
            call_forms.NothingForm(sent(request)),
            title=_("Everything is there: %s") % application.name,
            label=_("Close the check"),
            intro=_("The applicant is told by letter and mail that the review begins."),
            run=lambda _data: lifecycle.accept_complete(
                application=application, by=request.user, at=now()
            ),
            done=lambda _done: _("The check is closed; the applicant is told."),
            back=self.address_of(application),
        )

    @action(description=gettext_lazy("Ask for more"), icon="contact_support",
            permissions=["change"])  # fmt: skip
    def ask(self, request: HttpRequest, object_id: str) -> HttpResponse:
        application = self.get_object(request, object_id)
        return self.verb_page(
            request,
            call_forms.InformationForm(sent(request)),
            title=_("Ask %s for more information") % application.name,
            label=_("Send"),
            run=lambda data: lifecycle.ask_information(
                application=application, by=request.user, at=now(), **data
            ),
            done=lambda _done: _("The applicant is asked, and may write again until then."),
            back=self.address_of(application),
        )

    @action(description=gettext_lazy("Not accept"), icon="cancel", permissions=["change", "decide"])
    def refuse(self, request: HttpRequest, object_id: str) -> HttpResponse:
        application = self.get_object(request, object_id)
        return self.verb_page(
            request,
            call_forms.ReasonForm(sent(request)),
            title=_("Not accept the application of %s") % application.name,
            label=_("Send"),
            run=lambda data: lifecycle.refuse(
                application=application, by=request.user, at=now(), **data
            ),
            done=lambda _done: _("The applicant is told why."),
            back=self.address_of(application),
        )

    @action(description=gettext_lazy("Write a message"), icon="chat", permissions=["change"])
    def write(self, request: HttpRequest, object_id: str) -> HttpResponse:
        application = self.get_object(request, object_id)
        return self.verb_page(
            request,
            call_forms.MessageForm(sent(request)),
            title=_("Write to %s") % application.name,
            label=_("Send"),
            run=lambda data: lifecycle.write_message(
                application=application, by=request.user, at=now(), from_office=True, **data
            ),
            done=lambda _message: _("The message is sent."),
            back=self.address_of(application),
        )
