"""Races with real concurrent connections: a company comes in once, a room goes to one."""

import pytest

from companies import lifecycle as companies
from companies.models import ChangeRequest, Company, Leaving, Residence
from facilities import lifecycle as facilities
from facilities.models import LeasedUnit, Payment, Reservation, SpaceLease
from incubator.institutions.lifecycle import record_own_change, report_own_change
from incubator.workflows import exit as exits
from incubator.workflows.duties import remind_of_own_changes
from seeds.zone2007 import rulebooks
from tests.companies.test_races import at_once
from tests.factories import (
    CallFactory,
    IncubatorFactory,
    ResidenceFactory,
    UnitFactory,
    simple_terms,
)
from tests.staying.conftest import AT, DAY, files_of_this_test
from tests.staying.test_changes import ask
from tests.staying.test_leavings import begin, sign
from tests.workflows.rows import ENDS, ON, accepted, begun, let_in, ready, reserved

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["files_of_this_test"]  # a fixture
TEN = 10


def test_of_ten_who_admit_one_succeeds():
    admission = ready()

    outcomes = at_once(*[lambda: let_in(admission)] * TEN)

    assert outcomes == {"done": 1, "admission_over": TEN - 1}
    counts = [model.objects.count() for model in (Company, Residence, SpaceLease, Payment)]
    assert counts == [1, 1, 1, 1]


def test_of_two_applications_of_one_company_one_is_admitted():
    first = ready()
    place = first.incubator
    second = ready(accepted(call=CallFactory(incubator=place)))

    outcomes = at_once(lambda: let_in(first), lambda: let_in(second))

    assert outcomes["done"] == 1
    # Told at the register, or where it finds the first one's stay.
    assert outcomes["company_exists"] + outcomes["residence_overlap"] == 1
    assert (Company.objects.count(), Residence.objects.count()) == (1, 1)


def test_of_ten_who_reserve_one_room_one_has_it():
    place = begun().incubator
    unit = UnitFactory(building__incubator=place)
    admissions = [begun(accepted(call=CallFactory(incubator=place))) for _each in range(TEN)]

    outcomes = at_once(*[lambda one=one: reserved(one, [unit]) for one in admissions])

    assert outcomes == {"done": 1, "unit_reserved": TEN - 1}
    assert Reservation.objects.count() == 1


def test_a_room_is_not_let_and_reserved_at_once():
    admission = begun()
    unit = UnitFactory(building__incubator=admission.incubator)
    stay = ResidenceFactory(incubator=admission.incubator)

    def let():
        facilities.grant_lease(
            company=stay.company, residence=stay, units=[unit], begins_on=ON, ends_on=ENDS,
            signed_on=ON, terms=simple_terms(), by=None,
        )  # fmt: skip

    outcomes = at_once(let, lambda: reserved(admission, [unit]))

    assert outcomes["done"] == 1
    assert outcomes["unit_reserved"] + outcomes["unit_taken"] == 1
    assert LeasedUnit.objects.count() + Reservation.objects.count() == 1


def test_deposit_is_recorded_once():
    reservation = reserved(begun())

    def pay():
        facilities.record_deposit(reservation=reservation, on=ON, by=None, at=AT)

    assert at_once(pay, pay) == {"done": 1, "deposit_paid_already": 1}


def test_two_who_decide_of_a_change_one_wins_and_the_other_is_told():
    change = ask(ResidenceFactory())

    outcomes = at_once(
        lambda: companies.approve_change(
            change=change, effective_on=DAY(2008, 3, 1), by=None, at=AT
        ),
        lambda: companies.refuse_change(change=change, said="不同意", by=None, at=AT),
    )

    assert outcomes == {"done": 1, "change_decided": 1}


def test_same_change_is_asked_for_once():
    stay = ResidenceFactory()

    assert at_once(*[lambda: ask(stay)] * TEN) == {"done": 1, "change_asked_already": TEN - 1}
    assert ChangeRequest.objects.count() == 1


def test_a_stay_is_wound_up_once():
    stay = ResidenceFactory()

    assert at_once(*[lambda: begin(stay)] * TEN) == {"done": 1, "leaving_under_way": TEN - 1}


def test_a_step_is_signed_once():
    leaving = begin(ResidenceFactory())

    outcomes = at_once(*[lambda: sign(leaving, "clerk")] * TEN)

    assert outcomes == {"done": 1, "step_signed": TEN - 1}


def test_a_stay_ends_once():
    leaving = begin(ResidenceFactory())
    sign(leaving, "clerk", "service", "leader")

    def end():
        exits.end_stay(leaving=leaving, on=DAY(2008, 3, 1), by=None, at=AT)

    assert at_once(end, end) == {"done": 1, "leaving_ended": 1}
    assert Leaving.objects.get().state == "ended"


def test_a_stay_that_is_wound_up_does_not_graduate_and_leave_at_once():
    leaving = begin(ResidenceFactory())
    sign(leaving, "clerk", "service", "leader")

    outcomes = at_once(
        lambda: exits.end_stay(leaving=leaving, on=DAY(2008, 3, 1), by=None, at=AT),
        lambda: exits.graduate(residence=leaving.residence, on=DAY(2008, 3, 1), by=None),
    )

    assert outcomes == {"done": 1, "residence_already_ended": 1}
    assert Residence.objects.get().left_on == DAY(2008, 3, 1)


def test_overdue_filings_are_told_once_however_many_jobs_run():
    change = ask(ResidenceFactory())
    companies.approve_change(change=change, effective_on=DAY(2008, 3, 1), by=None, at=AT)

    told: list[int] = []
    outcomes = at_once(*[lambda: told.append(companies.tell_overdue_changes(at=AT))] * TEN)

    assert outcomes == {"done": TEN}
    assert sum(told) == 1
    assert change.history.filter(overdue_told_at__isnull=False).count() == 1


def test_reports_to_the_authority_are_reminded_of_once():
    rulebooks.build()
    change = record_own_change(
        incubator=IncubatorFactory(), kind="place", after="江南路2号", on=DAY(2024, 1, 31), by=None,
        at=AT,
    )  # fmt: skip
    late = AT.replace(year=2024, month=6)

    told: list[int] = []
    at_once(*[lambda: told.append(remind_of_own_changes(at=late))] * TEN)

    assert sum(told) == 1
    assert change.history.filter(late_told_at__isnull=False).count() == 1


def test_one_change_of_an_institution_is_recorded_and_reported_once():
    place = IncubatorFactory()
    given = {"kind": "area", "before": "1", "after": "2", "on": DAY(2024, 1, 31), "by": None}

    outcomes = at_once(*[lambda: record_own_change(incubator=place, at=AT, **given)] * TEN)

    assert outcomes == {"done": 1, "own_change_recorded": TEN - 1}
    change = place.own_changes.get()
    report = {"on": DAY(2024, 2, 1), "reference": "5号", "by": None}
    outcomes = at_once(*[lambda: report_own_change(change=change, **report)] * TEN)
    assert outcomes == {"done": 1, "own_change_settled": TEN - 1}
