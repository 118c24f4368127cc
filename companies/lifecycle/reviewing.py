"""Verbs of a reviewer on a case of theirs: saved while they write, signed once, or abstained."""

import datetime
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import WRITABLE, ApplicationState, ReviewState
from companies.lifecycle.holding import locked_review
from companies.lifecycle.texts import fitting, required
from companies.models import CriterionScore, Review, RubricCriterion
from companies.queries.conflicts import is_close
from companies.rules.scoring import is_on, review_score
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.numbers import figure

LONGEST_COMMENT = 4000


class Unfinished(RuleViolation):
    """``review_incomplete``: the criteria that have no score yet."""

    def __init__(self, missing: list[RubricCriterion]) -> None:
        super().__init__(
            "review_incomplete", _("%(count)d criteria are not scored yet."), count=len(missing)
        )
        self.missing = missing

    @property
    def fields(self) -> dict[str, list[str]]:
        """A sentence under each criterion, as ``score-<key>``."""
        return {f"score-{one.pk}": [str(_("Not scored yet."))] for one in self.missing}


@transaction.atomic
def save_review(
    *,
    review: Review,
    seen: int,
    by,
    at: datetime.datetime,
    scores: Mapping[int, object] | None = None,
    comment_office: str | None = None,
    comment_applicant: str | None = None,
    recommends: bool | None = None,
) -> Review:
    """Keep what a reviewer has written so far; what is not given stays as it is.

    ``scores`` are values (or None, to take one away) by key of the criterion; ``seen`` is the
    revision that the writer had before them. Raises RuleViolation: ``review_not_yours``
    (404), ``review_signed`` (409), ``review_ended`` (409), ``round_over`` (409),
    ``case_not_in_stage`` (409), ``review_changed_elsewhere`` (409), ``score_unknown``,
    ``score_out_of_scale``, ``answer_too_long``.
    """
    review = locked_review(review)
    _require_writable(review, by, at)
    require_seen(review, seen)
    texts = {"comment_office": comment_office, "comment_applicant": comment_applicant}
    for name, text in texts.items():
        if text is not None:
            setattr(review, name, fitting(text, field=name, most=LONGEST_COMMENT))
    if recommends is not None:
        review.recommends = recommends
    read = _read(review, scores or {})
    review.state, review.saved_at = ReviewState.DRAFT, at
    review.revision += 1
    with recorded(by=by):
        _keep(review, read)
        review.save(update_fields=[*texts, "recommends", "state", "saved_at", "revision"])
    return review


@transaction.atomic
def sign_review(*, review: Review, seen: int, by, at: datetime.datetime) -> Review:
    """Sign what was saved: final, and safe to repeat.

    The score is worked out from all criteria, and the review is of what was handed in last.
    Raises RuleViolation as ``save_review`` does, and ``review_incomplete``.
    """
    review = locked_review(review)
    require_own(review, by, at)
    if review.state == ReviewState.SIGNED:
        return review
    _require_writable(review, by, at)
    require_seen(review, seen)
    criteria = list(criteria_of(review))
    values = dict(review.scores.values_list("criterion", "value"))
    if missing := [criterion for criterion in criteria if criterion.pk not in values]:
        raise Unfinished(missing)
    review.score = review_score((criterion, values[criterion.pk]) for criterion in criteria)
    review.submission = review.application.submissions.order_by("-round").first()
    review.state, review.signed_at = ReviewState.SIGNED, at
    with recorded(by=by):
        review.save(update_fields=["score", "submission", "state", "signed_at"])
    return review


@transaction.atomic
def abstain(*, review: Review, reason: str, by, at: datetime.datetime) -> Review:
    """Give no score on a case, and say why; its place is free for somebody else.

    Raises RuleViolation as ``save_review`` does, and ``said_nothing``.
    """
    review = locked_review(review)
    _require_writable(review, by, at)
    reason = required(reason, field="reason")
    review.state, review.ended_at, review.ended_because = ReviewState.ABSTAINED, at, reason
    with recorded(by=by, reason=reason):
        review.save(update_fields=["state", "ended_at", "ended_because"])
    return review


def criteria_of(review: Review):
    """The criteria that a review scores, in order."""
    return RubricCriterion.objects.filter(rubric=review.round.stage.rubric_id).order_by("position")


def require_own(review: Review, by, at: datetime.datetime) -> None:
    """Raises ``review_not_yours`` (404): somebody else's, or kept from this person by now."""
    mine = review.reviewer.user_id == by.pk and review.reviewer.left_at is None
    if not mine or is_close(user_id=by.pk, application=review.application):
        raise RuleViolation("review_not_yours", _("There is no such case among yours."), status=404)


def require_seen(review: Review, seen: int) -> None:
    """Raises ``review_changed_elsewhere`` (409)."""
    if seen != review.revision:
        raise RuleViolation(
            "review_changed_elsewhere",
            _("This review was changed in another window; look at it again before you go on."),
            status=409,
        )


def _require_writable(review: Review, by, at: datetime.datetime) -> None:
    require_own(review, by, at)
    if review.state == ReviewState.SIGNED:
        raise RuleViolation(
            "review_signed", _("This review is signed and does not change any more."), status=409
        )
    if review.state not in WRITABLE:
        raise RuleViolation("review_ended", _("This case is not yours any more."), status=409)
    if not review.round.is_running(at=at):
        raise RuleViolation("round_over", _("This round of review is over."), status=409)
    case = review.application
    if case.state != ApplicationState.COMPLETE or case.stage_id != review.round.stage_id:
        raise RuleViolation(
            "case_not_in_stage", _("This case is not reviewed in this stage now."), status=409
        )


def _read(review: Review, scores: Mapping[int, object]) -> dict[int, Decimal | None]:
    """What was typed, on the scale of each criterion."""
    if not scores:
        return {}
    criteria = {criterion.pk: criterion for criterion in criteria_of(review)}
    read: dict[int, Decimal | None] = {}
    for key, typed in scores.items():
        if key not in criteria:
            raise RuleViolation("score_unknown", _("There is no such criterion."))
        blank = typed is None or str(typed).strip() == ""
        read[key] = None if blank else _value(criteria[key], typed)
    return read


def _value(criterion: RubricCriterion, typed: object) -> Decimal:
    try:
        value = Decimal(str(typed).strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not is_on(criterion, value):
        raise RuleViolation(
            "score_out_of_scale",
            _("“%(criterion)s” is scored from %(least)s to %(most)s in steps of %(step)s."),
            field=f"score-{criterion.pk}",
            criterion=criterion,
            least=figure(criterion.minimum),
            most=figure(criterion.maximum),
            step=figure(criterion.step),
        )
    return value


def _keep(review: Review, read: Mapping[int, Decimal | None]) -> None:
    review.scores.filter(
        criterion__in=[key for key, value in read.items() if value is None]
    ).delete()
    CriterionScore.objects.bulk_create(
        [
            CriterionScore(review=review, criterion_id=key, value=value)
            for key, value in read.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["review", "criterion"],
        update_fields=["value"],
    )
