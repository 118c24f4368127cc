"""Times that can be booked, and what a month holds for a mentor and for a company."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import DurationField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Func

from companies.models import Residence
from incubator.core.dates import add_months, day_of
from mentors.enums import Audience, SessionState
from mentors.models import Appointment, Assignment, Mentor, MentoringSession, Slot
from mentors.rules.calendar import holiday, is_made_up, weeks_of

NOTICE = Func(
    F("hours__notice_hours"),
    template="make_interval(hours => %(expressions)s)",
    output_field=DurationField(),
)


@dataclass
class Day:
    """A day of a month's page, with what it holds."""

    on: datetime.date
    is_of_month: bool
    holiday: str
    is_made_up: bool
    sessions: list[MentoringSession] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    @property
    def entries(self) -> list[MentoringSession | Slot]:
        """Meetings and free times as the day goes; a slot has ``hours``, a meeting has none."""
        return sorted([*self.sessions, *self.slots], key=lambda one: (one.starts, one.pk))

    @property
    def is_empty(self) -> bool:
        """Whether a narrow page leaves it out."""
        return not (self.sessions or self.slots or self.holiday or self.is_made_up)

    @property
    def by_mentor(self) -> list[tuple[Mentor, list[Slot]]]:
        """The free times of each mentor."""
        found: dict[int, tuple[Mentor, list[Slot]]] = {}
        for slot in self.slots:
            found.setdefault(slot.mentor_id, (slot.mentor, []))[1].append(slot)
        return list(found.values())


def bookable(residence: Residence, *, at: datetime.datetime) -> QuerySet[Slot]:
    """Free times that a company in residence may take now, by whom they are for and until when."""
    there = {"mentor": OuterRef("mentor"), "incubator": OuterRef("incubator")}
    assigned = Assignment.objects.active(on=OuterRef("on")).filter(
        mentor=OuterRef("mentor"), residence=residence
    )
    in_office = Appointment.objects.in_force(on=OuterRef("on")).filter(**there)
    for_them = Slot.objects.free(at=at).filter(
        Q(hours__audience=Audience.EVERYBODY) | Exists(assigned), incubator=residence.incubator_id
    )
    return (
        for_them.filter(Exists(in_office))
        .alias(limit=F("begins_at") - NOTICE)
        .filter(limit__gte=at)
        .select_related("mentor", "hours")
        .order_by("on", "starts", "pk")
    )


def month_of_mentor(mentor: Mentor, first: datetime.date, *, at: datetime.datetime) -> list:
    """The weeks of a month with the mentor's sessions and free times (two statements)."""
    sessions = MentoringSession.objects.filter(mentor=mentor, **_within(first))
    in_force = Appointment.objects.in_force(on=day_of(at)).filter(
        mentor=OuterRef("mentor"), incubator=OuterRef("incubator")
    )
    free = Slot.objects.free(at=at).filter(mentor=mentor, **_within(first))
    return _weeks(
        first,
        sessions.filter(Exists(in_force)),
        free.select_related("hours").order_by("on", "starts", "pk"),
    )


def month_of_stay(residence: Residence, first: datetime.date, *, at: datetime.datetime) -> list:
    """The weeks of a month with the company's sessions and what it may book (two statements)."""
    sessions = MentoringSession.objects.filter(residence=residence, **_within(first))
    return _weeks(first, sessions, bookable(residence, at=at).filter(**_within(first)))


def _within(first: datetime.date) -> dict[str, datetime.date]:
    return {"on__gte": first, "on__lt": add_months(first, 1)}


def _weeks(
    first: datetime.date, sessions: QuerySet[MentoringSession], slots: Iterable[Slot]
) -> list[list[Day]]:
    weeks = [
        [Day(on, on.month == first.month, holiday(on), is_made_up(on)) for on in week]
        for week in weeks_of(first)
    ]
    days = {day.on: day for week in weeks for day in week}
    shown = sessions.exclude(state=SessionState.CANCELLED).select_related(
        "mentor", "company", "notes"
    )
    for session in shown.order_by("on", "starts", "pk"):
        days[session.on].sessions.append(session)
    for slot in slots:
        days[slot.on].slots.append(slot)
    return weeks
