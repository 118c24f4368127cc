"""The lists behind what institutions have of their own."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from incubator.institutions.enums import FundKind
from incubator.statistics.api.shapes import FactsPage
from incubator.statistics.api.views import INCUBATOR, PAGE, YEAR, FactsView, codes_of
from incubator.statistics.institution_facts import ACCOUNTS, FUNDS, STAFF


class StaffFact(serializers.Serializer):
    """A count of an institution's staff."""

    count = serializers.IntegerField()
    incubator = serializers.CharField()
    counted_on = serializers.DateField()
    total = serializers.IntegerField()
    professional = serializers.IntegerField()
    college = serializers.IntegerField()


class StaffFacts(FactsPage):
    """Of counts of staff."""

    results = StaffFact(many=True)


class FundFact(serializers.Serializer):
    """A fund of an institution; the amount in yuan."""

    fund = serializers.IntegerField()
    name = serializers.CharField()
    incubator = serializers.CharField()
    kind = serializers.ChoiceField(FundKind.choices)
    amount = serializers.FloatField()
    since_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)


class FundFacts(FactsPage):
    """Of funds."""

    results = FundFact(many=True)


class AccountFact(serializers.Serializer):
    """The accounts of a year; amounts in yuan."""

    account = serializers.IntegerField()
    incubator = serializers.CharField()
    year = serializers.IntegerField()
    income = serializers.FloatField()
    income_service = serializers.FloatField()
    income_property = serializers.FloatField()
    income_investment = serializers.FloatField()
    income_other = serializers.FloatField()


class AccountFacts(FactsPage):
    """Of accounts."""

    results = AccountFact(many=True)


class StaffView(FactsView):
    """The counts of staff that a figure adds up."""

    kind = STAFF

    @extend_schema(
        operation_id="statistics_staff",
        summary=_("Exactly the counts of staff that a figure adds up"),
        parameters=[YEAR, codes_of(STAFF), INCUBATOR, *PAGE],
        responses=StaffFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """The last of each institution by the year's end."""
        return super().get(request, year, indicator)


class FundsView(FactsView):
    """The funds that a figure adds up."""

    kind = FUNDS

    @extend_schema(
        operation_id="statistics_funds",
        summary=_("Exactly the funds that a figure adds up"),
        parameters=[
            YEAR,
            codes_of(FUNDS),
            INCUBATOR,
            OpenApiParameter(
                "part", str, enum=FundKind.values, description=_("Funds of one kind.")
            ),
            *PAGE,
        ],
        responses=FundFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """The figure is the sum of their amounts."""
        return super().get(request, year, indicator)


class AccountsView(FactsView):
    """The yearly accounts that a figure adds up."""

    kind = ACCOUNTS

    @extend_schema(
        operation_id="statistics_accounts",
        summary=_("Exactly the yearly accounts that a figure adds up"),
        parameters=[YEAR, codes_of(ACCOUNTS), INCUBATOR, *PAGE],
        responses=AccountFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """One of each institution that stated it."""
        return super().get(request, year, indicator)
