"""Buildings and units: lists, pages, the rent-control table, and a small page for each verb."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display

from facilities import lifecycle
from facilities.admin import forms, imports, plan, words
from facilities.enums import SpaceState
from facilities.exports import UnitResource
from facilities.models import Building, LeasedUnit, SpaceLease, Unit
from facilities.queries.occupancy import with_state
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.admin_export import ScopedExportMixin
from incubator.accounts.permissions import Permission
from incubator.core.dates import today


class UnitInline(ScopedTabularInline):
    """The units of a building that stand today; they change on their own pages."""

    model = Unit
    reading = Permission.UNITS_READ
    fields = readonly_fields = ("called", "floor", "kind", "area", "use", "rentable", "state")
    ordering = ("floor", "number")
    hide_title = True
    verbose_name_plural = gettext_lazy("units")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        day = today()
        units = super().get_queryset(request).existing(on=day)
        return with_state(units, on=day).select_related("building")

    @display(description=gettext_lazy("unit number"))
    def called(self, unit: Unit) -> str:
        pages = self.admin_site.get_model_admin(Unit)
        return words.link(pages.address_of(unit), unit.number)

    @display(description=gettext_lazy("floor area"))
    def area(self, unit: Unit) -> str:
        return words.area(unit.floor_area)

    @display(description=gettext_lazy("state"))
    def state(self, unit: Unit) -> str:
        return words.state_badge(unit.state)


@admin.register(Building)
class BuildingAdmin(ScopedModelAdmin):
    """楼宇."""

    reading = Permission.UNITS_READ
    adding = changing = Permission.UNITS_WRITE
    list_display = ("name", "table", "incubator", "area", "unit_count", "tenure", "opened_on")
    list_select_related = ("incubator",)
    list_filter = (("incubator", ScopedRelatedFilter), ("tenure", ChoicesDropdownFilter))
    search_fields = ("name", "code")
    ordering = ("incubator", "code")
    fields = (
        "incubator", "phase", "code", "name", "area", "tenure", "opened_on", "closed_on", "note",
    )  # fmt: skip
    readonly_fields = fields[:-1]
    inlines = (UnitInline,)
    actions_detail = ("plan", "let", "add_unit", "import_units")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        standing = Q(units__ends_on__isnull=True) | Q(units__ends_on__gt=today())
        rows = super().get_queryset(request).select_related("incubator", "phase__incubator")
        return rows.annotate(standing=Count("units", filter=standing))

    @display(description=gettext_lazy("floor area"), ordering="floor_area")
    def area(self, building: Building) -> str:
        return words.area(building.floor_area)

    @display(description=gettext_lazy("Rent-control table"))
    def table(self, building: Building) -> str:
        return words.link(reverse(self.name_of("plan"), args=[building.pk]), _("Show"))

    @display(description=gettext_lazy("units"), ordering="standing")
    def unit_count(self, building: Building) -> int:
        return building.standing

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.UNITS_WRITE)
        return self.verb_page(
            request,
            forms.BuildingForm(sent(request), access=access_from(request)),
            title=_("Add a building"),
            label=_("Save"),
            run=lambda data: lifecycle.add_building(by=request.user, **data),
            done=lambda building: _("%s is on file; add its units next.") % building,
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Rent-control table"), icon="grid_view", permissions=["view"])
    def plan(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """租控表."""
        return plan.page(self, request, self.get_object(request, object_id))

    @action(description=gettext_lazy("Let units"), icon="key", permissions=["change"])
    def let(self, request: HttpRequest, object_id: str) -> HttpResponse:
        building = self.get_object(request, object_id)
        address = self.admin_site.get_model_admin(SpaceLease).name_of("add")
        return redirect(f"{reverse(address)}?{urlencode({'building': building.pk})}")

    @action(description=gettext_lazy("Add a unit"), icon="add", permissions=["change"])
    def add_unit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        building = self.get_object(request, object_id)
        form = forms.NewUnitForm(sent(request))
        return self.verb_page(
            request,
            form,
            title=_("Add a unit to %s") % building,
            label=_("Add"),
            run=lambda _data: lifecycle.add_units(
                building=building,
                drafts=[form.draft(begins_on=form.cleaned_data["begins_on"])],
                by=request.user,
            )[0],
            done=lambda unit: _("Unit %s is on file.") % unit.number,
            back=self.address_of(building),
        )

    @action(description=gettext_lazy("Import rooms"), icon="upload_file", permissions=["change"])
    def import_units(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """From an XLSX file, after a dry run."""
        return imports.page(self, request, self.get_object(request, object_id))


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
    fields = readonly_fields = ("lease_page", "tenant", "begins_on", "ends_on")
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


@admin.register(Unit)
class UnitAdmin(ScopedExportMixin, ScopedModelAdmin):
    """单元."""

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
    inlines = (LettingInline,)
    actions_detail = ("reshape", "close", "reopen", "correct")
    resource_classes = [UnitResource]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("building", "incubator")
        return with_state(rows, on=today())

    def history_of(self, request: HttpRequest, obj: Unit) -> list[QuerySet]:
        """The unit's own and that of its times out of service."""
        closures = obj.closures.model.history.rel.related_model
        return [obj.history.all(), closures.objects.filter(unit=obj)]

    @display(description=gettext_lazy("floor area"), ordering="floor_area")
    def area(self, unit: Unit) -> str:
        return words.area(unit.floor_area)

    @display(description=gettext_lazy("usable area"))
    def usable(self, unit: Unit) -> str:
        return words.area(unit.usable_area)

    @display(description=gettext_lazy("state"))
    def state(self, unit: Unit) -> str:
        """Of today; a unit that is no more has none."""
        day = today()
        if unit.begins_on > day or (unit.ends_on and unit.ends_on <= day):
            return "—"
        return words.state_badge(unit.state)

    @display(description=gettext_lazy("came from"))
    def came_from(self, unit: Unit) -> str:
        return ", ".join(step.before.number for step in unit.came_from.select_related("before"))

    @display(description=gettext_lazy("became"))
    def became(self, unit: Unit) -> str:
        return ", ".join(step.after.number for step in unit.became.select_related("after"))

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
                _("From that day on: %s.") % ", ".join(unit.number for unit in after)
            ),
            back=self.address_of(unit),
        )

    @action(description=gettext_lazy("Out of service"), icon="block", permissions=["change"])
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        unit = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.CloseForm(sent(request)),
            title=_("Take %s out of service") % unit,
            label=_("Save"),
            run=lambda data: lifecycle.close_unit(unit=unit, by=request.user, **data),
            done=lambda _closure: _("Unit %s is out of service.") % unit.number,
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
            done=lambda _closure: _("Unit %s is back in service.") % unit.number,
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
