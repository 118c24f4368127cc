"""Assignments: asked for or proposed, agreed by both, active, ended; every refusal."""

from decimal import Decimal

import pytest

from companies.models import Residence
from incubator.core.dates import now, today
from incubator.workflows import exit as exits
from mentors import lifecycle
from mentors.enums import Side
from mentors.models import Assignment, MentoringSession
from tests.factories import (
    AppointmentFactory,
    CompanyFactory,
    MentorFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.mentors.rows import AT, DAY, answer, moment, pair, refused, settle

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


def test_office_proposes_and_both_agree():
    both = pair()

    proposed = both.propose(asked_by=Side.OFFICE, by=None)
    half = lifecycle.agree(assignment=proposed, side=Side.COMPANY, by=both.founder, at=AT)
    whole = lifecycle.agree(assignment=half, side=Side.MENTOR, by=both.mentor_user, at=AT)

    assert (half.state, whole.state) == ("proposed", "accepted")


def test_office_notes_an_agreement_of_somebody_without_an_account():
    both = pair()
    proposed = both.propose()

    accepted = lifecycle.agree(assignment=proposed, side=Side.MENTOR, by=None, at=AT, for_them=True)

    assert accepted.state == "accepted"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"goals": " "}, ("goals_missing", 400)),
        ({"goals": "长" * 2001}, ("text_too_long", 400)),
        ({"needs": ["magic"]}, ("unknown_word", 400)),
        ({"asked_by": Side.MENTOR}, ("unknown_word", 400)),
        ({"ends_on": DAY(2008, 3, 1)}, ("assignment_ends_before_it_begins", 400)),
        ({"begins_on": DAY(2007, 2, 28)}, ("assignment_outside_residence", 409)),
        ({"begins_on": DAY(2007, 12, 31)}, ("mentor_not_in_office", 409)),
        ({"ends_on": DAY(2028, 1, 2)}, ("assignment_outside_term", 409)),
    ],
)
def test_proposals_that_cannot_be(changed, expected):
    both = pair()
    facts = {
        "residence": both.residence, "mentor": both.mentor, "goals": "融资",
        "begins_on": DAY(2008, 3, 1), "ends_on": DAY(2009, 3, 1), "asked_by": Side.OFFICE,
        "by": None, "at": AT,
    }  # fmt: skip

    assert answer(refused(lifecycle.propose_assignment, **facts | changed)) == expected


def test_nobody_asks_for_a_company_that_is_not_theirs():
    both, other = pair(), pair()
    reader = UserFactory()
    RepresentativeFactory(company=both.residence.company, user=reader, right="view")

    for somebody in (other.founder, both.mentor_user, reader, UserFactory(staff=True)):
        refusal = refused(both.propose, by=somebody)
        assert answer(refusal) == ("not_your_part", 403)


def test_nobody_agrees_for_the_other_side():
    both = pair()
    proposed = both.propose()

    for side, somebody in (
        (Side.MENTOR, both.founder),
        (Side.MENTOR, pair().mentor_user),
        (Side.COMPANY, both.mentor_user),
    ):
        refusal = refused(lifecycle.agree, assignment=proposed, side=side, by=somebody, at=AT)
        assert answer(refusal) == ("not_your_part", 403)
    twice = refused(lifecycle.agree, assignment=proposed, side=Side.COMPANY, by=both.founder, at=AT)
    assert answer(twice) == ("agreed_already", 409)
    office = refused(
        lifecycle.agree, assignment=proposed, side=Side.OFFICE, by=None, at=AT, for_them=True
    )
    assert answer(office) == ("unknown_word", 400)


def test_company_waits_for_three_mentors_at_most():
    """Nobody writes to every mentor of the zone through us; the office may."""
    both = pair()
    others = [AppointmentFactory(incubator=both.incubator).mentor for _ in range(3)]
    asked = [both.propose(), *(both.propose(mentor=mentor) for mentor in others[:2])]

    refusal = refused(both.propose, mentor=others[2])

    assert answer(refusal) == ("too_many_requests_wait", 409)
    both.propose(mentor=others[2], asked_by=Side.OFFICE, by=None)
    lifecycle.decline_assignment(
        assignment=asked[0], side=Side.COMPANY, said="改变主意", by=both.founder, at=AT
    )
    assert both.propose().state == "proposed"


def test_one_pair_is_at_it_once():
    both = pair()
    both.propose()

    assert answer(refused(both.propose)) == ("assignment_already_open", 409)


def test_places_are_what_the_term_says():
    both = pair(companies=1)
    both.accept()
    other = ResidenceFactory(incubator=both.incubator, due_on=DAY(2030, 1, 1))

    refusal = refused(both.propose, residence=other, asked_by=Side.OFFICE, by=None)

    assert answer(refusal) == ("mentor_has_no_place", 409)


