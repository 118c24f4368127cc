"""Races of mentoring with real concurrent connections: the database counts one winner."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Residence
from incubator.workflows import exit as exits
from mentors import lifecycle
from mentors.enums import Side
from mentors.models import (
    Appointment,
    Assignment,
    CalendarFeed,
    Mentor,
    MentoringSession,
    Slot,
)
from tests.companies.test_races import at_once
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    MentorFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.mentors.drafted import appoint_many
from tests.mentors.live import at_work, times
from tests.mentors.rows import AT, DAY, confirmed, hours, meeting, moment, pair

pytestmark = pytest.mark.django_db(transaction=True)
FIFTY = 50


def residents(both, count: int) -> list[tuple[Residence, object]]:
    """Companies in the same incubator, each with somebody who writes for it."""
    found = []
    for _ in range(count):
        stay = ResidenceFactory(incubator=both.incubator, due_on=DAY(2030, 1, 1))
        found.append((stay, RepresentativeFactory(company=stay.company).user))
    return found


def test_of_fifty_who_book_one_slot_one_gets_it_and_the_others_are_told():
    both = pair()
    slot = both.publish()[0]

    outcomes = at_once(
        *[
            lambda stay=stay, user=user: lifecycle.book(
                slot=slot, residence=stay, topic="计划书", by=user, at=AT
            )
            for stay, user in residents(both, FIFTY)
        ]
    )

    assert outcomes == {"done": 1, "slot_taken": FIFTY - 1}
    assert MentoringSession.objects.count() == 1


def test_of_fifty_who_press_the_button_at_once_one_gets_the_slot():
    both = at_work()
    slot = times(both)[0]
    doors = []
    for stay, user in residents(both, FIFTY):
        window = Client()
        window.force_login(user)
        doors.append((window, reverse("mentoring:book", args=[stay.pk, slot.key])))
    answers = []

    outcomes = at_once(
        *[
            lambda window=window, door=door: answers.append(
                window.post(door, {"topic": "计划书"}).status_code
            )
            for window, door in doors
        ]
    )

    assert outcomes == {"done": FIFTY}
    assert Counter(answers) == {302: 1, 400: FIFTY - 1}
    assert MentoringSession.objects.count() == 1


def test_of_many_who_are_accepted_as_many_as_there_are_places():
    both = pair(companies=3)
    proposed = [
        both.propose(residence=stay, asked_by=Side.COMPANY, by=user)
        for stay, user in residents(both, 8)
    ]

    outcomes = at_once(
        *[
            lambda one=one: lifecycle.agree(
                assignment=one, side=Side.MENTOR, by=both.mentor_user, at=AT
            )
            for one in proposed
        ]
    )

    assert outcomes == {"done": 3, "mentor_has_no_place": 5}
    assert Assignment.objects.taking_a_place().count() == 3


def test_assignment_is_not_accepted_as_the_stay_ends():
    both = pair()
    proposed = both.propose()

    def leave():
        exits.leave(
            residence=both.residence,
            reason="moved",
            ground="moved_out",
            on=DAY(2008, 3, 15),
            by=None,
        )

    def agree():
        lifecycle.agree(assignment=proposed, side=Side.MENTOR, by=both.mentor_user, at=AT)

    outcomes = at_once(leave, agree)

    proposed.refresh_from_db()
    assert outcomes["done"] >= 1
    assert outcomes.total() == 2
    assert proposed.state == "declined"


def test_slot_is_not_booked_and_withdrawn_at_once():
    both = pair()
    slot = both.publish()[0]

    def withdraw():
        lifecycle.withdraw_slot(slot=slot, reason="出差", by=both.mentor_user, at=AT)

    outcomes = at_once(lambda: both.book(slot), withdraw)

    assert outcomes["done"] in (1, 2)
    assert not MentoringSession.objects.planned().exists()
    assert Slot.objects.get(pk=slot.pk).withdrawn_at is not None


def test_slots_that_overlap_are_published_once():
    both = pair()

    def publish():
        lifecycle.publish_hours(
            mentor=both.mentor, incubator=both.incubator, when=hours(), by=both.mentor_user, at=AT
        )

    assert at_once(*[publish] * 4) == {"done": 1, "slot_overlap": 3}
    assert Slot.objects.count() == 2


def test_month_is_not_overbooked_by_two_at_once():
    both = pair(hours=1)
    first, second = both.publish()
    (stay, user), (other, writer) = residents(both, 2)

    def book(slot, residence, by):
        return lambda: lifecycle.book(slot=slot, residence=residence, topic="税", by=by, at=AT)

    outcomes = at_once(book(first, stay, user), book(second, other, writer))

    assert outcomes == {"done": 1, "mentor_hours_used_up": 1}


def test_two_swap_nothing_but_one_moves_to_the_free_slot():
    both = pair()
    first, second, third = both.publish(ends=hours().ends.replace(hour=17))
    (stay, user), (other, writer) = residents(both, 2)
    mine = lifecycle.book(slot=first, residence=stay, topic="税", by=user, at=AT)
    theirs = lifecycle.book(slot=second, residence=other, topic="税", by=writer, at=AT)

    outcomes = at_once(
        lambda: lifecycle.move_booking(session=mine, slot=third, by=user, at=AT),
        lambda: lifecycle.move_booking(session=theirs, slot=third, by=writer, at=AT),
    )

    assert outcomes == {"done": 1, "slot_taken": 1}


def test_appointments_that_overlap_do_not_both_come_in():
    mentor, place = MentorFactory(), IncubatorFactory()
    terms = lifecycle.Terms(begins_on=DAY(2008, 1, 1), ends_on=DAY(2010, 1, 1))

    def appoint():
        lifecycle.appoint(mentor=mentor, incubator=place, terms=terms, by=None)

    assert at_once(*[appoint] * 5) == {"done": 1, "appointment_overlap": 4}


def test_one_address_is_put_on_file_once():
    def register():
        lifecycle.register_mentor(by=None, name="王一", kind="investor", email="m@example.test")

    assert at_once(*[register] * 5) == {"done": 1, "mentor_exists": 4}


def test_list_is_sent_twice_at_once_and_appoints_everybody_once():
    place = IncubatorFactory()
    terms = lifecycle.Terms(begins_on=DAY(2008, 1, 1), ends_on=DAY(2010, 1, 1))
    drafts = [
        lifecycle.MentorDraft({"name": name, "employer": "甲", "kind": "investor"}, terms)
        for name in ("王一", "李二")
    ]

    def send():
        appoint_many(incubator=place, drafts=drafts, by=None)

    assert at_once(*[send] * 4) == {"done": 4}
    assert (Mentor.objects.count(), Appointment.objects.count()) == (2, 2)


def test_mentor_on_file_is_claimed_or_tied_once():
    mentor = MentorFactory(email="m@example.test")
    person, other = confirmed(UserFactory(email="m@example.test")), confirmed(UserFactory())

    outcomes = at_once(
        lambda: lifecycle.claim_mentor(user=person, mentor=mentor),
        lambda: lifecycle.link_account(
            mentor=mentor, email=other.email, by=None, on=DAY(2008, 1, 1)
        ),
    )

    assert outcomes == {"done": 1, "account_tied_already": 1}


def test_account_is_tied_to_one_mentor():
    person = confirmed(UserFactory())
    mentors = [MentorFactory(), MentorFactory()]

    def tie(mentor):
        return lambda: lifecycle.link_account(
            mentor=mentor, email=person.email, by=None, on=DAY(2008, 1, 1)
        )

    assert at_once(*map(tie, mentors)) == {"done": 1, "mentor_exists": 1}


def test_mentor_is_at_one_place_at_a_time():
    both = pair()
    ((stay, user),) = residents(both, 1)
    first, second = both.activate(), both.activate(residence=stay, by=user)

    def plan(pair_):
        return lambda: lifecycle.plan_session(
            assignment=pair_, meeting=meeting(), by=both.mentor_user, at=AT
        )

    assert at_once(plan(first), plan(second)) == {"done": 1, "mentor_busy": 1}


def test_request_is_decided_once():
    asked = lifecycle.apply_as_mentor(
        user=UserFactory(), incubator=IncubatorFactory(), at=AT, name="王一", kind="investor"
    )
    terms = lifecycle.Terms(begins_on=DAY(2008, 1, 1), ends_on=DAY(2010, 1, 1))

    def accept():
        lifecycle.accept_mentor_application(application=asked, terms=terms, by=None, at=AT)

    def decline():
        lifecycle.decline_mentor_application(application=asked, said="满", by=None, at=AT)

    assert at_once(accept, decline) == {"done": 1, "mentor_application_move_refused": 1}


def test_session_is_confirmed_or_denied():
    both = pair()
    held = both.hold()
    at = moment(2008, 3, 11)

    outcomes = at_once(
        lambda: lifecycle.confirm_session(session=held, by=both.founder, at=at),
        lambda: lifecycle.report_not_held(
            session=held, reason="没来", side=Side.COMPANY, by=both.founder, at=at
        ),
    )

    assert outcomes == {"done": 1, "session_move_refused": 1}


def test_feedback_is_given_once():
    both = pair()
    held = both.hold()

    def rate():
        lifecycle.give_feedback(
            session=held, side=Side.COMPANY, rating=5, by=both.founder, at=moment(2008, 3, 11)
        )

    assert at_once(rate, rate) == {"done": 1, "feedback_given_already": 1}


def test_one_feed_is_live():
    user = UserFactory()

    assert at_once(*[lambda: lifecycle.make_feed(user=user, at=AT)] * 3) == {"done": 3}
    assert CalendarFeed.objects.in_force().count() == 1


@pytest.mark.usefixtures("_empty_broker")
def test_jobs_at_once_tell_once(mailoutbox):
    both = pair()
    session = both.book(both.publish()[0])
    at = moment(2008, 3, 19, 15)

    outcomes = at_once(*[lambda: lifecycle.remind_of_sessions(at=at)] * 3)

    assert outcomes == {"done": 3}
    assert session.reminders.count() == 1


def test_stake_is_declared_once():
    mentor, company = MentorFactory(), CompanyFactory()

    def declare():
        lifecycle.declare_stake(
            mentor=mentor, company=company, kind="paid", from_on=DAY(2008, 1, 1), by=None
        )

    assert at_once(declare, declare) == {"done": 1, "stake_declared_already": 1}
