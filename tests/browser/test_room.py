"""The room of a panel meeting in a real browser: sending one form keeps what the others hold."""

import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from companies import lifecycle
from companies.models import PanelMeeting
from tests.browser.test_reviewing import files_of_this_test, review
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["files_of_this_test", "review"]  # fixtures
DAY = datetime.date(2008, 4, 1)


@pytest.fixture
def meeting(review) -> PanelMeeting:
    """A meeting about the one case, with one member who votes."""
    held = lifecycle.open_meeting(
        stage=review.round.stage, held_on=DAY, by=None, at=review.round.opens_at
    )
    lifecycle.seat_member(meeting=held, by=None, name="评审人甲")
    return held


def test_a_vote_keeps_the_note_and_the_reasons_that_are_being_written(visit, meeting):
    page = visit(MembershipFactory(incubator=meeting.stage.plan.call.incubator).user)
    page.goto(reverse("admin:companies_panelmeeting_room", args=[meeting.pk, 1]))
    page.locator("[name=text]").fill("写了一半的记录")
    page.locator("[name=said]").fill("写了一半的理由")

    page.get_by_label("评审人甲").select_option("for")
    page.get_by_role("button", name="记录表决").click()

    expect(page.locator(".room-tally")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("写了一半的记录")
    expect(page.locator("[name=said]")).to_have_value("写了一半的理由")

    page.get_by_role("button", name="添加记录").click()
    expect(page.locator(".room-note")).to_contain_text("写了一半的记录")
    expect(page.locator("[name=text]")).to_have_value("")
