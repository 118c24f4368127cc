"""What jobs tell people: once for each level, and nothing silently."""

import datetime

import pytest
from django.db import transaction

from incubator.accounts.models import Notice
from incubator.core import tasks
from mentors import lifecycle
from mentors.models import AppointmentNotice, SessionReminder
from tests.factories import AppointmentFactory, MembershipFactory
from tests.mentors.rows import AT, DAY, answer, moment, pair, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """What would have gone to the queue: (address, subject, text)."""
    posted = []
    monkeypatch.setattr(
        tasks.send_mail,
        "delay",
        lambda **mail: posted.append((mail["to"], mail["subject"], mail["text"])),
    )
    monkeypatch.setattr(transaction, "on_commit", lambda work, **_more: work())
    return posted


@pytest.fixture
def both(sent):
    found = pair()
    sent.clear()
    return found


def to_whom(sent) -> list[str]:
    return sorted(address for address, _subject, _text in sent)


# Terms


def test_term_is_announced_at_sixty_and_at_thirty_days_once(sent):
    term = AppointmentFactory(ends_on=DAY(2010, 1, 1), mentor__email="m@example.test")
    office = MembershipFactory(incubator=term.incubator).user
    sent.clear()
    ends = term.ends_on

    days = {
        left: lifecycle.announce_ending_terms(on=ends - datetime.timedelta(days=left))
        for left in (61, 60, 60, 45, 31, 30, 30, 1, 0)
    }

    assert {left for left, count in days.items() if count} == set()
    assert AppointmentNotice.objects.count() == 2
    assert to_whom(sent) == sorted([office.email, "m@example.test"] * 2)


def test_term_first_seen_late_is_announced_once():
    AppointmentFactory(ends_on=DAY(2010, 1, 1))

    assert lifecycle.announce_ending_terms(on=DAY(2009, 11, 17)) == 1
    assert lifecycle.announce_ending_terms(on=DAY(2009, 11, 18)) == 0
    assert lifecycle.announce_ending_terms(on=DAY(2009, 12, 20)) == 1


def test_renewed_and_ended_terms_are_not_announced():
    renewed = AppointmentFactory(ends_on=DAY(2010, 1, 1))
    lifecycle.renew_appointment(appointment=renewed, ends_on=DAY(2012, 1, 1), by=None)
    ended = AppointmentFactory(ends_on=DAY(2010, 1, 1))
    lifecycle.end_appointment(appointment=ended, on=DAY(2009, 6, 1), reason="离任", by=None, at=AT)

    assert lifecycle.announce_ending_terms(on=DAY(2009, 12, 15)) == 0


# Reminders


@pytest.fixture
def booked(both, sent):
    session = both.book(both.publish()[0])
    sent.clear()
    return session


def test_both_are_reminded_a_day_and_two_hours_before_once(both, booked, sent):
    for at in (
        moment(2008, 3, 19, 13, 59),
        moment(2008, 3, 19, 14),
        moment(2008, 3, 19, 14, 10),
        moment(2008, 3, 20, 11, 59),
        moment(2008, 3, 20, 12),
        moment(2008, 3, 20, 12, 10),
        moment(2008, 3, 20, 14),
    ):
        lifecycle.remind_of_sessions(at=at)

    assert sorted(SessionReminder.objects.values_list("hours", flat=True)) == [2, 24]
    assert to_whom(sent) == sorted([both.founder.email, both.mentor_user.email] * 2)
    assert all("商业计划书" not in text for _to, _subject, text in sent)


def test_reminders_are_not_sent_to_those_who_do_not_want_them(both, booked, sent):
    both.founder.muted = [Notice.SESSIONS.value]
    both.founder.save()

    lifecycle.remind_of_sessions(at=moment(2008, 3, 19, 14))

    assert to_whom(sent) == [both.mentor_user.email]


def test_what_was_booked_within_the_day_is_reminded_of_at_two_hours_alone(both, sent):
    slot = both.publish(notice_hours=0)[0]
    both.book(slot, at=moment(2008, 3, 20, 9))

    for hour in (9, 10, 12, 13):
        lifecycle.remind_of_sessions(at=moment(2008, 3, 20, hour))

    assert list(SessionReminder.objects.values_list("hours", flat=True)) == [2]


def test_moved_session_is_reminded_of_anew(both, booked):
    lifecycle.remind_of_sessions(at=moment(2008, 3, 19, 14))
    later = both.publish(from_on=DAY(2008, 3, 27), notice_hours=0)[0]
    lifecycle.move_booking(session=booked, slot=later, by=None, side="office", at=AT)

    assert lifecycle.remind_of_sessions(at=moment(2008, 3, 26, 15)) == 1


def test_cancelled_session_is_not_reminded_of(both, booked):
    lifecycle.cancel_session(session=booked, reason="出差", by=both.founder, at=AT)

    assert lifecycle.remind_of_sessions(at=moment(2008, 3, 19, 14)) == 0


# Sessions that nobody reports


def test_unreported_session_is_asked_about_and_then_closed_and_both_are_told(both, booked, sent):
    same_day = lifecycle.ask_about_sessions(at=moment(2008, 3, 20, 23))
    asked = [lifecycle.ask_about_sessions(at=moment(2008, 3, 21, 9)) for _ in range(2)]
    early = lifecycle.close_unheld_sessions(at=moment(2008, 3, 28, 8, 59))
    closed = [lifecycle.close_unheld_sessions(at=moment(2008, 3, 28, 9)) for _ in range(2)]

    booked.refresh_from_db()
    assert (same_day, asked, early, closed) == (0, [1, 0], 0, [1, 0])
    assert (booked.state, booked.closed_because) == ("not_held", "询问是否进行，双方均未答复。")
    assert to_whom(sent) == sorted([both.founder.email, both.mentor_user.email] * 2)
    assert "2008年3月28日" in sent[0][2]


def test_answer_in_time_keeps_it_open(both, booked):
    lifecycle.ask_about_sessions(at=moment(2008, 3, 21, 9))
    lifecycle.report_held(session=booked, by=both.mentor_user, at=moment(2008, 3, 22))

    assert lifecycle.close_unheld_sessions(at=moment(2008, 3, 28, 9)) == 0


def test_closed_session_can_still_be_said_to_have_been_held(both, booked):
    lifecycle.ask_about_sessions(at=moment(2008, 3, 21, 9))
    lifecycle.close_unheld_sessions(at=moment(2008, 3, 28, 9))

    held = lifecycle.report_held(session=booked, by=both.mentor_user, at=moment(2008, 3, 29))

    assert held.state == "held"


# One who is behind


def test_mentor_is_reminded_every_two_weeks_at_most(both, sent):
    lifecycle.remind_mentor(mentor=both.mentor, by=None, on=DAY(2008, 6, 1))
    soon = refused(lifecycle.remind_mentor, mentor=both.mentor, by=None, on=DAY(2008, 6, 14))
    lifecycle.remind_mentor(mentor=both.mentor, by=None, on=DAY(2008, 6, 15))

    assert answer(soon) == ("reminded_lately", 409)
    assert to_whom(sent) == [both.mentor_user.email] * 2


def test_mentor_without_any_address_is_not_reachable():
    mentor = AppointmentFactory().mentor

    refusal = refused(lifecycle.remind_mentor, mentor=mentor, by=None, on=DAY(2008, 6, 1))

    assert answer(refusal) == ("mentor_not_reachable", 409)


def test_nothing_is_sent_of_what_did_not_happen(both, sent):
    sent.clear()

    refused(both.propose, goals="")

    assert sent == []
