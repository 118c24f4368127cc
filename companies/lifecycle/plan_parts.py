"""Verbs on the parts of a plan in preparation: stages in their order, rubrics that some use."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import REVIEWING, Actors, StageKind
from companies.models import ReviewPlan, Rubric, Stage
from companies.rules.standard_plan import REVIEWS
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

ORDER = list(StageKind.values)


@transaction.atomic
def add_stage(*, plan: ReviewPlan, kind: str, name: str, by, name_en: str = "") -> Stage:
    """Put a stage into a plan, at the place of its kind; one that scores gets the first rubric.

    Raises RuleViolation: ``plan_published`` (409), ``stage_kind_unknown``,
    ``stage_kind_there`` (409), ``plan_without_rubric`` (409).
    """
    plan = _open(plan)
    if kind not in ORDER:
        raise RuleViolation("stage_kind_unknown", _("There is no such stage."), field="kind")
    if plan.stages.filter(kind=kind).exists():
        raise RuleViolation(
            "stage_kind_there", _("A plan has each kind of stage once."), field="kind", status=409
        )
    rubric = plan.rubrics.order_by("pk").first()
    scores = kind in REVIEWING
    if scores and rubric is None:
        raise RuleViolation(
            "plan_without_rubric", _("Add a rubric first: this stage scores."), status=409
        )
    with recorded(by=by):
        stage = Stage.objects.create(
            plan=plan,
            call_id=plan.call_id,
            kind=kind,
            name=name.strip(),
            name_en=name_en.strip(),
            position=_last(plan) + 1,
            rubric=rubric if scores else None,
            reviews_wanted=REVIEWS[kind] if scores else 0,
            actors=Actors.INVITED if kind == StageKind.EXPERT else Actors.OFFICE,
        )
        _order(plan)
    stage.refresh_from_db()
    return stage


@transaction.atomic
def remove_stage(*, stage: Stage, by) -> None:
    """Take a stage out. Raises RuleViolation: ``plan_published``, ``stage_decides`` (409)."""
    plan = _open(stage.plan)
    if stage.kind == StageKind.DECISION:
        raise RuleViolation("stage_decides", _("A plan ends with its decision."), status=409)
    with recorded(by=by):
        stage.delete()
        _order(plan)


@transaction.atomic
def add_rubric(*, plan: ReviewPlan, name: str, by, name_en: str = "") -> Rubric:
    """Begin another rubric. Raises RuleViolation: ``plan_published``, ``rubric_there`` (409)."""
    plan = _open(plan)
    name = name.strip()
    if plan.rubrics.filter(name=name).exists():
        raise RuleViolation(
            "rubric_there", _("This plan has a rubric of that name."), field="name", status=409
        )
    with recorded(by=by):
        return Rubric.objects.create(plan=plan, name=name, name_en=name_en.strip())


@transaction.atomic
def remove_rubric(*, rubric: Rubric, by) -> None:
    """Take a rubric out, with its criteria.

    Raises RuleViolation: ``plan_published``, ``rubric_in_use`` (409).
    """
    _open(rubric.plan)
    if stage := rubric.stages.first():
        raise RuleViolation(
            "rubric_in_use",
            _("“%(stage)s” is scored by it; give that stage another one first."),
            status=409,
            stage=stage,
        )
    with recorded(by=by):
        rubric.delete()


def _open(plan: ReviewPlan) -> ReviewPlan:
    """The plan, held. Raises ``plan_published`` (409)."""
    plan = ReviewPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.published_at is not None:
        raise RuleViolation(
            "plan_published", _("A published version does not change any more."), status=409
        )
    return plan


def _last(plan: ReviewPlan) -> int:
    return plan.stages.order_by("-position").values_list("position", flat=True).first() or 0


def _order(plan: ReviewPlan) -> None:
    """Number the stages anew, in the order of their kinds."""
    stages = sorted(plan.stages.all(), key=lambda stage: ORDER.index(stage.kind))
    for position, stage in enumerate(stages, 1):
        stage.position = position
    Stage.objects.bulk_update(stages, ["position"])
