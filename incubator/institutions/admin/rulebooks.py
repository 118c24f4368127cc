"""Rulebooks in the admin: written, then published after a look at whom it changes."""

from django import forms
from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import BooleanRadioFilter, ChoicesDropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import Access
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now
from incubator.institutions import lifecycle
from incubator.institutions.admin import rulebook_forms as own
from incubator.institutions.admin.words import certainty_badge, for_whom, state_badge
from incubator.institutions.conditions import condition_said
from incubator.institutions.enums import Certainty, RulebookState
from incubator.institutions.models import Criterion, Rulebook

LINK = "text-primary-600 dark:text-primary-500"


class ForEverybody:
    """A rulebook is no incubator's own: whoever may read rulebooks reads all of them."""

    reading = Permission.RULEBOOKS_READ

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return rows


class ConditionColumns:
    """What lists of conditions show."""

    @display(description=gettext_lazy("condition"))
    def condition(self, criterion: Criterion) -> str:
        page = self.admin_site.get_model_admin(Criterion).address_of(criterion)
        words = criterion.words and criterion.words != condition_said(criterion)
        return format_html(
            '<a class="{}" href="{}">{}</a>{}', LINK, page, condition_said(criterion),
            format_html('<br><small class="opacity-70">{}</small>', criterion.words)
            if words else "",
        )  # fmt: skip

    @display(description=gettext_lazy("only for"))
    def whom(self, criterion: Criterion) -> str:
        return for_whom(criterion)

    @display(description=gettext_lazy("certainty"), ordering="certainty")
    def known(self, criterion: Criterion) -> str:
        return certainty_badge(criterion.certainty)


