"""Answers as tables: CSV that Excel opens right, and XLSX; of any length in little memory."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from rest_framework.renderers import BaseRenderer

from incubator.core.cells import inert

BYTE_ORDER_MARK = "\ufeff"  # without it, Chinese Excel reads UTF-8 as GBK
COLUMN_WIDTH = 18
PIECE = 2**16  # bytes


@dataclass(frozen=True)
class Table:
    """What a file holds: its name without ending, the heads of its columns, its rows."""

    name: str
    head: Sequence[object]
    rows: Iterable[Sequence[object]]


class TableFile(BaseRenderer):
    """A file format that an answer can be had in.

    The view gives it a Table and gets a whole response: a list of any length is written
    while it is read. (DRF's ``render`` would want all of it in memory.)
    """

    render_style = "binary"

    def respond(self, table: Table, *, with_body: bool = True) -> HttpResponseBase:
        """The response; without body for a HEAD."""
        response = StreamingHttpResponse(self.written(table)) if with_body else HttpResponse()
        response.headers["Content-Type"] = self.content_type
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{table.name}.{self.format}"
        )
        return response

    @property
    def content_type(self) -> str:
        """The media type, with its charset where it is text."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type

    def written(self, table: Table) -> Iterator[str | bytes]:
        """The file, piece by piece."""
        raise NotImplementedError


class CsvFile(TableFile):
    """RFC 4180 with a byte order mark."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def written(self, table: Table) -> Iterator[str]:
        writer = csv.writer(_Line())
        yield BYTE_ORDER_MARK + writer.writerow(_cells(table.head))
        for row in table.rows:
            yield writer.writerow(_cells(row))


class XlsxFile(TableFile):
    """One sheet; numbers are numbers and dates are dates."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None

    def written(self, table: Table) -> Iterator[bytes]:
        # A zip file can only be read when it is whole, so it waits on disk.
        with tempfile.TemporaryFile() as file:
            _workbook(table).save(file)
            file.seek(0)
            while piece := file.read(PIECE):
                yield piece


class _Line:
    """A file for csv.writer that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _workbook(table: Table) -> Workbook:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(table.name[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(table.head) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = COLUMN_WIDTH
    heads = [WriteOnlyCell(sheet, text) for text in _cells(table.head)]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in table.rows:
        sheet.append(_cells(row))
    return workbook


def _cells(row: Sequence[object]) -> list[object]:
    return [inert(value) for value in row]
