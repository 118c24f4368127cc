"""What the database holds of imports beside its constraints: moves, and rows that stay."""

import pytest
from django.db import DatabaseError, connection, transaction

from incubator.imports.enums import MOVES, ImportState
from incubator.imports.models import FileImport
from tests.imports.constraint_attempts import IMPORT, ROW, file_import, row, undone, written

pytestmark = pytest.mark.django_db


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_no_state_has_a_move_to_itself_and_all_but_the_last_lead_on():
    assert {before for before, _after in MOVES} | {"cancelled", "undone"} == set(ImportState)
    assert all(before != after for before, after in MOVES)


@pytest.mark.parametrize("make", [written, undone], ids=["written", "taken back"])
def test_what_was_written_is_not_written_again(make):
    make()

    refused(f"UPDATE {IMPORT} SET state = 'writing', finished_at = NULL")
    refused(f"UPDATE {IMPORT} SET state = 'checking', finished_at = NULL, written = 0")


def test_what_was_not_looked_at_is_not_written():
    file_import()

    refused(f"UPDATE {IMPORT} SET state = 'writing', confirmed_at = now()")


@pytest.mark.parametrize("change", [f"UPDATE {ROW} SET said = 'x'", f"DELETE FROM {ROW}"])
def test_what_a_row_made_is_written_once(change):
    row()

    refused(change)
    assert FileImport.objects.get().made.get().said == "甲"
