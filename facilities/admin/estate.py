"""Buildings: their list, their page, the rent-control table, and a small page for each verb."""

from operator import attrgetter

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from facilities import lifecycle
from facilities.admin import forms, occupancy, plan, words
from facilities.models import Building, SpaceLease, Unit
from facilities.queries.occupancy import with_state
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import in_file, no_file
from incubator.core.dates import today
from incubator.core.shown import day as day_said
from incubator.core.shown import figure
from incubator.imports.admin import import_address


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

    terms = ("total_area", "own_area", "incubatee_area", "public_area")
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
    actions_detail = (
        "plan",
        "let",
        "add_unit",
        "import_units",
        {
            "title": gettext_lazy("Change"),
            "icon": "edit",
            "items": ["correct", "close"],
        },
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        standing = Q(units__ends_on__isnull=True) | Q(units__ends_on__gt=today())
        rows = super().get_queryset(request).select_related("incubator", "phase__incubator")
        return rows.annotate(standing=Count("units", filter=standing))

    @display(description=gettext_lazy("floor area (m²)"), ordering="floor_area")
    @in_file(attrgetter("floor_area"))
    def area(self, building: Building) -> str:
        return figure(building.floor_area)

    @display(description=gettext_lazy("Rent-control table"))
    @no_file
    def table(self, building: Building) -> str:
        return words.link(reverse(self.name_of("plan"), args=[building.pk]), _("Show"))

    @display(description=gettext_lazy("units"), ordering="standing")
    def unit_count(self, building: Building) -> int:
        return building.standing

    def get_urls(self) -> list:
        first = self.admin_site.admin_view(self.first_plan)
        space = self.admin_site.admin_view(self.occupancy)
        return [
            path("plan/", first, name=self.name_of("first_plan").partition(":")[2]),
            path("occupancy/", space, name=self.name_of("occupancy").partition(":")[2]),
            *super().get_urls(),
        ]

    def first_plan(self, request: HttpRequest) -> HttpResponse:
        """租控表 of the first building that the reader may see; its tabs lead to the others."""
        self.require(request, Permission.UNITS_READ)
        first = self.get_queryset(request).order_by("incubator", "code").first()
        if first is None:
            return redirect(self.list_address())
        asked = request.GET.urlencode()
        address = reverse(self.name_of("plan"), args=[first.pk])
        return redirect(f"{address}?{asked}" if asked else address)

    def occupancy(self, request: HttpRequest) -> HttpResponseBase:
        """出租情况 of everything that the reader may see."""
        self.require(request, Permission.UNITS_READ)
        return occupancy.page(self, request)

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

    @action(description=gettext_lazy("Let units"), icon="key", permissions=["change", "decide"])
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

    @action(description=gettext_lazy("Correct"), icon="edit", permissions=["change"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        building = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.CorrectBuildingForm(sent(request), building=building),
            title=_("Correct %s") % building,
            label=_("Save"),
            intro=_("For what was recorded wrongly; it changes the past too."),
            run=lambda data: lifecycle.correct_building(building=building, by=request.user, **data),
            done=lambda corrected: _("%s was corrected.") % corrected,
            back=self.address_of(building),
        )

    @action(description=gettext_lazy("Give up"), icon="domain_disabled", permissions=["change"])
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        building = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.ReasonForm(sent(request)),
            title=_("Give up %s") % building,
            intro=_("From that day on neither the building nor its units are there."),
            run=lambda data: lifecycle.close_building(building=building, by=request.user, **data),
            done=lambda closed: (
                _("%(building)s is in use until %(on)s.")
                % {"building": closed, "on": day_said(closed.closed_on)}
            ),
            back=self.address_of(building),
        )

    @action(description=gettext_lazy("Import rooms"), icon="upload_file", permissions=["change"])
    def import_units(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the page that brings a file of rooms of this building."""
        building = self.get_object(request, object_id)
        return redirect(
            import_address("rooms", place=building.incubator_id, building=building.code)
        )
