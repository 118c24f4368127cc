"""Attempts in plain SQL to change what was published, or its content once it is prepared."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.publishing.rows import a_zone, prepared, published

pytestmark = pytest.mark.django_db

SNAPSHOT, FILE, VALUE = (
    "statistics_snapshot", "statistics_snapshotfile", "statistics_snapshotvalue",
)  # fmt: skip


def refusal_of(sql: str) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        connection.cursor().execute(sql)
    return refusal.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {SNAPSHOT} SET reason = 'x'",
        f"UPDATE {SNAPSHOT} SET approved_by_id = NULL, approved_at = NULL",
        f"UPDATE {SNAPSHOT} SET state = 'withdrawn'",
        f"UPDATE {SNAPSHOT} SET seal = '{{}}'",
        f"UPDATE {SNAPSHOT} SET signature = '00'",
        f"DELETE FROM {SNAPSHOT}",
    ],
)
def test_published_edition(sql):
    a_zone()
    published()

    assert refusal_of(sql) == "snapshot_is_fixed"


@pytest.mark.parametrize("make", [prepared, published])
@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {FILE} SET packed = ''",
        f"UPDATE {FILE} SET name = 'x' WHERE name = 'values.csv'",
        f"DELETE FROM {FILE}",
        f"UPDATE {VALUE} SET counted = counted + 1, value = value + 1",
        f"DELETE FROM {VALUE}",
        (
            f"INSERT INTO {FILE} (snapshot_id, name, rows, sha256, packed)"
            f" SELECT id, 'more.csv', 0, '', '' FROM {SNAPSHOT}"
        ),
        (
            f"INSERT INTO {VALUE} (snapshot_id, indicator, part, counted, opening_balance, value)"
            f" SELECT id, 'invented', '', 1, 0, 1 FROM {SNAPSHOT}"
        ),
    ],
)
def test_content(make, sql):
    a_zone()
    make()

    assert refusal_of(sql) == "snapshot_content_is_fixed"


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {SNAPSHOT} SET content_sha256 = 'x'",
        f"UPDATE {SNAPSHOT} SET known_at = now()",
        f"UPDATE {SNAPSHOT} SET year = 2006",
        f"UPDATE {SNAPSHOT} SET state = 'preparing'",
    ],
)
def test_prepared_edition(sql):
    a_zone()
    prepared()

    assert refusal_of(sql) == "snapshot_is_fixed"
