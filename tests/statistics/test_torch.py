"""Integration tests: the Torch form, filled in by the facts and completed by the office."""

import datetime
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.institutions.models import IncubationFund, InstitutionStaff, YearAccount
from incubator.statistics.models import TorchEntry
from incubator.statistics.torch.filling import form_of
from incubator.statistics.torch.incubatees import incubatees_of
from incubator.statistics.torch.items import CHECKS, ITEMS, Rule, broken_rules
from incubator.statistics.torch.lifecycle import Typed, fill_in
from incubator.statistics.torch.workbook import workbook_of
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory
from tests.returns.conftest import filed

DAY = datetime.date


@pytest.fixture
def place(db):
    """Opened in 1999, with three companies in 2007, one of them of a returnee, two in 2006."""
    place = IncubatorFactory(name="甲孵化器", opened_on=DAY(1999, 1, 4))
    for kind, on in (("general", 2005), ("returnee", 2006), ("general", 2007)):
        ResidenceFactory(
            incubator=place, on=DAY(on, 5, 1), company=CompanyFactory(founder_kind=kind)
        )
    return place


def account(place, year: int = 2007, **figures) -> None:
    """A year's account in yuan; what is not said is not on file."""
    income = {"income_service": 60_000, "income_property": 30_000, "income_investment": 0,
              "income_other": 10_000}  # fmt: skip
    YearAccount.objects.create(
        incubator=place, year=year, recorded_at=now(), **{"income": 100_000, **income, **figures}
    )


def staff(place, year: int, total: int, **more) -> None:
    InstitutionStaff.objects.create(
        incubator=place, counted_on=DAY(year, 12, 31), total=total, professional=1, college=1,
        recorded_at=now(), **more,
    )  # fmt: skip


def line(place, key: str, year: int = 2007):
    return next(one for one in form_of(place, year).lines if one.item.key == key)


def test_items_stand_in_the_order_of_the_form():
    codes = [item.code for item in ITEMS if item.code]

    assert codes[:3] == ["TDF711", "TDF713", "TDF721"]
    assert codes[codes.index("7a10") : codes.index("7c00") + 3] == [
        "7a10", "7a11", "7a12", "7a13", "7c00", "7c10", "7c60",
    ]  # fmt: skip
    assert len(codes) == len(set(codes))


def test_facts_fill_in_what_they_know(place):
    form = form_of(place, 2007)
    values = {one.item.key: one.value for one in form.lines}

    assert (values["name"], values["founded"], values["type"]) == ("甲孵化器", "1999-01-04", "1")
    assert (values["incubatees"], values["by_returnees"]) == (3, 1)
    assert line(place, "incubatees").before == 2
    assert values["income"] is None
    assert "income" in {one.item.key for one in form.missing}


def test_area_is_on_file_only_where_a_building_is(place):
    assert line(place, "area").value is None


def test_accounts_are_in_thousands_and_what_nobody_said_is_missing(place):
    account(place, net_profit=-5_400, assets_gross=2_000_499)

    values = {one.item.key: one.value for one in form_of(place, 2007).lines}

    assert (values["income"], values["income_services"], values["income_investment"]) == (
        100,
        60,
        0,
    )
    assert (values["net_profit"], values["assets_gross"]) == (-5, 2000)
    assert values["taxes"] is None  # not said is not 0
    assert values["assets_net"] is None


def test_funds_count_as_they_stand_at_the_years_end(place):
    assert line(place, "fund").value is None
    IncubationFund.objects.create(
        incubator=place, kind="own", name="种子资金", amount=4_000_000, since_on=DAY(2005, 4, 1),
        until_on=DAY(2007, 6, 1), recorded_at=now(),
    )  # fmt: skip

    fund = line(place, "fund")
    assert (fund.before, fund.value) == (4000, 0)  # it was stated, and is no more


def test_staff_of_another_year_says_nothing_of_this_one(place):
    staff(place, 2006, 10)

    assert (line(place, "staff").before, line(place, "staff").value) == (10, None)


def test_change_against_last_year_is_explained_by_a_person(place):
    staff(place, 2006, 10)
    staff(place, 2007, 13, technical=4)

    found = line(place, "staff")
    assert (found.value, found.before, found.change) == (13, 10, Decimal("0.3"))
    assert found.is_unexplained
    assert line(place, "staff_technical").value == 4

    fill_in(incubator=place, year=2007, typed={"staff": Typed(explanation="新设招商部门")}, by=None)
    assert not line(place, "staff").is_unexplained


