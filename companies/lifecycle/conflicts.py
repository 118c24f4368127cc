"""Verbs on conflicts of interest: found, declared, and lifted by the office."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import RECEIVED, WRITABLE, ApplicationState, Ground, ReviewState
from companies.lifecycle.apart import require_apart
from companies.lifecycle.holding import locked_review
from companies.lifecycle.reviewing import require_own
from companies.lifecycle.texts import required
from companies.models import Application, Conflict, Review, Reviewer, ReviewRound
from companies.queries.conflicts import conflicts_between
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

GONE = [ApplicationState.WITHDRAWN, ApplicationState.REFUSED, ApplicationState.ADMITTED]


@transaction.atomic
def detect_conflicts(
    *,
    review_round: ReviewRound,
    by,
    at: datetime.datetime,
    reviewers: Iterable[Reviewer] | None = None,
) -> int:
    """Compare a round's reviewers with the call's cases, and keep what is found.

    Reviews that were not signed yet are taken away from whoever has a conflict. One that the
    office has lifted stays lifted. Returns how many conflicts were new.
    """
    if reviewers is None:
        reviewers = review_round.reviewers.in_force().select_related("user")
    states = [state for state in RECEIVED if state not in GONE]
    cases = Application.objects.filter(call=review_round.call_id, state__in=states)
    detected = conflicts_between(reviewers, cases)
    known = set(
        Conflict.objects.filter(
            user__in={user for user, _case, _ground in detected},
            application__call=review_round.call_id,
        ).values_list("user", "application", "ground")
    )
    new = [
        Conflict(user_id=user, application_id=case, ground=ground, detail=detail, found_at=at)
        for (user, case, ground), detail in sorted(detected.items())
        if (user, case, ground) not in known
    ]
    with recorded(by=by):
        Conflict.objects.bulk_create(new, ignore_conflicts=True)
        _take_away(review_round.call_id, at)
    return len(new)


@transaction.atomic
def declare_conflict(*, review: Review, reason: str, by, at: datetime.datetime) -> Conflict:
    """A reviewer says that they are too close to a case; it is theirs no longer, for good.

    Holds as well for a review that was signed: it stays on file and counts no more. Raises
    RuleViolation: ``review_not_yours`` (404), ``said_nothing``.
    """
    review = locked_review(review)
    require_own(review, by, at)
    reason = required(reason, field="reason")
    with recorded(by=by):
        conflict, _made = Conflict.objects.update_or_create(
            user=by,
            application=review.application,
            ground=Ground.DECLARED,
            defaults={"detail": reason, "lifted_at": None, "lifted_because": ""},
            create_defaults={"detail": reason, "found_at": at},
        )
        _take_away(review.call_id, at)
    return conflict


@transaction.atomic
def lift_conflict(*, conflict: Conflict, reason: str, by, at: datetime.datetime) -> Conflict:
    """The office looked, and somebody else is meant (a namesake, a shared landlord's domain).

    Only what was detected can be lifted, never by the person concerned, and never what the
    reviewer declared. Raises RuleViolation: ``conflict_stays`` (409), ``said_nothing``,
    ``case_kept_from_you`` (403).
    """
    conflict = Conflict.objects.select_for_update().get(pk=conflict.pk)
    reason = required(reason, field="reason")
    if conflict.ground == Ground.DECLARED or conflict.user_id == by.pk or conflict.lifted_at:
        raise RuleViolation(
            "conflict_stays",
            _("What a reviewer declared stays, and nobody lifts a conflict of their own."),
            status=409,
        )
    require_apart(by, [conflict.application_id])
    conflict.lifted_at, conflict.lifted_by, conflict.lifted_because = at, by, reason
    with recorded(by=by, reason=reason):
        conflict.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    return conflict


def _take_away(call_id: int, at: datetime.datetime) -> None:
    """Reviews of a call that nobody may write any more because of a conflict."""
    open_ones = Review.objects.filter(call=call_id, state__in=WRITABLE)
    apart = open_ones.apart().values("pk")
    open_ones.exclude(pk__in=apart).update(
        state=ReviewState.DROPPED, ended_at=at, ended_because=gettext("Conflict of interest")
    )
