"""Verbs on people: invited to an application, accepted, and taken out again."""

import datetime
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import Right
from companies.lifecycle.calls import digest_of
from companies.lifecycle.moving import hold_person, locked_application, require_right
from companies.models import Application, Collaborator, Invitation
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.mail import post

# Nobody sends mail to the world through us: so many wait at once in one application, and
# so many go out from one person in a day.
MOST_WAITING = 10
MOST_A_DAY = 20
VALID = datetime.timedelta(days=7)


@transaction.atomic
def invite(
    *, application: Application, email: str, right: str, by, at: datetime.datetime
) -> Invitation:
    """Ask somebody by mail to take part; the link in it holds once, for seven days.

    Raises RuleViolation: ``email_invalid``, ``right_unknown``, ``right_missing`` (403),
    ``too_many_invitations`` (429), ``takes_part_already`` (409).
    """
    application = locked_application(application)
    require_right(application, by, Right.SIGN)
    email = clean_email(email)
    if right not in Right.values:
        raise RuleViolation("right_unknown", _("There is no such right."), field="right")
    if application.collaborators.filter(user__email__iexact=email).exists():
        raise RuleViolation(
            "takes_part_already", _("This person already takes part."), field="email", status=409
        )
    _refuse_flood(application, by, at)
    secret = secrets.token_urlsafe(32)
    with recorded(by=by):
        application.invitations.filter(
            email__iexact=email, accepted_at__isnull=True, revoked_at__isnull=True
        ).update(revoked_at=at)
        invitation = Invitation.objects.create(
            application=application,
            email=email,
            right=right,
            digest=digest_of(secret),
            invited_by=by,
            invited_at=at,
            expires_at=at + VALID,
        )
    post(
        to=[email],
        subject=gettext("You are asked to take part in an application"),
        text=gettext(
            "You are asked to take part in an application to “%(call)s”.\n\n"
            "Open this link within seven days and sign in with this e-mail address:\n%(link)s\n\n"
            "If you do not know what this is about, do nothing."
        )
        % {
            "call": application.call,
            "link": settings.SITE_URL.rstrip("/") + reverse("applying:accept", args=[secret]),
        },
    )
    return invitation


@transaction.atomic
def accept_invitation(*, secret: str, by, at: datetime.datetime) -> Application:
    """Take part, as the person whose e-mail address was invited.

    Raises RuleViolation ``invitation_invalid`` (404) for one that is used, over, revoked,
    meant for another address or never made: which of them is nobody's business.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("application")
        .filter(digest=digest_of(secret))
        .first()
    )
    if (
        invitation is None
        or invitation.accepted_at
        or invitation.revoked_at
        or invitation.expires_at <= at
        or invitation.email.lower() != (by.email or "").lower()
    ):
        raise RuleViolation(
            "invitation_invalid",
            _("This invitation does not hold for the address that you are signed in with."),
            status=404,
        )
    invitation.accepted_at = at
    with recorded(by=by):
        invitation.save(update_fields=["accepted_at"])
        Collaborator.objects.update_or_create(
            application=invitation.application,
            user=by,
            defaults={"right": invitation.right},
            create_defaults={"right": invitation.right, "since": at},
        )
    return invitation.application


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by, at: datetime.datetime) -> None:
    """Take an invitation back that nobody has accepted; taking it back twice is fine.

    Raises RuleViolation ``right_missing`` (403).
    """
    application = locked_application(invitation.application)
    require_right(application, by, Right.SIGN)
    with recorded(by=by):
        Invitation.objects.filter(
            pk=invitation.pk, accepted_at__isnull=True, revoked_at__isnull=True
        ).update(revoked_at=at)


@transaction.atomic
def remove_collaborator(*, collaborator: Collaborator, by) -> None:
    """Let somebody take part no longer.

    Raises RuleViolation: ``right_missing`` (403), ``last_signer`` (409).
    """
    application = locked_application(collaborator.application)
    require_right(application, by, Right.SIGN)
    others = application.collaborators.filter(right=Right.SIGN).exclude(pk=collaborator.pk)
    if not others.exists():
        raise RuleViolation(
            "last_signer", _("Somebody must be left who can hand it in."), status=409
        )
    with recorded(by=by):
        collaborator.delete()


def clean_email(text: str) -> str:
    """The address as typed, without blanks around it. Raises ``email_invalid``."""
    email = text.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise RuleViolation(
            "email_invalid",
            _("“%(email)s” is not an e-mail address."),
            field="email",
            email=email[:80],
        ) from None
    return email


def _refuse_flood(application: Application, by, at: datetime.datetime) -> None:
    hold_person(by)
    waiting = application.invitations.filter(
        accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at
    ).count()
    today = Invitation.objects.filter(
        invited_by=by, invited_at__gt=at - datetime.timedelta(days=1)
    ).count()
    if waiting >= MOST_WAITING or today >= MOST_A_DAY:
        raise RuleViolation(
            "too_many_invitations",
            _("At most %(waiting)d invitations wait at once, and %(day)d go out in a day."),
            status=429,
            waiting=MOST_WAITING,
            day=MOST_A_DAY,
        )
