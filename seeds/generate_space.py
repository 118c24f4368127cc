"""Units and leases of any number for a generated zone: bulk rows such as the verbs write.

Every lease lies within a stay of its company and has one unit, no unit is let twice, and a
stay's leases follow each other as renewals. Claims are not made: who needs some generates
them.
"""

import datetime
import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise, takewhile
from random import Random

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from companies.models import Residence
from facilities.enums import ClosureReason, PriceBasis, PriceClass, Rhythm, UnitUse
from facilities.models import Building, Closure, LeasedUnit, SpaceLease, Unit
from incubator.core.dates import add_months
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator
from seeds.demo import require_demo
from seeds.generate import FIRST_DAY
from seeds.zone2007.generated import MARK

ROOMS, FLOORS = 400, 20  # of a building
CORRIDORS = Decimal("1.15")
SIZES = [Decimal(area) for area in (60, 90, 120, 180, 200, 240)]
NOT_TO_LET_EVERY, CLOSED_EVERY = 20, 33  # units
CLOSED_ON = datetime.date(2007, 3, 1)
MONTHS = 12  # of a lease
ENDED_EARLY = 0.15  # of the last leases of ended stays
EMPTY_DAYS = 5  # between two tenants
BATCH = 5_000
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A residence, as far as leases ask."""

    pk: int
    company_id: int
    admitted_on: datetime.date
    due_on: datetime.date
    left_on: datetime.date | None

    @property
    def until(self) -> datetime.date:
        """The first day that no lease of it may hold: the agreed one, or that of leaving."""
        agreed = self.due_on + ONE_DAY
        return min(agreed, self.left_on) if self.left_on else agreed

    @property
    def terms(self) -> list[tuple[datetime.date, datetime.date]]:
        """It cut into leases of a year, the last one shorter."""
        begins = takewhile(
            lambda day: day < self.until,
            (add_months(self.admitted_on, MONTHS * n) for n in range(100)),
        )
        days = [*begins, self.until]
        return list(pairwise(days))


@dataclass
class Tenancy:
    """A stay in a unit, its lease that was written last, and those that are still to be."""

    stay: Stay
    unit_id: int
    terms: list[tuple[datetime.date, datetime.date]]
    last: SpaceLease | None = None


def generate_space(
    *, units: int, leases: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> int:
    """Put units into the incubators on file, and let them to their companies.

    Returns the number of leases: fewer than asked for where stays or units do not suffice.
    Raises RuleViolation ``not_a_demo``, ``zone_not_empty`` (409).
    """
    require_demo()
    if Building.objects.exists():
        raise RuleViolation(
            "zone_not_empty", _("Buildings are on file already; nothing was added."), status=409
        )
    random = Random(seed)
    # Where few stay first: the others take over what they leave of the leases.
    places = list(
        Incubator.objects.filter(opened_on__isnull=False)
        .annotate(stays=Count("residences"))
        .order_by("stays", "pk")
    )
    count = 0
    with transaction.atomic(), recorded(reason="generate_space"):
        for number, place in enumerate(places):
            # What is left is spread over the places that are left.
            share = len(places) - number
            rooms = _units(random, place, units // share)
            units -= len(rooms)
            count += _let(random, place, rooms, (leases - count) // share)
            if progress:
                progress(count)
    return count


def _units(random: Random, place: Incubator, count: int) -> list[Unit]:
    """As many units as asked for, in buildings of at most 400."""
    made: list[Unit] = []
    for number, start in enumerate(range(0, count, ROOMS), 1):
        areas = [random.choice(SIZES) for _ in range(min(ROOMS, count - start))]
        building = Building.objects.create(
            incubator=place,
            code=f"G{number}",
            name=f"{place.name}{number}号楼",
            floor_area=sum(areas, Decimal(0)) * CORRIDORS,
            opened_on=place.opened_on or FIRST_DAY,
            note=f"generated {MARK}",
        )
        made += Unit.objects.bulk_create(
            _unit(building, position, area) for position, area in enumerate(areas)
        )
    Closure.objects.bulk_create(
        Closure(unit=unit, begins_on=CLOSED_ON, reason=ClosureReason.REPAIR)
        for unit in made[::CLOSED_EVERY]
        if unit.rentable
    )
    return made


def _unit(building: Building, position: int, area: Decimal) -> Unit:
    floor, place = divmod(position, ROOMS // FLOORS)
    to_let = position % NOT_TO_LET_EVERY != 1
    return Unit(
        building=building,
        incubator_id=building.incubator_id,
        floor=floor + 1,
        number=f"{floor + 1}{place + 1:02d}",
        floor_area=area,
        use=UnitUse.INCUBATEE if to_let else UnitUse.PUBLIC_SERVICE,
        rentable=to_let,
        begins_on=building.opened_on,
    )


def _let(random: Random, place: Incubator, rooms: list[Unit], most: int) -> int:
    """Lease by lease of every tenancy: all first ones, then what renews them."""
    closed = {unit.pk for unit in rooms[::CLOSED_EVERY]}
    free = [unit.pk for unit in rooms if unit.rentable and unit.pk not in closed]
    tenancies = list(_tenancies(_stays_of(random, place, most), free))
    count = 0
    while tenancies:
        begun = count
        waiting = iter(tenancies)
        while batch := list(islice(waiting, BATCH)):
            _write(random, place, batch, count)
            count += len(batch)
        tenancies = [tenancy for tenancy in tenancies if tenancy.terms]
        if count == begun:
            break
    return count


def _stays_of(random: Random, place: Incubator, most: int) -> list[Stay]:
    """Some of a place's stays, of as many leases together as are wanted, by their first days."""
    rows = Residence.objects.filter(incubator=place).order_by("pk")
    stays = [
        Stay(*row)
        for row in rows.values_list("pk", "company_id", "admitted_on", "due_on", "left_on")
    ]
    random.shuffle(stays)
    chosen: list[Stay] = []
    for stay in stays:
        most -= len(stay.terms)
        if most < 0:
            break
        chosen.append(stay)
    return sorted(chosen, key=lambda stay: (stay.admitted_on, stay.pk))


