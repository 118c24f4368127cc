"""How targets stand: reached month by month, a forecast with its method, met or missed.

The months are counted from the facts as they are now, like a list behind a figure; nothing is
kept. A target may be lower than what the year before reached.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cached_property

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth

from incubator.core.dates import year_end
from incubator.statistics.definitions import Indicator
from incubator.statistics.enums import Method, TargetState
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Target, YearlyTotal
from incubator.statistics.queries import years_with_facts
from incubator.statistics.vintages import figures_counted, known_on

MONTHS = 12
LOOKS_BACK = 5  # years whose pace a forecast is made of
FEWEST_YEARS = 2  # with less there is no band


@dataclass(frozen=True)
class Forecast:
    """What the year may end with. Without a band ``low`` and ``high`` are None."""

    middle: Decimal
    low: Decimal | None
    high: Decimal | None
    method: Method
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Progress:
    """One target on a day.

    ``months`` is what was reached by the end of each month up to the day, cumulated; empty for
    what does not fall into months. ``reached`` is None where nothing measures it.
    """

    target: Target
    on: datetime.date
    months: tuple[Decimal, ...] = ()
    reached: Decimal | None = None
    forecast: Forecast | None = None

    @property
    def state(self) -> TargetState:
        """Met as soon as it is reached; missed only when its year is over."""
        if self.target.subject:
            return TargetState.NOT_MEASURED
        if self.reached is None and self.on > year_end(self.target.year):
            return TargetState.NO_DATA
        if self.reached is None:
            return self._unless_over()
        if self.reached >= self.target.value:
            return TargetState.MET
        return self._unless_over()

    def _unless_over(self) -> TargetState:
        if self.on.year < self.target.year:
            return TargetState.NOT_BEGUN
        if self.on > year_end(self.target.year) and self.reached is not None:
            return TargetState.MISSED
        if self.forecast is None or self.forecast.low is None or self.forecast.high is None:
            return TargetState.OPEN
        if self.forecast.low >= self.target.value:
            return TargetState.ON_COURSE
        return TargetState.BEHIND if self.forecast.high < self.target.value else TargetState.OPEN

    @property
    def share(self) -> Decimal | None:
        """What is reached of the target, in %."""
        if self.reached is None or not self.target.value:
            return None
        return (self.reached * 100 / self.target.value).quantize(Decimal("0.1"), ROUND_HALF_UP)


def forecast_of(reached: Decimal, month: int, shares: dict[int, Decimal]) -> Forecast | None:
    """What a year may end with that has reached something by the end of a month (1..12).

    ``shares`` are the parts of their year's total that earlier years had reached by then. None
    where nothing is reached yet: no pace can be told.
    """
    known = {year: share for year, share in shares.items() if share > 0}
    if not reached or not month:
        return None
    if len(known) < FEWEST_YEARS:
        middle = (reached * MONTHS / month).quantize(Decimal(1), ROUND_HALF_UP)
        return Forecast(middle, None, None, Method.STRAIGHT)
    ends = [reached / share for share in known.values()]
    mean = sum(known.values(), Decimal(0)) / len(known)
    return Forecast(
        middle=(reached / mean).quantize(Decimal(1), ROUND_HALF_UP),
        low=max(reached, min(ends).quantize(Decimal(1), ROUND_FLOOR)),
        high=max(ends).quantize(Decimal(1), ROUND_CEILING),
        method=Method.SHARES,
        years=tuple(sorted(known)),
    )


def progress_of(targets: Iterable[Target], *, on: datetime.date) -> list[Progress]:
    """How each stands on a day; a few queries for each indicator and year, however many targets.

    Of a year that is over and in which nobody entered or left anywhere, nothing is on file.
    """
    return _progress(list(targets), on, _totals)


def progress_known(targets: Iterable[Target], *, on: datetime.date) -> list[Progress]:
    """The same as it was known at the end of a day: the plans of then against the facts of then.

    ``targets`` is not read yet. Raises RuleViolation ``nothing_known_yet`` (404).
    """
    with known_on(on):
        return _progress(list(targets), on, _counted)


def _progress(
    targets: list[Target],
    on: datetime.date,
    read: Callable[[Sequence[Target]], dict[tuple[int, str, int | None], Decimal]],
) -> list[Progress]:
    flows = {
        (target.indicator, target.year): _Flow(BY_CODE[target.indicator], target.year)
        for target in targets
        if target.indicator in BY_CODE and BY_CODE[target.indicator].dated
    }
    on_file = set(years_with_facts()) if flows else set()
    totals = read(
        [one for one in targets if one.indicator and (one.indicator, one.year) not in flows]
    )
    found = []
    for target in targets:
        flow = flows.get((target.indicator, target.year))
        is_silent = target.year not in on_file and on.year > target.year
        if flow is not None and on.year >= target.year and not is_silent:
            found.append(_of_a_flow(target, flow, on))
        else:
            key = (target.year, target.indicator, target.incubator_id)
            reached = None if flow or not target.indicator else totals.get(key)
            found.append(Progress(target, on, reached=reached))
    return found


def months_over(year: int, *, on: datetime.date) -> int:
    """How many months of a year are over at the end of a day."""
    if on.year != year:
        return MONTHS if on.year > year else 0
    tomorrow = on + datetime.timedelta(days=1)
    return on.month if tomorrow.month != on.month else on.month - 1


@dataclass
class _Flow:
    """A flow's months, by place, in the year of a target and in the years before it."""

    indicator: Indicator
    year: int

    @cached_property
    def now(self) -> dict[int | None, list[Decimal]]:
        return self._cumulated(self.year)

    @cached_property
    def before(self) -> dict[int, dict[int | None, list[Decimal]]]:
        return {year: self._cumulated(year) for year in range(self.year - LOOKS_BACK, self.year)}

    def shares(self, place: int | None, month: int) -> dict[int, Decimal]:
        """By year: the part of its total that was reached by the end of a month."""
        found = {}
        for year, places in self.before.items():
            months = places.get(place)
            if months and months[-1]:
                found[year] = months[month - 1] / months[-1]
        return found

    def _cumulated(self, year: int) -> dict[int | None, list[Decimal]]:
        """By place (None: the zone), what was reached by the end of each month."""
        if self.indicator.facts is None:
            return {}
        counts: dict[int | None, list[int]] = defaultdict(lambda: [0] * MONTHS)
        rows = (
            self.indicator.facts(year)
            .values_list("incubator", ExtractMonth(self.indicator.dated))
            .annotate(count=Count("pk"))
            .order_by()
        )
        for place, month, count in rows:
            counts[place][month - 1] += count
            counts[None][month - 1] += count
        return {place: _cumulate(months) for place, months in counts.items()}


