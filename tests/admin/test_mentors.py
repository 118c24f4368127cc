"""Mentoring in the admin: every verb's page, what readers without the right never see, imports."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from companies.models import Residence
from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.models import (
    Appointment,
    Assignment,
    Mentor,
    MentorApplication,
    MentoringSession,
    Slot,
    Stake,
)
from tests.admin.conftest import A, B, pages_of
from tests.core.files.samples import upload
from tests.factories import (
    AppointmentFactory,
    CompanyFactory,
    ResidenceFactory,
    UserFactory,
    a_draft,
    criterion,
)
from tests.mentors.rows import confirmed

DAY = datetime.date
PDF = b"%PDF-1.7\n%%EOF\n"
SECRET = ("甲孵化器辅导主题", "甲孵化器辅导建议", "甲孵化器下一步", "甲孵化器评价", "甲孵化器文件")


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path) -> None:
    """Where files are kept during a test."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def manager(world):
    return world.client("manager_a")


def at(model, name: str, *args) -> str:
    return reverse(pages_of(model).name_of(name), args=args)


def post(client, address: str, **data):
    """Sends a verb's form; it must lead on."""
    response = client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    return response


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# Mentors and terms

PERSON = {"name": "新导师", "kind": "investor", "tier": "mentor", "fields_": ["materials"]}


def term_of(world, **changed) -> dict:
    facts = {
        "incubator": world.a.pk, "begins_on": "2026-01-01", "ends_on": "2028-01-01",
        "companies": 5, "hours": 8, "level": "incubator",
    }  # fmt: skip
    return facts | changed


def test_mentor_is_appointed_in_one_step(world, manager):
    response = post(manager, at(Mentor, "add"), **PERSON, **term_of(world, certificate="甬导9"))

    mentor = Mentor.objects.get(name="新导师")
    assert response.url == pages_of(Mentor).address_of(mentor)
    assert mentor.appointments.get().certificate == "甬导9"
    assert mentor.fields == ["materials"]


def test_mentor_is_not_appointed_where_the_manager_has_no_say(world, manager):
    data = {**PERSON, **term_of(world, incubator=world.b.pk)}
    response = manager.post(at(Mentor, "add"), data)

    assert response.context["form"].errors["incubator"]
    assert not Mentor.objects.filter(name="新导师").exists()


def test_what_the_rules_refuse_stands_on_the_form(world, manager):
    response = manager.post(at(Mentor, "add"), {**PERSON, **term_of(world, ends_on="2026-01-01")})

    assert "ends_on" in response.context["form"].errors
    assert not Mentor.objects.filter(name="新导师").exists()


def test_record_is_corrected(world, manager):
    mentor = world.of(Mentor, A)

    shown = manager.get(at(Mentor, "correct", mentor.pk))
    post(
        manager, at(Mentor, "correct", mentor.pk),
        **PERSON | {"name": "改名", "strengths": ["legal"]},
    )  # fmt: skip

    mentor.refresh_from_db()
    assert "甲孵化器导师" in shown.text
    assert (mentor.name, mentor.strengths) == ("改名", ["legal"])


def test_account_is_tied_and_untied(world, manager):
    person, mentor = confirmed(UserFactory()), world.of(Mentor, A)
    unsure = confirmed(UserFactory(), verified=False)

    refused = manager.post(at(Mentor, "account", mentor.pk), {"email": unsure.email})
    post(manager, at(Mentor, "account", mentor.pk), email=person.email)
    assert person.mentor == mentor
    shown = manager.get(pages_of(Mentor).address_of(mentor)).text
    post(manager, at(Mentor, "untie", mentor.pk))

    mentor.refresh_from_db()
    assert "尚未验证" in refused.context["form"].errors["email"][0]
    assert at(Mentor, "untie", mentor.pk) in shown
    assert at(Mentor, "account", mentor.pk) not in shown
    assert mentor.user is None


