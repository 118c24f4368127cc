"""Every page of the portal against WCAG 2.2 AA, as far as a program can tell: axe-core."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from companies import lifecycle
from companies.models import Application, Call
from incubator.accounts.models import User
from incubator.core.dates import day_of, now
from tests.applying.conftest import ANSWERS, fill
from tests.browser.conftest import DESKTOP, PHONE, fits
from tests.factories import (
    CallFactory,
    CitationFactory,
    DocumentFactory,
    IncubatorFactory,
    UserFactory,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "correct horse battery staple"  # as the factory sets it
DAY = datetime.timedelta(days=1)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LOOKS = [
    {"language": "zh-hans", "dark": False, "width": DESKTOP},
    {"language": "en", "dark": True, "width": PHONE},
]


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """Private files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(params=LOOKS, ids=["chinese-light-wide", "english-dark-narrow"])
def look(request) -> dict:
    """How a window is opened."""
    return request.param


@pytest.fixture
def founder(transactional_db) -> User:
    return UserFactory(name="创业者甲")


@pytest.fixture
def call(transactional_db) -> Call:
    """One of three, beside figures and incubators on the front page."""
    IncubatorFactory(
        introduction="水边的园区", address="江边1号", map_url="https://map.example.test"
    )
    CitationFactory(document=DocumentFactory(), incubator=None, indicator="entered")
    CallFactory(opens_at=now() + 9 * DAY)
    CallFactory(opens_at=now() - 9 * DAY, closes_at=now() - DAY)
    return CallFactory()


def half_done(call: Call, founder: User) -> Application:
    """A draft with an answer that cannot be right."""
    draft = lifecycle.start_draft(call=call, by=founder, at=now())
    for key, value in {"name": "甲", "unified_code": "123", "registered_capital": "多"}.items():
        lifecycle.save_answer(application=draft, key=key, value=value, seen=0, by=founder, at=now())
    lifecycle.invite(application=draft, email="b@example.test", right="edit", by=founder, at=now())
    return draft


def asked(call: Call, founder: User) -> Application:
    """An application about which the office has asked something."""
    at = now()
    application = lifecycle.start_draft(call=call, by=founder, at=at)
    fill(application, by=founder, answers=ANSWERS, at=at)
    lifecycle.submit(application=application, by=founder, at=at)
    office = UserFactory(staff=True)
    lifecycle.write_message(
        application=application, body="请问何时方便？", by=office, at=at, from_office=True
    )
    lifecycle.ask_information(
        application=application, what="请补充专利证书。", by=office, at=at,
        until=day_of(at) + 9 * DAY,
    )  # fmt: skip
    return application


def faults(page: Page, address: str) -> list[str]:
    """What axe-core finds on a page, and whether it scrolls sideways."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status in (200, 404), address
    assert page.url.endswith(address)
    found = [
        f"{address}: {fault['id']}: {node['html'][:120]}"
        for fault in Axe().run(page, options=RULES).response["violations"]
        for node in fault["nodes"]
    ]
    return found if fits(page) else [*found, f"{address}: scrolls sideways"]


def test_pages_for_everybody(visit, call, look):
    page = visit(**look)

    found = [
        fault
        for address in (
            "/", "/calls/", f"/calls/{call.code}/",
            f"/calls/{call.code}/?check=1&registered_on=2007-05-01&registered_capital=x",
            "/account/login/", "/account/signup/", "/account/password/reset/",
            "/account/password/reset/done/", "/account/confirm-email/", "/invitations/none/",
            "/account/password/reset/key/1-none/", "/not/here/",
        )
        for fault in faults(page, address)
    ]  # fmt: skip

    assert found == []


def test_pages_of_an_applicant(visit, call, founder, look):
    page = visit(founder, **look)
    draft = f"/applications/{half_done(call, founder).key}/"
    question = asked(CallFactory(), founder)
    handed_in = f"/applications/{question.key}/"
    steps = [f"{draft}fill/{step}/" for step in range(1, 6)]
    letter = question.letters.latest("pk").pk

    found = [
        fault
        for address in (
            "/applications/", f"/calls/{call.code}/start/", draft, *steps, f"{draft}check/",
            f"{draft}people/", f"{draft}withdraw/", handed_in, f"{handed_in}people/",
            f"{handed_in}withdraw/", f"{handed_in}fill/1/", f"{handed_in}letters/{letter}/",
        )
        for fault in faults(page, address)
    ]  # fmt: skip

    assert found == []


def test_pages_of_an_account(visit, founder, look):
    EmailAddress.objects.create(user=founder, email=founder.email, verified=True, primary=True)
    page = visit(**look)
    page.goto("/account/login/")  # by hand: some pages want a fresh login
    page.fill("input[name=login]", founder.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto("/account/reauthenticate/?next=/account/")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "reauthenticate" not in url)

    found = [
        fault
        for address in (
            "/account/", "/account/data/", "/account/email/",
            "/account/password/change/", "/account/2fa/", "/account/2fa/totp/activate/",
            "/account/2fa/webauthn/", "/account/2fa/webauthn/add/", "/account/reauthenticate/",
            "/account/2fa/recovery-codes/", "/account/logout/",
        )
        for fault in faults(page, address)
    ]  # fmt: skip

    assert found == []
