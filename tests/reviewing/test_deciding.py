"""Deciding: with the reviews that are asked for, once, and told by letter alone."""

import pytest

from companies import lifecycle
from companies.enums import ApplicationState
from companies.models import OutboxLetter
from tests.applying.test_drafts import refused
from tests.factories import CompanyFactory
from tests.reviewing.conftest import AT, DAY, DUE, expert, handed_in, in_review, score_all
from tests.reviewing.constraint_attempts import case as case_of_another_call

pytestmark = pytest.mark.django_db

S = ApplicationState
BATCH_QUERIES = 21


def decide(application, outcome="accept", *, seen=0, by=None, at=AT, **more):
    return lifecycle.decide(
        application=application, seen=seen, outcome=outcome, by=by, at=at, **more
    )


def test_accepted_by_its_reviews(reviewed, manager):
    decision = decide(reviewed.case, by=manager)

    reviewed.case.refresh_from_db()
    assert (reviewed.case.state, reviewed.case.decided_at) == (S.ACCEPTED, AT)
    assert (decision.score, decision.number, decision.decided_by) == (70, 1, manager)
    assert reviewed.case.stage.kind == "decision"
    letter = OutboxLetter.objects.get()
    assert (letter.state, letter.kind, letter.decision) == ("prepared", "accepted", decision)
    assert "路线清楚。" in letter.body
    assert "团队偏弱" not in letter.body
    assert "专家" not in letter.body


def test_nobody_is_accepted_without_the_reviews_that_are_asked_for(panel):
    for outcome, more in [
        ("accept", {}), ("waiting", {}),
        ("conditions", {"conditions": [("完成注册", AT.date() + DAY)]}),
    ]:  # fmt: skip
        refused("reviews_missing", 409, decide, application=panel.case, outcome=outcome, **more)
    decide(panel.case, "reject", said="领域不符")
    panel.case.refresh_from_db()
    assert panel.case.state == S.REFUSED
    assert not in_review(panel.case.call, 2).decisions.exists()


@pytest.mark.parametrize(
    ("code", "outcome", "more"),
    [
        ("outcome_unknown", "perhaps", {}),
        ("said_nothing", "reject", {"said": " "}),
        ("answer_too_long", "reject", {"said": "长" * 4001}),
        ("until_wanted", "defer", {}),
        ("until_not_possible", "defer", {"until": AT.date()}),
        ("until_not_wanted", "accept", {"until": AT.date() + DAY}),
        ("conditions_wanted", "conditions", {}),
        ("conditions_not_wanted", "accept", {"conditions": [("注册", AT.date())]}),
        ("condition_not_whole", "conditions", {"conditions": [("", AT.date())]}),
        ("condition_not_whole", "conditions", {"conditions": [("注册", AT.date() - DAY)]}),
    ],
)
def test_a_choice_says_all_that_its_outcome_needs(reviewed, code, outcome, more):
    refused(code, 400, decide, application=reviewed.case, outcome=outcome, **more)
    assert not reviewed.case.decisions.exists()


def test_nothing_is_decided_over_what_one_has_not_seen(reviewed, manager):
    decide(reviewed.case, "waiting", by=manager)

    violation = refused(
        "decided_meanwhile", 409, decide, application=reviewed.case, outcome="reject", said="不符"
    )

    assert str(manager) in violation.detail
    reviewed.case.refresh_from_db()
    assert reviewed.case.state == S.WAITING


def test_what_does_not_follow_from_the_table(reviewed, call):
    decide(reviewed.case, "accept")
    refused("application_move_refused", 409, decide,
            application=reviewed.case, outcome="waiting", seen=1)  # fmt: skip
    fresh = handed_in(call, 2)
    refused("application_move_refused", 409, decide, application=fresh)
    refused("nothing_chosen", 400, lifecycle.decide_batch, choices=[], by=None, at=AT)


def test_a_complete_case_in_no_stage_is_not_accepted(reviewed):
    type(reviewed.case).objects.update(stage=None)
    refused("application_not_in_review", 409, decide, application=reviewed.case)


