"""What several verbs of mentoring require, each with its refusal."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from companies.enums import Right
from companies.models import Company, Representative
from incubator.core.dates import day_of, today
from incubator.core.errors import RuleViolation
from mentors.enums import TOOK_PLACE, ApplicationState, AssignmentState, SessionState, Side
from mentors.models import Appointment, Mentor, MentoringSession
from mentors.rules.moves import may_move


def locked_mentor(mentor_id: int) -> Mentor:
    """The mentor as on file now, held until the transaction ends: places, hours and terms of
    one mentor change one after the other. A residence is held before it, rows under it after.

    Raises ``mentor_taken_back`` (409): the file that brought somebody can be taken back.
    """
    mentors = Mentor.objects.select_for_update(of=("self",), no_key=True).select_related("user")
    mentor = mentors.filter(pk=mentor_id).first()
    if mentor is None:
        raise taken_back()
    return mentor


def taken_back() -> RuleViolation:
    """``mentor_taken_back`` (409)."""
    return RuleViolation(
        "mentor_taken_back",
        _("This has just been taken off file: the file that brought it was taken back."),
        status=409,
    )


def require_side(
    side: str,
    *,
    by,
    at: datetime.datetime,
    mentor: Mentor,
    incubator_id: int,
    company: Company | None = None,
) -> None:
    """Raises ``not_your_part`` (403) where somebody does not stand on a side at a moment.

    A company is spoken for by those who may write for it and are not the mentor; a mentor is
    one while in office there (else ``mentor_not_in_office``, 409); who may act for the office
    is the page's part.
    """
    if side == Side.OFFICE:
        return
    if side == Side.MENTOR:
        stands = mentor.user_id is not None and mentor.user_id == getattr(by, "pk", None)
        if stands:
            require_in_office(mentor, incubator_id, day_of(at))
    else:
        stands = company is not None and acts_for(by, company) and mentor.user_id != by.pk
    if not stands:
        raise RuleViolation(
            "not_your_part", _("Somebody else has to do this: it is not your part."), status=403
        )


def require_side_of(row: Any, side: str, *, by, at: datetime.datetime) -> None:
    """``require_side`` in an assignment or a session."""
    require_side(
        side,
        by=by,
        at=at,
        mentor=row.mentor,
        incubator_id=row.incubator_id,
        company=row.company,
    )


def acts_for(user: Any, company: Company) -> bool:
    """Whether somebody may write for a company today."""
    return (
        Representative.objects.in_force()
        .filter(company=company, user=user, right__in=[Right.EDIT, Right.SIGN])
        .exists()
    )


def require_in_office(mentor: Mentor, incubator_id: int, on: datetime.date) -> Appointment:
    """The term in force on a day. Raises ``mentor_not_in_office`` (409)."""
    term = (
        Appointment.objects.in_force(on=on)
        .filter(mentor=mentor, incubator=incubator_id)
        .order_by("pk")
        .first()
    )
    if term is None:
        raise RuleViolation(
            "mentor_not_in_office",
            _("%(mentor)s is not appointed there on %(on)s."),
            status=409,
            mentor=mentor.name,
            on=on,
        )
    return term


def refuse_busy(
    mentor: Mentor,
    begins_at: datetime.datetime,
    minutes: int,
    *,
    but: MentoringSession | None = None,
) -> None:
    """Raises ``mentor_busy`` (409) for a second meeting at one time: hours count once."""
    ends_at = begins_at + datetime.timedelta(minutes=minutes)
    others = MentoringSession.objects.filter(
        mentor=mentor, state__in=[SessionState.PLANNED, *TOOK_PLACE],
        begins_at__lt=ends_at, ends_at__gt=begins_at,
    )  # fmt: skip
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.order_by("begins_at").first()
    if other:
        raise RuleViolation(
            "mentor_busy",
            _("%(mentor)s has a meeting on file on %(on)s at %(time)s, for %(minutes)d minutes."),
            field="starts",
            status=409,
            mentor=mentor.name,
            on=other.on,
            time=f"{other.starts:%H:%M}",
            minutes=other.minutes,
        )


def require_move(
    row: Any, to: AssignmentState | SessionState | ApplicationState, code: str
) -> None:
    """Raises ``code`` (409) for a move that the table lacks."""
    if not may_move(row.state, to):
        raise move_refused(code, now=row.get_state_display(), to=to.label)


def move_refused(code: str, *, now: str, to: object) -> RuleViolation:
    """The refusal of a move."""
    return RuleViolation(
        code, _("What is “%(now)s” cannot become “%(to)s”."), status=409, now=now, to=to
    )


def require_word(field: str, word: object, known: Sequence[str]) -> None:
    """Raises ``unknown_word``."""
    if word not in known:
        raise RuleViolation(
            "unknown_word",
            _("“%(word)s” is not among what can be chosen."),
            field=field,
            word=str(word)[:40],
        )


def require_past(on: datetime.date, *, first_without: bool = False) -> None:
    """Raises ``in_future``: what is recorded has happened.

    ``first_without``: the day is the first one without, so today may be the last one with.
    """
    if on > today() + datetime.timedelta(days=int(first_without)):
        raise RuleViolation(
            "in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )


def clean_text(text: str, *, field: str, most: int, code: str = "", lines: bool = True) -> str:
    """What somebody typed, without what nobody sees; on one line unless ``lines``.

    Raises ``code`` where nothing is left and a code is given, and ``text_too_long``.
    """
    kept = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())
    said = kept.strip() if lines else " ".join(kept.split())
    if code and not said:
        raise RuleViolation(code, _("Say it in a few words or more."), field=field)
    if len(said) > most:
        raise RuleViolation(
            "text_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            field=field,
            most=most,
            count=len(said),
        )
    return said
