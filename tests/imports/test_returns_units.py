"""Amounts of a file of returns: in the unit that stands above them, which is told, or refused."""

import pytest

from companies.imports.returns import ReturnsOf
from companies.models import ReturnPeriod, ReturnValue
from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.kinds import Work
from incubator.imports.lifecycle import working
from incubator.imports.models import FileImport
from tests.imports.files import brought, xlsx
from tests.imports.returns import checked, filled_in, kind_for, written
from tests.imports.test_companies import refused
from tests.imports.test_pages import page
from tests.returns.conftest import opened
from tests.returns.figures import FIGURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]
MONEY = ("revenue", "net_profit", "rd_spending")
AMOUNTS = {"revenue": "500", "net_profit": "20", "rd_spending": "30"}


def own_file(period: ReturnPeriod, companies, heads: dict[str, str], *above: list) -> bytes:
    labels = {item.code: item.label for item in period.form.items.all()}
    figures = {name: text for name, text in (FIGURES | AMOUNTS).items() if name in labels}
    return xlsx(
        *above,
        ["企业名称", *(heads.get(name, labels[name]) for name in figures)],
        *([company.name, *figures.values()] for company in companies),
    )


def looked_at(period: ReturnPeriod, content: bytes, heads: dict[str, str], **more) -> FileImport:
    """The file with the columns of money named by hand."""
    run = brought(content, kind="returns", subject=str(period.pk), **more)
    places = {name: run.headings.index(head) for name, head in heads.items()}
    if run.state == "checking":
        run = lifecycle.check(import_id=run.pk, at=now())
    run = lifecycle.name_columns(run=run, mapping=run.mapping | places, fixed={})
    return lifecycle.check(import_id=run.pk, at=now())


def blank(*rows: int) -> dict:
    """As the template has rows that nobody fills in: only code and name."""
    return {(row, name): None for row in rows for name in FIGURES}


def amounts() -> dict[str, int]:
    found = ReturnValue.objects.filter(item__code__in=MONEY)
    return {one.item.code: int(one.number) for one in found.select_related("item")}


def test_a_title_a_line_of_the_unit_and_headings_of_ones_own_are_read_in_one_unit(companies):
    period = opened()
    heads = {
        "revenue": "总收入（万）", "net_profit": "净利润（人民币万元）",
        "rd_spending": "研究与试验发展（R&D）经费支出（万元）",
    }  # fmt: skip
    content = own_file(period, companies[:1], heads, ["在孵企业情况表"], ["单位：万元"])

    run = looked_at(period, content, heads)

    assert (run.problems, run.good) == ([], 1)
    assert run.remarks == [
        "按万元读取：成立时注册资本、总收入（万）、净利润（人民币万元）、研究与试验发展（R&D）经费支出（万元）。"
    ]
    written(run)
    assert amounts() == {"revenue": 5_000_000, "net_profit": 200_000, "rd_spending": 300_000}


def test_a_heading_counts_before_the_line_and_the_line_before_the_form(companies):
    period = opened()
    heads = {"revenue": "总收入（万元）", "net_profit": "净利润", "rd_spending": "研发费用【千元】"}

    run = looked_at(period, own_file(period, companies[:1], heads, ["单位：", "元"]), heads)

    assert run.problems == []
    assert run.remarks == [
        "按元读取：成立时注册资本、净利润。",
        "按千元读取：研发费用【千元】。",
        "按万元读取：总收入（万元）。",
    ]
    written(run)
    assert amounts() == {"revenue": 5_000_000, "net_profit": 20, "rd_spending": 30_000}
    assert ReturnValue.objects.get(item__code="revenue").typed == "500万元"


@pytest.mark.parametrize(
    ("head", "above"),
    [("总收入（万美元）", []), ("总收入（千万元）", []), ("总收入（人民币）", []),
     ("总收入", ["单位：万美元"]), ("总收入", ["万元", "千元"])],
)  # fmt: skip
def test_a_unit_that_is_not_understood_is_refused(companies, head, above):
    period = opened()
    heads = {"revenue": head, "net_profit": "净利润（万元）", "rd_spending": "研发费用（万元）"}

    run = looked_at(period, own_file(period, companies, heads, ["情况表"], above), heads)

    assert (run.state, run.good, run.remarks) == ("failed", 0, [])
    assert head in run.error
    assert "净利润" not in run.error
    assert "元、千元、万元、百万元、亿元" in run.error
    kind = ReturnsOf(period)
    refused("unit_not_understood", kind.begin, work=Work(run, None))


def test_the_page_of_a_checked_file_says_in_which_unit_it_was_read(
    companies, manager, incubator, browser_as
):
    period = opened()
    run = checked(period, filled_in(period, companies), by=manager, incubator=incubator)

    shown = browser_as(manager).get(page(run)).text

    assert "按千元读取：总收入（千元）、净利润（千元）、" in shown


def test_rows_of_the_template_that_nobody_filled_in_stay_out_and_are_counted(companies):
    period = opened()

    run = checked(period, filled_in(period, companies, change=blank(4, 5)))

    assert (run.rows, run.good, run.problems) == (1, 1, [])
    assert run.remarks[0] == "2行未填写，不予导入。"
    run = written(run)
    assert (run.state, run.written, run.done) == ("done", 1, 1)


def test_what_is_the_same_in_all_rows_does_not_fill_a_row_in(companies):
    period = opened()
    content = filled_in(period, companies, change=blank(5))
    run = brought(content, kind="returns", subject=str(period.pk))
    run = lifecycle.check(import_id=run.pk, at=now())

    run = lifecycle.name_columns(run=run, mapping=run.mapping, fixed={"has_mentor": "是"})
    run = lifecycle.check(import_id=run.pk, at=now())

    assert (run.rows, run.good, run.remarks[0]) == (2, 2, "1行未填写，不予导入。")


def test_an_untouched_template_says_that_nothing_is_filled_in(companies):
    period = opened()

    run = checked(period, filled_in(period, companies, {}))

    assert (run.state, run.problems) == ("failed", [])
    assert run.error == "文件尚未填写：各行除企业代码、企业外没有其他内容。"
    refused("file_not_filled_in", working._opened, kind=kind_for(period),
            work=Work(run, None))  # fmt: skip
