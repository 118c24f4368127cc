"""Imports: a file of 5,000 companies with their stays, checked and written as the worker does."""

import io
import time

from _bench_report import Row, at_most, note
from _console import Failure, Step
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from openpyxl import Workbook
from stdnum.cn import uscc

from companies.models import Company
from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.kinds import KINDS
from incubator.institutions.models import Incubator

COMPANIES = 5_000
SECONDS = 60
HEAD = ("企业名称", "统一社会信用代码", "入驻日期", "孵化期至")
# Letters that no generated code begins with.
PLACE = "92330200MAB"


class _Undone(Exception):  # noqa: N818 - nothing went wrong
    """What was measured is not kept, so that the next run measures the same."""


def importing(current: Step) -> list[Row]:
    """5,000 companies from XLSX: checked, then written; each is new."""
    current.note("filling in the file")
    content = _file()
    rows: list[Row] = []
    try:
        with transaction.atomic():
            rows = _import(current, content)
            raise _Undone
    except _Undone:
        return rows


def _file() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEAD)
    for number in range(COMPANIES):
        body = f"{PLACE}{number:06d}"
        name = f"性能测量第{number}科技有限公司"
        sheet.append([name, body + uscc.calc_check_digit(body), "2007-04-01", "2010-03-31"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _import(current: Step, content: bytes) -> list[Row]:
    place = Incubator.objects.operating(on=now().date()).order_by("opened_on", "pk")[0]
    run = lifecycle.bring(
        kind=KINDS["companies"], upload=SimpleUploadedFile("companies.xlsx", content),
        incubator=place, by=None, at=now(),
    )  # fmt: skip
    before, begun = Company.objects.count(), time.perf_counter()
    current.note("checking")
    checked = lifecycle.check(import_id=run.pk, at=now())
    taken = time.perf_counter()
    if checked is None or checked.good != COMPANIES:
        raise Failure(f"{checked and (checked.error, checked.problems[:3], checked.repeats[:3])}")
    lifecycle.confirm(run=checked, all_or_none=False, leave_out_repeats=True, by=None, at=now())
    current.note("writing")
    lifecycle.write(import_id=run.pk, at=now())
    done = time.perf_counter()
    return [
        note("Companies in a file, with their stays", COMPANIES, ""),
        note("Checking them", round(taken - begun, 1), "s"),
        note("Writing them", round(done - taken, 1), "s"),
        at_most("Importing 5,000 companies from XLSX", done - begun, SECONDS, "s"),
        note("Companies written", Company.objects.count() - before, ""),
    ]
