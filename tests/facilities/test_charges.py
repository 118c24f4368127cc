"""Integration tests of claims: made once, reversed and made again, paid, late, given back."""

import datetime
from decimal import Decimal

import pytest

from facilities import lifecycle
from facilities.models import Charge, SpaceLease
from facilities.queries.leases import statement
from facilities.rules.charges import late_fee_fen
from incubator.core.dates import today
from tests.facilities.rows import DAY, answer, everything, refused, settle
from tests.factories import LeaseFactory, UnitFactory, UserFactory, simple_terms

pytestmark = pytest.mark.django_db

BEGIN, END = DAY(2007, 4, 1), DAY(2010, 4, 1)
MIDDLE = DAY(2007, 10, 16)
RENT = 200_00  # fen a month for 200 m²
LATE = Decimal("0.001")


@pytest.fixture
def lease(db) -> SpaceLease:
    """200 m² at 1 yuan per m² and month, claimed for April to December 2007."""
    return LeaseFactory(
        terms=simple_terms(room_deposit=Decimal(600), late_fee_rate=LATE), ends_on=END
    )


@pytest.fixture
def april(lease) -> Charge:
    """The rent of the first month, due on its first day."""
    return rent_of(lease, BEGIN)


@pytest.fixture
def deposit(lease) -> Charge:
    """600 yuan."""
    return lease.charges.get(kind="room_deposit")


def rent_of(lease: SpaceLease, on: datetime.date) -> Charge:
    return lease.charges.live().get(kind="rent", from_on=on)


def live(lease: SpaceLease) -> list[tuple]:
    """The rents that stand: from, until, fen."""
    rents = lease.charges.live().filter(kind="rent").order_by("from_on")
    return list(rents.values_list("from_on", "until_on", "amount_fen"))


def pay(charge: Charge, fen: int, on: datetime.date | None = None):
    return lifecycle.record_payment(charge=charge, amount_fen=fen, on=on or charge.due_on, by=None)


def account(lease: SpaceLease, on: datetime.date):
    return statement(SpaceLease.objects.filter(pk=lease.pk), on=on)


class TestGenerate:
    def test_a_year_later_the_next_claims_are_made(self, lease):
        outcome = lifecycle.generate_charges(lease=lease, until=DAY(2008, 3, 1), by=None)

        assert (outcome.made, outcome.reversed, outcome.kept) == (3, 0, 10)
        assert live(lease)[-1] == (DAY(2008, 3, 1), DAY(2008, 4, 1), RENT)

    def test_second_time_makes_nothing(self, lease):
        lifecycle.generate_charges(lease=lease, until=END, by=None)
        before = everything()

        outcome = lifecycle.generate_charges(lease=lease, until=END, by=None)

        assert (outcome.made, outcome.reversed, outcome.kept) == (0, 0, 37)
        assert everything() == before

    def test_shorter_horizon_takes_nothing_back(self, lease):
        before = everything()

        lifecycle.generate_charges(lease=lease, until=BEGIN, by=None)

        assert everything() == before

    def test_actor_is_in_the_history(self, lease):
        user = UserFactory()

        lifecycle.generate_charges(lease=lease, until=DAY(2008, 1, 1), by=user)

        charge = rent_of(lease, DAY(2008, 1, 1))
        assert charge.history.get().pgh_context["user"] == user.pk


