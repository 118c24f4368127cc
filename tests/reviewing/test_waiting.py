"""The waiting list of a call: another place is a decision of its own, with its letter."""

import pytest

from companies import lifecycle
from companies.models import Decision, OutboxLetter
from tests.applying.test_drafts import refused
from tests.reviewing.conftest import AT
from tests.reviewing.test_deciding import decide, handed_in_and_reviewed
from tests.reviewing.test_told import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(call) -> list:
    """Four on the list, at 1, 2, 3 and 7."""
    cases = [handed_in_and_reviewed(call, number) for number in range(1, 5)]
    for case, rank in zip(cases, (1, 2, 3, 7), strict=True):
        decide(case, "waiting", rank=rank)
    return cases


def places(cases) -> list[int]:
    ranks = {one.application_id: one.rank for one in lifecycle.waiting_list(cases[0].call)}
    return [ranks[case.pk] for case in cases]


def change(case, rank, *, seen=1, **more):
    return lifecycle.change_waiting_place(
        application=case, rank=rank, seen=seen, by=None, at=AT, **more
    )


@pytest.mark.parametrize(
    ("which", "rank", "then"),
    [
        (2, 1, [2, 3, 1, 7]),
        (0, 3, [3, 1, 2, 7]),
        (1, 3, [1, 3, 2, 7]),
        (3, 2, [1, 3, 4, 2]),
        (3, 5, [1, 2, 3, 5]),
        (0, 7, [7, 2, 3, 6]),
        (1, 6, [1, 6, 3, 7]),
    ],
)
def test_those_in_between_move_by_one(listed, which, rank, then):
    moved = change(listed[which], rank)

    assert places(listed) == then
    changed = [
        case for case, old, new in zip(listed, (1, 2, 3, 7), then, strict=True) if old != new
    ]
    assert {one.application_id for one in moved} == {case.pk for case in changed}
    assert all(one.number == 2 for one in moved)


def test_each_gets_a_letter_with_the_new_place_and_knows_the_old_one_until_then(listed):
    call = listed[0].call
    send(call)

    change(listed[1], 1, said="材料已补齐")

    waiting = OutboxLetter.objects.filter(call=call, state="prepared")
    bodies = {letter.application_id: letter.body for letter in waiting}
    assert set(bodies) == {listed[0].pk, listed[1].pk}
    assert "名次第1" in bodies[listed[1].pk]
    assert "材料已补齐" in bodies[listed[1].pk]
    assert "名次第2" in bodies[listed[0].pk]
    assert "名次第1" in listed[0].letters.latest("pk").body
    send(call)
    assert "名次第2" in listed[0].letters.latest("pk").body
    assert Decision.objects.in_force().exclude(announced_at=None).count() == 4


def test_a_letter_that_was_not_out_is_taken_back(listed):
    change(listed[1], 1)

    states = OutboxLetter.objects.filter(application=listed[1]).order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["cancelled", "prepared"]


@pytest.mark.parametrize("rank", [0, 8, -1])
def test_a_place_on_the_list(listed, rank):
    refused("rank_not_possible", 400, change, case=listed[0], rank=rank)


def test_what_is_no_change(listed, call):
    refused("rank_is_its_own", 400, change, case=listed[0], rank=1)
    other = handed_in_and_reviewed(call, 9)
    refused("not_on_the_waiting_list", 409, change, case=other, rank=1, seen=0)
    decide(listed[0], "accept", seen=1)
    refused("not_on_the_waiting_list", 409, change, case=listed[0], rank=2)


def test_nobody_moves_over_what_they_have_not_seen(listed):
    change(listed[2], 1)
    refused("decided_meanwhile", 409, change, case=listed[0], rank=3)
    assert places(listed) == [2, 3, 1, 7]


def test_several_conditions_are_confirmed_at_a_stroke_or_none(reviewed, manager):
    days = [("注册", AT.date()), ("实缴", AT.date())]
    decision = decide(reviewed.case, "conditions", conditions=days)
    rows = list(decision.conditions.order_by("position"))

    met = lifecycle.meet_conditions(conditions=rows, by=manager, at=AT)

    assert [(one.met_at, one.met_by) for one in met] == [(AT, manager)] * 2
    decide(reviewed.case, "reject", seen=1, said="撤销")
    refused("condition_of_the_past", 409, lifecycle.meet_conditions,
            conditions=rows, by=manager, at=AT)  # fmt: skip
