"""What triggers hold: a trigger of its own name refuses each attempt in plain SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.merging.constraint_attempts import TRIGGERED as BY_MERGES
from tests.returns.constraint_attempts import TRIGGERED as BY_RETURNS

pytestmark = pytest.mark.django_db
TRIGGERED = BY_RETURNS | BY_MERGES


def attempt(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("name", TRIGGERED)
def test_database_refuses(name):
    make, sql = TRIGGERED[name]
    make()
    statement = sql() if callable(sql) else sql

    with pytest.raises(IntegrityError) as refusal:
        attempt(statement)

    said = refusal.value.__cause__
    said = said if hasattr(said, "diag") else said.__cause__  # told as the refusal of a rule
    assert said.diag.constraint_name == name


def test_every_trigger_has_its_attempt():
    """Those that stand in the functions of returns, by the name that they give."""
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT (regexp_matches(prosrc, 'CONSTRAINT = ''(\w+)''', 'g'))[1] FROM pg_proc "
            r"WHERE proname LIKE 'companies\_return%' OR proname LIKE 'companies\_due%'"
        )
        names = {name for (name,) in cursor.fetchall()}

    assert names == set(TRIGGERED)
