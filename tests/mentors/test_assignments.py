"""Assignments: asked for or proposed, agreed by both, active, ended; every refusal."""

import pytest

from mentors import lifecycle
from mentors.enums import Side
from mentors.models import Assignment, MentoringSession
from tests.mentors.rows import AT, DAY, moment, pair

pytestmark = pytest.mark.django_db


def test_company_asks_mentor_agrees_office_starts():
    both = pair()

    proposed = both.propose()
    accepted = lifecycle.agree(assignment=proposed, side=Side.MENTOR, by=both.mentor_user, at=AT)
    active = lifecycle.activate_assignment(assignment=accepted, on=DAY(2008, 3, 5), by=None, at=AT)

    assert (proposed.state, accepted.state, active.state) == ("proposed", "accepted", "active")
    assert active.appointment == both.term
    assert list(Assignment.objects.active(on=DAY(2008, 3, 5))) == [active]
    assert not Assignment.objects.active(on=DAY(2008, 3, 4)).exists()


def test_session_is_recorded_and_confirmed():
    both = pair()
    session = both.hold()

    confirmed = lifecycle.confirm_session(session=session, by=both.founder, at=moment(2008, 3, 11))

    assert (session.state, confirmed.state) == ("held", "confirmed")
    assert session.begins_at == moment(2008, 3, 10, 10)
    assert session.ends_at == moment(2008, 3, 10, 11)
    assert session.notes.advice == "先做客户访谈"
    assert list(MentoringSession.objects.took_place()) == [session]


def test_slot_is_booked():
    both = pair()
    slots = both.publish()

    booking = both.book(slots[0])

    assert len(slots) == 2
    assert (booking.slot, booking.state, booking.assignment) == (slots[0], "planned", None)
