"""The seeded mentors: of every kind and state, marked, and as the verbs would write them."""

import datetime

import pytest
from django.db.models import Q

from incubator.accounts.models import User
from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.enums import (
    ApplicationState,
    AssignmentState,
    FilingLevel,
    MentorKind,
    SessionState,
    Tier,
)
from mentors.models import (
    Appointment,
    Assignment,
    Mentor,
    MentorApplication,
    MentoringSession,
    Slot,
    Stake,
)
from seeds.zone2007 import mentors_generated as made_up

COLUMNS = (
    "mentor", "residence", "company", "incubator", "assignment", "slot", "on", "starts",
    "minutes", "begins_at", "ends_at", "mode", "place", "need", "state", "sequence", "planned_at",
    "planned_by", "asked_at", "reported_at", "reported_by", "confirmed_at", "confirmed_by",
    "closed_at", "closed_because", "notes__topic", "notes__advice",
)  # fmt: skip


def in_use(model, column: str) -> set:
    return set(model.objects.values_list(column, flat=True))


@pytest.mark.usefixtures("zone")
class TestMentors:
    def test_every_kind_tier_level_and_state_is_there(self):
        assert in_use(Mentor, "kind") == set(MentorKind.values)
        assert in_use(Mentor, "tier") == set(Tier.values)
        assert in_use(Appointment, "level") == set(FilingLevel.values)
        assert in_use(Assignment, "state") == set(AssignmentState.values)
        assert in_use(MentoringSession, "state") == set(SessionState.values)
        assert in_use(MentorApplication, "state") == {
            ApplicationState.SUBMITTED,
            ApplicationState.DECLINED,
        }
        assert Appointment.objects.filter(renews__isnull=False).count() == 16
        assert Mentor.objects.filter(retired_on__isnull=False).count() == 3
        assert Stake.objects.exists()

    def test_nobody_is_a_person(self):
        assert in_use(Mentor, "is_generated") == {True}
        assert [one for one in Mentor.objects.all() if not one.name.startswith("创业导师")] == []
        assert Mentor.objects.exclude(email__endswith="@example.test").count() == 0

    @pytest.mark.parametrize(("year", "mentors", "companies"), [(2006, 24, 76), (2007, 30, 96)])
    def test_two_years_of_the_report_have_their_mentors(self, year, mentors, companies):
        last = datetime.date(year, 12, 31)

        assert Mentor.objects.in_office(on=last).count() == mentors
        active = Assignment.objects.active(on=last)
        assert active.values("company").distinct().count() == companies
        assert MentoringSession.objects.filter(on__year=year).took_place().count() > 150

    def test_something_is_going_on_today(self):
        at = now()

        assert Slot.objects.free(at=at).exists()
        assert MentoringSession.objects.planned().filter(begins_at__gt=at).count() >= 6
        assert MentoringSession.objects.planned().filter(asked_at__lt=at).exists()
        waiting = MentoringSession.objects.filter(state=SessionState.HELD)
        assert waiting.filter(on__gt=today() - datetime.timedelta(days=30)).exists()

    def test_demo_mentor_has_the_company_of_the_demo_founder(self):
        mentor = User.objects.get(username="mentor").mentor
        founder = User.objects.get(username="founder")

        own = Assignment.objects.of_mentor(mentor.user, on=today())
        assert own.active(on=today()).of_company_people(founder).count() == 1

    def test_a_session_is_as_by_the_verbs(self):
        """Recorded and confirmed by nobody in particular, at the moments that it has."""
        known = MentoringSession.objects.filter(state=SessionState.CONFIRMED, on__year=2007)
        known = known.filter(~Q(place=""), assignment__until_on__gt=datetime.date(2007, 12, 31))
        session = known.earliest("on", "pk")
        early = datetime.time(6)  # a mentor meets one company at a time
        again = lifecycle.record_session(
            assignment=session.assignment, by=None, at=session.reported_at, side="office",
            meeting=lifecycle.Meeting(
                on=session.on, starts=early, minutes=session.minutes, mode=session.mode,
                place=session.place, need=session.need, topic=session.notes.topic,
                advice=session.notes.advice,
            ),
        )  # fmt: skip
        lifecycle.confirm_session(session=again, by=None, at=session.confirmed_at, side="office")

        rows = MentoringSession.objects.values(*COLUMNS)
        times = {
            "starts": early, "begins_at": again.begins_at, "ends_at": again.ends_at,
        }  # fmt: skip
        assert rows.get(pk=again.pk) == rows.get(pk=session.pk) | times

    def test_nobody_meets_two_companies_at_once(self):
        """A mentor has one meeting a day, beside what is booked in the hours of today's."""
        held = MentoringSession.objects.exclude(state__in=["cancelled", "not_held"])
        days = list(held.filter(slot=None).values_list("mentor", "on"))

        assert len(days) == len(set(days)) > 700
        for one in held.exclude(slot=None):
            others = held.exclude(pk=one.pk).filter(mentor=one.mentor_id)
            assert not others.filter(begins_at__lt=one.ends_at, ends_at__gt=one.begins_at).exists()

    def test_nobody_has_more_companies_than_agreed(self):
        """Also those of long ago, of which the database no longer asks."""
        for term in Appointment.objects.all():
            rows = term.assignments.exclude(accepted_at=None).filter(mentor=term.mentor)
            for one in rows:
                same = rows.filter(begins_on__lte=one.begins_on, until_on__gt=one.begins_on)
                assert same.count() <= term.companies


def test_people_and_their_work_are_the_same_every_time():
    stays = {
        place: [made_up.Stay(n, n, datetime.date(2005, 1, 1), None) for n in range(300)]
        for place in ("centre", "software-park", *{p.place for p in made_up.people_of_2006()})
    }
    day = datetime.date(2026, 11, 25)

    def made():
        earlier, current = made_up.people_of_2006(), made_up.people_of_today(day)
        return [
            *made_up.pairings_of_2006(earlier, stays),
            *made_up.pairings_of_today(current, stays, day),
        ]

    assert made() == made()


@pytest.mark.parametrize("day", ["2026-01-01", "2026-02-17", "2026-10-01", "2027-05-01"])
def test_sessions_are_held_on_working_days(day):
    moved = made_up.workday(datetime.date.fromisoformat(day))

    assert moved > datetime.date.fromisoformat(day) or day.startswith("2027")
    assert moved.weekday() < 5
