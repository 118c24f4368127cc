"""From facts to figures: set-based counting of one year, and the stock-flow identity.

Nothing here writes. ``count_year`` reads everything as of one moment, so a figure and
the check beside it always speak of the same data.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from django.db import connection
from django.db.models import Count, F, QuerySet, Sum
from django.utils.translation import gettext as _

from facilities.models import Building
from facilities.queries.construction import latest_of_phases
from incubator.core.dates import year_end
from incubator.core.db import steady_read
from incubator.core.errors import RuleViolation
from incubator.core.shown import aside, clauses
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator
from incubator.statistics.definitions import Indicator
from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import (
    BUILDINGS,
    CONSTRUCTION,
    MENTORS,
    SESSIONS,
    STAYS,
    UNITS,
    FactKind,
)
from incubator.statistics.incubatee_indicators import stated_at
from incubator.statistics.indicators import INDICATORS, stays
from incubator.statistics.institution_indicators import stated_by_institutions
from incubator.statistics.models import OpeningBalance, YearlyTotal
from incubator.statistics.outlook import outlook_read_once
from incubator.statistics.spans import spans_of
from mentors.models import Appointment

ZONE = None  # the place of zone-level figures
# Figures that are none at all where nobody reported them, and not zero.
UNSTATED = frozenset(one.code for one in INDICATORS if one.only_where_found)


@dataclass(frozen=True)
class Figure:
    """One figure before it is written: what, where, how many."""

    indicator: str
    incubator_id: int | None
    counted: int | Decimal
    part: str = ""
    opening_balance: Decimal = Decimal(0)
    # By how much less and more it can be where days are known only roughly.
    less: int = 0
    more: int = 0

    @property
    def low(self) -> Decimal | None:
        """What it is at least; None where it is exact."""
        return self.value - self.less if self.less or self.more else None

    @property
    def high(self) -> Decimal | None:
        """What it is at most; None where it is exact."""
        return self.value + self.more if self.less or self.more else None

    @property
    def value(self) -> Decimal:
        """What is stated: the counted facts and what was before records began."""
        return self.counted + self.opening_balance

    def as_kept(self) -> tuple:
        """What a total keeps of it."""
        return (
            self.indicator, self.incubator_id, self.part, self.counted, self.opening_balance,
            self.low, self.high,
        )  # fmt: skip


@dataclass(frozen=True)
class StockFlow:
    """One place's year: opening + entered + re-entered − graduated − left = closing.

    Stocks and flows are in residences; ``overlap`` is by how much the residences open at
    the year's end exceed the companies (one company in two incubators; zero inside one).
    """

    incubator_id: int | None
    opening: int
    entered: int
    re_entered: int
    graduated: int
    left: int
    closing: int
    overlap: int
    companies: int

    @property
    def residual(self) -> int:
        """What the flows do not explain: zero, or the data is wrong."""
        flows = self.entered + self.re_entered - self.graduated - self.left
        return self.opening + flows - self.closing

    @property
    def holds(self) -> bool:
        """Whether the flows explain the stock and the stock explains the companies."""
        inside = self.incubator_id is ZONE or self.overlap == 0
        return self.residual == 0 and inside and self.overlap >= 0

    def as_line(self) -> dict[str, int | None]:
        """For keeping with the run."""
        return {**asdict(self), "residual": self.residual}


@dataclass(frozen=True)
class CountedYear:
    """The result of counting: every figure, and the identity's line for every place."""

    year: int
    figures: list[Figure]
    identity: list[StockFlow]

    def require_identity(self) -> None:
        """Raises RuleViolation ``identity_broken`` naming the places that do not add up."""
        broken = [line for line in self.identity if not line.holds]
        if broken:
            names: dict[int | None, str] = {
                ZONE: _("the zone"),
                **dict(Incubator.objects.values_list("pk", "name")),
            }
            raise RuleViolation(
                "identity_broken",
                _("The stock-flow identity of %(year)d does not hold for: %(places)s."),
                status=409,
                year=self.year,
                places=clauses(
                    aside(names[line.incubator_id], f"{line.residual:+d}") for line in broken
                ),
            )


