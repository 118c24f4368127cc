"""Rows that the seeds write in sets, beside the same rows written by the verbs."""

import pytest

from companies import lifecycle as companies
from companies.models import Residence
from facilities import lifecycle as facilities
from facilities.models import Charge, Payment, SpaceLease, Unit
from facilities.queries.occupancy import vacant_units
from seeds.zone2007.generated import unified_code
from seeds.zone2007.space import MADE_UP, TERMS

pytestmark = pytest.mark.usefixtures("zone")

COMPANY = ("name_pinyin", "name_initials", "registered_capital", "field", "founder_kind")
STAY = ("incubator", "programme", "admitted_on", "due_on", "left_on", "exit_reason", "note")
LEASE = (
    "incubator", "signed_on", "begins_on", "ends_on", "ended_on", "until_on", "price_class",
    "unit_price", "price_basis", "rhythm", "property_fee", "late_fee_rate", "handed_over_on",
    "inspected_on", "findings", "handed_back_on", "note",
)  # fmt: skip


def columns(row, names: tuple[str, ...]) -> dict:
    """What a row says in the database."""
    return type(row).objects.filter(pk=row.pk).values(*names).get()


def by_verbs(stay: Residence) -> Residence:
    """The same stay again, of another company of the same name."""
    known = stay.company
    company = companies.register_company(
        by=None, name=known.name, unified_code=unified_code(9_000), field=known.field,
        registered_on=known.registered_on, registered_capital=known.registered_capital,
        founder_kind=known.founder_kind, is_generated=True,
    )  # fmt: skip
    return companies.admit(
        company=company, incubator=stay.incubator, on=stay.admitted_on, due_on=stay.due_on, by=None
    )


def let_by_verbs(stay: Residence, known: SpaceLease) -> SpaceLease:
    """The same lease again, in a room of the same area."""
    room = vacant_units(Unit.objects.all(), on=stay.admitted_on).filter(
        incubator=stay.incubator, lettings=None, reserved=None
    )[0]
    Unit.objects.filter(pk=room.pk).update(floor_area=known.leased_units.get().unit.floor_area)
    lease = facilities.grant_lease(
        company=stay.company, residence=stay, units=[room], begins_on=known.begins_on,
        ends_on=known.ends_on, signed_on=known.begins_on, terms=TERMS, note=MADE_UP, by=None,
    )  # fmt: skip
    return facilities.hand_over(lease=lease, on=lease.begins_on, by=None)


def give_back(lease: SpaceLease) -> None:
    """Claimed, paid, inspected, handed back."""
    facilities.generate_charges(lease=lease, until=lease.until_on, by=None)
    for charge in lease.charges.live().order_by("due_on", "pk"):
        facilities.record_payment(
            charge=charge, amount_fen=charge.amount_fen, on=charge.due_on, by=None
        )
    facilities.inspect(lease=lease, on=lease.until_on, findings="完好", by=None)
    facilities.hand_back(lease=lease, on=lease.until_on, by=None)


def claims(lease: SpaceLease) -> list[tuple]:
    rows = Charge.objects.filter(lease=lease).values_list(
        "kind", "from_on", "until_on", "due_on", "gross_fen", "subsidy_fen", "amount_fen"
    )
    return sorted(rows)


def payments(lease: SpaceLease) -> list[tuple]:
    rows = Payment.objects.filter(lease=lease)
    return sorted(rows.values_list("kind", "paid_on", "amount_fen", "charge__from_on"))


@pytest.mark.parametrize("reason", ["graduated", "withdrew"])
def test_a_stay_that_ended_is_as_by_the_verbs(reason):
    stay = Residence.objects.filter(exit_reason=reason, exit_ground="").latest("left_on", "pk")
    known = stay.leases.get()

    again = by_verbs(stay)
    lease = let_by_verbs(again, known)
    give_back(lease)
    if reason == "graduated":
        companies.graduate(residence=again, on=stay.left_on, by=None)
    else:
        companies.leave(residence=again, reason=reason, on=stay.left_on, by=None)

    assert columns(again.company, COMPANY) == columns(stay.company, COMPANY)
    assert columns(again, STAY) == columns(stay, STAY)
    assert columns(lease, LEASE) == columns(known, LEASE)
    assert (claims(lease), payments(lease)) == (claims(known), payments(known))


def test_a_stay_that_goes_on_is_as_by_the_verbs():
    stay = Residence.objects.filter(left_on=None).earliest("admitted_on", "pk")
    known = stay.leases.get()

    again = by_verbs(stay)
    lease = let_by_verbs(again, known)

    assert columns(again, STAY) == columns(stay, STAY)
    assert columns(lease, LEASE) == columns(known, LEASE)
    first = [claim for claim in claims(known) if claim[1].year == known.begins_on.year]
    assert claims(lease) == first


def test_leases_are_numbered_without_gaps():
    for place, year in SpaceLease.objects.values_list("incubator", "begins_on__year").distinct():
        there = SpaceLease.objects.filter(incubator=place, begins_on__year=year)
        numbers = sorted(there.values_list("number", flat=True))
        assert numbers == [f"ZL{year}-{number:04d}" for number in range(1, len(numbers) + 1)]
