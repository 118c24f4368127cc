"""历年变化: a figure through the years as a line that breaks where something else is counted."""

from decimal import ROUND_CEILING, Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from incubator.accounts.access import access_from
from incubator.core.errors import RuleViolation
from incubator.core.numbers import between, figure, mark
from incubator.institutions.models import Incubator
from incubator.statistics.admin_facts import ZONE
from incubator.statistics.admin_known import Known, known_asked
from incubator.statistics.definitions import Indicator, Reading
from incubator.statistics.indicators import BY_CODE, INDICATORS
from incubator.statistics.queries import Point, computed_years
from incubator.statistics.series import Series, readings_of, series

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 260, 56, 24, 28
LINES = 4  # of the grid
MOST_LABELS = 12  # years named below the chart; of more, every second one


def series_page(pages, request: HttpRequest) -> HttpResponse:
    """``?indicator=&incubator=&reading=&as_known_on=``; what is not offered counts as not said."""
    access = access_from(request)
    indicator = BY_CODE.get(request.GET.get("indicator", "")) or INDICATORS[0]
    places = {one.code: one for one in Incubator.objects.visible_to(access).order_by("pk")}
    place = places.get(request.GET.get("incubator", ""))
    if place is None and not access.everywhere:
        place = next(iter(places.values()), None)
    known, may_see = known_asked(request), _may_see(access, place)
    offered, asked = readings_of(indicator), request.GET.get("reading", "")
    # By rules both stand there at once; what a text says takes seconds, so one at a time.
    wanted = [one for one in offered if one.ratio or one.code == asked]
    try:
        found, others = _read(indicator, place, known, wanted) if may_see else (None, [])
    except RuleViolation as violation:
        known, found, others = Known(typed=known.typed, refused=violation.detail), None, []
    return pages.page(
        request,
        "statistics/admin/series.html",
        title=_("Through the years"),
        indicators=INDICATORS,
        indicator=indicator,
        places=places.values(),
        with_zone=access.everywhere,
        place=place,
        known=known,
        chart=_chart(found, [one for _reading, one in others]) if found else None,
        rows=_rows(pages, indicator, place, found, others, known) if found else [],
        readings=[reading for reading, _one in others],
        texts=[one for one in offered if one.ratio is None],
        breaks=found.breaks if found else [],
    )


def _read(
    indicator: Indicator, place: Incubator | None, known: Known, wanted: list[Reading]
) -> "tuple[Series | None, list]":
    """The figure as it was read in each year, and by each of its readings in all of them."""
    years = _years()
    if not years:
        return None, []

    def told(reading: Reading | None) -> Series:
        return series(indicator, years, incubator=place, reading=reading, known_on=known.day)

    return told(None), [(reading, told(reading)) for reading in wanted]


def _may_see(access, place: Incubator | None) -> bool:
    return access.reaches(place.pk if place else None)


def _years() -> range:
    """From the first to the last year that was computed."""
    known = [row["year"] for row in computed_years()]
    return range(min(known), max(known) + 1) if known else range(0)


def _chart(found: Series, others: list[Series]) -> dict[str, object] | None:
    """Points and lines in the units of the drawing; None where no year has a figure."""
    values = [p.value for one in (found, *others) for p in one.points if p.value is not None]
    if not values:
        return None
    scale = _Scale(found.points[0].year, found.points[-1].year, *_ends(values))
    every = 1 if len(found.points) <= MOST_LABELS else 2
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "lines": [_path(segment, scale) for segment in found.segments],
        "others": [_path(segment, scale) for one in others for segment in one.segments],
        "dots": [_dot(point, scale) for point in found.points if point.value is not None],
        "breaks": [
            {"x": mark(scale.x(one.year - Decimal("0.5"))), "after": one.after}
            for one in found.breaks
        ],
        "years": [
            {"x": mark(scale.x(point.year)), "text": point.year} for point in found.points[::every]
        ],
        "grid": [{"y": mark(scale.y(value)), "text": figure(value)} for value in scale.grid],
        "top": TOP,
        "floor": HEIGHT - BOTTOM,
    }


def _ends(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest line of the grid: zero is always shown, or the line lies."""
    return min(Decimal(0), *values), _round_up(max(Decimal(1), *values))


def _round_up(value: Decimal) -> Decimal:
    """To a number that people read at a glance: 210 → 240, 700 → 800."""
    step = Decimal(10) ** (len(str(int(value))) - 1) * LINES / 10
    return (value / step).to_integral_value(ROUND_CEILING) * step


class _Scale:
    """From years and values to the units of the drawing."""

    def __init__(self, first: int, last: int, low: Decimal, high: Decimal) -> None:
        self.first, self.span = first, max(1, last - first)
        self.low, self.high = low, high

    @property
    def grid(self) -> list[Decimal]:
        return [self.low + (self.high - self.low) * n / LINES for n in range(LINES + 1)]

    def x(self, year: int | Decimal) -> Decimal:
        room = WIDTH - LEFT - 40
        return LEFT + 12 + room * (Decimal(year) - self.first) / self.span

    def y(self, value: Decimal) -> Decimal:
        room = HEIGHT - TOP - BOTTOM
        return HEIGHT - BOTTOM - room * (value - self.low) / (self.high - self.low)


def _path(segment: list[Point], scale: _Scale) -> str:
    places = [(scale.x(point.year), scale.y(point.value or Decimal(0))) for point in segment]
    return " ".join(f"{mark(x)},{mark(y)}" for x, y in places)


def _dot(point: Point, scale: _Scale) -> dict[str, str]:
    value = point.value or Decimal(0)
    return {
        "x": mark(scale.x(point.year)),
        "y": mark(scale.y(value)),
        "text": f"{point.year}: {figure(value)}",
    }


def _said(point: Point) -> str:
    """The figure, or between what it lies where nobody can tell."""
    if point.value is None:
        return between(point.low, point.high) or "—"
    return figure(point.value)


def _rows(  # noqa: PLR0917 - the pieces of a table
    pages, indicator: Indicator, place: Incubator | None, found: Series, others: list, known: Known
) -> list[dict[str, object]]:
    """The same as a table, each figure leading to its facts."""
    where = place.code if place else ZONE
    broken = {one.year for one in found.breaks}
    return [
        {
            "year": point.year,
            "value": "—" if point.value is None else figure(point.value),
            "address": pages.facts_of(point.year, indicator, where) + known.alone
            if indicator.facts and point.value is not None
            else "",
            "span": between(point.low, point.high),
            "read_by": found.read_by[number],
            "others": [_said(one.points[number]) for _reading, one in others],
            "is_break": point.year in broken,
        }
        for number, point in enumerate(found.points)
    ]  # fmt: skip
