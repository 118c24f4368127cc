"""Filters of the lists of mentoring."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import DropdownFilter

from incubator.accounts.access import access_from
from incubator.accounts.admin_base import rows_of
from incubator.core.dates import today
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from mentors.admin.words import ENDING_SOON
from mentors.models import Appointment


class OfficeFilter(DropdownFilter):
    """By the terms that the reader may see."""

    title = gettext_lazy("standing")
    parameter_name = "standing"
    KNOWN = {
        "in": gettext_lazy("In office now"),
        "ending": gettext_lazy("Term ends within 60 days"),
        "out": gettext_lazy("Not in office"),
        "retired": gettext_lazy("Retired"),
    }

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return list(self.KNOWN.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        day, terms = today(), Appointment.objects.visible_to(access_from(request))
        running = terms.in_force(on=day).filter(mentor=OuterRef("pk"))
        ending = running.not_renewed().filter(until_on__lte=day + ENDING_SOON)
        found = {
            "in": lambda: queryset.filter(Exists(running)),
            "ending": lambda: queryset.filter(Exists(ending)),
            "out": lambda: queryset.exclude(Exists(running)),
            "retired": lambda: queryset.filter(retired_on__isnull=False),
        }
        return found.get(self.value(), queryset.none)()


class PlaceFilter(DropdownFilter):
    """Mentors with a term, open or past, at one incubator."""

    title = gettext_lazy("incubator")
    parameter_name = "incubator"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        rows = rows_of(model_admin.admin_site, Incubator, request).order_by("pk")
        return [(str(row.pk), str(row)) for row in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        terms = Appointment.objects.filter(incubator=self.value(), mentor=OuterRef("pk"))
        return queryset.filter(Exists(terms))


class FieldFilter(DropdownFilter):
    """Mentors who work in one technical field."""

    title = gettext_lazy("technical field")
    parameter_name = "field"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return TechField.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return queryset.filter(fields__contains=[self.value()])
