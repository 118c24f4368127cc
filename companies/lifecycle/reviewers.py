"""Verbs on the people of a round: invited by a personal link, added, changed, let go."""

import datetime
import secrets
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import FILLING, WRITABLE, Actors, ReviewState
from companies.lifecycle.conflicts import detect_conflicts
from companies.lifecycle.holding import locked_round
from companies.lifecycle.people import clean_email, digest_of
from companies.lifecycle.rounds import require_running
from companies.lifecycle.texts import required
from companies.models import Reviewer, ReviewerInvitation, ReviewRound
from incubator.accounts.access import access_of
from incubator.accounts.permissions import Permission
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.mail import post
from incubator.institutions.enums import TechField

VALID = datetime.timedelta(days=14)
# Nobody sends mail to the world through us.
MOST_A_DAY = 200
MOST_LOAD = 1000
DEFAULT_LOAD = 60


@transaction.atomic
def invite_reviewer(
    *,
    review_round: ReviewRound,
    email: str,
    by,
    at: datetime.datetime,
    name: str = "",
    employer: str = "",
    expertise: Sequence[str] = (),
    max_load: int = DEFAULT_LOAD,
) -> ReviewerInvitation:
    """Ask somebody by mail to review in a round.

    The link in the mail is theirs alone: it holds once, for fourteen days and never longer
    than the round, and for this address. Asking again takes the earlier link back. Raises
    RuleViolation: ``round_over`` (409), ``stage_is_of_the_office`` (409), ``email_invalid``,
    ``reviews_already`` (409), ``field_unknown``, ``load_not_possible``,
    ``too_many_invitations`` (429).
    """
    review_round = locked_round(review_round)
    require_running(review_round, at=at)
    _require_guests(review_round)
    email = clean_email(email)
    if review_round.reviewers.in_force().filter(user__email__iexact=email).exists():
        raise _reviews_already("email")
    _refuse_flood(by, at)
    known = _clean(employer, expertise, max_load)
    secret = secrets.token_urlsafe(32)
    waiting = review_round.invitations.filter(
        email__iexact=email, accepted_at=None, revoked_at=None
    )
    with recorded(by=by):
        waiting.update(revoked_at=at)
        invitation = ReviewerInvitation.objects.create(
            round=review_round,
            email=email,
            name=name.strip()[:80],
            digest=digest_of(secret),
            invited_by=by,
            invited_at=at,
            expires_at=min(at + VALID, review_round.due_at),
            **known,
        )
    _mail(invitation, secret)
    return invitation


def _require_guests(review_round: ReviewRound) -> None:
    """Raises ``stage_is_of_the_office`` (409)."""
    if review_round.stage.actors == Actors.OFFICE:
        raise RuleViolation(
            "stage_is_of_the_office",
            _("“%(stage)s” is for people of the incubator; add them instead."),
            status=409,
            stage=review_round.stage,
        )


@transaction.atomic
def accept_reviewer_invitation(*, secret: str, by, at: datetime.datetime) -> Reviewer:
    """Become a reviewer of the round, as the person whose e-mail address was invited.

    Raises RuleViolation ``invitation_invalid`` (404) for one that is used, over, revoked,
    meant for another address or never made, and for a round that is over: which of them is
    nobody's business.
    """
    rows = ReviewerInvitation.objects.select_for_update(of=("self",))
    invitation = rows.select_related("round__stage").filter(digest=digest_of(secret)).first()
    if (
        invitation is None
        or invitation.accepted_at
        or invitation.revoked_at
        or min(invitation.expires_at, invitation.round.due_at) <= at
        or invitation.round.closed_at
        or invitation.email.lower() != (by.email or "").lower()
    ):
        raise RuleViolation(
            "invitation_invalid",
            _("This invitation does not hold for the address that you are signed in with."),
            status=404,
        )
    with recorded(by=by):
        reviewer, _made = Reviewer.objects.update_or_create(
            round=invitation.round,
            user=by,
            defaults={
                "employer": invitation.employer,
                "expertise": invitation.expertise,
                "max_load": invitation.max_load,
                "email_domain": domain_of(invitation.email),
                "joined_at": at,
                "left_at": None,
                "left_because": "",
            },
        )
        invitation.accepted_at, invitation.reviewer = at, reviewer
        invitation.save(update_fields=["accepted_at", "reviewer"])
    detect_conflicts(review_round=invitation.round, reviewers=[reviewer], by=by, at=at)
    return reviewer


@transaction.atomic
def revoke_reviewer_invitation(
    *, invitation: ReviewerInvitation, by, at: datetime.datetime
) -> None:
    """Take an invitation back that nobody has accepted; taking it back twice is fine."""
    with recorded(by=by):
        ReviewerInvitation.objects.filter(
            pk=invitation.pk, accepted_at=None, revoked_at=None
        ).update(revoked_at=at)


@transaction.atomic
def add_reviewer(
    *,
    review_round: ReviewRound,
    user,
    by,
    at: datetime.datetime,
    employer: str = "",
    expertise: Sequence[str] = (),
    max_load: int = DEFAULT_LOAD,
) -> Reviewer:
    """Let somebody review who is known already: of the incubator, or a reviewer of it before.

    Raises RuleViolation: ``round_over`` (409), ``reviewer_not_known`` (409),
    ``reviews_already`` (409), ``field_unknown``, ``load_not_possible``.
    """
    review_round = locked_round(review_round)
    require_running(review_round, at=at)
    _require_known(review_round, user, day_of(at))
    if review_round.reviewers.in_force().filter(user=user).exists():
        raise _reviews_already("user")
    known = _clean(employer, expertise, max_load)
    with recorded(by=by):
        reviewer, _made = Reviewer.objects.update_or_create(
            round=review_round,
            user=user,
            defaults={
                **known,
                "email_domain": domain_of(user.email),
                "joined_at": at,
                "left_at": None,
                "left_because": "",
            },
        )
    detect_conflicts(review_round=review_round, reviewers=[reviewer], by=by, at=at)
    return reviewer


