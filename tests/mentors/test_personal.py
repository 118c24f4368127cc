"""A mentor's own data: told, handed out, and erased so that no table knows the person."""

import datetime

import pytest
from django.urls import reverse

from incubator.core.dates import SHANGHAI, now, today
from incubator.statistics.computation import count_year
from incubator.workflows import personal
from incubator.workflows.personal_export import data_of
from mentors import lifecycle
from mentors.models import Mentor, MentorApplication
from tests.applying.test_personal import ADDRESS, MARK, tables_with
from tests.factories import IncubatorFactory, ResidenceFactory, UserFactory, held_with
from tests.mentors.rows import confirmed

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2008, 5, 5, 10, tzinfo=SHANGHAI)


@pytest.fixture
def person():
    return confirmed(UserFactory(username="p-unmistakable", name=MARK, email=ADDRESS))


@pytest.fixture
def session(person):
    """Held in 2008 by a mentor who has the account, and whose name is in every place."""
    made = held_with(ResidenceFactory(on=datetime.date(2007, 5, 1)), 2008)
    mentor = lifecycle.correct_mentor(
        mentor=made.mentor, by=None, name=MARK, email=ADDRESS, phone=MARK, employer=MARK,
        title=MARK, experience=MARK, note=MARK,
    )  # fmt: skip
    lifecycle.link_account(mentor=mentor, email=ADDRESS, by=None, on=today())
    lifecycle.give_feedback(session=made, side="mentor", rating=4, text=MARK, by=person, at=AT)
    lifecycle.make_feed(user=person, at=AT)
    asked = lifecycle.apply_as_mentor(
        user=person, incubator=IncubatorFactory(), at=AT, phone=MARK, statement=MARK, name=MARK,
        kind="investor", employer=MARK, experience=MARK,
    )  # fmt: skip
    lifecycle.decline_mentor_application(application=asked, said=MARK, by=None, at=AT)
    made.refresh_from_db()
    return made


def ended(session) -> None:
    lifecycle.end_appointment(
        appointment=session.assignment.appointment, on=today(), reason="任期调整", by=None, at=now()
    )


def test_everything_held_about_a_mentor_is_handed_out(session, person):
    told = data_of(user=person)["mentoring"]

    (record,) = told["record"]
    assert (record["name"], record["phone"]) == (MARK, MARK)
    assert [term["incubator__name"] for term in record["appointments"]] == [session.incubator.name]
    assert [one["notes__topic"] for one in told["sessions"]] == [session.notes.topic]
    assert [one["text"] for one in told["feedback_given"]] == [MARK]
    assert len(told["calendar_addresses"]) == 1
    assert record["rated"] is None


def test_who_is_out_of_office_takes_no_notes_of_companies(session, person):
    ended(session)

    assert data_of(user=person)["mentoring"]["sessions"] == []


def test_company_takes_no_opinion_of_the_mentor(session):
    other = UserFactory()

    assert data_of(user=other)["mentoring"]["feedback_given"] == []


def test_account_waits_while_somebody_is_in_office(session, person, client):
    asked = personal.ask_erasure(user=person, at=now())

    assert asked.done_at is None
    assert Mentor.objects.get(pk=session.mentor_id).name == MARK
    client.force_login(person)
    client.cookies["django_language"] = "zh-hans"
    assert "您受聘为创业导师" in client.get(reverse("portal:personal")).text


def test_no_table_knows_the_mentor_any_more(session, person):
    assert len(tables_with(MARK)) >= 6
    ended(session)
    figures = count_year(2008).figures

    asked = personal.ask_erasure(user=person, at=now())

    assert asked.done_at is not None
    assert tables_with(MARK) == []
    assert tables_with(ADDRESS) == []
    assert count_year(2008).figures == figures
    mentor = Mentor.objects.get(pk=session.mentor_id)
    assert (mentor.name, mentor.user) == (f"erased-{person.pk}", None)
    assert MentorApplication.objects.get().statement == ""
    assert not person.calendar_feeds.in_force().exists()
    session.notes.refresh_from_db()
    assert session.notes.topic  # the company's record of the meeting stays
