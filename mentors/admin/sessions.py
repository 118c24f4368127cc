"""Sessions: when, who, how they went; what was said, for the office alone.

Whoever may write sessions is the office of their incubator. Readers without that right (the
zone office, auditors) see when and how long, and neither topic nor advice, next steps, files
or feedback: not here, not in the history, not in a file.
"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies.admin.columns import company_code
from companies.models import Company
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.lists.bulk import BulkVerb
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import link
from incubator.core.dates import now
from incubator.core.files import as_attachment
from mentors import lifecycle
from mentors.admin import forms, words, work_forms
from mentors.enums import SessionState, Side
from mentors.models import (
    ActionItem,
    Assignment,
    Feedback,
    Mentor,
    MentoringSession,
    SessionNotes,
)

FACTS = (
    "mentor_page", "company_page", "incubator", "pair", "on", "starts", "minutes", "mode", "place",
    "need", "standing", "closed_because",
)  # fmt: skip
PRIVATE = ("topic", "advice", "files")
# How it came to stand as it does.
STEPS = (
    "planned_at", "planned_by", "asked_at", "reported_at", "reported_by", "confirmed_at",
    "confirmed_by", "closed_at",
)  # fmt: skip


class PrivateInline(ScopedTabularInline):
    """What hangs on a session and is the office's business alone."""

    reading = Permission.SESSIONS_WRITE
    hide_title = True


