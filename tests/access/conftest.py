"""The zone of the admin's tests, and a guard that nothing is written."""

import contextlib
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.admin.conftest import World, _commits_stand_alone, _made_once, world

__all__ = ["_commits_stand_alone", "_made_once", "world"]  # fixtures of this folder too

# What a request may say without writing: it reads, and keeps its place in a transaction.
READING_SQL = {"SELECT", "DECLARE", "FETCH", "CLOSE", "SAVEPOINT", "RELEASE", "ROLLBACK", "WITH"}


@pytest.fixture
def walked(_made_once, db) -> World:
    """The zone itself, and no copy: for tests that only ask."""
    return _made_once


@contextlib.contextmanager
def nothing_written() -> Iterator[None]:
    """Fails at the first statement that would write."""

    def guard(execute, sql, params, many, context):
        verb = sql.lstrip(" (").split(None, 1)[0].upper().rstrip(";")
        assert verb in READING_SQL, sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(guard):
        yield


def high_water() -> dict[str, int]:
    """How many rows each table has, histories among them."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        parts = " UNION ALL ".join(f"SELECT '{one}', count(*) FROM \"{one}\"" for one in tables)
        cursor.execute(parts)
        return dict(cursor.fetchall())
