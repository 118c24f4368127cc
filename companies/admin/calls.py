"""Calls in the admin: prepared, asked in versions, published, closed."""

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin import call_forms
from companies.admin.review.calls import ReviewOfCall
from companies.enums import RECEIVED, CallState
from companies.models import Call, LateCode, Question, Questionnaire
from companies.portal.drafts import sections_of
from companies.portal.fields import Asked
from companies.rules.answers import shown
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now

COLOURS = {CallState.DRAFT: "default", CallState.PUBLISHED: "success", CallState.CLOSED: "warning"}


class VersionInline(ScopedTabularInline):
    """The versions of a call's questions."""

    model = Questionnaire
    reading = Permission.CALLS_READ
    fields = readonly_fields = ("page", "published_at")
    ordering = ("-version",)
    hide_title = True

    @display(description=gettext_lazy("version"))
    def page(self, version: Questionnaire) -> str:
        address = self.admin_site.get_model_admin(Questionnaire).address_of(version)
        return format_html(
            '<a class="text-primary-600 dark:text-primary-500" href="{}">{}</a>',
            address,
            version.version,
        )


class LateCodeInline(ScopedTabularInline):
    """Who may still apply after the closing."""

    model = LateCode
    reading = Permission.CALLS_READ
    fields = readonly_fields = ("given_to", "reason", "until", "made_at", "revoked_at")
    ordering = ("-made_at",)
    hide_title = True


def previewed(request: HttpRequest, version: Questionnaire, *, back: str) -> HttpResponse:
    """The form of a version to try out: it shows and hides its questions, and keeps nothing.

    ``?lang=`` chooses one of the languages that applicants have.
    """
    language = request.GET.get("lang", "")
    if language not in dict(settings.LANGUAGES):
        language = get_language() or settings.LANGUAGE_CODE
    questions = list(version.questions.order_by("position"))
    visible = {question.key for question in shown(questions, {})}
    with translation.override(language):
        sections = [
            (title, [(Asked(question), question.key in visible) for question in own])
            for title, own in sections_of(questions)
        ]
        context = {
            "call": version.call,
            "version": version,
            "sections": sections,
            "back": back,
            "languages": [one for one in settings.LANGUAGES if one[0] != language],
        }
        return render(request, "applying/preview.html", context)


