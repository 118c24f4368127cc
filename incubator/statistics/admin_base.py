"""What the admin pages of statements about figures share."""

from typing import ClassVar

from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from incubator.accounts.access import Access
from incubator.accounts.admin_base import ScopedModelAdmin
from incubator.accounts.permissions import Permission
from incubator.core.dates import FIRST_YEAR, LAST_YEAR
from incubator.statistics.indicators import INDICATORS


def in_reach(rows: QuerySet, access: Access) -> QuerySet:
    """Statements about places that ``access`` reaches (no incubator: the whole zone)."""
    return rows if access.everywhere else rows.filter(incubator__in=access.incubator_ids)


class YearFilter(DropdownFilter):
    """By year, of the years that the reader's rows have."""

    title = gettext_lazy("year")
    parameter_name = "year"

    def has_output(self) -> bool:
        """Also where there is no year to choose but one was asked for."""
        return bool(self.lookup_choices or self.value())

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        years = model_admin.get_queryset(request).values_list("year", flat=True)
        return [(str(year), str(year)) for year in years.distinct().order_by("-year")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(year=self.value()) if known else queryset.none()


class IndicatorFilter(DropdownFilter):
    """By indicator, under its own name."""

    title = gettext_lazy("indicator")
    parameter_name = "indicator"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return [(indicator.code, indicator.label) for indicator in INDICATORS]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(indicator=self.value()) if self.value() else queryset


class StatementAdmin(ScopedModelAdmin):
    """What citations, targets and opening balances share."""

    reading = Permission.STATISTICS_READ
    adding = changing = Permission.STATISTICS_WRITE
    list_select_related = ("incubator", "document")
    # What may be typed into a column: told at its field, before the database refuses.
    limits: ClassVar[dict[str, dict]] = {
        "year": {"min_value": FIRST_YEAR, "max_value": LAST_YEAR},
        "value": {"min_value": 0},
    }

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs):
        limits = self.limits.get(db_field.name, {})
        return super().formfield_for_dbfield(db_field, request, **limits, **kwargs)

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return in_reach(rows, access)

    @display(description=gettext_lazy("indicator"), ordering="indicator")
    def label(self, statement) -> str:
        return statement.get_indicator_display()

    @display(description=gettext_lazy("place"))
    def place(self, statement) -> str:
        return str(statement.incubator or _("the whole zone"))