def _cumulate(months: Sequence[int]) -> list[Decimal]:
    total, sums = Decimal(0), []
    for count in months:
        total += count
        sums.append(total)
    return sums


def _of_a_flow(target: Target, flow: _Flow, on: datetime.date) -> Progress:
    months = flow.now.get(target.incubator_id, [Decimal(0)] * MONTHS)
    over = months_over(target.year, on=on)
    begun = MONTHS if on.year > target.year else on.month
    reached = months[begun - 1]
    forecast = None
    if 0 < over < MONTHS:
        forecast = forecast_of(months[over - 1], over, flow.shares(target.incubator_id, over))
    return Progress(target, on, tuple(months[:begun]), reached, forecast)


def _counted(targets: Sequence[Target]) -> dict[tuple[int, str, int | None], Decimal]:
    """The figures that the targets are about, counted now."""
    codes = {target.indicator for target in targets}
    found = figures_counted(sorted({target.year for target in targets}), codes) if codes else {}
    return {key: Decimal(figure.value) for key, figure in found.items()}


def _totals(targets: Sequence[Target]) -> dict[tuple[int, str, int | None], Decimal]:
    """The computed figures that the targets are about."""
    if not targets:
        return {}
    wanted = Q(
        indicator__in={target.indicator for target in targets},
        year__in={target.year for target in targets},
    )
    rows = YearlyTotal.objects.filter(wanted, part="")
    return {(row.year, row.indicator, row.incubator_id): row.value for row in rows}
