"""Mentors on file, their terms and stakes, and requests to become one; every refusal."""

from decimal import Decimal

import pytest

from incubator.accounts.access import Access
from mentors import lifecycle
from mentors.enums import Side
from mentors.models import Appointment, Mentor, MentorApplication
from tests.factories import (
    AppointmentFactory,
    CompanyFactory,
    IncubatorFactory,
    MentorFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.mentors.rows import AT, DAY, answer, hours, moment, pair, refused

pytestmark = pytest.mark.django_db
FACTS = {"name": "王一", "kind": "investor"}


def test_mentor_is_found_by_what_is_typed():
    mentor = MentorFactory(name=" 王一\n", employer="甬江创投")

    assert mentor.name == "王一"
    for text in ("王", "wang", "wy", "甬江", "甬江 王"):
        assert list(Mentor.objects.matching(text)) == [mentor], text
    assert not Mentor.objects.matching("李").exists()


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"name": " "}, "mentor_without_name", "name"),
        ({"name": "长" * 81}, "text_too_long", "name"),
        ({"kind": "guru"}, "unknown_word", "kind"),
        ({"tier": "saint"}, "unknown_word", "tier"),
        ({"fields": ["alchemy"]}, "unknown_word", "fields"),
        ({"strengths": ["magic"]}, "unknown_word", "strengths"),
        ({"stages": ["end"]}, "unknown_word", "stages"),
        ({"languages": ["xx"]}, "unknown_word", "languages"),
        ({"email": "nobody"}, "email_invalid", "email"),
    ],
)
def test_nonsense_is_not_put_on_file(changed, code, field):
    refusal = refused(lifecycle.register_mentor, by=None, **FACTS | changed)

    assert (refusal.code, refusal.field) == (code, field)


def test_one_address_and_one_account_are_one_mentor():
    user = UserFactory(email="m@example.test")
    mentor = lifecycle.register_mentor(by=None, user=user, **FACTS)

    assert mentor.email == "m@example.test"
    for again in ({"email": "M@Example.test"}, {"user": user, "email": "other@example.test"}):
        refusal = refused(lifecycle.register_mentor, by=None, **FACTS | again)
        assert answer(refusal) == ("mentor_exists", 409)


def test_record_is_corrected_and_what_is_not_named_stays():
    mentor = MentorFactory(employer="甲公司")

    changed = lifecycle.correct_mentor(mentor=mentor, by=None, name="李二", strengths=["legal"])

    assert (changed.name, changed.name_pinyin, changed.employer) == ("李二", "lier", "甲公司")
    assert changed.strengths == ["legal"]


# Terms


def terms(**changed) -> lifecycle.Terms:
    facts = {"begins_on": DAY(2008, 1, 1), "ends_on": DAY(2010, 1, 1)}
    return lifecycle.Terms(**facts | changed)


def test_appointment_is_told_and_counts_by_the_day(mailoutbox, django_capture_on_commit_callbacks):
    mentor, place = MentorFactory(email="m@example.test"), IncubatorFactory(name="甲孵化器")

    with django_capture_on_commit_callbacks(execute=True):
        term = lifecycle.appoint(mentor=mentor, incubator=place, terms=terms(), by=None)

    assert (term.appointed_by, term.until_on) == ("甲孵化器", DAY(2010, 1, 1))
    assert list(Mentor.objects.in_office(on=DAY(2009, 12, 31))) == [mentor]
    assert not Mentor.objects.in_office(on=DAY(2010, 1, 1)).exists()
    assert not Mentor.objects.in_office(on=DAY(2007, 12, 31)).exists()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"ends_on": DAY(2008, 1, 1)}, ("term_ends_before_it_begins", 400)),
        ({"companies": 0}, ("invalid_capacity", 400)),
        ({"companies": 51}, ("invalid_capacity", 400)),
        ({"hours": 201}, ("invalid_capacity", 400)),
        ({"level": "galactic"}, ("unknown_word", 400)),
        ({"certificate": "9" * 61}, ("text_too_long", 400)),
        (
            {"begins_on": DAY(2009, 12, 31), "ends_on": DAY(2011, 1, 1)},
            ("appointment_overlap", 409),
        ),
        (
            {"begins_on": DAY(2010, 1, 1), "ends_on": DAY(2011, 1, 1), "certificate": "甬导1"},
            ("certificate_exists", 409),
        ),
    ],
)
def test_terms_that_cannot_be(changed, expected):
    first = AppointmentFactory(ends_on=DAY(2010, 1, 1), certificate="甬导1")

    refusal = refused(
        lifecycle.appoint, mentor=first.mentor, incubator=first.incubator, terms=terms(**changed),
        by=None,
    )  # fmt: skip

    assert answer(refusal) == expected


