"""The rent-control table (租控表): a building floor by floor as it stands on a day."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from facilities.enums import SpaceState
from facilities.models import Building, Closure, LeasedUnit, SpaceLease, Unit
from facilities.queries.occupancy import Space
from facilities.rules.space import share

ENDING_SOON = datetime.timedelta(days=90)
# A lease that begins later than this leaves a room free for others until then.
RESERVED_AHEAD = datetime.timedelta(days=366)


@dataclass(frozen=True)
class Room:
    """One unit as a box: its state, and the letting or closure behind it.

    ``kept`` is a letting that is over while its tenant has not handed the room back.
    """

    unit: Unit
    state: SpaceState
    letting: LeasedUnit | None = None
    next_letting: LeasedUnit | None = None
    closure: Closure | None = None
    kept: LeasedUnit | None = None


@dataclass(frozen=True)
class Floor:
    """One floor and its rooms by number."""

    number: int
    rooms: list[Room]

    @property
    def area(self) -> Decimal:
        """m² of its units."""
        return sum((room.unit.floor_area for room in self.rooms), Decimal(0))

    @property
    def rate(self) -> Decimal | None:
        """How much of what is to let is let, in per cent."""
        let = [r for r in self.rooms if r.state in {SpaceState.LET, SpaceState.ENDING}]
        to_let = [r for r in self.rooms if r.state != SpaceState.NOT_TO_LET]
        return share(
            sum((r.unit.floor_area for r in let), Decimal(0)),
            sum((r.unit.floor_area for r in to_let), Decimal(0)),
        )


def floor_plan(building: Building, *, on: datetime.date) -> list[Floor]:
    """The floors of a building on a day, the highest first. Five queries, however many rooms."""
    units = list(building.units.existing(on=on).order_by("-floor", "number", "pk"))
    keys = [unit.pk for unit in units]
    lettings = LeasedUnit.objects.filter(unit__in=keys, ends_on__gt=on).select_related(
        "lease__company"
    )
    lettings = lettings.defer("lease__note", "lease__findings", "lease__company__search_key")
    now = {letting.unit_id: letting for letting in lettings.filter(begins_on__lte=on)}
    # Of those to come the next one: a table of a year long past would read all years since.
    soon = lettings.filter(begins_on__gt=on, begins_on__lte=on + RESERVED_AHEAD)
    following = soon.order_by("unit", "begins_on").distinct("unit")
    coming = {letting.unit_id: letting for letting in following}
    running = Closure.objects.filter(unit__in=keys, begins_on__lte=on).exclude(ends_on__lte=on)
    closures = {closure.unit_id: closure for closure in running}
    kept = {letting.unit_id: letting for letting in kept_on(keys, on=on)}
    floors: dict[int, list[Room]] = {}
    for unit in units:
        found = now.get(unit.pk), coming.get(unit.pk), closures.get(unit.pk), kept.get(unit.pk)
        room = Room(unit, _state(unit, *found, on=on), *found)
        floors.setdefault(unit.floor, []).append(room)
    return [Floor(number, rooms) for number, rooms in floors.items()]


def kept_on(units: list[int], *, on: datetime.date) -> QuerySet[LeasedUnit]:
    """Lettings over on a day whose tenant had the keys and had not given them back by then."""
    return (
        LeasedUnit.objects.filter(
            unit__in=units, ends_on__lte=on, ends_on=F("lease__until_on"),
            lease__handed_over_on__lte=on,
        )
        .exclude(Exists(SpaceLease.objects.filter(renews=OuterRef("lease"))))
        .exclude(lease__handed_back_on__lte=on)
        .select_related("lease__company")
        .defer("lease__note", "lease__findings", "lease__company__search_key")
        .order_by("unit", "ends_on")
    )  # fmt: skip


def _state(
    unit: Unit,
    letting: LeasedUnit | None,
    following: LeasedUnit | None,
    closure: Closure | None,
    kept: LeasedUnit | None,
    *,
    on: datetime.date,
) -> SpaceState:
    """The colour of a box: a lease that runs out is ending, a vacant unit may be reserved."""
    if letting:
        renewed = following is not None and following.lease.renews_id == letting.lease_id
        soon = letting.ends_on - on <= ENDING_SOON and not renewed
        return SpaceState.ENDING if soon else SpaceState.LET
    if not unit.rentable:
        return SpaceState.NOT_TO_LET
    if kept:
        return SpaceState.HELD
    if closure:
        return SpaceState.OUT_OF_SERVICE
    return SpaceState.RESERVED if following else SpaceState.VACANT


def summary(floors: list[Floor]) -> Space:
    """All rooms of a building together."""
    line: dict[str, Decimal | int] = {}
    # Not handed back is vacant by contract: the figures count leases.
    names = {SpaceState.ENDING: "let", SpaceState.RESERVED: "vacant", SpaceState.HELD: "vacant"}
    for floor in floors:
        for room in floor.rooms:
            name = names.get(room.state, room.state.value)
            line[name] = line.get(name, Decimal(0)) + room.unit.floor_area
            line[f"{name}_units"] = line.get(f"{name}_units", 0) + 1
    return Space(**line)


def last_let(building: Building, *, before: datetime.date) -> datetime.date | None:
    """The last day before another on which something was let in a building, or None."""
    lettings = LeasedUnit.objects.filter(unit__building=building, ends_on__lte=before)
    ended = lettings.aggregate(day=Max("ends_on"))["day"]
    return ended - datetime.timedelta(days=1) if ended else None