def _tenancies(stays: Iterable[Stay], rooms: Iterable[int]) -> Iterator[Tenancy]:
    """Each stay takes the unit that has been free longest; without one it goes without."""
    free = [(datetime.date.min, unit) for unit in rooms]
    heapq.heapify(free)
    for stay in stays:
        if not free or free[0][0] > stay.admitted_on:
            continue
        _since, unit = heapq.heappop(free)
        yield Tenancy(stay, unit, stay.terms)
        heapq.heappush(free, (stay.until + EMPTY_DAYS * ONE_DAY, unit))


def _write(random: Random, place: Incubator, tenancies: list[Tenancy], number: int) -> None:
    """The next lease of each tenancy, with its unit."""
    rows = [
        _lease(random, place, tenancy, number + position)
        for position, tenancy in enumerate(tenancies, 1)
    ]
    SpaceLease.objects.bulk_create(rows)
    LeasedUnit.objects.bulk_create(
        LeasedUnit(
            lease=row,
            unit_id=tenancy.unit_id,
            incubator=place,
            begins_on=row.begins_on,
            ends_on=row.ended_on or row.ends_on,
        )
        for row, tenancy in zip(rows, tenancies, strict=True)
    )
    for row, tenancy in zip(rows, tenancies, strict=True):
        tenancy.last = row


def _lease(random: Random, place: Incubator, tenancy: Tenancy, number: int) -> SpaceLease:
    stay = tenancy.stay
    begins_on, until = tenancy.terms.pop(0)
    accelerated = place.programme == Programme.ACCELERATION
    lease = SpaceLease(
        incubator=place,
        number=f"G-{number:06d}",
        company_id=stay.company_id,
        residence_id=stay.pk,
        signed_on=begins_on,
        begins_on=begins_on,
        ends_on=until,
        price_class=PriceClass.ACCELERATOR if accelerated else PriceClass.INCUBATEE,
        unit_price=Decimal(20),
        price_basis=PriceBasis.M2_MONTH,
        rhythm=Rhythm.QUARTERLY,
        renews=tenancy.last,
        handed_over_on=begins_on,
    )
    if stay.left_on and not tenancy.terms:
        if random.random() < ENDED_EARLY:
            lease.ends_on, lease.ended_on = add_months(until, 1), until
        lease.inspected_on = lease.handed_back_on = until
        lease.findings = "完好"
    return lease
