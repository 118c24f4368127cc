"""Marks of lists that are read once: for as long as nothing is recorded, and no longer."""

import threading
import time

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Residence
from incubator.institutions.models import Incubator
from incubator.statistics.facts import STAYS
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.marks import FactsMark, kept_mark_of, mark_of
from incubator.statistics.queries import facts_behind
from tests.factories import ResidenceFactory
from tests.publishing.rows import DAY

pytestmark = pytest.mark.django_db(transaction=True)
ENTERED = BY_CODE["entered"]


@pytest.fixture(autouse=True)
def three(transactional_db) -> None:
    """Three that entered."""
    ResidenceFactory.create_batch(3, on=DAY(2007, 3, 1))


def facts():
    return facts_behind(2007, ENTERED)


def kept() -> FactsMark:
    return kept_mark_of(facts(), STAYS, measure=ENTERED.measure)


def read_anew() -> bool:
    """Whether a call reads the facts."""
    with CaptureQueriesContext(connection) as asked:
        kept()
    return any("hashtextextended" in query["sql"] for query in asked)


def test_mark_is_that_of_the_list_and_read_once():
    assert kept() == mark_of(facts(), STAYS.paths, measure=ENTERED.measure)
    # Whatever else is being written in the same cluster at this moment keeps it from being kept:
    # a test beside this one may hold its transaction for minutes.
    assert any(not read_anew() or time.sleep(0.1) for _time in range(3000))


@pytest.mark.parametrize(
    "change",
    [
        lambda: ResidenceFactory(on=DAY(2007, 5, 1)),
        lambda: Company.objects.filter(pk=Residence.objects.first().company_id).update(name="改名"),
        lambda: Incubator.objects.filter(pk=Residence.objects.first().incubator_id).update(
            code="renamed"
        ),
    ],
    ids=["one more", "a name", "a code"],
)
def test_whatever_is_recorded_makes_it_another_one(change):
    before = kept()

    change()

    assert kept() != before
    assert kept() == mark_of(facts(), STAYS.paths, measure=ENTERED.measure)


def test_what_one_has_written_oneself_is_not_kept_before_it_is_on_file():
    with transaction.atomic():
        ResidenceFactory(on=DAY(2007, 5, 1))
        assert kept().count == 4
        transaction.set_rollback(True)

    assert kept().count == 3


def test_one_list_is_not_the_mark_of_another():
    place = Residence.objects.first().incubator

    assert kept() != kept_mark_of(
        facts_behind(2007, ENTERED, incubator=place), STAYS, measure=ENTERED.measure
    )


def test_nothing_is_kept_while_somebody_writes():
    """What is written already and not committed has its number before that of later changes."""
    written, read = threading.Event(), threading.Event()

    def writes() -> None:
        try:
            with transaction.atomic():
                ResidenceFactory(on=DAY(2007, 6, 1))
                written.set()
                assert read.wait(20)
        finally:
            connections.close_all()

    writer = threading.Thread(target=writes)
    writer.start()
    assert written.wait(20)
    Company.objects.filter(pk=Residence.objects.first().company_id).update(name="后写先成")
    before = kept()
    again = read_anew()
    read.set()
    writer.join()

    assert (before.count, again) == (3, True)
    assert kept().count == 4
