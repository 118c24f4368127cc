"""Office documents are judged by their list of contents: nothing that swells or runs is taken."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from incubator.core.files import check_upload
from tests.core.files.samples import MAIN, document, package, refusal, types, upload

MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def test_zip_bomb_is_refused_without_unpacking():
    bomb = document({"word/media/zeros.bin": b"\x00" * 30_000_000})
    tracemalloc.start()

    violation = refusal(bomb)

    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()
    assert len(bomb) < 100_000
    assert violation.code == "file_packed"


def test_package_of_more_than_it_may_unpack_to_is_refused(monkeypatch):
    monkeypatch.setattr("incubator.core.files.packages.MOST_UNPACKED", 1000)

    assert refusal(document({"word/a.bin": bytes(range(256)) * 4})).code == "file_packed"


def test_package_of_too_many_parts_is_refused():
    parts = {f"word/{number}": b"" for number in range(5_000)}

    assert refusal(document(parts)).code == "file_packed"


def test_list_that_alone_would_fill_the_memory_is_not_read():
    """Half a million parts of no name and no content, in fewer bytes than a file may have."""
    count = 400_000
    entry = b"PK\x01\x02" + b"\0" * 42
    listed = len(entry) * count
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 1, 1, listed, 4, 0)
    content = b"PK\x03\x04" + entry * count + end
    tracemalloc.start()

    violation = refusal(content)

    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()
    assert violation.code == "file_packed"


def test_larger_form_of_the_list_is_refused():
    content = document()
    at = content.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, at, 1)

    assert refusal(content[:at] + locator + content[at:]).code == "file_packed"


def test_parts_that_lie_on_each_other_are_refused():
    content = document({"word/a.bin": b"abc"})
    at = content.rindex(b"PK\x01\x02")
    swollen = content[: at + 20] + struct.pack("<I", len(content)) + content[at + 24 :]

    assert refusal(swollen).code == "file_packed"


@pytest.mark.parametrize(
    "part",
    ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/embeddings/a.exe", "word/a.zip",
     "word/activeX/activeX1.xml", "word\\activeX\\activeX1.bin", "word/embeddings/b.XLSM"],
)  # fmt: skip
def test_macros_programs_and_archives_are_refused(part):
    assert refusal(document({part: b"x"})).code == "file_active"


@pytest.mark.parametrize(
    "also",
    [MACROS, MACROS.upper(), "application/vnd.ms-office.vbaProject", "macro&#69;nabled"],
)
def test_macros_under_another_name_are_refused(also):
    assert refusal(document(also=also)).code == "file_active"


def test_macros_in_a_list_of_another_encoding_are_refused():
    listed = types(MAIN["word/document.xml"], MACROS).encode("utf-16")

    assert refusal(package({"[Content_Types].xml": listed})).code == "file_active"


def test_part_under_a_password_is_refused():
    content = bytearray(document())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(content)).code == "file_locked"


def test_list_of_types_that_swells_is_refused():
    listed = types(MAIN["word/document.xml"]) + " " * 2_000_000

    assert refusal(package({"[Content_Types].xml": listed})).code == "file_packed"


def test_two_kinds_at_once_are_none():
    also = MAIN["xl/workbook.xml"]

    assert refusal(document(also=also)).code == "file_kind"


@pytest.mark.parametrize("part", ["word/embeddings/chart.xlsx", "word/media/icon.svg"])
def test_what_documents_usually_hold_is_taken(part):
    content = document({part: b"x"})

    assert check_upload(upload(content, "方案")).name == "方案.docx"


def test_main_part_may_have_any_name():
    """Some writers call it word/document2.xml."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", types(MAIN["word/document.xml"]))
        archive.writestr("word/document2.xml", "<x/>")

    assert check_upload(upload(buffer.getvalue())).name == "x.docx"