@pytest.mark.parametrize(
    "changed",
    [{"ends_on": DAY(2101, 1, 1)}, {"begins_on": DAY(208, 1, 1)}, {"ends_on": DAY(2039, 1, 1)},
     {"ends_on": DAY(9999, 12, 31)}],
)  # fmt: skip
def test_terms_by_a_slip_of_the_keyboard(changed):
    place = IncubatorFactory()
    refusal = refused(
        lifecycle.appoint, mentor=MentorFactory(), incubator=place, terms=terms(**changed), by=None
    )

    assert answer(refusal) == ("term_not_plausible", 400)


def test_somebody_may_serve_two_incubators_at_once_and_follow_on_in_one():
    first = AppointmentFactory(ends_on=DAY(2010, 1, 1))

    elsewhere = lifecycle.appoint(
        mentor=first.mentor, incubator=IncubatorFactory(), terms=terms(), by=None
    )
    next_term = lifecycle.appoint(
        mentor=first.mentor, incubator=first.incubator, by=None,
        terms=terms(begins_on=DAY(2010, 1, 1), ends_on=DAY(2012, 1, 1)),
    )  # fmt: skip

    assert elsewhere.mentor == next_term.mentor == first.mentor


def test_known_address_is_appointed_and_not_registered_again():
    mentor = MentorFactory(email="m@example.test")

    term = lifecycle.register_and_appoint(
        incubator=IncubatorFactory(), terms=terms(), by=None, known=True, email="M@example.test",
        **FACTS,
    )  # fmt: skip

    assert term.mentor == mentor
    assert mentor.name != "王一"


@pytest.mark.parametrize(
    ("employer", "theirs", "is_asked"),
    [("甲公司", "甲公司", True), ("", "甲公司", True), ("甲公司", "", True),
     ("乙公司", "甲公司", False)],
)  # fmt: skip
def test_namesake_is_asked_about(employer, theirs, is_asked):
    MentorFactory(name="王一", employer=theirs, email="one@example.test")
    facts = {
        "incubator": IncubatorFactory(), "terms": terms(), "by": None,
        **FACTS | {"name": " 王一", "employer": employer},
    }  # fmt: skip

    if is_asked:
        refusal = refused(lifecycle.register_and_appoint, **facts)
        assert (answer(refusal), refusal.field) == (("mentor_on_file", 409), "namesake")
        assert Mentor.objects.count() == 1
    term = lifecycle.register_and_appoint(**facts, namesake=is_asked)
    assert Mentor.objects.count() == 2
    assert term.mentor.email == ""


def test_renewal_goes_on_where_the_term_ends():
    term = AppointmentFactory(ends_on=DAY(2010, 1, 1), companies=3)

    renewed = lifecycle.renew_appointment(appointment=term, ends_on=DAY(2012, 1, 1), by=None)

    assert (renewed.begins_on, renewed.companies, renewed.renews) == (DAY(2010, 1, 1), 3, term)
    refusal = refused(
        lifecycle.renew_appointment, appointment=term, ends_on=DAY(2013, 1, 1), by=None
    )
    assert answer(refusal) == ("term_already_renewed", 409)


def test_term_that_ended_early_is_not_renewed():
    term = AppointmentFactory()
    lifecycle.end_appointment(appointment=term, on=DAY(2009, 1, 1), reason="离任", by=None, at=AT)

    refusal = refused(
        lifecycle.renew_appointment, appointment=term, ends_on=DAY(2030, 1, 1), by=None
    )

    assert answer(refusal) == ("term_ended_early", 409)


def test_capacity_does_not_fall_below_the_load():
    both = pair(ends_on=DAY(2009, 6, 1))
    both.activate()
    other = ResidenceFactory(incubator=both.incubator, due_on=DAY(2030, 1, 1))
    second = both.propose(residence=other, asked_by=Side.OFFICE, by=None)
    for side in (Side.COMPANY, Side.MENTOR):
        lifecycle.agree(assignment=second, side=side, by=None, at=AT, for_them=True)

    for verb, more in (
        (lifecycle.amend_appointment, {"hours": 8}),
        (lifecycle.renew_appointment, {"ends_on": DAY(2012, 1, 1)}),
    ):
        refusal = refused(verb, appointment=both.term, companies=1, by=None, **more)
        assert answer(refusal) == ("capacity_below_load", 409)
    changed = lifecycle.amend_appointment(appointment=both.term, companies=2, hours=4, by=None)
    assert (changed.companies, changed.hours) == (2, 4)


