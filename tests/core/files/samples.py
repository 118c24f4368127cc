"""Files of every kind that is taken, each made here, and how a refusal is asked for."""

import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload

PDF_BYTES = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "word/document.xml": f"{OFFICE}wordprocessingml.document.main+xml",
    "xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet.main+xml",
    "ppt/presentation.xml": f"{OFFICE}presentationml.presentation.main+xml",
}


def upload(content: bytes, name: str = "x.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def refusal(content: bytes, name: str = "x.pdf") -> RuleViolation:
    with pytest.raises(RuleViolation) as refused:
        check_upload(upload(content, name))
    return refused.value


def package(parts: dict[str, bytes | str]) -> bytes:
    """A zip with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def types(*kinds: str) -> str:
    parts = "".join(f'<Override PartName="/x" ContentType="{kind}"/>' for kind in kinds)
    return f'<?xml version="1.0"?><Types>{parts}</Types>'


def document(
    more: dict[str, bytes] | None = None, *, main: str = "word/document.xml", also: str = ""
) -> bytes:
    """The least that an Office document consists of, with more parts and one more type."""
    listed = types(MAIN[main], *filter(None, [also]))
    return package({"[Content_Types].xml": listed, main: b"<x/>"} | (more or {}))


def workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def picture(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, form)
    return buffer.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A picture that says it is so large, and is not."""
    import zlib

    size = struct.pack(">II", width, height)
    whole = picture("PNG")
    start = whole.index(b"IHDR")
    head = b"IHDR" + size + whole[start + 12 : start + 17]
    return whole[:start] + head + struct.pack(">I", zlib.crc32(head)) + whole[start + 21 :]


FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(*streams: str) -> bytes:
    """An OLE file (MS-CFB) with these empty streams: header, one FAT sector, the directory."""
    entries = [_entry("Root Entry", 5, child=1 if streams else FREE)]
    for number, name in enumerate(streams, start=1):
        entries.append(_entry(name, 2, right=number + 1 if number < len(streams) else FREE))
    entries += [b"\0" * 64 + struct.pack("<HBB3I", 0, 0, 0, FREE, FREE, FREE) + b"\0" * 48] * (
        -len(entries) % 4
    )
    sectors = len(entries) // 4
    chain = [FAT, *range(2, sectors + 1), END]
    fat = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + fat + b"".join(entries) + b"\0" * 512


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(text), kind, 1, FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", END, 0)
    )
