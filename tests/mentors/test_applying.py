"""Becoming a mentor by the portal, going on near the end of a term, and one's own calendar."""

import re

import pytest
from django.urls import reverse

from incubator.core.dates import now, today
from incubator.workflows import personal
from incubator.workflows.personal_export import data_of
from mentors import lifecycle
from mentors.models import (
    Appointment,
    CalendarFeed,
    Mentor,
    MentorApplication,
    MentorApplicationDraft,
)
from tests.factories import IncubatorFactory, UserFactory
from tests.mentors.live import DAYS, active, at_work, booked, times
from tests.mentors.rows import answer, everything, refused

pytestmark = pytest.mark.django_db
APPLY, DRAFT, CALENDAR = "/mentoring/apply/", "/mentoring/apply/draft/", "/mentoring/feed/"


@pytest.fixture
def person():
    return UserFactory(name="王一")


@pytest.fixture
def as_person(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def place():
    return IncubatorFactory()


def typed(place, **changed) -> dict:
    """A whole form."""
    return {
        "incubator": place.pk, "name": "王一", "kind": "investor", "employer": "甬江创投",
        "title": "合伙人", "phone": "", "fields": ["materials"], "strengths": ["financing"],
        "stages": ["start"], "languages": ["zh", "en"], "experience": "投过十家企业",
        "statement": "愿意帮助",
    } | changed  # fmt: skip


def save(client, data: dict, seen: int = 0):
    return client.post(DRAFT, data | {"seen": seen}, headers={"HX-Request": "true"})


class TestDraft:
    def test_is_kept_and_brought_back(self, as_person, person, place):
        page = as_person.get(APPLY).text
        assert 'value="王一"' in page
        saved = save(as_person, typed(place, name="王", kind=""))

        assert 'name="seen" value="1"' in saved.text
        assert person.mentor_draft.answers["languages"] == ["zh", "en"]
        again = as_person.get(APPLY).text
        assert 'value="甬江创投"' in again
        assert re.search(r'value="materials"[^>]*checked', again)
        assert 'name="seen" value="1"' in again
        assert not MentorApplication.objects.exists()

    def test_second_window_overwrites_nothing(self, as_person, person, place):
        save(as_person, typed(place))
        stale = save(as_person, typed(place, name="另一"))

        assert stale.status_code == 409
        assert re.findall(r'data-refused="(\w+)"', stale.text) == ["mentor_draft_changed"]
        assert person.mentor_draft.answers["name"] == "王一"

    @pytest.mark.parametrize("seen", ["x", "", "-1", "99999999999"])
    def test_nonsense_was_never_seen(self, as_person, place, seen):
        assert save(as_person, typed(place), seen).status_code == 409

    def test_has_an_end(self, person):
        refusal = refused(
            lifecycle.save_mentor_draft,
            user=person, answers={"experience": "长" * 20_001}, seen=0, at=now(),
        )  # fmt: skip
        assert answer(refusal) == ("mentor_draft_too_long", 400)
        refusal = refused(lifecycle.save_mentor_draft, user=person, answers={}, seen=1, at=now())
        assert answer(refusal) == ("mentor_draft_changed", 409)

    def test_is_ones_own(self, client, person, place):
        lifecycle.save_mentor_draft(user=person, answers={"experience": "私密"}, seen=0, at=now())
        client.force_login(UserFactory())

        assert "私密" not in client.get(APPLY).text


class TestApplying:
    def test_handed_in_followed_and_taken_back(self, as_person, person, place):
        save(as_person, typed(place))
        sent = as_person.post(APPLY, typed(place))

        asked = MentorApplication.objects.get()
        assert sent.url == reverse("mentoring:application", args=[asked.key])
        assert (asked.incubator, asked.fields, asked.state) == (place, ["materials"], "submitted")
        assert not MentorApplicationDraft.objects.exists()
        assert place.title in as_person.get(sent.url).text
        assert sent.url in as_person.get("/mentoring/").text
        assert as_person.post(APPLY, typed(place)).status_code == 400
        as_person.post(f"{sent.url}withdraw/")
        asked.refresh_from_db()
        assert asked.state == "withdrawn"

    @pytest.mark.parametrize(
        "changed",
        [{"name": " "}, {"kind": ""}, {"kind": "x"}, {"incubator": "9999"}, {"incubator": ""},
         {"fields": ["x"]}, {"experience": "长" * 4001}],
    )  # fmt: skip
    def test_what_cannot_be_is_said_and_stands_as_typed(self, as_person, place, changed):
        page = as_person.post(APPLY, typed(place, **changed))

        assert page.status_code == 400
        assert 'value="甬江创投"' in page.text
        assert not MentorApplication.objects.exists()

    def test_of_others_does_not_exist(self, client, place):
        asked = lifecycle.apply_as_mentor(
            user=UserFactory(), incubator=place, at=now(), name="甲", kind="investor"
        )
        client.force_login(UserFactory())
        address = reverse("mentoring:application", args=[asked.key])
        before = everything()

        assert client.get(address).status_code == 404
        assert client.post(f"{address}withdraw/").status_code == 404
        assert everything() == before

    def test_answer_is_told_on_its_page(self, as_person, person, place):
        asked = lifecycle.apply_as_mentor(
            user=person, incubator=place, at=now(), name="王一", kind="investor"
        )
        lifecycle.decline_mentor_application(application=asked, said="名额已满", by=None, at=now())

        page = as_person.get(reverse("mentoring:application", args=[asked.key])).text
        assert "名额已满" in page
        assert APPLY in page


def test_erasure_takes_the_words_and_keeps_who_was_taken_on(person, place):
    lifecycle.save_mentor_draft(user=person, answers={"name": "王一"}, seen=0, at=now())
    asked = lifecycle.apply_as_mentor(
        user=person, incubator=place, at=now(), name="王一", kind="investor", statement="愿意帮助"
    )
    lifecycle.save_mentor_draft(user=person, answers={"name": "王一"}, seen=0, at=now())
    told = data_of(user=person)

    personal.ask_erasure(user=person, at=now())

    assert told["mentor_applications"][0]["statement"] == "愿意帮助"
    assert told["mentor_application_draft"][0]["answers"] == {"name": "王一"}
    asked.refresh_from_db()
    assert (asked.state, asked.name, asked.statement) == (
        "withdrawn", f"erased-{person.pk}", "",
    )  # fmt: skip
    assert {one.statement for one in asked.history.all()} == {""}
    assert not MentorApplicationDraft.objects.exists()


class TestGoingOn:
    def test_is_asked_for_in_the_last_sixty_days(self, client):
        both = at_work(ends_on=today() + 40 * DAYS)
        client.force_login(both.mentor_user)
        door = f"{APPLY}?at={both.incubator.pk}"
        assert door in client.get("/mentoring/mentor/").text
        assert f'value="{both.incubator.pk}" selected' in client.get(door).text
        client.post(APPLY, typed(both.incubator, name=both.mentor.name))

        lifecycle.accept_mentor_application(
            application=MentorApplication.objects.get(), by=None, at=now(),
            terms=lifecycle.Terms(begins_on=today(), ends_on=today() + 400 * DAYS, companies=3),
        )  # fmt: skip

        term = Appointment.objects.latest("pk")
        assert (term.renews, term.begins_on, term.companies) == (both.term, both.term.ends_on, 3)
        assert Mentor.objects.count() == 1
        assert door not in client.get("/mentoring/mentor/").text

    def test_is_not_asked_for_before(self, client):
        both = at_work(ends_on=today() + 90 * DAYS)
        client.force_login(both.mentor_user)

        assert f"{APPLY}?at=" not in client.get("/mentoring/mentor/").text
        assert client.post(APPLY, typed(both.incubator)).status_code == 400
        assert not MentorApplication.objects.exists()


class TestCalendar:
    def made(self, client) -> str:
        page = client.post(f"{CALENDAR}new/").text
        return re.search(r'value="[^"]*(/mentoring/feed/[\w-]+\.ics)"', page)[1]

    def test_is_made_shown_once_and_read_without_login(self, client):
        both = at_work()
        session = booked(both, times(both)[0])
        client.force_login(both.founder)
        assert "outlook" in client.get(CALENDAR).text.lower()
        address = self.made(client)

        assert address not in client.get(CALENDAR).text
        client.logout()
        feed = client.get(address)
        assert feed["Content-Type"].startswith("text/calendar")
        assert str(session.key) in feed.text

    def test_anew_and_taken_back_the_old_one_is_gone(self, client, person):
        client.force_login(person)
        first = self.made(client)
        second = self.made(client)

        assert first != second
        assert client.get(first).status_code == 404
        assert client.get(second).status_code == 200
        client.post(f"{CALENDAR}revoke/")
        assert client.get(second).status_code == 404
        again = client.post(f"{CALENDAR}revoke/", follow=True)
        assert "notice bad" in again.text

    def test_cannot_be_guessed(self, client, person):
        client.force_login(person)
        address = self.made(client)
        digest = CalendarFeed.objects.get().digest

        for guess in (digest, person.pk, "x" * 43, address[len(CALENDAR) : -5]):
            assert client.get(f"{CALENDAR}{guess}.ics").status_code == 404

    def test_no_other_person_and_no_look_makes_one(self, client, person):
        client.force_login(person)

        assert client.get(f"{CALENDAR}new/").status_code == 405
        assert client.get(f"{CALENDAR}revoke/").status_code == 405
        assert not CalendarFeed.objects.exists()

    def test_line_breaks_of_a_topic_stay_out_of_it(self, client):
        both = at_work()
        client.force_login(both.mentor_user)
        meeting = {
            "on": f"{today() + 3 * DAYS}", "starts": "10:00", "minutes": "60", "mode": "phone",
            "topic": "股权\r\nEND:VEVENT\r\nBEGIN:VEVENT\x00", "advice": "",
        }  # fmt: skip
        pair = active(both)
        clean = meeting | {"topic": meeting["topic"].replace("\x00", "")}
        sent = client.post(reverse("mentoring:meet", args=[pair.key]), clean)
        assert sent.status_code == 302
        address = self.made(client)

        lines = client.get(address).text.split("\r\n")
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