def test_early_end_takes_assignments_plans_and_slots_with_it():
    both = pair()
    assignment = both.activate()
    slot = both.publish()[0]
    booking = both.book(slot)

    ended = lifecycle.end_appointment(
        appointment=both.term, on=DAY(2008, 3, 15), reason="离任", by=None, at=AT
    )

    for row in (assignment, slot, booking):
        row.refresh_from_db()
    assert ended.until_on == DAY(2008, 3, 15)
    assert (assignment.state, assignment.until_on) == ("ended", DAY(2008, 3, 15))
    assert assignment.end_reason == "term_ended"
    assert (booking.state, booking.closed_because) == ("cancelled", "离任")
    assert slot.withdrawn_at is not None


def test_early_end_ends_what_renews_it():
    term = AppointmentFactory(ends_on=DAY(2010, 1, 1))
    later = lifecycle.renew_appointment(appointment=term, ends_on=DAY(2012, 1, 1), by=None)

    lifecycle.end_appointment(appointment=term, on=DAY(2009, 1, 1), reason="离任", by=None, at=AT)

    later.refresh_from_db()
    assert later.until_on == later.begins_on
    assert not Appointment.objects.in_force(on=DAY(2010, 6, 1)).exists()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"on": DAY(2100, 1, 1)}, ("in_future", 400)),
        ({"reason": " "}, ("reason_missing", 400)),
        ({"on": DAY(2010, 1, 1)}, ("term_already_over", 409)),
        ({"on": DAY(2008, 3, 10)}, ("session_after_end", 409)),
    ],
)
def test_ends_that_cannot_be(changed, expected):
    both = pair(ends_on=DAY(2010, 1, 1))
    both.hold()
    facts = {"on": DAY(2008, 6, 1), "reason": "离任", "by": None, "at": AT}

    refusal = refused(lifecycle.end_appointment, appointment=both.term, **facts | changed)

    assert answer(refusal) == expected


def test_retirement_ends_every_term_and_keeps_the_record():
    both = pair()
    session = both.hold()
    elsewhere = AppointmentFactory(mentor=both.mentor, begins_on=DAY(2009, 1, 1))

    retired = lifecycle.retire_mentor(
        mentor=both.mentor, on=DAY(2008, 6, 1), reason="年龄原因", by=None, at=AT
    )

    elsewhere.refresh_from_db()
    assert retired.retired_on == DAY(2008, 6, 1)
    assert elsewhere.until_on == elsewhere.begins_on
    assert not Mentor.objects.in_office(on=DAY(2009, 2, 1)).exists()
    session.refresh_from_db()
    assert session.state == "held"
    assert Mentor.objects.filter(pk=both.mentor.pk).exists()


def test_who_retired_is_not_appointed_until_brought_back():
    term = AppointmentFactory()
    mentor = term.mentor
    facts = {"on": DAY(2009, 1, 1), "reason": "离任", "by": None, "at": AT}
    lifecycle.retire_mentor(mentor=mentor, **facts)

    assert refused(lifecycle.retire_mentor, mentor=mentor, **facts).code == "mentor_retired"
    new = {"mentor": mentor, "incubator": term.incubator, "by": None}
    late = terms(begins_on=DAY(2010, 1, 1), ends_on=DAY(2011, 1, 1))
    assert answer(refused(lifecycle.appoint, terms=late, **new)) == ("mentor_retired", 409)
    lifecycle.bring_back(mentor=mentor, by=None)
    assert refused(lifecycle.bring_back, mentor=mentor, by=None).code == "mentor_not_retired"
    assert lifecycle.appoint(terms=late, **new).mentor == mentor


def test_manager_retires_nobody_who_serves_elsewhere():
    term = AppointmentFactory()
    AppointmentFactory(mentor=term.mentor)
    own = Access(incubator_ids=frozenset({term.incubator_id}))

    refusal = refused(
        lifecycle.retire_mentor, mentor=term.mentor, on=DAY(2009, 1, 1), reason="离任", by=None,
        at=AT, access=own,
    )  # fmt: skip

    assert answer(refusal) == ("mentor_serves_elsewhere", 409)


# Stakes


