"""The seeded zone, for the tests that read it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings


def seed() -> str:
    """Run the command; what it printed."""
    output = StringIO()
    call_command("seed", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def _zone(django_db_setup, django_db_blocker, tmp_path_factory):
    """The seeded zone, built once for a file and taken away after it, with its files."""
    folder = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), folder:
        try:
            seed()
            yield
        finally:
            call_command("flush", "--no-input", verbosity=0)


@pytest.fixture
def zone(_zone, db):
    """The seeded zone inside a test's own transaction."""
