"""The lists behind figures of stays and of space; each kind of fact has a view of its own."""

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from companies.enums import ExitReason
from incubator.statistics.api import shapes
from incubator.statistics.api.views import INCUBATOR, PAGE, YEAR, FactsView, codes_of
from incubator.statistics.facts import BUILDINGS, CONSTRUCTION, STAYS, UNITS


class CompaniesView(FactsView):
    """The companies that a figure counts."""

    kind = STAYS

    @extend_schema(
        operation_id="statistics_companies",
        summary=_("Exactly the companies that a figure counts"),
        parameters=[
            YEAR,
            codes_of(STAYS),
            INCUBATOR,
            OpenApiParameter(
                "part",
                str,
                enum=ExitReason.values,
                description=_("A part of the figure: of those that left, one reason."),
            ),
            *PAGE,
        ],
        responses=shapes.Facts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """Flows that count residences may name a company twice, once for each of them."""
        return super().get(request, year, indicator)


class UnitsView(FactsView):
    """The units that a figure of area counts."""

    kind = UNITS

    @extend_schema(
        operation_id="statistics_units",
        summary=_("Exactly the units that a figure counts"),
        parameters=[YEAR, codes_of(UNITS), INCUBATOR, *PAGE],
        responses=shapes.UnitFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """The figure is the sum of their floor areas."""
        return super().get(request, year, indicator)


class BuildingsView(FactsView):
    """The buildings that a figure of area counts."""

    kind = BUILDINGS

    @extend_schema(
        operation_id="statistics_buildings",
        summary=_("Exactly the buildings that a figure counts"),
        parameters=[YEAR, codes_of(BUILDINGS), INCUBATOR, *PAGE],
        responses=shapes.BuildingFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """The figure is the sum of their floor areas."""
        return super().get(request, year, indicator)


class ConstructionView(FactsView):
    """The records of construction that a figure counts."""

    kind = CONSTRUCTION

    @extend_schema(
        operation_id="statistics_construction",
        summary=_("Exactly the construction records that a figure counts"),
        parameters=[YEAR, codes_of(CONSTRUCTION), INCUBATOR, *PAGE],
        responses=shapes.ConstructionFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """The last record of each phase by the year's end."""
        return super().get(request, year, indicator)
