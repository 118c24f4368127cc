"""Returns from a file: every fault is told by row and column, what is good is handed in once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.imports.returns import Returns
from companies.lifecycle import returns
from companies.models import DueReturn, Return, ReturnMove, ReturnValue
from incubator.core.errors import RuleViolation
from incubator.imports import lifecycle
from incubator.imports.lifecycle import working
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    RepresentativeFactory,
    ResidenceFactory,
    organisation_code,
)
from tests.imports.files import brought, out
from tests.imports.returns import CODE, NAME, checked, codes, filled_in, told, written
from tests.imports.test_companies import refused
from tests.merging.rows import merged_into
from tests.returns.conftest import AT, fill, opened
from tests.returns.figures import FIGURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]


def test_a_file_is_looked_at_before_anything_is_written(companies, manager):
    period = opened()
    run = checked(period, filled_in(period, companies), by=manager)

    assert (run.state, run.rows, run.good, run.problems) == ("checked", 3, 3, [])
    assert not Return.objects.exists()

    run = written(run, by=manager)

    assert (run.state, run.done, run.written) == ("done", 3, 3)
    report = Return.objects.get(due__company=companies[0])
    assert (report.state, report.submitted_by) == ("submitted", manager)
    assert report.values.get(item__code="revenue").number == 1_200_000
    assert report.values.get(item__code="company_name").typed == companies[0].name
    assert [move.after for move in report.moves.order_by("pk")] == ["draft", "submitted"]
    assert run.made.get(key=report.pk).said == str(report)
    assert not DueReturn.objects.owed().exists()


def test_whoever_brought_a_file_does_not_verify_it(companies, manager):
    period = opened()
    written(checked(period, filled_in(period, companies), by=manager), by=manager)

    refused("verified_by_submitter", returns.verify_return, report=Return.objects.first(),
            by=manager, at=AT)  # fmt: skip


def test_every_fault_has_its_row_and_column_and_what_stands_there(companies, incubator):
    period = opened()
    elsewhere = CompanyFactory()
    content = filled_in(
        period,
        [*companies, elsewhere, elsewhere],
        change={
            (3, "staff"): "-3",
            (3, "revenue"): "x",
            (4, "staff"): "十二",
            (5, NAME): "别的公司",
            (6, CODE): "91330200000000000A",
            (7, CODE): "",
            (7, NAME): "没有代码的公司",
        },
    )

    run = checked(period, content)

    assert sorted(told(run)) == [
        (3, "从业人员（人）", "value_negative"),
        (3, "总收入（千元）", "value_not_a_number"),
        (4, "从业人员（人）", "value_not_a_number"),
        (5, "企业", "name_differs"),
        (6, "企业代码", "company_unknown"),
        (7, "企业", "company_unknown"),
    ]
    [negative] = [one for one in run.problems if one["code"] == "value_negative"]
    assert (negative["value"], negative["detail"]) == ("-3", "“-3”小于零。")
    assert (run.rows, run.good) == (5, 0)
    refused("import_empty", lifecycle.confirm, run=run, all_or_none=False, leave_out_repeats=True,
            by=None, at=AT)  # fmt: skip


def test_faulty_rows_stay_out_only_if_it_is_said(companies):
    period = opened()
    run = checked(period, filled_in(period, companies, change={(4, "staff"): None}))

    assert codes(run) == [(4, "value_missing")]
    refused("import_has_errors", lifecycle.confirm, run=run, all_or_none=True,
            leave_out_repeats=True, by=None, at=AT)  # fmt: skip
    run = written(run, all_or_none=False)
    assert (run.state, run.written) == ("done", 2)
    assert not Return.objects.filter(due__company=companies[1]).exists()


def test_of_two_rows_of_a_company_the_first_good_one_counts(companies):
    period = opened()
    rows = [companies[0], companies[0], companies[0]]

    run = checked(period, filled_in(period, rows, change={(3, "staff"): "x"}))

    assert codes(run) == [(3, "value_not_a_number"), (5, "row_repeated")]
    assert "第4行" in run.problems[1]["detail"]


def test_a_row_is_repeated_across_batches_too(companies, monkeypatch):
    monkeypatch.setattr(Returns, "batch", 1)
    period = opened()

    run = checked(period, filled_in(period, [companies[0], companies[0]]))

    assert codes(run) == [(4, "row_repeated")]
    run = written(run, all_or_none=False)
    assert (run.written, codes(run)) == (1, [(4, "row_repeated")])


def test_a_check_writes_no_figure_and_hands_nothing_in(companies):
    period = opened()
    run = brought(filled_in(period, companies), kind="returns", subject=str(period.pk))

    with CaptureQueriesContext(connection) as queries:
        run = lifecycle.check(import_id=run.pk, at=AT)

    written_to = {
        table for table in (ReturnValue, ReturnMove)
        if any(f'INSERT INTO "{table._meta.db_table}"' in one["sql"] for one in queries)
    }  # fmt: skip
    assert (run.good, written_to) == (3, set())


def test_one_sentence_answers_for_what_only_looks_wrong(companies):
    period = opened()
    figures = FIGURES | {"revenue": "900000"}
    doubtful = checked(period, filled_in(period, companies, figures))
    assert {code for _row, code in codes(doubtful)} == {"unit_suspected_per_head"}
    assert "说明" in doubtful.problems[0]["detail"]

    run = written(checked(period, filled_in(period, companies, figures, explanation="属实")))

    assert run.written == 3
    value = ReturnValue.objects.filter(item__code="revenue").first()
    assert (value.confirmed, value.explanation) == (900_000_000, "属实")


def test_what_a_company_writes_itself_is_left_alone_and_what_it_handed_in_is_shown(companies):
    period = opened()
    writer = RepresentativeFactory(company=companies[1], right="sign").user
    due = DueReturn.objects.get(company=companies[1])
    draft = returns.start_return(due=due, by=writer, at=AT)
    run = checked(period, filled_in(period, companies))
    assert codes(run) == [(4, "return_with_company")]

    fill(draft, by=writer)
    returns.submit_return(report=draft, by=writer, at=AT)
    run = checked(period, filled_in(period, companies))
    assert (run.problems, out(run)) == ([], [4])
    assert run.repeats[0]["detail"] == f"{companies[1].name}已报送：第1版，已提交"
    assert (run.repeats[0]["model"], run.repeats[0]["key"]) == ("companies.return", draft.pk)

    returns.verify_return(report=draft, by=None, at=AT)
    run = checked(period, filled_in(period, companies))
    assert "已审核" in run.repeats[0]["detail"]
    assert written(run).written == 2


def test_what_happened_since_the_check_is_seen_when_it_is_written(companies):
    period = opened()
    run = checked(period, filled_in(period, companies))
    returns.waive_due(
        due=DueReturn.objects.get(company=companies[2]), reason="停业", by=None, at=AT
    )

    run = written(run, all_or_none=False)

    assert (run.written, codes(run)) == (2, [(5, "due_waived")])


def test_another_incubators_companies_are_as_unknown_as_none(companies, incubator):
    other = ResidenceFactory(incubator=IncubatorFactory()).company
    period = opened()

    run = checked(period, filled_in(period, [*companies, other]), incubator=incubator)

    assert codes(run) == [(6, "company_unknown")]


def test_a_company_without_a_stay_in_the_year_is_unknown(companies):
    late = ResidenceFactory(on=datetime.date(2008, 1, 5)).company
    period = opened()

    assert codes(checked(period, filled_in(period, [late]))) == [(3, "company_unknown")]


def test_a_company_whose_stay_came_on_file_late_is_put_on_the_list(companies, incubator):
    period = opened()
    late = ResidenceFactory(company=CompanyFactory(), incubator=incubator).company
    assert not DueReturn.objects.filter(company=late).exists()

    run = written(checked(period, filled_in(period, [late])))

    assert run.written == 1
    assert DueReturn.objects.get(company=late).handed_in_at is not None


def test_companies_are_found_under_their_older_code(incubator):
    company = CompanyFactory(unified_code=None, organisation_code=organisation_code(7))
    ResidenceFactory(company=company, incubator=incubator)
    period = opened()
    older = organisation_code(7).lower()

    run = checked(period, filled_in(period, [company], change={(3, CODE): older}))

    assert (run.good, run.problems) == (1, [])


def test_without_a_code_the_name_says_who_it_is_unless_two_bear_it(companies, incubator):
    period = opened()
    nameless = {(row, CODE): None for row in (3, 4, 5)}

    run = checked(period, filled_in(period, companies, change=nameless))
    assert run.good == 3

    twin = CompanyFactory(name=companies[0].name)
    ResidenceFactory(company=twin, incubator=incubator)
    run = checked(period, filled_in(period, companies, change=nameless))
    assert codes(run) == [(3, "company_named_twice")]


def test_a_second_record_of_a_company_means_the_one_that_it_went_into(companies):
    period = opened()
    twin = CompanyFactory(
        name="宁波重复科技有限公司", unified_code=None, organisation_code=organisation_code(7)
    )
    merged_into(companies[0], twin)

    older = {(3, CODE): organisation_code(7)}
    run = checked(period, filled_in(period, [twin], change=older))

    assert (run.problems, run.good) == ([], 1)


def test_last_years_words_and_doubts_count_for_a_file_too(companies):
    first = opened()
    written(checked(first, filled_in(first, companies)))
    for report in Return.objects.all():
        returns.verify_return(report=report, by=None, at=report.submitted_at)
    second = opened(year=2008, at=AT.replace(year=2009))
    figures = {k: v for k, v in FIGURES.items() if k != "industry"} | {"revenue": "0.5"}

    run = checked(second, filled_in(second, companies, figures))

    assert {code for _row, code in codes(run)} == {"unit_suspected"}


@pytest.mark.parametrize("title", [("torch-yearly/9", "2007年", "千元"),
                                   ("torch-yearly/1", "2006年", "千元"),
                                   ("torch-yearly/1", "2007年", "元")])  # fmt: skip
def test_a_file_of_another_period_is_not_taken_for_this_one(companies, title):
    period = opened()
    content = filled_in(period, companies[:1], title=title)

    with pytest.raises(RuleViolation) as violation:
        brought(content, kind="returns", subject=str(period.pk))

    assert violation.value.code == "file_of_another_return"


@pytest.mark.parametrize("subject", ["", "x", "0"])
def test_returns_are_of_a_period(companies, subject):
    with pytest.raises(RuleViolation) as violation:
        brought(filled_in(opened(), companies), kind="returns", subject=subject)

    assert (violation.value.code, violation.value.field) == ("import_without_period", "subject")


def test_what_cannot_be_written_yet_is_not_brought(companies, manager):
    period = opened()
    returns.reschedule_period(
        period=period, opens_on=datetime.date(2099, 1, 1), due_on=datetime.date(2099, 1, 20),
        by=manager,
    )  # fmt: skip

    run = checked(period, filled_in(period, companies))

    assert (run.state, run.error) == ("failed", "2007年的报表自2099年1月1日起填报。")


def test_a_killed_worker_goes_on_where_it_stood(companies, monkeypatch):
    period = opened()
    monkeypatch.setattr(Returns, "batch", 1)
    run = checked(period, filled_in(period, companies))
    lifecycle.confirm(run=run, all_or_none=False, leave_out_repeats=True, by=None, at=AT)
    kept, calls = working._keep, []

    def killed(*args) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        kept(*args)

    monkeypatch.setattr(working, "_keep", killed)
    with pytest.raises(KeyboardInterrupt):
        lifecycle.write(import_id=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, run.done, run.written, Return.objects.count()) == ("writing", 1, 1, 1)

    run = lifecycle.write(import_id=run.pk, at=AT)

    assert (run.state, run.written, run.problems) == ("done", 3, [])
    assert (Return.objects.count(), ReturnMove.objects.count()) == (3, 6)


def test_what_the_database_refuses_leaves_the_rows_beside_it_alone(companies, monkeypatch):
    from companies.lifecycle.returns import filing

    period = opened()
    honest = filing._written

    def twisted(outcomes, sheet) -> None:
        for one in outcomes:
            if one.due.company == companies[1]:
                one.report.version = 0
                one.report.corrected_because = "x"
        honest(outcomes, sheet)

    monkeypatch.setattr(filing, "_written", twisted)
    content = filled_in(period, companies, change={(5, "staff"): "x"})
    run = checked(period, content)

    assert codes(run) == [(4, "refused_by_database"), (5, "value_not_a_number")]
    assert run.good == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_of_a_batch_do_not_grow(companies, count):
    period = opened()
    run = brought(
        filled_in(period, companies[:count]), kind="returns", subject=str(period.pk)
    )  # fmt: skip

    with CaptureQueriesContext(connection) as queries:
        lifecycle.check(import_id=run.pk, at=AT)

    assert len(queries) == QUERIES_OF_A_CHECK


QUERIES_OF_A_CHECK = 31


def test_the_office_may_bring_quarters_with_the_year_to_date(companies):
    period = opened("operating-quarterly", 2007, 4)
    figures = {}
    for item in period.form.items.order_by("position"):
        if item.required:
            figures[item.code] = "100" if item.code == "assets" else "50"
            if item.has_year:
                figures[f"{item.code}.year"] = "80"
    run = checked(period, filled_in(period, companies, figures))

    assert run.problems == []
    written(run)
    value = ReturnValue.objects.filter(item__code="revenue").first()
    assert (value.number, value.year_number) == (500_000, 800_000)
