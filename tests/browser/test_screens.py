"""Every main page of the seeded zone, wide and light, wide and dark, narrow and light.

Each is opened as people get there, and left as a picture in ``var/screens`` to be looked at.
What a program can see is asked here: it fits, nothing is left in English on a Chinese page,
words stand out from what is behind them, and the browser complains of nothing. Those that
illustrate the manual are kept with ``pytest tests/browser/test_screens.py --pictures``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client, modify_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from incubator.accounts.models import User
from incubator.core.dates import now
from incubator.statistics.lifecycle import compute, request_run
from tests.browser.conftest import DESKTOP, PHONE, fits
from tests.browser.screens import SCREENS, Screen
from tests.seeds.conftest import _zone

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
__all__ = ["_zone"]  # a fixture
LOOKS = {
    "wide": {"width": DESKTOP, "dark": False},
    "dark": {"width": DESKTOP, "dark": True},
    "narrow": {"width": PHONE, "dark": False},
}
# Two words in Latin letters, or one after a number.
ENGLISH = re.compile(r"\b(?:[A-Za-z]{2,}|\d+) [a-z]{3,}\b")
# A command to type, and a name that an incubator has in English.
MEANT = ("unzip ", "Ningbo Science and Technology Innovation Centre")
SOON = 5_000  # milliseconds for a link that is there already
READABLE = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}


@dataclass(frozen=True)
class Zone:
    """Where the seeded zone is to be seen, and the sessions of those who look at it."""

    url: str
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def seeded(_zone, django_db_blocker) -> Iterator[Zone]:
    """The seeded zone with its years computed, behind a server of its own.

    Everybody is logged in here: what a test writes in its own transaction no server sees.
    """
    with django_db_blocker.unblock(), modify_settings(ALLOWED_HOSTS={"append": "localhost"}):
        for year in (2006, 2007):
            compute(run_id=request_run(year=year, trigger="command", at=now()).pk, at=now())
        server = LiveServer("localhost")
        yield Zone(
            server.url, {who: _logged_in(who) for who in {one.who for one in SCREENS} if who}
        )
        server.stop()


def _logged_in(username: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client.session.session_key


@pytest.fixture
def address(seeded) -> str:
    """The seeded zone is what ``visit`` looks at."""
    return seeded.url


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screen(visit, seeded, request, screen: Screen, look: str):
    pictures = request.config.getoption("pictures")
    if pictures and not (screen.pictured and look == "wide"):
        pytest.skip("not in the manual")
    page = visit(**LOOKS[look])
    if screen.who:
        session = {"name": settings.SESSION_COOKIE_NAME, "value": seeded.sessions[screen.who]}
        page.context.add_cookies([session | {"url": seeded.url}])

    arrive(page, screen)

    name = f"{screen.name}.png" if pictures else f"{screen.name}-{look}.png"
    page.screenshot(path=kept_in(request) / name, full_page=not pictures)
    assert fits(page)
    assert in_english(page) == []
    assert unreadable(page) == []


def arrive(page: Page, screen: Screen) -> None:
    """Open the page by its links; each of them answers."""
    _open(page, screen.address)
    for link in screen.follow:
        _open(page, page.locator(link).first.evaluate("link => link.href", timeout=SOON))
    if screen.query:
        _open(page, page.url + screen.query)
    page.wait_for_load_state()


def _open(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    asked_in = "/login/" in answer.url and "/login/" not in address
    assert not asked_in, f"{address} wants somebody to log in"


def in_english(page: Page) -> list[str]:
    """What a reader of Chinese would stumble over."""
    lines = map(str.strip, page.locator("body").inner_text().splitlines())
    return [line for line in lines if ENGLISH.search(line) and not line.startswith(MEANT)]


def unreadable(page: Page) -> list[str]:
    """Words that stand out too little from what is behind them (WCAG 2.2, 1.4.3)."""
    found = Axe().run(page, options=READABLE).response["violations"]
    return [node["html"][:160] for fault in found for node in fault["nodes"]]


def kept_in(request) -> Path:
    """Where the pictures go."""
    pictures = request.config.getoption("pictures")
    folder = Path(settings.BASE_DIR, "docs/images" if pictures else "var/screens")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
