"""Races with real concurrent connections: exactly one wins, the others are told."""

import datetime
import threading
from collections import Counter

import pytest
from django.db import connection

from companies import lifecycle
from companies.models import Company, Residence
from incubator.core.errors import RuleViolation
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, unified_code

pytestmark = pytest.mark.django_db(transaction=True)

DAY = datetime.date
MANY = 20


def at_once(*works) -> Counter:
    """Start all at the same moment, each with its own connection; count how they ended."""
    outcomes: Counter = Counter()
    gate = threading.Barrier(len(works))

    def run(work):
        try:
            connection.ensure_connection()
            gate.wait(10)
            work()
            outcomes["done"] += 1
        except RuleViolation as violation:
            outcomes[violation.code] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_one_of_many_admissions_wins():
    company, incubator = CompanyFactory(), IncubatorFactory()

    def admit():
        lifecycle.admit(
            company=company,
            incubator=incubator,
            on=DAY(2007, 3, 1),
            due_on=DAY(2010, 3, 1),
            by=None,
        )

    assert at_once(*[admit] * MANY) == {"done": 1, "residence_overlap": MANY - 1}
    assert Residence.objects.count() == 1


def test_one_of_many_registrations_wins():
    def register():
        lifecycle.register_company(by=None, name="甲", unified_code=unified_code(5))

    assert at_once(*[register] * MANY) == {"done": 1, "company_exists": MANY - 1}
    assert Company.objects.count() == 1


def test_company_graduates_once_from_two_residences():
    first = ResidenceFactory()
    second = ResidenceFactory(company=first.company)

    def graduate(residence):
        return lambda: lifecycle.graduate(residence=residence, on=DAY(2008, 1, 1), by=None)

    assert at_once(graduate(first), graduate(second)) == {"done": 1, "already_graduated": 1}
    assert Residence.objects.filter(exit_reason="graduated").count() == 1


def test_residence_ends_once():
    residence = ResidenceFactory()

    def graduate():
        lifecycle.graduate(residence=residence, on=DAY(2008, 1, 1), by=None)

    def leave():
        lifecycle.leave(residence=residence, reason="moved", on=DAY(2008, 1, 1), by=None)

    outcomes = at_once(graduate, leave)

    assert outcomes["done"] == 1
    assert outcomes.total() == 2
