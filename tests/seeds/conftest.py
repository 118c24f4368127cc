"""The seeded zone, for the tests that read it."""

from io import StringIO

import pytest
from django.core.management import call_command


def seed() -> str:
    """Run the command; what it printed."""
    output = StringIO()
    call_command("seed", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def _zone(django_db_setup, django_db_blocker):
    """The seeded zone, built once for a file and taken away after it."""
    with django_db_blocker.unblock():
        try:
            seed()
            yield
        finally:
            call_command("flush", "--no-input", verbosity=0)


@pytest.fixture
def zone(_zone, db):
    """The seeded zone inside a test's own transaction."""
