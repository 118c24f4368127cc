"""Reviewing: saved while one writes, signed once, refused where it must be."""

import pytest

from companies import lifecycle
from companies.models import Application, AssignmentRun, Review
from companies.queries.cases import others_of, queue, review_of
from tests.applying.test_drafts import refused
from tests.factories import UserFactory
from tests.reviewing.conftest import AT, DUE, expert, in_review, score_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(panel) -> Review:
    return panel.reviews[0]


def criteria(review: Review) -> list[int]:
    rubric = review.round.stage.rubric
    return list(rubric.criteria.order_by("position").values_list("pk", flat=True))


def save(review, *, seen=0, by=None, at=AT, **more):
    return lifecycle.save_review(
        review=review, seen=seen, by=by or review.reviewer.user, at=at, **more
    )


def sign(review, *, seen=0, by=None, at=AT):
    return lifecycle.sign_review(review=review, seen=seen, by=by or review.reviewer.user, at=at)


def test_saved_bit_by_bit(mine):
    first, second = criteria(mine)[:2]
    save(mine, scores={first: "8"}, comment_office="先看技术\u202e")
    save(mine, seen=1, scores={second: 5}, recommends=True)
    saved = save(mine, seen=2, scores={first: ""})

    assert (saved.revision, saved.state, saved.recommends) == (3, "draft", True)
    assert saved.comment_office == "先看技术"
    assert dict(saved.scores.values_list("criterion", "value")) == {second: 5}


def test_nobody_overwrites_what_they_have_not_seen(mine):
    save(mine, comment_office="一")
    refused("review_changed_elsewhere", 409, save, review=mine, comment_office="二")
    refused("review_changed_elsewhere", 409, sign, review=mine)
    mine.refresh_from_db()
    assert mine.comment_office == "一"


@pytest.mark.parametrize("value", ["11", "-1", "0.5", "十", "NaN", "1e2"])
def test_out_of_scale(mine, value):
    key = criteria(mine)[0]

    violation = refused("score_out_of_scale", 400, save, review=mine, scores={key: value})

    assert violation.field == f"score-{key}"
    assert not mine.scores.exists()


def test_what_is_not_asked(mine):
    refused("score_unknown", 400, save, review=mine, scores={999_999: 5})
    refused("answer_too_long", 400, save, review=mine, comment_office="长" * 4001)


def test_signed_with_every_criterion_and_no_more_after(mine):
    keys = criteria(mine)
    save(mine, scores=dict.fromkeys(keys[1:], 7))

    with pytest.raises(lifecycle.Unfinished) as unfinished:
        sign(mine, seen=1)
    assert unfinished.value.code == "review_incomplete"
    assert list(unfinished.value.fields) == [f"score-{keys[0]}"]

    save(mine, seen=1, scores={keys[0]: 7})
    signed = sign(mine, seen=2)
    assert (signed.score, signed.signed_at) == (70, AT)
    assert signed.submission == mine.application.submissions.get()
    assert sign(mine, seen=0) == signed
    refused("review_signed", 409, save, review=mine, seen=2, comment_office="再想想")
    refused("review_signed", 409, lifecycle.abstain,
            review=mine, reason="不便", by=mine.reviewer.user, at=AT)  # fmt: skip
    refused("review_signed", 409, lifecycle.take_away,
            review=mine, reason="不便", by=None, at=AT)  # fmt: skip


def test_somebody_elses_does_not_exist(mine, panel):
    other = panel.experts[1].user
    refused("review_not_yours", 404, save, review=mine, by=other)
    refused("review_not_yours", 404, sign, review=mine, by=UserFactory())
    refused("review_not_yours", 404, review_of, user=other, pk=mine.pk, at=AT)


def test_not_after_the_round(mine):
    refused("round_over", 409, save, review=mine, at=DUE)
    refused("round_over", 409, sign, review=mine, at=DUE)


def test_not_while_the_case_is_elsewhere(mine, call):
    Application.objects.filter(pk=mine.application_id).update(
        stage=mine.round.stage.plan.stages.get(kind="decision")
    )
    refused("case_not_in_stage", 409, save, review=mine)


def test_abstained_with_a_reason_it_is_over(mine):
    refused("said_nothing", 400, lifecycle.abstain,
            review=mine, reason="", by=mine.reviewer.user, at=AT)  # fmt: skip
    lifecycle.abstain(review=mine, reason="不熟悉", by=mine.reviewer.user, at=AT)

    refused("review_ended", 409, save, review=mine)
    refused("review_ended", 409, lifecycle.take_away, review=mine, reason="x", by=None, at=AT)