def count_year(year: int, *, indicators: Sequence[Indicator] = INDICATORS) -> CountedYear:
    """Every indicator of a year for the zone and each incubator, and the identity.

    The caller decides on the moment (see ``incubator.core.db.steady_read``). Where only some
    are counted, those of the identity and the parts of their ratios are among them.
    """
    with outlook_read_once():
        return _counted_year(year, indicators, _places(year), _opening_balances(year))


def _counted_year(
    year: int, indicators: Sequence[Indicator], places: "_Places", openings: dict
) -> CountedYear:
    figures: list[Figure] = []
    counts: dict[str, dict[int | None, Decimal]] = {}
    for indicator in indicators:
        stated = places[indicator.stated_with or indicator.counts]
        if indicator.ratio:
            figures += _ratios(indicator, year, stated, counts)
            continue
        if not stated:
            continue
        by_place = counts[indicator.code] = _counted(indicator, year)
        figures += [
            Figure(
                indicator.code,
                place,
                by_place.get(place) or Decimal(0),
                opening_balance=openings.get((indicator.code, place), Decimal(0)),
            )
            for place in stated
            if (indicator.with_accelerators or place not in places.accelerators)
            and not (indicator.only_where_found and by_place.get(place) is None)
        ]
        if indicator.split_by:
            figures += _parts(indicator, year)
    return CountedYear(year, _spanned(figures, year), _identity(year, places[STAYS], counts))


def _spanned(figures: list[Figure], year: int) -> list[Figure]:
    """The same with how far off they can be; a part that nobody is counted in is added."""
    off = spans_of(year)
    if not off:
        return figures
    codes = {figure.indicator for figure in figures}
    there = {(figure.indicator, figure.part, figure.incubator_id) for figure in figures}
    added = [
        Figure(code, place, 0, part=part)
        for code, part, place in sorted(off.keys() - there, key=str)
        if part and code in codes
    ]
    return [
        replace(figure, less=less, more=more)
        for figure in [*figures, *added]
        for less, more in [off.get((figure.indicator, figure.part, figure.incubator_id), (0, 0))]
    ]


def moved_years(*, before: int) -> Iterator[int]:
    """The computed years before a year that, counted now, give other figures than those kept."""
    years = YearlyTotal.objects.filter(year__lt=before).values_list("year", flat=True)
    for year in years.distinct().order_by("year"):
        with steady_read():
            kept = YearlyTotal.objects.filter(year=year).values_list(
                "indicator", "incubator", "part", "counted", "opening_balance", "low", "high"
            )
            moved = set(kept) != {figure.as_kept() for figure in count_year(year).figures}
        if moved:
            yield year


class _Places(dict[FactKind, list[int | None]]):
    """Where figures of each kind of fact are stated, the zone first."""

    accelerators: frozenset[int]


def _places(year: int) -> _Places:
    """Stays: the zone and every incubator. All else: where any is on file by the year's end.

    So an institution whose rooms or mentors nobody has recorded is not said to have none.
    """
    programmes = dict(Incubator.objects.values_list("pk", "programme").order_by("pk"))
    day = year_end(year)
    with_space = set(
        Building.objects.filter(opened_on__lte=day).values_list("incubator", flat=True)
    )
    projects = set(latest_of_phases(on=day).values_list("incubator", flat=True))
    accelerators = {pk for pk, kind in programmes.items() if kind == Programme.ACCELERATION}

    def sorted_out(wanted: set[int]) -> list[int | None]:
        found = [pk for pk in programmes if pk in wanted]
        return [ZONE, *found] if found else []

    places = _Places()
    places.accelerators = frozenset(accelerators)
    places[STAYS] = [ZONE, *(pk for pk in programmes if pk not in accelerators)]
    places[UNITS] = places[BUILDINGS] = sorted_out(with_space)
    for kind, found in (stated_at(year) | stated_by_institutions(year)).items():
        places[kind] = sorted_out(found)
    places[CONSTRUCTION] = sorted_out(projects & accelerators)
    mentored = Appointment.objects.filter(begins_on__lte=day).values_list("incubator", flat=True)
    places[MENTORS] = places[SESSIONS] = sorted_out(set(mentored))
    return places