def test_address_of_a_mentor_of_others_too_is_not_changed_by_one(world, manager):
    """Whoever has the address could tie an account to it, and read what others said."""
    mentor = world.of(Mentor, A)
    AppointmentFactory(mentor=mentor, incubator=world.b)
    person = confirmed(UserFactory())

    address = manager.post(at(Mentor, "correct", mentor.pk), {**PERSON, "email": person.email})
    account = manager.post(at(Mentor, "account", mentor.pk), {"email": person.email})

    mentor.refresh_from_db()
    assert "其他载体" in str(address.context["form"].errors)
    assert "其他载体" in str(account.context["form"].errors)
    assert (mentor.email, mentor.user) == ("", None)


def test_stake_is_declared_and_given_up(world, manager):
    mentor = world.of(Mentor, A)
    company = world.of(Residence, A).company

    post(
        manager, at(Mentor, "stake", mentor.pk), company=company.pk, kind="paid",
        from_on="2008-01-01",
    )  # fmt: skip
    stake = Stake.objects.get()
    shown = manager.get(pages_of(Mentor).address_of(mentor))
    post(manager, at(Mentor, "end_stake", mentor.pk, stake.pk), on="2009-01-01")

    stake.refresh_from_db()
    assert at(Mentor, "end_stake", mentor.pk, stake.pk) in shown.text
    assert stake.until_on == DAY(2009, 1, 1)


def test_stakes_in_companies_of_others_are_not_shown(world, manager):
    mentor, theirs = world.of(Mentor, A), world.of(Residence, B).company
    stake = lifecycle.declare_stake(
        mentor=mentor, company=theirs, kind="paid", from_on=DAY(2008, 1, 1), by=None
    )

    page = manager.get(pages_of(Mentor).address_of(mentor))
    history = manager.get(at(Mentor, "history", mentor.pk))
    end = manager.get(at(Mentor, "end_stake", mentor.pk, stake.pk))

    assert theirs.name not in page.text + history.text
    assert end.status_code == 404


def test_mentor_retires_and_is_brought_back(world, manager):
    mentor = world.of(Mentor, A)

    post(manager, at(Mentor, "retire", mentor.pk), on=str(today()), reason="年龄原因")
    mentor.refresh_from_db()
    retired = mentor.retired_on
    post(manager, at(Mentor, "bring_back", mentor.pk))

    mentor.refresh_from_db()
    assert (retired, mentor.retired_on) == (today(), None)


def test_mentor_of_others_too_is_not_retired_by_one(world, manager):
    mentor = world.of(Mentor, A)
    AppointmentFactory(mentor=mentor, incubator=world.b)

    response = manager.post(at(Mentor, "retire", mentor.pk), {"on": today(), "reason": "离任"})

    assert response.context["form"].non_field_errors()
    mentor.refresh_from_db()
    assert mentor.retired_on is None


def test_term_is_renewed_changed_and_ended(world, manager):
    term = world.of(Appointment, A)

    post(manager, at(Appointment, "amend", term.pk), companies=3, hours=2)
    response = post(
        manager, at(Appointment, "renew", term.pk), ends_on="2030-01-01", companies=3, hours=2,
        level="municipal",
    )  # fmt: skip
    renewed = Appointment.objects.get(renews=term)
    post(manager, at(Appointment, "end", term.pk), on=str(today()), reason="离任")

    term.refresh_from_db()
    renewed.refresh_from_db()
    assert response.url == pages_of(Appointment).address_of(renewed)
    assert (renewed.level, renewed.until_on) == ("municipal", renewed.begins_on)
    assert (term.companies, term.until_on) == (3, today())


def test_one_more_term_is_given(world, manager):
    mentor = world.of(Mentor, A)
    lifecycle.end_appointment(
        appointment=world.of(Appointment, A), on=DAY(2009, 6, 1), reason="离任", by=None,
        at=datetime.datetime(2009, 6, 1, tzinfo=datetime.UTC),
    )  # fmt: skip

    post(manager, at(Mentor, "appoint", mentor.pk), **term_of(world))

    assert mentor.appointments.count() == 2


