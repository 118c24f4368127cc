"""Figures as they were known on a day: the same counting, over what was recorded by its end.

Nothing of it is kept: it is counted when it is asked for, and the answer for a day that is over
never changes, since the history that it is counted from accepts inserts only.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from incubator.core.db import steady_read
from incubator.core.errors import RuleViolation
from incubator.core.known import as_known, by_day
from incubator.institutions.models import Incubator
from incubator.statistics.computation import Figure, count_year
from incubator.statistics.definitions import Indicator, Ratio
from incubator.statistics.indicators import INDICATORS, stays
from incubator.statistics.queries import (
    Point,
    Total,
    YearFigures,
    lines_of,
    sorted_out,
    years_with_facts,
)

# What the identity speaks of, counted with whatever is asked for.
OF_IDENTITY = ("entered", "re_entered", "graduated", "left", "in_incubation")


@contextmanager
def known_on(day: datetime.date) -> Iterator[None]:
    """Every read inside sees what was recorded by the end of a day, as of one moment.

    Raises RuleViolation ``nothing_known_yet`` (404) before the first stay was recorded.
    """
    with as_known(day):
        if not stays().exists():
            raise RuleViolation(
                "nothing_known_yet",
                _("By %(day)s nothing had been recorded here."),
                field="as_known_on", status=404, day=day,
            )  # fmt: skip
        yield


@contextmanager
def as_of(day: datetime.date | None) -> Iterator[None]:
    """As ``known_on``; without a day every read inside is of one moment, which is now."""
    with known_on(day) if day else steady_read():
        yield


def figures_known(
    year: int, *, places: Iterable[int | None] = (None,), on: datetime.date
) -> list[YearFigures]:
    """A year's figures for each place as they were known at the end of a day."""
    places = list(places)
    with known_on(on):
        rows = [
            Total(
                one, figure.indicator, figure.part, figure.incubator_id, figure.value,
                figure.opening_balance, figure.low, figure.high, by_day(on).before,
            )
            for one in (year - 1, year)
            for figure in count_year(one).figures
            if figure.incubator_id in places
        ]  # fmt: skip
        lines = lines_of(year, places, *sorted_out(rows, year), {})
    return [YearFigures(year, place, by_day(on).before, lines[place]) for place in places]


def series_known(
    indicator: Indicator,
    years: range,
    *,
    incubator: Incubator | None,
    on: datetime.date,
    ratio: Ratio | None = None,
) -> list[Point]:
    """One point for each of the years, as known at the end of a day; with a ``ratio`` by that.

    Without value for years before the first fact, and for those after the day and all facts.
    """
    place, codes = incubator and incubator.pk, _codes(indicator, ratio)
    with known_on(on):
        told = years_with_facts()
        begun = [year for year in years if told[0] <= year <= max(told[-1], on.year)]
        figures = figures_counted(begun, codes)
    return [_point(year, figures, place, codes, ratio, on) for year in years]


def _point(  # noqa: PLR0917 - the pieces of a point
    year: int,
    figures: dict[tuple[int, str, int | None], Figure],
    place: int | None,
    codes: list[str],
    ratio: Ratio | None,
    on: datetime.date,
) -> Point:
    found = {code: figures[key] for code in codes if (key := (year, code, place)) in figures}
    if ratio:
        value = ratio.of({code: Decimal(figure.value) for code, figure in found.items()})
        return Point(year, value, None if value is None else by_day(on).before)
    figure = found.get(codes[0])
    if figure is None:
        return Point(year)
    return Point(year, figure.value, by_day(on).before, figure.low, figure.high)


def figures_counted(
    years: Iterable[int], codes: Collection[str]
) -> dict[tuple[int, str, int | None], Figure]:
    """Whole figures by year, code and place, counted here and now (or then: ``known_on``)."""
    found = {}
    for year in years:
        needed = {*codes, *OF_IDENTITY}
        for one in INDICATORS:
            if one.code in codes and one.ratio:
                needed |= {*one.ratio(year).parts, *one.ratio(year).whole}
        counted = count_year(year, indicators=[one for one in INDICATORS if one.code in needed])
        found |= {
            (year, figure.indicator, figure.incubator_id): figure
            for figure in counted.figures
            if figure.indicator in codes and not figure.part
        }
    return found


def _codes(indicator: Indicator, ratio: Ratio | None) -> list[str]:
    return [*ratio.parts, *ratio.whole] if ratio else [indicator.code]


def total_known(
    year: int, indicator: Indicator, *, incubator: Incubator | None, part: str
) -> Total | None:
    """One figure, inside of ``known_on``; None where it is not stated."""
    needed = {indicator.code, *OF_IDENTITY}
    counted = count_year(year, indicators=[i for i in INDICATORS if i.code in needed])
    place = incubator.pk if incubator else None
    for figure in counted.figures:
        if (figure.indicator, figure.part, figure.incubator_id) == (indicator.code, part, place):
            return Total(
                year,
                figure.indicator,
                part,
                place,
                figure.value,
                figure.opening_balance,
                figure.low,
                figure.high,
                None,
            )
    return None