def test_stake_is_declared_and_given_up():
    mentor, company = MentorFactory(), CompanyFactory()
    facts = {"mentor": mentor, "company": company, "kind": "shareholder", "by": None}
    stake = lifecycle.declare_stake(from_on=DAY(2008, 1, 1), share=Decimal("12.5"), **facts)

    again = refused(lifecycle.declare_stake, from_on=DAY(2009, 1, 1), **facts)
    assert answer(again) == ("stake_declared_already", 409)
    over = refused(lifecycle.end_stake, stake=stake, on=DAY(2008, 1, 1), by=None)
    assert answer(over) == ("stake_over", 409)
    ended = lifecycle.end_stake(stake=stake, on=DAY(2009, 1, 1), by=None)
    assert ended.until_on == DAY(2009, 1, 1)
    assert (
        refused(lifecycle.end_stake, stake=stake, on=DAY(2010, 1, 1), by=None).code == "stake_over"
    )
    assert lifecycle.declare_stake(from_on=DAY(2009, 1, 1), **facts).pk


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "friend"}, "unknown_word"),
        ({"from_on": DAY(2100, 1, 1)}, "in_future"),
        ({"share": Decimal("100.5")}, "share_unknown"),
        ({"share": Decimal(0)}, "share_unknown"),
    ],
)
def test_stakes_that_cannot_be(changed, code):
    facts = {"kind": "founder", "from_on": DAY(2008, 1, 1), "by": None}

    refusal = refused(
        lifecycle.declare_stake, mentor=MentorFactory(), company=CompanyFactory(), **facts | changed
    )

    assert refusal.code == code


# Requests


@pytest.fixture
def asked() -> MentorApplication:
    return lifecycle.apply_as_mentor(
        user=UserFactory(), incubator=IncubatorFactory(), at=AT, fields=["materials"],
        phone="0574", statement="愿意帮助创业者", **FACTS,
    )  # fmt: skip


def test_request_becomes_a_mentor_with_a_term(asked):
    decided = lifecycle.accept_mentor_application(
        application=asked, terms=terms(), tier="counsellor", by=None, at=AT
    )

    mentor = decided.appointment.mentor
    assert (decided.state, mentor.user, mentor.name) == ("accepted", asked.user, "王一")
    assert (mentor.fields, mentor.tier) == (["materials"], "counsellor")
    again = refused(
        lifecycle.accept_mentor_application, application=asked, terms=terms(), by=None, at=AT
    )
    assert answer(again) == ("mentor_application_move_refused", 409)


def test_request_elsewhere_appoints_the_mentor_who_is_on_file(asked):
    lifecycle.accept_mentor_application(application=asked, terms=terms(), by=None, at=AT)
    other = lifecycle.apply_as_mentor(user=asked.user, incubator=IncubatorFactory(), at=AT, **FACTS)

    lifecycle.accept_mentor_application(application=other, terms=terms(), by=None, at=AT)

    assert Mentor.objects.get().appointments.count() == 2


def test_request_is_declined_with_a_reason(asked, mailoutbox, django_capture_on_commit_callbacks):
    said = {"application": asked, "by": None, "at": AT}
    assert refused(lifecycle.decline_mentor_application, said=" ", **said).code == "reason_missing"

    decided = lifecycle.decline_mentor_application(said="名额已满", **said)

    assert (decided.state, decided.said) == ("declined", "名额已满")


def test_request_is_withdrawn_by_its_person_alone(asked):
    stranger = refused(
        lifecycle.withdraw_mentor_application, application=asked, by=UserFactory(), at=AT
    )
    withdrawn = lifecycle.withdraw_mentor_application(application=asked, by=asked.user, at=AT)

    assert answer(stranger) == ("not_your_part", 403)
    assert withdrawn.state == "withdrawn"


def test_one_request_waits_at_an_incubator(asked):
    again = {"user": asked.user, "incubator": asked.incubator, "at": AT}
    refusal = refused(lifecycle.apply_as_mentor, **again, **FACTS)

    assert answer(refusal) == ("mentor_applied_already", 409)
    lifecycle.decline_mentor_application(application=asked, said="暂缓", by=None, at=AT)
    assert lifecycle.apply_as_mentor(**again, **FACTS).state == "submitted"


def test_mentor_in_office_does_not_ask_there(asked):
    lifecycle.accept_mentor_application(application=asked, terms=terms(), by=None, at=AT)

    refusal = refused(
        lifecycle.apply_as_mentor, user=asked.user, incubator=asked.incubator, at=AT, **FACTS
    )

    assert answer(refusal) == ("mentor_already", 409)


def test_mentor_whose_term_has_ended_can_do_nothing_there():
    both = pair(ends_on=DAY(2009, 3, 1))
    assignment = both.activate()
    late = moment(2009, 3, 2)

    publishing = refused(
        lifecycle.publish_hours, mentor=both.mentor, incubator=both.incubator,
        when=hours(from_on=DAY(2009, 3, 9)), by=both.mentor_user, at=late,
    )  # fmt: skip
    ending = refused(
        lifecycle.end_assignment, assignment=assignment, on=DAY(2009, 2, 1), reason="other",
        by=both.mentor_user, at=late, side=Side.MENTOR,
    )  # fmt: skip

    assert answer(publishing) == answer(ending) == ("mentor_not_in_office", 409)
