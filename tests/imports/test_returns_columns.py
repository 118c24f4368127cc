"""What the columns of a file of returns may be called, and how its cells are read."""

import io
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from companies.imports.return_columns import columns_of, in_its_unit
from companies.lifecycle import returns
from companies.models import ReturnForm, ReturnPeriod, ReturnValue
from incubator.accounts.access import Access
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.imports import lifecycle
from incubator.imports.kinds import recognised
from incubator.imports.models import FileImport
from incubator.imports.reading import unknown_headings
from tests.factories import CompanyFactory, ResidenceFactory
from tests.imports.files import brought, csv_of, xlsx
from tests.imports.returns import checked, codes, filled_in, kind_for, template, written
from tests.returns.conftest import AT, opened
from tests.returns.figures import FIGURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]


def meant(period: ReturnPeriod, *headings: str) -> list[str]:
    """What each heading is taken for; empty where for nothing."""
    found = {place: name for name, place in recognised(kind_for(period), headings).items()}
    return [found.get(place, "") for place in range(len(headings))]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("统一社会信用代码", "company_code"),
        ("企业名称", "company_name"),
        ("总收入", "revenue"),
        ("收入（千元）", "revenue"),
        ("营业收入(万元)", "revenue"),
        ("Total revenue", "revenue"),
        ("revenue", "revenue"),
        ("研发费用", "rd_spending"),
        ("从业人员（人）", "staff"),
        ("员工人数", "staff"),
        ("其中：博士", "staff_doctors"),
        ("博士人数", "staff_doctors"),
        ("是否高新技术企业", "is_hnte"),
        ("高新技术企业", "is_hnte"),
        ("授权发明专利", "ip_granted_invention"),
        ("当年知识产权申请数：发明专利（件）", "ip_applied_invention"),
        ("发明专利", ""),  # applied for, granted or valid: that is asked
        ("备注", "explanation"),
        ("法人手机", ""),
    ],
)
def test_headings_are_known_by_code_name_and_short_forms(companies, heading, name):
    assert meant(opened(), heading) == [name]


def test_the_year_to_date_stands_beside_the_period(companies):
    period = opened("operating-quarterly", 2007, 4)

    asked = ("营业收入", "营业收入累计", "本年累计利润总额（万元）", "revenue.year")
    assert meant(period, *asked) == [
        "revenue", "revenue.year", "total_profit.year", "",
    ]  # fmt: skip


def test_every_form_knows_its_own_template_in_both_languages_and_no_heading_twice(db):
    returns.load_forms(at=now())

    for form in ReturnForm.objects.all():
        columns = columns_of(list(form.items.order_by("position")))
        kind = SimpleNamespace(columns=columns)
        for language in ("zh-hans", "en"):
            with override(language):
                headings = [str(one.label) for one in columns]
            expected = {one.name: place for place, one in enumerate(columns)}
            assert recognised(kind, headings) == expected, form
        claims = [heading for one in columns for heading in one.recognised]
        assert len(claims) == len(set(claims)), form


def test_the_unit_of_a_heading_goes_with_bare_figures():
    assert [in_its_unit(text, "万元") for text in ("12", "12千元", "", "无")] == [
        "12万元", "12千元", "", "无",
    ]  # fmt: skip


def own_file(companies, heads: dict[str, str], figures=FIGURES, **changed) -> list[list]:
    """A spreadsheet of somebody's own: names, no codes, headings of theirs."""
    names = [name for name in figures if name in heads]
    typed = [(figures | changed)[name] for name in names]
    return [
        ["企业名称", *(heads[name] for name in names), "法人手机"],
        *([company.name, *typed, "139"] for company in companies),
    ]


def heads_of(period: ReturnPeriod) -> dict[str, str]:
    items = {item.code: item for item in period.form.items.all()}
    parts = {code: item.label for code, item in items.items()}
    return parts | {"revenue": "营业收入（万元）", "rd_spending": "研发费用"}


