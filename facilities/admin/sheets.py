"""XLSX files of one sheet that a manager sends on: heads in bold, money and days as such."""

import datetime
import io

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from incubator.core.shown import account

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONEY = "#,##0.00"
DAY = "yyyy-mm-dd"


def sheet_named(title: str) -> tuple[Workbook, Worksheet]:
    """A new book and its one sheet."""
    book = Workbook()
    book.active.title = title[:31]
    return book, book.active


def dress(sheet: Worksheet, *, heads: int, counts: int = 0) -> None:
    """Formats of days and money, bold heads, and columns wide enough for Chinese.

    ``heads`` is the row of the heads; column ``counts`` holds whole numbers.
    """
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, datetime.date):
                cell.number_format = DAY
            elif isinstance(cell.value, int | float) and cell.column != counts:
                cell.number_format = MONEY
    for row in (1, heads, sheet.max_row):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{heads + 1}"
    for column in range(1, sheet.max_column + 1):
        cells = [sheet.cell(row, column) for row in range(heads, sheet.max_row + 1)]
        widest = max(_width(cell.value) for cell in cells)
        sheet.column_dimensions[get_column_letter(column)].width = max(widest + 2, 11)


def as_file(book: Workbook, name: str) -> HttpResponse:
    """The book as a download; of ``name`` only safe characters are kept."""
    content = io.BytesIO()
    book.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_plain(name)}"'
    return response


def _width(value: object) -> int:
    """Columns on screen: a Chinese character takes two."""
    if isinstance(value, int | float):
        return len(account(value))
    return sum(1 if char.isascii() else 2 for char in str(value or ""))


def _plain(name: str) -> str:
    """A file name of safe characters."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "-_.") else "_" for char in name
    )
