"""Sessions: planned, recorded, reported, confirmed; notes, next steps, files, feedback."""

from decimal import Decimal
from functools import partial

import pytest
from django.db import connection

from incubator.accounts.models import User
from mentors import lifecycle
from mentors.enums import Side
from mentors.models import Feedback, MentoringSession
from mentors.queries.feedback import rating_of
from mentors.queries.open import waiting_of
from tests.core.files.samples import upload
from tests.factories import RepresentativeFactory, ResidenceFactory, UserFactory
from tests.mentors.rows import AT, DAY, TIME, answer, meeting, moment, pair, refused

pytestmark = pytest.mark.django_db
EVENING = moment(2008, 3, 10, 18)
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def both():
    return pair()


@pytest.fixture
def assignment(both):
    return both.activate()


@pytest.fixture
def held(both, assignment):
    return both.hold(assignment)


def test_session_is_recorded_and_confirmed(both, held):
    confirmed = lifecycle.confirm_session(session=held, by=both.founder, at=moment(2008, 3, 11))

    assert (held.state, confirmed.state) == ("held", "confirmed")
    assert held.begins_at == moment(2008, 3, 10, 10)
    assert held.ends_at == moment(2008, 3, 10, 11)
    assert held.notes.advice == "先做客户访谈"
    assert list(MentoringSession.objects.took_place()) == [held]


def test_session_is_planned_and_then_held(both, assignment):
    planned = lifecycle.plan_session(
        assignment=assignment, meeting=meeting(on=DAY(2008, 3, 12), advice=""),
        by=both.mentor_user, at=AT,
    )  # fmt: skip
    early = refused(
        lifecycle.report_held, session=planned, by=both.mentor_user, at=moment(2008, 3, 12, 9)
    )
    held = lifecycle.report_held(
        session=planned, by=both.mentor_user, at=moment(2008, 3, 12, 12), minutes=90
    )

    assert answer(early) == ("session_in_future", 400)
    assert (planned.state, held.state, held.minutes) == ("planned", "held", 90)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"on": DAY(2008, 2, 29)}, ("session_outside_assignment", 409)),
        ({"on": DAY(2009, 3, 1)}, ("session_outside_assignment", 409)),
        ({"on": DAY(2008, 3, 11)}, ("session_in_future", 400)),
        ({"minutes": 9}, ("session_length", 400)),
        ({"minutes": 481}, ("session_length", 400)),
        ({"minutes": 1441}, ("session_length", 400)),
        ({"mode": "telepathy"}, ("unknown_word", 400)),
        ({"need": "magic"}, ("unknown_word", 400)),
        ({"topic": "\x00 \n"}, ("topic_missing", 400)),
        ({"advice": "长" * 8001}, ("text_too_long", 400)),
        ({"place": "长" * 301}, ("text_too_long", 400)),
    ],
)
def test_sessions_that_cannot_be(both, assignment, changed, expected):
    refusal = refused(
        lifecycle.record_session, assignment=assignment, meeting=meeting(**changed),
        by=both.mentor_user, at=EVENING,
    )  # fmt: skip

    assert answer(refusal) == expected


def test_session_needs_an_assignment_that_is_active(both):
    accepted = both.accept()

    refusal = refused(
        lifecycle.record_session, assignment=accepted, meeting=meeting(), by=both.mentor_user,
        at=EVENING,
    )  # fmt: skip

    assert answer(refusal) == ("session_outside_assignment", 409)


def test_past_is_recorded_and_not_planned(both, assignment):
    refusal = refused(
        lifecycle.plan_session, assignment=assignment, meeting=meeting(), by=both.mentor_user,
        at=EVENING,
    )  # fmt: skip

    assert answer(refusal) == ("session_in_past", 400)


def test_future_is_not_confirmed(both, assignment):
    planned = lifecycle.plan_session(
        assignment=assignment, meeting=meeting(), by=both.mentor_user, at=AT
    )

    refusal = refused(lifecycle.confirm_session, session=planned, by=both.founder, at=AT)

    assert answer(refusal) == ("session_move_refused", 409)


def test_company_confirms_and_nobody_for_it(both, held):
    for somebody, side in (
        (both.mentor_user, Side.COMPANY),
        (both.founder, Side.MENTOR),
        (pair().founder, Side.COMPANY),
    ):
        refusal = refused(
            lifecycle.confirm_session, session=held, by=somebody, side=side, at=EVENING
        )
        assert answer(refusal) == ("not_your_part", 403)

    own = refused(
        lifecycle.confirm_session, session=held, by=both.mentor_user, side=Side.MENTOR, at=EVENING
    )
    assert answer(own) == ("confirmed_by_other_side", 409)


