"""XLSX files that people bring: their cells up to a bound, each as somebody would type it."""

import datetime
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from incubator.core.cells import inert
from incubator.core.errors import RuleViolation


def rows_of(content: bytes, *, most_rows: int, most_columns: int) -> Iterator[tuple]:
    """The cells of the first sheet, up to a bound. Raises ``not_an_xlsx_file``."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size is not believed
        yield from sheet.iter_rows(values_only=True, max_row=most_rows, max_col=most_columns)
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise RuleViolation(
            "not_an_xlsx_file",
            _("This is not an XLSX file that can be read."),
            field="file",
        ) from error


def text_of(cell: Any) -> str:
    """A cell as somebody would type it; what was made inert is as it was."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        exact = Decimal(repr(cell))
        return f"{exact.normalize():f}" if exact.is_finite() else str(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    text = str(cell).strip()
    return text[1:] if text.startswith("'") and inert(text[1:]) == text else text
