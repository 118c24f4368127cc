"""Files of returns as people bring them: the template filled in, or a spreadsheet of their own."""

import io

from openpyxl import load_workbook

from companies.models import ReturnPeriod
from incubator.accounts.access import Access
from incubator.imports import files
from incubator.imports.kinds import KINDS, Kind
from incubator.imports.models import FileImport
from tests.imports.files import checked as checked_file
from tests.imports.files import told, written
from tests.returns.figures import FIGURES

CODE, NAME, WORD = "company_code", "company_name", "explanation"


def kind_for(period: ReturnPeriod) -> Kind:
    return KINDS["returns"].about(str(period.pk))


def template(period: ReturnPeriod, access: Access) -> bytes:
    return files.template(kind_for(period), access)


def filled_in(
    period: ReturnPeriod, companies, figures=FIGURES, *, change=None, explanation="", title=None
) -> bytes:
    """The template filled in for some companies, from row 3 on; ``change`` edits cells by their
    row and the name of their column."""
    kind = kind_for(period)
    book = load_workbook(io.BytesIO(files.template(kind, Access())))
    sheet = book.worksheets[0]
    places = {column.name: number for number, column in enumerate(kind.columns, start=1)}
    for row, company in enumerate(companies, start=3):
        known = {CODE: company.unified_code, NAME: company.name, WORD: explanation}
        for name, text in (figures | known).items():
            if name in places:
                sheet.cell(row, places[name]).value = text
    for (row, name), value in (change or {}).items():
        sheet.cell(row, places[name]).value = value
    for number, text in enumerate(title or (), start=1):
        sheet.cell(1, number).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def checked(period: ReturnPeriod, content: bytes, **more) -> FileImport:
    return checked_file(
        content, kind="returns", subject=str(period.pk), name="报表.xlsx", **more
    )  # fmt: skip


def codes(run: FileImport) -> list[tuple[int, str]]:
    return [(row, code) for row, _column, code in told(run)]


__all__ = ["CODE", "NAME", "WORD", "checked", "codes", "filled_in", "kind_for", "template", "told",
           "written"]  # fmt: skip
