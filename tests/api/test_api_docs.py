"""docs/api.md: every example is run, and answers in the shape that the page shows."""

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from incubator.accounts.models import AccessToken
from incubator.api.urls import urlpatterns
from incubator.core.dates import now
from incubator.statistics.webhooks.enums import WebhookEvent
from incubator.statistics.webhooks.lifecycle import BACK_OFF
from incubator.statistics.webhooks.signing import secret_of, signature
from tests.api.test_access import PUBLIC
from tests.publishing.rows import published

PAGE = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = [
    pytest.param(kind, text, BLOCKS[number + 1][1], id=f"{kind}-{number}")
    for number, (kind, text) in enumerate(BLOCKS)
    if kind in ("sh", "python")
]


def shape(value: object) -> object:
    """The keys and the kinds of a JSON value; of a list the shape of its first entry."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "number" if isinstance(value, (int, float)) and value is not True else type(value)


@pytest.fixture
def environment(live_server, zone, zone_user) -> dict[str, str]:
    """As a reader has it after the first lines of the page."""
    published()
    scopes = ["statistics:read", "companies:read"]
    _token, key = AccessToken.objects.create(
        user=zone_user, scopes=scopes, expiry=datetime.timedelta(days=1)
    )
    return {**os.environ, "BASE": live_server.url, "KEY": key}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "text", "answer"), EXAMPLES)
def test_example_answers_as_it_says(environment, kind, text, answer):
    if kind == "sh" and not shutil.which("curl"):
        pytest.skip("no curl on this machine")
    program = ["bash", "-euc", text] if kind == "sh" else [sys.executable, "-c", text]

    done = subprocess.run(program, env=environment, capture_output=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr.decode()
    assert shape(json.loads(done.stdout)) == shape(json.loads(answer))


def test_there_is_an_example_for_each_reader():
    assert {kind for kind, _text in BLOCKS} == {"sh", "python", "json", "powerquery"}
    assert len(EXAMPLES) >= 5


def test_query_of_excel_asks_for_what_is_there(zone, as_zone):
    [query] = [text for kind, text in BLOCKS if kind == "powerquery"]
    path = re.search(r'RelativePath = "([^"]+)"', query)[1]
    asked = dict(re.findall(r'(\w+) = "(\w+)"', re.search(r"Query = \[(.*?)\]", query)[1]))

    answer = as_zone.get(f"/{path}", asked)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3
    assert query.count("(") == query.count(")")
    assert query.count("[") == query.count("]")


def test_every_public_address_is_named():
    for pattern in urlpatterns:
        if pattern.name in PUBLIC and "<" not in str(pattern.pattern):
            assert f"`{pattern.pattern}`" in PAGE, pattern


def test_addresses_of_the_table_are_there():
    routes = [re.sub(r"<\w+:(\w+)>", r"{\1}", str(one.pattern)) for one in urlpatterns]
    known = {route.replace("{pk}", "{id}") for route in routes}
    table = PAGE.split("| Address | Answer |")[1].split("\n\n")[0]

    named = re.findall(r"`([\w/{}-]+/)`", table)

    assert len(named) > 10
    for address in named:
        if address not in ("units/", "returns/"):  # the last word of an address
            assert address in known, address


def test_what_it_says_of_webhooks_is_so():
    for event in WebhookEvent.values:
        assert f"`{event}`" in PAGE
    assert BACK_OFF == (1, 5, 30, 2 * 60, 6 * 60, 24 * 60)
    code = next(text for kind, text in BLOCKS if kind == "python" and "is_ours" in text)
    space: dict = {}
    exec(code, space)  # noqa: S102 - the page's own example
    secret, at = secret_of("x"), now()
    header = signature(b"{}", secrets=[secret, secret_of("y")], at=at)
    assert space["is_ours"](b"{}", header, secret)
    assert not space["is_ours"](b"{} ", header, secret)
    old = signature(b"{}", secrets=[secret], at=at - datetime.timedelta(minutes=6))
    assert not space["is_ours"](b"{}", old, secret)
