"""The yearly figures of the front page: a table whose cells carry bars.

What the zone has not published stays inside: the chart ends with the newest year for which a
document of the zone prints figures. A published year shows its edition that counts, another what
the worker computed, never what was typed.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Value

from incubator.core.numbers import figure
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Snapshot, SnapshotValue, YearlyTotal

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
    years = (last - MOST_YEARS + 1, last)
    of_zone = Q(incubator=None, part="", indicator__in=HEADLINES)
    computed = YearlyTotal.objects.filter(of_zone, year__range=years)
    editions = Snapshot.objects.current().filter(year__range=years)
    published = SnapshotValue.objects.filter(of_zone, snapshot__in=editions)
    # One query, and what was published stands last: it counts.
    rows = computed.values_list("year", "indicator", "value", Value(0)).union(
        published.values_list("snapshot__year", "indicator", "value", Value(1)), all=True
    )
    found = sorted(rows, key=lambda row: row[3])
    told = {year for year, _code, _value, is_published in found if is_published}
    figures = {
        (year, code): value
        for year, code, value, is_published in found
        if is_published or year not in told
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
        each
        for (_year, other), each in figures.items()
        if BY_CODE[other].kind == BY_CODE[code].kind
    ]
    return Bar(figure(value), round(100 * value / (max(alike) or 1)))
