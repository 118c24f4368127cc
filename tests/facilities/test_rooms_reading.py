"""Unit tests of reading a building's rooms from an XLSX file."""

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from facilities import rooms_file
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
        (b"0" * (rooms_file.MOST_BYTES + 1), "file_too_large"),
        (xlsx(["编号", "楼层"], ["101", 1]), "column_missing"),
        (xlsx(), "column_missing"),
        (xlsx(HEAD), "file_without_rows"),
        (xlsx(HEAD, *([n, 1, 1] for n in range(rooms_file.MOST_ROWS + 1))), "file_too_large"),
    ],
)
def test_file_that_cannot_be_read_is_refused(content, code):
    with pytest.raises(RuleViolation) as refusal:
        rooms_file.read(content)

    assert refusal.value.code == code