@admin.register(Call)
class CallAdmin(ReviewOfCall, ScopedModelAdmin):
    """征集."""

    reading = Permission.CALLS_READ
    adding = changing = Permission.CALLS_WRITE
    list_display = ("title", "incubator", "kind", "standing", "opens_at", "closes_at", "received")
    list_select_related = ("incubator",)
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
        ("incubator", ScopedRelatedFilter),
    )
    search_fields = ("title", "code")
    ordering = ("-opens_at", "-pk")
    fields = (
        "incubator", "kind", "code", "standing", "title", "title_en", "summary", "summary_en",
        "opens_at", "closes_at", "published_at", "closed_at", "answer_days", "rulebook",
    )  # fmt: skip
    readonly_fields = (
        "incubator", "kind", "code", "standing", "opens_at", "closes_at", "published_at",
        "closed_at", "rulebook",
    )  # fmt: skip
    inlines = (VersionInline, LateCodeInline)
    actions_detail = (
        "review",
        {
            "title": gettext_lazy("Decisions"),
            "icon": "gavel",
            "items": ["outbox", "waiting", "letters", "enter"],
        },
        "preview", "publish", "questions", "dates", "close", "late", "recall",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        received = Count("applications", filter=Q(applications__state__in=RECEIVED))
        return self.as_choices(request).select_related("rulebook").annotate(handed_in=received)

    def as_choices(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("incubator")

    @display(description=gettext_lazy("state"))
    def standing(self, call: Call) -> str:
        return badge(COLOURS[CallState(call.state)], call.get_state_display())

    @display(description=gettext_lazy("received"), ordering="handed_in")
    def received(self, call: Call) -> int:
        return call.handed_in

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.CALLS_WRITE)
        return self.verb_page(
            request,
            call_forms.CallForm(sent(request), access=access_from(request)),
            title=_("Prepare a call"),
            label=_("Save"),
            run=lambda data: lifecycle.prepare_call(by=request.user, **data),
            done=lambda call: _("“%s” is in preparation; look at its questions next.") % call,
            then=self.address_of,
            back=self.list_address(),
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What makes sense in the call's state."""
        state = self.get_object(request, object_id).state
        unfit = {
            CallState.DRAFT: {"close", "late", "recall"},
            CallState.PUBLISHED: {"publish"},
            CallState.CLOSED: {"publish", "close", "dates"},
        }[CallState(state)]
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if getattr(one, "action_name", "").rpartition("_")[2] not in unfit
        ]

    @action(description=gettext_lazy("Preview"), icon="visibility", permissions=["view"])
    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The newest questions as an applicant sees them."""
        call = self.get_object(request, object_id)
        newest = call.questionnaires.order_by("-version").first()
        if newest is None:
            raise Http404
        return previewed(request, newest, back=self.address_of(call))

    @action(description=gettext_lazy("Publish"), icon="campaign", permissions=["change"])
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        call = self.get_object(request, object_id)
        return self._confirm(
            request,
            call,
            title=_("Publish “%s”") % call,
            intro=_(
                "Everybody can read it from now on. Its questions change in a new version only; "
                "what was filled in stays under this one."
            ),
            run=lambda: lifecycle.publish_call(call=call, by=request.user, at=now()),
            done=_("The call is published."),
        )

    @action(description=gettext_lazy("Change the questions"), icon="edit_note",
            permissions=["change"])  # fmt: skip
    def questions(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the version in preparation; a new one is made where there is none."""
        call = self.get_object(request, object_id)
        pages = self.admin_site.get_model_admin(Questionnaire)
        if version := call.questionnaires.filter(published_at__isnull=True).first():
            return redirect(pages.address_of(version))
        return self._confirm(
            request,
            call,
            title=_("Change the questions of “%s”") % call,
            intro=_("A new version begins with the questions asked now. Drafts keep theirs."),
            run=lambda: lifecycle.new_version(call=call, by=request.user),
            done=_("The new version is in preparation."),
            then=pages.address_of,
        )

    @action(description=gettext_lazy("Change the dates"), icon="event", permissions=["change"])
    def dates(self, request: HttpRequest, object_id: str) -> HttpResponse:
        call = self.get_object(request, object_id)
        now_set = {"opens_at": call.opens_at, "closes_at": call.closes_at}
        return self.verb_page(
            request,
            call_forms.DatesForm(sent(request), initial=now_set),
            title=_("Change the dates of “%s”") % call,
            label=_("Save"),
            intro=_("China time. Drafts are kept, and reminded anew before another end."),
            run=lambda data: lifecycle.reschedule_call(
                call=call, by=request.user, at=now(), **data
            ),
            done=lambda _call: _("The dates are changed."),
            back=self.address_of(call),
        )

    @action(description=gettext_lazy("Close before time"), icon="block", permissions=["change"])
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        call = self.get_object(request, object_id)
        return self.verb_page(
            request,
            call_forms.ReasonForm(sent(request)),
            title=_("Close “%s” before its time") % call,
            label=pgettext("call", "Close"),
            run=lambda data: lifecycle.close_call(
                call=call, by=request.user, at=now(), reason=data["reason"]
            ),
            done=lambda _call: _("The call is closed; drafts are kept."),
            back=self.address_of(call),
        )

    @action(description=gettext_lazy("Allow late entry"), icon="more_time", permissions=["change"])
    def late(self, request: HttpRequest, object_id: str) -> HttpResponse:
        call = self.get_object(request, object_id)
        return self.verb_page(
            request,
            call_forms.LateCodeForm(sent(request)),
            title=_("A code for late entry to “%s”") % call,
            label=_("Make a code"),
            intro=_("The code is shown once; give it to the person yourself."),
            run=lambda data: lifecycle.allow_late(call=call, by=request.user, at=now(), **data),
            done=lambda made: (
                _("The code for %(whom)s: %(code)s") % {"whom": made[0].given_to, "code": made[1]}
            ),
            back=self.address_of(call),
        )

    @action(description=gettext_lazy("Take a code back"), icon="block", permissions=["change"])
    def recall(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Who was given it cannot begin with it any more; what was begun stays."""
        call = self.get_object(request, object_id)
        codes = call.late_codes.filter(revoked_at__isnull=True, until__gt=now())
        return self.verb_page(
            request,
            call_forms.LateCodeBackForm(sent(request), codes=codes.order_by("-made_at")),
            title=_("Take back a code for late entry to “%s”") % call,
            label=_("Take back"),
            run=lambda data: lifecycle.revoke_late(late=data["late"], by=request.user, at=now()),
            done=lambda late: _("The code of %s does not hold any more.") % late.given_to,
            back=self.address_of(call),
        )

    def _confirm(self, request: HttpRequest, call: Call, *, run, done, then=None, **texts):
        """A page that asks once, and then does it."""
        return self.verb_page(
            request,
            call_forms.NothingForm(sent(request)),
            run=lambda _data: run(),
            done=lambda _result: done,
            then=then,
            back=self.address_of(call),
            **texts,
        )


def _is_open(version: Questionnaire | str | None) -> bool:
    """A published version never changes. (A page's buttons ask by key: they look themselves.)"""
    return not isinstance(version, Questionnaire) or version.published_at is None


class QuestionInline(ScopedTabularInline):
    """The questions of one version."""

    model = Question
    reading = Permission.CALLS_READ
    changing = adding = Permission.CALLS_WRITE
    form = call_forms.QuestionForm
    fields = (
        "position", "key", "section", "section_en", "label", "label_en", "kind", "required",
        "help", "help_en", "fact", "unit", "minimum", "maximum", "options", "columns",
        "shown_when", "shown_values",
    )  # fmt: skip
    ordering = ("position",)
    hide_title = True

    def has_add_permission(self, request: HttpRequest, obj: Questionnaire | None = None) -> bool:
        return _is_open(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Questionnaire | None = None):
        return _is_open(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Questionnaire | None = None):
        """A question that was never asked may go."""
        return self.has_change_permission(request, obj)


@admin.register(Questionnaire)
class QuestionnaireAdmin(ScopedModelAdmin):
    """问卷: one version of a call's questions; open to change until it is published."""

    comes_from = gettext_lazy("Each call comes with one.")
    reading = Permission.CALLS_READ
    changing = Permission.CALLS_WRITE
    list_display = ("call", "version", "published_at")
    list_select_related = ("call__incubator",)
    ordering = ("-pk",)
    fields = readonly_fields = ("call", "version", "published_at")
    inlines = (QuestionInline,)
    actions_detail = ("preview", "ask")

    def has_change_permission(self, request: HttpRequest, obj: Questionnaire | None = None):
        """A published version never changes."""
        return _is_open(obj) and super().has_change_permission(request, obj)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        offered = super().get_actions_detail(request, object_id)
        if self.get_object(request, object_id).published_at is None:
            return offered
        return [one for one in offered if not getattr(one, "action_name", "").endswith("_ask")]

    @action(description=gettext_lazy("Preview"), icon="visibility", permissions=["view"])
    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """These questions as an applicant sees them, saved ones and not yet asked."""
        version = self.get_object(request, object_id)
        return previewed(request, version, back=self.address_of(version))

    @action(description=gettext_lazy("Ask these from now on"), icon="campaign",
            permissions=["change"])  # fmt: skip
    def ask(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self.get_object(request, object_id)
        if version.published_at is not None:
            raise Http404
        if version.call.state == CallState.DRAFT:
            messages.info(request, _("They are asked once the call is published."))
            return redirect(self.admin_site.get_model_admin(Call).address_of(version.call))
        return self.verb_page(
            request,
            call_forms.NothingForm(sent(request)),
            title=_("Ask version %d from now on") % version.version,
            intro=_("It becomes fixed. Drafts that have begun keep the version they began with."),
            run=lambda _data: lifecycle.publish_questions(
                call=version.call, by=request.user, at=now()
            ),
            done=lambda _version: _("The new questions are asked from now on."),
            back=self.address_of(version),
        )
