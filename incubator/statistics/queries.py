"""Reads of computed figures and of the facts behind them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import year_end
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.statistics.definitions import Indicator
from incubator.statistics.enums import IndicatorKind, YearStatus
from incubator.statistics.indicators import INDICATORS, indicator_named, stays
from incubator.statistics.marks import last_change
from incubator.statistics.models import (
    ComputationRun,
    OpeningBalance,
    Snapshot,
    SnapshotValue,
    Target,
    YearlyTotal,
)
from incubator.statistics.snapshots.queries import current_of


@dataclass(frozen=True)
class FigureLine:
    """One indicator of one year and place, with what a reader compares it to."""

    indicator: Indicator
    value: Decimal
    opening_balance: Decimal
    previous: Decimal | None
    target: Decimal | None
    parts: dict[str, Decimal] = field(default_factory=dict)
    # Of a published figure: what the year's last computation counts.
    live: Decimal | None = None
    # What it is at least and at most, where days are known only roughly; None: it is exact.
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def growth(self) -> Decimal | None:
        """Change against the year before as a ratio with four decimals (0.1 is 10 %)."""
        if not self.previous:
            return None
        change = (self.value - self.previous) / self.previous
        return change.quantize(Decimal("0.0001"), ROUND_HALF_UP)

    @property
    def drillable(self) -> bool:
        """Whether there are facts that can be listed."""
        if self.indicator.facts is None:
            return False
        return self.value != self.opening_balance or self.value == 0


@dataclass(frozen=True)
class YearFigures:
    """Every indicator of one year for one place."""

    year: int
    incubator_id: int | None
    computed_at: datetime.datetime
    lines: list[FigureLine]
    # The edition that these figures are of; None while the year may still move.
    snapshot: Snapshot | None = None

    @property
    def status(self) -> YearStatus:
        """Whether the figures may still move."""
        return YearStatus.PUBLISHED if self.snapshot else YearStatus.PROVISIONAL

    @property
    def moved(self) -> list[FigureLine]:
        """Published figures that the last computation counts otherwise."""
        return [line for line in self.lines if self.snapshot and line.live != line.value]

    def line(self, code: str) -> FigureLine:
        """The line of one indicator."""
        return next(line for line in self.lines if line.indicator.code == code)


@dataclass(frozen=True)
class Point:
    """One year of a series; without value where none has been computed.

    ``low`` and ``high`` as of ``FigureLine``.
    """

    year: int
    value: Decimal | None = None
    computed_at: datetime.datetime | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def computed_years() -> QuerySet:
    """The years that have figures, latest first: ``year`` and ``computed_at``."""
    return (
        YearlyTotal.objects.values("year")
        .annotate(computed_at=Max("run__finished_at"), run_id=Max("run"))
        .order_by("-year")
    )


def years_with_facts() -> list[int]:
    """Every year from the first admission to the last admission or exit; none without any."""
    span = stays().aggregate(first=Min("admitted_on"), last=Max("admitted_on"), end=Max("left_on"))
    if span["first"] is None:
        return []
    last = max(day.year for day in (span["last"], span["end"]) if day)
    return list(range(span["first"].year, last + 1))


def liveliest_closed_year(*, running: int) -> int | None:
    """The latest computed year that is over and in which somebody entered or left.

    Else the latest computed at all: the running year is unfinished, and in a zone whose
    records end earlier it is all zeros.
    """
    flows = [i.code for i in INDICATORS if i.kind == IndicatorKind.FLOW]
    lively = Q(indicator__in=flows, value__gt=0, year__lt=running)
    found = YearlyTotal.objects.aggregate(lively=Max("year", filter=lively), latest=Max("year"))
    return found["lively"] or found["latest"]


def run_behind(year: int) -> ComputationRun:
    """The run that made a year's figures. Raises RuleViolation ``no_figures`` (404)."""
    run = ComputationRun.objects.filter(totals__year=year).order_by("-pk").first()
    if run is None:
        raise no_figures(year)
    return run


