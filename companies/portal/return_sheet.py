"""One return as an XLSX file: its items in the order of the form, to read or to fill in."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from companies.lifecycle.returns import Typed
from companies.models import Return, ReturnItem
from companies.portal.return_lines import Line
from companies.rules.returns.reading import in_unit, read
from incubator.core.cells import inert
from incubator.core.errors import RuleViolation
from incubator.core.numbers import plain
from incubator.core.sheets import rows_of, text_of

MOST_ROWS, MOST_COLUMNS = 400, 8
# What stands in the first column of the head, in either language.
FORM, COMPANY, CODE, PERIOD, UNIT = (
    pgettext_lazy("return", "Form"),
    gettext_lazy("Company"),
    gettext_lazy("Code of the company"),
    gettext_lazy("Reporting period"),
    gettext_lazy("Unit of money"),
)
ITEM_CODE = gettext_lazy("Item code")
WIDTHS = (20, 44, 10, 18, 18, 18, 40)


@dataclass
class Sheet:
    """What a file says: figures by item, and what cannot be read, by row."""

    figures: dict[str, Typed] = field(default_factory=dict)
    problems: list[tuple[int, str, str]] = field(default_factory=list)


def written(report: Return, lines: Sequence[Line]) -> bytes:
    """The file of a return."""
    book = Workbook()
    sheet = book.active
    sheet.title = "return"
    for row in _head(report):
        sheet.append([inert(cell) for cell in row])
    sheet.append([])
    sheet.append([inert(str(text)) for text in _headings(report)])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"C{sheet.max_row + 1}"
    section = None
    for line in lines:
        if line.item.said("section") != section:
            section = line.item.said("section")
            sheet.append(["", inert(section)])
            sheet.cell(sheet.max_row, 2).font = Font(bold=True)
        sheet.append([inert(cell) for cell in _row(report, line)])
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for (cell,) in sheet.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(report: Return) -> list[list[str]]:
    due = report.due
    return [
        [f"{report.form.title} · {due.period.said}"],
        [str(FORM), mark_of(report)],
        [str(COMPANY), due.company.name],
        [str(CODE), due.company.unified_code or ""],
        [str(PERIOD), due.period.said],
        [str(UNIT), report.form.unit],
    ]


def mark_of(report: Return) -> str:
    """The form and its version, as the file names them."""
    return f"{report.form.code}/{report.form.version}"


def _headings(report: Return) -> list[str]:
    year = [_("Year to date")] if _has_year(report) else []
    return [
        str(ITEM_CODE), _("Item"), _("Unit"), _("Last time"), _("This period"), *year,
        _("Explanation"),
    ]  # fmt: skip


def _has_year(report: Return) -> bool:
    return report.form.rhythm != "yearly"


def _row(report: Return, line: Line) -> list[Any]:
    label = "  " + _("of which") + f" {line.label}" if line.item.is_part else line.label
    year = [_cell(line.item, line.value, "year_")] if _has_year(report) else []
    return [
        line.code, label, line.item.unit_said, _cell(line.item, line.last),
        _cell(line.item, line.value), *year, line.explanation,
    ]  # fmt: skip


def _cell(item: ReturnItem, value: Any, column: str = "") -> Any:
    """A number where it is one, in its unit; a choice by what it is called."""
    if value is None:
        return None
    number = getattr(value, f"{column}number")
    if number is not None:
        return plain(in_unit(item, number))
    typed = getattr(value, f"{column}typed")
    return dict(item.choices).get(typed, typed) or None


def read_sheet(content: bytes, report: Return, items: Sequence[ReturnItem]) -> Sheet:
    """What a file says of a return; empty cells say nothing and leave as it is.

    Raises RuleViolation: ``not_an_xlsx_file``, ``file_of_another_return``, ``column_missing``.
    """
    rows = list(rows_of(content, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS))
    _require_this_return(rows, report)
    first, columns = _find_columns(rows)
    by_code = {item.code: item for item in items}
    found = Sheet()
    for number, row in enumerate(rows[first:], start=first + 1):
        item = by_code.get(text_of(row[0]) if row else "")
        if item is not None:
            _take(found, number, item, {name: row[at] for name, at in columns.items()})
    return found


def spoken(text) -> set[str]:
    """What a heading is called in every language of ours, in small letters."""
    said = set()
    for language in ("zh-hans", "en"):
        with override(language):
            said.add(str(text).casefold())
    return said


def _require_this_return(rows: Sequence[tuple], report: Return) -> None:
    """Figures of another form, company, period or unit do not belong here."""
    stated = {text_of(row[0]).casefold(): text_of(row[1]) for row in rows[:10] if len(row) > 1}
    period = report.due.period.as_rule
    wanted = {
        FORM: {mark_of(report)},
        CODE: {report.due.company.unified_code or ""},
        PERIOD: {period.said("zh-hans"), period.said("en")},
        UNIT: {report.form.unit},
    }
    for heading, values in wanted.items():
        found = [stated[said] for said in spoken(heading) if said in stated]
        if not found or found[0] not in values:
            raise RuleViolation(
                "file_of_another_return",
                gettext_lazy(
                    "The file says “%(found)s” for “%(what)s”, but here it is “%(wanted)s”."
                ),
                field="file",
                what=str(heading),
                found=(found[0] if found else "")[:60],
                wanted=" / ".join(sorted(values)),
            )


def _find_columns(rows: Sequence[tuple]) -> tuple[int, dict[str, int]]:
    """Where the figures begin, and which column is which. Raises ``column_missing``."""
    names = {
        "figure": spoken(gettext_lazy("This period")),
        "year": spoken(gettext_lazy("Year to date")),
        "explanation": spoken(gettext_lazy("Explanation")),
    }
    for number, row in enumerate(rows, start=1):
        if row and text_of(row[0]).casefold() in spoken(ITEM_CODE):
            said = [text_of(cell).casefold() for cell in row]
            columns = {
                name: said.index(word)
                for name, words in names.items()
                for word in words
                if word in said
            }
            if "figure" in columns:
                return number, columns
    raise RuleViolation(
        "column_missing",
        gettext_lazy("The file lacks the line of headings with: %(columns)s."),
        field="file",
        columns=_("This period"),
    )


def _take(found: Sheet, number: int, item: ReturnItem, cells: dict[str, Any]) -> None:
    texts = {name: text_of(cell) for name, cell in cells.items()}
    for name in ("figure", "year"):
        if not texts.get(name):
            continue
        try:
            read(item, texts[name])
        except RuleViolation as violation:
            found.problems.append((number, item.said("label"), violation.detail))
    given = {name: text for name, text in texts.items() if text}
    if item.code in found.figures:
        repeated = gettext_lazy("This item stands in the file more than once.")
        found.problems.append((number, item.said("label"), str(repeated)))
    elif given:
        found.figures[item.code] = Typed(**given)
