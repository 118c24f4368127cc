"""What jobs tell people: terms that end, sessions that are near, sessions nobody reported."""

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import Notice
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.enums import SessionState
from mentors.lifecycle.refusals import locked_mentor
from mentors.lifecycle.sessions import close_unheld
from mentors.lifecycle.telling import of_mentor, of_office, serves, tell, tell_of_session
from mentors.models import (
    Appointment,
    AppointmentNotice,
    Mentor,
    MentoringSession,
    SessionReminder,
)

TERM_LEVELS = (60, 30)  # days
SESSION_LEVELS = (24, 2)  # hours
# Both sides are asked once the day is over; a week without an answer closes the session.
ANSWER_WITHIN = datetime.timedelta(days=7)
REMINDED_EVERY = 14  # days


@transaction.atomic
def remind_mentor(*, mentor: Mentor, by, on: datetime.date) -> None:
    """Ask a mentor who is behind to offer or record sessions; at most every two weeks.

    Raises RuleViolation: ``mentor_not_reachable`` (409), ``reminded_lately`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    readers = of_mentor(mentor)
    if not readers:
        raise RuleViolation(
            "mentor_not_reachable",
            _("There is neither an account nor an e-mail address of %(mentor)s."),
            status=409,
            mentor=mentor.name,
        )
    if mentor.reminded_on and (on - mentor.reminded_on).days < REMINDED_EVERY:
        raise RuleViolation(
            "reminded_lately",
            _("%(mentor)s was reminded on %(on)s; once in %(days)d days is enough."),
            status=409,
            mentor=mentor.name,
            on=mentor.reminded_on,
            days=REMINDED_EVERY,
        )
    mentor.reminded_on = on
    with recorded(by=by):
        mentor.save(update_fields=["reminded_on"])
    tell(
        readers,
        _("Your companies look forward to meeting you"),
        _(
            "According to our records there have been few mentoring sessions of yours this year. "
            "Please offer office hours, or record the sessions that were held."
        ),
        page=reverse("mentoring:mentor"),
    )


def announce_ending_terms(*, on: datetime.date) -> int:
    """Tell the office and the mentor of terms that end in 60 and in 30 days; how many notices.

    A term that is first seen 45 days before its end is announced once, at the level of 60.
    Called twice on a day it tells nobody the second time; two at once tell once.
    """
    ending = (
        Appointment.objects.in_force(on=on)
        .not_renewed()
        .filter(ended_on__isnull=True, until_on__lte=on + datetime.timedelta(days=TERM_LEVELS[0]))
        .select_related("mentor__user", "incubator")
        .order_by("pk")
    )
    return sum(_announce(term, on) for term in ending)


@transaction.atomic
def _announce(term: Appointment, on: datetime.date) -> bool:
    """Whoever writes the notice writes the mails."""
    left = (term.until_on - on).days
    level = min(level for level in TERM_LEVELS if level >= left)
    _notice, is_new = AppointmentNotice.objects.get_or_create(
        appointment=term, days=level, until_on=term.until_on, defaults={"made_on": on}
    )
    to = {
        reverse("admin:mentors_appointment_change", args=[term.pk]): of_office(
            term.incubator, on=on
        ),
        reverse("mentoring:mentor"): of_mentor(term.mentor),
    }
    for page, readers in to.items() if is_new else ():
        tell(
            readers,
            _("The appointment of %(mentor)s ends on %(until)s"),
            _(
                "The appointment of %(mentor)s as a mentor at %(incubator)s ends on %(until)s, in "
                "%(days)s days. Assignments end with it unless it is renewed."
            ),
            page=page,
            mentor=term.mentor.name,
            incubator=term.incubator.name,
            until=term.until_on,
            days=left,
        )
    return is_new


def remind_of_sessions(*, at: datetime.datetime) -> int:
    """Tell both sides of what begins within a day and within two hours; how many reminders.

    One that was booked 5 hours before is announced once, at the level of 2 when that comes.
    """
    soon = at + datetime.timedelta(hours=SESSION_LEVELS[0])
    planned = MentoringSession.objects.planned().filter(begins_at__gt=at, begins_at__lte=soon)
    return sum(_remind(pk, at) for pk in planned.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, at: datetime.datetime) -> bool:
    """Whoever writes the reminder writes the mails."""
    session = _planned(pk)
    if session is None or session.begins_at <= at:
        return False
    left = (session.begins_at - at) / datetime.timedelta(hours=1)
    level = min(level for level in SESSION_LEVELS if level >= left)
    booked_late = session.begins_at - session.planned_at < datetime.timedelta(hours=level)
    if booked_late and level == SESSION_LEVELS[0]:
        return False  # the mail of the booking has just said so
    _reminder, is_new = SessionReminder.objects.get_or_create(
        session=session, hours=level, begins_at=session.begins_at, defaults={"sent_at": at}
    )
    if is_new:
        tell_of_session(
            session,
            _("Soon: %(company)s with %(mentor)s on %(day)s at %(time)s"),
            _("%(company)s meets %(mentor)s on %(day)s at %(time)s (%(mode)s, %(place)s)."),
            notice=Notice.SESSIONS,
        )
    return is_new


def ask_about_sessions(*, at: datetime.datetime) -> int:
    """Ask both sides, once, about sessions of past days of which nobody has said how they went."""
    waiting = (
        MentoringSession.objects.unreported(at=at)
        .filter(asked_at__isnull=True, on__lt=day_of(at))
        .order_by("pk")
    )
    return sum(_ask(pk, at) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _ask(pk: int, at: datetime.datetime) -> bool:
    session = _planned(pk)
    if session is None or session.asked_at is not None:
        return False
    session.asked_at = at
    with recorded(reason="asked whether it was held"):
        session.save(update_fields=["asked_at"])
    # A mentor whose term has ended since has no page to answer on; the company has.
    tell_of_session(
        session,
        _("Was it held? %(company)s with %(mentor)s on %(day)s"),
        _(
            "The meeting of %(company)s with %(mentor)s on %(day)s at %(time)s was planned, and "
            "nobody has said how it went. Please say on its page whether it was held. Without an "
            "answer it is closed as not held on %(until)s."
        ),
        to="both" if serves(session.mentor, session.incubator_id) else "company",
        until=day_of(at + ANSWER_WITHIN),
    )
    return True


def close_unheld_sessions(*, at: datetime.datetime) -> int:
    """Close, as not held, what both sides were asked about a week ago without an answer.

    Both are told, and may still say that it was held.
    """
    silent = MentoringSession.objects.planned().filter(asked_at__lte=at - ANSWER_WITHIN)
    return sum(_close(pk, at) for pk in silent.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _close(pk: int, at: datetime.datetime) -> bool:
    session = _planned(pk)
    if session is None or session.asked_at is None or session.asked_at > at - ANSWER_WITHIN:
        return False
    with recorded(reason="no answer"):
        close_unheld(session, str(_("Nobody answered whether it was held.")), at)
    return True


def _planned(pk: int) -> MentoringSession | None:
    """The session, held, where it is still planned."""
    return (
        MentoringSession.objects.select_for_update(of=("self",), no_key=True)
        .select_related("mentor__user", "company")
        .filter(pk=pk, state=SessionState.PLANNED)
        .first()
    )