def test_last_place_is_counted_again_when_it_is_accepted():
    both = pair(companies=1)
    other = ResidenceFactory(incubator=both.incubator, due_on=DAY(2030, 1, 1))
    first = both.propose()
    second = both.propose(residence=other, asked_by=Side.OFFICE, by=None)
    lifecycle.agree(assignment=first, side=Side.MENTOR, by=both.mentor_user, at=AT)
    lifecycle.agree(assignment=second, side=Side.COMPANY, by=None, at=AT, for_them=True)

    refusal = refused(
        lifecycle.agree, assignment=second, side=Side.MENTOR, by=both.mentor_user, at=AT
    )

    assert answer(refusal) == ("mentor_has_no_place", 409)


def test_assignment_runs_on_through_a_renewed_term():
    both = pair(ends_on=DAY(2008, 6, 1))
    lifecycle.renew_appointment(appointment=both.term, ends_on=DAY(2010, 6, 1), by=None)

    assert both.activate().until_on == DAY(2009, 3, 1)


def test_gap_between_terms_is_outside():
    both = pair(ends_on=DAY(2008, 6, 1))
    AppointmentFactory(mentor=both.mentor, incubator=both.incubator, begins_on=DAY(2008, 6, 2))

    assert refused(both.propose).code == "assignment_outside_term"


def test_who_acts_for_a_company_is_not_its_mentor():
    both = pair()
    RepresentativeFactory(company=both.residence.company, user=both.mentor_user)

    assert answer(refused(both.propose)) == ("mentor_of_own_company", 409)


@pytest.mark.parametrize("where", ["own", "rival"])
def test_conflict_of_interest_needs_the_office_and_its_reason(where):
    both = pair()
    rival = CompanyFactory(field="materials")
    company = both.residence.company if where == "own" else rival
    lifecycle.declare_stake(
        mentor=both.mentor, company=company, kind="shareholder", from_on=DAY(2008, 1, 1),
        share=Decimal(5), by=None,
    )  # fmt: skip

    for facts in (
        {},
        {"despite": "唯一懂行的人"},
        {"asked_by": Side.OFFICE, "by": None},
    ):
        assert answer(refused(both.propose, **facts)) == ("conflict_of_interest", 409)
    proposed = both.propose(asked_by=Side.OFFICE, by=None, despite="唯一懂行的人")
    assert proposed.despite == "唯一懂行的人"


def test_stake_that_is_declared_after_the_proposal_is_a_conflict_too():
    both = pair()
    proposed = both.propose()
    lifecycle.declare_stake(
        mentor=both.mentor, company=both.residence.company, kind="shareholder",
        from_on=DAY(2008, 1, 1), by=None,
    )  # fmt: skip

    refusal = refused(
        lifecycle.agree, assignment=proposed, side=Side.MENTOR, by=both.mentor_user, at=AT
    )

    assert answer(refusal) == ("conflict_of_interest", 409)


def test_stake_of_another_field_or_given_up_is_no_conflict():
    both = pair()
    for company in (CompanyFactory(field="energy"), CompanyFactory(field="materials")):
        stake = lifecycle.declare_stake(
            mentor=both.mentor, company=company, kind="paid", from_on=DAY(2007, 1, 1), by=None
        )
    lifecycle.end_stake(stake=stake, on=DAY(2008, 3, 1), by=None)

    assert both.propose().state == "proposed"


def test_who_retired_is_not_proposed():
    both = pair()
    lifecycle.retire_mentor(mentor=both.mentor, on=DAY(2008, 2, 1), reason="离任", by=None, at=AT)

    assert refused(both.propose).code == "mentor_retired"


def test_no_is_said_by_any_side_with_a_reason():
    both = pair()
    for side, by in ((Side.COMPANY, both.founder), (Side.MENTOR, both.mentor_user)):
        proposed = both.propose()
        facts = {"assignment": proposed, "side": side, "by": by, "at": AT}
        assert refused(lifecycle.decline_assignment, said="", **facts).code == "reason_missing"
        assert lifecycle.decline_assignment(said="时间不合", **facts).state == "declined"


@pytest.mark.parametrize("state", ["proposed", "declined", "ended"])
def test_moves_that_the_table_lacks(state):
    both = pair()
    assignment = both.activate() if state == "ended" else both.propose()
    if state == "declined":
        lifecycle.decline_assignment(
            assignment=assignment, side=Side.OFFICE, said="撤回", by=None, at=AT
        )
    if state == "ended":
        lifecycle.end_assignment(
            assignment=assignment, on=DAY(2008, 6, 1), reason="goals_met", by=None, at=AT
        )

    begin = refused(
        lifecycle.activate_assignment, assignment=assignment, on=DAY(2008, 3, 1), by=None, at=AT
    )

    assert answer(begin) == ("assignment_move_refused", 409)


def test_begin_lies_within_stay_and_not_in_the_future():
    both = pair()
    accepted = both.accept(ends_on=DAY(2027, 12, 1))

    for on, code in (
        (DAY(2100, 1, 1), "in_future"),
        (DAY(2007, 2, 1), "assignment_outside_residence"),
    ):
        refusal = refused(lifecycle.activate_assignment, assignment=accepted, on=on, by=None, at=AT)
        assert refusal.code == code


