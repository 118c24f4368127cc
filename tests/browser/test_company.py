"""A company's pages in a real browser: WCAG 2.2 AA by axe-core, and a change from end to end."""

import pytest

from companies import lifecycle
from companies.models import ChangeRequest, Leaving
from incubator.core.dates import now, today
from tests.browser.conftest import fits
from tests.browser.test_accessibility import LOOKS, faults, files_of_this_test
from tests.factories import LeaseFactory, RepresentativeFactory
from tests.staying.conftest import DAY, scan
from tests.staying.test_changes import ask
from tests.staying.test_leavings import begin

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

__all__ = ["files_of_this_test"]  # a fixture


@pytest.fixture(params=LOOKS, ids=["chinese-light-wide", "english-dark-narrow"])
def look(request) -> dict:
    """How a window is opened."""
    return request.param


@pytest.fixture
def stay(transactional_db):
    """With a room and a signed agreement."""
    lease = LeaseFactory(residence__due_on=DAY(2049, 12, 31), ends_on=DAY(2040, 1, 1))
    drafted = lifecycle.draft_agreement(
        residence=lease.residence, begins_on=today(), by=None, at=now()
    )
    lifecycle.file_signed_agreement(
        agreement=drafted, upload=scan(), signed_on=today(), by=None, at=now()
    )
    return lease.residence


@pytest.fixture
def signer(stay):
    return RepresentativeFactory(company=stay.company, right="sign").user


def test_pages_of_a_company(visit, stay, signer, look):
    page = visit(signer, **look)
    waiting = ask(stay, "shareholders")
    done = ask(stay, "scope")
    lifecycle.approve_change(change=done, effective_on=DAY(2008, 3, 3), by=None, at=now())
    leaving = begin(stay, by=signer, from_office=False)
    base = f"/company/stays/{stay.pk}/"

    found = [
        fault
        for address in (
            f"/company/{stay.company_id}/", f"{base}changes/", f"{base}changes/name/",
            f"{base}changes/shareholders/", f"{base}changes/extension/", f"{base}leave/",
            f"/company/changes/{waiting.key}/", f"/company/changes/{done.key}/",
            f"/company/leavings/{leaving.key}/",
        )
        for fault in faults(page, address)
    ]  # fmt: skip

    assert found == []


def test_a_change_is_asked_for_and_taken_back(visit, stay, signer):
    page = visit(signer, width=390)
    page.goto("/company/")
    page.get_by_role("link", name="申报变更").click()
    page.get_by_role("link", name="法定代表人").click()
    page.get_by_label("新的法定代表人").fill("王五")
    page.get_by_label("计划日期").fill("2030-01-01")
    page.get_by_label("原因", exact=False).first.fill("工作调整")
    page.get_by_role("button", name="提交孵化器").click()
    page.wait_for_url("**/company/changes/**")

    assert ChangeRequest.objects.get().words == "王五"
    assert fits(page)
    page.get_by_role("button", name="撤回申请").click()
    page.get_by_text("申请已撤回").wait_for()
    assert ChangeRequest.objects.get().state == "withdrawn"


def test_leaving_is_asked_for_by_keyboard_and_screen(visit, stay, signer):
    page = visit(signer)
    page.goto(f"/company/stays/{stay.pk}/leave/")
    page.get_by_label("迁出 · 经营地或注册地迁出").check()
    page.get_by_label("希望日期").fill("2030-01-01")
    page.get_by_label("说明").fill("迁往上海")
    page.get_by_role("button", name="申请退出").click()
    page.wait_for_url("**/company/leavings/**")

    assert Leaving.objects.get().ground == "moved_out"
