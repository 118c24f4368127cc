"""A random zone of space, and its occupancy counted unit by unit in plain Python."""

import contextlib
import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from django.db import transaction
from hypothesis import strategies as st

from facilities import lifecycle
from facilities.enums import UnitUse
from facilities.models import Building, Closure, LeasedUnit, Unit
from incubator.core.dates import add_months
from incubator.core.errors import RuleViolation
from tests.facilities.rows import DAY, draft, settle
from tests.factories import (
    BuildingFactory,
    IncubatorFactory,
    LeaseFactory,
    ResidenceFactory,
    simple_terms,
)

FIRST = DAY(2007, 1, 1)

# Something that happens to a unit: which, what, in which month, for how many of them. Few
# months, so that one thing often begins on the very day on which another ends.
events = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from(["let", "let", "let", "close", "close", "retire", "split", "end"]),
        st.integers(0, 20),
        st.integers(1, 8),
    ),
    min_size=8,
    max_size=16,
)


def day(month: int) -> datetime.date:
    return add_months(FIRST, month)


@contextlib.contextmanager
def built(happened: list[tuple]) -> Iterator["Recount"]:
    """A zone in which this happened; afterwards it was never there."""
    with transaction.atomic():
        _build(happened)
        settle()
        yield Recount()
        transaction.set_rollback(True)


def _build(happened: list[tuple]) -> None:
    """Two incubators and an accelerator, and what happened there as far as the rules allow."""
    units = _rooms()
    stays = {
        place.pk: ResidenceFactory(incubator=place, on=FIRST, due_on=DAY(2020, 1, 1))
        for place in {unit.incubator_id: unit.incubator for unit in units}.values()
    }
    for place, what, begin, length in happened:
        unit = Unit.objects.select_related("building", "incubator").get(pk=units[place].pk)
        try:
            DEEDS[what](unit, stays[unit.incubator_id], day(begin), day(begin + length))
        except RuleViolation:
            continue


def _rooms() -> list[Unit]:
    found = []
    places = [IncubatorFactory(), IncubatorFactory(), IncubatorFactory(accelerator=True)]
    for number, place in enumerate(places):
        for half in range(2 if number == 0 else 1):
            building = BuildingFactory(
                incubator=place,
                floor_area=Decimal(1_000 + 100 * number + half),
                opened_on=day(3 * half),
            )
            found += lifecycle.add_units(
                building=building,
                drafts=[
                    draft("1", 150, floor=1),
                    draft("2", "99.5", floor=2, use=list(UnitUse)[number], rentable=number != 1),
                ],
                by=None,
            )
    return found


def _let(unit, stay, begin, end) -> None:
    price_class = "accelerator" if unit.incubator.programme == "acceleration" else "incubatee"
    LeaseFactory(
        residence=stay,
        units=[unit],
        begins_on=begin,
        ends_on=end,
        signed_on=begin,
        terms=simple_terms(price_class=price_class, rhythm="once"),
    )


def _end(unit, _stay, begin, _end) -> None:
    letting = LeasedUnit.objects.filter(unit=unit, begins_on__lt=begin, ends_on__gt=begin).first()
    if letting:
        lifecycle.end(lease=letting.lease, on=begin, by=None, reason="退租")


def _split(unit, _stay, begin, _end) -> None:
    half = unit.floor_area / 2
    into = [draft(f"{unit.number}{part}", half, floor=unit.floor) for part in "ab"]
    lifecycle.reshape(units=[unit], into=into, on=begin, by=None)


DEEDS: dict[str, Callable] = {
    "let": _let,
    "end": _end,
    "split": _split,
    "retire": lambda unit, _stay, begin, _end: lifecycle.retire_unit(
        unit=unit, on=begin, by=None, reason="拆除"
    ),
    "close": lambda unit, _stay, begin, end: lifecycle.close_unit(
        unit=unit, on=begin, until=end, reason="repair", by=None
    ),
}

GROUP_OF: dict[str, Callable[[Unit], tuple]] = {
    "zone": lambda _unit: (),
    "incubator": lambda unit: (unit.incubator.code,),
    "building": lambda unit: (unit.incubator.code, unit.building.code),
    "floor": lambda unit: (unit.incubator.code, unit.building.code, unit.floor),
    "use": lambda unit: (unit.use,),
}


class Recount:
    """All rows of the zone, read once; every question is answered by looking at each of them."""

    def __init__(self) -> None:
        self.units = list(Unit.objects.select_related("incubator", "building"))
        self.buildings = list(Building.objects.all())
        self.lettings = _by_unit(LeasedUnit.objects.all())
        self.closures = _by_unit(Closure.objects.all())

    def days(self) -> list[datetime.date]:
        """The day before anything, and every day on which something changes."""
        rows = [*self.units, *itertools.chain(*self.lettings.values(), *self.closures.values())]
        changes = {row.begins_on for row in rows} | {row.ends_on for row in rows if row.ends_on}
        return [FIRST - datetime.timedelta(days=1), *sorted(changes)]

    def state(self, unit: Unit, on: datetime.date) -> str | None:
        """Let, vacant, out of service, not to let, or None where it does not stand."""
        if not _holds(unit, on) or unit.building.opened_on > on:
            return None
        if any(_holds(letting, on) for letting in self.lettings[unit.pk]):
            return "let"
        if not unit.rentable:
            return "not_to_let"
        closed = any(_holds(closure, on) for closure in self.closures[unit.pk])
        return "out_of_service" if closed else "vacant"

    def states(self, on: datetime.date) -> dict[Unit, str]:
        """Every unit that stands on a day."""
        found = {unit: self.state(unit, on) for unit in self.units}
        return {unit: state for unit, state in found.items() if state}

    def occupancy(self, on: datetime.date, by: str) -> dict[tuple, dict[str, tuple]]:
        """Group → state → (m², units)."""
        found: dict[tuple, dict[str, tuple]] = {(): {}} if by == "zone" else {}
        for unit, state in self.states(on).items():
            line = found.setdefault(GROUP_OF[by](unit), {})
            area, units = line.get(state, (Decimal(0), 0))
            line[state] = (area + unit.floor_area, units + 1)
        return found

    def area(self, on: datetime.date) -> dict[str, Decimal]:
        """7e00 and its four parts; what is in no unit is other."""
        total = sum((b.floor_area for b in self.buildings if b.opened_on <= on), Decimal(0))
        used = dict.fromkeys(UnitUse.values, Decimal(0))
        for unit in self.states(on):
            used[unit.use] += unit.floor_area
        used["other"] += total - sum(used.values())
        return used | {"total": total}


def _by_unit(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    return found


def _holds(row, on: datetime.date) -> bool:
    return row.begins_on <= on and (row.ends_on is None or on < row.ends_on)
