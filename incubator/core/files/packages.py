"""Office documents since 2007: zip packages, judged by their list of contents.

Nothing is unpacked but the one small part that says what the others are.
"""

import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from incubator.core.files.refusals import active, broken, locked, packed

# What a document may hold and unpack to; real ones stay far below.
MOST_ENTRIES = 5_000
MOST_LISTED = 1024 * 1024  # bytes of the list itself
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
SMALL = 5 * 1024 * 1024  # below it a high ratio does no harm

TYPES = "[Content_Types].xml"
MOST_TYPES = 1024 * 1024
# How the list of types names the part that a document is about.
MAIN = {
    "document": b"wordprocessingml.document.main+xml",
    "sheet": b"spreadsheetml.sheet.main+xml",
    "presentation": b"presentationml.presentation.main+xml",
}
# A character written by its number could hide the words that are looked for.
ACTIVE = (b"macroenabled", b"vbaproject", b"activex", b"&#", b"<!doctype")
# Programs, archives, and documents with macros; plain ones may be embedded (a chart's table).
RUNNING = frozenset({
    "exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf",
    "hta", "lnk", "jar", "sh", "py", "zip", "rar", "7z", "gz", "tar", "iso", "cab",
    "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "ppam",
})  # fmt: skip

END, END_SIZE = b"PK\x05\x06", 22
LONGEST_COMMENT = 65_535
LOCATOR, LOCATOR_SIZE = b"PK\x06\x07", 20
ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def main_part(file: BinaryIO) -> str | None:
    """Which of ``MAIN`` a package is; None for any other zip.

    Raises RuleViolation: ``file_broken``, ``file_packed``, ``file_locked``, ``file_active``.
    """
    size = file.seek(0, 2)
    _refuse_long_list(file, size)
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
            _refuse_swelling(entries, size)
            types = _types(package)
    except DAMAGED:
        raise broken() from None
    if types is None:
        return None
    _refuse_active(entries, types)
    found = [name for name, mark in MAIN.items() if mark in types]
    return found[0] if len(found) == 1 else None


def _refuse_long_list(file: BinaryIO, size: int) -> None:
    """Before the list is read: it alone could fill the memory."""
    file.seek(max(0, size - END_SIZE - LONGEST_COMMENT - LOCATOR_SIZE))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise broken()
    entries, listed = struct.unpack_from("<HI", tail, at + 10)
    # The larger form of the list is for what no document that is taken here can be.
    larger = tail[max(0, at - LOCATOR_SIZE) :].startswith(LOCATOR)
    if larger or entries > MOST_ENTRIES or listed > MOST_LISTED:
        raise packed()


def _refuse_swelling(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    taken = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or taken > size  # parts that lie on each other
        or unpacked > MOST_UNPACKED
        or (unpacked > SMALL and unpacked > MOST_RATIO * max(taken, 1))
    ):
        raise packed()
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise locked()


def _types(package: zipfile.ZipFile) -> bytes | None:
    """What the package says its parts are, in one spelling; None where it does not."""
    try:
        entry = package.getinfo(TYPES)
    except KeyError:
        return None
    if entry.compress_type not in METHODS:
        raise broken()
    with package.open(entry) as part:
        content = part.read(MOST_TYPES + 1)
    if len(content) > MOST_TYPES:
        raise packed()
    return content.replace(b"\0", b"").lower()  # it may be written in UTF-16


def _refuse_active(entries: list[zipfile.ZipInfo], types: bytes) -> None:
    paths = [PurePosixPath(entry.filename.lower().replace("\\", "/")) for entry in entries]
    if (
        any(mark in types for mark in ACTIVE)
        or any(path.suffix.removeprefix(".") in RUNNING for path in paths)
        or any(path.name == "vbaproject.bin" or "activex" in path.parts for path in paths)
    ):
        raise active()
