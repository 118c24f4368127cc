"""Verbs on calendar feeds: a secret address, shown once, that can be taken back."""

import datetime
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.calls import digest_of
from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.models import CalendarFeed

LONG = 32  # bytes: 256 bits


@transaction.atomic
def make_feed(*, user: User, at: datetime.datetime) -> str:
    """Make somebody's feed and return its secret, once; an earlier one stops at once."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    secret = secrets.token_urlsafe(LONG)
    with recorded(by=user):
        CalendarFeed.objects.in_force().filter(user=user).update(revoked_at=at)
        CalendarFeed.objects.create(user=user, digest=digest_of(secret), made_at=at)
    return secret


@transaction.atomic
def revoke_feed(*, user: User, at: datetime.datetime) -> None:
    """Take somebody's feed back: its address answers 404 from now on.

    Raises RuleViolation ``feed_not_there`` (409).
    """
    with recorded(by=user):
        taken_back = CalendarFeed.objects.in_force().filter(user=user).update(revoked_at=at)
    if not taken_back:
        raise RuleViolation(
            "feed_not_there", _("There is no calendar address to take back."), status=409
        )