class TestReportedByTheCompany:
    @pytest.fixture
    def reported(self, both, assignment):
        planned = lifecycle.plan_session(
            assignment=assignment, meeting=meeting(), by=both.mentor_user, at=AT
        )
        return lifecycle.report_held(
            session=planned, minutes=30, side=Side.COMPANY, by=both.founder, at=EVENING
        )

    def test_company_does_not_confirm_what_it_reported(self, both, reported):
        colleague = RepresentativeFactory(company=reported.company).user

        for somebody in (both.founder, colleague):
            refusal = refused(lifecycle.confirm_session, session=reported, by=somebody, at=EVENING)
            assert answer(refusal) == ("confirmed_by_other_side", 409)

    def test_mentor_confirms_it(self, both, reported):
        confirmed = lifecycle.confirm_session(
            session=reported, side=Side.MENTOR, by=both.mentor_user, at=EVENING
        )

        assert (confirmed.state, confirmed.confirmed_by) == ("confirmed", both.mentor_user)

    def test_it_waits_for_the_mentor_and_not_for_the_company(self, both, reported):
        sessions = MentoringSession.objects.all()

        waiting = {
            side: waiting_of(sessions, side=side, at=EVENING).to_confirm
            for side in (Side.MENTOR, Side.COMPANY)
        }

        assert waiting == {Side.MENTOR: [reported], Side.COMPANY: []}


def test_what_the_mentor_reported_waits_for_the_company(both, held):
    sessions = MentoringSession.objects.all()

    assert waiting_of(sessions, side=Side.COMPANY, at=EVENING).to_confirm == [held]
    assert waiting_of(sessions, side=Side.MENTOR, at=EVENING).to_confirm == []


@pytest.mark.parametrize(("minutes", "is_over"), [(60, True), (61, False), (480, False)])
def test_what_has_not_ended_has_not_been_held(both, assignment, minutes, is_over):
    at = moment(2008, 3, 10, 11)
    record = partial(
        lifecycle.record_session,
        assignment=assignment, meeting=meeting(minutes=minutes), by=both.mentor_user, at=at,
    )  # fmt: skip

    if is_over:
        assert record().state == "held"
    else:
        assert answer(refused(record)) == ("session_in_future", 400)


def test_booked_hour_is_not_over_in_its_middle(both, assignment):
    planned = lifecycle.plan_session(
        assignment=assignment, meeting=meeting(), by=both.mentor_user, at=AT
    )
    half_past = moment(2008, 3, 10, 10, 30)

    refusal = refused(lifecycle.report_held, session=planned, by=both.mentor_user, at=half_past)
    ended_early = lifecycle.report_held(
        session=planned, minutes=30, by=both.mentor_user, at=half_past
    )

    assert answer(refusal) == ("session_in_future", 400)
    assert (ended_early.state, ended_early.minutes) == ("held", 30)


class TestEndOnTheDayOfASession:
    """10 March 2008, with a meeting from ten to eleven."""

    END = {"reason": "goals_met", "said": "完成", "by": None, "side": Side.OFFICE}

    @pytest.fixture(autouse=True)
    def clock(self, monkeypatch):
        # The verb asks which day it is; here that is the day of the meeting.
        monkeypatch.setattr("mentors.lifecycle.refusals.today", lambda: DAY(2008, 3, 10))

    @pytest.fixture
    def planned(self, both, assignment):
        return lifecycle.plan_session(
            assignment=assignment, meeting=meeting(), by=both.mentor_user, at=AT
        )

    def test_what_has_begun_is_not_called_off(self, assignment, planned):
        refusal = refused(
            lifecycle.end_assignment, assignment=assignment, on=DAY(2008, 3, 10),
            at=moment(2008, 3, 10, 12), **self.END,
        )  # fmt: skip

        assert answer(refusal) == ("session_after_end", 409)
        assert planned.state == "planned"

    def test_what_is_still_to_come_is(self, assignment, planned):
        lifecycle.end_assignment(
            assignment=assignment, on=DAY(2008, 3, 10), at=moment(2008, 3, 10, 9), **self.END
        )

        planned.refresh_from_db()
        assert planned.state == "cancelled"

    def test_today_may_be_the_last_day_with(self, both, assignment, planned):
        at = moment(2008, 3, 10, 12)
        lifecycle.report_held(session=planned, by=both.mentor_user, at=at)

        ended = lifecycle.end_assignment(assignment=assignment, at=at, **self.END)

        assert (ended.state, ended.ended_on) == ("ended", DAY(2008, 3, 11))

    def test_without_a_session_today_it_ends_today(self, assignment):
        at = moment(2008, 3, 10, 12)

        ended = lifecycle.end_assignment(assignment=assignment, at=at, **self.END)

        assert ended.ended_on == DAY(2008, 3, 10)

    def test_not_later_than_tomorrow(self, assignment):
        refusal = refused(
            lifecycle.end_assignment, assignment=assignment, on=DAY(2008, 3, 12),
            at=moment(2008, 3, 10, 12), **self.END,
        )  # fmt: skip

        assert answer(refusal) == ("in_future", 400)


