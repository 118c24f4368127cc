"""Bookings: taken, moved, given back until a limit; every refusal."""

import pytest

from incubator.workflows import exit as exits
from mentors import lifecycle
from mentors.enums import Side
from mentors.models import MentoringSession, Slot
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.mentors.rows import AT, DAY, TIME, answer, meeting, moment, pair, refused

pytestmark = pytest.mark.django_db
LIMIT = moment(2008, 3, 19, 14)  # a day before the slots of ``pair().publish()``


@pytest.fixture
def both():
    return pair()


@pytest.fixture
def slots(both):
    return both.publish()


def test_booking_is_a_planned_session_with_the_slots_time(both, slots):
    booking = both.book(slots[0], need="financing")

    assert (booking.on, booking.starts, booking.minutes) == (DAY(2008, 3, 20), TIME(14), 60)
    assert (booking.state, booking.place, booking.need) == ("planned", "302会议室", "financing")
    assert booking.notes.topic == "商业计划书"
    assert list(Slot.objects.free(at=AT)) == [slots[1]]


def test_booking_belongs_to_the_assignment_that_is_active_then(both, slots):
    assignment = both.activate()

    assert both.book(slots[0]).assignment == assignment


def test_booking_until_the_limit(both, slots):
    refusal = refused(
        lifecycle.book, slot=slots[0], residence=both.residence, topic="x", by=both.founder,
        at=LIMIT.replace(minute=1),
    )  # fmt: skip

    assert answer(refusal) == ("too_late_for_slot", 409)
    assert both.book(slots[0], at=LIMIT).state == "planned"


def test_taken_slot_is_taken_until_it_is_given_back(both, slots):
    other = pair()
    stay = ResidenceFactory(
        incubator=both.incubator, company=other.residence.company, due_on=DAY(2030, 1, 1)
    )
    theirs = {"slot": slots[0], "residence": stay, "topic": "税", "by": other.founder, "at": AT}
    booking = both.book(slots[0])

    assert answer(refused(lifecycle.book, **theirs)) == ("slot_taken", 409)
    lifecycle.cancel_session(session=booking, reason="出差", by=both.founder, at=AT)
    assert lifecycle.book(**theirs).company == stay.company


def test_own_company_has_it_already(both, slots):
    both.book(slots[0])
    colleague = RepresentativeFactory(company=both.residence.company).user

    refusal = refused(both.book, slot=slots[0], by=colleague)

    assert answer(refusal) == ("slot_is_yours", 409)


def test_mentor_with_a_stake_in_a_rival_is_not_booked_without_an_assignment(both, slots):
    rival = CompanyFactory(field=both.residence.company.field)
    lifecycle.declare_stake(
        mentor=both.mentor, company=rival, kind="shareholder", from_on=DAY(2008, 1, 1), by=None
    )

    assert answer(refused(both.book, slot=slots[0])) == ("conflict_of_interest", 409)


def test_colleague_does_not_book_a_mentor_who_acts_for_their_company(both, slots):
    RepresentativeFactory(company=both.residence.company, user=both.mentor_user)

    assert answer(refused(both.book, slot=slots[0])) == ("mentor_of_own_company", 409)


def test_what_has_begun_is_not_moved(both, slots):
    booking = both.book(slots[0])

    refusal = refused(
        lifecycle.move_booking, session=booking, slot=slots[1], by=both.mentor_user,
        side=Side.MENTOR, at=booking.begins_at,
    )  # fmt: skip

    assert answer(refusal) == ("session_has_begun", 409)


def test_hours_for_assigned_companies_are_for_them(both):
    slot = both.publish(audience="assigned")[0]

    refusal = refused(both.book, slot=slot)

    assert answer(refusal) == ("slot_for_assigned_only", 409)
    both.activate()
    assert both.book(slot).assignment is not None


def test_nobody_books_for_a_company_that_is_not_theirs(both, slots):
    reader = UserFactory()
    RepresentativeFactory(company=both.residence.company, user=reader, right="view")

    for somebody in (pair().founder, both.mentor_user, reader, UserFactory(staff=True)):
        refusal = refused(both.book, slot=slots[0], by=somebody)
        assert answer(refusal) == ("not_your_part", 403)


def test_mentor_who_acts_for_a_company_does_not_book_itself(both, slots):
    RepresentativeFactory(company=both.residence.company, user=both.mentor_user)

    assert refused(both.book, slot=slots[0], by=both.mentor_user).code == "not_your_part"


def test_office_books_for_a_company(both, slots):
    assert both.book(slots[0], by=None, side=Side.OFFICE).state == "planned"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"topic": "\r\n "}, "topic_missing"),
        ({"topic": "长" * 201}, "text_too_long"),
        ({"need": "magic"}, "unknown_word"),
    ],
)
def test_bookings_that_say_nothing(both, slots, changed, code):
    assert refused(both.book, slot=slots[0], **changed).code == code


