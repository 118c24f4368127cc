"""Many leases at once: by the rules of one, in its order, all that it would grant."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from companies.models import Company
from facilities import lifecycle
from facilities.lifecycle import LeaseDraft
from facilities.models import LeasedUnit, PriceStep, SpaceLease, SubsidyStep, Unit
from tests.facilities.rows import DAY, everything, rooms
from tests.factories import CallFactory, LeaseFactory, ResidenceFactory, simple_terms
from tests.workflows.rows import accepted, begun, reserved

pytestmark = pytest.mark.django_db

BEGIN, END = DAY(2007, 4, 1), DAY(2008, 4, 1)


@pytest.fixture
def units() -> list[Unit]:
    return rooms("101", "102", "103", "104")


@pytest.fixture
def residence(units):
    return ResidenceFactory(incubator=units[0].incubator)


def draft(residence, *units: Unit, **changed) -> LeaseDraft:
    given = {
        "company": residence.company, "residence": residence, "units": units, "begins_on": BEGIN,
        "ends_on": END, "signed_on": BEGIN, "terms": simple_terms(),
    }  # fmt: skip
    return LeaseDraft(**given | changed)


def granted(residence, *drafts: LeaseDraft) -> list[str | None]:
    leases = lifecycle.grant_leases(incubator=residence.incubator, drafts=drafts, by=None)
    return [lease and lease.number for lease in leases]


def test_each_has_its_units_steps_claims_and_number(residence, units):
    steps = {
        "price_steps": ((DAY(2007, 10, 1), Decimal(2)),),
        "subsidies": ((1, Decimal("0.5"), None),),
    }
    drafts = [
        draft(residence, *units[:2], terms=simple_terms(**steps), note="甲"),
        draft(residence, units[2], signed_on=DAY(2006, 12, 1), contact_email="a@example.test"),
        draft(residence, units[3], number=" HT-1 "),
    ]
    with transaction.atomic():
        for one in drafts:
            lifecycle.grant_lease(**vars(one), by=None)
        one_by_one = alike()
        transaction.set_rollback(True)

    assert granted(residence, *drafts) == ["ZL2007-0001", "ZL2006-0001", "HT-1"]
    assert alike() == one_by_one
    assert (PriceStep.objects.count(), SubsidyStep.objects.count()) == (1, 1)


def alike() -> dict[str, list]:
    """Every row without keys and moments."""
    return {
        label: [
            {
                name: value for name, value in row.items()
                if name not in ("id", "unit_id") and not name.startswith("pgh")
                and not name.endswith("lease_id")
            }
            for row in rows
        ]
        for label, rows in everything().items()
    }  # fmt: skip


def test_it_knows_its_end(residence, units):
    [lease] = lifecycle.grant_leases(
        incubator=residence.incubator, drafts=[draft(residence, units[0])], by=None
    )

    assert (lease.until_on, lease.company) == (END, residence.company)


def test_what_one_would_refuse_is_left_out_and_takes_no_number(residence, units):
    stranger = ResidenceFactory()
    gone = Unit(pk=10**9, incubator=residence.incubator)
    leases = granted(
        residence,
        draft(residence, units[0], ends_on=BEGIN),
        draft(residence, units[0], signed_on=DAY(2999, 1, 1)),
        draft(residence, units[0], terms=simple_terms(unit_price=Decimal(-1))),
        draft(residence),
        draft(residence, units[0], gone),
        draft(stranger, units[0]),
        replace(draft(residence, units[0]), residence=None),
        draft(residence, units[0], begins_on=DAY(1999, 1, 1)),
        draft(residence, units[0]),
        draft(residence, units[1], number="ZL2007-0001"),
    )

    assert leases == [None] * 8 + ["ZL2007-0001", None]
    assert SpaceLease.objects.count() == 1


def test_nothing_stands_on_the_units_of_one(residence, units):
    """Let, out of service, kept for somebody, or with the keys of its last tenant still out."""
    other = ResidenceFactory(incubator=residence.incubator)
    let, closed, kept, free = units
    LeaseFactory(residence=other, units=[let], begins_on=DAY(2008, 3, 31))
    lifecycle.close_unit(unit=closed, on=DAY(2007, 5, 1), reason="repair", by=None)
    reserved(begun(accepted(call=CallFactory(incubator=residence.incubator))), [kept])
    before = {"begins_on": DAY(2007, 3, 5), "ends_on": DAY(2007, 4, 1)}
    lease = LeaseFactory(residence=other, units=[free], **before)
    lifecycle.hand_over(lease=lease, on=DAY(2007, 3, 5), by=None)
    last = {"begins_on": DAY(2008, 3, 1), "ends_on": DAY(2008, 5, 1)}

    drafts = [draft(residence, let, free), *(draft(residence, one, **last) for one in units)]

    assert granted(residence, *drafts) == [None] * 5
    assert granted(other, draft(other, free), draft(other, let, ends_on=DAY(2008, 3, 31))) == [
        "ZL2007-0002", "ZL2007-0003",
    ]  # fmt: skip


def test_a_company_that_was_merged_away_is_let_nothing(residence, units):
    gone = ResidenceFactory(incubator=residence.incubator)
    Company.objects.filter(pk=gone.company.pk).update(merged_into=residence.company)

    assert granted(residence, draft(gone, units[0]), draft(residence, units[1])) == [
        None, "ZL2007-0001",
    ]  # fmt: skip


def test_units_elsewhere_are_for_the_verb_of_one(residence, units):
    [elsewhere] = rooms("101")
    stay = ResidenceFactory(incubator=elsewhere.incubator)

    assert granted(residence, draft(stay, elsewhere), draft(residence, units[0])) == [
        None, "ZL2007-0001",
    ]  # fmt: skip


def test_a_number_ahead_of_its_turn_is_stepped_over(residence, units):
    drafts = [
        draft(residence, units[0], number="ZL2007-0002"),
        draft(residence, units[1]),
        draft(residence, units[2], number="ZL2007-0003"),
        draft(residence, units[3]),
    ]

    assert granted(residence, *drafts) == ["ZL2007-0002", "ZL2007-0003", None, "ZL2007-0004"]


def test_two_that_want_one_unit_for_one_day_are_a_fault_of_the_caller(residence, units):
    drafts = [draft(residence, units[0]), draft(residence, units[0], begins_on=DAY(2008, 3, 31))]

    with pytest.raises(IntegrityError), transaction.atomic():
        granted(residence, *drafts)
    assert not LeasedUnit.objects.exists()


def test_one_after_the_other_in_one_unit(residence, units):
    later = {"begins_on": END, "ends_on": END + datetime.timedelta(days=365)}

    assert granted(residence, draft(residence, units[0]), draft(residence, units[0], **later)) == [
        "ZL2007-0001", "ZL2007-0002",
    ]  # fmt: skip


def test_of_none_there_is_none(residence):
    assert granted(residence) == []
