"""Builds the zone's space: houses and rooms through the verbs of facilities, leases in sets.

Seven hundred leases one by one were most of the first start. Their rows are what the verbs
would write (a test compares them); the constraints of the database see every one.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from companies.models import Residence
from facilities import lifecycle
from facilities.enums import PaymentKind, PriceBasis, PriceClass, Rhythm
from facilities.lifecycle.charges import claim
from facilities.models import (
    Building,
    Charge,
    ConstructionRecord,
    LeasedUnit,
    Milestone,
    Payment,
    SpaceLease,
    Unit,
)
from incubator.institutions.enums import PhaseState
from incubator.institutions.lifecycle import move_phase
from incubator.institutions.models import Incubator, Phase
from seeds.zone2007 import generated, stated
from seeds.zone2007 import space_generated as made_up

TERMS = lifecycle.LeaseTerms(
    price_class=PriceClass.INCUBATEE,
    unit_price=made_up.RENT,
    price_basis=PriceBasis.M2_MONTH,
    rhythm=Rhythm.YEARLY,
    property_fee=made_up.PROPERTY_FEE,
    late_fee_rate=made_up.LATE_FEE,
)
MADE_UP = "示例数据：按规则生成，非真实资料。"


@dataclass(frozen=True)
class Tenancy:
    """A room of ours and the letting that it is for."""

    unit: Unit
    letting: made_up.Letting


def build_houses(
    incubators: dict[str, Incubator], startups: Iterable[generated.Startup]
) -> dict[int, Tenancy]:
    """Every institution's buildings and rooms; which room each stay takes, by ``id(stay)``."""
    startups = list(startups)
    tenancies: dict[int, Tenancy] = {}
    for known in stated.INSTITUTIONS:
        for house in made_up.houses_of(known.code, known.name, startups):
            units = _house(incubators[known.code], house)
            for unit, room in zip(units, house.rooms, strict=True):
                for letting in room.lettings:
                    tenancies[id(letting.stay)] = Tenancy(unit, letting)
    return tenancies


def let(tenants: Sequence[tuple[Residence, Tenancy]]) -> None:
    """Every stay's lease with its unit and the keys; of ended stays all is paid and given back."""
    numbers: Counter[tuple[int, int]] = Counter()
    leases = SpaceLease.objects.bulk_create(
        _lease(residence, tenancy.letting, numbers) for residence, tenancy in tenants
    )
    LeasedUnit.objects.bulk_create(
        LeasedUnit(
            lease=lease,
            unit=tenancy.unit,
            incubator_id=lease.incubator_id,
            begins_on=lease.begins_on,
            ends_on=lease.ends_on,
        )
        for lease, (_residence, tenancy) in zip(leases, tenants, strict=True)
    )
    ended = [lease for lease in leases if lease.handed_back_on]
    claim(ended, through=max(lease.ends_on for lease in ended))
    _pay(Charge.objects.live().filter(lease__in=ended))


def _lease(
    residence: Residence, letting: made_up.Letting, numbers: Counter[tuple[int, int]]
) -> SpaceLease:
    begin, end = letting.begins_on, letting.ends_on
    place = residence.incubator_id, begin.year
    numbers[place] += 1
    lease = SpaceLease(
        incubator_id=residence.incubator_id,
        number=f"ZL{begin.year}-{numbers[place]:04d}",
        company_id=residence.company_id,
        residence=residence,
        signed_on=begin,
        begins_on=begin,
        ends_on=end,
        handed_over_on=begin,
        note=MADE_UP,
        **TERMS.as_columns(),
    )
    if residence.left_on:
        lease.inspected_on = lease.handed_back_on = end
        lease.findings = "完好"
    return lease


def _pay(charges: QuerySet[Charge]) -> None:
    """Each claim whole, on the day on which it was due."""
    Payment.objects.bulk_create(
        Payment(
            lease_id=charge.lease_id,
            charge=charge,
            kind=PaymentKind.RECEIVED,
            paid_on=charge.due_on,
            amount_fen=charge.amount_fen,
        )
        for charge in charges.order_by("pk")
    )


def build_accelerator(accelerator: Incubator) -> None:
    """What documents say of its construction, and its ten buildings once they are open."""
    phases = {phase.number: phase for phase in accelerator.phases.all()}
    for record in stated.ACCELERATOR_RECORDS:
        facts = {name: value for name, value in vars(record).items() if name != "phase"}
        ConstructionRecord.objects.create(
            incubator=accelerator, phase=phases.get(record.phase or 0), **facts
        )
    for number, name, planned_on, reached_on, source in stated.MILESTONES:
        Milestone.objects.create(
            phase=phases[number], name=name, planned_on=planned_on, reached_on=reached_on,
            source=source,
        )  # fmt: skip
    first = _open(phases[1])
    for house, area in made_up.accelerator_houses(accelerator.name, stated.ACCELERATOR_OPENED):
        _house(accelerator, house, floor_area=area, phase=first)


def _open(phase: Phase) -> Phase:
    """From tender to use: the opening day is stated, the begin of construction is not."""
    building = move_phase(
        phase=phase, to=PhaseState.CONSTRUCTION, on=made_up.CONSTRUCTION_BEGAN, by=None
    )
    return move_phase(phase=building, to=PhaseState.IN_USE, on=stated.ACCELERATOR_OPENED, by=None)


def _house(
    incubator: Incubator,
    house: made_up.House,
    *,
    floor_area=None,
    phase: Phase | None = None,
) -> list[Unit]:
    building: Building = lifecycle.add_building(
        incubator=incubator,
        code=house.code,
        name=house.name,
        floor_area=floor_area or house.floor_area,
        opened_on=house.opened_on,
        phase=phase,
        note=MADE_UP,
        by=None,
    )
    return lifecycle.add_units(
        building=building,
        drafts=[
            lifecycle.UnitDraft(
                number=room.number,
                floor=room.floor,
                floor_area=room.area,
                use=room.use,
                rentable=room.rentable or incubator.code == stated.ACCELERATOR,
            )
            for room in house.rooms
        ],
        by=None,
    )


def close_some_rooms(*, on: datetime.date) -> None:
    """One spare room of each house of an incubator is being repaired on a day."""
    for building in Building.objects.in_use(on=on).order_by("pk"):
        spare = building.units.filter(rentable=True, lettings__isnull=True)
        if unit := spare.order_by("-pk").first():
            lifecycle.close_unit(unit=unit, on=on, reason="repair", note=MADE_UP, by=None)


def settle_accounts(*, on: datetime.date) -> None:
    """Running leases are claimed until a day, and paid when due; some tenants are behind.

    Claims and payments are what the verbs would write, in a few statements for all.
    """
    running = list(SpaceLease.objects.filter(handed_back_on=None).order_by("pk"))
    claim(running, through=on)
    since = {
        lease.pk: on - made_up.BEHIND
        for place, lease in enumerate(running)
        if place % made_up.ONE_IN == 0
    }
    due = Charge.objects.live().filter(lease__in=running)
    paid = [
        pk
        for pk, lease, day in due.values_list("pk", "lease", "due_on")
        if day < since.get(lease, on)
    ]
    _pay(due.filter(pk__in=paid))