def test_request_is_decided(world, manager):
    asked = world.of(MentorApplication, A)

    post(manager, at(MentorApplication, "accept", asked.pk), **term_of(world), tier="counsellor")

    asked.refresh_from_db()
    assert (asked.state, asked.appointment.mentor.tier) == ("accepted", "counsellor")
    page = manager.get(pages_of(MentorApplication).address_of(asked))
    assert at(MentorApplication, "decline", asked.pk) not in page.text


def test_mentor_whose_term_ends_soon_is_renewed_by_the_same_door(world, manager):
    ends = today() + datetime.timedelta(days=40)
    last = AppointmentFactory(incubator=world.a, mentor__user=UserFactory(), ends_on=ends)
    asked = lifecycle.apply_as_mentor(
        user=last.mentor.user, incubator=world.a, at=now(), name="续聘导师", kind="investor"
    )
    until = ends + datetime.timedelta(days=365)

    assert "续聘" in manager.get(at(MentorApplication, "accept", asked.pk)).text
    post(
        manager, at(MentorApplication, "accept", asked.pk), ends_on=f"{until}", companies=4,
        hours=6, level="incubator",
    )  # fmt: skip

    asked.refresh_from_db()
    term = asked.appointment
    assert (term.renews, term.begins_on, term.ends_on, term.companies) == (last, ends, until, 4)


def test_request_is_declined(world, manager):
    asked = world.of(MentorApplication, A)

    post(manager, at(MentorApplication, "decline", asked.pk), said="名额已满")

    asked.refresh_from_db()
    assert (asked.state, asked.said) == ("declined", "名额已满")


# Assignments


@pytest.fixture
def newcomer(world) -> Residence:
    return ResidenceFactory(
        incubator=world.a, company=CompanyFactory(name="新来企业", field="materials"),
        due_on=DAY(2030, 1, 1),
    )  # fmt: skip


def test_company_is_chosen_and_suggestions_have_their_reasons(world, manager, newcomer):
    chosen = post(manager, at(Assignment, "add"), residence=newcomer.pk, needs=["legal", "market"])
    page = manager.get(chosen.url)

    assert chosen.url.endswith("?needs=legal&needs=market")
    assert "甲孵化器导师" in page.text
    assert "与企业同属新材料领域。" in page.text
    assert "名额5个，空余4个。" in page.text
    assert "乙孵化器导师" not in page.text


def test_mentor_is_proposed_agreed_begun_and_ended(world, manager, newcomer):
    mentor = world.of(Mentor, A)
    address = at(Assignment, "propose", newcomer.pk, mentor.pk)

    post(manager, address, goals="融资", begins_on=str(today()), ends_on="2027-12-01")
    pair = Assignment.objects.get(residence=newcomer)
    for side in ("company", "mentor"):
        post(manager, at(Assignment, "agree", pair.pk), side=side)
    post(manager, at(Assignment, "activate", pair.pk), on=str(today()))
    post(manager, at(Assignment, "end", pair.pk), on=str(today()), reason="goals_met")

    pair.refresh_from_db()
    assert (pair.state, pair.end_reason, pair.asked_by) == ("ended", "goals_met", "office")


def test_proposal_is_not_taken_up(world, manager, newcomer):
    address = at(Assignment, "propose", newcomer.pk, world.of(Mentor, A).pk)
    post(manager, address, goals="融资", begins_on=str(today()), ends_on="2027-12-01")
    pair = Assignment.objects.get(residence=newcomer)

    post(manager, at(Assignment, "decline", pair.pk), said="时间不合")

    pair.refresh_from_db()
    assert (pair.state, pair.said) == ("declined", "时间不合")


