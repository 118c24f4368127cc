"""Mentors, assignments and sessions through the API: filters, scope, and no words of anybody's."""

import datetime

import pytest

from mentors import lifecycle
from tests.api.conftest import API
from tests.factories import AppointmentFactory, MentorFactory, ResidenceFactory, held_with

DAY = datetime.date


@pytest.fixture
def session(zone):
    return zone.session(zone.alpha)


def listed(client, path: str) -> list[dict]:
    response = client.get(API + path)
    assert response.status_code == 200, response.json()
    return response.json()["results"]


def test_mentor_has_the_terms_in_reach_and_no_address(as_alpha, as_zone, zone, session):
    mentor = session.mentor
    lifecycle.correct_mentor(mentor=mentor, by=None, email="m@example.test", phone="13800000000")
    AppointmentFactory(mentor=mentor, incubator=zone.beta)

    of_alpha = as_alpha.get(f"{API}mentors/{mentor.pk}/")

    assert of_alpha.json() == {
        "id": mentor.pk, "name": "甲孵化器导师", "kind": "entrepreneur", "tier": "mentor",
        "employer": "", "title": "", "fields": ["materials"], "strengths": [], "stages": [],
        "languages": [], "retired_on": None, "is_generated": False,
        "appointments": [{
            "id": mentor.appointments.get(incubator=zone.alpha).pk, "incubator": "alpha",
            "level": "incubator", "certificate": "", "begins_on": "2008-01-01",
            "ends_on": "2028-01-01", "until_on": "2028-01-01", "companies": 5, "hours": 8,
        }],
    }  # fmt: skip
    terms = as_zone.get(f"{API}mentors/{mentor.pk}/").json()["appointments"]
    assert {term["incubator"] for term in terms} == {"alpha", "beta"}


def test_assignment(as_alpha, session):
    assignment = session.assignment

    row = as_alpha.get(f"{API}assignments/{assignment.pk}/").json()

    assert row == {
        "id": assignment.pk, "incubator": "alpha", "mentor": session.mentor_id,
        "mentor_name": "甲孵化器导师", "company": session.company_id, "company_name": "新来公司",
        "residence": session.residence_id, "state": "active", "asked_by": "office", "needs": [],
        "begins_on": "2008-03-01", "ends_on": "2009-03-01", "ended_on": None,
        "until_on": "2009-03-01", "end_reason": "",
    }  # fmt: skip


def test_session_says_when_and_not_what(as_alpha, session):
    response = as_alpha.get(f"{API}sessions/{session.pk}/")

    assert response.json() == {
        "id": session.pk, "incubator": "alpha", "mentor": session.mentor_id,
        "company": session.company_id, "residence": session.residence_id,
        "assignment": session.assignment_id, "on": "2008-03-10", "starts": "10:00:00",
        "minutes": 60, "mode": "on_site", "need": "", "state": "held",
    }  # fmt: skip
    assert "辅导" not in response.content.decode()


@pytest.mark.parametrize("path", ["sessions/", "assignments/", "mentors/"])
def test_words_of_a_session_are_nowhere(clients, session, path):
    for who in ("zone", "auditor", "superuser", "manager of alpha"):
        body = clients[who].get(API + path).content.decode()
        assert "辅导主题" not in body
        assert "辅导建议" not in body


@pytest.mark.parametrize(
    "question", ["q=%E8%BE%85%E5%AF%BC", "topic=x", "advice=x", "notes__topic=x"]
)
def test_words_of_a_session_cannot_be_searched(as_alpha, session, question, refused):
    assert refused(as_alpha.get(f"{API}sessions/?{question}"), 400) == "unknown_parameter"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("q=jiafuhuaqi", ["甲孵化器导师"]),
        ("q=%E5%AF%BC%E5%B8%88", ["甲孵化器导师"]),
        ("q=nobody", []),
        ("kind=entrepreneur", ["甲孵化器导师"]),
        ("kind=investor", []),
        ("tier=mentor", ["甲孵化器导师"]),
        ("field=materials", ["甲孵化器导师"]),
        ("field=energy", []),
        ("incubator=alpha", ["甲孵化器导师"]),
        ("in_office_on=2007-12-31", []),
        ("in_office_on=2008-01-01&incubator=alpha", ["甲孵化器导师"]),
    ],
)
def test_which_mentors(as_alpha, session, question, found):
    assert [row["name"] for row in listed(as_alpha, f"mentors/?{question}")] == found


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("state=active", 1), ("state=ended", 0), ("incubator=alpha", 1),
        ("active_on=2008-03-01", 1), ("active_on=2009-03-01", 0),
    ],
)  # fmt: skip
def test_which_assignments(as_alpha, session, question, count):
    assert len(listed(as_alpha, f"assignments/?{question}")) == count


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("state=held", 1), ("state=confirmed", 0), ("incubator=alpha", 1),
        ("since=2008-03-10", 1), ("since=2008-03-11", 0), ("until=2008-03-10", 0),
    ],
)  # fmt: skip
def test_which_sessions(as_alpha, session, question, count):
    assert len(listed(as_alpha, f"sessions/?{question}")) == count


def test_terms_elsewhere_are_not_asked(as_alpha, zone, session):
    """That a mentor is in office at another incubator is no business of this one's manager."""
    AppointmentFactory(
        mentor=session.mentor,
        incubator=zone.beta,
        begins_on=DAY(2001, 1, 1),
        ends_on=DAY(2002, 1, 1),
    )

    assert listed(as_alpha, "mentors/?in_office_on=2001-06-01") == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("mentors/", 4), ("assignments/", 3), ("sessions/", 3)]
)
def test_lists_cost_the_same(request, path, queries, count):
    client, zone = request.getfixturevalue("as_alpha"), request.getfixturevalue("zone")
    for _ in range(count):
        held_with(ResidenceFactory(incubator=zone.alpha))
    MentorFactory()

    with request.getfixturevalue("django_assert_num_queries")(queries):
        assert len(listed(client, path)) == count
