"""Incubators and their phases in the admin."""

from decimal import Decimal

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import Access
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Day, badge
from incubator.core.dates import today
from incubator.core.files import PICTURES, CheckedFileField
from incubator.core.numbers import grouped
from incubator.core.shown import area as square_metres
from incubator.core.units import square_metres_to_mu
from incubator.institutions.admin.own_facts import own_page
from incubator.institutions.enums import PhaseState, Programme
from incubator.institutions.lifecycle import MOVES, move_phase
from incubator.institutions.models import Incubator, Phase

STATES = {
    PhaseState.PLANNED: "default",
    PhaseState.TENDER: "info",
    PhaseState.CONSTRUCTION: "warning",
    PhaseState.IN_USE: "success",
}


def area_in_words(area: Decimal | None) -> str:
    """In m², with 亩 beside it."""
    if area is None:
        return "—"
    return _("%(metres)s m² (%(mu)s mu)") % {
        "metres": grouped(area),
        "mu": grouped(square_metres_to_mu(area)),
    }


class MoveForm(forms.Form):
    """To which state, and when."""

    to = Choice(label=gettext_lazy("new state"))
    on = Day(label=gettext_lazy("on"), initial=today)

    def __init__(self, *args, phase: Phase, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        moves = MOVES[PhaseState(phase.state)]
        self.fields["to"].choices = [(s.value, s.label) for s in PhaseState if s in moves]


class PhaseColumns:
    """What lists of phases show."""

    @display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, phase: Phase) -> str:
        return badge(STATES[phase.state], phase.get_state_display())

    @display(description=gettext_lazy("site area"), ordering="site_area")
    def site(self, phase: Phase) -> str:
        return area_in_words(phase.site_area)

    @display(description=gettext_lazy("floor area"), ordering="floor_area")
    def floor(self, phase: Phase) -> str:
        return square_metres(phase.floor_area)


class PhaseInline(PhaseColumns, ScopedTabularInline):
    """The phases of one incubator; they change on their own pages."""

    model = Phase
    reading = Permission.INCUBATORS_READ
    fields = readonly_fields = ("number", "state_badge", "site", "floor", "started_on", "opened_on")
    ordering = ("number",)
    show_change_link = True
    hide_title = True

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return rows.filter(incubator__in=Incubator.objects.visible_to(access))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("incubator")


@admin.register(Incubator)
class IncubatorAdmin(ScopedModelAdmin):
    """孵化载体."""

    terms = ("incubator", "accelerator", "ministry_level")
    reading = Permission.INCUBATORS_READ
    adding = changing = Permission.INCUBATORS_WRITE
    list_display = ("name", "kind", "focus", "field", "sponsor", "planned_year", "opened_on")
    list_filter = (
        ("kind", ChoicesDropdownFilter),
        ("focus", ChoicesDropdownFilter),
        ("sponsor", ChoicesDropdownFilter),
    )
    ordering = ("pk",)
    search_fields = ("name", "name_en", "code")
    fieldsets = (
        (None, {"fields": (
            "name", "name_en", "code", "kind", "means", "focus", "field", "sponsor",
            "planned_year", "opened_on", "closed_on", "note",
        )}),
        (gettext_lazy("What applicants read"), {"fields": (
            "introduction", "introduction_en", "address", "map_url", "photo",
        )}),
    )  # fmt: skip
    inlines = (PhaseInline,)
    actions_detail = ("own_facts",)

    @action(description=gettext_lazy("Staff, funds, accounts"), icon="account_balance",
            permissions=["view"])  # fmt: skip
    def own_facts(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What it has of its own, as of ``?on=``."""
        return own_page(self, request, self.get_object(request, object_id))

    def formfield_for_dbfield(self, db_field, request: HttpRequest, **kwargs):
        """A photo is believed by its content, as every file is; an address is one of https."""
        if db_field.name == "photo":
            kwargs |= {"form_class": CheckedFileField, "kinds": PICTURES}
        if db_field.name == "map_url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Incubator | None = None) -> tuple:
        """The code is part of addresses and of the API: it stays."""
        return ("means", "code") if obj else ("means",)

    @display(description=gettext_lazy("programme"))
    def means(self, incubator: Incubator) -> str | None:
        """What a stay there is; it follows from the kind."""
        return Programme(incubator.programme).label if incubator.pk else None


@admin.register(Phase)
class PhaseAdmin(PhaseColumns, ScopedModelAdmin):
    """建设分期."""

    comes_from = gettext_lazy("They are recorded with the institution.")
    reading = Permission.INCUBATORS_READ
    adding = changing = Permission.INCUBATORS_WRITE
    list_display = (
        "incubator", "number", "state_badge", "site", "floor", "started_on", "opened_on"
    )  # fmt: skip
    list_display_links = ("incubator", "number")
    list_select_related = ("incubator",)
    list_filter = (("incubator", ScopedRelatedFilter), ("state", ChoicesDropdownFilter))
    ordering = ("incubator", "number")
    fields = (
        "incubator", "number", "state_badge", "site_area", "site", "floor_area", "floor",
        "planned_from", "planned_until", "started_on", "opened_on", "note",
    )  # fmt: skip
    actions_detail = ("move",)

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return rows.filter(incubator__in=Incubator.objects.visible_to(access))

    def get_readonly_fields(self, request: HttpRequest, obj: Phase | None = None) -> tuple:
        """State and its dates move by the verb; the areas in words are for reading."""
        moved = ("state_badge", "site", "floor", "started_on", "opened_on")
        return (*moved, "incubator", "number") if obj else moved

    def get_fields(self, request: HttpRequest, obj: Phase | None = None) -> list:
        """A new phase has no state to tell; areas are typed in m² and read with 亩 beside."""
        if obj is None:
            left_out = {"state_badge", "site", "floor", "started_on", "opened_on"}
        elif self.has_change_permission(request, obj):
            left_out = {"site", "floor"}
        else:
            left_out = {"site_area", "floor_area"}
        return [name for name in self.fields if name not in left_out]

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """The move is offered while there is one."""
        phase = self.get_object(request, object_id)
        offered = super().get_actions_detail(request, object_id)
        return offered if MOVES[PhaseState(phase.state)] else []

    @action(description=gettext_lazy("Change the state"), icon="move_up", permissions=["change"])
    def move(self, request: HttpRequest, object_id: str) -> HttpResponse:
        phase = self.get_object(request, object_id)
        return self.verb_page(
            request,
            MoveForm(sent(request), phase=phase),
            title=_("Change the state of %s") % phase,
            label=_("Change the state"),
            intro=_("It is “%s” now.") % phase.get_state_display(),
            run=lambda data: move_phase(
                phase=phase, to=PhaseState(data["to"]), on=data["on"], by=request.user
            ),
            done=lambda moved: (
                _("%(phase)s is now “%(state)s”.")
                % {"phase": moved, "state": moved.get_state_display()}
            ),
            back=self.address_of(phase),
        )