def test_nothing_is_proposed_across_incubators(world, manager, newcomer):
    theirs, own = world.of(Residence, B), world.of(Mentor, A)

    for address in (
        at(Assignment, "suggestions", theirs.pk),
        at(Assignment, "propose", theirs.pk, own.pk),
        at(Assignment, "propose", newcomer.pk, world.of(Mentor, B).pk),
        at(Assignment, "suggestions", 999_999),
    ):
        assert manager.get(address).status_code == 404, address


@pytest.mark.parametrize("role", ["zone", "auditor"])
def test_readers_see_suggestions_and_propose_nobody(world, newcomer, role):
    client = world.client(role)

    assert client.get(at(Assignment, "suggestions", newcomer.pk)).status_code == 200
    for address in (
        at(Assignment, "propose", newcomer.pk, world.of(Mentor, A).pk),
        at(Assignment, "add"),
        at(Slot, "publish"),
        at(Mentor, "from_file"),
    ):
        assert client.get(address).status_code == 403, address
    assert client.post(at(Mentor, "behind"), {"mentor": 1}).status_code == 403


def test_session_is_recorded_and_planned(world, manager):
    term = AppointmentFactory(incubator=world.a)
    stay = ResidenceFactory(incubator=world.a, due_on=DAY(2030, 1, 1))
    moment = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    pair = lifecycle.propose_assignment(
        residence=stay, mentor=term.mentor, goals="融资", begins_on=DAY(2026, 1, 1),
        ends_on=DAY(2027, 12, 1), asked_by="office", by=None, at=moment,
    )  # fmt: skip
    for side in ("company", "mentor"):
        pair = lifecycle.agree(assignment=pair, side=side, by=None, at=moment, for_them=True)
    lifecycle.activate_assignment(assignment=pair, on=DAY(2026, 1, 1), by=None, at=moment)
    facts = {"starts": "10:00", "minutes": 60, "mode": "online", "topic": "融资"}

    post(manager, at(Assignment, "record", pair.pk), on="2026-02-02", advice="好", **facts)
    post(manager, at(Assignment, "plan", pair.pk), on="2027-11-15", **facts)

    assert sorted(pair.sessions.values_list("state", flat=True)) == ["held", "planned"]


# Slots


def hours_of(world, **changed) -> dict:
    facts = {
        "incubator": world.a.pk, "mentor": world.of(Mentor, A).pk, "rhythm": "once",
        "from_on": "2027-03-01", "starts": "14:00", "ends": "16:00", "minutes": 60,
        "mode": "on_site", "place": "302", "audience": "everybody", "notice_hours": 24,
    }  # fmt: skip
    return facts | changed


def test_hours_are_published_booked_moved_and_withdrawn(world, manager, newcomer):
    response = post(manager, at(Slot, "publish"), **hours_of(world))
    first, second = Slot.objects.filter(on=DAY(2027, 3, 1)).order_by("starts")
    booked = post(
        manager, at(Slot, "book", first.pk), residence=newcomer.pk, topic="融资", need="financing"
    )
    session = MentoringSession.objects.get(slot=first)
    post(manager, at(MentoringSession, "move", session.pk), slot=second.pk)
    post(manager, at(Slot, "withdraw", second.pk), reason="出差")

    session.refresh_from_db()
    assert said(response)[-1] == "已开放2个时段。"
    assert booked.url == pages_of(MentoringSession).address_of(session)
    assert (session.slot, session.state) == (second, "cancelled")


def test_holidays_and_unknown_years_are_told(world, manager):
    weekly = hours_of(world, rhythm="weekly", from_on="2026-12-25", until_on="2027-02-01")

    response = post(manager, at(Slot, "publish"), **weekly)

    assert any("2027年的放假安排尚未公布" in line for line in said(response))


