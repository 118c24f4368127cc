"""Whose calendar an address is, and what stands in it."""

import datetime

from django.db.models import QuerySet

from companies.lifecycle.calls import digest_of
from incubator.accounts.models import User
from incubator.core.dates import day_of
from mentors.models import CalendarFeed, MentoringSession, Slot

PAST = datetime.timedelta(days=90)


def user_of_feed(secret: str) -> User | None:
    """The person of a feed in force; None for one that is revoked, unknown or of nobody active."""
    feed = (
        CalendarFeed.objects.in_force()
        .filter(digest=digest_of(secret), user__is_active=True)
        .select_related("user")
        .first()
    )
    return feed.user if feed else None


def sessions_of(user: User, *, at: datetime.datetime) -> QuerySet[MentoringSession]:
    """Sessions of the last 90 days and to come of which somebody is a side now.

    Cancelled ones too: a calendar that has them must be told.
    """
    return (
        MentoringSession.objects.of_person(user, on=day_of(at))
        .filter(on__gte=day_of(at - PAST))
        .select_related("mentor", "company", "incubator", "notes")
        .order_by("on", "starts", "pk")
    )


def free_slots_of(user: User, *, at: datetime.datetime) -> QuerySet[Slot]:
    """A mentor's own office hours to come that nobody has booked."""
    return (
        Slot.objects.free(at=at)
        .filter(mentor__user=user)
        .select_related("hours", "incubator")
        .order_by("on", "starts", "pk")
    )
