"""Integration tests of renewals, deposits and keys: hand over, inspect, hand back."""

import datetime
from decimal import Decimal

import pytest

from companies import lifecycle as companies
from facilities import lifecycle
from facilities.models import SpaceLease
from incubator.core.dates import today
from tests.facilities.rows import DAY, answer, days_let, refused, settle
from tests.factories import LeaseFactory, ResidenceFactory, UnitFactory, simple_terms

pytestmark = pytest.mark.django_db

BEGIN, END = DAY(2007, 4, 1), DAY(2010, 4, 1)
RENEWED_END = DAY(2011, 4, 1)
ONE_DAY = datetime.timedelta(days=1)
DEPOSITS = {"room_deposit": Decimal(600), "utilities_deposit": Decimal(100)}


def pay_all(lease: SpaceLease) -> None:
    """Whatever is claimed and not yet paid."""
    for charge in lease.charges.live().with_paid():
        if charge.received < charge.amount_fen:
            lifecycle.record_payment(
                charge=charge,
                amount_fen=charge.amount_fen - charge.received,
                on=charge.due_on,
                by=None,
            )


def lease_with_deposits() -> SpaceLease:
    return LeaseFactory(terms=simple_terms(**DEPOSITS))


def lease_moved_in(**more: object) -> SpaceLease:
    """The tenant has the keys, and everything that was claimed is paid."""
    lease = LeaseFactory(**more)
    lifecycle.generate_charges(lease=lease, until=lease.ends_on, by=None)
    pay_all(lease)
    return lifecycle.hand_over(lease=lease, on=lease.begins_on, by=None)


def lease_inspected() -> SpaceLease:
    """It is over and inspected on its last day."""
    lease = lease_moved_in()
    return lifecycle.inspect(lease=lease, on=END, findings="完好", by=None)


def renew(lease: SpaceLease, **changed: object) -> SpaceLease:
    asked = {"lease": lease, "ends_on": RENEWED_END, "signed_on": DAY(2010, 3, 1), "by": None}
    return lifecycle.renew(**asked | changed)


class TestRenew:
    def test_last_units_go_on_at_the_last_price(self):
        lease = LeaseFactory(terms=simple_terms(free_months=1, **DEPOSITS))
        other = UnitFactory(building=lease.leased_units.get().unit.building, number="999")
        lifecycle.amend(
            lease=lease, on=DAY(2009, 1, 1), unit_price=Decimal(2), units=[other], by=None,
            reason="换房",
        )  # fmt: skip

        renewal = renew(lease)
        settle()

        assert days_let(renewal) == [("999", END, RENEWED_END)]
        assert (renewal.renews, renewal.begins_on) == (lease, END)
        assert (renewal.unit_price, renewal.free_months) == (2, 0)
        assert (renewal.room_deposit, renewal.utilities_deposit) == (0, 0)

    def test_other_terms_may_be_agreed(self):
        renewal = renew(LeaseFactory(), terms=simple_terms(unit_price=Decimal(3)))

        assert renewal.unit_price == 3

    def test_keys_stay_with_the_tenant(self):
        assert renew(lease_moved_in()).handed_over_on == END

    def test_keys_that_were_never_given_are_not_given_now(self):
        assert renew(LeaseFactory()).handed_over_on is None

    def test_claims_go_on_without_a_gap(self):
        lease = LeaseFactory()
        lifecycle.generate_charges(lease=lease, until=END, by=None)

        renewal = renew(lease)

        assert lease.charges.order_by("-until_on").first().until_on == END
        assert renewal.charges.order_by("from_on").first().from_on == END

    def test_second_renewal_is_refused(self):
        lease = LeaseFactory()
        renew(lease)

        refusal = refused(renew, lease=lease)

        assert answer(refusal) == ("already_renewed", 409)

    def test_chain_goes_on_from_its_last_lease(self):
        second = renew(LeaseFactory())

        third = renew(second, ends_on=DAY(2012, 1, 1))

        assert third.begins_on == RENEWED_END

    @pytest.mark.parametrize(("verb", "on"), [("end", DAY(2008, 1, 1)), ("cancel", BEGIN)])
    def test_lease_that_is_over_early_is_refused(self, verb, on):
        lease = LeaseFactory()
        getattr(lifecycle, verb)(lease=lease, on=on, by=None, reason="退租")

        assert answer(refused(renew, lease=lease)) == ("lease_already_ended", 409)

    def test_lease_whose_rooms_were_handed_back_is_refused(self):
        lease = lifecycle.hand_back(lease=lease_inspected(), on=END, by=None)

        assert answer(refused(renew, lease=lease)) == ("already_handed_back", 409)

    def test_next_tenant_is_named(self):
        lease = LeaseFactory()
        following = LeaseFactory(
            residence=ResidenceFactory(incubator=lease.incubator),
            units=[lease.leased_units.get().unit],
            begins_on=RENEWED_END - ONE_DAY,
            ends_on=DAY(2011, 6, 1),
        )

        refusal = refused(renew, lease=lease)

        assert answer(refusal) == ("unit_taken", 409)
        assert refusal.values["company"] == following.company.name

    def test_renewal_may_end_as_the_next_tenant_begins(self):
        lease = LeaseFactory()
        LeaseFactory(
            residence=ResidenceFactory(incubator=lease.incubator),
            units=[lease.leased_units.get().unit],
            begins_on=RENEWED_END,
            ends_on=DAY(2011, 6, 1),
        )

        renew(lease)
        settle()

        assert SpaceLease.objects.filter(until_on=RENEWED_END).count() == 1

    def test_renewal_longer_than_the_residence_is_refused(self):
        refusal = refused(renew, lease=LeaseFactory(), ends_on=DAY(2013, 4, 1))

        assert answer(refusal) == ("lease_outside_residence", 400)

    def test_renewal_follows_an_extended_residence(self):
        lease = LeaseFactory()
        companies.extend(residence=lease.residence, due_on=DAY(2013, 4, 1), by=None)

        renewal = renew(lease, ends_on=DAY(2013, 4, 1))
        settle()

        assert renewal.until_on == DAY(2013, 4, 1)

    def test_end_before_the_begin_is_refused(self):
        refusal = refused(renew, lease=LeaseFactory(), ends_on=END)

        assert answer(refusal) == ("lease_ends_before_it_begins", 400)

    def test_unit_that_closes_after_the_lease_is_refused(self):
        lease = LeaseFactory()
        unit = lease.leased_units.get().unit
        lifecycle.close_unit(unit=unit, on=END, reason="repair", by=None)

        assert answer(refused(renew, lease=lease)) == ("unit_closed", 409)


