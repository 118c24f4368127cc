"""Verbs on sessions: agreed on, recorded, reported as held or not, confirmed by the company."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import SHANGHAI
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.enums import TAKEN_UP, Mode, Need, SessionState, Side
from mentors.lifecycle.bookings import REFUSED, held_session
from mentors.lifecycle.refusals import (
    clean_text,
    locked_mentor,
    refuse_busy,
    require_move,
    require_side_of,
    require_word,
)
from mentors.lifecycle.telling import tell_of_session
from mentors.models import Assignment, MentoringSession, SessionNotes

SHORTEST, LONGEST = 10, 480  # minutes: up to a working day


@dataclass(frozen=True)
class Meeting:
    """When, how long, how and where, and what about; ``need`` is what figures may tell of that."""

    on: datetime.date
    starts: datetime.time
    minutes: int
    mode: str
    topic: str
    place: str = ""
    need: str = ""
    advice: str = ""


@transaction.atomic
def plan_session(
    *,
    assignment: Assignment,
    meeting: Meeting,
    by,
    at: datetime.datetime,
    side: str = Side.MENTOR,
) -> MentoringSession:
    """Agree on a meeting to come, without a slot; both are told.

    Raises RuleViolation: ``not_your_part`` (403), ``unknown_word``, ``topic_missing``,
    ``session_length``, ``session_in_past``, ``session_outside_assignment`` (409),
    ``mentor_busy`` (409).
    """
    session = _new(assignment, meeting, side=side, by=by, at=at)
    if _begin(session) <= at:
        raise RuleViolation(
            "session_in_past",
            _("That time is past; record the session as held instead."),
            field="on",
        )
    _save(session, meeting, by)
    tell_of_session(
        session,
        _("Planned: %(company)s with %(mentor)s on %(day)s"),
        _("%(company)s meets %(mentor)s on %(day)s at %(time)s (%(mode)s, %(place)s)."),
    )
    return session


@transaction.atomic
def record_session(
    *,
    assignment: Assignment,
    meeting: Meeting,
    by,
    at: datetime.datetime,
    side: str = Side.MENTOR,
) -> MentoringSession:
    """Put a session on file that was held; the company is asked to confirm it.

    Raises RuleViolation: ``not_your_part`` (403), ``unknown_word``, ``topic_missing``,
    ``text_too_long``, ``session_length``, ``session_in_future``,
    ``session_outside_assignment`` (409), ``mentor_busy`` (409).
    """
    session = _new(assignment, meeting, side=side, by=by, at=at)
    _require_over(_begin(session), session.minutes, at)
    session.state, session.reported_at, session.reported_by = SessionState.HELD, at, by
    _save(session, meeting, by)
    _ask_to_confirm(session)
    return session


@transaction.atomic
def report_held(
    *,
    session: MentoringSession,
    by,
    at: datetime.datetime,
    side: str = Side.MENTOR,
    minutes: int | None = None,
) -> MentoringSession:
    """Say that a planned session was held, also one that was closed unheld.

    Raises RuleViolation: ``not_your_part`` (403), ``session_move_refused`` (409),
    ``session_in_future``, ``session_length``, ``mentor_busy`` (409).
    """
    session = held_session(session)
    require_side_of(session, side, by=by, at=at)
    require_move(session, SessionState.HELD, REFUSED)
    session.minutes = _length(session.minutes if minutes is None else minutes)
    _require_over(session.begins_at, session.minutes, at)
    refuse_busy(session.mentor, session.begins_at, session.minutes, but=session)
    session.state, session.reported_at, session.reported_by = SessionState.HELD, at, by
    session.closed_at, session.closed_because = None, ""
    with recorded(by=by):
        session.save(
            update_fields=[
                "state", "minutes", "reported_at", "reported_by", "closed_at", "closed_because",
            ]
        )  # fmt: skip
    session.refresh_from_db(fields=["ends_at"])
    _ask_to_confirm(session)
    return session


@transaction.atomic
def report_not_held(
    *, session: MentoringSession, reason: str, by, at: datetime.datetime, side: str
) -> MentoringSession:
    """Say that a session was not held after all, before it is confirmed; both are told.

    Raises RuleViolation: ``not_your_part`` (403), ``reason_missing``,
    ``session_move_refused`` (409), ``session_in_future``.
    """
    session = held_session(session)
    require_side_of(session, side, by=by, at=at)
    require_move(session, SessionState.NOT_HELD, REFUSED)
    _require_begun(session.begins_at, at)
    reason = clean_text(reason, field="reason", most=300, code="reason_missing", lines=False)
    with recorded(by=by):
        close_unheld(session, reason, at)
    return session


@transaction.atomic
def confirm_session(
    *, session: MentoringSession, by, at: datetime.datetime, side: str = Side.COMPANY
) -> MentoringSession:
    """The side that did not report it says that it was so; then session and notes stay.

    That is the company, and the mentor where the company reported it: hours that one side alone
    vouches for count nowhere. The office may note a confirmation on paper. Raises RuleViolation:
    ``not_your_part`` (403), ``confirmed_by_other_side`` (409), ``session_move_refused`` (409).
    """
    session = held_session(session)
    if side != Side.OFFICE:
        confirming = confirming_side(session)
        require_side_of(session, side, by=by, at=at)
        if side != confirming and session.state == SessionState.HELD:
            raise RuleViolation(
                "confirmed_by_other_side",
                _("Your side has reported it; the other side or the office confirms it."),
                status=409,
            )
    require_move(session, SessionState.CONFIRMED, REFUSED)
    session.state, session.confirmed_at, session.confirmed_by = SessionState.CONFIRMED, at, by
    with recorded(by=by):
        session.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    return session


def confirming_side(session: MentoringSession) -> str:
    """Whose word is still missing on what was reported: the company's, unless it reported it."""
    if session.reported_by_id in (None, session.mentor.user_id):
        return Side.COMPANY  # as nearly always; the question below is then not asked
    own = MentoringSession.objects.filter(pk=session.pk)
    return Side.MENTOR if own.reported_by_company().exists() else Side.COMPANY