class TestChangeOfTerms:
    def test_new_price_reverses_what_it_touches_and_makes_it_again(self, lease):
        kept = rent_of(lease, DAY(2007, 9, 1))

        lifecycle.amend(lease=lease, on=MIDDLE, unit_price=Decimal(2), by=None, reason="调价")

        # October: 15 of 31 days at 1 yuan, 16 at 2: 200 × (15 + 32) / 31 = 303.2258 yuan.
        assert live(lease)[5:8] == [
            (DAY(2007, 9, 1), DAY(2007, 10, 1), RENT),
            (DAY(2007, 10, 1), DAY(2007, 11, 1), 303_23),
            (DAY(2007, 11, 1), DAY(2007, 12, 1), 2 * RENT),
        ]
        assert rent_of(lease, DAY(2007, 9, 1)) == kept
        gone = lease.charges.filter(reversed_on__isnull=False)
        assert set(gone.values_list("reversed_on", "reversal_reason")) == {(MIDDLE, "调价")}

    def test_more_space_is_claimed_from_its_day(self, lease):
        room = lease.leased_units.get().unit
        other = UnitFactory(building=room.building, floor_area=Decimal(310))

        lifecycle.amend(lease=lease, on=MIDDLE, units=[room, other], by=None, reason="扩租")

        # 200 + 310 × 16 / 31 = 360 yuan, then 510.
        assert [fen for _from, _until, fen in live(lease)[6:8]] == [360_00, 510_00]

    def test_same_price_again_changes_no_claim(self, lease):
        before = live(lease)

        lifecycle.amend(lease=lease, on=MIDDLE, unit_price=Decimal(1), by=None, reason="无")

        assert live(lease) == before
        assert not lease.charges.filter(reversed_on__isnull=False).exists()

    def test_early_end_keeps_the_days_before_it(self, lease):
        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")

        # 15 of 31 days of October: 96.7742 yuan.
        assert live(lease)[-1] == (DAY(2007, 10, 1), MIDDLE, 96_77)
        assert len(live(lease)) == 7

    def test_renewal_leaves_the_claims_of_the_lease_before(self, lease):
        before = live(lease)

        lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=BEGIN, by=None)

        assert live(lease) == before

    def test_payment_goes_over_to_the_claim_in_its_place(self, lease):
        paid = pay(rent_of(lease, DAY(2007, 10, 1)), RENT)

        lifecycle.amend(lease=lease, on=MIDDLE, unit_price=Decimal(2), by=None, reason="调价")
        settle()

        paid.refresh_from_db()
        assert paid.charge == rent_of(lease, DAY(2007, 10, 1))
        assert account(lease, DAY(2007, 10, 1)).lines[-1].open == 103_23

    def test_what_was_paid_too_much_becomes_credit_and_can_go_back(self, lease):
        for month in (10, 11):
            pay(rent_of(lease, DAY(2007, month, 1)), RENT)

        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")

        assert account(lease, DAY(2007, 11, 1)).credit == RENT - 96_77 + RENT
        for line in account(lease, DAY(2007, 11, 1)).lines:
            if line.credit:
                lifecycle.refund(charge=line.charge, amount_fen=line.credit, on=MIDDLE, by=None)
        settle()
        assert account(lease, DAY(2007, 11, 1)).credit == 0

    def test_reversed_payment_stays_with_its_claim(self, lease):
        october = rent_of(lease, DAY(2007, 10, 1))
        wrong = pay(october, RENT)
        lifecycle.reverse_payment(payment=wrong, on=MIDDLE, reason="误记", by=None)

        lifecycle.amend(lease=lease, on=MIDDLE, unit_price=Decimal(2), by=None, reason="调价")

        wrong.refresh_from_db()
        assert wrong.charge == october

    def test_late_fee_goes_with_its_claim(self, lease):
        """Otherwise its days would be claimed once for each claim."""
        october = rent_of(lease, DAY(2007, 10, 1))
        fee = lifecycle.record_late_fee(charge=october, on=DAY(2007, 10, 11), by=None)

        lifecycle.amend(lease=lease, on=MIDDLE, unit_price=Decimal(2), by=None, reason="调价")
        again = lifecycle.record_late_fee(
            charge=rent_of(lease, DAY(2007, 10, 1)), on=DAY(2007, 10, 11), by=None
        )

        fee.refresh_from_db()
        assert (fee.is_live, again.amount_fen) == (False, 3_03)  # 303.23 yuan × 0.001 × 10


