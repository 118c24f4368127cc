"""The form as an XLSX file: the incubator's items, its companies, and what does not hold."""

import io
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from incubator.core.cells import inert
from incubator.core.numbers import plain
from incubator.statistics.torch.filling import LARGE, Line, TorchForm
from incubator.statistics.torch.incubatees import IncubateeTable

HEAD = Font(bold=True)
WIDTHS = (14, 12, 34, 10, 18, 18, 12, 40)


def workbook_of(form: TorchForm, companies: IncubateeTable) -> bytes:
    """Three sheets in the order of the form; money in 千元."""
    book = Workbook()
    _summary(book.active, form)
    _companies(book.create_sheet("在孵企业情况"), companies)
    _checks(book.create_sheet("核对"), form, companies)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _summary(sheet: Worksheet, form: TorchForm) -> None:
    sheet.title = "孵化器综合情况"
    title = f"科技企业孵化器综合情况（GZ-007）{form.incubator.name} {form.year}年，金额单位：千元"
    _row(sheet, [title], bold=True)
    _row(
        sheet,
        ["分类", "代码", "指标", "单位", "本年", "上年", "增减", "差异说明"],
        bold=True,
    )
    for line in form.lines:
        item = line.item
        _row(
            sheet,
            [item.block, item.code, item.label, item.unit, _cell(line.value), _cell(line.before),
             _change(line), line.explanation],
        )  # fmt: skip
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "E3"


def _companies(sheet: Worksheet, companies: IncubateeTable) -> None:
    _row(sheet, companies.head, bold=True)
    for row in companies.rows:
        _row(sheet, row)
    for number in range(1, len(companies.head) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 16
    sheet.freeze_panes = "C2"


def _checks(sheet: Worksheet, form: TorchForm, companies: IncubateeTable) -> None:
    _row(sheet, ["事项", "内容"], bold=True)
    for rule in form.rules:
        _row(sheet, ["勾稽关系", str(rule)])
    for one in form.broken:
        _row(sheet, ["勾稽关系不成立", str(one)])
    for line in form.unexplained:
        _row(sheet, [f"变动超过{LARGE:.0%}未说明", line.item.label])
    for line in form.missing:
        _row(sheet, ["未填", line.item.label])
    if companies.silent:
        _row(sheet, ["未报送年度报表的企业（家）", companies.silent])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 80


def _row(sheet: Worksheet, cells: list, *, bold: bool = False) -> None:
    sheet.append([inert(cell) for cell in cells])
    if bold:
        for cell in sheet[sheet.max_row]:
            cell.font = HEAD
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _cell(value: Decimal | str | None) -> object:
    return plain(value) if isinstance(value, Decimal) else value


def _change(line: Line) -> str | None:
    return None if line.change is None else f"{line.change:+.1%}"