class TestHandOver:
    def test_keys_are_given_once_the_deposits_are_paid(self):
        lease = lease_with_deposits()
        for charge in lease.charges.filter(kind__endswith="deposit"):
            lifecycle.record_payment(charge=charge, amount_fen=charge.amount_fen, on=BEGIN, by=None)

        assert lifecycle.hand_over(lease=lease, on=BEGIN, by=None).handed_over_on == BEGIN

    def test_deposit_in_part_is_refused_with_what_is_open(self):
        lease = lease_with_deposits()
        deposit = lease.charges.get(kind="room_deposit")
        lifecycle.record_payment(charge=deposit, amount_fen=599_99, on=BEGIN, by=None)

        refusal = refused(lifecycle.hand_over, lease=lease, on=BEGIN)

        assert answer(refusal) == ("deposit_unpaid", 409)
        assert refusal.values["open"] == "100.01"

    def test_open_rent_does_not_keep_the_keys(self):
        lease = LeaseFactory()

        assert lifecycle.hand_over(lease=lease, on=BEGIN, by=None).handed_over_on == BEGIN

    def test_second_hand_over_is_refused(self):
        refusal = refused(lifecycle.hand_over, lease=lease_moved_in(), on=BEGIN + ONE_DAY)

        assert answer(refusal) == ("already_handed_over", 409)

    @pytest.mark.parametrize("on", [BEGIN - ONE_DAY, END])
    def test_day_outside_of_the_lease_is_refused(self, on):
        refusal = refused(lifecycle.hand_over, lease=LeaseFactory(), on=on)

        assert answer(refusal) == ("outside_lease", 400)

    def test_rooms_that_the_last_tenant_still_has_are_refused(self):
        last = lease_moved_in()
        following = LeaseFactory(
            residence=ResidenceFactory(incubator=last.incubator),
            units=[last.leased_units.get().unit],
            signed_on=END - datetime.timedelta(days=1),
            begins_on=END,
            ends_on=RENEWED_END,
        )

        refusal = refused(lifecycle.hand_over, lease=following, on=END)

        assert answer(refusal) == ("unit_not_handed_back", 409)
        assert refusal.values["company"] == last.company.name

        lifecycle.inspect(lease=last, on=END, findings="完好", by=None)
        lifecycle.hand_back(lease=last, on=END, by=None)

        assert lifecycle.hand_over(lease=following, on=END, by=None).handed_over_on == END

    def test_room_that_was_not_handed_back_is_not_let_anew(self):
        last = lease_moved_in()
        unit = last.leased_units.get().unit
        terms = {
            "units": [unit], "begins_on": RENEWED_END, "ends_on": DAY(2011, 6, 1),
            "signed_on": END, "terms": simple_terms(),
        }  # fmt: skip
        stay = ResidenceFactory(incubator=last.incubator)

        refusal = refused(lifecycle.grant_lease, company=stay.company, residence=stay, **terms)

        assert answer(refusal) == ("unit_not_handed_back", 409)
        assert (refusal.values["company"], refusal.values["unit"]) == (
            last.company.name, unit.number,
        )  # fmt: skip
        own = lifecycle.grant_lease(
            company=last.company, residence=last.residence, by=None, **terms
        )
        assert own.signed_on == END

    def test_room_that_a_tenant_gave_up_in_between_is_free(self):
        last = lease_moved_in()
        left = last.leased_units.get().unit
        other = UnitFactory(building=left.building)
        lifecycle.amend(lease=last, on=DAY(2008, 1, 1), units=[other], by=None, reason="换房")
        following = LeaseFactory(
            residence=ResidenceFactory(incubator=last.incubator),
            units=[left],
            begins_on=DAY(2008, 1, 1),
        )

        handed = lifecycle.hand_over(lease=following, on=DAY(2008, 1, 1), by=None)

        assert handed.handed_over_on == DAY(2008, 1, 1)

    def test_next_tenant_waits_for_the_last_lease_of_a_chain(self):
        renewal = renew(lease_moved_in())
        following = LeaseFactory(
            residence=ResidenceFactory(incubator=renewal.incubator),
            units=[renewal.leased_units.get().unit],
            signed_on=END,
            begins_on=RENEWED_END,
            ends_on=DAY(2012, 1, 1),
        )

        refusal = refused(lifecycle.hand_over, lease=following, on=RENEWED_END)

        assert refusal.values["lease"] == renewal.number


