"""Mentoring in a real browser: published, booked, noted, confirmed and rated; WCAG 2.2 AA."""

import datetime

import pytest
from playwright.sync_api import expect

from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.models import Feedback, MentoringSession, Slot
from tests.browser.conftest import PHONE, fits
from tests.browser.test_accessibility import LOOKS, faults, files_of_this_test
from tests.mentors.live import DAYS, active, at_work, held, later, live

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

__all__ = ["files_of_this_test"]  # a fixture


@pytest.fixture(params=LOOKS, ids=["chinese-light-wide", "english-dark-narrow"])
def look(request) -> dict:
    """How a window is opened."""
    return request.param


def over(session: MentoringSession) -> None:
    """Let it have been yesterday: nobody waits ten days for a test."""
    day = today() - DAYS
    MentoringSession.objects.filter(pk=session.pk).update(on=day, slot=None)
    Slot.objects.filter(pk=session.slot_id).update(on=day)


def test_from_office_hours_to_a_rated_session(visit, transactional_db):
    both = at_work()
    active(both)
    mentor = visit(both.mentor_user)
    mentor.goto("/mentoring/")
    mentor.get_by_role("link", name="发布接待时间").click()
    mentor.locator("#id_from_on").fill(f"{later(5)}")
    mentor.locator("#id_starts").fill("14:00")
    mentor.locator("#id_ends").fill("16:00")
    mentor.get_by_label("地点或链接").fill("302会议室")
    mentor.get_by_role("button", name="发布", exact=True).click()
    expect(mentor.get_by_role("status")).to_contain_text("已发布2个时段")

    company = visit(both.founder, width=PHONE)
    company.goto(f"/mentoring/stays/{both.residence.pk}/calendar/?month={later(5):%Y-%m}")
    assert fits(company)
    company.get_by_role("link", name="15:00").click()
    company.get_by_label("主题").fill("股权激励")
    company.get_by_role("button", name="预约").click()
    company.wait_for_url("**/mentoring/sessions/**")
    session = MentoringSession.objects.get()
    assert fits(company)

    over(session)
    mentor.goto("/mentoring/mentor/")
    mentor.get_by_role("link", name="是否已进行").click()
    mentor.get_by_role("button", name="已进行", exact=True).click()
    mentor.get_by_label("辅导意见").fill("先定期权池，再谈估值")
    expect(mentor.locator("#form-state[data-saved]")).to_be_visible()
    mentor.context.set_offline(True)
    mentor.get_by_label("辅导意见").fill("先定期权池，断网时写下")
    expect(mentor.locator("#form-state .local")).to_contain_text("尚未上传")
    mentor.context.set_offline(False)
    expect(mentor.locator("#form-state[data-saved]")).to_be_visible()
    mentor.locator("#step_text").fill("拟定期权方案")
    mentor.locator("#step_owner").select_option("company")
    mentor.locator("#step_due_on").fill(f"{today() + 14 * DAYS}")
    mentor.get_by_role("button", name="添加").first.click()

    company.goto(f"/mentoring/stays/{both.residence.pk}/")
    expect(company.get_by_role("link", name="拟定期权方案")).to_be_visible()
    company.get_by_role("link", name="查看并确认").click()
    expect(company.get_by_text("断网时写下")).to_be_visible()
    company.get_by_role("button", name="确认", exact=True).click()
    company.locator(".pick", has_text="5").click()
    company.get_by_label("说明").fill("很有帮助")
    company.get_by_role("button", name="发送").click()
    expect(company.get_by_role("status")).to_contain_text("感谢")

    session.refresh_from_db()
    assert (session.state, session.notes.advice) == ("confirmed", "先定期权池，断网时写下")
    assert list(Feedback.objects.values_list("rating", "text")) == [(5, "很有帮助")]


def test_pages_break_no_rule(visit, transactional_db, look):
    there = live()
    both, stay, slot = there.both, there.both.residence.pk, there.slots[1]
    lifecycle.add_step(
        session=there.held, text="走访客户", owner="company", due_on=today(), by=both.mentor_user,
        at=now(),
    )  # fmt: skip
    held(both, there.assignment, starts=datetime.time(16))
    month = f"?month={slot.on:%Y-%m}"
    mentor = visit(both.mentor_user, **look)
    found = [
        fault
        for address in (
            "/mentoring/mentor/", f"/mentoring/mentor/calendar/{month}",
            "/mentoring/mentor/hours/", f"/mentoring/mentor/hours/{slot.hours_id}/",
            f"/mentoring/mentor/times/{slot.key}/",
            f"/mentoring/assignments/{there.assignment.key}/",
            f"/mentoring/assignments/{there.assignment.key}/meet/",
            f"/mentoring/sessions/{there.held.key}/", "/mentoring/feed/", "/mentoring/apply/",
        )
        for fault in faults(mentor, address)
    ]  # fmt: skip
    company = visit(both.founder, **look)
    found += [
        fault
        for address in (
            f"/mentoring/stays/{stay}/", f"/mentoring/stays/{stay}/suggestions/",
            f"/mentoring/stays/{stay}/calendar/{month}",
            f"/mentoring/stays/{stay}/times/{slot.key}/",
            f"/mentoring/assignments/{there.assignment.key}/",
            f"/mentoring/sessions/{there.held.key}/",
            f"/mentoring/sessions/{there.booking.key}/move/",
            f"/mentoring/sessions/{there.booking.key}/cancel/",
        )
        for fault in faults(company, address)
    ]  # fmt: skip

    assert found == []
