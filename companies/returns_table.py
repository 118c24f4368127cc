"""A period's returns of many companies as one XLSX sheet: a company a row, an item a column.

The first line says form, period and unit; the second what the columns are called, the third
their codes; companies follow. The year to date of an item is the column ``code.year``.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from companies.enums import FIXED_FACTS
from companies.lifecycle.returns.writing import Typed
from companies.models import Company, ReturnItem, ReturnPeriod
from incubator.core.cells import inert
from incubator.core.errors import RuleViolation
from incubator.core.sheets import rows_of, text_of
from incubator.core.shown import listing

CODE, NAME, EXPLANATION = "company_code", "company_name", "explanation"
YEAR = ".year"
HEAD = 3  # lines before the companies
MOST_ROWS, MOST_COLUMNS = 20_000, 250


@dataclass
class Row:
    """One company's line: what it says, and in which column each item stands."""

    number: int
    code: str
    name: str = ""
    explanation: str = ""
    figures: dict[str, Typed] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A whole file: its rows, and the letter of each item's column."""

    rows: list[Row]
    letters: dict[str, str]


def asked_items(items: Iterable[ReturnItem]) -> list[ReturnItem]:
    """What a file has columns for: the register knows the rest."""
    return [item for item in items if item.on_file not in FIXED_FACTS]


def template(
    period: ReturnPeriod, items: Sequence[ReturnItem], companies: Iterable[Company]
) -> bytes:
    """A file to fill in, with a line for each company."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("returns")
    sheet.freeze_panes = "C4"
    columns = [(CODE, _("Code of the company")), (NAME, _("Company"))]
    for item in asked_items(items):
        label = f"{item.said('label')} ({item.unit_said})" if item.unit else item.said("label")
        columns.append((item.code, label))
        if item.has_year:
            columns.append((f"{item.code}{YEAR}", f"{label} · " + _("Year to date")))
    columns.append((EXPLANATION, _("Explanation")))
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 22
    sheet.append([inert(text) for text in _marks(period)])
    heads = [WriteOnlyCell(sheet, inert(label)) for _code, label in columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    sheet.append([code for code, _label in columns])
    for company in companies:
        sheet.append([inert(company.unified_code or ""), inert(company.name)])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_table(content: bytes, period: ReturnPeriod, items: Sequence[ReturnItem]) -> Table:
    """What a file says.

    Raises RuleViolation: ``not_an_xlsx_file``, ``file_of_another_return``, ``column_missing``,
    ``columns_unknown``, ``file_without_rows``, ``file_too_long``.
    """
    lines = rows_of(content, most_rows=MOST_ROWS + HEAD + 1, most_columns=MOST_COLUMNS)
    _require_marks(next(lines, ()), period)
    next(lines, ())
    codes = [text_of(cell) for cell in next(lines, ())]
    _require_columns(codes, items)
    letters = {code: get_column_letter(at) for at, code in enumerate(codes, start=1) if code}
    rows = list(_rows(lines, codes))
    if not rows:
        raise RuleViolation(
            "file_without_rows", gettext_lazy("The file has no rows."), field="file"
        )
    if len(rows) > MOST_ROWS:
        raise RuleViolation(
            "file_too_long",
            gettext_lazy("The file has more than %(most)d rows."),
            field="file",
            most=MOST_ROWS,
        )
    return Table(rows, letters)


def _marks(period: ReturnPeriod) -> list[str]:
    return [f"{period.form.code}/{period.form.version}", period.said, period.form.unit]


def _require_marks(line: Sequence, period: ReturnPeriod) -> None:
    found = [text_of(cell) for cell in line[:3]]
    names = {period.as_rule.said(language) for language in ("zh-hans", "en")}
    mark, _said, unit = _marks(period)
    if len(found) < 3 or found[0] != mark or found[1] not in names or found[2] != unit:  # noqa: PLR2004
        raise RuleViolation(
            "file_of_another_return",
            gettext_lazy("“%(what)s” is “%(found)s” in the file, but “%(wanted)s” here."),
            field="file",
            what="1",
            found=" ".join(found)[:80],
            wanted=" ".join(_marks(period)),
        )


def _require_columns(codes: Sequence[str], items: Sequence[ReturnItem]) -> None:
    known = {CODE, NAME, EXPLANATION} | {item.code for item in items}
    known |= {f"{item.code}{YEAR}" for item in items if item.has_year}
    if CODE not in codes:
        raise RuleViolation(
            "column_missing",
            gettext_lazy("The file lacks the line of headings with: %(columns)s."),
            field="file",
            columns=CODE,
        )
    if unknown := [code for code in codes if code and code not in known]:
        raise RuleViolation(
            "columns_unknown",
            gettext_lazy("The form has no such columns: %(columns)s."),
            field="file",
            columns=listing(unknown)[:200],
        )


def _rows(lines: Iterator[tuple], codes: Sequence[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=HEAD + 1):
        cells = {
            code: text for code, cell in zip(codes, line, strict=False) if code
            and (text := text_of(cell))
        }  # fmt: skip
        if cells:
            yield _row(number, cells)


def _row(number: int, cells: dict[str, str]) -> Row:
    row = Row(number, cells.get(CODE, ""), cells.get(NAME, ""), cells.get(EXPLANATION, ""))
    for code, text in cells.items():
        if code in (CODE, NAME, EXPLANATION) or code.endswith(YEAR):
            continue
        row.figures[code] = Typed(text, cells.get(f"{code}{YEAR}"))
    for code, text in cells.items():
        base = code.removesuffix(YEAR)
        if base != code and base not in row.figures:
            row.figures[base] = Typed("", text)
    return row