class CriterionInline(ConditionColumns, ForEverybody, ScopedTabularInline):
    """The conditions of one rulebook, to read; each changes on its own page."""

    model = Criterion
    fields = readonly_fields = ("purpose", "item", "condition", "whom", "known", "source")
    ordering = ("position", "pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("rulebook")


@admin.register(Rulebook)
class RulebookAdmin(ForEverybody, ScopedModelAdmin):
    """管理办法."""

    comes_from = gettext_lazy(
        "They come with the system; a new version is made of one that stands."
    )
    adding = changing = Permission.RULEBOOKS_WRITE
    form = own.RulebookForm
    list_display = (
        "name", "level", "place", "effective_from", "effective_until", "holds", "standing",
        "version", "unconfirmed",
    )  # fmt: skip
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("level", ChoicesDropdownFilter),
        ("applies_here", BooleanRadioFilter),
    )
    search_fields = ("name", "code", "number", "place")
    ordering = (
        "-applies_here", F("effective_from").desc(nulls_last=True), "code", "-version",
    )  # fmt: skip
    fields = (
        "name", "code", "version", "standing", "number", "level", "place", "applies_here",
        "issued_by", "issued_on", "effective_from", "effective_until", "dates_certainty",
        "dates_known", "published_at", "superseded_at", "note",
    )  # fmt: skip
    inlines = (CriterionInline,)
    actions_detail = ("condition", "publish", "revise", "end", "discard")
    # A part that knows the companies says here whom a version would change.
    affected = staticmethod(lambda _rulebook, _request: None)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        unknown = Count("criteria", filter=Q(criteria__certainty=Certainty.UNKNOWN))
        return super().get_queryset(request).annotate(all=Count("criteria"), unknown=unknown)

    @display(description=gettext_lazy("state"), ordering="state")
    def standing(self, rulebook: Rulebook) -> str:
        return state_badge(rulebook)

    @display(description=gettext_lazy("holds here"), ordering="applies_here")
    def holds(self, rulebook: Rulebook) -> str:
        if rulebook.applies_here:
            return badge("success", _("Holds here"))
        return badge("default", _("For comparison"))

    @display(description=gettext_lazy("unconfirmed values"))
    def unconfirmed(self, rulebook: Rulebook) -> str:
        return _("%(unknown)d of %(all)d") % {"unknown": rulebook.unknown, "all": rulebook.all}

    @display(description=gettext_lazy("how well its dates are known"))
    def dates_known(self, rulebook: Rulebook) -> str:
        return certainty_badge(rulebook.dates_certainty)

    def has_change_permission(self, request: HttpRequest, obj: Rulebook | None = None) -> bool:
        """A published version never changes. (Buttons ask by key: they look themselves.)"""
        open_to_change = not isinstance(obj, Rulebook) or obj.state == RulebookState.DRAFT
        return open_to_change and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Rulebook | None = None) -> tuple:
        return ("code", "version", "standing", "dates_known", "published_at", "superseded_at")

    def get_fields(self, request: HttpRequest, obj: Rulebook | None = None) -> list[str]:
        """Where it can be changed, its mark is chosen; where not, it is read."""
        left_out = {"dates_known"} if self.has_change_permission(request, obj) else {
            "dates_certainty"
        }  # fmt: skip
        return [name for name in self.fields if name not in left_out]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RULEBOOKS_WRITE)
        form = forms.modelform_factory(
            Rulebook,
            form=own.RulebookForm,
            formfield_callback=lambda column, **options: self.formfield_for_dbfield(
                column, request, **options
            ),
        )
        return self.verb_page(
            request,
            form(sent(request)),
            title=_("Write a rulebook"),
            label=_("Save"),
            intro=_("It decides nothing until it is published."),
            run=lambda data: lifecycle.draft_rulebook(by=request.user, **data),
            done=lambda made: _("“%s” is in preparation; list its conditions next.") % made,
            then=self.address_of,
            back=self.list_address(),
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What makes sense in the version's state."""
        rulebook = self.get_object(request, object_id)
        fit = {
            RulebookState.DRAFT: {"condition", "publish", "discard"},
            RulebookState.PUBLISHED: {"revise"}
            | ({"end"} if rulebook.effective_until is None else set()),
            RulebookState.SUPERSEDED: set(),
        }[RulebookState(rulebook.state)]
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if getattr(one, "action_name", "").rpartition("_")[2] in fit
        ]

    def has_writing_permission(self, request: HttpRequest, object_id: object = None) -> bool:
        """The verbs of a published version are for those who keep the rulebooks."""
        return super().has_change_permission(request)

    @action(description=gettext_lazy("Add a condition"), icon="playlist_add",
            permissions=["writing"])  # fmt: skip
    def condition(self, request: HttpRequest, object_id: str) -> HttpResponse:
        rulebook = self.get_object(request, object_id)
        pages = self.admin_site.get_model_admin(Criterion)
        form = pages.form_of(request)
        return self.verb_page(
            request,
            form(sent(request), instance=Criterion(rulebook=rulebook)),
            title=_("A condition of “%s”") % rulebook,
            label=_("Save"),
            run=lambda data: lifecycle.add_criterion(rulebook=rulebook, by=request.user, **data),
            done=lambda made: _("Listed: %s") % condition_said(made),
            back=self.address_of(rulebook),
        )

    @action(description=gettext_lazy("Publish"), icon="campaign", permissions=["writing"])
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """After a look at whom it changes."""
        rulebook = self.get_object(request, object_id)
        effects = self.affected(rulebook, request)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Publish “%s”") % rulebook,
            label=_("Publish"),
            intro=_(
                "It holds from now on and becomes fixed; the version before it is superseded. "
                "What was decided under that one stays decided."
            ),
            run=lambda _data: lifecycle.publish_rulebook(
                rulebook=rulebook, by=request.user, at=now()
            ),
            done=lambda made: _("“%s” is published.") % made,
            back=self.address_of(rulebook),
            below=effects,
        )

    @action(description=gettext_lazy("Revise"), icon="edit_note", permissions=["writing"])
    def revise(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the version in preparation; a new one is made where there is none."""
        rulebook = self.get_object(request, object_id)
        drafts = Rulebook.objects.filter(code=rulebook.code, state=RulebookState.DRAFT)
        if draft := drafts.first():
            return redirect(self.address_of(draft))
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Revise “%s”") % rulebook,
            label=_("Revise"),
            intro=_(
                "A new version begins with everything as it is now. This one goes on to hold until "
                "the new one is published."
            ),
            run=lambda _data: lifecycle.revise_rulebook(rulebook=rulebook, by=request.user),
            done=lambda draft: _("Version %d is in preparation.") % draft.version,
            then=self.address_of,
            back=self.address_of(rulebook),
        )

    @action(description=gettext_lazy("No longer in force"), icon="event_busy",
            permissions=["writing"])  # fmt: skip
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        rulebook = self.get_object(request, object_id)
        return self.verb_page(
            request,
            own.EndForm(sent(request)),
            title=_("“%s” is no longer in force") % rulebook,
            label=_("Save"),
            intro=_("What happened before that day stays under it."),
            run=lambda data: lifecycle.end_rulebook(
                rulebook=rulebook, on=data["on"], by=request.user
            ),
            done=lambda ended: _("It is in force until %(on)s.") % {"on": ended.effective_until},
            back=self.address_of(rulebook),
        )

    @action(description=gettext_lazy("Drop the draft"), icon="delete", permissions=["writing"])
    def discard(self, request: HttpRequest, object_id: str) -> HttpResponse:
        rulebook = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Drop version %(version)d of “%(rulebook)s”")
            % {"version": rulebook.version, "rulebook": rulebook},
            label=_("Drop the draft"),
            run=lambda _data: lifecycle.discard_rulebook(rulebook=rulebook, by=request.user),
            done=lambda _none: _("The draft is dropped."),
            back=self.address_of(rulebook),
            then=lambda _none: self.list_address(),
        )


@admin.register(Criterion)
class CriterionAdmin(ConditionColumns, ForEverybody, ScopedModelAdmin):
    """条件: those of every rulebook, to find what is still unconfirmed."""

    comes_from = gettext_lazy("They are added on the page of a rulebook in preparation.")
    changing = Permission.RULEBOOKS_WRITE
    form = own.CriterionForm
    list_display = ("condition", "purpose", "rulebook", "whom", "known", "source")
    list_display_links = None
    list_select_related = ("rulebook",)
    list_filter = (
        ("certainty", ChoicesDropdownFilter),
        ("purpose", ChoicesDropdownFilter),
        ("rulebook", ScopedRelatedFilter),
    )
    search_fields = ("rule", "words", "source")
    ordering = ("rulebook__code", "rulebook__version", "position", "pk")
    fields = ("rulebook", *own.CONDITION)
    readonly_fields = ("rulebook",)
    actions_detail = ("drop",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("rulebook")

    def form_of(self, request: HttpRequest) -> type[forms.ModelForm]:
        """The form of a condition in the admin's clothes."""
        return forms.modelform_factory(
            Criterion,
            form=own.CriterionForm,
            formfield_callback=lambda column, **options: self.formfield_for_dbfield(
                column, request, **options
            ),
        )

    def has_change_permission(self, request: HttpRequest, obj: Criterion | None = None) -> bool:
        """While its rulebook is in preparation."""
        free = not isinstance(obj, Criterion) or obj.rulebook.state == RulebookState.DRAFT
        return free and super().has_change_permission(request, obj)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """It is dropped while its rulebook is in preparation."""
        criterion = self.get_object(request, object_id)
        offered = super().get_actions_detail(request, object_id)
        return offered if self.has_change_permission(request, criterion) else []

    @action(description=gettext_lazy("Drop the condition"), icon="delete", permissions=["change"])
    def drop(self, request: HttpRequest, object_id: str) -> HttpResponse:
        criterion = self.get_object(request, object_id)
        home = self.admin_site.get_model_admin(Rulebook).address_of(criterion.rulebook)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Drop the condition “%s”") % condition_said(criterion),
            label=_("Drop the condition"),
            run=lambda _data: lifecycle.drop_criterion(criterion=criterion, by=request.user),
            done=lambda _none: _("The condition is dropped."),
            then=lambda _none: home,
            back=self.address_of(criterion),
        )

    @display(description=gettext_lazy("condition"))
    def condition(self, criterion: Criterion) -> str:
        return format_html(
            '<a class="{}" href="{}">{}</a>', LINK, self.address_of(criterion),
            condition_said(criterion),
        )  # fmt: skip
