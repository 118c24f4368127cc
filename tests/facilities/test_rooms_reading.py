"""Unit tests of reading a building's rooms from an XLSX file."""

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook

from facilities import rooms_file
from incubator.core import sheet_lists
from incubator.core.errors import RuleViolation

HEAD = ["编号", "楼层", "建筑面积", "使用面积", "类型", "用途", "可出租"]


def xlsx(*rows: list) -> bytes:
    """A file of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A file one part of which is something else."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(HEAD, ["101", 1, 20]))) as source,
        zipfile.ZipFile(written, "w") as target,
    ):
        for part in source.namelist():
            target.writestr(part, content if part.endswith(name) else source.read(part))
    return written.getvalue()


def test_rows_become_drafts():
    found = rooms_file.read(
        xlsx(
            HEAD,
            ["101", 1, 200, 150, "room", "incubatee", "是"],
            [102.0, "2", "80.5", None, None, "public_service", "否"],
            [None, None, None],
        )
    )

    first, second = found.drafts
    assert (first.number, first.floor, first.floor_area, first.usable_area) == (
        "101", 1, Decimal(200), Decimal(150),
    )  # fmt: skip
    assert (second.number, second.kind, second.use, second.rentable) == (
        "102", "room", "public_service", False,
    )  # fmt: skip
    assert (found.rows, found.problems) == ([2, 3], [])
    assert rooms_file.loaded(rooms_file.dumped(found)) == found.drafts


def test_english_headings_are_read():
    found = rooms_file.read(xlsx(["Number", "Floor", "Floor area (m²)"], ["A1", 3, 40]))

    assert [(draft.number, draft.floor) for draft in found.drafts] == [("A1", 3)]


def test_example_can_be_read():
    assert rooms_file.read(rooms_file.example()).problems == []


@pytest.mark.parametrize(
    "row",
    [
        ["101", "one", 200],
        ["101", 1, "big"],
        ["101", 1, float("nan")],
        ["101", 1, 1e30],
        ["101", 1, None],
        ["101", 1.5, 200],
        ["101", None, 200],
        ["1" * 21, 1, 200],
        ["101", 1, 200, None, "castle"],
        ["101", 1, 200, None, None, "dancing"],
        ["101", 1, 200, None, None, None, "maybe"],
    ],
)
def test_row_that_cannot_be_read_is_named(row):
    found = rooms_file.read(xlsx(HEAD, ["100", 1, 100], row))

    assert [place for place, _text in found.problems] == [3]
    assert [draft.number for draft in found.drafts] == ["100"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_an_xlsx_file"),
        (b"PK\x03\x04 but no more", "not_an_xlsx_file"),
        (with_part("sheet1.xml", b"<worksheet><sheetData"), "not_an_xlsx_file"),
        (with_part("workbook.xml", b"<workbook"), "not_an_xlsx_file"),
        (with_part("workbook.xml", b""), "not_an_xlsx_file"),
        (xlsx(HEAD, ["101", 1, 20])[:-100], "not_an_xlsx_file"),
        (b"0" * (sheet_lists.MOST_BYTES + 1), "file_too_large"),
        (xlsx(["编号", "楼层"], ["101", 1]), "column_missing"),
        (xlsx(), "column_missing"),
        (xlsx(HEAD), "file_without_rows"),
        (xlsx(HEAD, ["101", 1, "=100+100"]), "formula_without_result"),
        (xlsx(HEAD, *([n, 1, 1] for n in range(sheet_lists.MOST_ROWS + 1))), "file_too_large"),
    ],
)
def test_file_that_cannot_be_read_is_refused(content, code):
    with pytest.raises(RuleViolation) as refusal:
        rooms_file.read(content)

    assert refusal.value.code == code


def test_file_that_swells_is_refused_unread(monkeypatch):
    """One row of millions of cells is a few kilobytes on the way and gigabytes in memory."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"<c/>" * (sheet_lists.MOST_UNPACKED // 4 + 1))
    monkeypatch.setattr(sheet_lists.sheets, "rows_of", None)

    with pytest.raises(RuleViolation) as refusal:
        rooms_file.read(written.getvalue())

    assert len(written.getvalue()) < sheet_lists.MOST_BYTES
    assert refusal.value.code == "file_too_large"


def test_formula_counts_as_what_it_was_when_the_file_was_saved():
    formula = b'<c r="C2"><f>B2*200</f><v>200</v></c>'
    sheet = with_part(
        "sheet1.xml",
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>number</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>floor</t></is></c>'
        b'<c r="C1" t="inlineStr"><is><t>floor area</t></is></c></row>'
        b'<row r="2"><c r="A2"><v>101</v></c><c r="B2"><v>1</v></c>' + formula + b"</row>"
        b"</sheetData></worksheet>",
    )

    (draft,) = rooms_file.read(sheet).drafts

    assert (draft.number, draft.floor, draft.floor_area) == ("101", 1, Decimal(200))


def test_column_is_told_with_what_is_wrong_in_it():
    found = rooms_file.read(xlsx(HEAD, ["1" * 21, 1, 20], ["102", 1.5, 20], ["103", 1, None]))

    told = [text for _row, text in found.problems]
    assert ["编号" in told[0], "楼层" in told[1], "建筑面积" in told[2]] == [True, True, True]
