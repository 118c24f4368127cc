"""Verbs on the way of a case through the stages of its plan: in, on, back and out."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState, StageKind
from companies.lifecycle.apart import require_apart
from companies.lifecycle.holding import locked_cases
from companies.lifecycle.plans import plan_in_force
from companies.lifecycle.texts import REASON, fitting, required
from companies.models import Application, Call, ReviewPlan, Stage, StageMove
from companies.queries.standings import missing_reviews
from companies.rules.moves import may_step
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded


@transaction.atomic
def enter_review(*, call: Call, by, at: datetime.datetime) -> int:
    """Put every complete application of a call that stands in no stage into its first one.

    Those that came before there were stages, and any that were written past the verbs.
    Returns how many.
    """
    waiting = Application.objects.filter(
        call=call, state=ApplicationState.COMPLETE, stage__isnull=True
    )
    cases = locked_cases(waiting.values_list("pk", flat=True))
    if not cases:
        return 0
    plan = plan_in_force(call=call, by=by, at=at)
    with recorded(by=by):
        put(cases, first_stage(plan), by=by, at=at, before=completeness_of(plan))
    return len(cases)


@transaction.atomic
def move_stage(
    *, cases: Iterable[Application], to: Stage, by, at: datetime.datetime, said: str = ""
) -> int:
    """Move cases to another stage of their plan, all of them or none; returns how many.

    On, once the reviews that the stages on the way ask for are there; back, with a reason.
    Raises RuleViolation: ``application_not_in_review`` (409), ``stage_of_another_plan``,
    ``stage_move_refused`` (409), ``reviews_missing`` (409), ``said_nothing``,
    ``case_kept_from_you`` (403).
    """
    cases = list(cases)
    require_apart(by, cases)
    rows = locked_cases(case.pk for case in cases)
    said = fitting(said, field="said", most=REASON)
    for case in rows:
        require_in_review(case)
        _require_step(case, to, said)
    onward = [case for case in rows if case.stage and case.stage.position < to.position]
    _require_reviews(onward, before=to)
    with recorded(by=by, reason=said):
        put(rows, to, by=by, at=at, said=said)
    return len(rows)


def put(
    cases: list[Application],
    to: Stage | None,
    *,
    by,
    at: datetime.datetime,
    said: str = "",
    before: Stage | None = None,
) -> None:
    """Write where cases stand now, and the step; ``before`` is for those in no stage yet."""
    StageMove.objects.bulk_create(
        StageMove(
            application=case,
            before=case.stage or before,
            after=to,
            moved_at=at,
            moved_by=by,
            said=said,
        )
        for case in cases
    )
    for case in cases:
        case.stage = to
    Application.objects.filter(pk__in=[case.pk for case in cases]).update(stage=to)


def stage_to_enter(application: Application, *, by, at: datetime.datetime) -> Stage:
    """Where a complete application goes: back to where it was asked for more, or to the first."""
    last = application.stage_moves.select_related("before").order_by("-pk").first()
    if last is not None and last.after_id is None and last.before is not None:
        return last.before
    return first_stage(plan_in_force(call=application.call, by=by, at=at))


def first_stage(plan: ReviewPlan) -> Stage:
    """The first stage after the completeness check."""
    in_order = plan.stages.exclude(kind=StageKind.COMPLETENESS).order_by("position")
    return in_order[0]  # a published plan ends with a decision


def completeness_of(plan: ReviewPlan) -> Stage | None:
    """The completeness check, where the plan has one."""
    return plan.stages.filter(kind=StageKind.COMPLETENESS).first()


def require_in_review(case: Application) -> None:
    """Raises ``application_not_in_review`` (409)."""
    if case.state != ApplicationState.COMPLETE or case.stage is None:
        raise RuleViolation(
            "application_not_in_review",
            _("%(case)s is “%(state)s”, and in no stage of a review."),
            status=409,
            case=case,
            state=case.get_state_display(),
        )


def _require_step(case: Application, to: Stage, said: str) -> None:
    stage = case.stage
    assert stage is not None  # noqa: S101 - require_in_review has seen to it
    if stage.plan_id != to.plan_id:
        raise RuleViolation(
            "stage_of_another_plan",
            _("%(case)s is reviewed by another version of the stages."),
            field="to",
            case=case,
        )
    if not may_step(stage.kind, to.kind):
        raise RuleViolation(
            "stage_move_refused",
            _("A case does not go from “%(now)s” to “%(to)s”."),
            status=409,
            now=stage,
            to=to,
        )
    if to.position < stage.position:
        required(said)


def _require_reviews(cases: list[Application], *, before: Stage) -> None:
    for lack in missing_reviews(cases, before=before):
        raise RuleViolation(
            "reviews_missing",
            _(
                "%(case)s has %(had)d of the %(wanted)d reviews that “%(stage)s” asks for: have "
                "them given and signed in a round of it first."
            ),
            status=409,
            case=lack.case,
            had=lack.had,
            wanted=lack.stage.reviews_wanted,
            stage=lack.stage,
        )
