"""Which files are taken, told by what they contain and never by their name."""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

# What a packed document may unpack to; real ones stay far below.
MOST_ENTRIES = 5_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
SMALL = 5 * 1024 * 1024  # below it a high ratio does no harm
HEAD = 4096


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, and the endings that it may bear, the usual one first."""

    content_type: str
    endings: tuple[str, ...]


PDF = Kind("application/pdf", ("pdf",))
PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
WEBP = Kind("image/webp", ("webp",))
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = Kind(f"{OFFICE}wordprocessingml.document", ("docx",))
XLSX = Kind(f"{OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{OFFICE}presentationml.presentation", ("pptx",))
TEXT = Kind("text/plain", ("txt", "csv"))

KINDS = (PDF, PNG, JPEG, WEBP, DOCX, XLSX, PPTX, TEXT)
# The part of an Office package that says what it is.
PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
ENDINGS = ", ".join(kind.endings[0].upper() for kind in KINDS)


def kind_of(file: BinaryIO) -> Kind:
    """The kind of an open file; it is read from its beginning and left there.

    Raises RuleViolation: ``file_kind`` for everything that is not on the list,
    ``file_packed`` for a package that would unpack to too much or carries macros.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _package(file)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if _is_text(file):
        return TEXT
    raise _refused()


def _package(file: BinaryIO) -> Kind:
    """An Office document, judged by its list of contents alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise _refused() from None
    finally:
        file.seek(0)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    names = {entry.filename for entry in entries}
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or (unpacked > SMALL and unpacked / packed > MOST_RATIO)
        or any(name.lower().endswith(("vbaproject.bin", ".exe", ".zip")) for name in names)
    ):
        raise RuleViolation(
            "file_packed",
            _("This document is packed too tightly or carries macros; save it anew without them."),
            field="file",
        )
    kinds = [kind for part, kind in PARTS.items() if part in names]
    if len(kinds) != 1 or "[Content_Types].xml" not in names:
        raise _refused()
    return kinds[0]


def _is_text(file: BinaryIO) -> bool:
    """Readable as UTF-8 or GB 18030, without control characters and without markup."""
    content = file.read()
    file.seek(0)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text):  # noqa: PLR2004
            return False
        start = text.lstrip().lower()
        return bool(start) and not start.startswith(("<", "#!", "%!"))
    return False


def _refused() -> RuleViolation:
    return RuleViolation(
        "file_kind",
        _("This kind of file is not taken, whatever its name says. Possible are %(kinds)s."),
        field="file",
        kinds=ENDINGS,
    )