class TestInspect:
    def test_findings_are_written_down(self):
        lease = lifecycle.inspect(lease=lease_moved_in(), on=END, findings=" 墙面破损 ", by=None)

        assert (lease.inspected_on, lease.findings) == (END, "墙面破损")

    def test_later_inspection_takes_the_place_of_an_earlier(self):
        lease = lease_inspected()

        lifecycle.inspect(lease=lease, on=END + ONE_DAY, findings="已修复", by=None)

        lease.refresh_from_db()
        assert (lease.inspected_on, lease.findings) == (END + ONE_DAY, "已修复")

    def test_rooms_that_were_never_handed_over_are_refused(self):
        refusal = refused(lifecycle.inspect, lease=LeaseFactory(), on=END, findings="完好")

        assert answer(refusal) == ("not_handed_over", 409)

    def test_rooms_that_were_handed_back_are_refused(self):
        lease = lifecycle.hand_back(lease=lease_inspected(), on=END, by=None)

        refusal = refused(lifecycle.inspect, lease=lease, on=END, findings="完好")

        assert answer(refusal) == ("already_handed_back", 409)

    def test_inspection_without_findings_is_refused(self):
        refusal = refused(lifecycle.inspect, lease=lease_moved_in(), on=END, findings=" \n")

        assert answer(refusal) == ("findings_missing", 400)

    def test_inspection_before_the_hand_over_is_refused(self):
        refusal = refused(
            lifecycle.inspect, lease=lease_moved_in(), on=BEGIN - ONE_DAY, findings="完好"
        )

        assert answer(refusal) == ("inspected_before_handover", 400)