@transaction.atomic
def change_reviewer(
    *,
    reviewer: Reviewer,
    by,
    at: datetime.datetime,
    employer: str,
    expertise: Sequence[str],
    max_load: int,
) -> Reviewer:
    """What is known of a reviewer, and how many cases they take.

    Raises RuleViolation: ``load_below_assigned`` (409), ``field_unknown``,
    ``load_not_possible``, ``reviewer_left`` (409).
    """
    locked_round(reviewer.round)
    reviewer = Reviewer.objects.select_related("user", "round").get(pk=reviewer.pk)
    require_there(reviewer)
    known = _clean(employer, expertise, max_load)
    load = reviewer.reviews.filter(state__in=FILLING).count()
    if max_load < load:
        raise RuleViolation(
            "load_below_assigned",
            _("%(count)d cases are assigned already; take some away first."),
            field="max_load",
            status=409,
            count=load,
        )
    for name, value in known.items():
        setattr(reviewer, name, value)
    with recorded(by=by):
        reviewer.save(update_fields=list(known))
    detect_conflicts(review_round=reviewer.round, reviewers=[reviewer], by=by, at=at)
    return reviewer


@transaction.atomic
def remove_reviewer(*, reviewer: Reviewer, reason: str, by, at: datetime.datetime) -> Reviewer:
    """Somebody reviews no longer, from now on: what is signed counts, the rest is taken away.

    Raises RuleViolation: ``said_nothing``, ``reviewer_left`` (409).
    """
    locked_round(reviewer.round)
    reviewer = Reviewer.objects.select_for_update().get(pk=reviewer.pk)
    require_there(reviewer)
    reason = required(reason, field="reason")
    reviewer.left_at, reviewer.left_because = max(at, reviewer.joined_at), reason
    with recorded(by=by, reason=reason):
        reviewer.save(update_fields=["left_at", "left_because"])
        reviewer.reviews.filter(state__in=WRITABLE).update(
            state=ReviewState.DROPPED, ended_at=at, ended_because=reason
        )
    return reviewer


def require_there(reviewer: Reviewer) -> None:
    """Raises ``reviewer_left`` (409)."""
    if reviewer.left_at is not None:
        raise RuleViolation(
            "reviewer_left", _("This person reviews no longer in this round."), status=409
        )


def domain_of(address: str) -> str:
    """What stands after the @, in small letters."""
    return address.rpartition("@")[2].lower()[:120]


def _clean(employer: str, expertise: Sequence[str], max_load: int) -> dict:
    unknown = [field for field in expertise if field not in TechField.values]
    if unknown:
        raise RuleViolation(
            "field_unknown",
            _("There is no technical field “%(name)s”."),
            field="expertise",
            name=unknown[0][:40],
        )
    if not 1 <= max_load <= MOST_LOAD:
        raise RuleViolation(
            "load_not_possible",
            _("A reviewer takes 1 to %(most)d cases."),
            field="max_load",
            most=MOST_LOAD,
        )
    return {
        "employer": employer.strip()[:120],
        "expertise": sorted(set(expertise)),
        "max_load": max_load,
    }


def _require_known(review_round: ReviewRound, user, on: datetime.date) -> None:
    """Of the incubator (or the zone) by a role, where the stage is theirs; or invited once."""
    place = review_round.call.incubator_id
    access = access_of(user, on=on)
    of_office = access.may(Permission.APPLICATIONS_READ) and access.reaches(place)
    earlier = Reviewer.objects.filter(user=user, round__call__incubator=place)
    invited = earlier.filter(invitations__isnull=False).exists()
    fits = {
        Actors.OFFICE: of_office,
        Actors.INVITED: invited,
        Actors.BOTH: of_office or invited,
    }[Actors(review_round.stage.actors)]
    if not fits or not user.is_active:
        raise RuleViolation(
            "reviewer_not_known",
            _("“%(stage)s” is not for this person: invite them, or give them a role first."),
            field="user",
            status=409,
            stage=review_round.stage,
        )


def _reviews_already(field: str) -> RuleViolation:
    return RuleViolation(
        "reviews_already",
        _("This person reviews in this round already."),
        field=field,
        status=409,
    )


def _refuse_flood(by, at: datetime.datetime) -> None:
    today = ReviewerInvitation.objects.filter(
        invited_by=by, invited_at__gt=at - datetime.timedelta(days=1)
    ).count()
    if today >= MOST_A_DAY:
        raise RuleViolation(
            "too_many_invitations",
            _("At most %(day)d invitations go out in a day."),
            status=429,
            day=MOST_A_DAY,
        )


def _mail(invitation: ReviewerInvitation, secret: str) -> None:
    call = invitation.round.call
    post(
        to=[invitation.email],
        subject=gettext("You are asked to review applications: %(call)s") % {"call": call},
        text=gettext(
            "%(incubator)s asks you to review applications to “%(call)s”.\n\n"
            "Open this link and sign in, or register, with this e-mail address:\n%(link)s\n\n"
            "The link is for you alone and holds once. If you do not know what this is about, "
            "do nothing."
        )
        % {
            "incubator": call.incubator,
            "call": call,
            "link": settings.SITE_URL.rstrip("/") + reverse("reviewing:join", args=[secret]),
        },
    )
