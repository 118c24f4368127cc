"""What the two sides do on their pages, and what the pages refuse."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.models import (
    ActionItem,
    Assignment,
    Feedback,
    MentoringSession,
    OfficeHours,
    SessionFile,
    Slot,
)
from mentors.queries.slots import bookable
from tests.applying.conftest import PDF
from tests.factories import AppointmentFactory, RepresentativeFactory, ResidenceFactory
from tests.mentors.live import DAYS, active, at_work, booked, held, later, live, times
from tests.mentors.rows import everything
from tests.staying.conftest import files_of_this_test, mails

pytestmark = pytest.mark.django_db

__all__ = ["files_of_this_test"]  # a fixture


def url(name: str, **kwargs) -> str:
    return reverse(f"mentoring:{name}", kwargs=kwargs)


@pytest.fixture
def both():
    return at_work()


@pytest.fixture
def as_mentor(client, both):
    client.force_login(both.mentor_user)
    return client


@pytest.fixture
def as_company(client, both):
    client.force_login(both.founder)
    return client


def meeting(**changed) -> dict:
    """An hour yesterday at ten, as it is typed."""
    typed = {
        "on": f"{today() - DAYS}", "starts": "10:00", "minutes": "60", "mode": "on_site",
        "topic": "商业计划书", "advice": "先做客户访谈", "place": "302", "need": "",
    }  # fmt: skip
    return typed | changed


def office_hours(both, **changed) -> dict:
    """Two to four on a day to come, for everybody, as it is typed."""
    typed = {
        "incubator": both.incubator.pk, "rhythm": "once", "from_on": f"{later(10)}",
        "until_on": "", "starts": "14:00", "ends": "16:00", "minutes": "60", "mode": "online",
        "place": "https://meet.example.test/1", "audience": "everybody", "notice_hours": "24",
    }  # fmt: skip
    return typed | changed


def asked(**changed) -> dict:
    """For half a year from today, as it is typed."""
    typed = {
        "goals": "完成首轮融资", "needs": ["financing"], "begins_on": f"{today()}",
        "ends_on": f"{today() + 180 * DAYS}",
    }  # fmt: skip
    return typed | changed


class TestAsking:
    def test_suggestions_say_every_reason(self, as_company, both):
        page = as_company.get(url("suggest", pk=both.residence.pk), {"needs": "financing"}).text

        assert both.mentor.name in page
        assert page.count('<dt class="number">') == 6
        assert "与企业所属领域一致" in page or "领域" in page

    def test_nonsense_in_the_address_is_no_wish(self, as_company, both):
        page = as_company.get(url("suggest", pk=both.residence.pk), {"needs": "gold"})

        assert page.status_code == 200

    def test_company_asks_and_mentor_agrees(self, client, both):
        client.force_login(both.founder)
        address = url("ask", pk=both.residence.pk, mentor=both.mentor.pk)
        assert client.get(address).status_code == 200
        sent = client.post(address, asked())

        proposed = Assignment.objects.get()
        assert sent.url == url("assignment", key=proposed.key)
        assert client.post(url("agree", key=proposed.key), follow=True).status_code == 200
        client.force_login(both.mentor_user)
        assert proposed.company.name in client.get(url("mentor")).text
        client.post(url("agree", key=proposed.key))
        proposed.refresh_from_db()
        assert (proposed.state, proposed.asked_by, proposed.needs) == (
            "accepted", "company", ["financing"],
        )  # fmt: skip

    @pytest.mark.parametrize(
        "changed", [{"goals": " "}, {"ends_on": f"{today()}"}, {"begins_on": "x"},
                    {"ends_on": "2099-01-01"}, {"needs": ["gold"]}],
    )  # fmt: skip
    def test_what_cannot_be_is_said(self, as_company, both, changed):
        address = url("ask", pk=both.residence.pk, mentor=both.mentor.pk)

        page = as_company.post(address, asked(**changed))

        assert page.status_code == 400
        assert 'class="error"' in page.text or "notice bad" in page.text
        assert not Assignment.objects.exists()

    def test_mentor_of_elsewhere_does_not_exist(self, as_company, both):
        """Nobody reads who advises companies at other incubators, by sending an empty form."""
        other = AppointmentFactory(mentor__experience="创办过三家企业").mentor
        address = url("ask", pk=both.residence.pk, mentor=other.pk)

        assert as_company.get(address).status_code == 404
        assert as_company.post(address, asked()).status_code == 404
        assert as_company.post(address, {}).status_code == 404

    def test_fourth_request_waits_for_an_answer(self, as_company, both):
        for _each in range(4):
            mentor = at_work(incubator=both.incubator).mentor
            page = as_company.post(
                url("ask", pk=both.residence.pk, mentor=mentor.pk), asked(), follow=True
            )

        assert Assignment.objects.count() == 3
        assert "已向3名导师" in page.text

    def test_declined_with_a_reason(self, as_mentor, both):
        proposed = both.propose(ends_on=today() + 100 * DAYS)

        silent = as_mentor.post(url("decline", key=proposed.key), {"said": " "})
        said = as_mentor.post(url("decline", key=proposed.key), {"said": "今年已满"})

        assert silent.status_code == 400
        assert said.url == url("assignment", key=proposed.key)
        proposed.refresh_from_db()
        assert (proposed.state, proposed.said) == ("declined", "今年已满")
        assert "今年已满" in as_mentor.get(said.url).text

    def test_ended_by_one_side(self, as_company, both):
        pair = active(both)

        wrong = as_company.post(url("end", key=pair.key), {"reason": "mentor_wish"})
        as_company.post(url("end", key=pair.key), {"reason": "goals_met", "said": ""})

        pair.refresh_from_db()
        assert wrong.status_code == 400
        assert (pair.state, pair.ended_on, pair.end_reason) == ("ended", today(), "goals_met")


class TestMeeting:
    def test_past_is_recorded_and_future_planned(self, as_mentor, both):
        address = url("meet", key=active(both).key)

        as_mentor.post(address, meeting())
        as_mentor.post(address, meeting(on=f"{today() + 2 * DAYS}"))

        states = MentoringSession.objects.order_by("on").values_list("state", flat=True)
        assert list(states) == ["held", "planned"]

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"on": "2008-02-01"}, "结对"), ({"on": f"{today() + 400 * DAYS}"}, "结对"),
            ({"minutes": "1441"}, "8小时"), ({"minutes": "5"}, "10分钟"), ({"minutes": "x"}, ""),
            ({"topic": " "}, ""), ({"starts": "25:00"}, ""), ({"mode": "dream"}, ""),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_said(self, as_mentor, both, changed, words):
        page = as_mentor.post(url("meet", key=active(both).key), meeting(**changed))

        assert page.status_code == 400
        assert words in page.text
        assert not MentoringSession.objects.exists()

    def test_future_session_is_neither_held_nor_confirmed(self, client, both):
        session = booked(both, times(both)[0])
        for user in (both.mentor_user, both.founder):
            client.force_login(user)
            client.post(url("held", key=session.key))
            client.post(url("confirm", key=session.key))
            client.post(url("not_held", key=session.key), {"reason": "没来"})

        session.refresh_from_db()
        assert session.state == "planned"

    def test_mentor_does_not_confirm_for_the_company(self, as_mentor, both):
        session = held(both, active(both))

        page = as_mentor.post(url("confirm", key=session.key), follow=True).text

        session.refresh_from_db()
        assert session.state == "held"
        assert "notice bad" in page

    def test_company_confirms_and_rates_once(self, as_company, both):
        session = held(both, active(both))

        as_company.post(url("confirm", key=session.key))
        first = as_company.post(url("rate", key=session.key), {"rating": "5", "text": "有用"})
        second = as_company.post(url("rate", key=session.key), {"rating": "1", "text": ""})

        session.refresh_from_db()
        assert (session.state, session.confirmed_by) == ("confirmed", both.founder)
        assert first.url == url("session", key=session.key)
        assert second.status_code == 400
        assert list(Feedback.objects.values_list("side", "rating", "text")) == [
            ("company", 5, "有用")
        ]

    @pytest.mark.parametrize("rating", ["0", "6", "x", ""])
    def test_rating_is_one_to_five(self, as_company, both, rating):
        session = held(both, active(both))

        page = as_company.post(url("rate", key=session.key), {"rating": rating, "text": "好"})

        assert page.status_code == 400
        assert "好</textarea>" in page.text
        assert not Feedback.objects.exists()

    def test_mentor_who_acts_for_the_company_does_not_rate_itself(self, as_mentor, both):
        session = held(both, active(both))
        RepresentativeFactory(company=both.residence.company, user=both.mentor_user)

        as_mentor.post(url("rate", key=session.key), {"rating": "5", "side": "company"})
        as_mentor.post(url("confirm", key=session.key))

        session.refresh_from_db()
        assert session.state == "held"
        assert [one.side for one in Feedback.objects.all()] == ["mentor"]

    def test_mentor_sees_the_mean_of_three_and_never_one(self, client, both):
        pair = active(both)
        for number, rating in enumerate((5, 4, 3)):
            session = held(both, pair, starts=datetime.time(9 + number))
            lifecycle.give_feedback(
                session=session, side="company", rating=rating, by=both.founder, at=now(),
                text=f"评语{number}",
            )  # fmt: skip
            client.force_login(both.mentor_user)
            page = client.get(url("mentor")).text + client.get(url("session", key=session.key)).text
            assert "评语" not in page
            assert ('class="figure">4<' in page) == (number == 2)

    def test_not_held_and_held_after_all(self, as_company, both):
        session = held(both, active(both))

        silent = as_company.post(url("not_held", key=session.key), {"reason": " "}, follow=True)
        session.refresh_from_db()
        assert session.state == "held"
        assert "notice bad" in silent.text
        as_company.post(url("not_held", key=session.key), {"reason": "导师没来"})
        session.refresh_from_db()
        assert (session.state, session.closed_because) == ("not_held", "导师没来")
        as_company.post(url("held", key=session.key), {"minutes": "90"})
        session.refresh_from_db()
        assert (session.state, session.minutes) == ("held", 90)

    @pytest.mark.parametrize("minutes", ["1441", "x", "-5", "99999999"])
    def test_length_that_cannot_be(self, as_mentor, both, minutes):
        session = held(both, active(both))
        lifecycle.report_not_held(
            session=session, reason="x", by=both.mentor_user, at=now(), side="mentor"
        )

        as_mentor.post(url("held", key=session.key), {"minutes": minutes})

        session.refresh_from_db()
        assert (session.state, session.minutes) == ("not_held", 60)


class TestNotes:
    @pytest.fixture
    def session(self, both):
        return held(both, active(both))

    def save(self, client, session, seen=None, **typed):
        seen = session.notes.mark if seen is None else seen
        data = {"topic": "融资", "advice": "先谈天使", "seen": seen} | typed
        return client.post(url("notes", key=session.key), data, headers={"HX-Request": "true"})

    def test_save_themselves(self, as_mentor, session):
        saved = self.save(as_mentor, session)

        session.notes.refresh_from_db()
        assert (session.notes.topic, session.notes.advice) == ("融资", "先谈天使")
        assert f'name="seen" value="{session.notes.mark}"' in saved.text
        assert "已保存" in saved.text

    def test_second_window_overwrites_nothing(self, as_mentor, session):
        self.save(as_mentor, session)
        stale = self.save(as_mentor, session, advice="另一窗口")

        session.notes.refresh_from_db()
        assert stale.status_code == 409
        assert re.findall(r'data-refused="(\w+)"', stale.text) == ["notes_changed_elsewhere"]
        assert session.notes.advice == "先谈天使"
        assert self.save(as_mentor, session, advice="另一窗口").status_code == 200

    def test_without_script_what_was_refused_stands_as_typed(self, as_mentor, session):
        page = as_mentor.post(
            url("notes", key=session.key), {"topic": " ", "advice": "长" * 20, "seen": ""}
        )

        assert page.status_code == 400
        assert "长" * 20 in page.text
        session.notes.refresh_from_db()
        assert session.notes.advice == "先做客户访谈"

    def test_are_closed_by_the_confirmation(self, client, both, session):
        lifecycle.confirm_session(session=session, by=both.founder, at=now())
        client.force_login(both.mentor_user)

        assert self.save(client, session).status_code == 409
        assert '<textarea id="advice"' not in client.get(url("session", key=session.key)).text

    def test_company_reads_and_does_not_write_them(self, as_company, session):
        assert session.notes.advice in as_company.get(url("session", key=session.key)).text
        assert self.save(as_company, session).status_code == 404

    def test_company_reads_no_notes_of_another(self, client, both, session):
        stay = ResidenceFactory(incubator=both.incubator)
        client.force_login(RepresentativeFactory(company=stay.company).user)
        feed = lifecycle.make_feed(user=stay.company.representatives.get().user, at=now())

        for address in (
            url("session", key=session.key), url("assignment", key=session.assignment.key),
            url("month", pk=stay.pk), url("stay", pk=stay.pk), url("home"),
            f"/mentoring/feed/{feed}.ics", f"/admin/mentors/mentoringsession/?q={session.notes}",
        ):  # fmt: skip
            page = client.get(address, follow=True)
            assert session.notes.topic not in page.text.replace("?q=", "")
            assert session.notes.advice not in page.text

    def test_steps_from_either_side_and_done(self, as_company, both, session):
        due = f"{today() + 5 * DAYS}"
        address = url("add_step", key=session.key)
        as_company.post(address, {"text": "走访客户", "owner": "company", "due_on": due})
        wrong = as_company.post(address, {"text": "晚", "owner": "company", "due_on": "2008-01-01"})
        step = ActionItem.objects.get()
        assert step.text in as_company.get(url("stay", pk=both.residence.pk)).text
        as_company.post(url("finish_step", key=session.key, pk=step.pk))

        step.refresh_from_db()
        assert wrong.status_code == 400
        assert step.done_by == both.founder

    def test_files_are_believed_by_their_content(self, as_company, session):
        address = url("add_file", key=session.key)
        as_company.post(address, {"file": SimpleUploadedFile("计划.pdf", PDF)})
        as_company.post(
            address, {"file": SimpleUploadedFile("坏.pdf", b"MZ\x90\x00\x03\x00\x00\x00")}
        )
        none = as_company.post(address, follow=True)

        kept = SessionFile.objects.get()
        given = as_company.get(url("file", key=session.key, pk=kept.pk))
        assert "notice bad" in none.text
        assert b"".join(given.streaming_content) == PDF
        assert "attachment" in given["Content-Disposition"]
        assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
        as_company.post(url("remove_file", key=session.key, pk=kept.pk))
        assert as_company.get(url("file", key=session.key, pk=kept.pk)).status_code == 404


class TestHours:
    def test_once_and_weekly(self, as_mentor, both):
        address = url("publish")
        assert as_mentor.get(address).status_code == 200
        once = as_mentor.post(address, office_hours(both))
        first = later(11)
        as_mentor.post(
            address,
            office_hours(
                both, rhythm="weekly", from_on=f"{first}", until_on=f"{first + 15 * DAYS}"
            ),
        )

        assert once.url == url("hours", pk=OfficeHours.objects.earliest("pk").pk)
        assert Slot.objects.filter(hours__rhythm="once").count() == 2
        assert Slot.objects.filter(hours__rhythm="weekly").count() in (4, 6)

    def test_public_holidays_are_left_out_and_said(self, as_mentor, both):
        page = as_mentor.post(
            url("publish"), office_hours(both, from_on=f"{today().year + 1}-01-01")
        )

        # 1 January: refused where the year is announced, noted where it is not yet.
        assert (page.status_code == 400) != Slot.objects.exists()

    @pytest.mark.parametrize(
        "changed",
        [
            {"from_on": "2008-01-01"}, {"ends": "13:00"}, {"minutes": "0"}, {"minutes": "x"},
            {"notice_hours": "-1"}, {"notice_hours": "9999"}, {"place": " "},
            {"audience": "nobody"}, {"mode": "phone"}, {"incubator": "999999"},
            {"rhythm": "weekly", "until_on": "2008-01-01"}, {"from_on": "2031-01-06"},
            {"from_on": "9999-12-31"}, {"from_on": "9999-12-30", "rhythm": "weekly",
                                        "until_on": "9999-12-31"},
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_said(self, as_mentor, both, changed):
        page = as_mentor.post(url("publish"), office_hours(both, **changed))

        assert page.status_code == 400
        assert not OfficeHours.objects.exists()

    def test_overlapping_ones_are_refused(self, as_mentor, both):
        as_mentor.post(url("publish"), office_hours(both))
        again = as_mentor.post(url("publish"), office_hours(both, starts="15:30", ends="17:00"))

        assert again.status_code == 400
        assert "15:00" in again.text
        assert Slot.objects.count() == 2

    def test_taken_back_one_and_all(self, as_mentor, both):
        slots = times(both)
        session = booked(both, slots[0])

        as_mentor.post(url("slot", key=slots[0].key), {"reason": "出差"})
        assert as_mentor.post(url("slot", key=slots[1].key), {"reason": " "}).status_code == 400
        as_mentor.post(url("hours", pk=slots[0].hours_id), {"reason": "出差"})

        session.refresh_from_db()
        assert (session.state, session.closed_because) == ("cancelled", "出差")
        assert not Slot.objects.offered().exists()


class TestBooking:
    def test_booked_moved_cancelled(self, as_company, both):
        first, second, _third = times(both)
        stay = both.residence.pk
        assert url("book", pk=stay, key=first.key) in as_company.get(
            url("month", pk=stay), {"month": f"{first.on:%Y-%m}"}
        ).text  # fmt: skip
        booking = as_company.post(
            url("book", pk=stay, key=first.key), {"topic": "股权\r\nATTENDEE:x", "need": "legal"}
        )
        session = MentoringSession.objects.get()
        assert booking.url == url("session", key=session.key)
        assert session.notes.topic == "股权 ATTENDEE:x"

        as_company.post(url("move", key=session.key), {"slot": str(second.key)})
        session.refresh_from_db()
        assert (session.slot, session.sequence) == (second, 1)
        as_company.post(url("cancel", key=session.key), {"reason": "改期"})
        session.refresh_from_db()
        assert session.state == "cancelled"

    def test_taken_slot_is_said_and_no_longer_shown(self, client, both):
        slot = times(both)[0]
        booked(both, slot)
        stay = ResidenceFactory(incubator=both.incubator)
        client.force_login(RepresentativeFactory(company=stay.company).user)
        address = url("book", pk=stay.pk, key=slot.key)

        assert client.get(address).url == url("month", pk=stay.pk)
        answer = client.post(address, {"topic": "税"})
        assert answer.status_code == 400
        assert "先一步" in answer.text or "已被" in answer.text

    def test_too_late_is_said(self, as_company, both):
        slot = times(both, notice_hours=336)[0]

        assert not bookable(both.residence, at=now()).exists()
        answer = as_company.post(url("book", pk=both.residence.pk, key=slot.key), {"topic": "税"})
        assert answer.status_code == 400
        assert not MentoringSession.objects.exists()

    def test_booking_past_its_limit_asks_the_office(self, as_company, both):
        slot = times(both)[0]
        session = booked(both, slot)
        OfficeHours.objects.update(notice_hours=336)

        page = as_company.get(url("session", key=session.key)).text
        assert url("cancel", key=session.key) not in page
        assert as_company.get(url("move", key=session.key)).url == url("session", key=session.key)
        assert as_company.post(
            url("cancel", key=session.key), {"reason": "忙"}
        ).status_code == 400  # fmt: skip
        session.refresh_from_db()
        assert session.state == "planned"

    def test_hours_for_the_assigned_are_theirs(self, client, both):
        slot = times(both, audience="assigned")[0]
        assert not bookable(both.residence, at=now()).exists()
        client.force_login(both.founder)
        refused = client.post(url("book", pk=both.residence.pk, key=slot.key), {"topic": "税"})
        assert refused.status_code == 400

        active(both)
        assert bookable(both.residence, at=now()).count() == 3

    def test_slot_of_elsewhere_does_not_exist(self, as_company, both):
        slot = times(at_work())[0]

        assert as_company.post(
            url("book", pk=both.residence.pk, key=slot.key), {"topic": "税"}
        ).status_code == 404  # fmt: skip

    @pytest.mark.parametrize("slot", ["", "x", "00000000-0000-4000-8000-000000000000"])
    def test_moved_to_nothing(self, as_company, both, slot):
        session = booked(both, times(both)[0])

        assert as_company.post(url("move", key=session.key), {"slot": slot}).status_code == 400


class TestMonth:
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, client, count, django_assert_num_queries):
        both = at_work(hours=40)
        active(both)
        for number in range(count):
            times(both, days=3 + 2 * number)
            held(both, Assignment.objects.get(), starts=datetime.time(9 + number))
        client.force_login(both.mentor_user)
        with django_assert_num_queries(7):
            client.get(url("my_month"))
        client.force_login(both.founder)
        with django_assert_num_queries(6):
            client.get(url("month", pk=both.residence.pk))

    @pytest.mark.parametrize("month", ["", "2026-13", "0000-01", "x", "2026-1'", "2099-12"])
    def test_any_month_answers(self, as_mentor, both, month):
        assert as_mentor.get(url("my_month"), {"month": month}).status_code == 200

    def test_shows_holidays_of_china(self, as_mentor, both):
        page = as_mentor.get(url("my_month"), {"month": "2026-10"}).text

        assert page.count("国庆节") >= 3
        assert "尚未公布" in as_mentor.get(url("my_month"), {"month": "2099-10"}).text


def test_mails_lead_to_the_page(both, settings, django_capture_on_commit_callbacks):
    settings.SITE_URL = "https://zone.test"
    with django_capture_on_commit_callbacks() as callbacks:
        session = booked(both, times(both)[0])
        pair = both.propose(ends_on=today() + 100 * DAYS)

    found = "".join(mail["text"] for mail in mails(callbacks))
    assert f"https://zone.test/mentoring/sessions/{session.key}/" in found
    assert f"https://zone.test/mentoring/assignments/{pair.key}/" in found


def test_nothing_is_written_by_looking(client):
    there = live()
    before = everything()
    for user in (there.both.mentor_user, there.both.founder):
        client.force_login(user)
        for address in (
            url("home"), url("session", key=there.held.key),
            url("assignment", key=there.assignment.key), url("cancel", key=there.booking.key),
        ):  # fmt: skip
            client.get(address)
    assert everything() == before
