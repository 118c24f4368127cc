"""Files as people have them: where the headings stand, which column is what, which encoding."""

import pytest

from incubator.core.errors import RuleViolation
from incubator.imports.kinds import KINDS, plain_heading, recognised, values_of
from incubator.imports.reading import MOST_COLUMNS, rows_of, top_of, unknown_headings
from tests.imports.files import HEAD, company_row, csv_of, xlsx

COMPANIES = KINDS["companies"]


def lines(content: bytes) -> list:
    top = top_of(content, COMPANIES)
    mapping = recognised(COMPANIES, top.headings)
    return rows_of(content, COMPANIES, head=top.head, mapping=mapping, fixed={})[0]


@pytest.mark.parametrize(
    "content",
    [
        xlsx(HEAD, company_row(1)),
        csv_of(HEAD, company_row(1)),
        csv_of(HEAD, company_row(1), encoding="gb18030"),
        csv_of(HEAD, company_row(1), encoding="utf-8", delimiter="\t"),
        csv_of(HEAD, company_row(1), delimiter=";"),
        xlsx(["2026年在孵企业一览表"], [], HEAD, company_row(1)),
        csv_of(["一览表"], HEAD, company_row(1), encoding="gb18030"),
    ],
    ids=["xlsx", "utf-8", "gb18030", "tabs", "semicolons", "title", "title in CSV"],
)
def test_the_same_rows_of_every_file(content):
    [line] = lines(content)

    assert line.cells["name"] == "宁波第1科技有限公司"
    assert (
        values_of(COMPANIES, line.cells, COMPANIES.labels())[0]["due_on"].isoformat()
        == "2009-03-31"
    )


def test_rows_keep_the_number_that_they_have_in_the_file():
    content = xlsx(["名单"], HEAD, company_row(1), [None, None], company_row(2))

    assert [line.number for line in lines(content)] == [3, 5]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("企业名称*", "name"),
        (" 单位 名称：", "name"),
        ("Name", "name"),
        ("统一社会信用代码", "unified_code"),
        ("注册资本（万元）", "capital_wan"),
        ("注册资本(元)", "registered_capital"),
        ("unified_code", "unified_code"),
    ],
)
def test_headings_are_known_in_either_language_and_spelling(heading, name):
    assert recognised(COMPANIES, [heading]) == {name: 0}


def test_what_is_ambiguous_or_unknown_is_asked_and_not_guessed():
    assert recognised(COMPANIES, ["注册资本", "联系人", ""]) == {}
    assert unknown_headings(COMPANIES, ["企业名称", "联系人", "问题"], {"name": 0}) == ["联系人"]


def test_the_first_of_two_columns_of_one_name_counts():
    assert recognised(COMPANIES, ["企业名称", "公司名称"]) == {"name": 0}
    assert plain_heading("＊企业 名称：") == "企业名称"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (xlsx(), "file_without_rows"),
        (xlsx(HEAD), "file_without_rows"),
        (b"PK\x03\x04 nonsense", "not_an_xlsx_file"),
        (b"\xff\xfe\xff", "not_a_table"),
        (("a" * 200_000 + "\n").encode(), "not_a_table"),
    ],
    ids=["empty", "headings alone", "broken", "no encoding", "a cell without end"],
)
def test_what_is_no_table_is_refused(content, code):
    with pytest.raises(RuleViolation) as refusal:
        lines(content)

    assert refusal.value.code == code


def test_no_more_rows_and_columns_than_are_taken(monkeypatch):
    monkeypatch.setattr(COMPANIES, "most_rows", 2, raising=False)
    wide = [*HEAD, *[f"列{number}" for number in range(300)]]

    assert len(top_of(xlsx(wide, company_row(1)), COMPANIES).headings) == MOST_COLUMNS
    with pytest.raises(RuleViolation) as refusal:
        lines(xlsx(HEAD, *map(company_row, (1, 2, 3))))
    assert refusal.value.code == "file_too_long"


def test_a_formula_without_its_result_is_refused_by_its_cell():
    with pytest.raises(RuleViolation) as refusal:
        lines(xlsx(HEAD, company_row(1, due="=DATE(2009,3,31)")))

    assert (refusal.value.code, refusal.value.values["cell"]) == ("formula_without_result", "D2")


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("registered_on", "2006年3月1日", "2006-03-01"),
        ("registered_on", "2006/3/1", "2006-03-01"),
        ("capital_wan", "1,200.5", "12005000.00"),
        ("capital_wan", "999999999", "9999999990000.00"),
        ("registered_capital", "9,999,999,999,999.99", "9999999999999.99"),
        ("registered_capital", 500000, "500000.00"),
        ("field", "新材料", "materials"),
        ("field", "New materials", "materials"),
        ("unified_code", "'91330200MA2AF1234X", "91330200MA2AF1234X"),
    ],
)
def test_cells_are_read_as_they_are_typed(name, cell, value):
    values, faults = values_of(COMPANIES, {"name": "甲", name: cell}, COMPANIES.labels())

    assert (str(values[name]), faults) == (value, [])


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("registered_on", "去年"),
        ("registered_on", "2006-02-30"),
        ("registered_capital", "很多"),
        ("field", "炼金术"),
        ("unified_code", 913302005916000000),
        ("unified_code", "9.13302E+17"),
        ("name", "名" * 121),
    ],
)
def test_cells_that_cannot_be_read_are_told_with_their_column(name, cell):
    _values, [fault] = values_of(COMPANIES, {"name": "甲", name: cell}, COMPANIES.labels())

    assert (fault.column, fault.code) == (str(COMPANIES.column(name).label), "cell_unreadable")
    assert fault.said
    assert not fault.said.startswith(fault.column)


@pytest.mark.parametrize(
    ("name", "cell"), [("registered_capital", 10**13), ("capital_wan", "-1,000,000,000")]
)
def test_more_than_a_column_of_money_holds_is_too_large_and_still_a_number(name, cell):
    _values, [fault] = values_of(COMPANIES, {"name": "甲", name: cell}, COMPANIES.labels())

    assert "太大" in fault.said


def test_a_needed_cell_is_not_empty():
    _values, [fault] = values_of(COMPANIES, {"name": "  "}, COMPANIES.labels())

    assert fault.code == "cell_empty"
