"""The waiting list, stages, meetings and reminders under hands that act at once."""

import itertools

import pytest

from companies import lifecycle
from companies.models import Application, Decision, PanelVote, ReviewPlan, Stage, StageMove
from tests.applying.test_races import at_once
from tests.factories import CallFactory, UserFactory
from tests.reviewing.conftest import AT, DUE, expert, handed_in, in_review, only
from tests.reviewing.test_deciding import decide, handed_in_and_reviewed

pytestmark = pytest.mark.django_db(transaction=True)


def a_call(wanted: int = 1):
    call = CallFactory()
    only(call, "expert", reviews_wanted=wanted, position=2)
    return call


def reviewed(call, count: int) -> list[Application]:
    return [handed_in_and_reviewed(call, number) for number in range(1, count + 1)]


def done(run):
    """The verb, with a word in the place of what it returns."""

    def act(number: int):
        run(number)
        return "done"

    return act


class TestWaitingList:
    def test_all_to_the_first_place_at_once_leave_one_list(self):
        cases = reviewed(a_call(), 4)
        for case in cases:
            decide(case, "waiting")

        results = at_once(
            3,
            done(lambda n: lifecycle.change_waiting_place(
                application=cases[n + 1], rank=1, seen=1, by=None, at=AT
            )),
        )  # fmt: skip

        # Whoever stood behind the one that moved has not moved, and may go on.
        assert "done" in results
        assert set(results) <= {"done", "decided_meanwhile"}
        standing = lifecycle.waiting_list(cases[0].call)
        assert [one.rank for one in standing] == [1, 2, 3, 4]

    def test_a_place_is_changed_or_the_case_accepted_never_both(self):
        cases = reviewed(a_call(), 2)
        for case in cases:
            decide(case, "waiting")

        def act(number: int):
            if number == 0:
                return decide(cases[1], "accept", seen=1).outcome
            lifecycle.change_waiting_place(application=cases[1], rank=1, seen=1, by=None, at=AT)
            return "moved"

        results = at_once(2, act)

        told = {"decided_meanwhile", "not_on_the_waiting_list"}
        assert len(set(results) & {"accept", "moved"}) == 1
        assert len(set(results) & told) == 1
        assert Decision.objects.in_force().filter(application=cases[1]).count() == 1

    def test_eight_who_wait_get_eight_places(self):
        cases = reviewed(a_call(), 8)

        ranks = at_once(8, lambda n: decide(cases[n], "waiting").rank)

        assert sorted(ranks) == list(range(1, 9))

    def test_a_condition_is_confirmed_once(self):
        (case,) = reviewed(a_call(), 1)
        decision = decide(case, "conditions", conditions=[("注册", AT.date())])
        people = [UserFactory() for _each in range(6)]
        condition = decision.conditions.get()

        at_once(6, lambda n: lifecycle.meet_condition(condition=condition, by=people[n], at=AT))

        assert condition.history.filter(met_at__isnull=False).count() == 1


class TestStages:
    def test_a_case_takes_each_step_once(self):
        (case,) = reviewed(a_call(), 1)
        decision = Stage.objects.get(plan=case.stage.plan, kind="decision")

        results = at_once(
            8, done(lambda _n: lifecycle.move_stage(cases=[case], to=decision, by=None, at=AT))
        )

        assert sorted(results) == ["done"] + ["stage_move_refused"] * 7
        assert StageMove.objects.filter(application=case, after=decision).count() == 1

    def test_a_case_is_decided_or_moved_back_and_its_steps_follow_on_each_other(self):
        (case,) = reviewed(a_call(), 1)
        decision = Stage.objects.get(plan=case.stage.plan, kind="decision")
        expert_stage = case.stage
        lifecycle.move_stage(cases=[case], to=decision, by=None, at=AT)

        def act(number: int):
            if number % 2:
                return decide(case, "accept").outcome
            lifecycle.move_stage(cases=[case], to=expert_stage, said="补评", by=None, at=AT)
            return "moved"

        results = at_once(6, act)

        assert results.count("accept") == 1
        steps = list(StageMove.objects.filter(application=case).order_by("pk"))
        assert all(one.after_id == after.before_id for one, after in itertools.pairwise(steps))
        case.refresh_from_db()
        assert (case.state, case.stage_id) == ("accepted", decision.pk)

    def test_stages_change_while_cases_come_in_and_each_stands_in_a_published_one(self):
        call = a_call()
        cases = [handed_in(call, number) for number in range(1, 7)]
        plan = lifecycle.new_plan(call=call, by=None)
        defence = lifecycle.add_stage(plan=plan, kind="defence", name="答辩", by=None)

        def act(number: int):
            if number == 6:
                return lifecycle.publish_plan(call=call, by=None, at=AT).version
            if number == 7:
                lifecycle.remove_stage(stage=defence, by=None)
                return "removed"
            lifecycle.accept_complete(application=cases[number], by=None, at=AT)
            return "in"

        results = at_once(8, act)

        assert results[:6] == ["in"] * 6
        assert results[6] == 3
        assert results[7] in {"removed", "plan_published"}
        published = set(ReviewPlan.objects.exclude(published_at=None).values_list("pk", flat=True))
        stood = Application.objects.filter(call=call).select_related("stage")
        assert {one.stage.plan_id for one in stood} <= published
        assert Stage.objects.filter(pk=defence.pk).exists() == (results[7] == "plan_published")

    def test_a_plan_is_published_once(self):
        call = a_call()
        lifecycle.new_plan(call=call, by=None)

        results = at_once(6, done(lambda _n: lifecycle.publish_plan(call=call, by=None, at=AT)))

        assert sorted(results) == ["done"] + ["plan_unchanged"] * 5