def test_company_says_it_was_not_so_and_the_mentor_may_report_again(both, held):
    denied = lifecycle.report_not_held(
        session=held, reason="没有来", side=Side.COMPANY, by=both.founder, at=EVENING
    )
    again = lifecycle.report_held(session=denied, by=both.mentor_user, at=EVENING)

    assert (denied.state, denied.closed_because) == ("not_held", "没有来")
    assert (again.state, again.closed_at, again.closed_because) == ("held", None, "")


def test_what_is_confirmed_stays(both, held):
    lifecycle.confirm_session(session=held, by=both.founder, at=EVENING)
    facts = {"session": held, "by": both.mentor_user, "at": EVENING}

    denied = refused(lifecycle.report_not_held, reason="误", side=Side.MENTOR, **facts)
    notes = refused(lifecycle.write_notes, topic="别的", advice="", **facts)
    file = refused(lifecycle.attach_file, upload=upload(PDF), side=Side.MENTOR, **facts)

    assert answer(denied) == ("session_move_refused", 409)
    assert answer(notes) == answer(file) == ("notes_closed", 409)


def test_one_mentor_meets_one_company_at_a_time(both, assignment, held):
    """Neither planned, recorded nor booked twice: hours would count twice."""
    stay = ResidenceFactory(incubator=both.incubator, due_on=DAY(2030, 1, 1))
    theirs = both.activate(residence=stay, by=RepresentativeFactory(company=stay.company).user)
    facts = {"by": both.mentor_user, "at": EVENING}

    same = refused(
        lifecycle.record_session, assignment=assignment, meeting=meeting(topic="又一次"), **facts
    )
    within = refused(
        lifecycle.record_session, assignment=theirs, meeting=meeting(starts=TIME(10, 50)), **facts
    )
    before = refused(
        lifecycle.record_session, assignment=theirs, meeting=meeting(starts=TIME(9, 1)), **facts
    )
    after = lifecycle.record_session(
        assignment=theirs, meeting=meeting(starts=TIME(11), minutes=30), **facts
    )

    assert answer(same) == answer(within) == answer(before) == ("mentor_busy", 409)
    longer = lifecycle.report_not_held(session=held, reason="误", side=Side.MENTOR, **facts)
    lifecycle.record_session(assignment=theirs, meeting=meeting(), **facts)
    again = refused(lifecycle.report_held, session=longer, **facts)
    assert after.state == "held"
    assert answer(again) == ("mentor_busy", 409)


def test_session_does_not_grow_into_the_next(both, assignment):
    for start in (TIME(9), TIME(10)):
        lifecycle.plan_session(
            assignment=assignment, meeting=meeting(starts=start), by=both.mentor_user, at=AT
        )
    first = MentoringSession.objects.earliest("starts")

    refusal = refused(
        lifecycle.report_held, session=first, by=both.mentor_user, at=EVENING, minutes=61
    )

    assert answer(refusal) == ("mentor_busy", 409)
    facts = {"session": first, "by": both.mentor_user, "at": EVENING}
    assert lifecycle.report_held(minutes=60, **facts).state == "held"


# Notes, next steps, files


