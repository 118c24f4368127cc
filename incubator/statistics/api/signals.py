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
from incubator.core.known import known_on_asked
from incubator.statistics.api.shapes import Fact
from incubator.statistics.api.sources import KNOWN
from incubator.statistics.api.views import PAGES, YEAR
from incubator.statistics.facts import STAYS
from incubator.statistics.signals import SIGNALS, evidence_of, signal_named, signals_of
from incubator.statistics.vintages import as_of


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
    """All signals of a year; with ``as_known_on`` out of what was known at the end of that day."""

    year = serializers.IntegerField()
    as_known_on = serializers.DateField(allow_null=True)
    evidence = EvidenceShape()
    signals = SignalShape(many=True)


class SignalStaysShape(serializers.Serializer):
    """The stays that one signal points at, page by page."""

    year = serializers.IntegerField()
    signal = serializers.CharField()
    label = serializers.CharField()
    as_known_on = serializers.DateField(allow_null=True)
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

    parameters = ("as_known_on",)

    @extend_schema(
        operation_id="signals_year",
        summary=_("What an auditor may want to look at in a year"),
        parameters=[YEAR, KNOWN],
        responses=SignalsShape,
    )
    def get(self, request: Request, year: str) -> Response:
        """They decide nothing: what is pointed at counts in every figure as before."""
        number, known_on = parse_year(year), known_on_asked(request.query_params)
        with as_of(known_on):
            found = signals_of(number)
        answer = {
            "year": number,
            "as_known_on": known_on,
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

    parameters = ("as_known_on",)

    @extend_schema(
        operation_id="signals_stays",
        summary=_("The stays that a signal points at"),
        parameters=[
            YEAR,
            OpenApiParameter(
                "signal", str, "path", enum=[one.code for one in SIGNALS],
                description=_("A signal."),
            ),
            KNOWN,
            *PAGES,
        ],
        responses=SignalStaysShape,
    )  # fmt: skip
    def get(self, request: Request, year: str, signal: str) -> Response:
        """In the order of their numbers."""
        number, named = parse_year(year), signal_named(signal)
        known_on = known_on_asked(request.query_params)
        with as_of(known_on):
            stays = named.stays(number)
            rows = [STAYS.as_json(stay) for stay in self.paginate_queryset(stays)]
            count = stays.count()
        about = {
            "year": number,
            "signal": named.code,
            "label": named.label,
            "as_known_on": known_on and known_on.isoformat(),
            "count": count,
        }
        return Response(about | self.get_paginated_response(rows).data)
