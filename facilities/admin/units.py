"""Units: their list, their page, and a small page for each verb."""

import datetime
from collections.abc import Iterable
from operator import attrgetter

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display

from facilities import lifecycle
from facilities.admin import forms, words
from facilities.enums import SpaceState
from facilities.models import Building, Closure, LeasedUnit, SpaceLease, Unit
from facilities.queries.occupancy import with_state
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import grouped_columns, in_file
from incubator.core.dates import LAST_YEAR, today
from incubator.core.last_days import ONE_DAY
from incubator.core.numbers import figure
from incubator.core.shown import day as day_said
from incubator.core.shown import listing

LAST_DAY = datetime.date(LAST_YEAR, 12, 31)


class StateFilter(DropdownFilter):
    """By how a unit stands today."""

    title = gettext_lazy("state")
    parameter_name = "state"
    CHOICES = (
        SpaceState.LET,
        SpaceState.VACANT,
        SpaceState.OUT_OF_SERVICE,
        SpaceState.NOT_TO_LET,
    )

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [(state.value, state.label) for state in self.CHOICES]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in dict(self.lookup_choices):
            return queryset.filter(state=self.value())
        return queryset


class LettingInline(ScopedTabularInline):
    """Who has had a unit, and who will have it."""

    model = LeasedUnit
    reading = Permission.LEASES_READ
    fields = readonly_fields = grouped_columns(
        LeasedUnit, ("lease_page", "tenant", "begins_on", "ends_on")
    )
    ordering = ("-begins_on",)
    hide_title = True
    verbose_name_plural = gettext_lazy("leases")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("lease__company", "unit__building")

    @display(description=gettext_lazy("lease"))
    def lease_page(self, letting: LeasedUnit) -> str:
        pages = self.admin_site.get_model_admin(SpaceLease)
        return words.link(pages.address_of(letting.lease), letting.lease.number)

    @display(description=gettext_lazy("company"))
    def tenant(self, letting: LeasedUnit) -> str:
        return str(letting.lease.company)


class ClosureInline(ScopedTabularInline):
    """When a unit was out of service, and why."""

    model = Closure
    reading = Permission.UNITS_READ
    fields = readonly_fields = ("begins_on", "ends_on", "reason", "note")
    ordering = ("-begins_on",)
    hide_title = True
    verbose_name_plural = gettext_lazy("times out of service")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("unit__building")


