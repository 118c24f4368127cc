"""Verbs on what was said and what comes next: notes, next steps, files."""

import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import require_year
from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload
from incubator.core.history import recorded
from incubator.core.numbers import grouped
from mentors.enums import SessionState, Side
from mentors.lifecycle.bookings import held_session
from mentors.lifecycle.refusals import clean_text, require_side_of, require_word
from mentors.models import ActionItem, MentoringSession, SessionFile, SessionNotes

MOST_STEPS, MOST_FILES = 20, 10
MOST_BYTES = 100 * 1024 * 1024  # of all files of one session


@transaction.atomic
def write_notes(
    *,
    session: MentoringSession,
    topic: str,
    advice: str,
    by,
    at: datetime.datetime,
    side: str = Side.MENTOR,
    seen: str = "",
) -> SessionNotes:
    """Write topic and advice, until the company has confirmed the session.

    ``seen`` is the ``mark`` of what the writer had before them: who writes in two windows, or
    beside somebody of the office, overwrites nothing unread. Raises RuleViolation:
    ``not_your_part`` (403), ``topic_missing``, ``text_too_long``, ``notes_closed`` (409),
    ``notes_changed_elsewhere`` (409).
    """
    session = _open(session, side, by, at)
    notes = SessionNotes.objects.get(session=session)
    if seen and seen != notes.mark:
        raise RuleViolation(
            "notes_changed_elsewhere",
            _("Somebody else has written here, or you have in another window."),
            status=409,
        )
    notes.topic = clean_text(topic, field="topic", most=200, code="topic_missing", lines=False)
    notes.advice = clean_text(advice, field="advice", most=8000)
    with recorded(by=by):
        notes.save(update_fields=["topic", "advice"])
    return notes


@transaction.atomic
def add_step(
    *,
    session: MentoringSession,
    text: str,
    owner: str,
    due_on: datetime.date,
    by,
    at: datetime.datetime,
    side: str = Side.MENTOR,
) -> ActionItem:
    """Agree on a next step, with who does it and until when; sent twice it is one.

    Raises RuleViolation: ``not_your_part`` (403), ``step_missing``, ``text_too_long``,
    ``unknown_word``, ``due_before_session``, ``invalid_year``, ``too_many_steps`` (409),
    ``notes_closed`` (409).
    """
    session = _open(session, side, by, at)
    require_word("owner", owner, Side.values)
    text = clean_text(text, field="text", most=300, code="step_missing", lines=False)
    require_year(due_on, field="due_on")
    if due_on < session.on:
        raise RuleViolation(
            "due_before_session",
            _("A next step is due on the day of the session or later."),
            field="due_on",
        )
    if same := session.next_steps.filter(text=text, owner=owner, due_on=due_on).first():
        return same
    if session.next_steps.count() >= MOST_STEPS:
        raise RuleViolation(
            "too_many_steps", _("At most %(most)d next steps."), status=409, most=MOST_STEPS
        )
    with recorded(by=by):
        return ActionItem.objects.create(session=session, text=text, owner=owner, due_on=due_on)


@transaction.atomic
def finish_step(*, step: ActionItem, by, at: datetime.datetime, side: str) -> ActionItem:
    """Say that a next step is done; either side may, and twice is fine.

    Raises RuleViolation ``not_your_part`` (403).
    """
    session = held_session(step.session)
    require_side_of(session, side, by=by, at=at)
    step = ActionItem.objects.get(pk=step.pk)
    if step.done_at is None:
        step.done_at, step.done_by = at, by
        with recorded(by=by):
            step.save(update_fields=["done_at", "done_by"])
    return step


@transaction.atomic
def attach_file(
    *, session: MentoringSession, upload, by, at: datetime.datetime, side: str
) -> SessionFile:
    """Keep a file with a session, from either side; the same file twice is kept once.

    Raises RuleViolation: those of ``core.files.check_upload``, ``not_your_part`` (403),
    ``notes_closed`` (409), ``too_many_files``, ``files_too_large``.
    """
    session = _open(session, side, by, at)
    checked = check_upload(upload)
    present = session.files.in_force()
    if same := present.filter(sha256=checked.sha256).first():
        return same
    if present.count() >= MOST_FILES:
        raise RuleViolation(
            "too_many_files", _("At most %(most)d files are possible here."), most=MOST_FILES
        )
    if (present.aggregate(sum=Sum("size"))["sum"] or 0) + checked.size > MOST_BYTES:
        raise RuleViolation(
            "files_too_large",
            _("All files of a session together have at most %(most)s MB."),
            most=grouped(MOST_BYTES // 1024 // 1024),
        )
    with recorded(by=by):
        return SessionFile.objects.create(
            session=session, uploaded_at=at, uploaded_by=by, **checked.columns()
        )


@transaction.atomic
def detach_file(*, file: SessionFile, by, at: datetime.datetime, side: str) -> None:
    """Take a file away. Raises ``not_your_part`` (403), ``notes_closed`` (409)."""
    _open(file.session, side, by, at)
    with recorded(by=by):
        SessionFile.objects.filter(pk=file.pk, removed_at__isnull=True).update(removed_at=at)


def _open(session: MentoringSession, side: str, by, at: datetime.datetime) -> MentoringSession:
    """Held, and not confirmed or cancelled yet."""
    session = held_session(session)
    require_side_of(session, side, by=by, at=at)
    if session.state in (SessionState.CONFIRMED, SessionState.CANCELLED):
        raise RuleViolation(
            "notes_closed",
            _("The session is “%(state)s”; what is written stays as it is."),
            status=409,
            state=session.get_state_display(),
        )
    return session
