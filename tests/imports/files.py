"""Files as people bring them, and an import as it goes through its steps."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.kinds import KINDS
from incubator.imports.models import FileImport
from tests.factories import unified_code

HEAD = ["企业名称", "统一社会信用代码", "入驻日期", "孵化期至"]


def xlsx(*lines: list) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv_of(*lines: list, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    text = "\r\n".join(
        delimiter.join("" if one is None else str(one) for one in line) for line in lines
    )
    return text.encode(encoding)


def company_row(number: int, **changed) -> list:
    row = {
        "name": f"宁波第{number}科技有限公司", "code": unified_code(50_000 + number),
        "on": "2006-04-01", "due": "2009-03-31",
    }  # fmt: skip
    return list((row | changed).values())


def brought(
    content: bytes, *, kind: str = "companies", name: str = "名单.xlsx", **more
) -> FileImport:
    return lifecycle.bring(
        kind=KINDS[kind], upload=SimpleUploadedFile(name, content), at=now(),
        **{"by": None, "language": "zh-hans"} | more,
    )  # fmt: skip


def checked(content: bytes, **more) -> FileImport:
    run = brought(content, **more)
    return lifecycle.check(import_id=run.pk, at=now())


def written(run: FileImport, *, all_or_none: bool = True, leave_out_repeats: bool = True, by=None):
    lifecycle.confirm(
        run=run, all_or_none=all_or_none, leave_out_repeats=leave_out_repeats, by=by, at=now()
    )
    return lifecycle.write(import_id=run.pk, at=now())


def told(run: FileImport) -> list[tuple[int, str, str]]:
    return [(one["row"], one["column"], one["code"]) for one in run.problems]


def out(run: FileImport) -> list[int]:
    return [one["row"] for one in run.repeats]