def close_unheld(session: MentoringSession, because: str, at: datetime.datetime) -> None:
    """Close a session that is held fast by the caller as not held, and tell both."""
    session.state, session.closed_at, session.closed_because = SessionState.NOT_HELD, at, because
    session.save(update_fields=["state", "closed_at", "closed_because"])
    tell_of_session(
        session,
        _("Not held: %(company)s with %(mentor)s on %(day)s"),
        _(
            "The meeting of %(company)s with %(mentor)s on %(day)s is closed as not held: "
            "%(why)s\n\nIf it took place after all, say so on its page, or tell the office."
        ),
        why=because,
    )


def _new(assignment: Assignment, meeting: Meeting, *, side: str, by, at) -> MentoringSession:
    """An unsaved session within its assignment; the mentor is held."""
    locked_mentor(assignment.mentor_id)
    assignment = Assignment.objects.select_related(
        "mentor__user", "company", "incubator", "residence"
    ).get(pk=assignment.pk)
    require_side_of(assignment, side, by=by, at=at)
    require_word("mode", meeting.mode, Mode.values)
    require_word("need", meeting.need, [*Need.values, ""])
    begin, until = assignment.begins_on, assignment.until_on
    if assignment.state not in TAKEN_UP or not begin <= meeting.on < until:
        raise RuleViolation(
            "session_outside_assignment",
            _("The assignment is active from %(begin)s to %(until)s; a session lies within."),
            field="on",
            status=409,
            begin=begin,
            until=until,
        )
    return MentoringSession(
        mentor=assignment.mentor,
        residence=assignment.residence,
        company=assignment.company,
        incubator=assignment.incubator,
        assignment=assignment,
        on=meeting.on,
        starts=meeting.starts,
        minutes=_length(meeting.minutes),
        mode=meeting.mode,
        place=clean_text(meeting.place, field="place", most=300, lines=False),
        need=meeting.need,
        planned_at=at,
        planned_by=by,
    )


def _save(session: MentoringSession, meeting: Meeting, by) -> None:
    refuse_busy(session.mentor, _begin(session), session.minutes)
    topic = clean_text(meeting.topic, field="topic", most=200, code="topic_missing", lines=False)
    advice = clean_text(meeting.advice, field="advice", most=8000)
    with recorded(by=by):
        session.save()
        SessionNotes.objects.create(session=session, topic=topic, advice=advice)
    session.refresh_from_db(fields=["begins_at", "ends_at"])


def _begin(session: MentoringSession) -> datetime.datetime:
    return datetime.datetime.combine(session.on, session.starts, tzinfo=SHANGHAI)


def _length(minutes: int) -> int:
    if not SHORTEST <= minutes <= LONGEST:
        raise RuleViolation(
            "session_length",
            _("A session lasts between 10 minutes and 8 hours, a working day."),
            field="minutes",
        )
    return minutes


def _require_begun(begins_at: datetime.datetime, at: datetime.datetime) -> None:
    if begins_at > at:
        raise RuleViolation(
            "session_in_future",
            _("It begins later; say how it went when it has been."),
            field="on",
        )


def _require_over(begins_at: datetime.datetime, minutes: int, at: datetime.datetime) -> None:
    """Raises ``session_in_future``: what has not ended has not been held."""
    _require_begun(begins_at, at)
    ends_at = begins_at + datetime.timedelta(minutes=minutes)
    if ends_at > at:
        raise RuleViolation(
            "session_in_future",
            _("With %(minutes)d minutes it ends at %(time)s, which is still to come."),
            field="minutes",
            minutes=minutes,
            time=f"{ends_at.astimezone(SHANGHAI):%H:%M}",
        )


def _ask_to_confirm(session: MentoringSession) -> None:
    tell_of_session(
        session,
        _("Please confirm: meeting with %(mentor)s on %(day)s"),
        _(
            "A meeting of %(company)s with %(mentor)s on %(day)s at %(time)s is on file as held. "
            "Please look at its notes and confirm it, or say that it was not so."
        ),
        to=confirming_side(session),
    )
