"""Conditions of entry: met, not met, unknown, each with the company's own value."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.enums import Fact
from companies.queries.eligibility import facts_needed, rulebook_for, verdicts_of
from companies.rules.eligibility import NEEDS, RULES, Case, Verdict, assess, full_months, overall
from incubator.core.dates import add_months, midnight
from incubator.institutions.models import Criterion, Rulebook
from seeds.zone2007 import rulebooks
from tests.factories import CallFactory, IncubatorFactory

ON = datetime.date(2008, 3, 3)


def verdict(rule: str, limit=None, field: str = "", **facts):
    given_facts = {getattr(Fact, name.upper()): value for name, value in facts.items()}
    criterion = Criterion(rule=rule, limit=limit and Decimal(limit), source="s")
    return assess(Case(facts=given_facts, field=field, on=ON), [criterion])[0].met


@pytest.mark.parametrize(
    ("rule", "limit", "facts", "met"),
    [
        ("age", 24, {"registered_on": datetime.date(2006, 3, 3)}, True),
        ("age", 24, {"registered_on": datetime.date(2006, 3, 2)}, False),
        ("age", 24, {"registered_place": "not_yet"}, True),
        ("age", 24, {}, None),
        ("capital", 2_000_000, {"registered_capital": Decimal(2_000_000)}, True),
        ("capital", 2_000_000, {"registered_capital": Decimal("2000000.01")}, False),
        ("capital", 2_000_000, {}, None),
        ("revenue", 2_000_000, {"moved_in": "no"}, True),
        ("revenue", 2_000_000, {"moved_in": "yes"}, None),
        ("revenue", 2_000_000, {"moved_in": "yes", "previous_revenue": Decimal(3_000_000)}, False),
        ("revenue", 2_000_000, {}, None),
        ("area", 1000, {"area_wanted": Decimal("999.99")}, True),
        ("area", 1000, {"area_wanted": Decimal(1000)}, False),
        ("area", 1000, {}, None),
        ("place", None, {"registered_place": "inside"}, True),
        ("place", None, {"registered_place": "moving"}, True),
        ("place", None, {"registered_place": "outside"}, False),
        ("place", None, {}, None),
    ],
)
def test_each_condition(rule, limit, facts, met):
    assert verdict(rule, limit, **facts) is met


@pytest.mark.parametrize(
    ("own", "given_field", "met"),
    [("", "materials", True), ("materials", "materials", True), ("materials", "energy", False),
     ("materials", None, None)],
)  # fmt: skip
def test_field_of_a_specialised_incubator(own, given_field, met):
    facts = {Fact.FIELD: given_field} if given_field else {}
    case = Case(facts=facts, field=own, on=ON)
    criterion = Criterion(rule="field", source="s")

    assert assess(case, [criterion])[0].met is met


def test_every_rule_says_what_it_needs():
    assert NEEDS.keys() == RULES.keys()


@pytest.mark.parametrize(
    ("met", "together"),
    [([True, True], True), ([True, None], None), ([None, False], False), ([], True)],
)
def test_together(met, together):
    assert overall(Verdict("age", one, "", "") for one in met) is together


def test_what_a_person_judges_leaves_the_rest_known():
    verdicts = [Verdict("age", True, "", ""), Verdict("catalogue", None, "", "", judged=True)]

    assert overall(verdicts) is True


DAYS = st.dates(min_value=datetime.date(1999, 1, 1), max_value=datetime.date(2030, 12, 31))


@given(DAYS, DAYS)
def test_full_months_against_the_calendar(since, on):
    months = full_months(since, on)

    if on < since:
        assert months == 0
    else:
        assert add_months(since, months) <= on < add_months(since, months + 1)


def test_rulebook_in_force_by_the_day(db):
    rulebooks.build()
    rulebooks.build()
    call = CallFactory()

    assert rulebook_for(call, on=datetime.date(2003, 4, 7)) is None
    assert rulebook_for(call, on=datetime.date(2006, 12, 6)).code == "nb-2003"
    assert rulebook_for(call, on=datetime.date(2008, 3, 3)).code == "cn-2006"
    assert rulebook_for(call, on=datetime.date(2010, 11, 28)).code == "cn-2006"
    assert rulebook_for(call, on=datetime.date(2018, 12, 13)).code == "cn-2010"
    assert rulebook_for(call, on=datetime.date(2018, 12, 14)).code == "cn-2018"


def test_text_without_numbers_does_not_decide(db):
    """The measures of 2025 are in force, but their age at entry was not seen."""
    rulebooks.build()

    assert rulebook_for(CallFactory(), on=datetime.date(2026, 1, 1)).code == "cn-2018"


def test_call_with_its_own_rulebook_and_only_needed_facts(db):
    rulebooks.build()
    call = CallFactory(rulebook=Rulebook.objects.get(code="cn-2018"))
    at = midnight(ON)

    assert [v.rule for v in verdicts_of(call=call, facts={}, at=at)] == [
        "place", "age", "field", "technology",
    ]  # fmt: skip
    assert facts_needed(call=call, at=at) == {Fact.REGISTERED_PLACE, Fact.REGISTERED_ON}
    special = CallFactory(incubator=IncubatorFactory(field="energy", focus="specialised"))
    assert Fact.FIELD in facts_needed(call=special, at=at)
