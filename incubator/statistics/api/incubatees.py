"""The lists behind what incubatees report, and behind what became of graduates."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from companies.enums import Fate, Instrument, Vehicle
from incubator.statistics.api.shapes import FactsPage
from incubator.statistics.api.views import INCUBATOR, PAGE, YEAR, FactsView, codes_of
from incubator.statistics.incubatee_facts import FIGURES, FOLLOW_UPS, STAKES


class ReturnFact(serializers.Serializer):
    """A counted return, with the figure in the unit of the indicator (money in yuan)."""

    company = serializers.IntegerField()
    name = serializers.CharField()
    incubator = serializers.CharField()
    year = serializers.IntegerField()
    version = serializers.IntegerField()
    number = serializers.FloatField()

    def get_fields(self) -> dict:
        """``return`` is no name of an attribute."""
        return {"return": serializers.IntegerField(), **super().get_fields()}


class ReturnFacts(FactsPage):
    """Of returns."""

    results = ReturnFact(many=True)


class FollowUpFact(serializers.Serializer):
    """A graduate that was to be asked."""

    follow_up = serializers.IntegerField()
    company = serializers.IntegerField()
    name = serializers.CharField()
    incubator = serializers.CharField()
    graduated_on = serializers.DateField()
    year = serializers.IntegerField()
    outcome = serializers.ChoiceField(Fate.choices, allow_blank=True)
    staff = serializers.IntegerField(allow_null=True)


class FollowUpFacts(FactsPage):
    """Of graduates."""

    results = FollowUpFact(many=True)


class StakeFact(serializers.Serializer):
    """A stake that a fund has paid for; the amount agreed in yuan."""

    stake = serializers.IntegerField()
    company = serializers.IntegerField()
    name = serializers.CharField()
    incubator = serializers.CharField()
    vehicle = serializers.ChoiceField(Vehicle.choices)
    instrument = serializers.ChoiceField(Instrument.choices)
    agreed_on = serializers.DateField()
    agreed = serializers.FloatField()


class StakeFacts(FactsPage):
    """Of stakes."""

    results = StakeFact(many=True)


class ReturnsView(FactsView):
    """The verified returns that a sum adds up."""

    kind = FIGURES

    @extend_schema(
        operation_id="statistics_returns",
        summary=_("Exactly the returns that a figure adds up"),
        parameters=[YEAR, codes_of(FIGURES), INCUBATOR, *PAGE],
        responses=ReturnFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """The figure is the sum of their ``number``."""
        return super().get(request, year, indicator)


class GraduatesView(FactsView):
    """The graduates that were asked."""

    kind = FOLLOW_UPS

    @extend_schema(
        operation_id="statistics_graduates",
        summary=_("Exactly the graduates that a figure counts"),
        parameters=[YEAR, codes_of(FOLLOW_UPS), INCUBATOR, *PAGE],
        responses=FollowUpFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """Each with what became of it, where anybody knows."""
        return super().get(request, year, indicator)


class StakesView(FactsView):
    """The stakes that are uses of a fund."""

    kind = STAKES

    @extend_schema(
        operation_id="statistics_stakes",
        summary=_("Exactly the stakes that a figure counts"),
        parameters=[YEAR, codes_of(STAKES), INCUBATOR, *PAGE],
        responses=StakeFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """Each with the fund that paid for it."""
        return super().get(request, year, indicator)
