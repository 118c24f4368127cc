"""A real Chromium before the real pages, and what it complains of."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from incubator.accounts.models import User

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
DESKTOP, PHONE = 1280, 390  # pixels
# What a page is told when it is refused something, and when the line is cut on purpose.
EXPECTED = re.compile(
    r"ERR_INTERNET_DISCONNECTED|htmx:(sendError|afterRequest)|(status of|Error Code) 4(00|04|09) "
)
expect.set_options(timeout=15_000)  # milliseconds, for a loaded machine

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(PROGRAMS)} is on this machine")
    flags = ["--lang=zh-CN"] + ([] if os.geteuid() else ["--no-sandbox"])
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the tests' queries do not mind.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _fresh_rates() -> None:
    """What an earlier test has sent does not slow this one."""
    cache.clear()


@pytest.fixture
def address(live_server) -> str:
    """Where the pages are that ``visit`` opens."""
    return live_server.url


@pytest.fixture
def visit(chromium, address) -> Iterator[Visit]:
    """Opens a window: ``visit(user, width=…, language=…, dark=…)``.

    What the browser itself complains of (scripts that fail, the content policy, addresses
    that are missing) fails the test; being offline on purpose does not.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def heard(message) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            complaints.append(f"{message.text} ({message.location.get('url')})")

    def open_window(
        user: User | None = None,
        *,
        width: int = DESKTOP,
        language: str = "zh-hans",
        dark: bool = False,
    ) -> Page:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 844},
            color_scheme="dark" if dark else "light",
            is_mobile=width < 600,
            has_touch=width < 600,
            locale="zh-CN" if language == "zh-hans" else "en-GB",
        )
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            client = Client()
            client.force_login(user)
            cookies[settings.SESSION_COOKIE_NAME] = client.session.session_key
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def fits(page: Page) -> bool:
    """Nothing makes the page scroll sideways, once it is there whole."""
    page.wait_for_load_state()
    return page.evaluate("(one => one.scrollWidth <= one.clientWidth)(document.documentElement)")


@contextmanager
def slow_script(page: Page, name: str) -> Iterator[None]:
    """The script ``name`` of the next page comes in only when the block has ended."""
    held: list[Route] = []
    page.route(f"**/{name}*.js", lambda route: held.append(route))  # noqa: PLW0108 - no builtin
    yield
    for one in held:
        one.continue_()
    page.unroute(f"**/{name}*.js")
    assert held, name


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is where it should be, as somebody without a mouse does."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"the keyboard never reaches {selector} on {page.url}")
