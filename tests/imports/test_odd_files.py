"""Files as offices have them: what stands in them is read as it is seen, or refused in words."""

import datetime
import io

import pytest
from openpyxl import Workbook

from companies import lifecycle as companies
from companies.models import Company, Residence
from incubator.core.errors import RuleViolation
from incubator.core.shown import kept_sentence
from incubator.imports import lifecycle
from incubator.imports.kinds import kind_of
from incubator.imports.lifecycle import working
from tests.factories import unified_code
from tests.imports.files import HEAD, brought, checked, company_row, csv_of, told, written, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def book_of(*lines: list) -> Workbook:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    return book


def test_merged_cells_hold_their_value_once_and_the_other_rows_say_what_is_missing(incubator):
    book = book_of(HEAD, company_row(1), company_row(2))
    book.active.merge_cells("C2:C3")

    run = checked(saved(book), incubator=incubator)

    assert (run.good, told(run)) == (1, [(3, "入驻日期", "import_stay_incomplete")])


def test_only_the_first_sheet_is_read_and_hidden_rows_are_rows(incubator):
    book = book_of(HEAD, company_row(1), company_row(2))
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("第二张").append(company_row(3))

    run = checked(saved(book), incubator=incubator)

    assert (run.rows, run.good) == (2, 2)


def test_an_empty_sheet_before_the_one_that_is_filled_in_is_told():
    book = Workbook()
    book.create_sheet("名单").append(HEAD)

    with pytest.raises(RuleViolation) as refusal:
        brought(saved(book))

    assert refusal.value.code == "file_without_rows"


def test_a_cell_of_three_thousand_characters_is_told_with_its_column(incubator):
    run = checked(xlsx(HEAD, company_row(1, name="甲" * 3_000)), incubator=incubator)

    assert told(run) == [(2, "名称", "cell_unreadable")]
    assert len(run.problems[0]["value"]) == 80


def test_what_looks_like_a_formula_in_a_csv_is_a_name_and_comes_out_inert(incubator):
    row = company_row(1, name='=HYPERLINK("http://example.org")')
    run = written(checked(csv_of(HEAD, row), incubator=incubator, name="名单.csv"))

    assert (run.written, Company.objects.get().name[0]) == (1, "=")


@pytest.mark.parametrize(
    "day",
    [
        "2006年4月1日",
        "2006.4.1",
        "2006/04/01",
        "2006-4-1",
        "20060401",
        "2006-04-01 00:00:00",
        "2006/4/1 0:00",
        "2006-04-01T00:00:00.000",
    ],
)
def test_days_as_people_write_them(incubator, day):
    run = checked(xlsx(HEAD, company_row(1, on=day)), incubator=incubator)

    assert (run.problems, run.good) == ([], 1)
    written(run)
    assert Residence.objects.get().admitted_on == datetime.date(2006, 4, 1)


@pytest.mark.parametrize(
    "day",
    [
        "二〇〇六年四月一日",
        "2006年2月30日",
        "2006年4月",
        "38808",
        "2006-04-01 08:30",
    ],
)
def test_days_that_cannot_be_read_are_told_and_not_guessed(incubator, day):
    run = checked(xlsx(HEAD, company_row(1, on=day)), incubator=incubator)

    assert told(run) == [(2, "入驻日期", "cell_unreadable")]
    assert day in run.problems[0]["detail"]


def test_a_list_in_the_encoding_of_chinese_offices(incubator):
    content = csv_of(HEAD, company_row(1, name="宁波镕𬭎科技有限公司"), encoding="gb18030")
    run = written(checked(content, incubator=incubator, name="名单.csv"))

    assert Company.objects.get().name == "宁波镕𬭎科技有限公司"
    assert run.written == 1


def test_one_place_of_the_file_named_twice_is_read_for_both_and_says_what_is_wrong(incubator):
    run = brought(xlsx(HEAD, company_row(1)), incubator=incubator)
    lifecycle.check(import_id=run.pk, at=run.brought_at)
    lifecycle.name_columns(run=run, mapping=run.mapping | {"unified_code": 0}, fixed={})
    run = lifecycle.check(import_id=run.pk, at=run.brought_at)

    assert told(run) == [(2, "统一社会信用代码", "invalid_unified_code")]


def test_the_same_code_twice_in_a_file_is_written_once_and_of_one_name(incubator):
    rows = [company_row(1), company_row(2, code=unified_code(50_001)), company_row(1)]
    run = checked(xlsx(HEAD, *rows), incubator=incubator)

    assert (run.good, told(run)) == (1, [(3, "名称", "name_differs")])
    assert run.problems[0]["detail"] == "第2行以该代码登记的是宁波第1科技有限公司。"
    assert [(one["row"], one["detail"]) for one in run.repeats] == [(4, "与第2行相同")]


