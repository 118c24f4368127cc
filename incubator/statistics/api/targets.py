"""Targets for programs: what plans want, and how it stands today."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from incubator.core.api.parameters import required
from incubator.core.api.tables import Table
from incubator.core.api.versions import version_of
from incubator.core.dates import midnight, parse_year, today
from incubator.core.known import known_on_asked
from incubator.core.numbers import plain
from incubator.institutions.models import Incubator
from incubator.statistics.api.places import place_asked
from incubator.statistics.api.sources import KNOWN
from incubator.statistics.api.views import A_YEAR, INCUBATOR, Answer, FiguresView
from incubator.statistics.enums import Method, TargetState
from incubator.statistics.models import Target
from incubator.statistics.targets import Progress, progress_known, progress_of


class ForecastShape(serializers.Serializer):
    """What the year may end with; without a band ``low`` and ``high`` are null."""

    middle = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    method = serializers.ChoiceField(Method.choices)
    years = serializers.ListField(child=serializers.IntegerField())


class TargetShape(serializers.Serializer):
    """A target; ``months`` is what was reached by the end of each month, up to today."""

    indicator = serializers.CharField(allow_null=True)
    subject = serializers.CharField(allow_null=True)
    label = serializers.CharField()
    incubator = serializers.CharField(allow_null=True)
    target = serializers.FloatField()
    reached = serializers.FloatField(allow_null=True)
    state = serializers.ChoiceField(TargetState.choices)
    months = serializers.ListField(child=serializers.FloatField())
    forecast = ForecastShape(allow_null=True)
    sentence = serializers.CharField(allow_blank=True)
    document = serializers.CharField()
    document_number = serializers.CharField()


class TargetsShape(serializers.Serializer):
    """The targets of a year on a day; with ``as_known_on`` as plans and facts were known then."""

    year = serializers.IntegerField()
    on = serializers.DateField()
    as_known_on = serializers.DateField(allow_null=True)
    results = TargetShape(many=True)


class TargetsView(FiguresView):
    """The targets of one year."""

    parameters = ("year", "incubator", "as_known_on")

    @extend_schema(
        operation_id="statistics_targets",
        summary=gettext_lazy("The targets of a year and how they stand today"),
        parameters=[
            OpenApiParameter(
                "year", A_YEAR, required=True, description=gettext_lazy("The year planned for.")
            ),
            INCUBATOR,
            KNOWN,
        ],
        responses=TargetsShape,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Of the zone with all of its incubators, or of one incubator."""
        year = parse_year(required(request.query_params, "year"))
        targets, known_on = (
            _targets(year, place_asked(request)),
            known_on_asked(request.query_params),
        )
        on = known_on or today()
        rows = progress_known(targets, on=on) if known_on else progress_of(targets, on=on)
        body = {
            "year": year,
            "on": on.isoformat(),
            "as_known_on": known_on and known_on.isoformat(),
            "results": [_answer(row) for row in rows],
        }
        answer = Answer(body=lambda: body, table=lambda: _table(year, rows))
        return self.respond(version_of(request, body, changed_at=midnight(on)), lambda: answer)


def _targets(year: int, place: Incubator | None) -> QuerySet:
    rows = Target.objects.filter(year=year).select_related("document", "incubator")
    return (rows if place is None else rows.filter(incubator=place)).order_by("pk")


def _answer(row: Progress) -> dict[str, object]:
    target, forecast = row.target, row.forecast
    return {
        "indicator": target.indicator or None,
        "subject": target.subject or None,
        "label": str(target.label),
        "incubator": target.incubator.code if target.incubator else None,
        "target": plain(target.value),
        "reached": plain(row.reached),
        "state": str(row.state),
        "months": [plain(month) for month in row.months],
        "forecast": forecast
        and {
            "middle": plain(forecast.middle),
            "low": plain(forecast.low),
            "high": plain(forecast.high),
            "method": str(forecast.method),
            "years": list(forecast.years),
        },
        "sentence": target.sentence,
        "document": target.document.title,
        "document_number": target.document.number,
    }


def _table(year: int, rows: Iterable[Progress]) -> Table:
    head = [
        _("Year"), _("Incubator"), _("Target"), _("Value"), _("Reached"), _("State"),
        _("Forecast"), _("At least"), _("At most"), _("Sentence"), _("Document"),
    ]  # fmt: skip
    return Table(f"targets-{year}", head, [_cells(row) for row in rows])


def _cells(row: Progress) -> list[object]:
    target, forecast = row.target, row.forecast
    band = [plain(forecast and getattr(forecast, name)) for name in ("middle", "low", "high")]
    return [
        target.year, str(target.incubator or _("The whole zone")), str(target.label),
        plain(target.value), plain(row.reached), str(row.state.label), *band, target.sentence,
        target.document.title,
    ]  # fmt: skip