def test_a_spreadsheet_of_ones_own_is_read_with_its_units_and_the_rest_is_left_out(companies):
    period = opened()
    lines = own_file(companies, heads_of(period), revenue="12.5")

    run = checked(period, csv_of(*lines, encoding="gb18030"))

    assert (run.problems, run.good) == ([], 3)
    assert unknown_headings(kind_for(period), run.headings, run.mapping) == ["法人手机"]
    written(run)
    value = ReturnValue.objects.filter(item__code="revenue").first()
    assert (value.typed, value.number, value.unit) == ("12.5万元", 125_000, "万元")


def test_what_a_form_needs_is_asked_for_once_and_remembered_for_the_next_period(companies, manager):
    period = opened()
    heads = heads_of(period) | {"staff": "在册", "has_mentor": "结对"}
    lines = own_file(companies, heads)

    def bring(when: ReturnPeriod) -> FileImport:
        return brought(
            xlsx(*lines), kind="returns", subject=str(when.pk), by=manager
        )  # fmt: skip

    run = bring(period)
    assert run.state == "mapping"
    places = {name: run.headings.index(heads[name]) for name in ("staff", "has_mentor")}
    run = lifecycle.name_columns(run=run, mapping=run.mapping | places, fixed={})
    assert lifecycle.check(import_id=run.pk, at=now()).good == 3

    again = bring(opened(year=2008, at=AT.replace(year=2009)))
    assert again.mapping["staff"] == places["staff"]


def test_what_goes_for_all_rows_is_given_once(companies):
    period = opened()
    heads = {name: text for name, text in heads_of(period).items() if name != "has_mentor"}
    run = brought(
        xlsx(*own_file(companies, heads)), kind="returns", subject=str(period.pk)
    )  # fmt: skip
    assert run.state == "mapping"

    run = lifecycle.name_columns(run=run, mapping=run.mapping, fixed={"has_mentor": "是"})
    run = lifecycle.check(import_id=run.pk, at=now())

    assert (run.problems, run.good) == ([], 3)


def test_a_cell_of_per_cent_says_what_is_seen(companies):
    period = halves()
    book = load_workbook(io.BytesIO(filled_in(period, companies, goals())))
    sheet = book.worksheets[0]
    places = {one.name: number for number, one in enumerate(kind_for(period).columns, start=1)}
    cells = [sheet.cell(row, places["goals_reached"]) for row in (3, 4, 5)]
    shown = [(0.5, "0%"), (0.125, "0.0%"), (80, '0"%"')]
    for cell, (value, number_format) in zip(cells, shown, strict=True):
        cell.value, cell.number_format = value, number_format
    content = io.BytesIO()
    book.save(content)

    run = written(checked(period, content.getvalue()))

    assert run.problems == []
    found = ReturnValue.objects.filter(item__code="goals_reached").order_by("report__due_id")
    assert sorted(value.number for value in found) == [12.5, 50, 80]


def halves() -> ReturnPeriod:
    returns.load_forms(at=now())
    return returns.open_period(code="progress-half-yearly", year=2007, number=2, at=now())


def goals() -> dict[str, str]:
    form = ReturnForm.objects.get(code="progress-half-yearly")
    return {item.code: "无" for item in form.items.all() if item.kind == "text"}


def test_the_template_names_the_companies_that_owe_it_and_is_inert(companies, manager, browser_as):
    company = CompanyFactory(name="=HYPERLINK(1)")
    ResidenceFactory(company=company, incubator=companies[0].residences.get().incubator)
    stranger = ResidenceFactory(company=CompanyFactory()).company
    period = opened()
    address = reverse("admin:imports_fileimport_template", args=["returns"])

    answer = browser_as(manager).get(address, {"subject": period.pk})

    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet, notes = book.worksheets
    assert [cell.value for cell in sheet[1]][:3] == ["torch-yearly/1", "2007年", "千元"]
    assert [sheet[2][0].value, sheet[2][1].value] == ["企业代码", "企业"]
    names = {row[1].value for row in sheet.iter_rows(min_row=3)}
    assert names == {"'=HYPERLINK(1)", *(one.name for one in companies)}
    assert stranger.name not in names
    assert notes.max_row == sheet.max_column + 1
    assert browser_as(manager).get(address).status_code == 404
    assert browser_as(manager).get(address, {"subject": "0"}).status_code == 404


