"""What was agreed and what happened to a stake stay as they are, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.stakes.constraint_attempts import FIXED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", FIXED)
def test_database_refuses(name):
    make, sql = FIXED[name]
    make()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        at_once(sql() if callable(sql) else sql)

    assert refusal.value.__cause__.diag.constraint_name == name


def at_once(sql: str) -> None:
    """What a trigger would say at the end is said now."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
