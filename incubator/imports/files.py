"""Files that an import gives out: a form to fill in, and the rows that need mending."""

import io
from collections import defaultdict

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from incubator.accounts.access import Access
from incubator.core.cells import inert
from incubator.imports.kinds import Column, Kind
from incubator.imports.models import FileImport
from incubator.imports.reading import PROBLEMS, lines_below

WIDTH, WIDE = 18, 60
TITLE = 31  # characters of a sheet's name
NEEDED = PatternFill("solid", fgColor="FDE68A")
MARKED = PatternFill("solid", fgColor="FECACA")


def template(kind: Kind, access: Access) -> bytes:
    """Headings, and what the kind has to begin with; a second sheet says what goes where."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(kind.label)[:TITLE])
    title = kind.title()
    sheet.freeze_panes = f"{get_column_letter(kind.frozen + 1)}{3 if title else 2}"
    _widths(sheet, len(kind.columns))
    if title:
        sheet.append([inert(text) for text in title])
    sheet.append(
        [
            _head(sheet, column.label, NEEDED if column.is_marked else None)
            for column in kind.columns
        ]
    )
    for line in kind.lines(access):
        sheet.append([_example(cell) for cell in line])
    notes = book.create_sheet(str(_("How to fill it in"))[:TITLE])
    notes.column_dimensions["A"].width = WIDTH
    notes.column_dimensions["B"].width = WIDTH
    notes.column_dimensions["C"].width = WIDE
    notes.append([_head(notes, one) for one in (_("Column"), _("Needed"), _("What it says"))])
    for column in kind.columns:
        notes.append([inert(str(column.label)), _needed(column), _wrapped(notes, str(column.help))])
    return _saved(book)


def mending_file(run: FileImport, kind: Kind) -> bytes:
    """The rows with problems as they stand in the file, and the problems in one more column.

    Whoever mends them brings this file: the last column is passed over.
    """
    said: dict[int, list[str]] = defaultdict(list)
    for one in run.problems:
        said[one["row"]].append(
            f"{one['column']}: {one['detail']}" if one["column"] else one["detail"]
        )
    with run.file.open("rb") as file:
        content = file.read()
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(kind.label)[:TITLE])
    sheet.freeze_panes = "A2"
    width = len(run.headings)
    _widths(sheet, width)
    sheet.column_dimensions[get_column_letter(width + 1)].width = WIDE
    heading = PROBLEMS[0] if run.language.startswith("zh") else PROBLEMS[1].capitalize()
    sheet.append([_head(sheet, one) for one in run.headings] + [_head(sheet, heading, MARKED)])
    for number, line in lines_below(content, run.head, most=kind.most_rows):
        if number in said:
            cells = [inert(line[place]) if place < len(line) else None for place in range(width)]
            sheet.append([*cells, _wrapped(sheet, "\n".join(said[number]))])
    return _saved(book)


def _needed(column: Column) -> str:
    if column.is_marked:
        return _("yes")
    return _("unless it is on file") if column.carried else ""


def _head(sheet, text: object, fill: PatternFill | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, inert(str(text)))
    cell.font = Font(bold=True)
    if fill:
        cell.fill = fill
    return cell


def _wrapped(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, "\n".join(str(inert(line)) for line in text.split("\n")))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _example(value: object) -> object:
    return inert(str(value)) if isinstance(value, Promise) else inert(value)


def _widths(sheet, count: int) -> None:
    for number in range(1, count + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
