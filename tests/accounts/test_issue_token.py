"""Integration tests: keys of the API, made and refused."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from knox.crypto import hash_token

from incubator.accounts.models import AccessToken
from tests.factories import IncubatorFactory

pytestmark = pytest.mark.django_db


def issue(*arguments: str) -> str:
    """What the command prints."""
    output = StringIO()
    call_command("issue_token", *arguments, stdout=output)
    return output.getvalue()


def test_prints_the_key_and_nothing_else(zone_user):
    printed = issue(zone_user.username, "--scopes", "statistics:read", "--days", "30")

    token = AccessToken.objects.get()
    assert printed == printed.strip() + "\n"
    assert token.digest == hash_token(printed.strip())
    assert token.scopes == ["statistics:read"]


def test_key_is_not_stored(zone_user):
    key = issue(zone_user.username, "--scopes", "statistics:read", "--days", "30").strip()

    row = AccessToken.objects.values().get()
    assert key not in str(row)


def test_key_can_be_limited_to_an_incubator(zone_user):
    incubator = IncubatorFactory()

    issue(
        zone_user.username, "--scopes", "companies:read", "--days", "1",
        "--incubator", incubator.code,
    )  # fmt: skip

    assert AccessToken.objects.get().incubator == incubator


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nobody", "--scopes", "statistics:read", "--days", "30"], "unknown_user"),
        (["{user}", "--scopes", "everything:write", "--days", "30"], "unknown_scope"),
        (["{user}", "--scopes", "statistics:read", "--days", "0"], "token_lifetime"),
        (["{user}", "--scopes", "statistics:read", "--days", "100000"], "token_lifetime"),
        (
            ["{user}", "--scopes", "statistics:read", "--days", "1", "--incubator", "none"],
            "unknown_incubator",
        ),
    ],
)
def test_bad_input_is_refused_and_makes_no_key(zone_user, arguments, code):
    given = [argument.format(user=zone_user.username) for argument in arguments]

    with pytest.raises(CommandError) as refusal:
        issue(*given)

    assert str(refusal.value).startswith(f"[{code}]")
    assert not AccessToken.objects.exists()
