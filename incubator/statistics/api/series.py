"""One figure through the years, with the breaks of its line."""

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from incubator.core.api.parameters import required
from incubator.core.api.versions import version_of
from incubator.core.dates import parse_year
from incubator.core.errors import RuleViolation
from incubator.core.known import known_on_asked
from incubator.statistics.api import answers, exports, shapes
from incubator.statistics.api.places import place_asked
from incubator.statistics.api.sources import KNOWN
from incubator.statistics.api.views import A_YEAR, INCUBATOR, Answer, FiguresView
from incubator.statistics.indicators import INDICATORS, indicator_named
from incubator.statistics.series import reading_named, series

CODES = [indicator.code for indicator in INDICATORS]


class SeriesView(FiguresView):
    """One figure through the years."""

    parameters = ("indicator", "from", "to", "incubator", "reading", "as_known_on")

    @extend_schema(
        operation_id="statistics_series",
        summary=_("One figure through the years"),
        parameters=[
            OpenApiParameter("indicator", str, required=True, enum=CODES),
            OpenApiParameter("from", A_YEAR, required=True, description=_("The first year.")),
            OpenApiParameter("to", A_YEAR, required=True, description=_("The last year.")),
            INCUBATOR,
            OpenApiParameter(
                "reading",
                str,
                description=_("All years by one rule, where rules read the figure differently."),
            ),
            KNOWN,
        ],
        responses=shapes.Series,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """One value per year; null where none has been computed, or nothing was known of it."""
        indicator = indicator_named(required(request.query_params, "indicator"))
        years = self.years_asked()
        place = place_asked(request)
        asked = request.query_params.get("reading")
        reading = reading_named(indicator, asked) if asked is not None else None
        known_on = known_on_asked(request.query_params)
        found = series(indicator, years, incubator=place, reading=reading, known_on=known_on)
        answer = answers.series_answer(found, incubator=place, reading=reading, known_on=known_on)
        changed_at = max((p.computed_at for p in found.points if p.computed_at), default=None)
        version = version_of(request, answer, changed_at=changed_at)
        return self.respond(
            version,
            lambda: Answer(
                body=lambda: answer,
                table=lambda: exports.series_table(found, place=place),
            ),
        )

    def years_asked(self) -> range:
        """From and to. Raises RuleViolation ``invalid_range`` where they are swapped."""
        query = self.request.query_params
        first, last = (self._year(query, name) for name in ("from", "to"))
        if first > last:
            raise RuleViolation(
                "invalid_range",
                _("A series goes from an earlier to a later year, not from %(first)d to %(last)d."),
                field="from",
                first=first,
                last=last,
            )
        return range(first, last + 1)

    def _year(self, query, name: str) -> int:
        return parse_year(required(query, name), field=name)