def test_booking_is_called_off(world, manager, newcomer):
    post(manager, at(Slot, "publish"), **hours_of(world))
    slot = Slot.objects.filter(on=DAY(2027, 3, 1)).first()
    post(manager, at(Slot, "book", slot.pk), residence=newcomer.pk, topic="融资")
    session = MentoringSession.objects.get(slot=slot)

    post(manager, at(MentoringSession, "call_off", session.pk), reason="生病")

    session.refresh_from_db()
    assert (session.state, session.closed_because) == ("cancelled", "生病")


# Sessions: what was said


@pytest.fixture
def session(world) -> MentoringSession:
    """With everything that is private about it."""
    found = world.of(MentoringSession, A)
    at_ = found.planned_at + datetime.timedelta(days=9)
    office = {"by": None, "at": at_, "side": "office"}
    lifecycle.add_step(
        session=found, text="甲孵化器下一步", owner="company", due_on=DAY(2008, 4, 1), **office
    )
    lifecycle.attach_file(session=found, upload=upload(PDF, "甲孵化器文件.pdf"), **office)
    founder = UserFactory()
    found.company.representatives.create(user=founder, right="edit", since=at_)
    lifecycle.give_feedback(
        session=found, side="company", rating=2, by=founder, at=at_, text="甲孵化器评价"
    )
    return found


def private_pages(session) -> list[str]:
    return [
        pages_of(MentoringSession).address_of(session),
        at(MentoringSession, "history", session.pk),
    ]


def test_office_reads_what_was_said(world, manager, session):
    page = manager.get(pages_of(MentoringSession).address_of(session)).text
    history = manager.get(at(MentoringSession, "history", session.pk)).text

    assert [word for word in SECRET if word not in page] == []
    assert "甲孵化器辅导建议" in history
    file = session.files.get()
    download = manager.get(at(MentoringSession, "file", session.pk, file.pk))
    assert b"".join(download.streaming_content) == PDF


@pytest.mark.parametrize("role", ["zone", "auditor"])
def test_readers_without_the_right_see_when_and_never_what(world, session, role):
    client = world.client(role)
    everywhere = [
        *private_pages(session),
        pages_of(MentoringSession).list_address(),
        pages_of(Assignment).address_of(session.assignment),
        at(Assignment, "history", session.assignment_id),
        pages_of(Mentor).address_of(session.mentor),
        at(Mentor, "history", session.mentor_id),
        pages_of(Slot).list_address(),
    ]

    for address in everywhere:
        text = client.get(address).text
        assert [word for word in SECRET if word in text] == [], address
    file, step = session.files.get(), session.next_steps.get()
    assert client.get(at(MentoringSession, "file", session.pk, file.pk)).status_code == 403
    assert client.get(at(MentoringSession, "finish", session.pk, step.pk)).status_code == 403
    for verb in ("notes", "step", "attach", "confirm"):
        assert client.get(at(MentoringSession, verb, session.pk)).status_code == 403, verb


@pytest.mark.parametrize("role", ["zone", "auditor", "manager_a", "superuser"])
@pytest.mark.parametrize("text", ["辅导主题", "辅导建议", "下一步", "评价"])
def test_what_was_said_is_not_searched(world, session, role, text):
    response = world.client(role).get(pages_of(MentoringSession).list_address(), {"q": text})

    assert not response.context["cl"].result_list


@pytest.mark.parametrize("question", ["notes__topic__icontains", "next_steps__text__startswith"])
def test_what_was_said_is_not_asked_for_by_address(world, session, question):
    response = world.client("auditor").get(
        pages_of(MentoringSession).list_address(), {question: "甲"}
    )

    assert response.status_code in (302, 400)


def test_what_was_said_is_in_no_file(world, session):
    response = world.client("manager_a").get(at(MentoringSession, "seen"), {"_format": "csv"})

    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "2007-03-10" in text
    assert [word for word in SECRET if word in text] == []


