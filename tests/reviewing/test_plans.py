"""Plans: standard to begin with, in versions, fixed once published; and the way of a case."""

import pytest

from companies import lifecycle
from companies.enums import REVIEWING, CallKind, StageKind
from companies.models import Application, ReviewPlan, Stage
from companies.rules.moves import STAGE_MOVES, may_step
from tests.applying.test_drafts import refused
from tests.factories import CallFactory
from tests.reviewing.conftest import AT, DAY, handed_in, in_review, reshape, score_all

pytestmark = pytest.mark.django_db


def kinds(plan: ReviewPlan) -> list[str]:
    return list(plan.stages.order_by("position").values_list("kind", flat=True))


def test_a_call_begins_with_the_standard_plan_published_with_it():
    call = CallFactory()
    contest = CallFactory(kind=CallKind.CONTEST, closes_at=AT + 90 * DAY)

    plan = call.review_plans.get()
    assert plan.published_at is not None
    assert kinds(plan) == ["completeness", "department", "expert", "decision"]
    assert kinds(contest.review_plans.get()) == [
        "completeness", "department", "expert", "defence", "decision",
    ]  # fmt: skip
    rubric = plan.rubrics.get()
    assert sum(criterion.weight for criterion in rubric.criteria.all()) == 100
    assert {s.kind for s in plan.stages.filter(rubric=rubric)} <= set(REVIEWING)


def test_another_version_begins_as_the_last_and_leaves_it_alone(call, case):
    before = case.stage
    plan = lifecycle.new_plan(call=call, by=None)
    assert lifecycle.new_plan(call=call, by=None) == plan
    assert kinds(plan) == kinds(before.plan)
    assert plan.rubrics.get() != before.rubric
    assert plan.stages.get(kind="expert").rubric == plan.rubrics.get()
    assert plan.rubrics.get().criteria.count() == before.rubric.criteria.count()

    plan.stages.filter(kind="expert").update(reviews_wanted=5)
    lifecycle.publish_plan(call=call, by=None, at=AT)

    case.refresh_from_db()
    assert (case.stage, case.stage.reviews_wanted) == (before, 2)
    assert in_review(call, 2).stage.reviews_wanted == 5


def test_what_cannot_be_published(call):
    refused("plan_unchanged", 409, lifecycle.publish_plan, call=call, by=None, at=AT)
    plan = lifecycle.new_plan(call=call, by=None)
    plan.rubrics.get().criteria.all().delete()
    refused("rubric_without_criteria", 400, lifecycle.publish_plan, call=call, by=None, at=AT)
    plan.stages.filter(kind="decision").delete()
    refused("plan_without_stages", 400, lifecycle.publish_plan, call=call, by=None, at=AT)


def test_a_call_of_old_gets_the_standard_plan_when_it_needs_one():
    """Calls from before there were plans have none, and complete applications without stage."""
    call = CallFactory()
    application = handed_in(call)
    Application.objects.filter(pk=application.pk).update(state="complete")

    assert lifecycle.enter_review(call=call, by=None, at=AT) == 1
    assert lifecycle.enter_review(call=call, by=None, at=AT) == 0
    application.refresh_from_db()
    assert application.stage.kind == "department"
    step = application.stage_moves.get()
    assert (step.before.kind, step.after) == ("completeness", application.stage)


def test_the_table_of_stages_speaks_of_every_kind():
    assert set(STAGE_MOVES) == set(StageKind)
    assert all(not may_step(kind, kind) for kind in StageKind)
    assert not any(may_step(kind, StageKind.COMPLETENESS) for kind in StageKind)


def test_on_with_its_reviews_back_with_a_reason(reviewed, manager):
    case, stage = reviewed.case, reviewed.stage
    last = Stage.objects.get(plan=stage.plan, kind="decision")

    assert lifecycle.move_stage(cases=[case], to=last, by=manager, at=AT) == 1
    refused("said_nothing", 400, lifecycle.move_stage, cases=[case], to=stage, by=manager, at=AT)
    lifecycle.move_stage(cases=[case], to=stage, by=manager, at=AT, said="补充专家意见")

    steps = case.stage_moves.order_by("pk")
    assert [(s.before.kind, s.after.kind, s.said, s.moved_by) for s in steps] == [
        ("completeness", "expert", "", None),
        ("expert", "decision", "", manager),
        ("decision", "expert", "补充专家意见", manager),
    ]


def test_not_on_without_its_reviews_and_all_or_none(panel, call):
    last = Stage.objects.get(plan=panel.stage.plan, kind="decision")
    other = in_review(call, 2)
    score_all(panel.reviews[0], 8)
    score_all(panel.reviews[1], 8)

    violation = refused(
        "reviews_missing", 409, lifecycle.move_stage,
        cases=[panel.case, other], to=last, by=None, at=AT,
    )  # fmt: skip

    assert other.receipt in violation.detail
    panel.case.refresh_from_db()
    assert panel.case.stage == panel.stage


def test_where_no_case_goes(panel, call):
    reshape(call, expert={"reviews_wanted": 1})
    newer = Stage.objects.get(plan__version=3, plan__call=call, kind="decision")
    check = Stage.objects.get(plan=panel.stage.plan, kind="completeness")
    waiting = handed_in(call, 2)

    def move(case, to):
        return {"cases": [case], "to": to, "by": None, "at": AT, "said": "因为"}

    refused("stage_of_another_plan", 400, lifecycle.move_stage, **move(panel.case, newer))
    refused("stage_move_refused", 409, lifecycle.move_stage, **move(panel.case, check))
    refused("application_not_in_review", 409, lifecycle.move_stage, **move(waiting, newer))


def test_asked_for_more_it_comes_back_to_where_it_was(panel):
    case, founder = panel.case, panel.case.started_by
    lifecycle.ask_information(
        application=case, what="请补充", until=AT.date() + 5 * DAY, by=None, at=AT
    )
    case.refresh_from_db()
    assert case.stage is None

    lifecycle.submit(application=case, by=founder, at=AT)
    lifecycle.accept_complete(application=case, by=None, at=AT)

    case.refresh_from_db()
    assert case.stage == panel.stage
    steps = case.stage_moves.order_by("pk").values_list("before__kind", "after__kind")
    assert list(steps)[1:] == [("expert", None), ("completeness", "expert")]
