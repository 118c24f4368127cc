"""PDF, and what Word and Excel wrote before 2007."""

from collections.abc import Collection
from typing import BinaryIO

import olefile

from incubator.core.files.refusals import active, broken, locked

TAIL = 4096
MACROS = {"_vba_project", "_vba_project_cur", "macros", "vba"}
LOCKED = {"encryptedpackage", "encryptioninfo"}
# What olefile raises for bytes that are no such file.
DAMAGED = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)


def require_whole_pdf(file: BinaryIO) -> None:
    """Raises RuleViolation: ``file_broken`` for a PDF whose end did not arrive."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    if b"%%EOF" not in file.read(TAIL):
        raise broken()


def main_stream(file: BinaryIO, *, wanted: Collection[str]) -> str | None:
    """Which of ``wanted`` an OLE file holds, told by its directory alone.

    Raises RuleViolation: ``file_broken``, ``file_locked``, ``file_active``.
    """
    file.seek(0)
    try:
        # Faults of any weight end the reading.
        with olefile.OleFileIO(file, raise_defects=olefile.DEFECT_INCORRECT) as package:
            entries = package.listdir(streams=True, storages=True)
    except DAMAGED:
        raise broken() from None
    names = {name.lower() for entry in entries for name in entry}
    if names & LOCKED:
        raise locked()
    if names & MACROS:
        raise active()
    roots = {entry[0] for entry in entries if len(entry) == 1}
    found = [name for name in wanted if name in roots]
    return found[0] if len(found) == 1 else None
