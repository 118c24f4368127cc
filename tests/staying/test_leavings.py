"""Winding up a stay: its reason and ground, the chain of signatures, refused or taken back."""

import pytest
from django.db import DatabaseError, transaction

from companies import lifecycle
from companies.enums import (
    ASKED_BY_COMPANY,
    GROUNDS,
    LEFT,
    WARNED,
    ExitGround,
    LeavingStep,
)
from companies.lifecycle.leavings import next_step
from companies.models import Leaving
from tests.staying.conftest import AT, DAY, refused

pytestmark = pytest.mark.django_db

TODAY = AT.date()
PAIRS = [(reason, ground) for reason, grounds in GROUNDS.items() for ground in grounds]


def begin(stay, reason="withdrew", ground="own_wish", **more) -> Leaving:
    given = {
        "residence": stay, "reason": reason, "ground": ground, "words": "另有发展",
        "wanted_on": DAY(2008, 3, 31), "by": None, "at": AT, "from_office": True,
    }  # fmt: skip
    if ground in WARNED:
        given["warned_on"] = DAY(2008, 1, 10)
    return lifecycle.begin_leaving(**given | more)


def sign(leaving, *steps, on=TODAY) -> None:
    for step in steps:
        lifecycle.sign_step(leaving=leaving, step=step, on=on, by=None, at=AT)


class TestGrounds:
    def test_every_reason_has_grounds_and_every_ground_a_reason(self):
        assert set(GROUNDS) == set(LEFT)
        assert {ground for grounds in GROUNDS.values() for ground in grounds} == set(ExitGround)

    def test_a_company_may_ask_for_some_of_them(self):
        for reason, grounds in ASKED_BY_COMPANY.items():
            assert set(grounds) <= set(GROUNDS[reason])
            assert not set(grounds) & set(WARNED)

    @pytest.mark.parametrize(("reason", "ground"), PAIRS)
    def test_every_pair_can_be_begun(self, stay, reason, ground):
        assert begin(stay, reason, ground).state == "open"

    @pytest.mark.parametrize(
        ("reason", "ground"),
        [("withdrew", "sublet"), ("dissolved", "own_wish"), ("graduated", "own_wish"),
         ("moved", ""), ("bored", "own_wish"), ("removed", "grade_d")],
    )  # fmt: skip
    def test_no_other_pair(self, stay, reason, ground):
        assert refused(begin, stay=stay, reason=reason, ground=ground) == "ground_does_not_fit"
        assert not Leaving.objects.exists()

    @pytest.mark.parametrize("ground", WARNED)
    def test_removal_needs_a_warning(self, stay, ground):
        assert refused(
            begin, stay=stay, reason="removed", ground=ground, warned_on=None
        ) == "warning_missing"  # fmt: skip

    def test_warning_was_given(self, stay):
        assert refused(
            begin, stay=stay, reason="removed", ground="slow", warned_on=DAY(2008, 3, 4)
        ) == "warned_in_future"  # fmt: skip

    def test_a_ground_without_its_reason_ends_no_stay(self, stay):
        assert refused(
            lifecycle.leave, residence=stay, reason="moved", ground="sublet",
            on=DAY(2008, 1, 1), by=None,
        ) == "ground_does_not_fit"  # fmt: skip

    def test_stay_keeps_its_ground(self, stay):
        left = lifecycle.leave(
            residence=stay, reason="moved", ground="moved_out", on=DAY(2008, 1, 1), by=None
        )

        assert left.exit_ground == "moved_out"

    def test_correction_keeps_a_ground_that_still_fits(self, stay):
        left = lifecycle.leave(
            residence=stay, reason="moved", ground="own_wish", on=DAY(2008, 1, 1), by=None
        )

        def corrected(**changed):
            return lifecycle.correct_residence(
                **{
                    "residence": left, "admitted_on": left.admitted_on, "due_on": left.due_on,
                    "left_on": left.left_on, "exit_reason": left.exit_reason, "by": None,
                    "reason": "更正",
                } | changed
            )  # fmt: skip

        assert corrected(exit_reason="withdrew").exit_ground == "own_wish"
        assert refused(corrected, exit_ground="sublet") == "ground_does_not_fit"
        assert corrected(exit_reason="dissolved").exit_ground == ""
        assert corrected(exit_reason="dissolved", exit_ground="ceased").exit_ground == "ceased"


