"""The rent-control table (租控表): a building floor by floor as it stands on a day."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from facilities.enums import SpaceState
from facilities.models import (
    Building,
    Closure,
    LeasedUnit,
    ReservedUnit,
    SpaceLease,
    Unit,
)
from facilities.queries.occupancy import Space
from facilities.rules.space import share

ENDING_SOON = datetime.timedelta(days=90)
# A lease that begins later than this leaves a room free for others until then.
RESERVED_AHEAD = datetime.timedelta(days=366)


@dataclass(frozen=True)
class Room:
    """One unit as a box: its state, and the letting or closure behind it.

    ``kept`` is a letting that is over while its tenant has not handed the room back;
    ``reserved`` keeps it for somebody who is about to move in.
    """

    unit: Unit
    state: SpaceState
    letting: LeasedUnit | None = None
    next_letting: LeasedUnit | None = None
    closure: Closure | None = None
    kept: LeasedUnit | None = None
    reserved: ReservedUnit | None = None


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
    """The floors of a building on a day, the highest first. Six queries, however many rooms."""
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
    reserved = {row.unit_id: row for row in reserved_on(keys, on=on)}
    tables = now, coming, closures, kept, reserved
    floors: dict[int, list[Room]] = {}
    for unit in units:
        found = [table.get(unit.pk) for table in tables]
        room = Room(unit, SpaceState.VACANT, *found)
        room = replace(room, state=_state(room, on=on))
        floors.setdefault(unit.floor, []).append(room)
    return [Floor(number, rooms) for number, rooms in floors.items()]


def vacant_units(*, on: datetime.date) -> QuerySet[Unit]:
    """Units to let that nobody has, keeps, or is about to have, from a day on."""
    mine = {"unit": OuterRef("pk")}
    kept = LeasedUnit.objects.filter(
        **mine, lease__handed_over_on__isnull=False, lease__handed_back_on__isnull=True,
        lease__renewed_by__isnull=True, ends_on=F("lease__until_on"),
    )  # fmt: skip
    return (
        Unit.objects.existing(on=on)
        .filter(rentable=True, ends_on__isnull=True)
        .exclude(Exists(LeasedUnit.objects.filter(**mine, ends_on__gt=on)))
        .exclude(Exists(kept))
        .exclude(Exists(ReservedUnit.objects.filter(**mine)))
        .exclude(Exists(Closure.objects.filter(**mine).exclude(ends_on__lte=on)))
        .select_related("building")
    )


def reserved_on(units: list[int], *, on: datetime.date) -> QuerySet[ReservedUnit]:
    """Which units a reservation keeps on a day, as far as is known now.

    Those of a reservation that was let or released are told by its lease, or not at all.
    """
    holding = Q(reservation__holds_until__gt=on) | Q(reservation__deposit_paid_on__isnull=False)
    return (
        ReservedUnit.objects.filter(holding, unit__in=units, reservation__made_on__lte=on)
        .filter(begins_on__lte=on + RESERVED_AHEAD, ends_on__gt=on)
        .select_related("reservation__admission__application")
        .order_by("unit", "-begins_on")
    )


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


def _state(room: Room, *, on: datetime.date) -> SpaceState:
    """The colour of a box: a lease that runs out is ending, a vacant unit may be reserved."""
    letting, following = room.letting, room.next_letting
    if letting:
        renewed = following is not None and following.lease.renews_id == letting.lease_id
        soon = letting.ends_on - on <= ENDING_SOON and not renewed
        return SpaceState.ENDING if soon else SpaceState.LET
    if not room.unit.rentable:
        return SpaceState.NOT_TO_LET
    if room.kept:
        return SpaceState.HELD
    if room.closure:
        return SpaceState.OUT_OF_SERVICE
    return SpaceState.RESERVED if following or room.reserved else SpaceState.VACANT


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