class TestHandBack:
    def test_keys_come_back(self):
        lease = lifecycle.hand_back(lease=lease_inspected(), on=END, by=None)

        assert lease.handed_back_on == END

    def test_keys_come_back_after_an_early_end(self):
        lease = lease_moved_in()
        lifecycle.end(lease=lease, on=DAY(2007, 7, 1), by=None, reason="退租")
        lifecycle.inspect(lease=lease, on=DAY(2007, 6, 30), findings="完好", by=None)

        lease = lifecycle.hand_back(lease=lease, on=DAY(2007, 7, 1), by=None)

        assert lease.handed_back_on == DAY(2007, 7, 1)

    def test_rooms_that_were_never_handed_over_are_refused(self):
        refusal = refused(lifecycle.hand_back, lease=LeaseFactory(), on=END)

        assert answer(refusal) == ("not_handed_over", 409)

    def test_second_hand_back_is_refused(self):
        lease = lifecycle.hand_back(lease=lease_inspected(), on=END, by=None)

        assert answer(refused(lifecycle.hand_back, lease=lease, on=END)) == (
            "already_handed_back",
            409,
        )

    def test_running_lease_is_refused(self):
        refusal = refused(lifecycle.hand_back, lease=lease_moved_in(), on=END - ONE_DAY)

        assert answer(refusal) == ("lease_still_running", 409)

    def test_renewed_lease_is_refused(self):
        lease = lease_inspected()
        renew(lease)

        refusal = refused(lifecycle.hand_back, lease=lease, on=END)

        assert answer(refusal) == ("already_renewed", 409)

    def test_rooms_that_were_not_inspected_are_refused(self):
        refusal = refused(lifecycle.hand_back, lease=lease_moved_in(), on=END)

        assert answer(refusal) == ("not_inspected", 409)

    def test_rooms_that_are_inspected_later_are_refused(self):
        lease = lease_moved_in()
        lifecycle.inspect(lease=lease, on=END + ONE_DAY, findings="完好", by=None)

        assert answer(refused(lifecycle.hand_back, lease=lease, on=END)) == ("not_inspected", 409)

    def test_open_charges_are_refused_with_their_sum(self):
        lease = lease_inspected()
        january = lease.charges.get(due_on=DAY(2008, 1, 1))
        payment = january.payments.get()
        lifecycle.reverse_payment(payment=payment, on=END, reason="错", by=None)
        lifecycle.record_payment(charge=january, amount_fen=1, on=END, by=None)

        refusal = refused(lifecycle.hand_back, lease=lease, on=END)

        assert answer(refusal) == ("open_charges", 409)
        assert refusal.values["open"] == "199.99"

    def test_open_charges_of_the_lease_before_are_refused_too(self):
        first = LeaseFactory()
        lifecycle.generate_charges(lease=first, until=END, by=None)
        lifecycle.hand_over(lease=first, on=BEGIN, by=None)
        renewal = renew(first)
        lifecycle.generate_charges(lease=renewal, until=RENEWED_END, by=None)
        pay_all(renewal)
        lifecycle.inspect(lease=renewal, on=RENEWED_END, findings="完好", by=None)

        refusal = refused(lifecycle.hand_back, lease=renewal, on=RENEWED_END)

        assert answer(refusal) == ("open_charges", 409)
        pay_all(first)
        assert lifecycle.hand_back(lease=renewal, on=RENEWED_END, by=None).handed_back_on

    def test_reversed_charge_is_not_open(self):
        lease = lease_inspected()
        lifecycle.generate_charges(lease=lease, until=DAY(2008, 1, 1), by=None)
        january = lease.charges.get(due_on=DAY(2008, 1, 1))

        lifecycle.reverse_charge(charge=january, on=END, reason="减免", by=None)

        assert lifecycle.hand_back(lease=lease, on=END, by=None).handed_back_on == END


class TestKeysOfTheDay:
    """What has not happened yet is not written down; what was never claimed is not forgotten."""

    def test_keys_do_not_move_in_the_future(self):
        lease = lease_moved_in()
        tomorrow = today() + datetime.timedelta(days=1)

        inspect = {"lease": lease, "on": tomorrow, "findings": "完好"}
        assert refused(lifecycle.inspect, **inspect).code == "keys_in_future"
        assert refused(lifecycle.hand_back, lease=lease, on=tomorrow).code == "keys_in_future"

    def test_rent_that_was_never_claimed_keeps_the_keys(self):
        lease = LeaseFactory()
        pay_all(lease)
        lifecycle.hand_over(lease=lease, on=BEGIN, by=None)
        lifecycle.inspect(lease=lease, on=END, findings="完好", by=None)

        refusal = refused(lifecycle.hand_back, lease=lease, on=END)

        assert answer(refusal) == ("charges_not_claimed", 409)
        lifecycle.generate_charges(lease=lease, until=END, by=None)
        assert refused(lifecycle.hand_back, lease=lease, on=END).code == "open_charges"
        pay_all(lease)
        assert lifecycle.hand_back(lease=lease, on=END, by=None).handed_back_on == END