def test_taken_away_and_given_again_with_what_was_written(mine):
    save(mine, comment_office="写了一半")
    lifecycle.take_away(review=mine, reason="误分", by=None, at=AT)
    refused("said_nothing", 400, lifecycle.take_away,
            review=Review.objects.exclude(pk=mine.pk).get(), reason="", by=None, at=AT)  # fmt: skip
    refused("review_not_yours", 404, review_of, user=mine.reviewer.user, pk=mine.pk, at=AT)

    again = lifecycle.assign_by_hand(
        reviewer=mine.reviewer, application=mine.application, by=None, at=AT
    )
    assert (again.pk, again.state, again.comment_office) == (mine.pk, "draft", "写了一半")
    refused("assigned_already", 409, lifecycle.assign_by_hand,
            reviewer=mine.reviewer, application=mine.application, by=None, at=AT)  # fmt: skip


def test_who_cannot_be_given_a_case(panel, call):
    other = in_review(call, 2)
    one = panel.experts[0]
    type(one).objects.filter(pk=one.pk).update(max_load=1)

    def give(reviewer, application, at=AT):
        return lifecycle.assign_by_hand(reviewer=reviewer, application=application, by=None, at=at)

    refused("load_reached", 409, give, reviewer=one, application=other)
    refused("round_over", 409, give, reviewer=one, application=other, at=DUE)
    lifecycle.withdraw(application=other, by=other.started_by, at=AT)
    refused("case_not_in_stage", 409, give, reviewer=one, application=other)
    lifecycle.remove_reviewer(reviewer=one, reason="退出", by=None, at=AT)
    refused("reviewer_left", 409, give, reviewer=one, application=panel.case)


def test_a_run_can_be_repeated_on_any_day(panel, call):
    for number in range(2, 6):
        in_review(call, number)
    for number in (3, 4):
        expert(panel.round, number)
    run = lifecycle.run_assignment(review_round=panel.round, by=None, at=AT)
    pairs = set(run.reviews.values_list("application", "reviewer"))
    lifecycle.take_away(review=run.reviews.first(), reason="误分", by=None, at=AT)

    assert set(lifecycle.repeated(run).pairs) == pairs
    assert run.made == len(pairs) == 8
    assert run.lacking == {}


def test_topping_up_keeps_what_was_done(panel, call):
    in_review(call, 2)
    lifecycle.run_assignment(review_round=panel.round, by=None, at=AT, seed=2)
    signed = score_all(panel.reviews[0], 8)
    lifecycle.remove_reviewer(reviewer=panel.experts[1], reason="生病", by=None, at=AT)
    left = set(Review.objects.filling().values_list("pk", flat=True))
    expert(panel.round, 3)

    run = lifecycle.run_assignment(review_round=panel.round, by=None, at=AT, seed=2)

    assert run.made == 2
    assert left < set(Review.objects.filling().values_list("pk", flat=True))
    signed.refresh_from_db()
    assert signed.state == "signed"


def test_what_is_impossible_is_explained_and_the_rest_done(stage, case):
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    start = {"review_round": review_round, "by": None, "at": AT}
    refused("round_without_reviewers", 400, lifecycle.run_assignment, **start)
    expert(review_round, 1)

    run = lifecycle.run_assignment(**start)

    assert run.made == 1
    assert run.lacking["cases"] == [[case.pk, 1, 1]]
    assert (run.lacking["people"], run.lacking["only_people"]) == (1, 1)
    assert AssignmentRun.objects.get() == run
    refused("round_over", 409, lifecycle.run_assignment, review_round=review_round, by=None, at=DUE)


def test_a_round_without_cases(stage):
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    expert(review_round, 1)
    refused("round_without_cases", 400, lifecycle.run_assignment,
            review_round=review_round, by=None, at=AT)  # fmt: skip


@pytest.mark.parametrize(("others", "before", "after"), [("never", 0, 0), ("after", 0, 1)])
def test_what_one_sees_of_others(panel, others, before, after):
    from companies.models import Stage

    score_all(panel.reviews[1], 6, comment_office="团队偏弱")
    mine = Review.objects.select_related("round__stage").get(pk=panel.reviews[0].pk)
    mine.round.stage = Stage(**{**vars_of(panel.stage), "others": others})
    assert len(others_of(mine)) == before
    mine.state = "signed"
    seen = others_of(mine)
    assert len(seen) == after
    assert "专家" not in repr(seen)


def vars_of(stage) -> dict:
    return {column.attname: getattr(stage, column.attname) for column in stage._meta.fields}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_queue_costs_the_same(call, stage, rows, django_assert_num_queries):
    for number in range(rows):
        in_review(call, number)
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    reviewer = expert(review_round, 9)
    lifecycle.run_assignment(review_round=review_round, by=None, at=AT, seed=1)

    with django_assert_num_queries(1):
        assert len([str(row.application) for row in queue(reviewer, at=AT)]) == rows
