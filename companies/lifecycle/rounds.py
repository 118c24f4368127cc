"""Verbs on rounds of review: opened for a stage, given more time, closed."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from companies.enums import REVIEWING
from companies.lifecycle.holding import locked_call, locked_round
from companies.models import ReviewRound, Stage
from incubator.core.dates import day_of, midnight, require_year
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

DAY = datetime.timedelta(days=1)


def proposed_end(stage: Stage, *, at: datetime.datetime) -> datetime.datetime:
    """The end of a stage's day, or of so many days from now."""
    last = stage.due_on or day_of(at) + stage.days * DAY
    return midnight(last + DAY)


@transaction.atomic
def open_round(
    *,
    stage: Stage,
    due_at: datetime.datetime,
    by,
    at: datetime.datetime,
    opens_at: datetime.datetime | None = None,
) -> ReviewRound:
    """Begin to review in a stage of a published plan; reviewers have access until ``due_at``.

    Sent twice it is one round, as long as nobody was asked into it. Raises RuleViolation:
    ``stage_without_reviews``, ``plan_not_published`` (409), ``round_due_too_early``,
    ``invalid_year``.
    """
    if stage.kind not in REVIEWING:
        raise RuleViolation(
            "stage_without_reviews", _("Nothing is scored in “%(stage)s”."), stage=stage
        )
    if stage.plan.published_at is None:
        raise RuleViolation(
            "plan_not_published", _("Publish the review plan before you review."), status=409
        )
    opens_at = opens_at or at
    require_year(opens_at, field="opens_at")
    _require_later(due_at, max(opens_at, at))
    call = locked_call(stage.call)
    empty = call.review_rounds.filter(reviewers=None, invitations=None, closed_at=None)
    if same := empty.filter(stage=stage, due_at=due_at).first():
        return same
    last = call.review_rounds.aggregate(last=Max("number"))["last"] or 0
    with recorded(by=by):
        return ReviewRound.objects.create(
            call=call, stage=stage, number=last + 1, opens_at=opens_at, due_at=due_at
        )


@transaction.atomic
def extend_round(
    *, review_round: ReviewRound, due_at: datetime.datetime, by, at: datetime.datetime
) -> ReviewRound:
    """Give a round until another moment, also one whose time is over.

    Raises RuleViolation: ``round_closed`` (409), ``round_due_too_early``, ``invalid_year``.
    """
    review_round = locked_round(review_round)
    _require_not_closed(review_round)
    _require_later(due_at, max(review_round.opens_at, at))
    review_round.due_at = due_at
    with recorded(by=by):
        review_round.save(update_fields=["due_at"])
    return review_round


@transaction.atomic
def close_round(*, review_round: ReviewRound, by, at: datetime.datetime) -> ReviewRound:
    """End a round for good: its reviewers see its cases no longer; what is signed counts.

    Raises RuleViolation ``round_closed`` (409).
    """
    review_round = locked_round(review_round)
    _require_not_closed(review_round)
    review_round.closed_at = max(at, review_round.opens_at)
    with recorded(by=by):
        review_round.save(update_fields=["closed_at"])
    return review_round


def require_running(review_round: ReviewRound, *, at: datetime.datetime) -> None:
    """Raises ``round_over`` (409) for one that is closed or past its time."""
    if review_round.closed_at is not None or review_round.due_at <= at:
        raise RuleViolation("round_over", _("This round of review is over."), status=409)


def _require_not_closed(review_round: ReviewRound) -> None:
    if review_round.closed_at is not None:
        raise RuleViolation("round_closed", _("This round has been closed."), status=409)


def _require_later(due_at: datetime.datetime, than: datetime.datetime) -> None:
    """Raises ``invalid_year``, ``round_due_too_early``."""
    require_year(due_at, field="due_at")
    if due_at <= than:
        raise RuleViolation(
            "round_due_too_early", _("A round is due after it opens."), field="due_at"
        )
