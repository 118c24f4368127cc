"""Integration tests of locks and steady reads, with real second connections."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from incubator.core.db import advisory_lock, find_by_index, steady_read
from incubator.institutions.models import Incubator
from tests.factories import IncubatorFactory

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(work):
    """What ``work`` returns in a thread with a connection of its own."""
    results = []

    def run():
        try:
            results.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    return results[0]


def try_lock() -> bool:
    with advisory_lock(1, 2007) as held:
        return held


def test_lock_is_held_by_one_connection():
    with advisory_lock(1, 2007) as held:
        assert held
        assert elsewhere(try_lock) is False


def test_lock_is_free_afterwards():
    with advisory_lock(1, 2007):
        pass

    assert elsewhere(try_lock) is True


def test_steady_read_sees_one_moment():
    IncubatorFactory()

    with steady_read():
        before = Incubator.objects.count()
        elsewhere(IncubatorFactory)
        after = Incubator.objects.count()

    assert (before, after, Incubator.objects.count()) == (1, 1, 2)


def test_steady_read_writes_nothing():
    with pytest.raises(DatabaseError), steady_read():
        IncubatorFactory()

    assert Incubator.objects.count() == 0


def test_a_plan_made_over_an_empty_table_does_not_read_the_full_one():
    def plan() -> str:
        cursor.execute("EXPLAIN EXECUTE kept (1)")
        return cursor.fetchone()[0]

    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "CREATE TEMP TABLE filling (id bigint PRIMARY KEY) ON COMMIT DROP;"
            "INSERT INTO filling VALUES (0); ANALYZE filling;"
            "SET LOCAL plan_cache_mode = force_generic_plan;"
            "PREPARE kept (bigint) AS SELECT FROM filling WHERE id = $1"
        )
        assert plan().startswith("Seq Scan")
        cursor.execute("INSERT INTO filling SELECT generate_series(1, 10000)")
        assert plan().startswith("Seq Scan")

        find_by_index()

        assert plan().startswith("Index")
        cursor.execute("DEALLOCATE kept")
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)
