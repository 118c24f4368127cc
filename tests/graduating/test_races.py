"""Races with real connections: one review, one proposal, one decision, one graduation."""

import pytest

from companies import lifecycle
from companies.models import GraduationFinding, GraduationReview, Residence
from incubator.workflows import exit as exits
from tests.companies.test_races import at_once
from tests.factories import UserFactory
from tests.graduating.conftest import shelf
from tests.graduating.rows import ready
from tests.graduating.steps import (
    CLOSED,
    NOW,
    applied,
    close,
    confirm,
    decided,
    heard,
    propose,
    proposed,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shelf")]
__all__ = ["shelf"]
TEN = 10


def test_of_ten_applications_one_is_taken():
    stay = ready()

    outcomes = at_once(*[lambda: applied(stay)] * TEN)

    assert outcomes == {"done": 1, "graduation_under_way": TEN - 1}
    assert GraduationReview.objects.count() == 1


def test_of_two_who_propose_at_once_one_does():
    review = heard(ready())
    people = [UserFactory() for _each in range(2)]

    outcomes = at_once(*[lambda who=who: propose(review, who) for who in people])

    assert outcomes == {"done": 1, "graduation_out_of_turn": 1}
    assert GraduationFinding.objects.count() == 9


def test_of_ten_who_confirm_at_once_one_decides_and_one_number_is_given():
    review = proposed(ready())
    people = [UserFactory() for _each in range(TEN)]

    outcomes = at_once(*[lambda who=who: confirm(review, who) for who in people])

    assert outcomes == {"done": 1, "graduation_out_of_turn": TEN - 1}
    assert GraduationReview.objects.get().certificate_number.endswith("-0001")


def test_numbers_of_decisions_at_once_are_all_different():
    first = ready()
    reviews = [proposed(first), *(proposed(ready(incubator=first.incubator)) for _n in range(4))]

    outcomes = at_once(*[lambda one=one: confirm(one, UserFactory()) for one in reviews])

    assert outcomes == {"done": 5}
    numbers = GraduationReview.objects.values_list("certificate_number", flat=True)
    assert sorted(number[-4:] for number in numbers) == ["0001", "0002", "0003", "0004", "0005"]


def test_closed_once_and_the_stay_ends_once():
    review = decided(ready())

    outcomes = at_once(*[lambda: close(review)] * TEN)

    assert outcomes == {"done": 1, "graduation_out_of_turn": TEN - 1}
    assert Residence.objects.get().left_on == CLOSED


def test_a_stay_does_not_leave_and_apply_at_once():
    stay = ready()

    outcomes = at_once(
        lambda: applied(stay),
        lambda: exits.leave(
            residence=stay, reason="withdrew", ground="own_wish", on=CLOSED, by=None
        ),
    )

    assert outcomes["done"] == 1
    assert outcomes["graduation_under_way"] + outcomes["residence_already_ended"] == 1


def test_withdrawn_or_proposed_never_both():
    review = heard(ready())

    outcomes = at_once(
        lambda: propose(review, UserFactory()),
        lambda: lifecycle.withdraw_graduation(review=review, by=None, at=NOW, from_office=True),
    )

    state = GraduationReview.objects.get().state
    if state == "withdrawn":
        assert outcomes["done"] in (1, 2)
    else:
        assert (state, outcomes["done"]) == ("proposed", 1)
