"""An attempt in plain SQL past every constraint of imports, for tests/core/test_constraints."""

from incubator.core.dates import now
from incubator.imports.models import FileImport, ImportedRow
from tests.core.sql import copy_of
from tests.factories import IncubatorFactory, UserFactory

IMPORT, ROW = "imports_fileimport", "imports_importedrow"


def file_import(**fields) -> FileImport:
    return FileImport.objects.create(
        **{"kind": "companies", "incubator": IncubatorFactory(), "file": "a", "file_name": "a.xlsx",
           "sha256": "0" * 64, "brought_at": now(), "rows": 3} | fields
    )  # fmt: skip


def written() -> FileImport:
    moment = now()
    return file_import(
        state="done", confirmed_at=moment, finished_at=moment, written=1, good=1, done=3
    )


def undone() -> FileImport:
    moment = now()
    return file_import(
        state="undone", confirmed_at=moment, finished_at=moment, written=1, good=1, done=3,
        undone_at=moment, undone_by=UserFactory(), undone_because="误导入",
    )  # fmt: skip


def row(number: int = 2) -> ImportedRow:
    return ImportedRow.objects.create(
        file_import=written(), number=number, model="companies.company", key=1, said="甲"
    )


ATTEMPTS = {
    "file_import_state": (file_import, lambda: copy_of(IMPORT, state="'lost'")),
    "file_import_has_a_kind": (file_import, f"UPDATE {IMPORT} SET kind = ''"),
    "file_import_state_has_its_end": (written, f"UPDATE {IMPORT} SET finished_at = NULL"),
    "file_import_written_was_confirmed": (written, f"UPDATE {IMPORT} SET confirmed_at = NULL"),
    "file_import_undone_says_why": (undone, f"UPDATE {IMPORT} SET undone_because = ''"),
    "file_import_undone_in_time": (
        undone, f"UPDATE {IMPORT} SET undone_at = undone_at + interval '8 days'",
    ),
    "file_import_counts": (file_import, f"UPDATE {IMPORT} SET good = 2, repeated = 2"),
    "file_import_made_something": (file_import, f"UPDATE {IMPORT} SET written = 1"),
    "file_import_has_its_hash": (file_import, f"UPDATE {IMPORT} SET sha256 = 'x'"),
    "imported_row_written_once": (row, lambda: copy_of(ROW, key="2")),
    "imported_row_made_once": (row, lambda: copy_of(ROW, number="3")),
    "imported_row_number": (written, _row := f"""
        INSERT INTO {ROW} (file_import_id, number, model, key, said)
        SELECT max(id), 0, 'companies.company', 1, '' FROM {IMPORT}"""),
    "imported_row_names_its_table": (
        written, _row.replace("0, 'companies.company'", "1, ''"),
    ),
}  # fmt: skip

PAIRS = {
    (IMPORT, "finished_at", "state"): (
        file_import, "now()", "'failed'", {"finished_at": "NULL", "state": "'checking'"},
    ),
}  # fmt: skip