class TestPayments:
    def test_partial_payments_add_up(self, lease, april):
        pay(april, 50_00)
        pay(april, 149_99)

        assert account(lease, BEGIN).lines[0].charge == april
        assert account(lease, BEGIN).lines[0].open == 1

    @pytest.mark.parametrize("amount", [0, -1])
    def test_amount_of_nothing_is_refused(self, april, amount):
        refusal = refused(lifecycle.record_payment, charge=april, amount_fen=amount, on=BEGIN)

        assert answer(refusal) == ("invalid_amount", 400)

    def test_more_than_is_open_is_refused(self, april):
        pay(april, 150_00)

        refusal = refused(lifecycle.record_payment, charge=april, amount_fen=50_01, on=BEGIN)

        assert answer(refusal) == ("overpaid", 409)
        assert (refusal.values["open"], refusal.values["amount"]) == ("50.00", "50.01")

    def test_payment_for_a_reversed_claim_is_refused(self, april):
        lifecycle.reverse_charge(charge=april, on=BEGIN, reason="误记", by=None)

        refusal = refused(lifecycle.record_payment, charge=april, amount_fen=1, on=BEGIN)

        assert answer(refusal) == ("charge_reversed", 409)

    def test_reversed_payment_no_longer_counts_and_stays_on_file(self, lease, april):
        paid = pay(april, RENT)

        lifecycle.reverse_payment(payment=paid, on=BEGIN, reason="误记", by=None)

        assert account(lease, BEGIN).lines[0].open == RENT
        assert april.payments.get().reversal_reason == "误记"

    def test_reversal_needs_a_reason(self, april):
        refusal = refused(lifecycle.reverse_payment, payment=pay(april, 1), on=BEGIN, reason=" ")

        assert answer(refusal) == ("reason_missing", 400)

    def test_payment_is_reversed_once(self, april):
        paid = pay(april, 1)
        lifecycle.reverse_payment(payment=paid, on=BEGIN, reason="误记", by=None)

        refusal = refused(lifecycle.reverse_payment, payment=paid, on=BEGIN, reason="误记")

        assert answer(refusal) == ("payment_reversed", 409)

    def test_payment_of_which_a_part_went_back_is_not_reversed(self, lease, april):
        paid = pay(april, RENT)
        lifecycle.reverse_charge(charge=april, on=BEGIN, reason="误记", by=None)
        back = lifecycle.refund(charge=april, amount_fen=1, on=BEGIN, by=None)

        refusal = refused(lifecycle.reverse_payment, payment=paid, on=BEGIN, reason="误记")

        assert answer(refusal) == ("refund_stands", 409)
        lifecycle.reverse_payment(payment=back, on=BEGIN, reason="误记", by=None)
        lifecycle.reverse_payment(payment=paid, on=BEGIN, reason="误记", by=None)
        settle()
        assert account(lease, BEGIN).credit == 0


class TestReceipt:
    def test_one_receipt_pays_what_is_due_first_deposits_before_rent(self, lease, april, deposit):
        before = {charge.pk: charge.amount_fen for charge in lease.charges.live()}
        first, second = deposit, april
        amount = first.amount_fen + 100

        payments = lifecycle.record_receipt(
            lease=lease, amount_fen=amount, on=DAY(2007, 4, 2), reference="凭证1", by=None
        )

        assert [(p.charge_id, p.amount_fen, p.reference) for p in payments] == [
            (first.pk, first.amount_fen, "凭证1"), (second.pk, 100, "凭证1"),
        ]  # fmt: skip
        assert sum(before.values()) > amount

    def test_more_than_everything_is_refused(self, lease):
        everything = sum(lease.charges.live().values_list("amount_fen", flat=True))
        receipt = {"lease": lease, "on": DAY(2007, 4, 2)}

        assert answer(refused(lifecycle.record_receipt, **receipt, amount_fen=everything + 1)) == (
            "overpaid",
            409,
        )
        assert refused(lifecycle.record_receipt, **receipt, amount_fen=0).code == "invalid_amount"

    def test_money_that_has_not_come_is_not_written_down(self, lease, april):
        tomorrow = {"amount_fen": 1, "on": today() + datetime.timedelta(days=1)}

        for verb, row in (
            (lifecycle.record_receipt, {"lease": lease}),
            (lifecycle.record_payment, {"charge": april}),
            (lifecycle.refund, {"charge": april}),
        ):
            assert refused(verb, **row, **tomorrow).code == "payment_in_future"


