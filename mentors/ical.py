"""Somebody's meetings as an iCalendar file (RFC 5545) that calendar programs subscribe to."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI
from mentors.enums import SessionState
from mentors.models import MentoringSession, Slot
from mentors.queries.feeds import free_slots_of, sessions_of

EIGHT = datetime.timedelta(hours=8)
# What a calendar should know of a session that is called off, is sure, or is neither.
STATUS = {
    SessionState.CANCELLED: "CANCELLED",
    SessionState.NOT_HELD: "CANCELLED",
}


def feed_of(user: User, *, at: datetime.datetime) -> bytes:
    """The calendar of somebody at a moment, in their language; three statements.

    Sessions of which they are a side now, and as a mentor their free office hours. Times are
    Asia/Shanghai; each entry keeps its UID for good, and its SEQUENCE grows when it is moved.
    """
    with translation.override(user.language or settings.LANGUAGE_CODE):
        calendar = Calendar()
        calendar.add("prodid", "-//incubator//mentoring//EN")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("Mentoring"))
        calendar.add("x-wr-timezone", SHANGHAI.key)
        calendar.add("x-published-ttl", "PT1H")
        calendar.add_component(_shanghai())
        for event in _events(user, at):
            calendar.add_component(event)
        return calendar.to_ical()


def clean(text: str) -> str:
    """One line without characters that nobody sees: what a name or a topic may be in a feed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _events(user: User, at: datetime.datetime) -> Iterator[Event]:
    for session in sessions_of(user, at=at):
        yield _session(session, at)
    for slot in free_slots_of(user, at=at):
        yield _free(slot, at)


def _session(session: MentoringSession, at: datetime.datetime) -> Event:
    event = _event(f"session-{session.key}", session, at)
    title = _("Mentoring: %(company)s with %(mentor)s") % {
        "company": session.company.name,
        "mentor": session.mentor.name,
    }
    event.add("summary", clean(title))
    event.add("description", clean(session.notes.topic))
    event.add("location", clean(session.place or session.get_mode_display()))
    event.add("sequence", session.sequence)
    event.add("status", STATUS.get(session.state, "CONFIRMED"))
    event.add("class", "PRIVATE")
    page = reverse("mentoring:session", args=[session.key])
    event.add("url", settings.SITE_URL.rstrip("/") + page)
    return event


def _free(slot: Slot, at: datetime.datetime) -> Event:
    event = _event(f"slot-{slot.key}", slot, at)
    event.add("summary", clean(_("Office hours, free: %s") % slot.incubator.name))
    event.add("location", clean(slot.hours.place))
    event.add("transp", "TRANSPARENT")
    return event


def _event(uid: str, timed: MentoringSession | Slot, at: datetime.datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@mentoring.incubator")
    event.add("dtstamp", at.astimezone(datetime.UTC))
    event.add("dtstart", timed.begins_at.astimezone(SHANGHAI))
    event.add("dtend", timed.ends_at.astimezone(SHANGHAI))
    return event


def _shanghai() -> Timezone:
    """The zone without its summer times of 1986 to 1991: no session is that old."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", SHANGHAI.key)
    standard.add("dtstart", datetime.datetime(1992, 1, 1))  # noqa: DTZ001 - as the RFC has it
    standard.add("tzoffsetfrom", EIGHT)
    standard.add("tzoffsetto", EIGHT)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
