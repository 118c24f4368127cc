"""Many mentors at one stroke: tried and taken back, then all of them or none."""

import pytest

from mentors import lifecycle
from mentors.lifecycle.imports import problems_of
from mentors.models import Appointment, Mentor
from tests.factories import AppointmentFactory, IncubatorFactory
from tests.mentors.rows import DAY, answer, everything, refused

pytestmark = pytest.mark.django_db
TERMS = lifecycle.Terms(begins_on=DAY(2030, 1, 1), ends_on=DAY(2032, 1, 1))


def draft(name: str, **facts) -> lifecycle.MentorDraft:
    return lifecycle.MentorDraft({"name": name, "kind": "investor", **facts}, TERMS)


def test_trial_tells_every_problem_and_leaves_nothing():
    term = AppointmentFactory(mentor__name="王一", mentor__employer="甲公司")
    before = everything()

    found = problems_of(
        incubator=term.incubator,
        drafts=[draft("新人"), draft("王一", employer="甲公司"), draft(" ")],
    )

    assert [(place, one.code) for place, one in found] == [
        (1, "mentor_on_file"), (2, "mentor_without_name"),
    ]  # fmt: skip
    assert everything() == before


def test_all_or_none_are_appointed():
    place = IncubatorFactory()
    many = [draft("新人", email="n@example.test"), draft("王一")]

    assert len(lifecycle.appoint_many(incubator=place, drafts=many, by=None)) == 2
    refusal = refused(
        lifecycle.appoint_many, incubator=place, drafts=[draft("另一人"), draft("王一")], by=None
    )

    assert answer(refusal) == ("mentor_on_file", 409)
    assert (Mentor.objects.count(), Appointment.objects.count()) == (2, 2)