class TestReverseCharge:
    def test_claim_stays_on_file_and_is_not_owed(self, lease, april):
        lifecycle.reverse_charge(charge=april, on=BEGIN, reason="减免", by=None)

        april.refresh_from_db()
        assert (april.reversed_on, april.reversal_reason) == (BEGIN, "减免")
        assert april not in lease.charges.overdue(on=DAY(2008, 1, 1))

    def test_late_fee_goes_with_its_claim(self, april):
        fee = lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)

        lifecycle.reverse_charge(charge=april, on=MIDDLE, reason="减免", by=None)

        fee.refresh_from_db()
        assert (fee.reversed_on, fee.reversal_reason) == (MIDDLE, "减免")

    def test_reason_is_needed(self, april):
        refusal = refused(lifecycle.reverse_charge, charge=april, on=BEGIN, reason="")

        assert answer(refusal) == ("reason_missing", 400)

    def test_claim_is_reversed_once(self, april):
        lifecycle.reverse_charge(charge=april, on=BEGIN, reason="误记", by=None)

        refusal = refused(lifecycle.reverse_charge, charge=april, on=BEGIN, reason="误记")

        assert answer(refusal) == ("charge_reversed", 409)


class TestOverdue:
    def test_claim_is_overdue_from_the_day_after_it_is_due(self, lease, april):
        assert april not in lease.charges.overdue(on=BEGIN)
        assert april in lease.charges.overdue(on=DAY(2007, 4, 2))

    def test_claim_is_overdue_until_it_is_paid_to_the_fen(self, lease, april):
        pay(april, RENT - 1)
        assert april in lease.charges.overdue(on=DAY(2007, 4, 2))

        pay(april, 1)
        assert april not in lease.charges.overdue(on=DAY(2007, 4, 2))


class TestLateFee:
    def test_fee_is_the_rate_for_each_day(self, april):
        fee = lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)

        assert (fee.from_on, fee.until_on, fee.due_on) == (BEGIN, *[DAY(2007, 4, 11)] * 2)
        assert (fee.kind, fee.late_for, fee.amount_fen) == ("late_fee", april, 2_00)

    def test_later_fee_counts_from_the_last_one(self, april):
        lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)
        pay(april, RENT // 2, DAY(2007, 4, 21))

        fee = lifecycle.record_late_fee(charge=april, on=DAY(2007, 5, 1), by=None)

        # Ten days on 200 yuan, ten on 100.
        assert (fee.from_on, fee.amount_fen) == (DAY(2007, 4, 11), 3_00)

    def test_fee_of_a_claim_that_was_paid_late(self, april):
        pay(april, RENT, DAY(2007, 4, 6))

        fee = lifecycle.record_late_fee(charge=april, on=DAY(2007, 6, 1), by=None)

        assert fee.amount_fen == 1_00

    @pytest.mark.parametrize("on", [DAY(2007, 4, 11), DAY(2007, 4, 5)])
    def test_fee_is_recorded_once_for_a_day(self, april, on):
        lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)

        refusal = refused(lifecycle.record_late_fee, charge=april, on=on)

        assert answer(refusal) == ("no_late_fee", 409)

    def test_reversed_fee_can_be_recorded_again(self, april):
        fee = lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)
        lifecycle.reverse_charge(charge=fee, on=DAY(2007, 4, 11), reason="误记", by=None)

        again = lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)

        assert again.amount_fen == fee.amount_fen

    @pytest.mark.parametrize("on", [DAY(2007, 3, 1), BEGIN])
    def test_claim_that_is_not_late_is_refused(self, april, on):
        assert answer(refused(lifecycle.record_late_fee, charge=april, on=on)) == (
            "no_late_fee",
            409,
        )

    def test_claim_that_was_paid_in_time_is_refused(self, april):
        pay(april, RENT)

        assert refused(lifecycle.record_late_fee, charge=april, on=MIDDLE).code == "no_late_fee"

    def test_lease_without_a_rate_is_refused(self):
        charge = rent_of(LeaseFactory(), BEGIN)

        assert refused(lifecycle.record_late_fee, charge=charge, on=MIDDLE).code == "no_late_fee"

    def test_deposit_and_late_fee_bear_none(self, april, deposit):
        fee = lifecycle.record_late_fee(charge=april, on=DAY(2007, 4, 11), by=None)

        for charge in (deposit, fee):
            refusal = refused(lifecycle.record_late_fee, charge=charge, on=MIDDLE)
            assert refusal.code == "no_late_fee"

    def test_reversed_claim_is_refused(self, april):
        lifecycle.reverse_charge(charge=april, on=BEGIN, reason="误记", by=None)

        refusal = refused(lifecycle.record_late_fee, charge=april, on=MIDDLE)

        assert answer(refusal) == ("charge_reversed", 409)