def no_figures(year: int) -> RuleViolation:
    """The refusal ``no_figures`` (404)."""
    return RuleViolation(
        "no_figures",
        _("No figures have been computed here for %(year)d."),
        field="year",
        status=404,
        year=year,
    )


def figures_of(
    year: int,
    *,
    places: Iterable[int | None] = (None,),
    published: Mapping[int, Snapshot] | None = None,
) -> list[YearFigures]:
    """A year's figures for each place (None: the zone): the published ones where there are any.

    ``published`` says which editions to read, by year; without it the ones that count, and
    with an empty one only what was computed. The totals and the moment that they were made come
    from one query, so a year is never mixed from two computations. A place without totals has no
    lines. Raises RuleViolation ``no_figures`` (404) for a year without any.
    """
    places = list(places)
    if published is None:
        published = current_of([year - 1, year])
    now, before, parts = sorted_out(_totals(year, places, published), year)
    computed_at = next((row.computed_at for row in now.values()), None)
    if computed_at is None:
        computed_at = run_behind(year).finished_at
    snapshot = published.get(year)
    live = _values(year, places) if snapshot else {}
    lines = lines_of(year, places, now, before, parts, live)
    return [YearFigures(year, place, computed_at, lines[place], snapshot) for place in places]


def lines_of(  # noqa: PLR0917 - the pieces of an answer
    year: int, places: list, now: dict, before: dict, parts: dict, live: dict
) -> dict[int | None, list[FigureLine]]:
    """The figures of each place, with their targets, in the order of the indicators."""
    targets = {
        (code, place): value
        for code, place, value in Target.objects.filter(_at(places), year=year).values_list(
            "indicator", "incubator_id", "value"
        )
    }
    return {
        place: [
            FigureLine(
                indicator=indicator,
                value=total.value,
                opening_balance=total.opening_balance,
                previous=before.get((indicator.code, place)),
                target=targets.get((indicator.code, place)),
                parts=parts.get((indicator.code, place), {}),
                live=live.get((indicator.code, place)),
                low=total.low,
                high=total.high,
            )
            for indicator in INDICATORS
            if (total := now.get((indicator.code, place)))
        ]
        for place in places
    }


class Total(NamedTuple):
    """One figure of a year, whether it was computed or published."""

    year: int
    indicator: str
    part: str
    incubator_id: int | None
    value: Decimal
    opening_balance: Decimal
    low: Decimal | None
    high: Decimal | None
    computed_at: datetime.datetime


COLUMNS = (
    "indicator", "part", "incubator_id", "value", "opening_balance", "low", "high",
)  # fmt: skip


def _totals(
    year: int, places: list[int | None], published: Mapping[int, Snapshot]
) -> Iterator[Total]:
    """The figures of a year and of the one before, each published or computed."""
    years = [year - 1, year]
    editions = [published[one] for one in years if one in published]
    if editions:
        rows = SnapshotValue.objects.filter(_at(places), snapshot__in=editions).values_list(
            "snapshot__year", *COLUMNS, "snapshot__known_at"
        )
        yield from (Total(*row) for row in rows.order_by("pk"))
    computed = [one for one in years if one not in published]
    if computed:
        rows = YearlyTotal.objects.filter(_at(places), year__in=computed).values_list(
            "year", *COLUMNS, "run__finished_at"
        )
        yield from (Total(*row) for row in rows.order_by("pk"))


def _values(year: int, places: list[int | None]) -> dict[tuple, Decimal]:
    """What the last computation counted, by indicator and place."""
    rows = YearlyTotal.objects.filter(_at(places), year=year, part="")
    return {row[:2]: row[2] for row in rows.values_list("indicator", "incubator_id", "value")}


