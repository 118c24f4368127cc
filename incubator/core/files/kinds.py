"""Which files are taken, told by what they contain and never by their name."""

from dataclasses import dataclass
from typing import BinaryIO

from incubator.core.files import packages, papers, pictures, texts
from incubator.core.files.refusals import unknown_kind
from incubator.core.shown import listing

HEAD = 4096
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, and the endings that it may bear, the usual one first."""

    content_type: str
    endings: tuple[str, ...]


PDF = Kind("application/pdf", ("pdf",))
PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
WEBP = Kind("image/webp", ("webp",))
DOCX = Kind(f"{OFFICE}wordprocessingml.document", ("docx",))
XLSX = Kind(f"{OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{OFFICE}presentationml.presentation", ("pptx",))
DOC = Kind("application/msword", ("doc",))
XLS = Kind("application/vnd.ms-excel", ("xls",))
TEXT = Kind("text/plain", ("txt", "csv"))

KINDS = (PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX, DOC, XLS, TEXT)
BY_FORMAT = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}
PICTURES = (JPEG, PNG, WEBP)
PACKAGES = {"document": DOCX, "sheet": XLSX, "presentation": PPTX}
OLD_OFFICE = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS}


def kind_of(file: BinaryIO, *, kinds: tuple[Kind, ...] = KINDS) -> Kind:
    """The kind of an open file, one of ``kinds``; it is read from its beginning and left there.

    Raises RuleViolation: ``file_kind`` for everything that is not on the list,
    ``file_broken`` for what only begins like its kind, ``file_packed`` for a package that
    would unpack to too much, ``file_active`` for macros and programs, ``file_locked`` for
    what nobody can open without a password, ``picture_too_large``.
    """
    file.seek(0)
    try:
        kind = _told(file, file.read(HEAD))
    finally:
        file.seek(0)
    if kind not in kinds:
        raise unknown_kind(listing(names_of(kinds)))
    return kind


def names_of(kinds: tuple[Kind, ...]) -> list[str]:
    """What people call them: PDF, JPG, JPEG, …, TXT, CSV."""
    return [ending.upper() for kind in kinds for ending in kind.endings]


def content_type_of(ending: str) -> str:
    """The media type of the files that bear an ending."""
    found = (kind.content_type for kind in KINDS if ending.lower() in kind.endings)
    return next(found, "application/octet-stream")


def _told(file: BinaryIO, head: bytes) -> Kind | None:
    if head.startswith(b"PK\x03\x04"):
        return PACKAGES.get(packages.main_part(file))
    if head.startswith(b"%PDF-"):
        papers.require_whole_pdf(file)
        return PDF
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLD_OFFICE.get(papers.main_stream(file, wanted=OLD_OFFICE))
    if found := pictures.format_of(head):
        pictures.require_picture(file, found)
        return BY_FORMAT[found]
    return TEXT if texts.is_plain(file) else None
