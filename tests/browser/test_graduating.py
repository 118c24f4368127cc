"""The board of graduation in a real browser: cards dragged and followed by keyboard, axe-core."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from companies.models import GraduationReview
from tests.browser.conftest import fits, tab_to
from tests.browser.test_accessibility import LOOKS, RULES, files_of_this_test
from tests.factories import CompanyFactory, MembershipFactory, ResidenceFactory
from tests.graduating.conftest import shelf
from tests.graduating.rows import ADMITTED, DAY, ready, stay_of
from tests.graduating.steps import applied, decided, heard, proposed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("shelf"),
]
__all__ = ["files_of_this_test", "shelf"]  # fixtures
ON = "?on=2007-11-30"
CARDS = 700


@pytest.fixture
def stay(transactional_db, shelf):
    """Ready to graduate."""
    return ready()


@pytest.fixture
def manager(stay):
    return MembershipFactory(incubator=stay.incubator).user


def page_of(name: str, *args: object) -> str:
    return reverse(f"admin:companies_graduationreview_{name}", args=args)


def column(page: Page, name: str):
    return page.locator(f"[data-column={name}]")


def card(page: Page, stay):
    return page.locator(".board-card", has_text=stay.company.name)


def send(page: Page) -> None:
    """The form of a step."""
    page.locator("#content-main form[method=post] button").first.click()


def faults(page: Page) -> list[str]:
    """What axe-core finds in the part of the page that is ours."""
    found = Axe().run(page, context="#content-main", options=RULES)
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


def test_a_card_is_dragged_and_its_step_asks_for_what_it_needs(visit, stay, manager):
    page = visit(manager)
    page.goto(page_of("board") + ON)
    expect(column(page, "ready").locator(".board-card")).to_have_count(1)

    card(page, stay).drag_to(column(page, "applied"))
    page.wait_for_url("**/add/**")
    page.locator("[name=on]").fill("2007-10-08")
    page.locator("[name=words]").fill("已具备毕业条件。")
    send(page)
    page.wait_for_url("**/board/**")

    review = GraduationReview.objects.get()
    assert (review.state, review.applied_on) == ("applied", DAY(2007, 10, 8))
    expect(page.get_by_text("毕业申请已登记", exact=False).first).to_be_visible()


def test_what_the_rules_refuse_is_said_and_the_card_stays(visit, stay, manager):
    review = applied(stay)
    page = visit(manager)
    page.goto(page_of("board") + ON)

    card(page, stay).drag_to(column(page, "visited"))
    page.wait_for_url("**/visit/**")
    page.locator("[name=on]").fill("2007-09-09")
    page.locator("[name=words]").fill("现场属实。")
    send(page)

    expect(page.get_by_text("不能更早", exact=False).first).to_be_visible()
    review.refresh_from_db()
    assert review.state == "applied"
    page.goto(page_of("board") + ON)
    expect(column(page, "applied").locator(".board-card")).to_have_count(1)


def test_a_step_that_is_not_next_leaves_the_card_and_says_what_is(visit, stay, manager):
    page = visit(manager)
    page.goto(page_of("board") + ON)

    card(page, stay).drag_to(column(page, "inside"))

    expect(page.locator("#board-said")).to_contain_text(stay.company.name)
    expect(page.locator("#board-said")).to_contain_text("登记申请")
    expect(column(page, "ready").locator(".board-card")).to_have_count(1)
    assert not GraduationReview.objects.exists()


def test_without_a_mouse(visit, stay, manager):
    review = applied(stay)
    page = visit(manager)
    page.goto(page_of("board") + ON)

    tab_to(page, f"a.board-step[href^='{page_of('visit', review.pk)}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/visit/**")
    page.locator("[name=on]").fill("2007-09-17")
    page.locator("[name=words]").fill("现场属实。")
    page.locator("[name=words]").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/board/**")

    review.refresh_from_db()
    assert review.state == "visited"


def test_who_only_reads_moves_nothing(visit, stay):
    page = visit(MembershipFactory(auditor=True).user)
    page.goto(page_of("board") + ON)

    expect(card(page, stay)).to_have_count(1)
    expect(page.locator(".board-card[draggable], .board-step")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS, ids=["chinese-light-wide", "english-dark-narrow"])
def test_pages_about_many_against_axe(visit, stay, manager, look):
    place = {"incubator": stay.incubator}
    stay_of(**place)
    for step in (applied, heard, proposed, decided):
        step(ready(**place))
    page = visit(manager, **look)
    found = []
    for address in (
        page_of("board"), page_of("cohort"), page_of("cohort"), page_of("readiness", stay.pk),
    ):  # fmt: skip
        page.goto(f"{address}{ON}&text=cn-2006&other=cn-2018")
        found += [f"{address}: {fault}" for fault in faults(page)]
        assert fits(page), address

    assert found == [], "\n".join(found)


def test_seven_hundred_cards(visit, stay, manager):
    for _each in range(CARDS - 1):
        ResidenceFactory(company=CompanyFactory(), incubator=stay.incubator, on=ADMITTED,
                         due_on=DAY(2008, 3, 1))  # fmt: skip
    page = visit(manager)

    page.goto(page_of("board") + ON)
    begun = time.monotonic()
    card(page, stay).drag_to(column(page, "applied"))
    page.wait_for_url("**/add/**")

    assert time.monotonic() - begun < 10
    page.go_back()
    expect(page.locator(".board-card")).to_have_count(CARDS)
    assert fits(page)
