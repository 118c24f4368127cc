"""How far applications came and how long it took, for programs: JSON, CSV or XLSX."""

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from companies.enums import Reached, TimedStage
from companies.funnel_table import funnel_table
from companies.models import Application, Call
from companies.queries.funnel import (
    GROUPS,
    Duration,
    Group,
    funnel,
    received_in,
    times,
    whole,
)
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.parameters import choice
from incubator.core.api.tables import CsvFile, TableFile, XlsxFile
from incubator.core.api.views import ApiView
from incubator.core.dates import FIRST_YEAR, LAST_YEAR, parse_year
from incubator.core.numbers import plain
from incubator.institutions.models import Incubator


class GroupShape(serializers.Serializer):
    """One group: how many ever came to each step; ``acceptance_rate`` in per cent of received."""

    key = serializers.CharField(allow_blank=True)
    received = serializers.IntegerField()
    complete = serializers.IntegerField()
    reviewed = serializers.IntegerField()
    accepted = serializers.IntegerField()
    resident = serializers.IntegerField()
    acceptance_rate = serializers.FloatField(allow_null=True)


class DurationShape(serializers.Serializer):
    """How long a stage took, in days, of those visits of it that ended."""

    stage = serializers.ChoiceField(TimedStage.choices)
    ended = serializers.IntegerField()
    running = serializers.IntegerField()
    median_days = serializers.FloatField(allow_null=True)
    ninetieth_days = serializers.FloatField(allow_null=True)


class FunnelShape(serializers.Serializer):
    """Every number is the length of ``applications/?reached=…`` with the same filters."""

    by = serializers.ChoiceField([(name, name) for name in GROUPS])
    year = serializers.IntegerField(allow_null=True)
    total = GroupShape()
    results = GroupShape(many=True)
    times = DurationShape(many=True)


class FunnelView(ApiView):
    """From entry to residence."""

    required = {"GET": Permission.APPLICATIONS_READ}
    parameters = ("by", "year", "call", "incubator")
    renderer_classes = [JSONRenderer, CsvFile, XlsxFile]

    @extend_schema(
        operation_id="applications_funnel",
        summary=_("How far applications came, and how long each stage took"),
        parameters=[
            OpenApiParameter("by", str, enum=list(GROUPS), description=_("Groups.")),
            OpenApiParameter(
                "year",
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
                description=_("Received in a year; empty: ever."),
            ),
            OpenApiParameter("call", str, description=_("Of one call, by its code.")),
            OpenApiParameter("incubator", str, description=_("Of one, by its code.")),
        ],
        responses=FunnelShape,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Of everything that the caller may see."""
        by = choice(request.query_params, "by", GROUPS) or "call"
        said = request.query_params.get("year")
        year = parse_year(said, field="year") if said is not None else None
        rows = _asked(request)
        rows = received_in(rows, year) if year else rows
        groups, durations = funnel(rows, by=by), times(rows)
        if isinstance(request.accepted_renderer, TableFile):
            table = funnel_table(by, groups, durations)
            return request.accepted_renderer.respond(table, with_body=request.method != "HEAD")
        return Response(
            {
                "by": by,
                "year": year,
                "total": _group(whole(groups)),
                "results": [_group(group) for group in groups],
                "times": [_duration(one) for one in durations],
            }
        )


def _asked(request: Request) -> QuerySet[Application]:
    """Those that the caller may see, of one call or incubator; a foreign one is unknown (404)."""
    access, query = access_from(request), request.query_params
    rows = Application.objects.visible_to(access)
    if "call" in query:
        calls = Call.objects.visible_to(access)
        rows = rows.filter(call=get_object_or_404(calls, code=query["call"]))
    if "incubator" in query:
        places = Incubator.objects.visible_to(access)
        rows = rows.filter(incubator=get_object_or_404(places, code=query["incubator"]))
    return rows


def _group(group: Group) -> dict[str, object]:
    counts = {str(step): group.counts[step] for step in Reached}
    return {"key": group.key, **counts, "acceptance_rate": plain(group.acceptance)}


def _duration(one: Duration) -> dict[str, object]:
    return {
        "stage": str(one.stage),
        "ended": one.ended,
        "running": one.running,
        "median_days": plain(one.median),
        "ninetieth_days": plain(one.ninetieth),
    }
