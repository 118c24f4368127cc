"""Figures through the years, and where a line breaks because something else is counted.

A ratio whose rule changed has a *reading* by each rule: the line breaks where the next one
begins, and each can be had over all years. What a rulebook decides breaks where another
rulebook came into force: its earlier figures stay what they were, decided by the text of their
day.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import year_end
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.institutions.queries import Shelf
from incubator.statistics.definitions import Indicator, Reading
from incubator.statistics.models import YearlyTotal
from incubator.statistics.queries import Point, series_of


@dataclass(frozen=True)
class Break:
    """From ``year`` on the figure is another one than the year before."""

    year: int
    before: str
    after: str
    why: str | Promise


@dataclass(frozen=True)
class Series:
    """One figure through the years: its points, the code of what each was read by, its breaks."""

    indicator: Indicator
    points: list[Point]
    read_by: list[str]
    breaks: list[Break]

    @property
    def segments(self) -> list[list[Point]]:
        """The points between two breaks, each a line of its own; years without figure left out."""
        at = {one.year for one in self.breaks}
        lines: list[list[Point]] = [[]]
        for point in self.points:
            if point.year in at:
                lines.append([])
            if point.value is not None:
                lines[-1].append(point)
        return [line for line in lines if line]


def reading_named(indicator: Indicator, code: str) -> Reading:
    """Raises RuleViolation ``unknown_reading`` (404)."""
    for reading in indicator.readings:
        if reading.code == code:
            return reading
    known = ", ".join(reading.code for reading in indicator.readings)
    raise RuleViolation(
        "unknown_reading",
        _("“%(label)s” is not read by “%(code)s”. Known are: %(known)s."),
        field="reading",
        status=404,
        label=indicator.label,
        code=code[:40],
        known=known or "—",
    )


def series(
    indicator: Indicator,
    years: range,
    *,
    incubator: Incubator | None = None,
    reading: Reading | None = None,
) -> Series:
    """A figure through the years, as it was read in each; with a ``reading`` by that in all."""
    if reading is not None:
        points = _read_by(reading, years, incubator)
        return Series(indicator, points, [reading.code] * len(points), [])
    points = series_of(indicator, years, incubator=incubator)
    if indicator.readings:
        read_by = [_reading_in(indicator, year).code for year in years]
        why = _("The rule changed what is counted.")
    elif indicator.by_rulebook:
        shelf = Shelf.load()
        rulebooks = [shelf.applying(indicator.by_rulebook, on=year_end(year)) for year in years]
        read_by = [one.code if one else "" for one in rulebooks]
        why = _("Another rulebook decides.")
    else:
        return Series(indicator, points, [""] * len(points), [])
    return Series(indicator, points, read_by, _breaks(years, read_by, why))


def _reading_in(indicator: Indicator, year: int) -> Reading:
    return [one for one in indicator.readings if one.since is None or one.since <= year][-1]


def _breaks(years: range, read_by: list[str], why: str | Promise) -> list[Break]:
    pairs = zip(years[1:], read_by, read_by[1:], strict=False)
    return [Break(year, before, after, why) for year, before, after in pairs if before != after]


def _read_by(reading: Reading, years: range, incubator: Incubator | None) -> list[Point]:
    """The ratio of the totals on file, by one rule in every year (one query)."""
    codes = [*reading.ratio.parts, *reading.ratio.whole]
    values: dict[int, dict[str, Decimal]] = defaultdict(dict)
    computed = {}
    rows = YearlyTotal.objects.filter(
        incubator=incubator, indicator__in=codes, part="",
        year__range=(years.start, years.stop - 1),
    ).values_list("year", "indicator", "value", "run__finished_at")  # fmt: skip
    for year, code, value, computed_at in rows:
        values[year][code] = value
        computed[year] = computed_at
    return [Point(year, reading.ratio.of(values[year]), computed.get(year)) for year in years]
