"""Companies from a file: each row is tried with the verbs, told in words, written once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.lifecycle import rename_company
from companies.models import Company, CompanyAlias, Residence
from incubator.core.errors import RuleViolation
from incubator.imports import lifecycle
from incubator.imports.kinds import KINDS
from incubator.imports.models import FileImport, ImportedRow
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, unified_code
from tests.imports.files import HEAD, brought, checked, company_row, out, told, written, xlsx

DAY = datetime.date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]


def refused(code: str, verb, **kwargs) -> RuleViolation:
    with pytest.raises(RuleViolation) as refusal:
        verb(**kwargs)
    assert refusal.value.code == code
    return refusal.value


def names() -> list[str]:
    return list(Company.objects.order_by("pk").values_list("name", flat=True))


def test_a_list_is_looked_at_and_then_written(incubator, manager):
    run = checked(xlsx(HEAD, *map(company_row, (1, 2, 3))), incubator=incubator, by=manager)

    assert (run.state, run.rows, run.good, run.repeated, run.problems) == ("checked", 3, 3, 0, [])
    assert (Company.objects.count(), ImportedRow.objects.count()) == (0, 0)
    assert not Company.history.rel.related_model.objects.exists()

    run = written(run, by=manager)

    assert (run.state, run.done, run.written, run.confirmed_by) == ("done", 3, 3, manager)
    stay = Residence.objects.get(company__unified_code=unified_code(50_001))
    assert (stay.incubator, stay.admitted_on.isoformat()) == (incubator, "2006-04-01")
    event = stay.company.history.get()
    assert (event.pgh_context["person"], event.pgh_context["file_import"]) == (str(manager), run.pk)
    assert list(run.made.filter(number=2).order_by("pk").values_list("model", flat=True)) == [
        "companies.company", "companies.residence",
    ]  # fmt: skip


def test_every_fault_has_its_row_its_column_and_its_words(incubator):
    code = unified_code(50_001)
    run = checked(
        xlsx(
            HEAD,
            company_row(1),
            company_row(2, name=""),
            company_row(3, code=code[:-1] + ("A" if code[-1] != "A" else "B")),
            company_row(4, code=""),
            company_row(5, on="不详"),
            company_row(6, on="2099-01-01", due="2100-01-01"),
            company_row(7, due="2006-04-01"),
            company_row(8, due=None),
            company_row(9, on="1990-01-01", due="1993-01-01"),
        ),
        incubator=incubator,
    )

    assert told(run) == [
        (3, "名称", "cell_empty"),
        (4, "统一社会信用代码", "invalid_unified_code"),
        (5, "统一社会信用代码", "company_without_code"),
        (6, "入驻日期", "cell_unreadable"),
        (7, "入驻日期", "admission_in_future"),
        (8, "到期日", "due_before_admission"),
        (9, "到期日", "import_stay_incomplete"),
        (10, "孵化载体", "incubator_not_open"),
    ]
    assert run.problems[3]["value"] == "不详"
    assert "不详" in run.problems[3]["detail"]
    assert (run.rows, run.good) == (9, 1)


def test_all_or_none_and_the_rows_without_an_error(incubator):
    run = checked(xlsx(HEAD, company_row(1), company_row(2, on="x")), incubator=incubator)

    refused("import_has_errors", lifecycle.confirm, run=run, all_or_none=True,
            leave_out_repeats=True, by=None, at=run.brought_at)  # fmt: skip
    run = written(run, all_or_none=False)

    assert (run.state, run.written, names()) == ("done", 1, ["宁波第1科技有限公司"])
    assert told(run) == [(3, "入驻日期", "cell_unreadable")]


def test_nothing_to_write_is_said(incubator):
    run = checked(xlsx(HEAD, company_row(1, on="x")), incubator=incubator)

    refused("import_empty", lifecycle.confirm, run=run, all_or_none=False, leave_out_repeats=True,
            by=None, at=run.brought_at)  # fmt: skip


def test_who_is_on_file_stays_out_and_is_named(incubator):
    there = ResidenceFactory(incubator=incubator).company
    same = company_row(1, name=there.name, code=there.unified_code)
    run = checked(xlsx(HEAD, same, company_row(2), company_row(2)), incubator=incubator)

    assert (out(run), run.good, run.repeated) == ([2, 4], 1, 2)
    assert run.repeats[0]["detail"] == f"{there.name}已有档案"
    assert (run.repeats[0]["model"], run.repeats[0]["key"]) == ("companies.company", there.pk)
    assert run.repeats[1]["detail"] == "与第3行相同"
    refused("import_has_repeats", lifecycle.confirm, run=run, all_or_none=True,
            leave_out_repeats=False, by=None, at=run.brought_at)  # fmt: skip
    assert written(run).written == 1


@pytest.mark.parametrize(
    "name",
    ["宁波第9科技有限公司", "宁波第9科技有限责任公司", "宁波第９科技 有限公司", "宁波第9科技"],
)
def test_a_company_of_the_same_name_stays_out_unless_it_is_wanted(incubator, manager, name):
    there = ResidenceFactory(
        incubator=incubator, company=CompanyFactory(name="宁波第9科技有限公司")
    ).company
    run = checked(xlsx(HEAD, company_row(1, name=name)), incubator=incubator, by=manager)

    assert (run.repeated, run.repeats[0]["certain"]) == (1, False)
    assert there.unified_code in run.repeats[0]["detail"]

    lifecycle.check_again(run=run, bring_alike=True)
    run = written(lifecycle.check(import_id=run.pk, at=run.brought_at))

    assert (run.written, Company.objects.count()) == (1, 2)


def test_a_company_on_file_elsewhere_is_admitted_and_keeps_its_facts(incubator):
    there = ResidenceFactory(left_on=DAY(2005, 1, 1), on=DAY(2003, 1, 1)).company
    row = company_row(1, name=there.name, code=there.unified_code)
    run = written(checked(xlsx(HEAD, row), incubator=incubator))

    assert list(run.made.values_list("model", flat=True)) == ["companies.residence"]
    assert there.residences.filter(incubator=incubator, left_on=None).count() == 1


def test_a_code_that_was_merged_away_is_the_company_that_stays(incubator):
    kept = ResidenceFactory(incubator=incubator).company
    gone = CompanyFactory(name=kept.name)
    Company.objects.filter(pk=gone.pk).update(merged_into=kept)

    run = checked(
        xlsx(HEAD, company_row(1, name=kept.name, code=gone.unified_code)), incubator=incubator
    )

    assert (out(run), run.repeats[0]["key"]) == ([2], kept.pk)


def test_a_code_of_another_company_is_told_and_not_taken(incubator, zone_user):
    there = ResidenceFactory(left_on=DAY(2005, 1, 1), on=DAY(2003, 1, 1)).company
    row = company_row(1, code=there.unified_code)
    run = checked(xlsx(HEAD, row), incubator=incubator, by=zone_user)

    assert told(run) == [(2, "名称", "name_differs")]
    assert there.name in run.problems[0]["detail"]


@pytest.mark.parametrize("on", ["2003-01-01", "2005-06-01"])
def test_of_companies_of_others_neither_name_nor_code_is_told(incubator, manager, on):
    """A file would be a way to ask for the code of every name, and for the name of every code."""
    there = ResidenceFactory(on=DAY.fromisoformat(on)).company
    rows = [company_row(1, name=there.name), company_row(2, code=there.unified_code)]
    run = checked(xlsx(HEAD, *rows), incubator=incubator, by=manager)

    said = "名称与代码和档案中的记载对不上。"
    assert (out(run), run.repeats[0]["detail"], run.repeats[0]["certain"]) == ([2], said, False)
    assert (told(run), run.problems[0]["detail"]) == ([(3, "名称", "name_differs")], said)


@pytest.mark.parametrize("place", [True, False], ids=["one's own", "of several"])
def test_a_code_on_file_under_another_name_is_no_repeat(incubator, zone_user, place):
    there = ResidenceFactory(incubator=incubator).company
    row = [*company_row(1, code=there.unified_code)[:2], *([] if not place else company_row(1)[2:])]
    run = checked(xlsx(HEAD, row), incubator=incubator if place else None, by=zone_user)

    assert (told(run), out(run)) == ([(2, "名称", "name_differs")], [])
    assert run.problems[0]["detail"] == f"该代码在档案中属于{there.name}。"


def test_the_zone_brings_companies_of_several_incubators_or_of_none(incubator):
    other = IncubatorFactory()
    head = ["企业名称", "信用代码", "孵化器", "入驻日期", "到期日期", "组织机构代码"]
    run = checked(
        xlsx(
            head,
            ["甲公司", unified_code(60_001), incubator.name, "2006-04-01", "2009-03-31"],
            ["乙公司", unified_code(60_002), other.code, "2006-04-01", "2009-03-31"],
            ["丙公司", unified_code(60_003)],
            ["丁公司", unified_code(60_004), "没有的孵化器", "2006-04-01", "2009-03-31"],
            ["戊公司", "", "", "", "", "59159267-6"],
        )
    )  # fmt: skip

    assert told(run) == [(5, "孵化载体", "import_place_unknown")]
    run = written(run, all_or_none=False)
    assert [stay.incubator for stay in Residence.objects.order_by("pk")] == [incubator, other]
    assert CompanyAlias.objects.get().company.name == "戊公司"
    assert run.made.filter(model="companies.companyalias").count() == 1


def test_a_file_of_one_incubator_names_no_other_and_tells_of_none(incubator):
    names = [IncubatorFactory().name, "没有的孵化器"]
    rows = [[*company_row(number), name] for number, name in enumerate(names, start=1)]
    run = checked(xlsx([*HEAD, "孵化器"], *rows), incubator=incubator)

    assert told(run) == [(row, "孵化载体", "import_place_unknown") for row in (2, 3)]
    assert [one["detail"] for one in run.problems] == [
        f"“{name}”不是本文件的孵化载体。" for name in names
    ]


@pytest.mark.parametrize(
    ("yuan", "wan", "code"),
    [(10_000, 2, "import_capital_twice"), (None, -1, "import_capital_negative")],
)
def test_capital_is_one_amount(incubator, yuan, wan, code):
    head = [*HEAD, "注册资本（元）", "注册资本（万元）"]
    run = checked(xlsx(head, [*company_row(1), yuan, wan]), incubator=incubator)

    assert [one["code"] for one in run.problems] == [code]


def test_what_changed_since_the_check_is_told_and_nothing_is_written(incubator):
    run = checked(xlsx(HEAD, company_row(1), company_row(2)), incubator=incubator)
    ResidenceFactory(company=CompanyFactory(unified_code=unified_code(50_002), name="别的公司"))

    run = written(run)

    assert (run.state, run.good, run.written) == ("checked", 1, 0)
    assert told(run) == [(3, "名称", "name_differs")]
    assert run.error
    assert names() == ["别的公司"]


def test_of_a_partial_file_the_others_are_written_all_the_same(incubator):
    run = checked(xlsx(HEAD, company_row(1), company_row(2)), incubator=incubator)
    ResidenceFactory(company=CompanyFactory(unified_code=unified_code(50_002), name="别的公司"))

    run = written(run, all_or_none=False)

    assert (run.state, run.written, told(run)) == ("done", 1, [(3, "名称", "name_differs")])


def test_many_are_written_with_as_many_statements_as_few(incubator):
    def statements(first: int, count: int) -> int:
        lines = [company_row(number) for number in range(first, first + count)]
        run = checked(xlsx(HEAD, *lines), incubator=incubator)
        with CaptureQueriesContext(connection) as asked:
            assert written(run).written == count
        return len(asked)

    assert statements(100, 3) == statements(200, 60)


def test_rows_that_the_database_refuses_together_come_one_by_one(incubator, monkeypatch):
    kind = KINDS["companies"]
    prepared = type(kind).prepare

    def late(self, work, rows) -> None:
        """Somebody is quicker between the look at who is on file and the writing."""
        prepared(self, work, rows)
        if not Company.objects.exists():
            CompanyFactory(unified_code=unified_code(50_002), name="别的公司")

    monkeypatch.setattr(type(kind), "prepare", late)
    run = checked(xlsx(HEAD, *map(company_row, (1, 2, 3))), incubator=incubator)

    assert (run.good, told(run)) == (2, [(3, "名称", "name_differs")])


def test_a_former_name_in_another_form_stays_out(incubator):
    there = CompanyFactory(name="宁波旧名科技有限公司")
    rename_company(company=there, name="宁波新名科技有限公司", on=DAY(2005, 1, 1), by=None)
    run = checked(xlsx(HEAD, company_row(1, name="宁波旧名科技股份有限公司")), incubator=incubator)

    assert (out(run), run.repeats[0]["key"]) == ([2], there.pk)


ROWS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["2006-04-01", "2099-01-01", "x", ""]),
        st.sampled_from(["2009-03-31", "2005-01-01"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS)
def test_the_dry_run_says_what_comes_to_pass(incubator, rows):
    ImportedRowCount = ImportedRow.objects.count()  # noqa: N806
    lines = [company_row(number, on=on, due=due) for number, on, due in rows]
    run = checked(xlsx(HEAD, *lines), incubator=incubator)
    said = (run.good, run.repeated, run.problems, run.repeats)
    if not run.good:
        return
    run = written(run, all_or_none=False)

    assert (run.written, run.repeated) == said[:2]
    assert (run.problems, [one["detail"] for one in run.repeats]) == (
        said[2], [one["detail"] for one in said[3]],
    )  # fmt: skip
    assert ImportedRow.objects.count() == ImportedRowCount + 2 * run.written
    lifecycle.undo(run=run, reason="清空", by=_somebody(), at=run.finished_at)


def _somebody():
    from tests.factories import UserFactory

    return UserFactory()


def test_columns_that_are_not_recognised_are_asked_for_and_remembered(incubator, manager):
    head = ["名字", "码", "从", "到"]
    content = xlsx(head, company_row(1))
    run = brought(content, incubator=incubator, by=manager)
    assert (run.state, run.mapping) == ("mapping", {})

    refused(
        "column_missing", lifecycle.name_columns, run=run, mapping={"unified_code": 1}, fixed={}
    )
    named = {"name": 0, "unified_code": 1, "admitted_on": 2, "due_on": 3}
    lifecycle.name_columns(run=run, mapping=named, fixed={})
    run = lifecycle.check(import_id=run.pk, at=run.brought_at)
    assert (run.state, run.good) == ("checked", 1)

    again = brought(xlsx(head, company_row(2)), incubator=incubator, by=manager)
    assert (again.state, again.mapping) == ("mapping", named)
    assert brought(content, incubator=incubator).mapping == {}


def test_what_is_the_same_in_all_rows_is_said_once(incubator):
    run = brought(xlsx(["企业名称", "信用代码"], company_row(1)[:2]), incubator=incubator)
    run = lifecycle.check(import_id=run.pk, at=run.brought_at)
    assert told(run) == [(2, "入驻日期", "import_stay_incomplete")]

    fixed = {"admitted_on": "2006-05-01", "due_on": "2009-04-30"}
    lifecycle.name_columns(run=run, mapping=run.mapping, fixed=fixed)
    run = written(lifecycle.check(import_id=run.pk, at=run.brought_at))

    assert Residence.objects.get().admitted_on.isoformat() == "2006-05-01"


def test_a_file_that_moved_on_is_neither_named_checked_confirmed_nor_given_up(incubator):
    run = written(checked(xlsx(HEAD, company_row(1)), incubator=incubator))

    for verb, more in [
        (lifecycle.name_columns, {"mapping": run.mapping, "fixed": {}}),
        (lifecycle.check_again, {}),
        (lifecycle.cancel, {"at": run.brought_at}),
        (lifecycle.confirm, {"all_or_none": True, "leave_out_repeats": True, "by": None,
                             "at": run.brought_at}),
    ]:  # fmt: skip
        refused("import_moved_on", verb, run=run, **more)


def test_a_file_given_up_is_not_worked_on(incubator):
    run = checked(xlsx(HEAD, company_row(1)), incubator=incubator)
    lifecycle.cancel(run=run, at=run.brought_at)

    assert lifecycle.write(import_id=run.pk, at=run.brought_at) is None
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_a_file_that_cannot_be_read_fails_in_words_and_can_be_looked_at_again(incubator):
    run = brought(xlsx(HEAD, company_row(1)), incubator=incubator)
    FileImport.objects.filter(pk=run.pk).update(head=9)

    run = lifecycle.check(import_id=run.pk, at=run.brought_at)

    assert (run.state, run.error) == ("failed", "文件没有数据行。")
    FileImport.objects.filter(pk=run.pk).update(head=1)
    lifecycle.check_again(run=run)
    assert lifecycle.check(import_id=run.pk, at=run.brought_at).good == 1
