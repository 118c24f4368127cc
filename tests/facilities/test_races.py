"""Races for space and money with real concurrent connections: the database counts one winner."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction

from facilities import lifecycle
from facilities.lifecycle import announce_ending_leases, mail_notice
from facilities.models import Charge, LeasedUnit, LeaseNotice, Payment, SpaceLease, Unit
from incubator.core.dates import now
from tests.companies.test_races import at_once
from tests.facilities.rows import DAY, draft
from tests.factories import (
    BuildingFactory,
    CompanyFactory,
    LeaseFactory,
    ResidenceFactory,
    UnitFactory,
    simple_terms,
)

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN, END = DAY(2007, 4, 1), DAY(2010, 4, 1)
FIFTY = 50


def granting(stay, units):
    """Somebody who tries to let these units to a company."""

    def grant():
        lifecycle.grant_lease(
            company=stay.company,
            residence=stay,
            units=units,
            begins_on=BEGIN,
            ends_on=END,
            signed_on=BEGIN,
            terms=simple_terms(),
            by=None,
        )

    return grant


def test_of_fifty_who_let_one_unit_one_succeeds_and_the_others_are_told():
    unit = UnitFactory()
    stays = ResidenceFactory.create_batch(FIFTY, incubator=unit.incubator)

    outcomes = at_once(*[granting(stay, [unit]) for stay in stays])

    assert outcomes == {"done": 1, "unit_taken": FIFTY - 1}
    assert (SpaceLease.objects.count(), LeasedUnit.objects.count()) == (1, 1)


def test_two_who_name_the_same_units_in_another_order_do_not_wait_for_each_other():
    first = UnitFactory()
    second = UnitFactory(building=first.building)
    stays = ResidenceFactory.create_batch(2, incubator=first.incubator)

    outcomes = at_once(granting(stays[0], [first, second]), granting(stays[1], [second, first]))

    assert outcomes == {"done": 1, "unit_taken": 1}
    assert LeasedUnit.objects.count() == 2


def test_leases_of_different_units_at_once_have_different_numbers():
    units = [UnitFactory()]
    units += [UnitFactory(building=units[0].building) for _ in range(4)]
    stays = ResidenceFactory.create_batch(5, incubator=units[0].incubator)

    outcomes = at_once(*[granting(stay, [unit]) for stay, unit in zip(stays, units, strict=True)])

    assert outcomes == {"done": 5}
    assert SpaceLease.objects.values("number").distinct().count() == 5


def test_admissions_with_a_lease_at_once_do_not_lock_each_other_out():
    """Each has written a row of the institution before it asks for the next lease number."""
    units = [UnitFactory()]
    units += [UnitFactory(building=units[0].building) for _ in range(4)]
    companies = CompanyFactory.create_batch(5)

    def move_in(company, unit):
        def work():
            with transaction.atomic():
                stay = ResidenceFactory(company=company, incubator=unit.incubator)
                granting(stay, [unit])()

        return work

    assert at_once(*map(move_in, companies, units)) == {"done": 5}


def test_units_that_exceed_the_building_together_do_not_both_come_in():
    building = BuildingFactory(floor_area=Decimal(1_000))

    def add(number):
        return lambda: lifecycle.add_units(building=building, drafts=[draft(number, 600)], by=None)

    assert at_once(add("101"), add("102")) == {"done": 1, "areas_exceed_building": 1}
    assert Unit.objects.count() == 1


def test_unit_is_not_let_and_closed_at_once():
    unit = UnitFactory()
    stay = ResidenceFactory(incubator=unit.incubator)

    def close():
        lifecycle.close_unit(unit=unit, on=DAY(2008, 1, 1), reason="repair", by=None)

    outcomes = at_once(granting(stay, [unit]), close)

    assert outcomes["done"] == 1
    assert outcomes["unit_closed"] + outcomes["unit_let"] == 1


def test_unit_is_not_let_and_reshaped_at_once():
    unit = UnitFactory()
    stay = ResidenceFactory(incubator=unit.incubator)

    def reshape():
        lifecycle.reshape(units=[unit], into=[draft("A", 200)], on=DAY(2008, 1, 1), by=None)

    outcomes = at_once(granting(stay, [unit]), reshape)

    assert outcomes["done"] == 1
    assert outcomes["unit_not_there"] + outcomes["unit_let"] == 1


def test_lease_is_renewed_once():
    lease = LeaseFactory()

    def renew():
        lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=END, by=None)

    assert at_once(renew, renew) == {"done": 1, "already_renewed": 1}
    assert SpaceLease.objects.count() == 2


def test_lease_is_not_renewed_and_ended_at_once():
    lease = LeaseFactory()

    def renew():
        lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=END, by=None)

    def end():
        lifecycle.end(lease=lease, on=DAY(2008, 1, 1), by=None, reason="退租")

    outcomes = at_once(renew, end)

    assert outcomes["done"] == 1
    assert outcomes["already_renewed"] + outcomes["lease_already_ended"] == 1


def test_payments_that_exceed_the_claim_together_do_not_both_come_in():
    charge = LeaseFactory().charges.order_by("pk").first()

    def pay():
        lifecycle.record_payment(charge=charge, amount_fen=150_00, on=BEGIN, by=None)

    assert at_once(pay, pay) == {"done": 1, "overpaid": 1}
    assert Payment.objects.count() == 1


def test_deposit_is_given_back_once():
    lease = LeaseFactory(terms=simple_terms(room_deposit=Decimal(600)))
    deposit = lease.charges.get(kind="room_deposit")
    lifecycle.record_payment(charge=deposit, amount_fen=600_00, on=BEGIN, by=None)
    lifecycle.cancel(lease=lease, on=BEGIN, by=None, reason="未入驻")

    def refund():
        lifecycle.refund(charge=deposit, amount_fen=600_00, on=BEGIN, by=None)

    assert at_once(refund, refund) == {"done": 1, "nothing_to_refund": 1}


def test_claims_made_at_once_are_made_once():
    lease = LeaseFactory()

    def generate():
        lifecycle.generate_charges(lease=lease, until=DAY(2008, 12, 31), by=None)

    assert at_once(*[generate] * 5) == {"done": 5}
    assert Charge.objects.filter(from_on__year=2008).count() == 12


def test_late_fee_is_recorded_once():
    lease = LeaseFactory(terms=simple_terms(late_fee_rate=Decimal("0.001")))
    charge = lease.charges.order_by("pk").first()

    def record():
        lifecycle.record_late_fee(charge=charge, on=DAY(2007, 5, 1), by=None)

    assert at_once(record, record) == {"done": 1, "no_late_fee": 1}


@pytest.mark.usefixtures("_empty_broker")
def test_two_announcements_at_once_make_one_notice():
    LeaseFactory()

    def announce():
        announce_ending_leases(on=END - datetime.timedelta(days=90))

    assert at_once(announce, announce) == {"done": 2}
    assert LeaseNotice.objects.count() == 1


def test_doubled_mailing_at_once_sends_one_mail(mailoutbox):
    notice = LeaseNotice.objects.create(
        lease=LeaseFactory(contact_email="tenant@example.test"),
        days=90,
        until_on=END,
        made_on=DAY(2010, 1, 1),
    )

    def mail():
        mail_notice(notice_id=notice.pk, at=now())

    assert at_once(*[mail] * 3) == {"done": 3}
    assert len(mailoutbox) == 1