def test_notes_are_rewritten_with_their_history(both, held):
    notes = lifecycle.write_notes(
        session=held, topic="融资", advice="准备材料", by=both.mentor_user, at=EVENING
    )

    assert (notes.topic, notes.advice) == ("融资", "准备材料")
    assert [one.topic for one in notes.history.order_by("pgh_id")] == ["商业计划书", "融资"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": " "}, "step_missing"),
        ({"text": "长" * 301}, "text_too_long"),
        ({"owner": "nobody"}, "unknown_word"),
        ({"due_on": DAY(2008, 3, 9)}, "due_before_session"),
        ({"due_on": DAY(2101, 1, 1)}, "invalid_year"),
        ({"due_on": DAY(9999, 12, 31)}, "invalid_year"),
    ],
)
def test_steps_that_cannot_be(both, held, changed, code):
    facts = {"text": "访谈", "owner": "company", "due_on": DAY(2008, 4, 1)}

    refusal = refused(
        lifecycle.add_step, session=held, by=both.mentor_user, at=EVENING, **facts | changed
    )

    assert refusal.code == code


def test_step_that_is_sent_twice_is_one(both, held):
    facts = {"text": "访谈", "owner": "company", "due_on": DAY(2008, 4, 1)}
    first = lifecycle.add_step(session=held, by=both.mentor_user, at=EVENING, **facts)

    assert lifecycle.add_step(
        session=held, by=both.mentor_user, at=EVENING, **facts | {"text": " 访谈 "}
    ) == first  # fmt: skip
    lifecycle.add_step(
        session=held, by=both.mentor_user, at=EVENING, **facts | {"due_on": DAY(2008, 4, 2)}
    )
    assert held.next_steps.count() == 2


def test_step_is_done_once(both, held):
    step = lifecycle.add_step(
        session=held, text="访谈十家客户", owner="company", due_on=DAY(2008, 4, 1),
        by=both.mentor_user, at=EVENING,
    )  # fmt: skip
    done = lifecycle.finish_step(step=step, by=both.founder, at=EVENING, side=Side.COMPANY)
    again = lifecycle.finish_step(step=step, by=both.mentor_user, at=AT, side=Side.MENTOR)

    assert (done.done_by, done.done_at) == (both.founder, EVENING)
    assert again.done_by == both.founder


def test_steps_have_an_end(both, held):
    facts = {"text": "访谈", "owner": "company", "due_on": DAY(2008, 4, 1)}
    for number in range(20):
        lifecycle.add_step(
            session=held, by=both.mentor_user, at=EVENING, **facts | {"text": f"访谈{number}"}
        )

    refusal = refused(lifecycle.add_step, session=held, by=both.mentor_user, at=EVENING, **facts)

    assert answer(refusal) == ("too_many_steps", 409)


def test_file_is_kept_once_and_taken_away(both, held):
    facts = {"session": held, "by": both.founder, "at": EVENING, "side": Side.COMPANY}
    file = lifecycle.attach_file(upload=upload(PDF, "计划.pdf"), **facts)
    same = lifecycle.attach_file(upload=upload(PDF, "副本.pdf"), **facts)

    assert file == same
    assert file.original_name == "计划.pdf"
    lifecycle.detach_file(file=file, by=both.mentor_user, at=EVENING, side=Side.MENTOR)
    assert not held.files.in_force().exists()


def test_files_have_an_end(both, held, monkeypatch):
    facts = {"session": held, "by": both.founder, "at": EVENING, "side": Side.COMPANY}
    assert refused(lifecycle.attach_file, upload=upload(b"MZ\x90"), **facts).status == 400
    monkeypatch.setattr("mentors.lifecycle.notes.MOST_BYTES", len(PDF))
    lifecycle.attach_file(upload=upload(PDF), **facts)

    large = refused(lifecycle.attach_file, upload=upload(PDF + b"\n"), **facts)
    monkeypatch.setattr("mentors.lifecycle.notes.MOST_FILES", 1)
    many = refused(lifecycle.attach_file, upload=upload(PDF + b"\n"), **facts)

    assert (large.code, many.code) == ("files_too_large", "too_many_files")


def test_strangers_write_nothing(both, held):
    step = lifecycle.add_step(
        session=held,
        text="访谈",
        owner="mentor",
        due_on=DAY(2008, 4, 1),
        by=both.mentor_user,
        at=EVENING,
    )
    other = pair()

    for side, who in ((Side.MENTOR, other.mentor_user), (Side.COMPANY, other.founder)):
        for verb, facts in (
            (lifecycle.write_notes, {"session": held, "topic": "x", "advice": "", "at": EVENING}),
            (lifecycle.finish_step, {"step": step, "at": EVENING}),
            (lifecycle.report_not_held, {"session": held, "reason": "x", "at": EVENING}),
            (lifecycle.cancel_session, {"session": held, "reason": "x", "at": EVENING}),
        ):
            assert answer(refused(verb, by=who, side=side, **facts)) == ("not_your_part", 403)


