"""Imports: 5,000 rows of each kind, checked and written as the worker does it, each on the last.

Companies with their stays come into one incubator, then rooms of a new building, a lease of each
room, mentors, and what the companies report for a year; all of it is taken back.
"""

import io
import time
from collections.abc import Callable, Iterable, Sequence

from _bench_report import Row, at_most, note
from _console import Failure, Step
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from openpyxl import Workbook
from stdnum.cn import uscc

from companies.lifecycle import returns
from facilities import lifecycle as space
from incubator.accounts.models import User
from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.kinds import KINDS
from incubator.institutions.models import Incubator

ROWS = 5_000
SECONDS = 60
YEAR = 2007
BUILDING = "XN"
# Letters that no generated code begins with.
PLACE = "92330200MAB"
FIGURES = {
    "registration_type": "limited", "industry": "软件业", "field": "electronics",
    "registered_capital": "50", "area_used": "120", "is_hnte": "no", "has_mentor": "yes",
    "is_returnee_company": "no", "is_student_company": "no", "revenue": "1,200",
    "net_profit": "-80", "exports": "0", "rd_spending": "300", "investment_received": "0",
    "staff": "12", "staff_college_up": "10", "staff_doctors": "1", "ip_applied": "2",
    "ip_granted": "1", "ip_valid": "3", "explanation": "用于性能测量",
}  # fmt: skip
Lines = Iterable[Sequence[object]]


class _Undone(Exception):  # noqa: N818 - nothing went wrong
    """What was measured is not kept, so that the next run measures the same."""


def importing(current: Step) -> list[Row]:
    """5,000 rows of each kind from XLSX: checked, then written; each is new."""
    returns.load_forms(at=now())
    rows: list[Row] = [note("Imports: rows of each file", ROWS, "")]
    try:
        with transaction.atomic():
            place = Incubator.objects.operating(on=now().date()).order_by("opened_on", "pk")[0]
            _build(place)
            for kind, lines in FILES.items():
                rows += _imported(current, kind, lines, place)
            raise _Undone
    except _Undone:
        return rows


def _build(place: Incubator) -> None:
    space.add_building(
        incubator=place, code=BUILDING, name="性能测量楼", floor_area=ROWS * 100,
        opened_on=place.opened_on, by=None,
    )  # fmt: skip


def _companies() -> Lines:
    yield "企业名称", "统一社会信用代码", "成立日期", "入驻日期", "孵化期至"
    for number in range(ROWS):
        yield _name(number), _code(number), "2006-05-08", "2007-04-01", "2036-03-31"


def _rooms() -> Lines:
    yield "楼栋", "房号", "楼层", "建筑面积", "使用面积"
    for number in range(ROWS):
        yield BUILDING, f"{number:04d}", number // 100 + 1, 100, 80


def _leases() -> Lines:
    yield "企业名称", "楼栋", "房号", "起租日", "租期至", "单价", "付款方式"
    for number in range(ROWS):
        yield _code(number), BUILDING, f"{number:04d}", "2026-01-01", "2026-12-31", 30, "按季"


def _mentors() -> Lines:
    yield "导师姓名", "导师类型", "工作单位", "电话", "邮箱", "技术领域", "聘期开始", "聘期结束"
    for number in range(ROWS):
        yield (
            f"测量导师{number}", "entrepreneur", f"第{number}家公司", f"139{number:08d}",
            f"mentor{number}@bench.invalid", "electronics", "2026-01-01", "2028-01-01",
        )  # fmt: skip


def _returns() -> Lines:
    yield "统一社会信用代码", "企业名称", *FIGURES
    for number in range(ROWS):
        yield _code(number), _name(number), *FIGURES.values()


FILES: dict[str, Callable[[], Lines]] = {
    "companies": _companies, "rooms": _rooms, "leases": _leases, "mentors": _mentors,
    "returns": _returns,
}  # fmt: skip


def _name(number: int) -> str:
    return f"性能测量第{number}科技有限公司"


def _code(number: int) -> str:
    body = f"{PLACE}{number:06d}"
    return body + str(uscc.calc_check_digit(body))


def _file(lines: Lines) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _imported(
    current: Step, code: str, lines: Callable[[], Lines], place: Incubator
) -> list[Row]:  # fmt: skip
    current.note(f"{code}: filling in the file")
    upload = SimpleUploadedFile(f"{code}.xlsx", _file(lines()))
    subject = ""
    if code == "returns":
        subject = str(returns.open_period(code="torch-yearly", year=YEAR, at=now()).pk)
    made = [apps.get_model(label) for label in KINDS[code].makes]
    before = sum(model.objects.count() for model in made)
    run = lifecycle.bring(
        kind=KINDS[code], subject=subject, upload=upload, incubator=place, at=now(),
        by=User.objects.filter(is_superuser=True).first(),
    )  # fmt: skip
    begun = time.perf_counter()
    current.note(f"{code}: checking")
    checked = lifecycle.check(import_id=run.pk, at=now())
    taken = time.perf_counter()
    if checked is None or checked.good != ROWS:
        said = checked and (checked.state, checked.error, checked.problems[:3], checked.repeats[:3])
        raise Failure(f"{code}: {said}")
    lifecycle.confirm(run=checked, all_or_none=False, leave_out_repeats=True, by=None, at=now())
    current.note(f"{code}: writing")
    lifecycle.write(import_id=run.pk, at=now())
    done = time.perf_counter()
    current.note(f"{code}: {taken - begun:.1f} s checked, {done - taken:.1f} s written")
    return [
        at_most(f"Importing 5,000 {code} from XLSX", done - begun, SECONDS, "s"),
        note("… checking them", taken - begun, "s"),
        note("… writing them", done - taken, "s"),
        note("… things made", sum(model.objects.count() for model in made) - before, ""),
    ]
