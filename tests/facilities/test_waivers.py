"""Integration tests of waivers: a claim that somebody reversed stays so until it is taken back."""

import datetime
from decimal import Decimal

import pytest

from facilities import lifecycle
from facilities.models import Charge, ChargeRun, SpaceLease
from incubator.core.dates import now
from tests.facilities.rows import DAY, answer, everything, refused
from tests.factories import LeaseFactory, simple_terms

pytestmark = pytest.mark.django_db

BEGIN, END = DAY(2007, 4, 1), DAY(2010, 4, 1)
RENT = 200_00  # fen a month for 200 m²


@pytest.fixture
def lease(db) -> SpaceLease:
    """200 m² at 1 yuan per m² and month, claimed for April to December 2007."""
    return LeaseFactory(terms=simple_terms(late_fee_rate=Decimal("0.001")), ends_on=END)


@pytest.fixture
def waived(lease) -> Charge:
    """The rent of April 2007, of which half had been paid."""
    april = rent_of(lease, BEGIN)
    lifecycle.record_payment(charge=april, amount_fen=100_00, on=BEGIN, by=None)
    return lifecycle.reverse_charge(charge=april, on=DAY(2007, 5, 1), reason="减免", by=None)


def rent_of(lease: SpaceLease, on: datetime.date) -> Charge | None:
    return lease.charges.live().filter(kind="rent", from_on=on).first()


class TestStaysWaived:
    def test_nightly_run_does_not_claim_it_again(self, lease, waived):
        run = ChargeRun.objects.create(year=2007, incubator=lease.incubator, requested_at=now())

        assert lifecycle.generate_year(run_id=run.pk, at=now()).made == 0
        assert rent_of(lease, BEGIN) is None

    def test_claiming_the_lease_does_not_either(self, lease, waived):
        outcome = lifecycle.generate_charges(lease=lease, until=DAY(2007, 12, 31), by=None)

        assert (outcome.made, outcome.kept) == (0, 8)
        assert rent_of(lease, BEGIN) is None

    def test_change_of_terms_does_not_either(self, lease, waived):
        lifecycle.amend(
            lease=lease, on=DAY(2007, 4, 16), unit_price=Decimal(2), by=None, reason="调价"
        )

        assert rent_of(lease, BEGIN) is None
        assert rent_of(lease, DAY(2007, 5, 1)).amount_fen == 2 * RENT

    def test_price_of_nothing_and_back_is_no_waiver(self, lease):
        for price in (0, 1):
            lifecycle.amend(
                lease=lease, on=DAY(2007, 6, 1), unit_price=Decimal(price), by=None, reason="调价"
            )

        assert rent_of(lease, DAY(2007, 6, 1)).amount_fen == RENT
        assert not lease.charges.filter(waived=True).exists()

    def test_late_fee_goes_along_without_being_waived(self, lease):
        april = rent_of(lease, BEGIN)
        fee = lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)

        lifecycle.reverse_charge(charge=april, on=DAY(2007, 5, 1), reason="减免", by=None)

        fee.refresh_from_db()
        assert (fee.is_live, fee.waived) == (False, False)


class TestClaimAgain:
    def test_it_stands_again_with_what_was_paid(self, lease, waived):
        made = lifecycle.claim_again(charge=waived, by=None)

        assert (made.amount_fen, made.due_on, made.is_live) == (RENT, BEGIN, True)
        assert made.payments.get().amount_fen == 100_00
        waived.refresh_from_db()
        assert (waived.is_live, waived.waived) == (False, False)

    def test_it_is_what_the_terms_say_now(self, lease, waived):
        lifecycle.amend(lease=lease, on=BEGIN, unit_price=Decimal(3), by=None, reason="调价")

        assert lifecycle.claim_again(charge=waived, by=None).amount_fen == 3 * RENT

    def test_it_is_waived_and_claimed_again_many_times(self, lease, waived):
        again = lifecycle.claim_again(charge=waived, by=None)
        second = lifecycle.reverse_charge(charge=again, on=BEGIN, reason="减免", by=None)

        made = lifecycle.claim_again(charge=second, by=None)

        assert made.payments.count() == 1
        assert lease.charges.filter(waived=True).count() == 0

    def test_claim_that_stands_is_refused(self, lease):
        assert answer(refused(lifecycle.claim_again, charge=rent_of(lease, BEGIN))) == (
            "not_waived", 409,
        )  # fmt: skip

    def test_second_time_is_refused(self, waived):
        lifecycle.claim_again(charge=waived, by=None)

        assert refused(lifecycle.claim_again, charge=waived).code == "not_waived"

    def test_claim_after_an_early_end_is_refused(self, lease):
        may = rent_of(lease, DAY(2007, 5, 1))
        lifecycle.reverse_charge(charge=may, on=DAY(2007, 5, 1), reason="减免", by=None)
        lifecycle.end(lease=lease, on=DAY(2007, 4, 20), by=None, reason="退租")

        assert answer(refused(lifecycle.claim_again, charge=may)) == ("no_longer_due", 409)

    def test_rows_of_before_are_as_they_were(self, lease, waived):
        before = everything()["facilities.Charge"]

        lifecycle.claim_again(charge=waived, by=None)

        kept = {row["id"]: row for row in everything()["facilities.Charge"]}
        changed = {name for row in before for name in row if kept[row["id"]][name] != row[name]}
        assert changed == {"waived"}
