"""Many mentors at one stroke: tried and taken back, then all of them or none, and none twice."""

import pytest

from mentors import lifecycle
from mentors.models import Appointment, Mentor
from tests.factories import AppointmentFactory, IncubatorFactory
from tests.mentors.drafted import appoint_many, trial_of
from tests.mentors.rows import DAY, answer, everything, refused

pytestmark = pytest.mark.django_db
TERMS = lifecycle.Terms(begins_on=DAY(2030, 1, 1), ends_on=DAY(2032, 1, 1))
LATER = lifecycle.Terms(begins_on=DAY(2032, 1, 1), ends_on=DAY(2034, 1, 1))


def draft(name: str, terms: lifecycle.Terms = TERMS, **facts) -> lifecycle.MentorDraft:
    return lifecycle.MentorDraft({"name": name, "kind": "investor", **facts}, terms)


@pytest.fixture
def place():
    return IncubatorFactory()


@pytest.fixture
def on_file(place):
    """王一 of 甲公司, appointed there until 2028."""
    return AppointmentFactory(
        incubator=place, mentor__name="王一", mentor__employer="甲公司",
        mentor__email="wang@example.test", mentor__phone="138-0013 8000",
    ).mentor  # fmt: skip


def told(place, *drafts) -> list:
    """What comes of each: whose second term, "new", "out", or the refusal's code."""
    before = everything()
    found = trial_of(incubator=place, drafts=drafts)
    assert everything() == before
    return [
        one.refusal.code if one.refusal
        else "out" if one.appointment is None
        else one.on_file or "new"
        for one in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    "facts",
    [
        {"email": "WANG@example.test"},
        {"phone": "+86 13800138000"},
        {"employer": " 甲公司 "},
        {"email": "wang@example.test", "employer": "乙公司", "phone": "13900139000"},
    ],
)
def test_somebody_on_file_is_appointed_once_more_and_not_put_on_file_again(place, on_file, facts):
    drafts = [draft("王一", **facts)]

    assert told(place, *drafts) == [on_file]
    assert appoint_many(incubator=place, drafts=drafts, by=None)[0].mentor == on_file
    assert Mentor.objects.count() == 1


def test_list_that_is_sent_twice_appoints_nobody_twice(place):
    drafts = [
        draft("一", email="a@example.test"), draft("二", phone="0574-87901234"),
        draft("三", employer="甲公司"),
    ]  # fmt: skip
    assert len(appoint_many(incubator=place, drafts=drafts, by=None)) == 3
    before = everything()

    again = [*drafts, draft("四", employer="甲公司")]
    assert told(place, *again) == ["out", "out", "out", "new"]
    assert appoint_many(incubator=place, drafts=drafts, by=None) == []
    assert everything() == before


def test_person_who_stands_in_a_list_twice_is_one(place):
    same = draft("王一", employer="甲公司")
    drafts = [same, same, draft("王一", LATER, employer="甲公司")]

    fates = trial_of(incubator=place, drafts=drafts)

    assert [one.appointment is not None for one in fates] == [True, False, True]
    assert fates[1].on_file == fates[2].on_file == fates[0].appointment.mentor
    appoint_many(incubator=place, drafts=drafts, by=None)
    assert (Mentor.objects.count(), Appointment.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "李二", "email": "wang@example.test"},  # somebody else's address
        {"name": "李二", "phone": "13800138000"},  # somebody else's number
        {"name": "王一", "employer": "甲公司", "email": "other@example.test"},
        {"name": "王一"},  # which 王一?
        {"name": "王一", "phone": "13900139000"},
    ],
)
def test_what_is_not_certain_is_asked(place, on_file, facts):
    assert told(place, draft(**facts)) == ["mentor_on_file"]
    refusal = refused(
        appoint_many, incubator=place, drafts=[draft("新人"), draft(**facts)], by=None
    )
    assert answer(refusal) == ("mentor_on_file", 409)


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "王一", "employer": "乙公司"},
        {"name": "王一", "email": "other@example.test"},
        {"name": "李二", "employer": "甲公司"},
        {"name": "李二", "phone": "8000"},  # an extension names nobody
    ],
)
def test_others_are_new(place, on_file, facts):
    assert told(place, draft(**facts)) == ["new"]


def test_people_of_other_incubators_are_found_by_their_address_alone(on_file):
    """Whoever guesses a name learns that it is on file, and neither address nor number."""
    elsewhere = IncubatorFactory()

    fates = trial_of(
        incubator=elsewhere,
        drafts=[
            draft("王一", employer="甲公司"), draft("王一", phone="13800138000"),
            draft("李二", phone="13800138000"), draft("王一", email="wang@example.test"),
        ],
    )  # fmt: skip

    said = [one.refusal.detail for one in fates[:3]]
    assert fates[3].on_file == on_file
    assert not [one for one in said if "wang@" in one]
    assert "王一" not in said[2]


def test_trial_tells_every_problem_and_leaves_nothing(place, on_file):
    assert told(
        place, draft("新人"), draft(" "), draft("某", email="no address"),
        draft("某", lifecycle.Terms(DAY(2030, 1, 1), DAY(2029, 1, 1))),
        draft("王一", lifecycle.Terms(DAY(2020, 1, 1), DAY(2030, 1, 1)), employer="甲公司"),
    ) == [
        "new", "mentor_without_name", "email_invalid", "term_ends_before_it_begins",
        "appointment_overlap",
    ]  # fmt: skip


def test_all_or_none_are_appointed(place):
    refusal = refused(appoint_many, incubator=place, drafts=[draft("新人"), draft(" ")], by=None)

    assert refusal.code == "mentor_without_name"
    assert not Mentor.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_who_is_on_file_is_read_once(place, count, django_assert_num_queries):
    drafts = [draft(f"第{n}人", email=f"{n}@example.test") for n in range(count)]
    appoint_many(incubator=place, drafts=drafts, by=None)

    # Who is on file and who was there, the trial and its end; each row: its own end, and
    # whether it has the term.
    with django_assert_num_queries(5 + 5 * count):
        trial_of(incubator=place, drafts=drafts)
