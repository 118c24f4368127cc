"""The parts of a plan in preparation: put in their order, taken out, fixed once published."""

import pytest

from companies import lifecycle
from companies.models import ReviewPlan
from incubator.core.errors import RuleViolation
from tests.factories import CallFactory
from tests.reviewing.conftest import AT

KINDS = ["completeness", "department", "expert", "decision"]


@pytest.fixture
def plan(db) -> ReviewPlan:
    """The second version of a call's plan, in preparation."""
    return lifecycle.new_plan(call=CallFactory(), by=None)


def kinds(plan) -> list[str]:
    return list(plan.stages.order_by("position").values_list("kind", flat=True))


def add(plan, kind: str):
    return lifecycle.add_stage(plan=plan, kind=kind, name="环节", by=None)


def test_a_stage_takes_the_place_of_its_kind(plan):
    stage = add(plan, "defence")

    assert kinds(plan) == [*KINDS[:-1], "defence", "decision"]
    assert (stage.position, stage.reviews_wanted) == (4, 3)
    assert stage.rubric == plan.rubrics.get()

    lifecycle.remove_stage(stage=plan.stages.get(kind="department"), by=None)
    assert kinds(plan) == ["completeness", "expert", "defence", "decision"]
    assert list(plan.stages.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_stage_that_decides_scores_nothing(plan):
    plan.stages.filter(kind="completeness").delete()

    assert (add(plan, "completeness").rubric, kinds(plan)) == (None, KINDS)


@pytest.mark.parametrize(
    ("kind", "code"), [("expert", "stage_kind_there"), ("party", "stage_kind_unknown")]
)
def test_no_kind_twice_and_none_of_nothing(plan, kind, code):
    with pytest.raises(RuleViolation, match=code):
        add(plan, kind)

    assert kinds(plan) == KINDS


def test_what_scores_needs_a_rubric(plan):
    for stage in plan.stages.filter(rubric__isnull=False):
        lifecycle.remove_stage(stage=stage, by=None)
    lifecycle.remove_rubric(rubric=plan.rubrics.get(), by=None)

    with pytest.raises(RuleViolation, match="plan_without_rubric"):
        add(plan, "expert")

    rubric = lifecycle.add_rubric(plan=plan, name="新表", by=None)
    assert add(plan, "expert").rubric == rubric


def test_a_rubric_in_use_stays_and_no_name_is_given_twice(plan):
    with pytest.raises(RuleViolation, match="rubric_in_use"):
        lifecycle.remove_rubric(rubric=plan.rubrics.get(), by=None)
    with pytest.raises(RuleViolation, match="rubric_there"):
        lifecycle.add_rubric(plan=plan, name=plan.rubrics.get().name, by=None)


def test_a_plan_ends_with_its_decision(plan):
    with pytest.raises(RuleViolation, match="stage_decides"):
        lifecycle.remove_stage(stage=plan.stages.get(kind="decision"), by=None)


def test_a_published_plan_has_no_open_parts(plan):
    lifecycle.publish_plan(call=plan.call, by=None, at=AT)
    stage, rubric = plan.stages.get(kind="expert"), plan.rubrics.get()

    for attempt in (
        lambda: add(plan, "defence"),
        lambda: lifecycle.remove_stage(stage=stage, by=None),
        lambda: lifecycle.add_rubric(plan=plan, name="新表", by=None),
        lambda: lifecycle.remove_rubric(rubric=rubric, by=None),
    ):
        with pytest.raises(RuleViolation, match="plan_published"):
            attempt()
