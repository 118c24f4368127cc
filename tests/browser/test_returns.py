"""A yearly return and a company's facts in a real browser: axe-core, autosave, handing in."""

import pytest

from companies.enums import Right
from companies.lifecycle import returns
from companies.models import Award, DueReturn, Qualification, Return, ReturnValue
from incubator.core.dates import now
from tests.browser.conftest import fits
from tests.browser.test_accessibility import LOOKS, faults, files_of_this_test
from tests.factories import RepresentativeFactory, ResidenceFactory
from tests.facts.rows import PDF, document, fact
from tests.returns.conftest import AT, fill, opened

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
    return ResidenceFactory()


@pytest.fixture
def signer(stay):
    return RepresentativeFactory(company=stay.company, right=Right.SIGN).user


@pytest.fixture
def due(stay) -> DueReturn:
    return returns.due_of(company=stay.company, period=opened())


def test_pages_of_a_return(visit, due, signer, look):
    page = visit(signer, **look)
    draft = returns.start_return(due=due, by=signer, at=AT)
    base = f"/returns/{draft.key}/"
    found = faults(page, f"{base}fill/")  # while all is open
    fill(draft, by=signer, staff="3", staff_doctors="5")

    for address in ("/returns/", f"{base}fill/", f"{base}check/", f"{base}file/upload/"):
        found += faults(page, address)
    fill(draft, by=signer)
    returns.submit_return(report=draft, by=signer, at=now())
    returns.send_back_return(report=draft, reason="请核对人数。", by=None, at=now())
    found += faults(page, base)

    assert found == []


def test_figures_save_themselves_and_are_handed_in(visit, due, signer):
    draft = returns.start_return(due=due, by=signer, at=AT)
    fill(draft, by=signer)
    page = visit(signer, width=390)
    page.goto(f"/returns/{draft.key}/fill/")
    with page.expect_response("**/values/staff/"):
        page.locator("#q-staff").fill("15")
        page.locator("#q-staff").blur()

    assert ReturnValue.objects.get(report=draft, item__code="staff").number == 15
    assert fits(page)
    page.get_by_role("button", name="保存并检查", exact=False).first.click()
    page.wait_for_url("**/check/")
    page.get_by_role("button", name="提交", exact=False).last.click()
    page.wait_for_url(f"**/returns/{draft.key}/")
    assert Return.objects.get().state == "submitted"


def test_pages_of_facts(visit, stay, signer, look):
    fact(Award, company=stay.company)
    fact(Qualification, company=stay.company, evidence=document(stay.company))
    page = visit(signer, **look)
    base = f"/company/{stay.company_id}/facts/"

    found = [
        fault
        for address in (
            base, f"{base}qualifications/", f"{base}staff/",
            f"{base}awards/{stay.company.award_set.get().pk}/",
        )
        for fault in faults(page, address)
    ]  # fmt: skip

    assert found == []


def test_a_fact_is_handed_in_with_its_document(visit, stay, signer, tmp_path):
    scan = tmp_path / "奖状.pdf"
    scan.write_bytes(PDF)
    page = visit(signer, width=390)
    page.goto(f"/company/{stay.company_id}/facts/awards/")
    page.locator("[name=title]").fill("创新大赛一等奖")
    page.locator("[name=level]").select_option("municipal")
    page.locator("[name=awarded_on]").fill("2010-05-01")
    page.locator("[name=upload]").set_input_files(scan)
    page.get_by_role("button", name="提交孵化器").click()
    page.wait_for_url("**/facts/*")

    award = Award.objects.get()
    assert (award.state, award.evidence.title) == ("submitted", "奖状")
    assert page.get_by_text("待核实").is_visible()