class TestBeginning:
    def test_by_the_company_with_the_right_to_sign(self, stay, signer):
        leaving = begin(stay, by=signer, from_office=False)

        assert (leaving.asked_by, leaving.from_office) == (signer, False)

    def test_by_nobody_else(self, stay, writer, reader, stranger):
        for who in (writer, reader, stranger):
            assert refused(begin, stay=stay, by=who, from_office=False) == "right_missing"

    def test_a_company_does_not_remove_itself(self, stay, signer):
        assert refused(
            begin, stay=stay, reason="removed", ground="slow", by=signer, from_office=False
        ) == "ground_does_not_fit"  # fmt: skip

    @pytest.mark.parametrize(
        ("changed", "code"),
        [({"words": ""}, "said_nothing"), ({"wanted_on": DAY(2007, 3, 1)},
                                           "leaving_before_admission")],
    )  # fmt: skip
    def test_nonsense(self, stay, changed, code):
        assert refused(begin, stay=stay, **changed) == code

    def test_one_at_a_time(self, stay):
        begin(stay)

        assert refused(begin, stay=stay) == "leaving_under_way"

    def test_of_a_stay_that_goes_on(self, stay):
        lifecycle.leave(residence=stay, reason="moved", on=DAY(2008, 1, 1), by=None)

        assert refused(begin, stay=stay) == "residence_already_ended"


class TestChain:
    def test_one_after_the_other(self, stay):
        leaving = begin(stay)

        for step in LeavingStep:
            assert next_step(leaving) == step
            sign(leaving, step)
        assert next_step(leaving) is None

    def test_not_before_its_turn_and_only_once(self, stay):
        leaving = begin(stay)

        assert refused(sign_one, leaving=leaving, step="service") == "step_before_its_turn"
        sign(leaving, "clerk")
        assert refused(sign_one, leaving=leaving, step="clerk") == "step_signed"
        assert refused(sign_one, leaving=leaving, step="mayor") == "step_unknown"
        assert refused(sign_one, leaving=leaving, step="service", on=DAY(2099, 1, 1)) == (
            "signed_in_future"
        )

    def test_a_signature_stays_as_it_is(self, stay):
        leaving = begin(stay)
        sign(leaving, "clerk")

        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            leaving.signatures.update(note="改了")

    def test_no_signature_on_what_is_over(self, stay):
        leaving = begin(stay)
        lifecycle.refuse_leaving(leaving=leaving, said="请先结清费用", by=None, at=AT)

        assert refused(sign_one, leaving=leaving, step="clerk") == "leaving_closed"
        assert begin(stay).state == "open"


def sign_one(leaving, step, on=TODAY):
    return lifecycle.sign_step(leaving=leaving, step=step, on=on, by=None, at=AT)


class TestEnds:
    def test_taken_back_by_the_company(self, stay, signer, writer):
        leaving = begin(stay, by=signer, from_office=False)

        assert refused(lifecycle.withdraw_leaving, leaving=leaving, by=writer, at=AT) == (
            "right_missing"
        )
        withdrawn = lifecycle.withdraw_leaving(leaving=leaving, by=signer, at=AT)
        assert (withdrawn.state, withdrawn.closed_at) == ("withdrawn", AT)
        assert refused(lifecycle.withdraw_leaving, leaving=leaving, by=signer, at=AT) == (
            "leaving_closed"
        )

    def test_what_the_office_began_is_the_offices(self, stay, signer):
        leaving = begin(stay, "removed", "slow")

        assert refused(lifecycle.withdraw_leaving, leaving=leaving, by=signer, at=AT) == (
            "leaving_is_the_offices"
        )

    def test_refusal_says_why(self, stay):
        assert refused(
            lifecycle.refuse_leaving, leaving=begin(stay), said="", by=None, at=AT
        ) == "said_nothing"  # fmt: skip

    def test_ended_then_closed_with_all_signatures(self, stay):
        leaving = begin(stay)
        assert refused(lifecycle.mark_closed, leaving=leaving, by=None, at=AT) == (
            "leaving_not_ended"
        )

        lifecycle.mark_ended(leaving=leaving, on=DAY(2008, 3, 1), by=None)

        assert refused(lifecycle.mark_ended, leaving=leaving, on=TODAY, by=None) == "leaving_ended"
        assert refused(lifecycle.mark_closed, leaving=leaving, by=None, at=AT) == (
            "leaving_steps_missing"
        )
        sign(leaving, *LeavingStep)
        assert lifecycle.mark_closed(leaving=leaving, by=None, at=AT).state == "closed"
