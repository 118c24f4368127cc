"""Addresses that open something by themselves do not come into the log."""

import pytest
from django.test import RequestFactory

from incubator.core.logs import without_secrets

ADDRESSES = [
    "/mentoring/feed/s3cret-words.ics",
    "/invitations/s3cret-words/",
    "/account/password/reset/key/s3cret-words/",
    "/account/confirm-email/s3cret-words/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_neither_as_text_nor_within_the_request(address):
    event = {"path": address, "request": RequestFactory().options(address), "status": 405}

    kept = without_secrets(None, "warning", event)

    assert "s3cret" not in str(kept)
    assert kept["status"] == 405
    assert "OPTIONS" in kept["request"]
