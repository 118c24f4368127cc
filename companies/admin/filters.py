"""Filters of the admin's lists of companies and residences."""

import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.contrib.filters.admin import DropdownFilter

from companies.enums import LEFT, ExitReason
from companies.models import Residence
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import rows_of
from incubator.core.dates import today, year_begin, year_end
from incubator.institutions.models import Incubator

# Each with the stays that put a company there.
STANDINGS = {
    "in": (_("In residence now"), lambda stays: stays.open(on=today())),
    "overdue": (_("Overdue"), lambda stays: stays.overdue(on=today())),
    "graduated": (_("Graduated"), lambda stays: stays.filter(exit_reason=ExitReason.GRADUATED)),
    "left": (
        pgettext_lazy("standing", "Left without graduating"),
        lambda stays: stays.filter(exit_reason__in=LEFT),
    ),
}
STAY_STANDINGS = {
    "open": (pgettext_lazy("residence", "Open"), lambda stays: stays.open(on=today())),
    "overdue": (_("Overdue"), lambda stays: stays.overdue(on=today())),
    "ending": (
        _("Due within 90 days"),
        lambda stays: stays.open(on=today()).filter(
            due_on__range=(today(), today() + datetime.timedelta(days=90))
        ),
    ),
    "ended": (_("Ended"), lambda stays: stays.filter(left_on__isnull=False)),
}


def seen_stays(request: HttpRequest) -> QuerySet:
    """The stays that the reader may see: filters must not tell of others."""
    return Residence.objects.visible_to(access_from(request))


class StandingFilter(DropdownFilter):
    """Companies by the stays that the reader may see."""

    title = _("standing")
    parameter_name = "standing"

    def __init__(self, request: HttpRequest, params: dict, *more) -> None:
        # Beside an incubator it is the stay there that is open or ended so, not any. What the
        # list is asked, and not what the page is: a tile asks a list from another page.
        self.place = (params.get(IncubatorOfCompanyFilter.parameter_name) or [""])[-1]
        super().__init__(request, params, *more)

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return [(code, label) for code, (label, _stays) in STANDINGS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        if self.value() not in STANDINGS:
            return queryset.none()
        return queryset.filter(Exists(self._stays(self.value())))

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet) -> dict[str, Count]:
        """Of each company its stays alone: the list as it is need not be asked for it again."""
        return {
            f"{number}__c": Count(pk_attname, filter=Exists(self._stays(code)))
            for number, (code, _label) in enumerate(self.lookup_choices)
        }

    def _stays(self, standing: str) -> QuerySet:
        stays = STANDINGS[standing][1](seen_stays(self.request)).filter(company=OuterRef("pk"))
        if self.place.isascii() and self.place.isdigit():
            return stays.filter(incubator=self.place)
        return stays


class IncubatorOfCompanyFilter(DropdownFilter):
    """Companies with a stay, open or past, in one incubator."""

    title = _("incubator")
    parameter_name = "incubator"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        rows = rows_of(model_admin.admin_site, Incubator, request).order_by("pk")
        return [(str(row.pk), str(row)) for row in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        if access_from(request).incubator_ids == {int(self.value())}:
            return queryset.all()  # whoever sees one place alone has chosen it already
        return queryset.filter(Exists(self._stays(self.value())))

    def counts_among(self, companies: QuerySet) -> dict[str, int]:
        """How many of the companies have a stay in each place."""
        stays = seen_stays(self.request).filter(company__in=companies.values("pk")).order_by()
        found = stays.values_list("incubator").annotate(count=Count("company", distinct=True))
        by_place = {str(place): count for place, count in found}
        return {
            f"{number}__c": by_place.get(place, 0)
            for number, (place, _label) in enumerate(self.lookup_choices)
        }

    def _stays(self, place: str) -> QuerySet:
        return seen_stays(self.request).filter(incubator=place, company=OuterRef("pk"))


class StayStandingFilter(DropdownFilter):
    """Residences that are open, overdue or ended."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return [(code, label) for code, (label, _stays) in STAY_STANDINGS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        if self.value() not in STAY_STANDINGS:
            return queryset.none()
        return STAY_STANDINGS[self.value()][1](queryset)


class YearFilter(DropdownFilter):
    """Residences by the year of one of their dates."""

    column: str

    def has_output(self) -> bool:
        """Also where there is no year to choose but one was asked for."""
        return bool(self.lookup_choices or self.value())

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        ends = seen_stays(request).aggregate(first=Min(self.column), last=Max(self.column))
        if ends["first"] is None:
            return []
        years = range(ends["last"].year, ends["first"].year - 1, -1)
        return [(str(year), str(year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        # No stay ends before it begins: said, so that the list need not be read from its newest.
        year = int(self.value())
        return queryset.filter(self._within(year), admitted_on__lte=year_end(year))

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet) -> dict[str, Count]:
        """Of each stay its own day."""
        return {
            f"{number}__c": Count(pk_attname, filter=self._within(int(year)))
            for number, (year, _label) in enumerate(self.lookup_choices)
        }

    def _within(self, year: int) -> Q:
        return Q(**{f"{self.column}__range": (year_begin(year), year_end(year))})


class AdmittedYearFilter(YearFilter):
    """By the year of admission."""

    title = _("admitted in")
    parameter_name = "admitted_year"
    column = "admitted_on"


class LeftYearFilter(YearFilter):
    """By the year of the end."""

    title = _("ended in")
    parameter_name = "left_year"
    column = "left_on"
