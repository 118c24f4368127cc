"""Somebody saves a form while another change of its row is on its way."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.urls import reverse

from companies.models import Company
from tests.access.test_unchanged_forms import as_shown
from tests.admin.conftest import pages_of
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def somebody_waits() -> bool:
    """Whether a connection of this database waits for the row of another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def test_a_change_on_its_way_is_waited_for_and_then_seen(browser_as):
    company = CompanyFactory(registered_capital=500_000)
    desk = browser_as(UserFactory(admin=True))
    address = reverse("admin:companies_company_change", args=[company.pk])
    sent = as_shown(desk, pages_of(Company), address) | {"field": "materials", "_save": "1"}
    answers = []

    def save() -> None:
        try:
            answers.append(desk.post(address, sent).status_code)
        finally:
            connection.close()

    with transaction.atomic():
        held = Company.objects.select_for_update().get(pk=company.pk)
        thread = threading.Thread(target=save)
        thread.start()
        deadline = time.monotonic() + 20
        while not somebody_waits() and time.monotonic() < deadline:
            time.sleep(0.05)
        held.registered_capital = 1_234_567
        held.save()
    thread.join(30)

    company.refresh_from_db()
    assert answers == [200]
    assert (company.registered_capital, company.field) == (1_234_567, "")
