"""Races with real concurrent connections: a company comes in once, a room goes to one."""

import pytest

from companies import lifecycle as companies
from companies.models import ChangeRequest, Company, Leaving, Residence
from facilities import lifecycle as facilities
from facilities.models import LeasedUnit, Payment, Reservation, SpaceLease
from incubator.workflows import exit as exits
from tests.companies.test_races import at_once
from tests.factories import CallFactory, ResidenceFactory, UnitFactory, simple_terms
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