class TestRefund:
    def test_deposit_goes_back_after_the_keys(self, lease, deposit):
        pay(deposit, 600_00)
        lifecycle.hand_over(lease=lease, on=BEGIN, by=None)
        lifecycle.generate_charges(lease=lease, until=END, by=None)
        for charge in lease.charges.exclude(kind="room_deposit"):
            pay(charge, charge.amount_fen)
        lifecycle.inspect(lease=lease, on=END, findings="完好", by=None)
        early = refused(lifecycle.refund, charge=deposit, amount_fen=600_00, on=END)
        lifecycle.hand_back(lease=lease, on=END, by=None)

        lifecycle.refund(charge=deposit, amount_fen=500_00, on=END, by=None)
        much = refused(lifecycle.refund, charge=deposit, amount_fen=100_01, on=END)
        lifecycle.refund(charge=deposit, amount_fen=100_00, on=END, by=None)
        settle()

        assert answer(early) == ("deposit_still_needed", 409)
        assert (answer(much), much.values["most"]) == (("nothing_to_refund", 409), "100.00")
        assert account(lease, END).held == 0

    def test_deposit_stays_while_a_renewal_runs(self, lease, deposit):
        pay(deposit, 600_00)
        lifecycle.hand_over(lease=lease, on=BEGIN, by=None)
        lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=BEGIN, by=None)

        refusal = refused(lifecycle.refund, charge=deposit, amount_fen=1, on=END)

        assert answer(refusal) == ("deposit_still_needed", 409)

    def test_deposit_of_a_cancelled_lease_goes_back_at_once(self, lease, deposit):
        pay(deposit, 600_00)
        lifecycle.cancel(lease=lease, on=BEGIN, by=None, reason="未入驻")

        lifecycle.refund(charge=deposit, amount_fen=600_00, on=BEGIN, by=None)
        settle()

        assert account(lease, BEGIN).held == 0

    def test_deposit_of_a_lease_that_was_never_handed_over_goes_back(self, lease, deposit):
        lifecycle.record_payment(
            charge=deposit, amount_fen=deposit.amount_fen, on=DAY(2007, 4, 1), by=None
        )
        lifecycle.end(lease=lease, on=DAY(2007, 6, 1), by=None, reason="未入驻")
        early = {"charge": deposit, "amount_fen": deposit.amount_fen, "on": DAY(2007, 5, 31)}

        assert refused(lifecycle.refund, **early).code == "deposit_still_needed"
        back = lifecycle.refund(**early | {"on": DAY(2007, 6, 1)}, by=None)

        assert back.amount_fen == deposit.amount_fen

    def test_paid_rent_does_not_go_back(self, april):
        pay(april, RENT)

        refusal = refused(lifecycle.refund, charge=april, amount_fen=1, on=BEGIN)

        assert answer(refusal) == ("nothing_to_refund", 409)
        assert refusal.values["most"] == "0.00"

    @pytest.mark.parametrize("amount", [0, -1])
    def test_amount_of_nothing_is_refused(self, april, amount):
        refusal = refused(lifecycle.refund, charge=april, amount_fen=amount, on=BEGIN)

        assert answer(refusal) == ("invalid_amount", 400)


