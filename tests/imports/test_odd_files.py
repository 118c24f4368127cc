"""Files as offices have them: what stands in them is read as it is seen, or refused in words."""

import datetime
import io

import pytest
from openpyxl import Workbook

from companies.models import Company, Residence
from incubator.core.errors import RuleViolation
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


@pytest.mark.parametrize("day", ["2006年4月1日", "2006.4.1", "2006/04/01", "2006-4-1", "20060401"])
def test_days_as_people_write_them(incubator, day):
    run = checked(xlsx(HEAD, company_row(1, on=day)), incubator=incubator)

    assert (run.problems, run.good) == ([], 1)
    written(run)
    assert Residence.objects.get().admitted_on == datetime.date(2006, 4, 1)


@pytest.mark.parametrize("day", ["二〇〇六年四月一日", "2006年2月30日", "2006年4月", "38808"])
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


def test_the_same_code_twice_in_a_file_is_written_once(incubator):
    rows = [company_row(1), company_row(2, code=unified_code(50_001)), company_row(1)]
    run = checked(xlsx(HEAD, *rows), incubator=incubator)

    assert (run.good, told(run)) == (1, [])
    assert [(one["row"], one["detail"]) for one in run.repeats] == [
        (3, "与第2行相同"), (4, "与第2行相同"),
    ]  # fmt: skip


def test_a_file_that_was_exchanged_on_the_disk_is_not_written(incubator):
    run = checked(xlsx(HEAD, company_row(1)), incubator=incubator)
    other = xlsx(HEAD, company_row(2))
    with run.file.storage.open(run.file.name, "wb") as file:
        file.write(other)

    with pytest.raises(RuleViolation) as refusal:
        working._opened(run, kind_of(run))
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
