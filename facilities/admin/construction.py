"""Construction in the admin: dated records that are added to, and milestones."""

from operator import attrgetter

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from facilities.admin import words
from facilities.models import ConstructionRecord, Milestone
from incubator.accounts.access import Access
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import in_file
from incubator.core.shown import percent


@admin.register(ConstructionRecord)
class ConstructionRecordAdmin(ScopedModelAdmin):
    """建设进度记录: a newer one is added; the older stays true of its day."""

    comes_from = gettext_lazy("They are recorded with a source for the institution’s phases.")
    reading = Permission.INCUBATORS_READ
    adding = Permission.INCUBATORS_WRITE
    list_display = (
        "as_of", "incubator", "phase", "state", "planned", "built", "buildings", "done",
    )  # fmt: skip
    list_select_related = ("incubator", "phase__incubator")
    list_filter = (("incubator", ScopedRelatedFilter), ("state", ChoicesDropdownFilter))
    ordering = ("-as_of", "incubator", "phase", "-pk")
    fields = (
        "incubator", "phase", "as_of", "state", "site_area", "planned_area", "built_area",
        "buildings", "percent_done", "planned_cost", "spent", "source",
    )  # fmt: skip

    @display(description=gettext_lazy("planned floor area"), ordering="planned_area")
    def planned(self, record: ConstructionRecord) -> str:
        return words.area(record.planned_area)

    @display(description=gettext_lazy("built floor area"), ordering="built_area")
    def built(self, record: ConstructionRecord) -> str:
        return words.area(record.built_area)

    @display(description=gettext_lazy("done (%)"), ordering="percent_done")
    @in_file(attrgetter("percent_done"))
    def done(self, record: ConstructionRecord) -> str:
        return percent(record.percent_done)


@admin.register(Milestone)
class MilestoneAdmin(ScopedModelAdmin):
    """里程碑."""

    comes_from = gettext_lazy("They are recorded for the institution’s phases.")
    reading = Permission.INCUBATORS_READ
    adding = changing = Permission.INCUBATORS_WRITE
    list_display = ("name", "phase", "planned_on", "reached_on", "late")
    list_select_related = ("phase__incubator",)
    ordering = ("phase", "planned_on", "pk")
    fields = ("phase", "name", "planned_on", "reached_on", "source")

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return rows if access.everywhere else rows.filter(phase__incubator__in=access.incubator_ids)

    def get_readonly_fields(self, request: HttpRequest, obj: Milestone | None = None) -> tuple:
        """A milestone stays with its phase."""
        return ("phase",) if obj else ()

    @display(description=gettext_lazy("days after plan"))
    def late(self, milestone: Milestone) -> str:
        return "—" if milestone.days_late is None else f"{milestone.days_late:+d}"
