"""How the figures of a return hang together: errors, units to confirm, changes to explain."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.rules.returns.checks import (
    Case,
    Given,
    Weight,
    findings,
    is_large_change,
    smells,
)
from companies.rules.returns.reading import NOTHING, read
from incubator.core.errors import RuleViolation
from tests.returns.test_reading import CHOICE
from tests.returns.test_reading import item as plain_item


def item(code: str, kind: str = "money", unit: str = "千元", **more) -> SimpleNamespace:
    asked = {"required": False, "has_year": False, "said": lambda _what: code, "code": code}
    return plain_item(kind, unit, **asked | more)


def stands(asked, text: str = "", year: str = "", **more) -> Given:
    def meant(said: str):
        try:
            return read(asked, said)
        except RuleViolation:
            return NOTHING

    return Given(
        typed=text, number=meant(text).number, year_typed=year, year_number=meant(year).number,
        **more,
    )  # fmt: skip


def check(kind: str, whole: str, *parts: str, limit=None) -> SimpleNamespace:
    return SimpleNamespace(kind=kind, whole=whole, parts=list(parts), limit=limit)


def found(items, given: dict[str, Given], checks=(), *, before=None, year_ago=None, first=True):
    case = Case(items, given, before or {}, year_ago or {}, is_first=first)
    return findings(case, checks)


def rules(*args, **kwargs) -> list[tuple[str, str]]:
    return [(one.item, one.rule) for one in found(*args, **kwargs)]


REVENUE, STAFF, DOCTORS = (
    item("revenue"),
    item("staff", "integer", "人"),
    item("doctors", "integer", "人"),
)
PARTS = [item("total"), item("a"), item("b")]


def test_what_is_required_is_missed_and_a_zero_is_an_answer():
    asked = item("staff", "integer", "人", required=True)

    assert rules([asked], {}) == [("staff", "value_missing")]
    assert rules([asked], {"staff": stands(asked, " ")}) == [("staff", "value_missing")]
    assert rules([asked], {"staff": stands(asked, "0")}) == []


def test_unreadable_figures_are_said_once_and_not_compared():
    given = {"staff": stands(STAFF, "十二"), "doctors": stands(DOCTORS, "20")}

    assert rules([STAFF, DOCTORS], given, [check("part", "staff", "doctors")]) == [
        ("staff", "value_not_a_number")
    ]


@pytest.mark.parametrize(
    ("kind", "total", "a", "b", "expected"),
    [
        ("sum", "30", "10", "20", []),
        ("sum", "30", "10", "19", [("total", "parts_do_not_add_up")]),
        ("sum", "30", "10", "", [("total", "parts_do_not_add_up")]),
        ("sum", "30", "", "", []),
        ("sum", "", "10", "20", []),
        ("within", "30", "10", "20", []),
        ("within", "30", "10", "19", []),
        ("within", "30", "10", "21", [("total", "parts_exceed_whole")]),
        ("part", "30", "30", "30", []),
        ("part", "30", "31", "32", [("a", "part_exceeds_whole"), ("b", "part_exceeds_whole")]),
    ],
)
def test_sums_and_subsets(kind, total, a, b, expected):
    given = {"total": stands(PARTS[0], total), "a": stands(PARTS[1], a), "b": stands(PARTS[2], b)}

    assert rules(PARTS, given, [check(kind, "total", "a", "b")]) == expected


def test_sums_hold_for_the_year_to_date_as_well():
    items = [item(code, has_year=True) for code in ("total", "a", "b")]
    given = {
        "total": stands(items[0], "3", "30"), "a": stands(items[1], "1", "10"),
        "b": stands(items[2], "2", "19"),
    }  # fmt: skip

    assert rules(items, given, [check("sum", "total", "a", "b")], first=False) == [
        ("total", "parts_do_not_add_up")
    ]


@pytest.mark.parametrize(("yes", "number", "expected"), [
    ("yes", "", [("number", "value_missing")]), ("yes", "GR2007", []), ("no", "", []),
    ("", "", []),
])  # fmt: skip
def test_a_yes_needs_its_number(yes, number, expected):
    flag = SimpleNamespace(**vars(CHOICE) | {"code": "flag", "required": False, "has_year": False,
                                             "said": lambda _what: "flag"})  # fmt: skip
    asked = item("number", "text", "")
    given = {"flag": stands(flag, yes), "number": stands(asked, number)}

    assert rules([flag, asked], given, [check("needs", "flag", "number")]) == expected


@pytest.mark.parametrize(
    ("this", "year", "first", "expected"),
    [
        ("10", "25", False, []),
        ("10", "9", False, [("revenue", "year_below_period")]),
        ("10", "10", True, []),
        ("10", "11", True, [("revenue", "year_differs_from_first_period")]),
        ("10", "", False, []),
    ],
)
def test_year_to_date(this, year, first, expected):
    asked = item("revenue", has_year=True)

    assert rules([asked], {"revenue": stands(asked, this, year)}, first=first) == expected


def test_a_required_flow_needs_both_columns():
    asked = item("revenue", has_year=True, required=True)

    assert rules([asked], {"revenue": stands(asked, "10")}) == [("revenue", "value_missing")]


def test_a_loss_may_make_the_year_smaller_than_the_period():
    asked = item("profit", "result", has_year=True)

    assert rules([asked], {"profit": stands(asked, "10", "-5")}, first=False) == []


def test_a_year_that_does_not_go_on_from_last_time_is_explained():
    asked = item("revenue", has_year=True)
    before = {"revenue": stands(asked, "15", "15")}

    def at(year: str, **more):
        given = {"revenue": stands(asked, "10", year, **more)}
        return found([asked], given, before=before, first=False)

    assert at("25") == []
    (finding,) = at("26")
    assert (finding.rule, finding.weight, finding.stops) == (
        "year_does_not_continue", Weight.EXPLAIN, True,
    )  # fmt: skip
    assert not at("26", explanation="补记上期收入")[0].stops


def test_a_thousand_times_asks_for_the_unit_first_and_then_why():
    before = {"revenue": stands(REVENUE, "1,200")}

    def at(**more):
        given = {"revenue": stands(REVENUE, "1,200,000", **more)}
        return found([REVENUE], given, before=before, year_ago=before)

    (asked,) = at()
    assert (asked.rule, asked.weight, asked.stops) == ("unit_suspected", Weight.CONFIRM, True)
    confirmed, why = at(confirmed=Decimal(1_200_000_000))
    assert (confirmed.stops, why.rule, why.stops) == (False, "large_change", True)
    done = at(confirmed=Decimal(1_200_000_000), explanation="签下大单")
    assert not any(finding.stops for finding in done)


def test_another_figure_has_to_be_confirmed_anew():
    before = {"revenue": stands(REVENUE, "1")}
    given = {"revenue": stands(REVENUE, "2,000", confirmed=Decimal(1_000_000))}

    assert found([REVENUE], given, before=before)[0].stops


def test_a_first_return_is_measured_by_heads():
    given = {"revenue": stands(REVENUE, "1,200,000"), "staff": stands(STAFF, "12")}
    limit = check("per_head", "revenue", "staff", limit=Decimal(20_000_000))

    assert rules([REVENUE, STAFF], given, [limit]) == [("revenue", "unit_suspected_per_head")]
    given["staff"] = stands(STAFF, "0")
    assert rules([REVENUE, STAFF], given, [limit]) == []


@pytest.mark.parametrize(
    ("asked", "text", "year_ago", "explained"),
    [
        (REVENUE, "1,500", "1,000", True),
        (REVENUE, "1,499", "1,000", False),
        (REVENUE, "500", "1,000", True),
        (REVENUE, "60", "20", False),  # by 40 千元 only
        (REVENUE, "120", "0", True),
        (STAFF, "30", "20", True),
        (STAFF, "9", "3", False),
        (item("profit", "result"), "-200", "100", True),
        (item("area", "area", "m²"), "500", "100", False),
    ],
)
def test_large_changes_are_explained(asked, text, year_ago, explained):
    given, before = {asked.code: stands(asked, text)}, {asked.code: stands(asked, year_ago)}

    expected = [(asked.code, "large_change")] if explained else []
    assert rules([asked], given, year_ago=before) == expected


def test_findings_stand_in_the_order_of_the_form():
    asked = [item(code, required=True) for code in "cab"]

    assert [code for code, _rule in rules(asked, {})] == ["c", "a", "b"]


AMOUNTS = st.decimals("0.01", 9_999_999, places=2)


@given(AMOUNTS, st.sampled_from([1_000, 10_000]))
def test_a_slip_of_the_unit_always_smells(amount, factor):
    assert smells(amount * factor, amount)
    assert smells(amount, amount * factor)
    assert smells(-amount * factor, amount)


@given(AMOUNTS, st.decimals(1, 400, places=2))
def test_growth_does_not_smell_below_the_line(amount, factor):
    assert not smells(amount * factor, amount)


@given(AMOUNTS)
def test_nothing_smells_beside_nothing(amount):
    assert not smells(amount, Decimal(0))
    assert not is_large_change("money", amount, amount)
