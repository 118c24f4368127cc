"""An attempt in plain SQL past every constraint of mentoring, for tests/core/test_constraints."""

from incubator.core.dates import now
from mentors import lifecycle
from mentors.enums import Side
from mentors.models import AppointmentNotice, Assignment, MentoringSession, SessionReminder
from tests.core.files.samples import upload
from tests.core.sql import copy_of
from tests.factories import (
    AppointmentFactory,
    CompanyFactory,
    IncubatorFactory,
    MentorFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.mentors.rows import AT, DAY, moment, pair

MENTOR, TERM, NOTICE = "mentors_mentor", "mentors_appointment", "mentors_appointmentnotice"
APPLICATION, STAKE, PAIR = "mentors_mentorapplication", "mentors_stake", "mentors_assignment"
HOURS, SLOT, SESSION = "mentors_officehours", "mentors_slot", "mentors_mentoringsession"
NOTES, STEP, FILE = "mentors_sessionnotes", "mentors_actionitem", "mentors_sessionfile"
FEEDBACK, REMINDER = "mentors_feedback", "mentors_sessionreminder"
FEED, STAY = "mentors_calendarfeed", "companies_residence"
KEY = "gen_random_uuid()"


def last(table: str) -> str:
    """The row that was made last."""
    return f"(SELECT max(id) FROM {table})"


def mentor_with_email() -> None:
    MentorFactory(email="mentor@example.test")


def certified() -> None:
    AppointmentFactory(certificate="甬导001")


def notice() -> None:
    AppointmentNotice.objects.create(
        appointment=AppointmentFactory(),
        days=60,
        until_on=DAY(2028, 1, 1),
        made_on=DAY(2027, 11, 2),
    )


def stake() -> None:
    lifecycle.declare_stake(
        mentor=MentorFactory(), company=CompanyFactory(), kind="shareholder",
        from_on=DAY(2008, 1, 1), by=None,
    )  # fmt: skip


def application() -> None:
    lifecycle.apply_as_mentor(
        user=UserFactory(), incubator=IncubatorFactory(), at=AT, name="申请人", kind="investor"
    )


def proposed() -> Assignment:
    return pair().propose()


def accepted() -> Assignment:
    return pair().accept()


def active() -> Assignment:
    return pair().activate()


def active_and_company_elsewhere() -> None:
    active()
    ResidenceFactory()


def active_and_term_elsewhere() -> None:
    active()
    AppointmentFactory()


def two_places_taken() -> None:
    first = pair(companies=2)
    first.activate()
    other = ResidenceFactory(incubator=first.incubator, due_on=DAY(2030, 1, 1))
    second = first.propose(residence=other, asked_by=Side.OFFICE, by=None)
    for side in (Side.COMPANY, Side.MENTOR):
        lifecycle.agree(assignment=second, side=side, by=None, at=AT, for_them=True)


def one_place_and_one_proposed() -> None:
    """The second is proposed while there are two places; then there is one."""
    first, second = pair(companies=2), pair()
    stay = ResidenceFactory(
        incubator=first.incubator, company=second.residence.company, due_on=DAY(2030, 1, 1)
    )
    first.activate()
    first.propose(residence=stay, asked_by=Side.OFFICE, by=None)
    lifecycle.amend_appointment(appointment=first.term, companies=1, hours=8, by=None)


def slots() -> None:
    pair().publish()


def slots_and_another_mentor() -> None:
    """Who is appointed there too, so that nothing but the hours speaks against it."""
    both = pair()
    both.publish()
    AppointmentFactory(incubator=both.incubator)


def booked() -> MentoringSession:
    both = pair()
    return both.book(both.publish()[0])


def booked_and_slots_elsewhere() -> None:
    booked()
    pair().publish()


def held() -> MentoringSession:
    return pair().hold()


def held_and_company_elsewhere() -> None:
    held()
    ResidenceFactory()


def held_and_assignment_elsewhere() -> None:
    held()
    pair().activate()


def confirmed() -> None:
    both = pair()
    session = both.hold()
    lifecycle.confirm_session(session=session, by=both.founder, at=moment(2008, 3, 11))


def step() -> None:
    lifecycle.add_step(
        session=held(), text="访谈十家客户", owner="company", due_on=DAY(2008, 4, 1), by=None,
        at=AT,
        side=Side.OFFICE,
    )  # fmt: skip


def file() -> None:
    lifecycle.attach_file(
        session=held(), upload=upload(b"%PDF-1.7\n%%EOF\n"), by=None, at=AT, side=Side.OFFICE
    )


def feedback() -> None:
    both = pair()
    lifecycle.give_feedback(
        session=both.hold(), side=Side.COMPANY, rating=4, by=both.founder, at=moment(2008, 3, 11)
    )


def reminder() -> None:
    session = booked()
    SessionReminder.objects.create(
        session=session, hours=24, begins_at=session.begins_at, sent_at=AT
    )


def feed() -> None:
    lifecycle.make_feed(user=UserFactory(), at=now())


RATED_BY_ITSELF = (
    f"INSERT INTO {FEEDBACK} (session_id, side, rating, text, given_at, given_by_id) "
    f"SELECT s.id, 'company', 5, '', now(), m.user_id FROM {SESSION} s "
    f"JOIN {MENTOR} m ON m.id = s.mentor_id"
)

# constraint → (rows to make, SQL that must be refused)
ATTEMPTS = {
    "mentor_has_a_name": (MentorFactory, f"UPDATE {MENTOR} SET name = ''"),
    "mentor_kind": (MentorFactory, f"UPDATE {MENTOR} SET kind = 'guru'"),
    "mentor_known_words": (MentorFactory, f"UPDATE {MENTOR} SET fields = '{{alchemy}}'"),
    "mentor_email_once": (mentor_with_email, lambda: copy_of(MENTOR, user_id="NULL")),
    "mentor_tier": (MentorFactory, f"UPDATE {MENTOR} SET tier = 'saint'"),
    "mentor_retires_for_a_reason": (MentorFactory, f"UPDATE {MENTOR} SET retired_on = now()"),
    "appointment_certificate_once": (
        certified, lambda: copy_of(TERM, begins_on="'2029-1-1'", ends_on="'2030-1-1'"),
    ),
    "appointment_by_somebody": (AppointmentFactory, f"UPDATE {TERM} SET appointed_by = ''"),
    "appointment_level": (AppointmentFactory, f"UPDATE {TERM} SET level = 'galactic'"),
    "appointment_ends_after_it_begins": (
        AppointmentFactory, f"UPDATE {TERM} SET ends_on = begins_on",
    ),
    "appointment_ended_within_its_term": (
        AppointmentFactory, f"UPDATE {TERM} SET ended_on = begins_on - 1, end_reason = '离任'",
    ),
    "appointment_capacity": (AppointmentFactory, f"UPDATE {TERM} SET companies = 0"),
    "appointment_renews_another": (AppointmentFactory, f"UPDATE {TERM} SET renews_id = id"),
    "appointment_no_overlap": (
        AppointmentFactory, lambda: copy_of(TERM, begins_on="begins_on + 1"),
    ),
    "term_notice_once_a_level": (notice, lambda: copy_of(NOTICE)),
    "term_notice_level": (notice, f"UPDATE {NOTICE} SET days = 45"),
    "stake_kind": (stake, f"UPDATE {STAKE} SET kind = 'friend'"),
    "stake_share": (stake, f"UPDATE {STAKE} SET share = 100.01"),
    "stake_ends_after_it_begins": (stake, f"UPDATE {STAKE} SET until_on = from_on"),
    "stake_declared_once_at_a_time": (stake, lambda: copy_of(STAKE, from_on="from_on + 1")),
    "mentorapplication_has_a_name": (application, f"UPDATE {APPLICATION} SET name = ''"),
    "mentorapplication_kind": (application, f"UPDATE {APPLICATION} SET kind = 'guru'"),
    "mentorapplication_known_words": (
        application, f"UPDATE {APPLICATION} SET strengths = '{{magic}}'",
    ),
    "mentorapplication_state_matches_moment": (
        application, f"UPDATE {APPLICATION} SET state = 'accepted', decided_at = now()",
    ),
    "mentorapplication_one_open": (application, lambda: copy_of(APPLICATION, key=KEY)),
    "assignment_one_open": (proposed, lambda: copy_of(PAIR, key=KEY)),
    "assignment_asked_by": (proposed, f"UPDATE {PAIR} SET asked_by = 'mentor'"),
    "assignment_needs": (proposed, f"UPDATE {PAIR} SET needs = '{{magic}}'"),
    "assignment_has_goals": (proposed, f"UPDATE {PAIR} SET goals = ''"),
    "assignment_ends_after_it_begins": (proposed, f"UPDATE {PAIR} SET ends_on = begins_on"),
    "assignment_ended_within_its_period": (
        active,
        f"UPDATE {PAIR} SET state = 'ended', ended_on = ends_on + 1, end_reason = 'other'",
    ),
    "assignment_accepted_by_both": (accepted, f"UPDATE {PAIR} SET mentor_agreed_at = NULL"),
    "assignment_state_matches_moments": (proposed, f"UPDATE {PAIR} SET state = 'accepted'"),
    "assignment_ends_for_a_reason": (
        active, f"UPDATE {PAIR} SET state = 'ended', ended_on = begins_on",
    ),
    "officehours_rhythm": (slots, f"UPDATE {HOURS} SET rhythm = 'daily'"),
    "officehours_mode": (slots, f"UPDATE {HOURS} SET mode = 'phone'"),
    "officehours_audience": (slots, f"UPDATE {HOURS} SET audience = 'world'"),
    "officehours_until_after_from": (slots, f"UPDATE {HOURS} SET until_on = from_on"),
    "officehours_end_after_they_start": (slots, f"UPDATE {HOURS} SET ends = starts"),
    "officehours_minutes": (slots, f"UPDATE {HOURS} SET minutes = 9"),
    "officehours_notice": (slots, f"UPDATE {HOURS} SET notice_hours = 337"),
    "officehours_have_a_place": (slots, f"UPDATE {HOURS} SET place = ''"),
    "slot_minutes": (slots, f"UPDATE {SLOT} SET minutes = 481"),
    "slot_no_overlap": (
        slots, lambda: copy_of(SLOT, key=KEY, starts="starts + interval '30 minutes'"),
    ),
    "mentoringsession_minutes": (held, f"UPDATE {SESSION} SET minutes = 1441"),
    "slot_given_once": (booked, lambda: copy_of(SESSION, key=KEY)),
    "mentoringsession_mode": (held, f"UPDATE {SESSION} SET mode = 'telepathy'"),
    "mentoringsession_need": (held, f"UPDATE {SESSION} SET need = 'magic'"),
    "mentoringsession_assigned_or_booked": (held, f"UPDATE {SESSION} SET assignment_id = NULL"),
    "mentoringsession_state_matches_moments": (
        held, f"UPDATE {SESSION} SET state = 'confirmed'",
    ),
    "mentoringsession_reported_after_it_began": (
        held, f"UPDATE {SESSION} SET reported_at = begins_at - interval '1 second'",
    ),
    "mentoringsession_confirmed_after_report": (
        confirmed, f"UPDATE {SESSION} SET confirmed_at = reported_at - interval '1 second'",
    ),
    "sessionnotes_have_a_topic": (held, f"UPDATE {NOTES} SET topic = ''"),
    "actionitem_says_something": (step, f"UPDATE {STEP} SET text = ''"),
    "actionitem_owner": (step, f"UPDATE {STEP} SET owner = 'nobody'"),
    "sessionfile_has_its_hash": (file, f"UPDATE {FILE} SET sha256 = 'x'"),
    "sessionfile_is_not_empty": (file, f"UPDATE {FILE} SET size = 0"),
    "feedback_once_a_side": (feedback, lambda: copy_of(FEEDBACK)),
    "feedback_side": (feedback, lambda: copy_of(FEEDBACK, side="'office'")),
    "feedback_rating": (feedback, lambda: copy_of(FEEDBACK, side="'mentor'", rating="6")),
    "session_reminder_once_a_level": (reminder, lambda: copy_of(REMINDER)),
    "session_reminder_level": (reminder, f"UPDATE {REMINDER} SET hours = 3"),
    "calendarfeed_one_live": (feed, lambda: copy_of(FEED, digest="repeat('a', 64)")),
    "calendarfeed_has_its_hash": (feed, f"UPDATE {FEED} SET digest = 'x'"),
    "calendarfeed_revoked_after_it_was_made": (
        feed, f"UPDATE {FEED} SET revoked_at = made_at - interval '1 second'",
    ),
    # Between rows; no model declares these.
    "assignment_residence_of_company": (
        active_and_company_elsewhere, f"UPDATE {PAIR} SET residence_id = {last(STAY)}",
    ),
    "assignment_appointment_of_mentor": (
        active_and_term_elsewhere, f"UPDATE {PAIR} SET appointment_id = {last(TERM)}",
    ),
    "slot_of_hours": (
        slots_and_another_mentor, f"UPDATE {SLOT} SET mentor_id = {last(MENTOR)}",
    ),
    "session_residence_of_company": (
        held_and_company_elsewhere,
        f"UPDATE {SESSION} SET company_id = {last('companies_company')}",
    ),
    "session_assignment_of_mentor": (
        held_and_assignment_elsewhere, f"UPDATE {SESSION} SET assignment_id = {last(PAIR)}",
    ),
    "session_slot_of_mentor": (
        booked_and_slots_elsewhere, f"UPDATE {SESSION} SET slot_id = {last(SLOT)}",
    ),
    "assignment_within_residence": (active, f"UPDATE {PAIR} SET begins_on = '2007-02-28'"),
    "residence_holds_its_assignments": (
        active, f"UPDATE {STAY} SET left_on = '2008-12-31', exit_reason = 'moved'",
    ),
    "assignment_within_term": (active, f"UPDATE {PAIR} SET ends_on = '2028-01-02'"),
    "appointment_holds_its_assignments": (
        active, f"UPDATE {TERM} SET ended_on = '2008-12-31', end_reason = '离任'",
    ),
    "mentor_within_capacity": (
        one_place_and_one_proposed,
        (f"UPDATE {PAIR} SET state = 'accepted', company_agreed_at = now(), "
        "mentor_agreed_at = now(), accepted_at = now() WHERE state = 'proposed'"),
    ),
    "capacity_holds_its_companies": (two_places_taken, f"UPDATE {TERM} SET companies = 1"),
    "session_within_assignment": (held, f"UPDATE {SESSION} SET \"on\" = '2008-02-29'"),
    "slot_within_term": (slots, f"UPDATE {SLOT} SET \"on\" = '2028-01-01'"),
    "feedback_of_another": (held, RATED_BY_ITSELF),
}  # fmt: skip

# Two triggers hold one rule, one from each side; the database names the rule.
NAMED_AS = {
    "residence_holds_its_assignments": "assignment_within_residence",
    "appointment_holds_its_assignments": "assignment_within_term",
    "capacity_holds_its_companies": "mentor_within_capacity",
}

# Keys that composite foreign keys refer to.
REFERRED_TO = {
    "appointment_mentor_incubator_key",
    "assignment_mentor_residence_key",
    "officehours_mentor_incubator_key",
    "slot_mentor_incubator_key",
}

# As PAIRS in tests/core/test_constraints.
PAIRS = {
    (APPLICATION, "decided_at", "state"): (
        application, "now()", "'declined'", {"decided_at": "NULL", "state": "'submitted'"},
    ),
    (PAIR, "ended_on", "state"): (
        active, "ends_on, end_reason = 'other'", "'ended'",
        {"ended_on": "NULL, end_reason = ''", "state": "'active'"},
    ),
    (SESSION, "closed_at", "state"): (
        held, "now(), closed_because = '停电'", "'not_held'",
        {"closed_at": "NULL", "state": "'held'"},
    ),
}  # fmt: skip
