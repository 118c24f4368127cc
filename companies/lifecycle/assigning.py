"""Verbs that give cases to reviewers: by hand, at one stroke, and taken away again."""

import datetime
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import FILLING, ApplicationState, ReviewState
from companies.lifecycle.apart import require_apart
from companies.lifecycle.conflicts import detect_conflicts
from companies.lifecycle.holding import locked_review, locked_round
from companies.lifecycle.reviewers import require_there
from companies.lifecycle.rounds import require_running
from companies.lifecycle.texts import required
from companies.models import Application, AssignmentRun, Review, Reviewer, ReviewRound
from companies.queries.assigning import problem_of
from companies.queries.conflicts import is_close
from companies.rules.assigning import Result, as_json, assign, from_json
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

SEEDS = 2**31


@transaction.atomic
def run_assignment(
    *,
    review_round: ReviewRound,
    by,
    at: datetime.datetime,
    seed: int | None = None,
    wanted: int | None = None,
) -> AssignmentRun:
    """Give every case of a round the reviewers that it lacks; what was given stays.

    As many as there can be are given even when not all can; ``lacking`` of the run says what
    is missing and what would make it possible. ``wanted`` asks for another number than the
    stage does. Raises RuleViolation: ``round_over`` (409), ``round_without_reviewers``,
    ``round_without_cases``.
    """
    review_round = locked_round(review_round)
    require_running(review_round, at=at)
    detect_conflicts(review_round=review_round, by=by, at=at)
    problem = problem_of(review_round, wanted=wanted)
    if not problem.helpers:
        raise RuleViolation("round_without_reviewers", _("Nobody reviews in this round yet."))
    if not problem.cases:
        raise RuleViolation("round_without_cases", _("No case stands in this stage now."))
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    result = assign(problem, seed=seed)
    with recorded(by=by):
        run = AssignmentRun.objects.create(
            round=review_round,
            seed=seed,
            problem=as_json(problem),
            lacking=_lacking(result),
            made=len(result.pairs),
            run_at=at,
            run_by=by,
        )
        Review.objects.bulk_create(
            Review(
                call_id=review_round.call_id,
                round=review_round,
                reviewer_id=reviewer,
                application_id=case,
                run=run,
                assigned_at=at,
                assigned_by=by,
            )
            for case, reviewer in result.pairs
        )
    return run


def repeated(run: AssignmentRun) -> Result:
    """What a run gives when it is run again: the same pairs on any day."""
    return assign(from_json(run.problem), seed=run.seed)


@transaction.atomic
def assign_by_hand(
    *, reviewer: Reviewer, application: Application, by, at: datetime.datetime
) -> Review:
    """Give one case to one reviewer; one that was taken away before can be given again.

    Raises RuleViolation: ``round_over`` (409), ``reviewer_left`` (409),
    ``case_not_in_stage`` (409), ``conflict_of_interest`` (409), ``assigned_already`` (409),
    ``load_reached`` (409), ``case_kept_from_you`` (403).
    """
    require_apart(by, [application])
    review_round = locked_round(reviewer.round)
    require_running(review_round, at=at)
    reviewer = Reviewer.objects.select_related("user").get(pk=reviewer.pk)
    require_there(reviewer)
    case = Application.objects.get(pk=application.pk)
    if case.state != ApplicationState.COMPLETE or case.stage_id != review_round.stage_id:
        raise RuleViolation(
            "case_not_in_stage", _("This case is not reviewed in this stage now."), status=409
        )
    detect_conflicts(review_round=review_round, reviewers=[reviewer], by=by, at=at)
    had = Review.objects.filter(reviewer=reviewer, application=case).first()
    _require_free(reviewer, case, had)
    with recorded(by=by):
        review, _made = Review.objects.update_or_create(
            reviewer=reviewer,
            application=case,
            defaults={
                "state": ReviewState.DRAFT if had and had.revision else ReviewState.ASSIGNED,
                "assigned_at": at,
                "assigned_by": by,
                "ended_at": None,
                "ended_because": "",
            },
            create_defaults={
                "call_id": review_round.call_id,
                "round": review_round,
                "assigned_at": at,
                "assigned_by": by,
            },
        )
    return review


def _require_free(reviewer: Reviewer, case: Application, had: Review | None) -> None:
    """Raises ``conflict_of_interest``, ``assigned_already``, ``load_reached`` (409)."""
    if is_close(user_id=reviewer.user_id, application=case):
        raise RuleViolation(
            "conflict_of_interest",
            _("%(reviewer)s has a conflict of interest with this case."),
            status=409,
            reviewer=reviewer,
        )
    if had and had.state != ReviewState.DROPPED:
        raise RuleViolation(
            "assigned_already", _("%(reviewer)s has this case already."), status=409,
            reviewer=reviewer,
        )  # fmt: skip
    if reviewer.reviews.filter(state__in=FILLING).count() >= reviewer.max_load:
        raise RuleViolation(
            "load_reached",
            _("%(reviewer)s takes %(most)d cases, and has them."),
            status=409,
            reviewer=reviewer,
            most=reviewer.max_load,
        )


@transaction.atomic
def take_away(*, review: Review, reason: str, by, at: datetime.datetime) -> Review:
    """Take a case from a reviewer who has not signed.

    Raises RuleViolation: ``review_signed`` (409), ``review_ended`` (409), ``said_nothing``,
    ``case_kept_from_you`` (403).
    """
    require_apart(by, [review.application_id])
    review = locked_review(review)
    if review.state == ReviewState.SIGNED:
        raise RuleViolation(
            "review_signed", _("This review is signed and does not change any more."), status=409
        )
    if review.state not in FILLING:
        raise RuleViolation("review_ended", _("This case is not theirs any more."), status=409)
    reason = required(reason, field="reason")
    review.state, review.ended_at, review.ended_because = ReviewState.DROPPED, at, reason
    with recorded(by=by, reason=reason):
        review.save(update_fields=["state", "ended_at", "ended_because"])
    return review


def _lacking(result: Result) -> dict:
    """What is lacking, as it is kept: empty where nothing is."""
    remedy = result.remedy
    if remedy is None:
        return {}
    return {
        "cases": [[lack.case, lack.lacking, lack.may] for lack in result.lacks],
        "people": remedy.people,
        "room": remedy.room,
        "only_people": remedy.only_people,
        "raises": [list(pair) for pair in remedy.raises],
    }
