"""Ctrl+K: from any page of the admin to a company by the first letters of its name."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import RULES, Axe
from tests.factories import CompanyFactory, UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
BOX, FOUND = "#search-input-command", "#command-results-list"


@pytest.mark.parametrize("dark", [False, True])
def test_a_company_is_opened_by_its_initials(visit, transactional_db, dark):
    company = CompanyFactory(name="宁波海浩光伏科技有限公司（示例）")
    page = visit(UserFactory(admin=True), width=DESKTOP, dark=dark)
    page.goto("/admin/companies/call/")

    page.keyboard.press("Control+k")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("hhg")
    expect(page.locator(f"{FOUND} a")).to_have_count(1)
    seen = Axe().run(page, context=FOUND, options=RULES).response
    expect(page.locator(f"{FOUND} li")).to_have_class(re.compile("active"))
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/companies/company/{company.pk}/**")
    assert seen["violations"] == []


def test_the_home_page_opens_the_box_and_says_when_nothing_is_found(visit, transactional_db):
    page = visit(UserFactory(admin=True), width=PHONE, language="zh-hans")
    page.goto("/admin/")

    page.get_by_role("link", name="查找企业").click()
    page.locator(BOX).press_sequentially("zzz")

    expect(page.get_by_text("没有找到这个名称的企业或栏目。")).to_be_visible()


def test_the_calendar_of_a_day_opens_on_a_verbs_page(visit, transactional_db):
    page = visit(UserFactory(admin=True), width=DESKTOP)
    page.goto("/admin/companies/call/add/")

    page.locator(".datetimeshortcuts a").nth(1).click()

    expect(page.locator(".calendarbox:visible")).to_be_visible()