def test_assignment_ends_for_a_reason_and_later_plans_are_cancelled():
    both = pair()
    assignment = both.activate()
    both.hold(assignment)
    booking = both.book(both.publish()[0])

    ended = lifecycle.end_assignment(
        assignment=assignment, on=DAY(2008, 3, 15), reason="goals_met", by=None, at=AT, said="达成"
    )

    booking.refresh_from_db()
    assert (ended.state, ended.until_on, ended.said) == ("ended", DAY(2008, 3, 15), "达成")
    assert booking.state == "cancelled"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"on": DAY(2100, 1, 1)}, ("in_future", 400)),
        ({"reason": "boredom"}, ("unknown_word", 400)),
        ({"on": DAY(2008, 2, 29)}, ("ended_before_it_began", 400)),
        ({"on": DAY(2008, 3, 10)}, ("session_after_end", 409)),
    ],
)
def test_ends_that_cannot_be(changed, expected):
    both = pair()
    session = both.hold()
    facts = {"on": DAY(2008, 6, 1), "reason": "other", "by": None, "at": AT}

    refusal = refused(lifecycle.end_assignment, assignment=session.assignment, **facts | changed)

    assert answer(refusal) == expected


def test_period_that_is_over_ends_by_itself_once():
    both = pair()
    both.activate()

    assert lifecycle.close_assignments_over(on=DAY(2009, 2, 28)) == 0
    assert lifecycle.close_assignments_over(on=DAY(2009, 3, 1)) == 1
    assert lifecycle.close_assignments_over(on=DAY(2009, 3, 1)) == 0
    ended = Assignment.objects.get()
    assert (ended.state, ended.ended_on, ended.end_reason) == (
        "ended", DAY(2009, 3, 1), "period_over",
    )  # fmt: skip


def test_exit_ends_assignments_and_plans_with_the_stay():
    both = pair()
    assignment = both.activate()
    held = both.hold(assignment)
    booking = both.book(both.publish()[0])
    waiting = MentorFactory()
    AppointmentFactory(mentor=waiting, incubator=both.incubator)
    proposed = both.propose(mentor=waiting)
    settle()

    exits.leave(
        residence=both.residence, reason="moved", ground="moved_out", on=DAY(2008, 3, 15), by=None
    )

    for row in (assignment, held, booking, proposed):
        row.refresh_from_db()
    assert (assignment.state, assignment.until_on) == ("ended", DAY(2008, 3, 15))
    assert assignment.end_reason == "residence_ended"
    # The exit is recorded long after the day of the booking: both are asked whether it was held.
    assert (booking.state, proposed.state, held.state) == ("planned", "declined", "held")


def test_exit_that_is_recorded_late_keeps_what_was_held_after_it():
    both = pair()
    assignment = both.activate()
    held = both.hold(assignment)
    settle()

    exits.graduate(residence=both.residence, on=DAY(2008, 3, 5), by=None)

    held.refresh_from_db()
    assignment.refresh_from_db()
    assert (held.state, assignment.until_on) == ("held", DAY(2008, 3, 5))
    confirmed = lifecycle.confirm_session(session=held, by=both.founder, at=moment(2008, 3, 20))
    assert confirmed.state == "confirmed"


def test_exit_before_it_began_leaves_a_pair_of_no_day():
    both = pair()
    assignment = both.activate()

    exits.leave(
        residence=both.residence, reason="moved", ground="moved_out", on=DAY(2008, 2, 1), by=None
    )

    assignment.refresh_from_db()
    assert assignment.until_on == assignment.begins_on
    assert not Assignment.objects.active(on=DAY(2008, 3, 1)).exists()


def test_stay_that_is_over_may_have_had_a_mentor():
    """What was long ago can still be put on file, within the stay as it was."""
    both = pair()
    exits.leave(
        residence=both.residence, reason="moved", ground="moved_out", on=DAY(2009, 1, 1), by=None
    )
    residence = Residence.objects.get(pk=both.residence.pk)

    late = refused(both.propose, residence=residence)
    proposed = both.propose(residence=residence, ends_on=DAY(2009, 1, 1))

    assert answer(late) == ("assignment_outside_residence", 409)
    assert proposed.state == "proposed"


def test_each_side_sees_its_own_while_it_is_one():
    both, other = pair(), pair()
    assignment = both.activate(ends_on=DAY(2027, 6, 1))
    seen = Assignment.objects.of_person

    assert list(seen(both.founder, on=today())) == [assignment]
    assert list(seen(both.mentor_user, on=today())) == [assignment]
    assert not seen(both.mentor_user, on=DAY(2028, 1, 1)).exists()
    assert not seen(other.founder, on=today()).exists()
    assert not seen(other.mentor_user, on=today()).exists()
    both.founder.represents.update(ended_at=now())
    assert not seen(both.founder, on=today()).exists()
    assert not MentoringSession.objects.of_person(both.founder, on=today()).exists()