def _counted(indicator: Indicator, year: int) -> dict[int | None, Decimal]:
    """The figure of each place that has facts, and of the zone (key None).

    One pass over the facts for both: Django has no grouping sets. (An empty set of facts
    still gives the zone's row.)
    """
    measured = F(indicator.column or indicator.counts.about)
    rows = _facts(indicator, year).values(counted_at=F("incubator"), measured=measured).order_by()
    facts, params = rows.query.sql_with_params()
    figure = indicator.measure_in_sql
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT counted_at, {figure} FROM ({facts}) facts"  # noqa: S608 - no input in it
            " GROUP BY GROUPING SETS ((counted_at), ())",
            params,
        )
        return dict(cursor.fetchall())


def _ratios(
    indicator: Indicator,
    year: int,
    places: list,
    counts: dict[str, dict[int | None, Decimal]],
) -> list[Figure]:
    """A ratio of figures counted before; a place without the whole has none."""
    if indicator.ratio is None:
        return []
    ratio = indicator.ratio(year)
    figures = []
    for place in places:
        value = ratio.of({
            code: found.get(place) if code in UNSTATED else found.get(place) or Decimal(0)
            for code, found in counts.items()
        })  # fmt: skip
        if value is not None:
            figures.append(Figure(indicator.code, place, value))
    return figures


def _facts(indicator: Indicator, year: int) -> QuerySet:
    if indicator.facts is None:
        raise TypeError(f"{indicator.code} has no facts")
    return indicator.facts(year)


def _parts(indicator: Indicator, year: int) -> list[Figure]:
    """The figure split by a column, for each place and the zone."""
    column, measure = indicator.split_by, indicator.measure
    facts = _facts(indicator, year)
    there = facts.values_list("incubator", column).annotate(measure).order_by("incubator", column)
    # Whoever is at two incubators counts once in the zone, so the places do not add up to it.
    zone = facts.values_list(column).annotate(measure).order_by(column)
    rows = [*there, *((ZONE, part, n) for part, n in zone)]
    return [Figure(indicator.code, place, n, part=part) for place, part, n in rows]


def _opening_balances(year: int) -> dict[tuple[str, int | None], Decimal]:
    """What to add to cumulative figures of this year; the zone also has its incubators'."""
    cumulative = [i.code for i in INDICATORS if i.kind == IndicatorKind.CUMULATIVE]
    totals: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
    rows = (
        OpeningBalance.objects.filter(indicator__in=cumulative, as_of__lte=year_end(year))
        .values_list("indicator", "incubator")
        .annotate(total=Sum("value"))
        .order_by()
    )
    for code, place, total in rows:
        totals[code, place] += total
        if place is not ZONE:
            totals[code, ZONE] += total
    return totals


def _open_residences(year: int) -> dict[int | None, int]:
    """How many residences were open at the end of a year, by place and for the zone."""
    by_place: dict[int | None, int] = dict(
        stays()
        .open(on=year_end(year))
        .values("incubator")
        .annotate(n=Count("pk"))
        .values_list("incubator", "n")
        .order_by()
    )
    by_place[ZONE] = sum(by_place.values())
    return by_place


def _identity(year: int, places: list, counts: dict[str, dict]) -> list[StockFlow]:
    opening, closing = _open_residences(year - 1), _open_residences(year)
    lines = []
    for place in places:
        companies = counts["in_incubation"].get(place, 0)
        stock = closing.get(place, 0)
        lines.append(
            StockFlow(
                incubator_id=place,
                opening=opening.get(place, 0),
                entered=counts["entered"].get(place, 0),
                re_entered=counts["re_entered"].get(place, 0),
                graduated=counts["graduated"].get(place, 0),
                left=counts["left"].get(place, 0),
                closing=stock,
                overlap=stock - companies,
                companies=companies,
            )
        )
    return lines
