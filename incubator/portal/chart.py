"""The yearly figures of the front page: a table whose cells carry bars.

What the zone has not published stays inside: the chart ends with the newest year for which a
document of the zone prints figures, and shows what the worker computed, never what was typed.
"""

from dataclasses import dataclass
from decimal import Decimal

from incubator.core.numbers import grouped
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import YearlyTotal

HEADLINES = ["entered", "graduated", "cumulative_incubated"]
MOST_YEARS = 10


@dataclass(frozen=True)
class Bar:
    """One figure: ``share`` is its length in percent of the longest bar of its column."""

    said: str
    share: int


@dataclass(frozen=True)
class Chart:
    """Columns named by ``labels``; ``rows`` are a year and its bars, None where not computed."""

    labels: list[str]
    rows: list[tuple[int, list[Bar | None]]]


def chart_of(last: int) -> Chart | None:
    """The zone's headline figures of the years up to ``last``, oldest first, in one query.

    Columns of flows share one scale, so that their bars compare; None without any figure.
    """
    figures = {
        (year, code): value
        for year, code, value in YearlyTotal.objects.filter(
            incubator=None,
            part="",
            indicator__in=HEADLINES,
            year__range=(last - MOST_YEARS + 1, last),
        ).values_list("year", "indicator", "value")
    }
    if not figures:
        return None
    return Chart(
        labels=[BY_CODE[code].label for code in HEADLINES],
        rows=[
            (year, [_bar(figures, year, code) for code in HEADLINES])
            for year in sorted({year for year, _code in figures})
        ],
    )


def _bar(figures: dict[tuple[int, str], Decimal], year: int, code: str) -> Bar | None:
    value = figures.get((year, code))
    if value is None:
        return None
    alike = [
        figure
        for (_year, other), figure in figures.items()
        if BY_CODE[other].kind == BY_CODE[code].kind
    ]
    return Bar(grouped(value), round(100 * value / (max(alike) or 1)))