@pytest.mark.parametrize("day", ["9999-12-31", datetime.date(9999, 12, 31), "1949-10-01"])
def test_a_day_that_is_not_of_our_time_is_told_in_its_row(incubator, day):
    run = checked(xlsx(HEAD, company_row(1, due=day), company_row(2)), incubator=incubator)

    assert (told(run), run.good) == ([(2, "到期日", "cell_unreadable")], 1)
    assert "1980至2100" in run.problems[0]["detail"]


def test_what_nobody_foresaw_is_the_fault_of_its_row(incubator, monkeypatch, caplog):
    """Of that row alone, after it stopped all rows together."""
    put_on_file = companies.register_company

    def together(**_given) -> None:
        raise OverflowError("date value out of range")

    def alone(*, name: str, **given) -> Company:
        if name == "宁波第1科技有限公司":
            raise OverflowError("date value out of range")
        return put_on_file(name=name, **given)

    monkeypatch.setattr(companies, "register_newcomers", together)
    monkeypatch.setattr(companies, "register_company", alone)
    run = checked(xlsx(HEAD, company_row(1), company_row(2)), incubator=incubator)

    assert (run.state, told(run), run.good) == ("checked", [(2, "", "row_unreadable")], 1)
    assert run.problems[0]["detail"] == "此行无法读取：请检查其中的日期和数字，或将其删去。"
    assert [one.exc_info[0] for one in caplog.records if one.exc_info] == [OverflowError]


def test_an_error_of_ours_is_told_in_words_and_not_in_those_of_the_program(incubator, monkeypatch):
    def broken(*_args, **_more) -> None:
        raise ZeroDivisionError

    run = brought(xlsx(HEAD, company_row(1)), incubator=incubator)
    monkeypatch.setattr(working, "rows_of", broken)
    with pytest.raises(ZeroDivisionError):
        lifecycle.check(import_id=run.pk, at=run.brought_at)

    run.refresh_from_db()
    assert run.state == "failed"
    assert kept_sentence(run.error).startswith("系统处理此文件时中断。")


@pytest.mark.parametrize("word", ["合计", "小 计：", "总计", "Total"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_line_of_totals_is_no_row(incubator, word, place):
    total: list = [None, None, None, None, 300]
    total[place] = word
    lines = ([*HEAD, "注册资本（万元）"], [*company_row(1), 300], total)
    run = checked(xlsx(*lines), incubator=incubator)

    assert (run.rows, run.good, run.problems) == (1, 1, [])
    assert run.remarks == ["1行为合计，不予导入。"]


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x0c"])
def test_a_name_with_what_nobody_sees_is_told(incubator, sign):
    row = company_row(1, name=f"宁波{sign}示例公司")
    run = checked(csv_of(HEAD, row), incubator=incubator, name="名单.csv")

    assert told(run) == [(2, "名称", "cell_unreadable")]
    assert f"U+{ord(sign):04X}" in run.problems[0]["detail"]


def test_unicode_text_of_a_spreadsheet_program_is_read(incubator):
    content = csv_of(HEAD, company_row(1), encoding="utf-16", delimiter="\t")
    run = written(checked(content, incubator=incubator, name="名单.txt"))

    assert (run.written, Company.objects.get().name) == (1, "宁波第1科技有限公司")


def test_a_file_that_was_exchanged_on_the_disk_is_not_written(incubator):
    run = checked(xlsx(HEAD, company_row(1)), incubator=incubator)
    other = xlsx(HEAD, company_row(2))
    with run.file.storage.open(run.file.name, "wb") as file:
        file.write(other)

    with pytest.raises(RuleViolation) as refusal:
        working._opened(kind_of(run), working.Work(run, None))
    assert refusal.value.code == "import_file_changed"
    run = written(run)

    assert (run.state, Company.objects.count()) == ("failed", 0)
    assert run.error == "文件的内容已不是送来时的内容：请重新上传。"


def test_what_a_row_builds_on_may_be_gone_when_it_is_written(incubator, monkeypatch):
    run = checked(xlsx(HEAD, company_row(1), company_row(2)), incubator=incubator)

    def gone(*_args, **_more) -> None:
        raise Company.DoesNotExist

    monkeypatch.setattr("companies.lifecycle.register_newcomers", gone)
    monkeypatch.setattr("companies.lifecycle.admit", gone)
    run = written(run, all_or_none=False)

    assert (run.state, run.written) == ("done", 0)
    assert [code for _row, _column, code in told(run)] == ["row_overtaken"] * 2
    assert not Company.objects.exists()
