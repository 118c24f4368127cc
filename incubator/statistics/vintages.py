"""Figures as they were known on a day: the same counting, over what was recorded by its end.

Nothing of it is kept: it is counted when it is asked for, and the answer for a day that is over
never changes, since the history that it is counted from accepts inserts only.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from incubator.core.db import steady_read
from incubator.core.errors import RuleViolation
from incubator.core.known import as_recorded, by_day
from incubator.institutions.models import Incubator
from incubator.statistics.computation import count_year
from incubator.statistics.definitions import Indicator
from incubator.statistics.indicators import INDICATORS, stays
from incubator.statistics.queries import Point, Total, YearFigures, lines_of, sorted_out

# What the identity speaks of, counted with whatever is asked for.
OF_IDENTITY = ("entered", "re_entered", "graduated", "left", "in_incubation")


@contextmanager
def known_on(day: datetime.date) -> Iterator[None]:
    """Every read inside sees what was recorded by the end of a day, as of one moment.

    Raises RuleViolation ``nothing_known_yet`` (404) before the first stay was recorded.
    """
    with steady_read(), as_recorded(by_day(day)):
        if not stays().exists():
            raise RuleViolation(
                "nothing_known_yet",
                _("By %(day)s nothing had been recorded here."),
                field="as_known_on", status=404, day=day,
            )  # fmt: skip
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
                figure.opening_balance, by_day(on).before,
            )
            for one in (year - 1, year)
            for figure in count_year(one).figures
            if figure.incubator_id in places
        ]  # fmt: skip
        lines = lines_of(year, places, *sorted_out(rows, year), {})
    return [YearFigures(year, place, by_day(on).before, lines[place]) for place in places]


def series_known(
    indicator: Indicator, years: range, *, incubator: Incubator | None, on: datetime.date
) -> list[Point]:
    """One point for each of the years, as known at the end of a day."""
    needed = {indicator.code, *OF_IDENTITY}
    points = []
    with known_on(on):
        for year in years:
            if indicator.ratio:
                ratio = indicator.ratio(year)
                needed |= {*ratio.parts, *ratio.whole}
            counted = count_year(year, indicators=[i for i in INDICATORS if i.code in needed])
            value = next(
                (
                    figure.value for figure in counted.figures
                    if figure.indicator == indicator.code and not figure.part
                    and figure.incubator_id == (incubator.pk if incubator else None)
                ),
                None,
            )  # fmt: skip
            points.append(Point(year, value, by_day(on).before))
    return points


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
                year, figure.indicator, part, place, figure.value, figure.opening_balance, None
            )
    return None
