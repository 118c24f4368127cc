"""Figures of mentoring in the API, and the lists behind them."""

import pytest

from tests.api.conftest import API, computed
from tests.factories import held_with


@pytest.fixture
def sessions(zone):
    """A session of 2007 at Alpha, computed."""
    held = [held_with(zone.stay(zone.newcomer, zone.alpha), 2007)]
    computed(2007)
    return held


def test_mentors_behind_a_figure(as_zone, sessions):
    term = sessions[0].assignment.appointment

    answer = as_zone.get(f"{API}statistics/2007/mentors_in_office/mentors/").json()

    assert (answer["value"], answer["count"], answer["listed"]) == (1, 1, 1)
    assert answer["results"] == [
        {
            "mentor": term.mentor_id, "name": "甲孵化器导师", "kind": "entrepreneur",
            "incubator": "alpha", "level": "incubator", "begins_on": "2007-01-01",
            "until_on": "2028-01-01", "appointment": term.pk,
        }
    ]  # fmt: skip


def test_sessions_behind_hours_tell_nothing_that_was_said(as_zone, sessions):
    answer = as_zone.get(f"{API}statistics/2007/mentoring_hours/sessions/")

    assert answer.json()["listed"] == answer.json()["value"] == 1
    assert set(answer.json()["results"][0]) == {
        "session", "on", "mentor", "company", "field", "incubator", "mode", "minutes", "state",
    }  # fmt: skip
    assert "辅导主题" not in answer.content.decode()
    assert "辅导建议" not in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("sessions/mentors/", "other_facts"),
        ("mentors_in_office/sessions/", "other_facts"),
        ("mentors_in_office/companies/", "other_facts"),
        ("satisfaction/sessions/", "not_drillable"),
        ("mentors_in_office/mentors/?part=national", "invalid_choice"),
        ("rating_points/sessions/?part=energy", "no_parts"),
    ],
)
@pytest.mark.usefixtures("sessions")
def test_other_lists_are_refused(as_zone, refused, path, code):
    status = 400 if code in ("invalid_choice", "no_parts") else 404

    assert refused(as_zone.get(f"{API}statistics/2007/{path}"), status) == code


def test_parts_are_named_and_open(as_zone, sessions):
    figure = as_zone.get(f"{API}statistics/2007/").json()["indicators"]["mentors_in_office"]

    assert figure["parts"] == {"entrepreneur": {"label": "Entrepreneur", "value": 1}}
    opened = as_zone.get(f"{API}statistics/2007/mentors_in_office/mentors/?part=entrepreneur")
    assert opened.json()["count"] == 1


@pytest.mark.usefixtures("sessions")
def test_another_incubator_sees_none_of_it(clients, refused):
    own = clients["manager of beta"].get(f"{API}statistics/2007/sessions/sessions/")
    foreign = clients["manager of beta"].get(
        f"{API}statistics/2007/sessions/sessions/?incubator=alpha"
    )

    assert refused(own, 404) == "no_figures"
    assert refused(foreign, 404) == "not_found"
