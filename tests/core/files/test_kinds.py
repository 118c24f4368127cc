"""Files are believed by their content, never by their name; every refusal has its code."""

import contextlib
import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload
from incubator.core.files.kinds import (
    DOC,
    DOCX,
    JPEG,
    PDF,
    PNG,
    PPTX,
    TEXT,
    WEBP,
    XLS,
    XLSX,
    content_type_of,
    kind_of,
)
from tests.core.files.samples import (
    PDF_BYTES,
    document,
    ole,
    package,
    picture,
    png_of,
    refusal,
    upload,
    workbook,
)

GOOD = {
    "pdf": (PDF_BYTES, PDF),
    "png": (picture("PNG"), PNG),
    "jpeg": (picture("JPEG"), JPEG),
    "webp": (picture("WEBP"), WEBP),
    "docx": (document(), DOCX),
    "xlsx": (workbook(), XLSX),
    "pptx": (document(main="ppt/presentation.xml"), PPTX),
    "doc": (ole("WordDocument", "1Table"), DOC),
    "xls": (ole("Workbook"), XLS),
    "xls of 1995": (ole("Book"), XLS),
    "csv": ("姓名,比例\n甲,60\n".encode(), TEXT),
    "csv of an old Excel": ("姓名,比例\n甲,60\n".encode("gb18030"), TEXT),
    "Unicode text of Excel": ("\ufeff姓名\t比例".encode("utf-16-le"), TEXT),
    "the same from the other end": ("\ufeff姓名\t比例".encode("utf-16-be"), TEXT),
    "text with its mark": ("\ufeff姓名".encode(), TEXT),
}

BAD = {
    "program for Windows": b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 60,
    "program for Linux": b"\x7fELF\x02\x01\x01" + b"\x00" * 60,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "page": b"  <!DOCTYPE html><script>alert(1)</script>",
    "svg after marks": "\ufeff\ufeff \u3000<?xml version='1.0'?><svg/>".encode(),
    "svg in the other encoding": b"\x84\x31\x95\x33<svg/>",
    "script": b"#!/bin/sh\necho\n",
    "PostScript": b"%!PS-Adobe-3.0",
    "zip": package({"README": "only a zip"}),
    "zip with a list of types": package({"[Content_Types].xml": "<Types/>"}),
    "rar": b"Rar!\x1a\x07\x00" + b"\x00" * 50,
    "gzip": b"\x1f\x8b\x08" + b"\x00" * 50,
    "gif": picture("GIF"),
    "tiff": picture("TIFF"),
    "installer": ole("!Property", "!Tables"),
    "mail of Outlook": ole("__nameid_version1.0"),
    "Word and Excel at once": ole("WordDocument", "Workbook"),
    "blank": b"  \n ",
    "text with a bell": b"a\x07",
    "text in UTF-16 without its mark": "name,姓名".encode("utf-16-le"),
    "text in UTF-32": "\ufeff姓名".encode("utf-32-le"),
    "page in UTF-16": "\ufeff<html>".encode("utf-16-le"),
    "half of UTF-16": "\ufeff姓名".encode("utf-16-le")[:-1],
}


@pytest.mark.parametrize(("content", "kind"), GOOD.values(), ids=GOOD)
def test_kind_by_content(content, kind):
    file = io.BytesIO(content)

    assert kind_of(file) == kind
    assert file.tell() == 0
    assert not file.closed


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.txt"])
def test_what_is_not_on_the_list_is_refused_whatever_its_name(content, name):
    violation = refusal(content, name)

    assert (violation.code, violation.status, violation.field) == ("file_kind", 400, "file")


def test_list_may_be_shorter():
    with pytest.raises(RuleViolation) as refused:
        check_upload(upload(PDF_BYTES), kinds=(PNG, JPEG))

    assert refused.value.code == "file_kind"
    assert refused.value.values == {"kinds": "PNG、JPG、JPEG"}


def test_a_list_is_told_by_every_name_of_it():
    with pytest.raises(RuleViolation) as refused:
        check_upload(upload(PDF_BYTES), kinds=(XLSX, TEXT))

    assert refused.value.values == {"kinds": "XLSX、TXT、CSV"}


BROKEN = {
    "pdf cut short": b"%PDF-1.4\n1 0 obj<<>>endobj\n",
    "pdf by name of its first bytes": b"%PDF-" + b"MZ\x90" * 5000,
    "png cut short": picture("PNG")[:60],
    "png of zeros": b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
    "png with a wrong sum": picture("PNG").replace(b"IDAT", b"IDAU"),
    "jpeg of zeros": b"\xff\xd8\xff\xe0" + b"\x00" * 50,
    "webp of nothing": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "zip of nothing": b"PK\x03\x04 broken",
    "docx cut short": document()[:-60],
    "doc of zeros": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "doc cut short": ole("WordDocument")[:700],
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_only_begins_like_its_kind_is_refused(content):
    assert refusal(content).code == "file_broken"


@pytest.mark.parametrize("size", [(9_000, 9_000), (12_000, 12_000), (2**31 - 1, 2**31 - 1)])
def test_picture_that_would_fill_the_memory_is_refused(size):
    assert refusal(png_of(*size)).code == "picture_too_large"


@pytest.mark.parametrize("stream", ["_VBA_PROJECT_CUR", "Macros", "VBA"])
def test_old_documents_with_macros_are_refused(stream):
    assert refusal(ole("WordDocument", stream), "x.doc").code == "file_active"


def test_document_under_a_password_is_refused():
    assert refusal(ole("EncryptedPackage", "EncryptionInfo"), "x.docx").code == "file_locked"


def test_size_limits(settings):
    settings.FILES_MAX_BYTES = 1024 * 1024

    violation = refusal(b"%PDF-" + b"0" * 1024 * 1024)
    assert (violation.code, violation.status) == ("file_too_large", 413)
    assert refusal(b"").code == "file_empty"


def test_what_is_kept_of_it():
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


def test_media_type_of_an_ending():
    assert content_type_of("JPEG") == "image/jpeg"
    assert content_type_of("exe") == "application/octet-stream"


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_damage_ends_in_a_refusal_or_in_a_kind_and_in_nothing_else(name, place, bytes_):
    content, _kind = GOOD[name]
    place %= len(content)
    file = io.BytesIO(content[:place] + bytes_ + content[place + len(bytes_) :])

    with contextlib.suppress(RuleViolation):
        kind_of(file)

    assert file.tell() == 0
