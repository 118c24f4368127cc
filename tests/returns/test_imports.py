"""Files of many returns: every fault is told by row and column, what is good is written once."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from openpyxl import Workbook, load_workbook

from companies import returns_table
from companies.lifecycle import returns
from companies.lifecycle.returns import imports
from companies.models import DueReturn, Return, ReturnImport, ReturnMove, ReturnValue
from incubator.core.errors import RuleViolation
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, organisation_code
from tests.returns.conftest import AT, DAY, fill, opened
from tests.returns.figures import FIGURES
from tests.returns.test_life import refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_broker")]


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def items(period) -> list:
    return list(period.form.items.order_by("position"))


def filled_in(period, companies, figures=FIGURES, *, change=None, explanation="") -> bytes:
    """The template, filled in for some companies; ``change`` edits cells by address."""
    content = returns_table.template(period, items(period), companies)
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    codes = [cell.value for cell in sheet[3]]
    for row in range(4, 4 + len(companies)):
        for code, text in figures.items():
            sheet.cell(row, codes.index(code) + 1).value = text
        sheet.cell(row, codes.index("explanation") + 1).value = explanation
    for address, value in (change or {}).items():
        sheet[address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(period, code: str) -> str:
    table = load_workbook(io.BytesIO(returns_table.template(period, items(period), [])))
    return next(cell.column_letter for cell in table.active[3] if cell.value == code)


def asked(period, content: bytes, *, by=None, incubator=None) -> ReturnImport:
    upload = SimpleUploadedFile("报表.xlsx", content)
    return imports.request_import(
        period=period, upload=upload, by=by, at=AT, incubator=incubator, language="zh-hans"
    )


def checked(period, content: bytes, **kwargs) -> ReturnImport:
    run = asked(period, content, **kwargs)
    return imports.check_import(import_id=run.pk, at=AT)


def written(run: ReturnImport, *, leave_out: bool = False, by=None) -> ReturnImport:
    imports.confirm_import(run=run, leave_out=leave_out, by=by, at=AT)
    return imports.write_import(import_id=run.pk, at=AT)


def told(run: ReturnImport) -> list[tuple[int, str, str]]:
    return [(one["row"], one["column"], one["code"]) for one in run.problems]


@pytest.fixture
def companies(incubator) -> list:
    made = [CompanyFactory() for _number in range(3)]
    for company in made:
        ResidenceFactory(company=company, incubator=incubator)
    return made


def test_a_file_is_looked_at_before_anything_is_written(companies, manager):
    period = opened()
    run = checked(period, filled_in(period, companies), by=manager)

    assert (run.state, run.rows, run.good, run.problems) == ("checked", 3, 3, [])
    assert run.progress == 100
    assert not Return.objects.exists()

    run = written(run, by=manager)

    assert (run.state, run.done, run.written) == ("done", 3, 3)
    report = Return.objects.get(due__company=companies[0])
    assert (report.state, report.submitted_by, report.imported_from) == ("submitted", manager, run)
    assert report.values.get(item__code="revenue").number == 1_200_000
    assert report.values.get(item__code="company_name").typed == companies[0].name
    assert [move.after for move in report.moves.order_by("pk")] == ["draft", "submitted"]
    assert not DueReturn.objects.owed().exists()


def test_whoever_brought_a_file_does_not_verify_it(companies, manager):
    period = opened()
    written(checked(period, filled_in(period, companies), by=manager), by=manager)

    refused("verified_by_submitter", 409, returns.verify_return, report=Return.objects.first(),
            by=manager, at=AT)  # fmt: skip


def test_every_fault_has_its_row_and_column(companies, incubator):
    period = opened()
    staff, revenue = column(period, "staff"), column(period, "revenue")
    elsewhere = CompanyFactory()
    content = filled_in(
        period,
        [*companies, companies[0], elsewhere, elsewhere],
        change={
            f"{staff}4": "-3",
            f"{staff}5": "十二",
            "B6": "别的公司",
            f"{revenue}6": "x",
            "A8": "91330200000000000A",
            "A9": "",
            "B9": "没有代码",
        },
    )

    run = checked(period, content)

    assert told(run) == [
        (4, staff, "value_negative"),
        (5, staff, "value_not_a_number"),
        (6, "B", "name_differs"),
        (7, "A", "row_repeated"),
        (8, "A", "company_unknown"),
        (9, "A", "company_unknown"),
    ]
    assert run.problems[0]["detail"] == "从业人员: “-3”小于零。"
    assert (run.rows, run.good) == (6, 0)
    refused("import_empty", 409, imports.confirm_import, run=run, leave_out=True, by=None, at=AT)


def test_faulty_rows_stay_out_only_if_it_is_said(companies):
    period = opened()
    staff = column(period, "staff")
    run = checked(period, filled_in(period, companies, change={f"{staff}5": None}))

    assert told(run) == [(5, staff, "value_missing")]
    refused(
        "import_has_errors", 409, imports.confirm_import, run=run, leave_out=False, by=None, at=AT
    )
    run = written(run, leave_out=True)
    assert (run.state, run.written) == ("done", 2)
    assert not Return.objects.filter(due__company=companies[1]).exists()


def test_one_sentence_answers_for_what_only_looks_wrong(companies):
    period = opened()
    figures = FIGURES | {"revenue": "900000"}
    doubtful = checked(period, filled_in(period, companies, figures))
    column_of = column(period, "revenue")
    assert set(told(doubtful)) == {(n, column_of, "unit_suspected_per_head") for n in (4, 5, 6)}

    run = written(checked(period, filled_in(period, companies, figures, explanation="属实")))

    assert run.written == 3
    value = ReturnValue.objects.filter(item__code="revenue").first()
    assert (value.confirmed, value.explanation) == (900_000_000, "属实")


def test_a_company_that_writes_itself_is_left_alone(companies, manager):
    period = opened()
    from tests.factories import RepresentativeFactory

    writer = RepresentativeFactory(company=companies[1], right="sign").user
    due = DueReturn.objects.get(company=companies[1])
    draft = returns.start_return(due=due, by=writer, at=AT)
    run = checked(period, filled_in(period, companies))
    assert told(run) == [(5, "A", "return_with_company")]

    fill(draft, by=writer)
    returns.submit_return(report=draft, by=writer, at=AT)
    assert written(run, leave_out=True).written == 2


def test_what_happened_since_the_check_is_seen_when_it_is_written(companies):
    period = opened()
    run = checked(period, filled_in(period, companies))
    returns.waive_due(
        due=DueReturn.objects.get(company=companies[2]), reason="停业", by=None, at=AT
    )

    run = written(run)

    assert (run.written, told(run)) == (2, [(6, "A", "due_waived")])


def test_another_incubators_companies_are_as_unknown_as_none(companies, incubator):
    other = ResidenceFactory(incubator=IncubatorFactory()).company
    period = opened()

    run = checked(period, filled_in(period, [*companies, other]), incubator=incubator)

    assert told(run) == [(7, "A", "company_unknown")]


def test_a_company_without_a_stay_in_the_year_is_unknown(companies):
    import datetime

    late = ResidenceFactory(on=datetime.date(2008, 1, 5)).company
    period = opened()

    assert told(checked(period, filled_in(period, [late]))) == [(4, "A", "company_unknown")]


def test_companies_are_found_under_their_older_code(incubator):
    company = CompanyFactory(unified_code=None, organisation_code=organisation_code(7))
    ResidenceFactory(company=company, incubator=incubator)
    period = opened()

    run = checked(period, filled_in(period, [company], change={"A4": organisation_code(7).lower()}))

    assert (run.good, run.problems) == (1, [])


def test_last_years_words_and_doubts_count_for_a_file_too(companies):
    first = opened()
    written(checked(first, filled_in(first, companies)))
    for report in Return.objects.all():
        returns.verify_return(report=report, by=None, at=AT)
    later = AT.replace(year=2009)
    second = opened(year=2008, at=later)
    figures = {k: v for k, v in FIGURES.items() if k != "industry"} | {"revenue": "0.5"}

    run = checked(second, filled_in(second, companies, figures))

    assert {code for _row, _column, code in told(run)} == {"unit_suspected"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"A1": "torch-yearly/9"}, "file_of_another_return"),
        ({"B1": "2006年"}, "file_of_another_return"),
        ({"C1": "元"}, "file_of_another_return"),
        ({"C3": "nonsense"}, "columns_unknown"),
        ({"A3": "code"}, "column_missing"),
        ({"A4": None, "B4": None}, "file_without_rows"),
    ],
)
def test_a_file_that_is_not_of_this_period(companies, change, code):
    period = opened()
    content = filled_in(period, companies[:1], {}, change=change)

    with pytest.raises(RuleViolation) as violation:
        returns_table.read_table(content, period, items(period))
    assert violation.value.code == code
    run = checked(period, content)
    assert (run.state, bool(run.error), run.finished_at is None) == ("failed", True, False)


def test_what_is_no_xlsx_is_refused_at_once(period_of_one):
    with pytest.raises(RuleViolation) as violation:
        asked(period_of_one, b"a,b\n1,2\n")
    assert violation.value.code == "file_kind"
    with pytest.raises(RuleViolation) as violation:
        returns_table.read_table(b"PK\x03\x04", period_of_one, items(period_of_one))
    assert violation.value.code == "not_an_xlsx_file"
    assert not ReturnImport.objects.exists()


@pytest.fixture
def period_of_one(companies):
    return opened()


def test_a_file_is_not_longer_than_can_be_looked_at(period_of_one, monkeypatch):
    monkeypatch.setattr(returns_table, "MOST_ROWS", 2)
    content = filled_in(period_of_one, [d.company for d in DueReturn.objects.all()])

    with pytest.raises(RuleViolation) as violation:
        returns_table.read_table(content, period_of_one, items(period_of_one))
    assert violation.value.code == "file_too_long"


def test_only_a_checked_file_is_written(companies):
    period = opened()
    run = asked(period, filled_in(period, companies))

    refused("import_not_checked", 409, imports.confirm_import, run=run, leave_out=True, by=None,
            at=AT)  # fmt: skip
    assert imports.write_import(import_id=run.pk, at=AT) is None


def test_a_killed_worker_goes_on_where_it_stood(companies, monkeypatch):
    period = opened()
    monkeypatch.setattr(imports, "BATCH", 1)
    run = checked(period, filled_in(period, companies))
    imports.confirm_import(run=run, leave_out=False, by=None, at=AT)
    first = imports._write_batch
    calls = []

    def killed(*args):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return first(*args)

    monkeypatch.setattr(imports, "_write_batch", killed)
    with pytest.raises(KeyboardInterrupt):
        imports.write_import(import_id=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, run.done, run.written, Return.objects.count()) == ("writing", 1, 1, 1)

    run = imports.write_import(import_id=run.pk, at=AT)

    assert (run.state, run.done, run.written, run.problems) == ("done", 3, 3, [])
    assert Return.objects.count() == 3


def test_doubled_messages_write_once(companies):
    period = opened()
    run = checked(period, filled_in(period, companies))
    imports.confirm_import(run=run, leave_out=False, by=None, at=AT)

    def again(_number: int):
        try:
            return imports.write_import(import_id=run.pk, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(again, range(4)))

    run.refresh_from_db()
    assert (run.state, run.written, Return.objects.count()) == ("done", 3, 3)
    assert ReturnMove.objects.count() == 6


def test_lost_messages_are_rung_for_again(companies):
    period = opened()
    run = asked(period, filled_in(period, companies))

    assert imports.resume_imports(at=AT) == 0
    assert imports.resume_imports(at=AT + DAY) == 1
    imports.check_import(import_id=run.pk, at=AT)
    assert imports.resume_imports(at=AT + DAY) == 0


def test_the_queries_of_a_batch_do_not_grow(companies, django_assert_num_queries):
    period = opened()
    run = asked(period, filled_in(period, companies))
    one = asked(period, filled_in(period, companies[:1]))

    for each in (run, one):
        with django_assert_num_queries(QUERIES_OF_A_CHECK):
            imports.check_import(import_id=each.pk, at=AT)


QUERIES_OF_A_CHECK = 16


def test_a_template_is_inert(incubator):
    company = CompanyFactory(name="=HYPERLINK(1)")
    ResidenceFactory(company=company, incubator=incubator)
    period = opened()
    book = load_workbook(io.BytesIO(returns_table.template(period, items(period), [company])))

    assert book.active["B4"].value == "'=HYPERLINK(1)"
    run = checked(period, filled_in(period, [company]))
    assert run.problems == []


def test_the_office_may_bring_quarters_with_the_year_to_date(companies):
    period = opened("operating-quarterly", 2007, 4)
    figures = {}
    for item in items(period):
        if item.required:
            figures[item.code] = "100" if item.code == "assets" else "50"
            if item.has_year:
                figures[f"{item.code}.year"] = "80"
    run = checked(period, filled_in(period, companies, figures))

    assert run.problems == []
    written(run)
    value = ReturnValue.objects.filter(item__code="revenue").first()
    assert (value.number, value.year_number) == (500_000, 800_000)


def test_an_empty_workbook_is_no_table(period_of_one):
    out = io.BytesIO()
    Workbook().save(out)

    run = checked(period_of_one, out.getvalue())

    assert run.state == "failed"
