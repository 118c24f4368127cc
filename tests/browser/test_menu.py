"""The head of every page: one row on a phone, its menu without a mouse and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, fits, tab_to
from tests.browser.test_accessibility import RULES, Axe
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
ONE_ROW = 64  # pixels: a button and what is around it


def height(page) -> float:
    return page.locator(".site-head").bounding_box()["height"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_menu_of_a_phone_opens_by_the_keyboard(visit, transactional_db, language):
    page = visit(UserFactory(), width=PHONE, language=language, dark=language == "en")
    page.goto("/mentoring/")
    links = page.locator(".site-head nav a:visible")

    assert height(page) <= ONE_ROW
    assert links.count() == 0
    tab_to(page, ".site-head summary")
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    found = Axe().run(page, options=RULES).response["violations"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/calls/**")
    assert links.count() == 0  # the next page begins with it closed
    assert found == []
    assert fits(page)


def test_menu_of_a_phone_needs_no_script(chromium, live_server, transactional_db):
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": PHONE, "height": 844}, has_touch=True,
        java_script_enabled=False, locale="zh-CN",
    )  # fmt: skip
    page = context.new_page()
    page.goto("/")
    page.locator(".site-head summary").tap()

    expect(page.locator(".site-head nav a:visible")).to_have_count(8)
    context.close()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_wide_page_shows_all_of_it_in_one_row(visit, transactional_db, language):
    page = visit(UserFactory(), width=DESKTOP, language=language)
    page.goto("/mentoring/")

    assert page.locator(".site-head nav a:visible").count() == 8
    assert not page.locator(".site-head summary").is_visible()
    assert height(page) <= ONE_ROW
