"""The sidebar of the admin: groups folded but the one that is worked in, by keyboard as well."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, tab_to
from tests.browser.test_accessibility import RULES, Axe
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
GROUPS = "#nav-sidebar-apps [x-data]"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_groups_open_by_the_keyboard(visit, transactional_db, language):
    page = visit(UserFactory(admin=True), width=DESKTOP, language=language, dark=language == "en")
    page.goto("/admin/")
    first = page.locator(GROUPS).first
    expect(page.locator(f"{GROUPS} a:visible")).to_have_count(0)

    tab_to(page, f"{GROUPS} button")
    expect(first.locator("button")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")

    expect(first.locator("a").first).to_be_visible()
    expect(first.locator("button")).to_have_attribute("aria-expanded", "true")
    seen = Axe().run(page, context="#nav-sidebar-apps", options=RULES).response
    assert seen["violations"] == []


def test_the_group_that_one_works_in_stands_open(visit, transactional_db):
    page = visit(UserFactory(admin=True), width=DESKTOP, language="en")
    page.goto("/admin/companies/company/")

    own = page.locator(f"{GROUPS} a:visible", has_text=re.compile(r"^\s*apartment\s+Companies\s*$"))
    expect(own).to_be_visible()
    expect(page.locator(f"{GROUPS} a:visible", has_text="Rulebooks")).to_have_count(0)
