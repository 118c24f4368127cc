"""What is published or signed does not change, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.reviewing.constraint_attempts import FIXED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", FIXED)
def test_database_refuses(name):
    make, sql = FIXED[name]
    make()

    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert refusal.value.__cause__.diag.constraint_name == name