def test_what_is_emptied_is_taken_out(place):
    fill_in(incubator=place, year=2007, typed={"head": Typed(words="负责人")}, by=None)
    assert line(place, "head").value == "负责人"

    fill_in(incubator=place, year=2007, typed={"head": Typed()}, by=None)
    assert not TorchEntry.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"nonsense": Typed(words="x")}, "unknown_torch_item"),
        ({"name": Typed(words="别名")}, "torch_item_on_file"),
        ({"incubatees": Typed(words="9")}, "torch_figure_typed"),
        ({"taxes": Typed(words="9")}, "torch_figure_typed"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(place, wrong, code):
    with pytest.raises(RuleViolation) as refused:
        fill_in(incubator=place, year=2007, typed={"phone": Typed(words="1")} | wrong, by=None)

    assert refused.value.code == code
    assert not TorchEntry.objects.exists()


def test_year_is_one_of_the_calendar(place):
    with pytest.raises(RuleViolation) as refused:
        fill_in(incubator=place, year=3000, typed={}, by=None)

    assert refused.value.code == "invalid_year"


def test_rule_that_does_not_hold_is_told_with_both_sides():
    values = {"income": 101, "income_services": 60, "income_property": 30, "income_investment": 0,
              "income_other": 10}  # fmt: skip

    [broken] = broken_rules({key: Decimal(value) for key, value in values.items()})

    assert str(broken) == ("7b00 = 7b01+7b04+7b02+7b03：7b00 = 101，7b01+7b04+7b02+7b03 = 100")


def test_rules_of_the_form_are_those_that_follow_from_it():
    assert [str(check) for check in CHECKS][:4] == [
        "7b00 = 7b01+7b04+7b02+7b03", "7e00 = 7e01+7e02+7e03+7e04", "7c00 ≥ 7c10", "7d00 ≥ 7d10",
    ]  # fmt: skip


@given(st.sampled_from(CHECKS), st.lists(st.integers(0, 1000), min_size=4, max_size=4))
def test_each_rule_holds_and_breaks_as_it_says(check, numbers):
    parts = {key: Decimal(n) for key, n in zip(check.parts, numbers, strict=False)}
    together = sum(parts.values())

    assert not broken_rules(parts | {check.whole: together})
    assert broken_rules(parts | {check.whole: together - 1})
    more = broken_rules(parts | {check.whole: together + 1})
    assert bool(more) == (check.rule == Rule.SUM)


def test_rule_with_a_figure_missing_is_not_judged():
    assert broken_rules({"income": Decimal(5), "income_services": Decimal(9)}) == []


def test_companies_without_a_return_have_a_line_all_the_same(place):
    table = incubatees_of(place, 2007)

    assert table.head[:2] == ["企业名称", "统一社会信用代码"]
    assert (len(table.rows), table.silent) == (3, 3)


def sheets(place) -> list:
    content = workbook_of(form_of(place, 2007), incubatees_of(place, 2007))
    return load_workbook(io.BytesIO(content)).worksheets


def test_workbook_has_the_items_in_order_in_thousands(place):
    account(place)

    summary, companies, checks = sheets(place)

    assert "千元" in summary["A1"].value
    lines = list(summary.iter_rows(min_row=3, values_only=True))
    assert [(row[1] or "", row[2], row[3] or "") for row in lines] == [
        (item.code, item.label, item.unit) for item in ITEMS
    ]
    income = next(row for row in lines if row[1] == "7b00")
    assert income[3:5] == ("千元", 100)
    taxes = next(row for row in lines if row[1] == "7b11")
    assert taxes[4] is None
    told = list(checks.iter_rows(values_only=True))
    assert ("未填", "上缴税金总额") in told
    assert ("勾稽关系", "7b00 = 7b01+7b04+7b02+7b03") in told
    assert companies.max_row == 1 + 3


def test_money_of_companies_is_in_thousands_too(place):
    stay = place.residences.order_by("pk").first()
    filed(stay.company, revenue="1234.5")

    _summary, companies, _checks = sheets(place)

    head = [cell.value for cell in companies[1]]
    [column] = [number for number, text in enumerate(head) if text and text.startswith("总收入")]
    assert "千元" in head[column]
    values = {row[0]: row[column] for row in companies.iter_rows(min_row=2, values_only=True)}
    assert values[stay.company.name] == 1234.5
    assert sorted(values.values(), key=str) == [1234.5, None, None]


def test_who_did_not_report_is_told_beside_the_sums(place):
    stay = place.residences.order_by("pk").first()
    filed(stay.company, revenue="1234.5")

    assert form_of(place, 2007).silent == 2
    assert ("未报送年度报表的企业（家）", 2) in sheets(place)[2].iter_rows(values_only=True)


def test_words_that_would_be_a_formula_stay_words(place):
    fill_in(incubator=place, year=2007, typed={"head": Typed(words="=cmd|x")}, by=None)

    cells = [cell.value for row in sheets(place)[0] for cell in row if cell.value]
    assert "'=cmd|x" in cells