def sorted_out(rows: Iterable[Total], year: int) -> tuple[dict, dict, dict]:
    """Totals of the year, values of the year before, and parts, by indicator and place."""
    now: dict[tuple, Total] = {}
    before: dict[tuple, Decimal] = {}
    parts: dict[tuple, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        key = (row.indicator, row.incubator_id)
        if row.year == year and row.part:
            parts[key][row.part] = row.value
        elif row.year == year:
            now[key] = row
        elif not row.part:
            before[key] = row.value
    return now, before, parts


def _at(places: list[int | None]) -> Q:
    """Rows about these places; None is the zone."""
    zone = Q(incubator__isnull=True)
    if places == [None]:
        return zone
    inside = Q(incubator__in=[place for place in places if place is not None])
    return inside | zone if None in places else inside


def series_of(
    indicator: Indicator, years: range, *, incubator: Incubator | None = None
) -> list[Point]:
    """One point for each of the years, published where it was, in two queries."""
    this = Q(indicator=indicator.code, part="") & _at([incubator.pk if incubator else None])
    computed = YearlyTotal.objects.filter(this, year__range=(years.start, years.stop - 1))
    published = SnapshotValue.objects.filter(
        this, snapshot__in=Snapshot.objects.current().filter(year__in=list(years))
    )
    points = {
        row[0]: Point(*row)
        for row in (
            *computed.values_list("year", "value", "run__finished_at", "low", "high"),
            *published.values_list(
                "snapshot__year", "value", "snapshot__approved_at", "low", "high"
            ),
        )
    }
    return [points.get(year, Point(year)) for year in years]


def total_behind(
    year: int, indicator: Indicator, *, incubator: Incubator | None = None, part: str = ""
) -> YearlyTotal:
    """One total, with its run and ``beside``: the last change of any fact.

    Raises RuleViolation ``no_figures`` (404).
    """
    place = [incubator.pk if incubator else None]
    found = (
        YearlyTotal.objects.filter(_at(place), year=year, indicator=indicator.code, part=part)
        .select_related("run")
        .annotate(beside=last_change(*indicator.counts.sources))
        .first()
    )
    if found is None:
        raise no_figures(year)
    return found


def balances_behind(total: YearlyTotal) -> list[OpeningBalance]:
    """The statements that make the opening balance of a total; none where it has none."""
    if not total.opening_balance:
        return []
    rows = OpeningBalance.objects.filter(indicator=total.indicator, as_of__lte=year_end(total.year))
    if total.incubator_id is not None:
        rows = rows.filter(incubator=total.incubator_id)
    return list(rows.select_related("document", "incubator").order_by("as_of", "pk"))


def counted_by_then(balance: OpeningBalance) -> int:
    """How many facts the figure of an opening balance counts beside it by the end of its year."""
    indicator = indicator_named(balance.indicator)
    return facts_behind(balance.as_of.year, indicator, incubator=balance.incubator).count()


def facts_behind(
    year: int, indicator: Indicator, *, incubator: Incubator | None = None, part: str = ""
) -> QuerySet:
    """The rows that a figure counts, one per company where a company counts once.

    Raises RuleViolation ``not_drillable`` (404) for a ratio.
    """
    if indicator.facts is None:
        raise RuleViolation(
            "not_drillable",
            _("“%(label)s” is a ratio of other figures; ask for what those count."),
            field="indicator",
            status=404,
            label=indicator.label,
        )
    facts = indicator.facts(year)
    if incubator is not None:
        facts = facts.filter(incubator=incubator.pk)
    if part:
        facts = facts.filter(**{indicator.split_by: part})
    if indicator.once_each:
        since, about = indicator.counts.since, indicator.counts.about
        earlier = facts.filter(
            Q(**{f"{since}__lt": OuterRef(since)})
            | Q(**{since: OuterRef(since)}, pk__lt=OuterRef("pk")),
            **{about: OuterRef(about)},
        )
        facts = facts.filter(~Exists(earlier))
    return facts.select_related(*indicator.counts.related).order_by("pk")