def test_places_on_the_waiting_list_are_given_in_turn(call):
    cases = [handed_in_and_reviewed(call, number) for number in (1, 2, 3)]
    decide(cases[0], "waiting")
    decide(cases[1], "waiting", rank=7)
    refused("rank_taken", 409, decide, application=cases[2], outcome="waiting", rank=7)
    assert decide(cases[2], "waiting").rank == 8

    decide(cases[0], "accept", seen=1)
    assert list(cases[0].decisions.order_by("number").values_list("rank", "ended_at")) == [
        (1, AT),
        (None, None),
    ]


def handed_in_and_reviewed(call, number):
    """Complete, with as many reviews as are asked for."""
    case = in_review(call, number)
    review_round = lifecycle.open_round(stage=case.stage, due_at=DUE, by=None, at=AT)
    for place in range(case.stage.reviews_wanted):
        reviewer = expert(review_round, 10 * number + place)
        review = lifecycle.assign_by_hand(reviewer=reviewer, application=case, by=None, at=AT)
        score_all(review, 5 + place)
    return case


def test_a_batch_is_all_or_none_and_previewed(call):
    ready, lacking = handed_in_and_reviewed(call, 1), in_review(call, 2)
    choices = [
        lifecycle.Choice(application=case, seen=0, outcome="accept") for case in (ready, lacking)
    ]

    previews = lifecycle.preview_decisions(choices=choices, at=AT)

    assert previews[0].letter.to == ready.started_by.email
    assert ready.name in previews[0].letter.body
    assert previews[1].problem.code == "reviews_missing"
    refused("reviews_missing", 409, lifecycle.decide_batch, choices=choices, by=None, at=AT)
    assert not OutboxLetter.objects.exists()
    (decision,) = lifecycle.decide_batch(choices=choices[:1], by=None, at=AT)
    assert decision.outbox_letter.body == previews[0].letter.body


def test_one_decides_of_one_call(reviewed):
    other = case_of_another_call()
    choices = [
        lifecycle.Choice(application=one, seen=0, outcome="reject", said="不符")
        for one in (reviewed.case, other)
    ]
    refused("application_of_another_call", 400, lifecycle.decide_batch,
            choices=choices, by=None, at=AT)  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_a_batch_costs_the_same_for_any_number(rows, django_assert_num_queries):
    call = case_of_another_call().call
    cases = [in_review(call, number) for number in range(rows)]
    choices = [
        lifecycle.Choice(application=case, seen=0, outcome="reject", said="不符") for case in cases
    ]
    with django_assert_num_queries(BATCH_QUERIES):
        lifecycle.decide_batch(choices=choices, by=None, at=AT)


def test_put_off_it_is_taken_up_on_its_day(reviewed):
    decide(reviewed.case, "defer", until=AT.date() + 2 * DAY)
    assert lifecycle.take_up_due(at=AT + DAY) == 0

    assert lifecycle.take_up_due(at=AT + 2 * DAY) == 1

    reviewed.case.refresh_from_db()
    assert (reviewed.case.state, reviewed.case.decided_at) == (S.COMPLETE, None)
    assert not reviewed.case.decisions.in_force().exists()
    assert decide(reviewed.case, "accept", seen=1).number == 2


def test_conditions_are_met_one_by_one_before_admission(reviewed, manager):
    conditions = [("在本区注册", AT.date() + 30 * DAY), ("补交章程", AT.date())]
    decision = decide(reviewed.case, "conditions", conditions=conditions)
    case, company = reviewed.case, CompanyFactory()
    admit = {"application": case, "company": company, "by": manager, "at": AT}
    refused("decision_not_announced", 409, lifecycle.mark_admitted, **admit)
    type(decision).objects.update(announced_at=AT)

    refused("conditions_open", 409, lifecycle.mark_admitted, **admit)
    for condition in decision.conditions.all():
        for _twice in range(2):
            met = lifecycle.meet_condition(condition=condition, by=manager, at=AT)
        assert (met.met_at, met.met_by) == (AT, manager)

    assert lifecycle.mark_admitted(**admit).state == S.ADMITTED


def test_conditions_that_are_not_met_end_in_a_refusal(reviewed):
    decision = decide(reviewed.case, "conditions", conditions=[("注册", AT.date() + DAY)])
    decide(reviewed.case, "reject", seen=1, said="未按期注册")

    reviewed.case.refresh_from_db()
    assert reviewed.case.state == S.REFUSED
    refused("condition_of_the_past", 409, lifecycle.meet_condition,
            condition=decision.conditions.get(), by=None, at=AT)  # fmt: skip
