"""A mentor and a company at work today, for the pages, which read the clock."""

import datetime
from dataclasses import dataclass

from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.models import Assignment, MentoringSession, Slot
from mentors.rules.calendar import holiday
from tests.mentors.rows import TIME, Pair, hours, meeting, pair

DAYS = datetime.timedelta(days=1)


def later(days: int) -> datetime.date:
    """The first day from then on that is no public holiday."""
    day = today() + days * DAYS
    while holiday(day):
        day += DAYS
    return day


@dataclass
class Live:
    """The pair, their assignment, a session held yesterday, free times and a booking."""

    both: Pair
    assignment: Assignment
    held: MentoringSession
    slots: list[Slot]
    booking: MentoringSession


def at_work(**term) -> Pair:
    """In office for more than a year from today."""
    return pair(**{"ends_on": today() + 500 * DAYS} | term)


def active(both: Pair) -> Assignment:
    """Since 2008, for most of a year from today."""
    return both.activate(ends_on=today() + 300 * DAYS)


def held(both: Pair, assignment: Assignment, **changed) -> MentoringSession:
    """Yesterday at ten."""
    return lifecycle.record_session(
        assignment=assignment,
        meeting=meeting(**{"on": today() - DAYS} | changed),
        by=both.mentor_user,
        at=now(),
    )


def times(both: Pair, days: int = 10, **changed) -> list[Slot]:
    """Free times of a day to come, two to five."""
    when = hours(**{"from_on": later(days), "ends": TIME(17)} | changed)
    return lifecycle.publish_hours(
        mentor=both.mentor, incubator=both.incubator, when=when, by=both.mentor_user, at=now()
    ).slots


def booked(both: Pair, slot: Slot, **changed) -> MentoringSession:
    """By the company's founder, now."""
    return both.book(slot, **{"at": now()} | changed)


def live() -> Live:
    """One of each."""
    both = at_work()
    assignment = active(both)
    slots = times(both)
    return Live(both, assignment, held(both, assignment), slots, booked(both, slots[0]))
