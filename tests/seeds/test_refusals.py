"""Integration tests: where the seeds refuse to build anything."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from companies.models import Company
from incubator.accounts.models import User
from incubator.statistics.models import Document
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def test_seed_is_refused_beside_other_companies():
    CompanyFactory()

    with pytest.raises(CommandError) as refusal:
        call_command("seed")

    assert str(refusal.value).startswith("[zone_not_empty]")
    assert (Company.objects.count(), Document.objects.count()) == (1, 0)


@pytest.mark.parametrize("command", ["seed", "demo_logins", "generate_zone"])
def test_demo_commands_are_refused_in_production(command):
    with override_settings(DEMO=False), pytest.raises(CommandError) as refusal:
        call_command(command)

    assert str(refusal.value).startswith("[not_a_demo]")
    assert not User.objects.exists()