def test_topic_stays_on_one_line(both, slots):
    booking = both.book(slots[0], topic="计划\r\nEND:VEVENT\x00")

    assert booking.notes.topic == "计划 END:VEVENT"


def test_time_at_which_the_mentor_meets_somebody_is_not_offered(both, slots):
    lifecycle.plan_session(
        assignment=both.activate(),
        meeting=meeting(on=DAY(2008, 3, 20), starts=TIME(13, 30), minutes=45),
        by=both.mentor_user, at=AT,
    )  # fmt: skip
    booking = both.book(slots[1])

    taken = refused(both.book, slot=slots[0])
    moved = refused(lifecycle.move_booking, session=booking, slot=slots[0], by=both.founder, at=AT)

    assert answer(taken) == answer(moved) == ("mentor_busy", 409)
    assert not Slot.objects.free(at=AT).exists()


def test_slot_that_is_gone(both, slots):
    lifecycle.withdraw_slot(slot=slots[0], reason="出差", by=both.mentor_user, at=AT)

    assert refused(both.book, slot=slots[0]).code == "slot_gone"
    assert refused(both.book, slot=slots[1], at=moment(2008, 3, 20, 15)).code == "slot_gone"


def test_hours_are_of_the_companys_own_incubator(both, slots):
    stay = ResidenceFactory(
        incubator=IncubatorFactory(), company=both.residence.company, due_on=DAY(2030, 1, 1)
    )

    refusal = refused(both.book, slot=slots[0], residence=stay)

    assert answer(refusal) == ("slot_of_another_incubator", 409)


def test_company_that_has_left_by_then_does_not_book(both, slots):
    exits.leave(
        residence=both.residence, reason="moved", ground="moved_out", on=DAY(2008, 3, 20), by=None
    )

    assert refused(both.book, slot=slots[0]).code == "residence_not_open"


def test_mentor_gives_so_many_hours_a_month():
    both = pair(hours=1)
    slots = both.publish()
    both.book(slots[0])

    refusal = refused(both.book, slot=slots[1])

    assert answer(refusal) == ("mentor_hours_used_up", 409)
    april = both.publish(from_on=DAY(2008, 4, 10))[0]
    assert both.book(april).state == "planned"


def test_two_bookings_wait_at_once(both):
    first, second, third = both.publish(ends=TIME(17))
    both.book(first)
    both.book(second)

    assert answer(refused(both.book, slot=third)) == ("too_many_bookings", 409)


def test_booking_moves_to_another_time_of_the_mentor(both, slots):
    booking = both.book(slots[0])

    moved = lifecycle.move_booking(session=booking, slot=slots[1], by=both.founder, at=AT)

    assert (moved.pk, moved.starts, moved.sequence) == (booking.pk, TIME(15), 1)
    assert moved.begins_at == moment(2008, 3, 20, 15)
    assert list(Slot.objects.free(at=AT)) == [slots[0]]


def test_moves_that_cannot_be(both, slots):
    booking = both.book(slots[0])
    elsewhere = pair().publish()[0]
    facts = {"session": booking, "by": both.founder}

    other = refused(lifecycle.move_booking, slot=elsewhere, at=AT, **facts)
    late = refused(lifecycle.move_booking, slot=slots[1], at=LIMIT.replace(minute=1), **facts)
    stranger = refused(
        lifecycle.move_booking, session=booking, slot=slots[1], by=pair().founder, at=AT
    )
    lifecycle.cancel_session(session=booking, reason="出差", by=both.founder, at=AT)
    gone = refused(lifecycle.move_booking, slot=slots[1], at=AT, **facts)

    assert answer(other) == ("slot_of_another_mentor", 400)
    assert answer(late) == ("too_late_for_slot", 409)
    assert answer(stranger) == ("not_your_part", 403)
    assert answer(gone) == ("not_a_booking", 409)


def test_company_cancels_until_the_limit_and_the_mentor_until_it_begins(both, slots):
    booking = both.book(slots[0])
    late = LIMIT.replace(minute=1)
    facts = {"session": booking, "reason": "生病"}

    company = refused(lifecycle.cancel_session, by=both.founder, at=late, **facts)
    begun = refused(
        lifecycle.cancel_session, by=both.mentor_user, side=Side.MENTOR,
        at=moment(2008, 3, 20, 14), **facts,
    )  # fmt: skip
    cancelled = lifecycle.cancel_session(by=both.mentor_user, side=Side.MENTOR, at=late, **facts)

    assert answer(company) == ("too_late_for_slot", 409)
    assert answer(begun) == ("session_has_begun", 409)
    assert (cancelled.state, cancelled.sequence) == ("cancelled", 1)
    again = refused(lifecycle.cancel_session, by=both.founder, at=AT, **facts)
    assert answer(again) == ("session_move_refused", 409)


def test_reason_is_said(both, slots):
    booking = both.book(slots[0])

    refusal = refused(lifecycle.cancel_session, session=booking, reason="", by=both.founder, at=AT)

    assert refusal.code == "reason_missing"
    assert MentoringSession.objects.planned().count() == 1
