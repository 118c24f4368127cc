"""The “?” beside labels in a real browser: opened, it passes WCAG 2.2 AA by axe-core."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, fits
from tests.browser.test_accessibility import RULES
from tests.factories import (
    BuildingFactory,
    CompanyFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
LOOKS = [
    {"language": "zh-hans", "dark": False, "width": DESKTOP},
    {"language": "en", "dark": True, "width": PHONE},
]
MARKS = "details.term > summary"
SEARCHED = ".select2-container"  # a script of others, whose box has no label


@pytest.fixture(params=LOOKS, ids=["chinese-light-wide", "english-dark-narrow"])
def look(request) -> dict:
    """How a window is opened."""
    return request.param


def faults(page: Page, address: str, part: str, label: str) -> list[str]:
    """What axe-core finds in a part of a page with the “?” beside a label opened."""
    page.goto(address)
    mark = page.locator(f"{part} {label} {MARKS} >> visible=true").first
    mark.click()
    expect(mark.locator("xpath=../p")).to_be_visible()
    looked_at = {"include": [[part]], "exclude": [[SEARCHED]]}
    found = Axe().run(page, context=looked_at, options=RULES).response["violations"]
    told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
    return told if fits(page) else [*told, "scrolls sideways"]


def test_in_a_form_of_the_office(visit, transactional_db, look):
    company = CompanyFactory()
    page = visit(UserFactory(admin=True), **look)
    address = reverse("admin:companies_company_change", args=[company.pk])

    assert faults(page, address, "#content-main", "form .labelled") == []


def test_in_a_form_of_a_verb(visit, transactional_db, look):
    building = BuildingFactory()
    page = visit(UserFactory(admin=True), **look)
    address = f"{reverse('admin:facilities_spacelease_add')}?building={building.pk}"

    assert faults(page, address, "#content-main", "form .labelled") == []


def test_in_a_form_of_the_portal(visit, transactional_db, look):
    stay = ResidenceFactory()
    page = visit(RepresentativeFactory(company=stay.company, right="edit").user, **look)
    address = reverse("company:hand_in_fact", args=[stay.company_id, "rounds"])

    assert faults(page, address, "main", ".labelled") == []


def test_where_all_terms_stand(visit, transactional_db, look):
    page = visit(**look)
    page.goto(reverse("portal:terms"))

    found = Axe().run(page, options=RULES).response["violations"]

    assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []
    assert fits(page)


def test_where_all_terms_stand_for_the_office(visit, transactional_db, look):
    page = visit(UserFactory(admin=True), **look)
    page.goto(reverse("admin:glossary"))

    found = Axe().run(page, context="#content-main", options=RULES).response["violations"]

    assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []
    assert fits(page)
