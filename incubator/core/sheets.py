"""XLSX files that people bring: their cells up to a bound, each as somebody would type it."""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from incubator.core.cells import inert
from incubator.core.errors import RuleViolation

SHOWN_DIGITS = 15  # of a number, in every spreadsheet program
PIECE = 1 << 20  # bytes
# Formats of per cent in a book: the two that every program has, and those of its own.
SHARES = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
NO_SIGNS = re.compile(r'"[^"]*"|\\.')  # of a format: what is only printed beside the number


def rows_of(content: bytes, *, most_rows: int, most_columns: int) -> Iterator[tuple]:
    """The cells of the first sheet, up to a bound: of a formula its result.

    Raises RuleViolation: ``not_an_xlsx_file``, ``formula_without_result``.
    """
    rows = _cells(content, most_rows, most_columns, results=True)
    if not _has_formulas(content):
        yield from rows
        return
    written = _cells(content, most_rows, most_columns, results=False)
    for number, (row, formulas) in enumerate(zip(rows, written, strict=True), start=1):
        for place, (cell, formula) in enumerate(zip(row, formulas, strict=True), start=1):
            if cell is None and formula is not None:
                raise RuleViolation(
                    "formula_without_result",
                    _("Cell %(cell)s holds a formula without its result. Open the file in a "
                      "spreadsheet program, save it there, and bring it again."),
                    field="file",
                    cell=f"{get_column_letter(place)}{number}",
                )  # fmt: skip
        yield row


def _cells(
    content: bytes, most_rows: int, most_columns: int, *, results: bool
) -> Iterator[tuple]:  # fmt: skip
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=results)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size is not believed
        bounds = {"max_row": most_rows, "max_col": most_columns}
        if not _shows_shares(content):
            yield from sheet.iter_rows(values_only=True, **bounds)
            return
        for row in sheet.iter_rows(**bounds):
            yield tuple(_shown(cell) for cell in row)
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise RuleViolation(
            "not_an_xlsx_file",
            _("This is not an XLSX file that can be read."),
            field="file",
        ) from error


def _shown(cell: Any) -> Any:
    """What stands in a cell; 0.5 that is shown as 50% is that."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_share(cell):
        return f"{(Decimal(text_of(float(value))) * 100).normalize():f}%"
    return value


def _is_share(cell: Any) -> bool:
    return "%" in NO_SIGNS.sub("", cell.number_format or "")


def _shows_shares(content: bytes) -> bool:
    """Whether to look at how cells are shown at all, which takes longer."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return bool(SHARES.search(package.read("xl/styles.xml")))
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError):
        return False  # said when it is read


def _has_formulas(content: bytes) -> bool:
    """Whether to look for them at all: reading a file twice takes twice as long."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
            return any(_names_one(package, name) for name in sheets)
    except (zipfile.BadZipFile, zlib.error, OSError):
        return False  # said when it is read


def _names_one(package: zipfile.ZipFile, name: str) -> bool:
    with package.open(name) as sheet:
        before = b""
        while piece := sheet.read(PIECE):
            text = before + piece
            if b"<f>" in text or b"<f " in text:
                return True
            before = text[-2:]
    return False


def text_of(cell: Any) -> str:
    """A cell as somebody would type it: as it is shown; what was made inert is as it was."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        exact = Decimal(f"{cell:.{SHOWN_DIGITS}g}")  # 0.1 + 0.2 is 0.3 in a cell
        return f"{exact.normalize():f}" if exact.is_finite() else str(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    text = str(cell).strip()
    return text[1:] if text.startswith("'") and inert(text[1:]) == text else text
