"""Verbs on office hours: published with their slots, taken back."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import SHANGHAI, day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from mentors.enums import Audience, Mode, Rhythm, Side
from mentors.lifecycle.clearing import cancel_plans
from mentors.lifecycle.refusals import (
    clean_text,
    locked_mentor,
    require_in_office,
    require_side,
    require_word,
)
from mentors.models import Mentor, MentoringSession, OfficeHours, Slot
from mentors.rules.calendar import Days, begins, days_of

LONGEST = 366  # days; a year at a time
SHORTEST_SLOT, LONGEST_SLOT = 10, 480  # minutes
MOST_NOTICE = 336  # hours: two weeks


@dataclass(frozen=True)
class Hours:
    """When: once on ``from_on``, or every week from then until before ``until_on``.

    Each time from ``starts`` to ``ends``, in slots of ``minutes``; booked, moved and cancelled
    until ``notice_hours`` before.
    """

    from_on: datetime.date
    starts: datetime.time
    ends: datetime.time
    place: str
    rhythm: str = Rhythm.ONCE
    until_on: datetime.date | None = None
    minutes: int = 60
    mode: str = Mode.ON_SITE
    audience: str = Audience.ASSIGNED
    notice_hours: int = 24


@dataclass(frozen=True)
class Published:
    """What came of it: the hours, their slots, the days left out, and what is not known yet."""

    hours: OfficeHours
    slots: list[Slot]
    days: Days


@transaction.atomic
def publish_hours(
    *,
    mentor: Mentor,
    incubator: Incubator,
    when: Hours,
    by,
    at: datetime.datetime,
    side: str = Side.MENTOR,
) -> Published:
    """Offer times to companies; public holidays are left out and told.

    Raises RuleViolation: ``not_your_part`` (403), ``mentor_not_in_office`` (409),
    ``unknown_word``, ``invalid_hours``, ``hours_in_past``, ``place_missing``,
    ``hours_on_holiday``, ``hours_outside_term`` (409), ``slot_overlap`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    require_side(side, by=by, at=at, mentor=mentor, incubator_id=incubator.pk)
    hours = _checked(mentor, incubator, when, at)
    days = days_of(hours.rhythm, hours.from_on, hours.until_on)
    if not days.taken:
        raise RuleViolation(
            "hours_on_holiday",
            _("Nothing is left: %(day)s is a public holiday (%(name)s)."),
            field="from_on",
            day=days.skipped[0][0],
            name=days.skipped[0][1],
        )
    _require_term(mentor, incubator, days.taken)
    slots = [
        Slot(hours=hours, mentor=mentor, incubator=incubator, on=day, starts=start,
             minutes=hours.minutes)
        for day in days.taken
        for start in begins(hours.starts, hours.ends, hours.minutes)
    ]  # fmt: skip
    _refuse_overlap(hours, days.taken)
    with recorded(by=by):
        hours.save()
        Slot.objects.bulk_create(slots)
    return Published(hours, slots, days)


@transaction.atomic
def withdraw_slot(
    *, slot: Slot, reason: str, by, at: datetime.datetime, side: str = Side.MENTOR
) -> Slot:
    """Take one time back; who has booked it is told.

    Raises RuleViolation: ``not_your_part`` (403), ``reason_missing``, ``slot_gone`` (409).
    """
    mentor = locked_mentor(slot.mentor_id)
    require_side(side, by=by, at=at, mentor=mentor, incubator_id=slot.incubator_id)
    reason = clean_text(reason, field="reason", most=300, code="reason_missing", lines=False)
    slot = Slot.objects.select_for_update(of=("self",), no_key=True).get(pk=slot.pk)
    if slot.withdrawn_at is not None or slot.begins_at <= at:
        raise gone()
    with recorded(by=by, reason=reason):
        _withdraw([slot.pk], reason, at)
    slot.refresh_from_db()
    return slot


@transaction.atomic
def withdraw_hours(
    *, hours: OfficeHours, reason: str, by, at: datetime.datetime, side: str = Side.MENTOR
) -> int:
    """Take back every time that has not begun; who has booked one is told. How many they were.

    Raises RuleViolation: ``not_your_part`` (403), ``reason_missing``.
    """
    mentor = locked_mentor(hours.mentor_id)
    require_side(side, by=by, at=at, mentor=mentor, incubator_id=hours.incubator_id)
    reason = clean_text(reason, field="reason", most=300, code="reason_missing", lines=False)
    later = (
        Slot.objects.offered().filter(hours=hours, begins_at__gt=at).values_list("pk", flat=True)
    )
    with recorded(by=by, reason=reason):
        count = _withdraw(list(later), reason, at)
        OfficeHours.objects.filter(pk=hours.pk, withdrawn_at__isnull=True).update(withdrawn_at=at)
    return count


def gone() -> RuleViolation:
    """``slot_gone`` (409)."""
    return RuleViolation("slot_gone", _("This time is no longer offered."), status=409)


def _withdraw(keys: list[int], reason: str, at: datetime.datetime) -> int:
    cancel_plans(
        MentoringSession.objects.filter(slot__in=keys), on=day_of(at), because=reason, at=at
    )
    return Slot.objects.filter(pk__in=keys).update(withdrawn_at=at)


def _checked(
    mentor: Mentor, incubator: Incubator, when: Hours, at: datetime.datetime
) -> OfficeHours:
    """An unsaved row that keeps the rules of one."""
    require_word("rhythm", when.rhythm, Rhythm.values)
    require_word("mode", when.mode, [Mode.ON_SITE, Mode.ONLINE])
    require_word("audience", when.audience, Audience.values)
    if when.from_on > day_of(at) + datetime.timedelta(days=LONGEST):
        raise RuleViolation("invalid_hours", IMPOSSIBLE["from_on"], field="from_on")
    until = when.from_on + datetime.timedelta(days=1)
    weekly = when.rhythm == Rhythm.WEEKLY
    if weekly:
        if when.until_on is None:
            raise RuleViolation(
                "invalid_hours", _("Say until when they are offered every week."), field="until_on"
            )
        until = when.until_on
    last = datetime.datetime.combine(when.from_on, when.ends, tzinfo=SHANGHAI)
    if when.from_on < day_of(at) or (not weekly and last <= at):
        raise RuleViolation(
            "hours_in_past", _("Office hours begin today or later."), field="from_on"
        )
    wrong = {
        "until_on": not 0 < (until - when.from_on).days <= LONGEST,
        "minutes": not SHORTEST_SLOT <= when.minutes <= LONGEST_SLOT,
        "ends": not begins(when.starts, when.ends, max(when.minutes, 1)),
        "notice_hours": not 0 <= when.notice_hours <= MOST_NOTICE,
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise RuleViolation("invalid_hours", IMPOSSIBLE[field], field=field)
    return OfficeHours(
        mentor=mentor,
        incubator=incubator,
        published_at=at,
        **vars(when)
        | {
            "until_on": until,
            "place": clean_text(
                when.place, field="place", most=300, code="place_missing", lines=False
            ),
        },
    )


IMPOSSIBLE = {
    "from_on": _("Office hours begin within a year."),
    "until_on": _("Office hours are published for at most a year, and end after they begin."),
    "minutes": _("A slot lasts between 10 minutes and 8 hours."),
    "ends": _("At least one whole slot fits between the two times."),
    "notice_hours": _("At most two weeks of notice."),
}


def _require_term(mentor: Mentor, incubator: Incubator, days: list[datetime.date]) -> None:
    """Raises ``mentor_not_in_office`` and ``hours_outside_term`` (409)."""
    require_in_office(mentor, incubator.pk, days[0])
    terms = mentor.appointments.filter(incubator=incubator).values_list("begins_on", "until_on")
    for day in days:
        if not any(begin <= day < until for begin, until in terms):
            raise RuleViolation(
                "hours_outside_term",
                _(
                    "%(mentor)s is not appointed there on %(on)s; publish up to the end of the "
                    "term."
                ),
                field="until_on",
                status=409,
                mentor=mentor.name,
                on=day,
            )


def _refuse_overlap(hours: OfficeHours, days: list[datetime.date]) -> None:
    """Raises ``slot_overlap`` (409) naming the first that is in the way."""
    other = (
        Slot.objects.offered()
        .filter(mentor=hours.mentor_id, on__in=days, starts__lt=hours.ends)
        .order_by("on", "starts")
    )
    for slot in other:
        if _end_of(slot) > (hours.starts.hour, hours.starts.minute):
            raise RuleViolation(
                "slot_overlap",
                _("The mentor already has a slot on %(on)s at %(time)s."),
                field="starts",
                status=409,
                on=slot.on,
                time=f"{slot.starts:%H:%M}",
            )


def _end_of(slot: Slot) -> tuple[int, int]:
    """The hour and minute of its end, on the clock of its own day."""
    return divmod(slot.starts.hour * 60 + slot.starts.minute + slot.minutes, 60)