class TestStatement:
    def test_it_says_what_is_open_overdue_held_and_too_much(self, lease, april, deposit):
        pay(deposit, 600_00)
        pay(april, 80_00)
        may = rent_of(lease, DAY(2007, 5, 1))
        pay(may, RENT)
        lifecycle.reverse_charge(charge=may, on=DAY(2007, 5, 2), reason="减免", by=None)

        found = account(lease, DAY(2007, 6, 1))

        assert (found.open, found.overdue, found.held, found.credit) == (
            120_00 + RENT,
            120_00,
            600_00,
            RENT,
        )

    def test_it_shows_what_was_paid_by_the_day(self, lease, april):
        pay(april, RENT, on=DAY(2007, 4, 10))

        overdue = [account(lease, DAY(2007, 4, day)).overdue for day in (1, 2, 9, 10)]
        assert overdue == [0, 600_00 + RENT, 600_00 + RENT, 600_00]

    def test_it_stands_as_it_did_on_that_day(self, lease, april):
        lifecycle.record_payment(charge=april, amount_fen=100, on=DAY(2007, 4, 2), by=None)
        payment = april.payments.get()
        lifecycle.reverse_payment(payment=payment, on=DAY(2007, 5, 1), reason="错", by=None)
        lifecycle.reverse_charge(charge=april, on=DAY(2007, 6, 1), reason="错", by=None)

        found = statement(SpaceLease.objects.filter(pk=lease.pk), on=DAY(2007, 4, 30))
        line = next(line for line in found.lines if line.charge == april)
        assert (line.live, line.received) == (True, 100)
        later = statement(SpaceLease.objects.filter(pk=lease.pk), on=DAY(2007, 5, 2))
        line = next(line for line in later.lines if line.charge == april)
        assert (line.live, line.received, line.open) == (True, 0, april.amount_fen)

    def test_it_says_what_late_fee_has_grown(self, lease, april):
        on = april.due_on + datetime.timedelta(days=10)
        grown = late_fee_fen(april.amount_fen, april.due_on, [], rate=lease.late_fee_rate, on=on)
        found = statement(SpaceLease.objects.filter(pk=lease.pk), on=on)
        line = next(line for line in found.lines if line.charge == april)
        assert (line.late_fee, grown > 0) == (grown, True)

        lifecycle.record_late_fee(charge=april, on=on, by=None)
        found = statement(SpaceLease.objects.filter(pk=lease.pk), on=on)
        line = next(line for line in found.lines if line.charge == april)
        assert line.late_fee == 0

    def test_claim_that_was_reversed_unpaid_is_left_out(self, lease, april):
        lifecycle.reverse_charge(charge=april, on=BEGIN, reason="误记", by=None)

        assert [line.charge.kind for line in account(lease, BEGIN).lines] == ["room_deposit"]

    def test_lines_come_by_day_and_kind(self, lease):
        found = [(line.charge.due_on, line.charge.kind) for line in account(lease, MIDDLE).lines]

        assert found == sorted(found)
        assert len(found) == 8

    @pytest.mark.parametrize("leases", [1, 3])
    def test_queries(self, leases, django_assert_num_queries):
        for _ in range(leases):
            lease = LeaseFactory()
            for charge in lease.charges.all():
                pay(charge, 1)

        with django_assert_num_queries(2):
            found = statement(SpaceLease.objects.all(), on=DAY(2007, 12, 31))

        assert len(found.lines) == 9 * leases
