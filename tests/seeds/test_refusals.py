"""Integration tests: where the seeds refuse to build anything."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings

from companies.models import Company
from incubator.accounts.models import User
from incubator.statistics.models import Document
from seeds.management.commands.seed import SEED_LOCK
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def test_seed_is_refused_beside_other_companies():
    CompanyFactory()

    with pytest.raises(CommandError) as refusal:
        call_command("seed")

    assert str(refusal.value).startswith("[zone_not_empty]")
    assert (Company.objects.count(), Document.objects.count()) == (1, 0)


def test_second_seed_at_once_is_refused():
    connection = connections.create_connection("default")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, 0)", [SEED_LOCK])
        with pytest.raises(CommandError) as refusal:
            call_command("seed")
    finally:
        connection.close()

    assert str(refusal.value).startswith("[seeding_under_way]")
    assert not User.objects.exists()


@pytest.mark.parametrize("command", ["seed", "demo_logins", "generate_zone"])
def test_demo_commands_are_refused_in_production(command):
    with override_settings(DEMO=False), pytest.raises(CommandError) as refusal:
        call_command(command)

    assert str(refusal.value).startswith("[not_a_demo]")
    assert not User.objects.exists()
