"""A reviewer in a real browser: scores with the keyboard, loses the network, signs."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from companies import lifecycle
from companies.enums import ReviewState
from companies.models import Review, Reviewer, Stage
from incubator.core import dates
from tests.browser.conftest import DESKTOP, PHONE, fits, slow_script
from tests.browser.test_accessibility import RULES
from tests.factories import CallFactory, UserFactory
from tests.reviewing.conftest import AT, in_review, only

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """Private files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def review(transactional_db) -> Review:
    """A case in a round that runs now, given to one expert."""
    call = CallFactory()
    only(call, "expert", reviews_wanted=1, position=2)
    case = in_review(call, 1)
    stage = Stage.objects.get(plan__call=call, plan__version=2, kind="expert")
    at = dates.now()
    review_round = lifecycle.open_round(stage=stage, due_at=at + 5 * DAY, by=None, at=at)
    reviewer = Reviewer.objects.create(
        round=review_round, user=UserFactory(name="专家甲"), joined_at=AT, email_domain="e.test"
    )
    lifecycle.assign_by_hand(reviewer=reviewer, application=case, by=None, at=at)
    return Review.objects.select_related("reviewer__user", "round__stage").get()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_case_is_scored_offline_and_on_and_signed(visit, review, width):
    page = visit(review.reviewer.user, width=width)
    page.goto("/reviewing/")
    page.get_by_role("link", name=review.application.name).click()
    assert fits(page)
    groups = page.get_by_role("radiogroup")
    for number in range(groups.count()):
        groups.nth(number).locator("input[value='8']").check(force=True)
    expect(page.locator("#review-state[data-saved]")).to_contain_text("80.00")

    page.context.set_offline(True)
    page.get_by_label("给管理方的意见").fill("断网时写下的话")
    expect(page.locator("#review-state .local")).to_contain_text("尚未上传")
    page.context.set_offline(False)
    expect(page.locator("#review-state[data-saved]")).to_be_visible()
    expect(page.locator("#review-state .local")).to_be_empty()
    review.refresh_from_db()
    assert review.comment_office == "断网时写下的话"

    page.get_by_role("button", name="核对并签署").click()
    page.get_by_role("button", name="签署", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已签署")
    review.refresh_from_db()
    assert (review.state, str(review.score)) == (ReviewState.SIGNED, "80.00")


def test_words_typed_before_the_scripts_are_there_are_saved(visit, review):
    page = visit(review.reviewer.user)
    page.goto("/reviewing/")
    with slow_script(page, "autosave"):
        page.get_by_role("link", name=review.application.name).click(no_wait_after=True)
        page.get_by_label("给管理方的意见").fill("网速慢时写下的话")

    expect(page.locator("#review-state[data-saved]")).to_be_visible()
    review.refresh_from_db()
    assert review.comment_office == "网速慢时写下的话"


@pytest.mark.parametrize(
    "look",
    [
        {"language": "zh-hans", "dark": False, "width": DESKTOP},
        {"language": "en", "dark": True, "width": PHONE},
    ],
    ids=["chinese-light-wide", "english-dark-narrow"],
)
def test_pages_of_a_reviewer_break_no_rule(visit, review, look):
    page = visit(review.reviewer.user, **look)
    case = f"/reviewing/cases/{review.pk}/"

    for address in ("/reviewing/", case, f"{case}sign/", f"{case}stand-back/"):
        page.goto(address)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], [n["html"] for n in one["nodes"]]) for one in found] == [], address
        assert fits(page), address