class StepInline(PrivateInline):
    """What comes next."""

    model = ActionItem
    fields = readonly_fields = ("text", "owner", "due_on", "done_at", "done_by", "finish")
    ordering = ("due_on", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("done_by", "session")

    @display(description="")
    def finish(self, step: ActionItem) -> str:
        if step.done_at:
            return ""
        name = "admin:mentors_mentoringsession_finish"
        return link(reverse(name, args=[step.session_id, step.pk]), _("Done"))


class FeedbackInline(PrivateInline):
    """What both sides thought of it."""

    model = Feedback
    fields = readonly_fields = ("side", "rating", "text", "given_at")
    ordering = ("side", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("session__mentor", "session__company")


@admin.register(MentoringSession)
class SessionAdmin(ScopedModelAdmin):
    """辅导记录. A new one is made on the assignment's page, or by a booking."""

    comes_from = gettext_lazy(
        "They are recorded on the page of an assignment, or come of a booking."
    )
    reading = Permission.SESSIONS_READ
    changing = Permission.SESSIONS_WRITE
    list_display = ("on", "starts", "mentor", "company", "incubator", "minutes", "mode", "standing")
    list_select_related = ("mentor", "company", "incubator")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("incubator", ScopedRelatedFilter),
        ("mode", ChoicesDropdownFilter),
    )
    search_fields = ("mentor__name", "company__name")
    search_help_text = gettext_lazy("The mentor's or the company's name, pinyin or initials")
    ordering = ("-on", "-starts", "-pk")
    readonly_fields = (
        *FACTS, *PRIVATE, *STEPS,
    )  # fmt: skip
    inlines = (StepInline, FeedbackInline)
    actions_detail = (
        "held", "confirm", "not_held", "notes", "step", "attach", "move", "call_off",
    )  # fmt: skip
    more_columns = ("company_code",)
    company_code = staticmethod(company_code)
    bulk = (
        BulkVerb(
            "confirm_many",
            gettext_lazy("Confirmed on paper"),
            gettext_lazy("Their hours count from then on."),
            lambda session, request: lifecycle.confirm_session(
                session=session, by=request.user, at=now(), side=Side.OFFICE
            ),
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj=None) -> list:
        said = [(_("What was said"), {"fields": PRIVATE})]
        return [
            (None, {"fields": FACTS}),
            *(said if self._is_office(request) else []),
            (pgettext("mentor", "Record"), {"fields": STEPS}),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("mentor", "company", "incubator", "assignment", "notes")

    def history_of(self, request: HttpRequest, obj: MentoringSession) -> list[QuerySet]:
        """When and who, for every reader; what was said, for the office."""
        private = [SessionNotes, ActionItem] if self._is_office(request) else []
        past = [model.history.rel.related_model.objects for model in private]
        return [obj.history.all(), *(table.filter(session=obj) for table in past)]

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What fits the state."""
        session = self.get_object(request, object_id)
        kept = set(work_forms.OFFERED[SessionState(session.state)])
        if session.slot_id is None:
            kept.discard("move")
        kept.discard("call_off" if session.begins_at <= now() else "held")
        if session.begins_at > now():
            kept.discard("not_held")

        def fits(one) -> bool:
            return getattr(one, "action_name", "").partition("_mentoringsession_")[2] in kept

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    def _is_office(self, request: HttpRequest) -> bool:
        return access_from(request).may(Permission.SESSIONS_WRITE)

    @display(description=gettext_lazy("state"))
    def standing(self, session: MentoringSession) -> str:
        return words.state_badge(SessionState(session.state))

    @display(description=gettext_lazy("mentor"))
    def mentor_page(self, session: MentoringSession) -> str:
        pages = self.admin_site.get_model_admin(Mentor)
        return link(pages.address_of(session.mentor), session.mentor)

    @display(description=gettext_lazy("company"))
    def company_page(self, session: MentoringSession) -> str:
        pages = self.admin_site.get_model_admin(Company)
        return link(pages.address_of(session.company), session.company)

    @display(description=gettext_lazy("assignment"))
    def pair(self, session: MentoringSession) -> str:
        if session.assignment is None:
            return _("Office hours for everybody")
        pages = self.admin_site.get_model_admin(Assignment)
        return link(pages.address_of(session.assignment), _("Open"))

    @display(description=gettext_lazy("topic"))
    def topic(self, session: MentoringSession) -> str:
        return session.notes.topic

    @display(description=gettext_lazy("advice"))
    def advice(self, session: MentoringSession) -> str:
        return format_html('<div class="whitespace-pre-line">{}</div>', session.notes.advice or "—")

    @display(description=gettext_lazy("files"))
    def files(self, session: MentoringSession) -> str:
        name = self.name_of("file")
        links = [
            (link(reverse(name, args=[session.pk, file.pk]), file.original_name),)
            for file in session.files.in_force().order_by("pk")
        ]
        return format_html_join("", "<p>{}</p>", links) or "—"

    def get_urls(self) -> list:
        pages = {
            "<int:session>/files/<int:pk>/": ("file", self.file),
            "<int:session>/steps/<int:pk>/done/": ("finish", self.finish),
        }
        own = [
            path(
                address,
                self.admin_site.admin_view(view),
                name=self.name_of(name).partition(":")[2],
            )
            for address, (name, view) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def file(self, request: HttpRequest, session: int, pk: int) -> HttpResponse:
        """A file of a session, to the office."""
        self.require(request, Permission.SESSIONS_WRITE)
        found = self.get_object(request, str(session)).files.in_force().filter(pk=pk).first()
        if found is None:
            raise Http404
        return as_attachment(found.file, name=found.original_name, content_type=found.content_type)

    def finish(self, request: HttpRequest, session: int, pk: int) -> HttpResponse:
        """A next step that is done."""
        self.require(request, Permission.SESSIONS_WRITE)
        found = self.get_object(request, str(session))
        step = found.next_steps.filter(pk=pk).first()
        if step is None:
            raise Http404
        return self._verb(
            request, found, forms.NothingForm(sent(request)), _("Done: %s") % step,
            lambda data, **who: lifecycle.finish_step(step=step, **who),
        )  # fmt: skip

    @action(description=gettext_lazy("Was held"), icon="task_alt", permissions=["change"])
    def held(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        form = work_forms.LengthForm(sent(request), initial={"minutes": session.minutes})
        return self._verb(
            request, session, form, _("It was held: %s") % session,
            lambda data, **who: lifecycle.report_held(session=session, **who, **data),
        )  # fmt: skip

    @action(description=gettext_lazy("Was not held"), icon="event_busy", permissions=["change"])
    def not_held(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        return self._verb(
            request, session, work_forms.ReasonForm(sent(request)),
            _("It was not held: %s") % session,
            lambda data, **who: lifecycle.report_not_held(session=session, **who, **data),
        )  # fmt: skip

    @action(description=gettext_lazy("Confirmed on paper"), icon="verified",
            permissions=["change"])  # fmt: skip
    def confirm(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        return self._verb(
            request, session, forms.NothingForm(sent(request)),
            _("The company has confirmed it on paper: %s") % session,
            lambda data, **who: lifecycle.confirm_session(session=session, **who),
        )  # fmt: skip

    @action(description=gettext_lazy("Notes"), icon="edit_note", permissions=["change"])
    def notes(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        initial = {"topic": session.notes.topic, "advice": session.notes.advice}
        return self._verb(
            request, session, work_forms.NotesForm(sent(request), initial=initial),
            _("What was said: %s") % session,
            lambda data, **who: lifecycle.write_notes(session=session, **who, **data),
        )  # fmt: skip

    @action(description=gettext_lazy("Next step"), icon="add_task", permissions=["change"])
    def step(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        return self._verb(
            request, session, work_forms.StepForm(sent(request)), _("Next step: %s") % session,
            lambda data, **who: lifecycle.add_step(session=session, **who, **data),
        )  # fmt: skip

    @action(description=gettext_lazy("Add a file"), icon="attach_file", permissions=["change"])
    def attach(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        form = work_forms.FileForm(sent(request), request.FILES or None)
        return self._verb(
            request, session, form, _("Add a file: %s") % session,
            lambda data, **who: lifecycle.attach_file(session=session, **who, **data),
        )  # fmt: skip

    @action(description=pgettext_lazy("booking", "Move"), icon="update", permissions=["change"])
    def move(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        form = work_forms.SlotForm(sent(request), session=session, at=now())
        return self._verb(
            request, session, form, _("Move %s to another slot") % session,
            lambda data, **who: lifecycle.move_booking(session=session, **who, **data),
        )  # fmt: skip

    @action(description=gettext_lazy("Cancel"), icon="cancel", permissions=["change"])
    def call_off(self, request: HttpRequest, object_id: str) -> HttpResponse:
        session = self.get_object(request, object_id)
        return self._verb(
            request, session, work_forms.ReasonForm(sent(request)), _("Cancel %s") % session,
            lambda data, **who: lifecycle.cancel_session(session=session, **who, **data),
        )  # fmt: skip

    def _verb(self, request: HttpRequest, session: MentoringSession, form, title, run):
        """One verb of the office on a session."""
        return self.verb_page(
            request,
            form,
            title=title,
            label=_("Save"),
            run=lambda data: run(data, side=Side.OFFICE, by=request.user, at=now()),
            done=lambda _done: _("The record is changed."),
            back=self.address_of(session),
        )
