"""Verbs on bookings: a company takes a slot, moves to another, gives it back.

A booking is a planned session that has a slot. The mentor is held while one is made, so of
fifty who ask at once one gets the slot; the database holds it too (``slot_given_once``).
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.register import locked_residence
from companies.models import Residence
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.enums import TOOK_PLACE, Audience, Need, SessionState, Side
from mentors.lifecycle.agreements import refuse_conflict_of_booking
from mentors.lifecycle.clearing import tell_cancelled
from mentors.lifecycle.hours import gone
from mentors.lifecycle.refusals import (
    clean_text,
    locked_mentor,
    refuse_busy,
    require_in_office,
    require_move,
    require_side,
    require_side_of,
    require_word,
)
from mentors.lifecycle.telling import tell_of_session
from mentors.models import Assignment, MentoringSession, SessionNotes, Slot

# So many future bookings of one company with one mentor, so that others have a chance.
MOST_WAITING = 2
REFUSED = "session_move_refused"


@transaction.atomic
def book(
    *,
    slot: Slot,
    residence: Residence,
    topic: str,
    by,
    at: datetime.datetime,
    need: str = "",
    side: str = Side.COMPANY,
) -> MentoringSession:
    """Take a slot for a company; both are told. The office may do it for one.

    Raises RuleViolation: ``not_your_part`` (403), ``topic_missing``, ``unknown_word``,
    ``slot_gone``, ``slot_is_yours``, ``slot_taken``, ``too_late_for_slot``,
    ``slot_of_another_incubator``, ``mentor_of_own_company``, ``conflict_of_interest``,
    ``residence_not_open``, ``slot_for_assigned_only``, ``mentor_not_in_office``,
    ``mentor_busy``, ``mentor_hours_used_up``, ``too_many_bookings`` (all 409).
    """
    residence = locked_residence(residence)
    mentor = locked_mentor(slot.mentor_id)
    place, company = slot.incubator_id, residence.company
    require_side(side, by=by, at=at, mentor=mentor, incubator_id=place, company=company)
    require_word("need", need, [*Need.values, ""])
    topic = clean_text(topic, field="topic", most=200, code="topic_missing", lines=False)
    slot = _held(slot)
    _refuse_own(slot, residence)
    _require_open_slot(slot, at)
    assignment = _require_admitted(slot, residence)
    _refuse_used_up(slot, residence, at)
    with recorded(by=by):
        session = MentoringSession.objects.create(
            residence=residence,
            company=residence.company,
            assignment=assignment,
            need=need,
            planned_at=at,
            planned_by=by,
            **_of_slot(slot),
        )
        SessionNotes.objects.create(session=session, topic=topic)
    tell_of_session(
        session,
        _("Booked: %(company)s with %(mentor)s on %(day)s"),
        _("%(company)s meets %(mentor)s on %(day)s at %(time)s (%(mode)s, %(place)s)."),
    )
    return session


@transaction.atomic
def move_booking(
    *, session: MentoringSession, slot: Slot, by, at: datetime.datetime, side: str = Side.COMPANY
) -> MentoringSession:
    """Go to another slot of the same mentor, in time for both; both are told.

    Raises RuleViolation: ``not_your_part`` (403), ``not_a_booking``, ``slot_of_another_mentor``,
    ``session_has_begun`` (409), and those of ``book``.
    """
    session = held_session(session, with_stay=True)
    require_side_of(session, side, by=by, at=at)
    if session.slot is None or session.state != SessionState.PLANNED:
        raise RuleViolation(
            "not_a_booking", _("Only a booking that is still to come can be moved."), status=409
        )
    if session.begins_at <= at:
        raise RuleViolation(
            "session_has_begun",
            _("It has begun; say whether it was held instead."),
            status=409,
        )
    slot = _held(slot)
    if (slot.mentor_id, slot.incubator_id) != (session.mentor_id, session.incubator_id):
        raise RuleViolation(
            "slot_of_another_mentor",
            _("A booking moves to another time of the same mentor; to change the mentor, cancel."),
            field="slot",
        )
    if side == Side.COMPANY:
        require_in_time(session.slot, at)
    _require_open_slot(slot, at, but=session)
    session.assignment = _require_admitted(slot, session.residence)
    _refuse_used_up(slot, session.residence, at, but=session)
    columns = _of_slot(slot)
    for name, value in columns.items():
        setattr(session, name, value)
    session.sequence += 1
    with recorded(by=by):
        session.save(update_fields=["assignment", "sequence", *columns])
    session.refresh_from_db(fields=["begins_at", "ends_at"])
    tell_of_session(
        session,
        _("Moved: %(company)s with %(mentor)s to %(day)s"),
        _("%(company)s now meets %(mentor)s on %(day)s at %(time)s (%(mode)s, %(place)s)."),
    )
    return session


@transaction.atomic
def cancel_session(
    *,
    session: MentoringSession,
    reason: str,
    by,
    at: datetime.datetime,
    side: str = Side.COMPANY,
) -> MentoringSession:
    """Call off a planned session before it begins; a company, a booking in time.

    Raises RuleViolation: ``not_your_part`` (403), ``reason_missing``,
    ``session_move_refused`` (409), ``session_has_begun`` (409), ``too_late_for_slot`` (409).
    """
    session = held_session(session)
    require_side_of(session, side, by=by, at=at)
    require_move(session, SessionState.CANCELLED, REFUSED)
    reason = clean_text(reason, field="reason", most=300, code="reason_missing", lines=False)
    if session.begins_at <= at:
        raise RuleViolation(
            "session_has_begun",
            _("It has begun; say whether it was held instead."),
            status=409,
        )
    if side == Side.COMPANY and session.slot is not None:
        require_in_time(session.slot, at)
    session.state, session.closed_at, session.closed_because = SessionState.CANCELLED, at, reason
    session.sequence += 1
    with recorded(by=by):
        session.save(update_fields=["state", "closed_at", "closed_because", "sequence"])
    tell_cancelled(session)
    return session


def _of_slot(slot: Slot) -> dict[str, Any]:
    """When and where: the columns of a session that a slot gives it."""
    return {
        "slot": slot,
        "mentor": slot.mentor,
        "incubator": slot.incubator,
        "on": slot.on,
        "starts": slot.starts,
        "minutes": slot.minutes,
        "mode": slot.hours.mode,
        "place": slot.hours.place,
    }


def held_session(session: MentoringSession, *, with_stay: bool = False) -> MentoringSession:
    """As on file now, held until the end; before it the stay, where asked, and the mentor."""
    if with_stay:
        locked_residence(session.residence)
    locked_mentor(session.mentor_id)
    return (
        MentoringSession.objects.select_for_update(of=("self",), no_key=True)
        .select_related("mentor__user", "company", "incubator", "assignment", "slot__hours")
        .select_related("residence__company", "residence__incubator")
        .get(pk=session.pk)
    )


def in_time(slot: Slot, at: datetime.datetime) -> bool:
    """Whether a slot can still be booked, moved and given back at a moment."""
    return at <= slot.begins_at - datetime.timedelta(hours=slot.hours.notice_hours)


def require_in_time(slot: Slot, at: datetime.datetime) -> None:
    """Raises ``too_late_for_slot`` (409)."""
    if not in_time(slot, at):
        raise RuleViolation(
            "too_late_for_slot",
            _("That is possible until %(hours)d hours before it begins; please ask the office."),
            status=409,
            hours=slot.hours.notice_hours,
        )


def _held(slot: Slot) -> Slot:
    return (
        Slot.objects.select_for_update(of=("self",), no_key=True)
        .select_related("hours", "mentor__user", "incubator")
        .get(pk=slot.pk)
    )


def _refuse_own(slot: Slot, residence: Residence) -> None:
    """Raises ``slot_is_yours`` (409) for whom a colleague was quicker, or a second press."""
    if slot.bookings.planned().filter(company=residence.company_id).exists():
        raise RuleViolation(
            "slot_is_yours", _("Your company has booked this time already."), status=409
        )


def _require_open_slot(
    slot: Slot, at: datetime.datetime, *, but: MentoringSession | None = None
) -> None:
    """Offered, free at a time when the mentor is, in time; ``but`` gives its own time up."""
    if slot.withdrawn_at is not None or slot.begins_at <= at:
        raise gone()
    if slot.bookings.exclude(state=SessionState.CANCELLED).exists():
        raise RuleViolation("slot_taken", _("Somebody else was quicker: it is taken."), status=409)
    refuse_busy(slot.mentor, slot.begins_at, slot.minutes, but=but)
    require_in_time(slot, at)


def _require_admitted(slot: Slot, residence: Residence) -> Assignment | None:
    """The assignment that a booking belongs to, None for office hours for everybody."""
    if slot.incubator_id != residence.incubator_id:
        raise RuleViolation(
            "slot_of_another_incubator", _("These are hours at another incubator."), status=409
        )
    left = residence.left_on
    if residence.admitted_on > slot.on or (left is not None and left <= slot.on):
        raise RuleViolation(
            "residence_not_open", _("The company is not in residence on that day."), status=409
        )
    require_in_office(slot.mentor, slot.incubator_id, slot.on)
    assignment = (
        Assignment.objects.active(on=slot.on)
        .filter(mentor=slot.mentor_id, residence=residence)
        .order_by("pk")
        .first()
    )
    if assignment is None:
        refuse_conflict_of_booking(slot.mentor, residence.company, on=slot.on)
    if assignment is None and slot.hours.audience == Audience.ASSIGNED:
        raise RuleViolation(
            "slot_for_assigned_only",
            _("These hours are for companies that %(mentor)s is assigned to."),
            status=409,
            mentor=slot.mentor.name,
        )
    return assignment


def _refuse_used_up(
    slot: Slot,
    residence: Residence,
    at: datetime.datetime,
    *,
    but: MentoringSession | None = None,
) -> None:
    """Raises ``mentor_hours_used_up`` and ``too_many_bookings`` (409)."""
    others = MentoringSession.objects.filter(mentor=slot.mentor_id, incubator=slot.incubator_id)
    if but:
        others = others.exclude(pk=but.pk)
    this_month = others.filter(
        state__in=[SessionState.PLANNED, *TOOK_PLACE],
        on__year=slot.on.year,
        on__month=slot.on.month,
    )
    used = this_month.aggregate(sum=Sum("minutes"))["sum"] or 0
    term = require_in_office(slot.mentor, slot.incubator_id, slot.on)
    if used + slot.minutes > term.hours * 60:
        raise RuleViolation(
            "mentor_hours_used_up",
            _("%(mentor)s gives %(hours)d hours a month, and those are taken."),
            status=409,
            mentor=slot.mentor.name,
            hours=term.hours,
        )
    waiting = others.planned().filter(residence=residence, slot__isnull=False, begins_at__gt=at)
    if waiting.count() >= MOST_WAITING:
        raise RuleViolation(
            "too_many_bookings",
            _("At most %(most)d bookings with one mentor wait at once."),
            status=409,
            most=MOST_WAITING,
        )
