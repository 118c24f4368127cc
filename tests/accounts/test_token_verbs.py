"""Issuing a token and taking it back."""

import pytest

from incubator.accounts.lifecycle import LONGEST, issue_token, revoke_token
from incubator.accounts.models import AccessToken
from incubator.core.errors import RuleViolation
from tests.factories import IncubatorFactory

EVENTS = AccessToken.history.rel.related_model


def test_key_is_returned_and_only_its_hash_is_kept(zone_user, admin_user):
    token, key = issue_token(
        user=zone_user, scopes=["statistics:read"], days=30, by=admin_user, name="月报"
    )

    assert key not in {str(value) for value in AccessToken.objects.values().get().values()}
    assert token.token_key == key[: len(token.token_key)]
    assert EVENTS.objects.get().pgh_context["username"] == admin_user.username


def test_scopes_are_kept_once_and_sorted(zone_user):
    token, _key = issue_token(
        user=zone_user, scopes=["statistics:read", "companies:read", "statistics:read"], days=1
    )

    assert token.scopes == ["companies:read", "statistics:read"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"scopes": ["everything"]}, "unknown_scope"),
        ({"scopes": []}, "token_without_scopes"),
        ({"days": 0}, "token_lifetime"),
        ({"days": LONGEST + 1}, "token_lifetime"),
    ],
)
def test_refused(zone_user, values, code):
    asked = {"user": zone_user, "scopes": ["statistics:read"], "days": 1} | values

    with pytest.raises(RuleViolation) as refusal:
        issue_token(**asked)

    assert refusal.value.code == code
    assert AccessToken.objects.count() == 0


def test_token_for_an_incubator_that_its_user_does_not_reach_is_refused(manager):
    with pytest.raises(RuleViolation) as refusal:
        issue_token(user=manager, scopes=["companies:read"], days=1, incubator=IncubatorFactory())

    assert refusal.value.code == "token_without_reach"
    assert AccessToken.objects.count() == 0


def test_revoked_token_is_gone_and_remembered(zone_user, admin_user):
    token, _key = issue_token(user=zone_user, scopes=["statistics:read"], days=1)

    revoke_token(token=token, by=admin_user)

    assert AccessToken.objects.count() == 0
    last = EVENTS.objects.order_by("pgh_id").last()
    assert (last.pgh_label, last.pgh_context["username"]) == ("delete", admin_user.username)


def test_hash_is_in_no_history(zone_user):
    """Neither as a column nor as the key that names the token."""
    token, _key = issue_token(user=zone_user, scopes=["statistics:read"], days=1)

    revoke_token(token=token)

    kept = {str(value) for event in EVENTS.objects.values() for value in event.values()}
    assert EVENTS.objects.count() == 2
    assert kept & {token.digest, token.token_key} == set()