class TestMeetings:
    @pytest.fixture
    def item(self):
        (case,) = reviewed(a_call(2), 1)
        meeting = lifecycle.open_meeting(stage=case.stage, held_on=AT.date(), by=None, at=AT)
        return meeting.items.get()

    def test_two_decide_in_the_room_and_one_wins(self, item):
        results = at_once(
            6,
            done(lambda _n: lifecycle.decide_in_meeting(
                item=item, seen=0, outcome="accept", by=None, at=AT
            )),
        )  # fmt: skip

        assert sorted(results) == ["done"] + ["item_decided"] * 5
        assert Decision.objects.count() == 1

    def test_the_room_and_a_desk_decide_at_once_and_one_wins(self, item):
        def act(number: int):
            if number == 0:
                lifecycle.decide_in_meeting(item=item, seen=0, outcome="accept", by=None, at=AT)
            else:
                decide(item.application, "reject", said="不符")
            return "done"

        assert sorted(at_once(2, act)) == ["decided_meanwhile", "done"]
        item.refresh_from_db()
        decision = Decision.objects.get()
        assert (item.decision_id == decision.pk) == (decision.outcome == "accept")

    def test_a_member_has_one_vote_however_often_it_is_cast(self, item):
        member = item.meeting.members.first()
        choices = ["for", "against"] * 4

        at_once(
            8,
            lambda n: lifecycle.vote(item=item, votes={member.pk: choices[n]}, by=None, at=AT),
        )

        assert PanelVote.objects.filter(item=item, member=member).count() == 1

    def test_nobody_votes_after_the_decision_or_the_closing(self, item):
        members = list(item.meeting.members.all())

        def act(number: int):
            if number == 0:
                lifecycle.decide_in_meeting(item=item, seen=0, outcome="accept", by=None, at=AT)
            elif number == 1:
                lifecycle.close_meeting(meeting=item.meeting, by=None, at=AT)
            else:
                lifecycle.vote(item=item, votes={members[number % 2].pk: "for"}, by=None, at=AT)
            return "done"

        results = at_once(6, act)

        assert results[1] == "done"
        assert set(results) <= {"done", "item_decided", "meeting_closed"}
        assert PanelVote.objects.count() <= results[2:].count("done")

    def test_a_meeting_is_closed_once(self, item):
        meeting = item.meeting
        results = at_once(
            4, done(lambda _n: lifecycle.close_meeting(meeting=meeting, by=None, at=AT))
        )
        assert sorted(results) == ["done"] + ["meeting_closed"] * 3


def test_reviewers_are_reminded_once_a_day():
    call = a_call()
    case = in_review(call, 1)
    review_round = lifecycle.open_round(stage=case.stage, due_at=DUE, by=None, at=AT)
    reviewer = expert(review_round, 1)
    lifecycle.run_assignment(review_round=review_round, by=None, at=AT, seed=1)

    results = at_once(
        8, lambda _n: lifecycle.remind_reviewers(review_round=review_round, by=None, at=AT)
    )

    assert sorted(map(str, results)) == ["1"] + ["nobody_to_remind"] * 7
    assert reviewer.history.filter(reminded_at__isnull=False).count() == 1
