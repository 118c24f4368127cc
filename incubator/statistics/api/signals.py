"""审计提示 for programs: what stands out in a year, and the stays that a signal points at."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.views import ApiView, PagedView
from incubator.core.dates import parse_year
from incubator.statistics.api.shapes import Fact
from incubator.statistics.api.views import PAGES, YEAR
from incubator.statistics.facts import STAYS
from incubator.statistics.signals import SIGNALS, evidence_of, signal_named, signals_of


class SignalShape(serializers.Serializer):
    """One signal: ``found`` of ``looked_at`` stays."""

    signal = serializers.CharField()
    label = serializers.CharField()
    method = serializers.CharField()
    innocent = serializers.CharField()
    found = serializers.IntegerField()
    looked_at = serializers.IntegerField()


class EvidenceShape(serializers.Serializer):
    """How many graduates have all papers of their graduation on file."""

    graduated = serializers.IntegerField()
    evidenced = serializers.IntegerField()
    missing = serializers.IntegerField()


class SignalsShape(serializers.Serializer):
    """All signals of a year."""

    year = serializers.IntegerField()
    evidence = EvidenceShape()
    signals = SignalShape(many=True)


class SignalStaysShape(serializers.Serializer):
    """The stays that one signal points at, page by page."""

    year = serializers.IntegerField()
    signal = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = Fact(many=True)


class WholeZone:
    """Signals compare across incubators, so they are for those who see all of them."""

    required = {"GET": Permission.STATISTICS_READ}

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """NotFound for everybody else, once they are known."""
        super().initial(request, *args, **kwargs)
        if not access_from(request).everywhere:
            raise NotFound(_("Signals are for those who see the whole zone."))


class SignalsView(WholeZone, ApiView):
    """All signals of a year."""

    @extend_schema(
        operation_id="signals_year",
        summary=_("What an auditor may want to look at in a year"),
        parameters=[YEAR],
        responses=SignalsShape,
    )
    def get(self, request: Request, year: str) -> Response:
        """They decide nothing: what is pointed at counts in every figure as before."""
        number = parse_year(year)
        found = signals_of(number)
        answer = {
            "year": number,
            "evidence": evidence_of(found),
            "signals": [
                {
                    "signal": seen.signal.code,
                    "label": seen.signal.label,
                    "method": seen.signal.method,
                    "innocent": seen.signal.innocent,
                    "found": seen.found,
                    "looked_at": seen.looked_at,
                }
                for seen in found
            ],
        }
        return Response(SignalsShape(answer).data)


class SignalStaysView(WholeZone, PagedView):
    """The stays behind one signal."""

    @extend_schema(
        operation_id="signals_stays",
        summary=_("The stays that a signal points at"),
        parameters=[
            YEAR,
            OpenApiParameter(
                "signal", str, "path", enum=[one.code for one in SIGNALS],
                description=_("A signal."),
            ),
            *PAGES,
        ],
        responses=SignalStaysShape,
    )  # fmt: skip
    def get(self, request: Request, year: str, signal: str) -> Response:
        """In the order of their numbers."""
        number, named = parse_year(year), signal_named(signal)
        stays = named.stays(number)
        rows = [STAYS.as_json(stay) for stay in self.paginate_queryset(stays)]
        about = {
            "year": number,
            "signal": named.code,
            "label": named.label,
            "count": stays.count(),
        }
        return Response(about | self.get_paginated_response(rows).data)
