"""XLSX files that people bring: results of formulas, numbers as they are shown."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from incubator.core import sheet_lists
from incubator.core.errors import RuleViolation
from incubator.core.sheets import rows_of, text_of


def written(*cells) -> bytes:
    """A file with one row of cells."""
    book = Workbook()
    book.active.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_result(content: bytes, result: bytes) -> bytes:
    """The file with the formula's result in it, as a spreadsheet program leaves it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(b"<v></v>", b"<v>" + result + b"</v>")
            new.writestr(name, text.replace(b"<v />", b"<v>" + result + b"</v>"))
    return made.getvalue()


def test_a_formula_counts_as_its_result():
    content = with_result(written("revenue", "=1+2"), b"3")

    assert [*rows_of(content, most_rows=5, most_columns=2)] == [("revenue", 3)]


def test_a_formula_without_result_is_refused_and_named():
    with pytest.raises(RuleViolation, match="formula_without_result") as refusal:
        list(rows_of(written("revenue", None, "=1+2"), most_rows=5, most_columns=5))

    assert "C1" in refusal.value.detail


@pytest.mark.parametrize(
    ("cell", "text"),
    [(0.1 + 0.2, "0.3"), (1234.5, "1234.5"), (3.0, "3"), (1e15, "1000000000000000"), (-2.5, "-2.5"),
     (1 / 3, "0.333333333333333"), (float("nan"), "nan"), (True, "yes"), (None, "")],
)  # fmt: skip
def test_a_number_is_what_the_cell_shows(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive"])
def test_what_is_no_file_is_said_so(content):
    with pytest.raises(RuleViolation, match="not_an_xlsx_file"):
        list(rows_of(content, most_rows=5, most_columns=5))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.5, "0%", "50%"),
        (0.07, "0.00%", "7%"),
        (1, "0%", "100%"),
        (80, '0"%"', "80"),
        (80, "0\\%", "80"),
        (0.5, "0.0", "0.5"),
        (True, "0%", "yes"),
        ("无", "0%", "无"),
    ],
)
def test_a_cell_of_per_cent_is_what_is_seen(value, number_format, text):
    book = Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = number_format
    content = io.BytesIO()
    book.save(content)

    [[cell]] = rows_of(content.getvalue(), most_rows=1, most_columns=1)

    assert text_of(cell) == text


@pytest.mark.parametrize("cell", [39142, "39142"])
def test_a_day_that_is_not_formatted_as_one_is_told_as_what_it_may_be(cell):
    with pytest.raises(ValueError, match="2007年3月1日") as refusal:
        sheet_lists.day(cell, "入驻日期")

    assert "39142" in str(refusal.value)
    assert "入驻日期" in str(refusal.value)


@pytest.mark.parametrize("cell", [1, 391420, "39142年"])
def test_any_other_number_is_no_day(cell):
    with pytest.raises(ValueError, match=f"“{cell}”不是日期（入驻日期）。"):
        sheet_lists.day(cell, "入驻日期")
