"""Figures through the years, and where a line breaks because something else is counted.

A ratio whose rule changed has a *reading* by each rule: the line breaks where the next one
begins, and each can be had over all years. What a rulebook decides breaks where another
rulebook came into force: its earlier figures stay what they were, decided by the text of their
day. So that both sides of the break can be compared, graduations have a second series by each
text: how many of the graduates of every year meet its conditions.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import Standing
from companies.queries.readiness import graduation_texts, readiness
from incubator.core.dates import year_end
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.institutions.queries import Shelf
from incubator.statistics.definitions import Indicator, Reading
from incubator.statistics.models import YearlyTotal
from incubator.statistics.queries import Point, series_of, years_with_facts
from incubator.statistics.stay_indicators import graduates
from incubator.statistics.vintages import as_of, series_known


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


def readings_of(indicator: Indicator) -> tuple[Reading, ...]:
    """The ways in which a figure can be had in all years: as its rules read it, or, of
    graduations, as each text would have judged the graduates.
    """
    if indicator.code != "graduated":
        return indicator.readings
    texts = graduation_texts(Shelf.load())
    return tuple(
        Reading(text.code, text.name, None, text.effective_from.year, text.number)
        for text in reversed(texts)
    )


def reading_named(indicator: Indicator, code: str) -> Reading:
    """Raises RuleViolation ``unknown_reading`` (404)."""
    readings = readings_of(indicator)
    for reading in readings:
        if reading.code == code:
            return reading
    known = ", ".join(reading.code for reading in readings)
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
    known_on: datetime.date | None = None,
) -> Series:
    """A figure through the years, as it was read in each; with a ``reading`` by that in all.

    ``known_on`` a day: counted from what was recorded by its end, whatever was published since.
    Raises RuleViolation ``nothing_known_yet`` (404).
    """
    with as_of(known_on):
        return _series(indicator, years, incubator, reading, known_on)


def _series(
    indicator: Indicator,
    years: range,
    incubator: Incubator | None,
    reading: Reading | None,
    known_on: datetime.date | None,
) -> Series:
    if reading and reading.ratio is None:
        points = _judged_by(reading, years, incubator)
    elif known_on:
        points = series_known(
            indicator, years, incubator=incubator, on=known_on, ratio=reading and reading.ratio
        )
    elif reading:
        points = _read_by(reading, years, incubator)
    else:
        points = series_of(indicator, years, incubator=incubator)
    if reading:
        return Series(indicator, points, [reading.code] * len(points), [])
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


def _judged_by(reading: Reading, years: range, incubator: Incubator | None) -> list[Point]:
    """Of the graduates of each year those that meet one text, by what is on file at its end.

    With graduates of whom nobody can tell there is no figure, but what it is at least and at most.
    """
    shelf = Shelf.load()
    text, told = shelf.of_code(reading.code), years_with_facts()
    points = []
    for year in years:
        if text is None or not told or not told[0] <= year <= told[-1]:
            points.append(Point(year))
            continue
        stays = graduates(year).filter(**({"incubator": incubator} if incubator else {}))
        found = readiness(stays.order_by("pk"), text, as_of=year_end(year), shelf=shelf)
        met = Decimal(sum(one.standing == Standing.MET for one in found))
        open_ = sum(one.standing == Standing.UNKNOWN for one in found)
        span = (met, met + open_) if open_ else (None, None)
        points.append(Point(year, None if open_ else met, None, *span))
    return points


def _read_by(reading: Reading, years: range, incubator: Incubator | None) -> list[Point]:
    """The ratio of the totals on file, by one rule in every year (one query)."""
    if reading.ratio is None:
        raise TypeError(f"{reading.code} is no ratio")
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
