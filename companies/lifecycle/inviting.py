"""Verbs on several reviewers at once: a pasted list invited, those who are behind reminded."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from companies.enums import WRITABLE, ApplicationState
from companies.lifecycle.holding import locked_round
from companies.lifecycle.reviewers import DEFAULT_LOAD, invite_reviewer
from companies.lifecycle.rounds import require_running
from companies.models import Reviewer, ReviewerInvitation, ReviewRound
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.mail import post
from incubator.core.shown import moment

REMINDED_EVERY = datetime.timedelta(hours=20)


@dataclass(frozen=True)
class Invited:
    """One line of a pasted list."""

    email: str
    name: str = ""
    employer: str = ""


@transaction.atomic
def invite_reviewers(
    *,
    review_round: ReviewRound,
    people: Sequence[Invited],
    by,
    at: datetime.datetime,
    expertise: Sequence[str] = (),
    max_load: int = DEFAULT_LOAD,
) -> list[ReviewerInvitation]:
    """Ask everybody on a list to review in a round: all of them, or nobody.

    Raises RuleViolation: ``nobody_listed``, ``invited_twice``, and those of
    ``invite_reviewer`` with the number of the line.
    """
    if not people:
        raise RuleViolation("nobody_listed", _("Name at least one person."), field="people")
    invitations: dict[str, ReviewerInvitation] = {}
    for number, person in enumerate(people, 1):
        if person.email.lower() in invitations:
            raise RuleViolation(
                "invited_twice",
                _("Line %(line)d: %(email)s stands in the list twice."),
                field="people",
                line=number,
                email=person.email,
            )
        try:
            invitations[person.email.lower()] = invite_reviewer(
                review_round=review_round, email=person.email, name=person.name,
                employer=person.employer, expertise=expertise, max_load=max_load, by=by, at=at,
            )  # fmt: skip
        except RuleViolation as problem:
            if problem.field != "email":
                raise
            why = problem.detail
            raise RuleViolation(
                problem.code,
                _("Line %(line)d: %(why)s"),
                field="people",
                status=problem.status,
                line=number,
                why=why,
            ) from None
    return list(invitations.values())


@transaction.atomic
def remind_reviewers(
    *,
    review_round: ReviewRound,
    by,
    at: datetime.datetime,
    reviewers: Sequence[Reviewer] | None = None,
) -> int:
    """Mail those who have cases to finish, each at most once in twenty hours; how many.

    Raises RuleViolation: ``round_over`` (409), ``nobody_to_remind`` (409).
    """
    review_round = locked_round(review_round)
    require_running(review_round, at=at)
    still_there = Q(
        reviews__application__state=ApplicationState.COMPLETE,
        reviews__application__stage=review_round.stage_id,
    )
    unfinished = Count("reviews", filter=still_there & Q(reviews__state__in=WRITABLE))
    rows = review_round.reviewers.in_force().annotate(unfinished=unfinished)
    if reviewers is not None:
        rows = rows.filter(pk__in=[one.pk for one in reviewers])
    lately = Q(reminded_at__gt=at - REMINDED_EVERY)
    behind = list(
        rows.filter(unfinished__gt=0).exclude(lately).select_related("user").order_by("pk")
    )
    if not behind:
        raise RuleViolation(
            "nobody_to_remind",
            _("Nobody here has cases to finish who was not reminded today already."),
            status=409,
        )
    with recorded(by=by):
        Reviewer.objects.filter(pk__in=[one.pk for one in behind]).update(reminded_at=at)
    for one in behind:
        _mail(one, review_round)
    return len(behind)


def _mail(reviewer, review_round: ReviewRound) -> None:
    language = reviewer.user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        call = review_round.call.name_in(language)
        due = moment(review_round.due_at)
        post(
            to=[reviewer.user.email],
            subject=gettext("Your reviews are awaited: %(call)s") % {"call": call},
            text=ngettext(
                "%(count)d application to “%(call)s” still waits for your review, until "
                "%(due)s.\n\nGo on here:\n%(link)s",
                "%(count)d applications to “%(call)s” still wait for your review, until "
                "%(due)s.\n\nGo on here:\n%(link)s",
                reviewer.unfinished,
            )
            % {
                "count": reviewer.unfinished,
                "call": call,
                "due": due,
                "link": settings.SITE_URL.rstrip("/") + reverse("reviewing:rounds"),
            },
        )