def test_managers_of_others_have_no_page_of_it(world, session):
    client = world.client("manager_b")
    file, step = session.files.get(), session.next_steps.get()

    for address in (
        *private_pages(session),
        at(MentoringSession, "file", session.pk, file.pk),
        at(MentoringSession, "finish", session.pk, step.pk),
        at(MentoringSession, "notes", session.pk),
    ):
        assert client.get(address).status_code == 404, address


def test_every_verb_of_a_session_has_its_page(world, manager, session):
    step = session.next_steps.get()
    post(manager, at(MentoringSession, "notes", session.pk), topic="新主题", advice="新建议")
    post(
        manager, at(MentoringSession, "step", session.pk), text="再访谈", owner="mentor",
        due_on="2008-05-01",
    )  # fmt: skip
    post(manager, at(MentoringSession, "attach", session.pk), upload=upload(PDF + b"\n", "二.pdf"))
    post(manager, at(MentoringSession, "finish", session.pk, step.pk))
    post(manager, at(MentoringSession, "not_held", session.pk), reason="误登")
    post(manager, at(MentoringSession, "held", session.pk), minutes=90)
    post(manager, at(MentoringSession, "confirm", session.pk))

    session.refresh_from_db()
    step.refresh_from_db()
    assert (session.state, session.minutes, session.notes.topic) == ("confirmed", 90, "新主题")
    assert (session.next_steps.count(), session.files.in_force().count()) == (2, 2)
    assert step.done_at is not None


def test_next_step_or_file_of_another_session_is_not_there(world, manager, session):
    other = world.of(MentoringSession, B)

    for name in ("finish", "file"):
        assert manager.get(at(MentoringSession, name, session.pk, 999_999)).status_code == 404
        assert manager.get(at(MentoringSession, name, other.pk, 1)).status_code == 404


# Rules and who is behind


@pytest.fixture
def rules(db):
    from incubator.institutions.lifecycle import publish_rulebook

    draft = a_draft(
        code="test-rules",
        criteria=[
            criterion("recognition", "mentors_per_10", 1),
            criterion("mentoring", "meetings_per_year", 2),
        ],
    )
    return publish_rulebook(rulebook=draft, by=None, at=now())


def test_rulebook_of_an_unknown_day_is_shown_for_comparison(world, manager, rules):
    from incubator.institutions.lifecycle import publish_rulebook

    undated = a_draft(
        code="undated", name="不知何日的办法", effective_from=None, applies_here=False,
        criteria=[criterion("recognition", "mentors", 3)],
    )  # fmt: skip
    publish_rulebook(rulebook=undated, by=None, at=now())

    shown = manager.get(at(Mentor, "behind"))

    assert shown.status_code == 200
    assert "不知何日的办法" in shown.text


def test_who_is_behind_is_listed_with_one_click_to_act(world, manager, rules, newcomer):
    mentor = world.of(Mentor, A)
    address = at(Mentor, "behind")

    page = manager.get(address)
    (place, ((standing, asked),)) = page.context["places"][0]
    lifecycle.correct_mentor(mentor=mentor, by=None, email="m@example.test")
    told = said(manager.post(address, {"mentor": mentor.pk}))
    again = said(manager.post(address, {"mentor": mentor.pk}))

    assert (place.incubatees, place.mentors) == (2, 1)
    assert (standing.needed, standing.has, standing.missing) == (1, 1, 0)
    assert asked == "每10家在孵企业的创业导师：不低于1"
    assert [one.name for one, _address in page.context["behind"]] == ["甲孵化器导师"]
    assert at(Assignment, "suggestions", newcomer.pk) in page.text
    assert "乙孵化器" not in page.text
    assert "已邮件提醒" in told[-1]
    assert "14天内" in again[-1]


@pytest.mark.parametrize("key", ["", "x", "999999"])
def test_nobody_else_is_reminded(world, manager, key):
    theirs = world.of(Mentor, B).pk

    for who in (key, theirs):
        assert said(manager.post(at(Mentor, "behind"), {"mentor": who}))[-1] == "没有该导师。"
