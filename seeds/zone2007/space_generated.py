"""Buildings, rooms and leases of the zone, made up by rule; ``space`` builds them.

Stated is only what ``stated`` says of the accelerator, and that a typical unit of an
incubator has about 200 m² (domain [2]). Made up are all building codes and floors, every
room, who took which, and prices (the standard rent of 40 yuan per m² and month and lower
rents for incubatees are those of a lease that three centres share, domain 8.5 [70]).
"""

import datetime
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from facilities.enums import UnitUse
from seeds.zone2007 import generated

SEED = 2009
SIZES = [Decimal(area) for area in (120, 150, 180, 200, 200, 200, 220, 250, 300)]
ROOMS_PER_FLOOR, FLOORS = 12, 6
NET_SHARE = Decimal("0.8")  # of a building's floor area that is in units
SPARE = 12  # rooms of an institution that nobody took
ONE_DAY = datetime.timedelta(days=1)

RENT = Decimal(30)  # yuan per m² and month for incubatees; the standard rent is 40
PROPERTY_FEE = Decimal(2)
LATE_FEE = Decimal("0.0005")
ONE_IN = 15  # of the tenants one is behind with what was due in this time
BEHIND = datetime.timedelta(days=150)

# The three specialised incubators that the report wants completed in 2008: one house each.
HOUSES_OF_2008 = {"embedded-software": 24, "internet": 24, "new-energy": 24}
OPENED_2008 = datetime.date(2008, 12, 29)  # the year is stated, the day is not

# Ten buildings (stated) of together 100,000 m² (stated); how it is split is made up.
ACCELERATOR_HOUSES = [14_000, 12_000, 12_000, 11_000, 10_000, 10_000, 9_000, 8_000, 8_000, 6_000]
WORKSHOP = Decimal(500)
CONSTRUCTION_BEGAN = datetime.date(2008, 4, 1)  # between tender (3/2008) and the end of 2008


@dataclass
class Letting:
    """A stay takes a room on [begins_on, ends_on)."""

    stay: generated.Stay
    begins_on: datetime.date
    ends_on: datetime.date


@dataclass
class Room:
    """A room to be: who had it, and what for where it is not to let."""

    area: Decimal
    use: UnitUse = UnitUse.INCUBATEE
    number: str = ""
    floor: int = 1
    lettings: list[Letting] = field(default_factory=list)

    @property
    def rentable(self) -> bool:
        """Offices and shared rooms are not let."""
        return self.use == UnitUse.INCUBATEE


@dataclass
class House:
    """A building to be."""

    code: str
    name: str
    opened_on: datetime.date
    rooms: list[Room]

    @property
    def floor_area(self) -> Decimal:
        """Its units and, in whole hundreds of m², corridors and plant."""
        net = sum((room.area for room in self.rooms), Decimal(0))
        return (net / NET_SHARE / 100).to_integral_value(rounding="ROUND_CEILING") * 100


def houses_of(incubator: str, name: str, startups: Iterable[generated.Startup]) -> list[House]:
    """The buildings of an institution with a room for every stay, and some to spare."""
    random = Random(f"{SEED} {incubator}")
    if incubator in HOUSES_OF_2008:
        rooms = [Room(random.choice(SIZES)) for _ in range(HOUSES_OF_2008[incubator])]
        return list(_in_houses(name, [*_shared(), *rooms], OPENED_2008))
    if incubator not in generated.OPENED:
        return []
    stays = [stay for startup in startups for stay in startup.stays if stay.incubator == incubator]
    rooms = _settle(random, stays)
    rooms += [Room(random.choice(SIZES)) for _ in range(SPARE)]
    return list(_in_houses(name, [*_shared(), *rooms], generated.OPENED[incubator]))


def accelerator_houses(name: str, opened_on: datetime.date) -> list[tuple[House, Decimal]]:
    """The ten buildings with their floor areas, which add up to the stated 100,000 m²."""
    houses = []
    for place, area in enumerate(ACCELERATOR_HOUSES, start=1):
        count = int(Decimal(area) * NET_SHARE / WORKSHOP)
        rooms = [Room(WORKSHOP, UnitUse.OTHER) for _ in range(count)]
        _number_rooms(rooms, per_floor=4)
        house = House(f"J{place}", f"{name}{place}号楼", opened_on, rooms)
        houses.append((house, Decimal(area)))
    return houses


def _settle(random: Random, stays: list[generated.Stay]) -> list[Room]:
    """A room for every stay: the one that has been free longest, or a new one."""
    rooms: list[Room] = []
    free: list[tuple[datetime.date, int]] = []
    for stay in sorted(stays, key=lambda stay: (stay.admitted_on, stay.due_on)):
        ends_on = min(filter(None, (stay.left_on, stay.due_on + ONE_DAY)))
        # Who is still in after the agreed last day still has the keys.
        free_from = stay.left_on or datetime.date.max
        if free and free[0][0] <= stay.admitted_on:
            _day, place = heapq.heappop(free)
        else:
            place = len(rooms)
            rooms.append(Room(random.choice(SIZES)))
        rooms[place].lettings.append(Letting(stay, stay.admitted_on, ends_on))
        heapq.heappush(free, (free_from, place))
    return rooms


def _shared() -> list[Room]:
    """An office and three rooms for all on the ground floor."""
    areas = (
        (160, UnitUse.OFFICE), (240, UnitUse.PUBLIC_SERVICE), (180, UnitUse.PUBLIC_SERVICE),
        (120, UnitUse.PUBLIC_SERVICE),
    )  # fmt: skip
    return [Room(Decimal(area), use) for area, use in areas]


def _in_houses(name: str, rooms: list[Room], opened_on: datetime.date) -> Iterator[House]:
    """Rooms in the order of their first tenants; a house opens in the year it is needed."""
    size = ROOMS_PER_FLOOR * FLOORS
    for place, start in enumerate(range(0, len(rooms), size)):
        inside = rooms[start : start + size]
        _number_rooms(inside, per_floor=ROOMS_PER_FLOOR)
        begins = [letting.begins_on for room in inside for letting in room.lettings]
        first = min(begins, default=opened_on)
        opened = max(opened_on, datetime.date(first.year, 1, 1)) if place else opened_on
        letter = chr(ord("A") + place)
        yield House(letter, f"{name}{letter}座", opened, inside)


def _number_rooms(rooms: list[Room], *, per_floor: int) -> None:
    for place, room in enumerate(rooms):
        room.floor = place // per_floor + 1
        room.number = f"{room.floor}{place % per_floor + 1:02d}"
