"""Verbs on review plans: prepared with a call, changed in versions, published."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import REVIEWING, StageKind
from companies.lifecycle.holding import locked_call
from companies.models import Call, ReviewPlan, Rubric, RubricCriterion, Stage
from companies.rules import standard_plan
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

NOT_COPIED = {"id", "plan", "rubric"}


@transaction.atomic
def new_plan(*, call: Call, by) -> ReviewPlan:
    """The version in preparation; where there is none, one that begins as the newest.

    The first begins with the standard stages and rubric. Applications in review keep theirs.
    """
    call = locked_call(call)
    newest = call.review_plans.order_by("-version").first()
    if newest and newest.published_at is None:
        return newest
    with recorded(by=by):
        plan = ReviewPlan.objects.create(call=call, version=newest.version + 1 if newest else 1)
        if newest:
            _copy(newest, plan)
        else:
            _begin(plan)
    return plan


@transaction.atomic
def publish_plan(*, call: Call, by, at: datetime.datetime) -> ReviewPlan:
    """Review by the version in preparation from now on; it becomes fixed.

    Raises RuleViolation: ``plan_unchanged`` (409), ``plan_without_stages``,
    ``rubric_without_criteria``.
    """
    call = locked_call(call)
    # Held, so that nobody takes a part out between the look at it and the publishing.
    plan = call.review_plans.select_for_update().filter(published_at__isnull=True).first()
    if plan is None:
        raise RuleViolation(
            "plan_unchanged", _("No version of the review plan is in preparation."), status=409
        )
    _require_whole(plan)
    plan.published_at = at
    with recorded(by=by):
        plan.save(update_fields=["published_at"])
    return plan


@transaction.atomic
def plan_in_force(*, call: Call, by, at: datetime.datetime) -> ReviewPlan:
    """The newest published version; a call that has none gets the standard one, published."""
    if published := _newest_published(call):
        return published
    call = locked_call(call)
    if published := _newest_published(call):
        return published
    new_plan(call=call, by=by)
    return publish_plan(call=call, by=by, at=at)


def _newest_published(call: Call) -> ReviewPlan | None:
    return call.review_plans.filter(published_at__isnull=False).order_by("-version").first()


def _begin(plan: ReviewPlan) -> None:
    name, name_en = standard_plan.RUBRIC
    rubric = Rubric.objects.create(plan=plan, name=name, name_en=name_en)
    RubricCriterion.objects.bulk_create(
        RubricCriterion(rubric=rubric, **columns) for columns in standard_plan.criteria()
    )
    call = plan.call
    Stage.objects.bulk_create(
        Stage(
            plan=plan,
            call=call,
            rubric=rubric if columns["kind"] in REVIEWING else None,
            **columns,
        )
        for columns in standard_plan.stages(call.kind, answer_days=call.answer_days)
    )


def _copy(before: ReviewPlan, plan: ReviewPlan) -> None:
    copies: dict[int | None, Rubric | None] = {None: None}
    for rubric in before.rubrics.order_by("pk"):
        copy = copies[rubric.pk] = Rubric.objects.create(plan=plan, **_columns(rubric))
        RubricCriterion.objects.bulk_create(
            RubricCriterion(rubric=copy, **_columns(criterion))
            for criterion in rubric.criteria.order_by("position")
        )
    Stage.objects.bulk_create(
        Stage(plan=plan, rubric=copies[stage.rubric_id], **_columns(stage))
        for stage in before.stages.select_related("call").order_by("position")
    )


def _columns(row) -> dict[str, object]:
    """What a row says, without whose it is."""
    return {
        column.name: getattr(row, column.name)
        for column in row._meta.concrete_fields
        if column.name not in NOT_COPIED
    }


def _require_whole(plan: ReviewPlan) -> None:
    """There is a stage that decides, the last one; every rubric in use has criteria."""
    stages = list(plan.stages.select_related("rubric").order_by("position"))
    if not stages or stages[-1].kind != StageKind.DECISION:
        raise RuleViolation(
            "plan_without_stages", _("A review plan ends with a stage in which one decides.")
        )
    for stage in stages:
        if stage.rubric and not stage.rubric.criteria.exists():
            raise RuleViolation(
                "rubric_without_criteria",
                _("The rubric “%(rubric)s” has no criteria."),
                rubric=stage.rubric,
            )