# Feedback


def rate(session, by: User, rating: int, side: str = Side.COMPANY, text: str = "") -> Feedback:
    return lifecycle.give_feedback(
        session=session, side=side, rating=rating, by=by, at=EVENING, text=text
    )


def test_both_sides_rate_once(both, held):
    rate(held, both.founder, 5, text="很有帮助")
    rate(held, both.mentor_user, 4, Side.MENTOR)

    again = refused(
        lifecycle.give_feedback, session=held, side=Side.COMPANY, rating=1, by=both.founder,
        at=EVENING,
    )  # fmt: skip

    assert answer(again) == ("feedback_given_already", 409)
    assert dict(Feedback.objects.values_list("side", "rating")) == {"company": 5, "mentor": 4}


def test_mentor_does_not_rate_itself(both, held):
    """Neither by the other side's name, nor as somebody who also acts for the company."""
    facts = {"session": held, "side": Side.COMPANY, "rating": 5, "by": both.mentor_user}

    assert answer(refused(lifecycle.give_feedback, at=EVENING, **facts)) == ("rates_itself", 403)
    RepresentativeFactory(company=held.company, user=both.mentor_user)
    assert answer(refused(lifecycle.give_feedback, at=EVENING, **facts)) == ("rates_itself", 403)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"rating": 0}, ("rating_unknown", 400)),
        ({"rating": 6}, ("rating_unknown", 400)),
        ({"side": Side.OFFICE}, ("unknown_word", 400)),
        ({"text": "长" * 2001}, ("text_too_long", 400)),
    ],
)
def test_ratings_that_cannot_be(both, held, changed, expected):
    facts = {"side": Side.COMPANY, "rating": 5, "by": both.founder, "at": EVENING}

    refusal = refused(lifecycle.give_feedback, session=held, **facts | changed)

    assert answer(refusal) == expected


def test_only_what_was_held_is_rated(both, assignment):
    planned = lifecycle.plan_session(
        assignment=assignment, meeting=meeting(), by=both.mentor_user, at=AT
    )

    refusal = refused(
        lifecycle.give_feedback, session=planned, side=Side.COMPANY, rating=5, by=both.founder,
        at=EVENING,
    )  # fmt: skip

    assert answer(refusal) == ("session_not_held", 409)


def test_mentor_learns_the_mean_of_three_and_of_no_single_answer(both, assignment):
    told = []
    for day, rating in enumerate([5, 4, 3, 1, 1], start=1):
        session = both.hold(assignment, on=DAY(2008, 3, day), starts=TIME(9))
        rate(session, both.founder, rating)
        told.append(rating_of(mentor=both.mentor))

    assert told[:2] == [None, None]
    assert (told[2].mean, told[2].answers) == (Decimal(4), 3)
    # A fourth and a fifth answer change nothing yet: the difference would tell them.
    assert told[3] == told[4] == told[2]
    session = both.hold(assignment, on=DAY(2008, 3, 6), starts=TIME(9))
    rate(session, both.founder, 4)
    assert (rating_of(mentor=both.mentor).mean, rating_of(mentor=both.mentor).answers) == (3, 6)


def test_what_mentors_say_of_companies_is_no_rating_of_theirs(both, assignment):
    for day in range(1, 4):
        rate(both.hold(assignment, on=DAY(2008, 3, day)), both.mentor_user, 1, Side.MENTOR)

    assert rating_of(mentor=both.mentor) is None


def test_feedback_is_never_changed(both, held):
    rate(held, both.founder, 2)

    with pytest.raises(Exception, match="append_only"), connection.cursor() as cursor:
        cursor.execute("UPDATE mentors_feedback SET rating = 5")


def test_strangers_do_not_rate(both, held):
    for somebody in (pair().founder, UserFactory()):
        refusal = refused(
            lifecycle.give_feedback, session=held, side=Side.COMPANY, rating=1, by=somebody,
            at=EVENING,
        )  # fmt: skip
        assert answer(refusal) == ("not_your_part", 403)
