"""Files are believed by their content, never by their name; every refusal has its code."""

import io
import socket
import struct
import threading
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload
from incubator.core.files.checks import NAME_LENGTH, clean_name
from incubator.core.files.kinds import DOCX, JPEG, PDF, PNG, TEXT, WEBP, XLSX, kind_of

PDF_BYTES = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"


def package(**parts: bytes) -> bytes:
    """A zip with these parts; ``__`` in a name stands for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return buffer.getvalue()


def document(**more: bytes) -> bytes:
    types = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
    return package(**types, **more)


def workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def upload(content: bytes, name: str = "x.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def refusal(content: bytes, name: str = "x.pdf") -> RuleViolation:
    with pytest.raises(RuleViolation) as refused:
        check_upload(upload(content, name))
    return refused.value


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF_BYTES, PDF),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, PNG),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, JPEG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", WEBP),
        (document(), DOCX),
        (workbook(), XLSX),
        ("姓名,比例\n甲,60\n".encode(), TEXT),
        ("姓名,比例\n甲,60\n".encode("gb18030"), TEXT),
        ("﻿姓名".encode(), TEXT),
    ],
)
def test_kind_by_content(content, kind):
    file = io.BytesIO(content)

    assert kind_of(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 60,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 60,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"  <!DOCTYPE html><script>alert(1)</script>",
        "﻿<?xml version='1.0'?><svg/>".encode(),
        b"#!/bin/sh\necho\n",
        b"%!PS-Adobe-3.0",
        package(README=b"only a zip"),
        b"PK\x03\x04 broken",
        document(xl__workbook_DOT_xml=b"<x/>"),  # two kinds at once
        b"Rar!\x1a\x07\x00" + b"\x00" * 50,
        b"\x1f\x8b\x08" + b"\x00" * 50,
        b"GIF89a" + b"\x00" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"  \n ",
    ],
)
@pytest.mark.parametrize("name", ["x.pdf", "x.docx"])
def test_what_is_not_on_the_list_is_refused_whatever_its_name(content, name):
    assert refusal(content, name).code == "file_kind"


def test_zip_bomb_is_refused_without_unpacking():
    bomb = document(word__media__zeros_DOT_bin=b"\x00" * 20_000_000)

    assert len(bomb) < 100_000
    assert refusal(bomb).code == "file_packed"


@pytest.mark.parametrize("part", ["word__vbaProject_DOT_bin", "word__embeddings__a_DOT_exe"])
def test_macros_and_programs_are_refused(part):
    assert refusal(document(**{part: b"x"})).code == "file_packed"


def test_size_limits(settings):
    settings.FILES_MAX_BYTES = 1024 * 1024

    violation = refusal(b"%PDF-" + b"0" * 1024 * 1024)
    assert (violation.code, violation.status) == ("file_too_large", 413)
    assert refusal(b"").code == "file_empty"


def test_what_is_kept_of_it():
    import hashlib

    checked = check_upload(upload(PDF_BYTES, "C:\\temp\\执照.PDF"))

    assert checked.columns() | {"file": None} == {
        "file": None,
        "original_name": "执照.pdf",
        "content_type": "application/pdf",
        "size": len(PDF_BYTES),
        "sha256": hashlib.sha256(PDF_BYTES).hexdigest(),
        "is_scanned": False,
    }
    assert checked.upload.read() == PDF_BYTES


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("合同.exe", "合同.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("a\r\nX-Evil: 1.pdf", "aX-Evil 1.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 10_000 + ".pdf", "x" * (NAME_LENGTH - 4) + ".pdf"),
        ('a"<b>.pdf', "ab.pdf"),
    ],
)
def test_names_are_for_showing_only(name, clean):
    assert clean_name(name, PDF) == clean


@given(st.text(max_size=300))
def test_any_name_becomes_a_harmless_one(name):
    clean = clean_name(name, JPEG)

    assert clean.endswith((".jpg", ".jpeg"))
    assert len(clean) <= NAME_LENGTH
    assert not set(clean) & set('/\\\r\n\x00"<>')
    assert clean_name(clean, JPEG) == clean


class Scanner(threading.Thread):
    """Speaks clamd's INSTREAM, on an address of its own, and finds one word."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.start()

    def run(self) -> None:
        while True:
            try:
                connection, _peer = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                stream.read(len(b"zINSTREAM\0"))
                content = b""
                while length := struct.unpack("!I", stream.read(4))[0]:
                    content += stream.read(length)
                found = b"stream: Bad FOUND\0" if b"INFECTED" in content else b"stream: OK\0"
                connection.sendall(found)


@pytest.fixture
def scanner(settings):
    thread = Scanner()
    settings.CLAMAV_ADDRESS = thread.address
    yield thread
    thread.socket.close()


def test_scanned_and_clean(scanner):
    assert check_upload(upload(PDF_BYTES)).scanned is True


def test_scanned_and_infected(scanner):
    assert refusal(PDF_BYTES + b"INFECTED").code == "file_infected"


def test_silent_scanner_lets_nothing_in(settings):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{gone.getsockname()[1]}"

    violation = refusal(PDF_BYTES)
    assert (violation.code, violation.status) == ("scanner_down", 503)
