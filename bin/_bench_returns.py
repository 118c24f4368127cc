"""Returns: a file of many of them, read, checked and written as the worker does it."""

import io
import time

from _bench_report import Row, at_most, note
from _console import Failure, Step
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from openpyxl import load_workbook

from companies import returns_table
from companies.lifecycle import returns
from companies.lifecycle.returns import imports
from companies.models import Company, DueReturn, Return, ReturnPeriod
from incubator.core.dates import now

RETURNS = 5_000
SECONDS = 60
YEAR = 2007
FIGURES = {
    "registration_type": "limited", "industry": "软件业", "field": "electronics",
    "registered_capital": "50", "area_used": "120", "is_hnte": "no", "has_mentor": "yes",
    "is_returnee_company": "no", "is_student_company": "no", "revenue": "1,200",
    "net_profit": "-80", "exports": "0", "rd_spending": "300", "investment_received": "0",
    "staff": "12", "staff_college_up": "10", "staff_doctors": "1", "ip_applied": "2",
    "ip_granted": "1", "ip_valid": "3", "explanation": "用于性能测量",
}  # fmt: skip
HEADS = 3  # the row of the codes


class _Undone(Exception):  # noqa: N818 - nothing went wrong
    """What was measured is not kept, so that the next run measures the same."""


def reporting(current: Step) -> list[Row]:
    """Importing 5,000 returns from XLSX: checked, then written."""
    current.note("opening the period")
    returns.load_forms(at=now())
    period = returns.open_period(code="torch-yearly", year=YEAR, at=now())
    companies = _owing(period)
    if len(companies) < RETURNS:
        return [note("Returns: companies that owe one", len(companies), "too few, not measured")]
    current.note("filling in the file")
    content = _filled_in(period, companies)
    rows: list[Row] = []
    try:
        with transaction.atomic():
            rows = _import(current, period, content)
            raise _Undone
    except _Undone:
        return rows


def _owing(period: ReturnPeriod) -> list[Company]:
    """Those of one incubator or several that have handed nothing in."""
    dues = DueReturn.objects.filter(period=period, returns=None).order_by("pk")
    return [due.company for due in dues.select_related("company")[:RETURNS]]


def _filled_in(period: ReturnPeriod, companies: list[Company]) -> bytes:
    items = list(period.form.items.order_by("position"))
    book = load_workbook(io.BytesIO(returns_table.template(period, items, companies)))
    sheet = book.active
    places = {cell.value: cell.column for cell in sheet[HEADS]}
    for row in range(HEADS + 1, HEADS + 1 + len(companies)):
        for code, text in FIGURES.items():
            if code in places:
                sheet.cell(row, places[code]).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _import(current: Step, period: ReturnPeriod, content: bytes) -> list[Row]:
    upload = SimpleUploadedFile("returns.xlsx", content)
    run = imports.request_import(period=period, upload=upload, by=None, at=now())
    begun = time.perf_counter()
    current.note("checking")
    checked = imports.check_import(import_id=run.pk, at=now())
    taken = time.perf_counter()
    if checked is None or checked.good != RETURNS:
        raise Failure(f"{checked and checked.problems[:3]}")
    imports.confirm_import(run=checked, leave_out=False, by=None, at=now())
    current.note("writing")
    imports.write_import(import_id=run.pk, at=now())
    done = time.perf_counter()
    written = Return.objects.filter(due__period=period).count()
    return [
        note("Returns: rows in the file", RETURNS, ""),
        note("Checking them", round(taken - begun, 1), "s"),
        note("Writing them", round(done - taken, 1), "s"),
        at_most("Importing 5,000 returns from XLSX", done - begun, SECONDS, "s"),
        note("Returns written", written, ""),
    ]
