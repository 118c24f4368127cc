"""What was agreed and what happened to a stake stay as they are, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from companies import lifecycle
from tests.stakes.constraint_attempts import FIXED
from tests.stakes.rows import AT, stake

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", FIXED)
def test_database_refuses(name):
    make, sql = FIXED[name]
    make()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        at_once(sql() if callable(sql) else sql)

    assert refusal.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE companies_equitystake SET share = 5, withdrawn_at = now(), withdrawal = 'why'",
        "UPDATE companies_equitystake SET withdrawn_at = NULL, withdrawal = ''",
    ],
    ids=["with a change", "back again"],
)
def test_withdrawing_is_all_that_may_happen_and_only_once(sql):
    held = stake()
    if "NULL" in sql:
        lifecycle.withdraw_stake(stake=held, reason="记错", by=None, at=AT)

    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        at_once(sql)


def at_once(sql: str) -> None:
    """What a trigger would say at the end is said now."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