@admin.register(Unit)
class UnitAdmin(ScopedModelAdmin):
    """单元."""

    comes_from = gettext_lazy("They are added or imported on the page of a building.")
    terms = ("incubatee_area", "public_area")
    reading = Permission.UNITS_READ
    changing = Permission.UNITS_WRITE
    list_display = ("number", "building", "floor", "kind", "area", "use", "state", "ends_on")
    list_filter = (
        StateFilter,
        ("building", ScopedRelatedFilter),
        ("use", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
    )
    search_fields = ("number", "building__name")
    ordering = ("building", "floor", "number", "pk")
    fields = (
        "building", "number", "floor", "kind", "area", "usable", "use", "rentable", "state",
        "begins_on", "ends_on", "came_from", "became", "note",
    )  # fmt: skip
    readonly_fields = fields[:-1]
    inlines = (LettingInline, ClosureInline)
    actions_detail = (
        "plan",
        "reshape",
        "undo",
        "close",
        "reopen",
        {
            "title": gettext_lazy("Change"),
            "icon": "edit",
            "items": ["correct", "retire"],
        },
    )
    more_columns = ("incubator", "usable")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("building", "incubator")
        return with_state(rows, on=today())

    def history_of(self, request: HttpRequest, obj: Unit) -> list[QuerySet]:
        """The unit's own and that of its times out of service."""
        closures = obj.closures.model.history.rel.related_model
        return [obj.history.all(), closures.objects.filter(unit=obj)]

    @display(description=gettext_lazy("floor area (m²)"), ordering="floor_area")
    @in_file(attrgetter("floor_area"))
    def area(self, unit: Unit) -> str:
        return figure(unit.floor_area)

    @display(description=gettext_lazy("usable area (m²)"), ordering="usable_area")
    @in_file(attrgetter("usable_area"))
    def usable(self, unit: Unit) -> str:
        return figure(unit.usable_area)

    @display(description=gettext_lazy("state"))
    def state(self, unit: Unit) -> str:
        """Of today; a unit that is no more has none."""
        day = today()
        if unit.begins_on > day or (unit.ends_on and unit.ends_on <= day):
            return "—"
        return words.state_badge(unit.state)

    @display(description=gettext_lazy("came from"))
    def came_from(self, unit: Unit) -> str:
        return self._links(step.before for step in unit.came_from.select_related("before"))

    @display(description=gettext_lazy("became"))
    def became(self, unit: Unit) -> str:
        return self._links(step.after for step in unit.became.select_related("after"))

    def _links(self, units: Iterable[Unit]) -> str:
        links = [(words.link(self.address_of(unit), unit.number),) for unit in units]
        return format_html_join(", ", "{}", links) or "—"

    @action(description=gettext_lazy("Merge, split, change use"), icon="call_split",
            permissions=["change"])  # fmt: skip
    def reshape(self, request: HttpRequest, object_id: str) -> HttpResponse:
        unit = self.get_object(request, object_id)
        form = forms.ReshapeForm(sent(request), unit=unit)
        return self.verb_page(
            request,
            form,
            title=_("Merge, split or change the use of %s") % unit,
            label=_("Save"),
            intro=_(
                "The units before end on that day and those after begin; what was let or "
                "counted before stays as it was."
            ),
            run=lambda data: lifecycle.reshape(
                units=[unit, *data["others"]],
                into=form.drafts(),
                on=data["on"],
                by=request.user,
                reason=data["reason"],
            ),
            done=lambda after: (
                _("From %(day)s on, %(before)s becomes %(after)s.")
                % {
                    "day": day_said(after[0].begins_on),
                    "before": listing(
                        [unit.number, *(one.number for one in form.cleaned_data["others"])]
                    ),
                    "after": listing(one.number for one in after),
                }
            ),
            then=lambda after: self.address_of(after[0]),
            back=self.address_of(unit),
        )

    @action(description=gettext_lazy("Take back the merge or split"), icon="undo",
            permissions=["change"])  # fmt: skip
    def undo(self, request: HttpRequest, object_id: str) -> HttpResponse:
        unit = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.WhyForm(sent(request)),
            title=_("Take back how %s ended") % unit,
            label=_("Take back"),
            intro=_(
                "For a merge or split that was entered by mistake: the units after are removed, "
                "those before go on as if nothing had been. The history keeps both."
            ),
            run=lambda data: lifecycle.take_back_reshape(unit=unit, by=request.user, **data),
            done=lambda before: _("Back again: %s.") % listing(one.number for one in before),
            back=self.address_of(unit),
        )

    @action(description=gettext_lazy("Rent-control table"), icon="grid_view", permissions=["view"])
    def plan(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The table of the building, on a day on which the unit stands."""
        unit = self.get_object(request, object_id)
        day = min(max(today(), unit.begins_on), (unit.ends_on or LAST_DAY) - ONE_DAY)
        pages = self.admin_site.get_model_admin(Building)
        table = reverse(pages.name_of("plan"), args=[unit.building_id])
        return redirect(f"{table}?{urlencode({'on': day})}")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What makes sense: nothing ends twice, nothing is reopened that is not closed."""
        unit = self.get_object(request, object_id)
        closed = unit.closures.exclude(ends_on__lte=today()).exists()
        unfit = {"undo"} if unit.ends_on is None else {"reshape", "close", "reopen"}
        if unit.ends_on is None and not closed:
            unfit.add("reopen")
        if unit.ends_on is not None and not unit.became.exists():
            unfit.add("undo")
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if getattr(one, "action_name", "").rpartition("_")[2] not in unfit
        ]

    @action(description=gettext_lazy("Out of service"), icon="block", permissions=["change"])
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        unit = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.CloseForm(sent(request)),
            title=_("Take %s out of service") % unit,
            label=_("Save"),
            run=lambda data: lifecycle.close_unit(unit=unit, by=request.user, **data),
            done=lambda closure: (
                _("Unit %(unit)s is out of service from %(day)s on.")
                % {"unit": unit.number, "day": day_said(closure.begins_on)}
            ),
            back=self.address_of(unit),
        )

    @action(description=gettext_lazy("Back in service"), icon="check", permissions=["change"])
    def reopen(self, request: HttpRequest, object_id: str) -> HttpResponse:
        unit = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.OnForm(sent(request)),
            title=_("Put %s back into service") % unit,
            label=_("Save"),
            run=lambda data: lifecycle.reopen_unit(unit=unit, by=request.user, **data),
            done=lambda closure: (
                _("Unit %(unit)s is back in service from %(day)s on.")
                % {"unit": unit.number, "day": day_said(closure.ends_on)}
            ),
            back=self.address_of(unit),
        )

    @action(description=gettext_lazy("End for good"), icon="delete_forever", permissions=["change"])
    def retire(self, request: HttpRequest, object_id: str) -> HttpResponse:
        unit = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.ReasonForm(sent(request)),
            title=_("End %s for good") % unit,
            intro=_("Nothing takes its place; what was let or counted before stays as it was."),
            run=lambda data: lifecycle.retire_unit(unit=unit, by=request.user, **data),
            done=lambda ended: (
                _("Unit %(unit)s stands until %(on)s.")
                % {"unit": ended.number, "on": day_said(ended.ends_on)}
            ),
            back=self.address_of(unit),
        )

    @action(description=gettext_lazy("Correct"), icon="edit", permissions=["change"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        unit = self.get_object(request, object_id)
        names = forms.UnitForm.base_fields
        return self.verb_page(
            request,
            forms.CorrectUnitForm(
                sent(request), initial={name: getattr(unit, name) for name in names}
            ),
            title=_("Correct %s") % unit,
            label=_("Save"),
            intro=_(
                "For what was recorded wrongly; it changes the past too. When the room itself "
                "changes, use “Merge, split, change use”."
            ),
            run=lambda data: lifecycle.correct_unit(unit=unit, by=request.user, **data),
            done=lambda corrected: _("Unit %s was corrected.") % corrected.number,
            back=self.address_of(unit),
        )