def test_a_workbook_without_rows_is_told(companies):
    content = io.BytesIO()
    Workbook().save(content)

    with pytest.raises(RuleViolation) as violation:
        checked(opened(), content.getvalue())

    assert violation.value.code == "file_without_rows"


def test_the_page_of_columns_says_what_is_still_to_be_said(companies, manager, browser_as):
    period = opened()
    heads = heads_of(period) | {"staff": "在册"}
    run = brought(
        xlsx(*own_file(companies, heads)), kind="returns", subject=str(period.pk), by=manager,
        incubator=companies[0].residences.get().incubator,
    )  # fmt: skip

    shown = browser_as(manager).get(reverse("admin:imports_fileimport_columns", args=[run.pk])).text

    assert "尚待指明：从业人员（人）。" in shown
    assert "从业人员（人） *" in shown


def notes_of(period: ReturnPeriod) -> dict[str, tuple[str, str]]:
    """What the second sheet of the file to fill in says of each column: needed or not, and how."""
    with override("zh-hans"):
        book = load_workbook(io.BytesIO(template(period, Access())))
        labels = {str(one.label): one.name for one in kind_for(period).columns}
    rows = book.worksheets[1].iter_rows(min_row=2, values_only=True)
    return {labels[label]: (needed or "", said or "") for label, needed, said in rows}


def test_the_file_to_fill_in_says_of_each_column_what_the_check_asks(companies):
    """Each column that may be needed is left empty: a company nobody knows more of is refused
    what is marked, and what is taken from file where there is nothing."""
    period = opened()
    notes, refused = notes_of(period), {}
    for name in (one for one in FIGURES if one in notes):
        run = checked(period, filled_in(period, companies[:1], change={(3, name): None}))
        refused[name] = [code for _row, code in codes(run)]

    said = {name: needed for name, (needed, _help) in notes.items() if name in refused}
    missing = {name for name, found in refused.items() if found == ["value_missing"]}
    assert {name for name, needed in said.items() if needed} == missing
    assert {name for name in missing if said[name] == "档案没有时"} == {
        "registration_type", "industry", "field", "registered_capital", "is_returnee_company",
        "is_student_company",
    }  # fmt: skip
    assert "留空则沿用" in notes["industry"][1]
    assert "留空则沿用" not in notes["revenue"][1]


def test_what_is_on_file_is_taken_where_a_carried_column_is_empty(companies):
    period = opened()
    company = companies[0]
    company.registered_capital, company.field = 500_000, "electronics"
    company.save()
    left = {(3, "registered_capital"): None, (3, "field"): None}

    run = written(checked(period, filled_in(period, [company], change=left)))

    assert (run.problems, run.written) == ([], 1)
    assert ReturnValue.objects.get(item__code="registered_capital").number == 500_000


def test_the_year_to_date_of_a_needed_figure_is_marked_as_the_check_asks_it(companies):
    period = opened("operating-quarterly", 2007, 4)
    columns = {one.name: one for one in kind_for(period).columns}

    assert columns["revenue.year"].is_marked
    assert [one.name for one in kind_for(period).lacking({"company_code", *columns})] == []
    lacking = kind_for(period).lacking({*columns} - {"revenue.year", "company_code"})
    assert [one.name for one in lacking] == ["revenue.year"]


def test_the_page_of_columns_says_what_is_lacking_as_it_stands(companies, manager, browser_as):
    period = opened()
    heads = heads_of(period) | {"staff": "在册"}
    lines = [[*line] for line in own_file(companies, heads)]
    lines[0][0] = "谁"
    run = brought(
        xlsx(*lines), kind="returns", subject=str(period.pk), by=manager,
        incubator=companies[0].residences.get().incubator,
    )  # fmt: skip
    address = reverse("admin:imports_fileimport_columns", args=[run.pk])
    client = browser_as(manager)

    assert "尚待指明：企业代码或企业、从业人员（人）。" in client.get(address).text
    sent = {f"column_{place}": name for name, place in run.mapping.items()}
    sent |= {f"column_{run.headings.index('在册')}": "staff"}
    shown = client.post(address, sent).text
    assert "尚待指明：企业代码或企业。" in shown
    assert "行业类别 *" not in shown  # as the file to fill in says
