"""Integration tests of readiness: many stays against one text, from what is on file."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from companies import lifecycle
from companies.enums import Standing
from companies.models import FinancingRound, IntellectualProperty, MarketEvent, Residence
from companies.queries.readiness import (
    expected,
    graduation_texts,
    incubatees,
    readiness,
    text_for,
)
from companies.rules.readiness_words import missing_said
from incubator.accounts.access import NOBODY, Access, access_of
from tests.factories import CompanyFactory, MembershipFactory, ResidenceFactory
from tests.facts.rows import document, fact
from tests.graduating.rows import (
    AT,
    DAY,
    ON,
    counted,
    judged,
    ready,
    recognised,
    reported,
    stay_of,
)
from tests.staying.conftest import refused

pytestmark = pytest.mark.django_db
EVERYWHERE = Access(everywhere=True)


@pytest.fixture
def text(shelf):
    return text_for(shelf, on=ON)


def one(stay: Residence, text, *, on=ON):
    [found] = readiness([stay], text, as_of=on)
    return found


def standings(found) -> dict[str, str]:
    return {finding.criterion.rule: finding.standing for finding in found.verdict.findings}


def test_the_text_in_force_on_the_day_decides(shelf):
    codes = {
        on: getattr(text_for(shelf, on=on), "code", None)
        for on in (DAY(2006, 12, 6), ON, DAY(2010, 11, 29), DAY(2018, 12, 14), DAY(2026, 7, 1))
    }

    assert [*codes.values()] == [None, "cn-2006", "cn-2010", "cn-2018", "cn-2018"]
    assert {one.code for one in graduation_texts(shelf)} >= {"cn-2006", "cn-2010", "cn-2018"}


def test_ready_by_what_is_on_file(text):
    found = one(ready(), text)

    assert found.standing == Standing.MET
    assert standings(found) == {
        "hnte_local": "met", "years_of_work": "met", "revenue_per_head": "met", "income": "met",
        "assets": "met", "rd_staff_share": "met", "rd_spending_share": "met",
        "able_founder": "met", "not_seen": "unknown",
    }  # fmt: skip
    assert [item.number for item in found.verdict.items] == ["a", "b", "c", "d", "e"]


def test_nothing_on_file_is_unknown_and_not_unmet(text):
    found = one(stay_of(), text)

    assert {"unknown", "met"} == set(standings(found).values())
    assert standings(found)["years_of_work"] == "met"
    assert found.standing == Standing.UNKNOWN


def test_near_miss_says_what_is_missing(text):
    stay = stay_of()
    reported(stay.company, revenue="4,960")
    recognised(stay.company)
    counted(stay.company)
    judged(stay)

    found = one(stay, text)

    assert (found.standing, found.verdict.is_near) == (Standing.UNKNOWN, True)
    with translation.override("en"):
        missing = {one.criterion.rule: missing_said(one) for one in found.verdict.open}
    assert missing["income"] == "40,000 yuan short"
    [income] = [one for one in found.verdict.findings if one.criterion.rule == "income"]
    assert (income.value, income.known.on) == (4_960_000, DAY(2006, 12, 31))


def test_a_document_stands_behind_a_value_or_it_is_seen_that_none_does(text):
    stay = stay_of()
    recognised(stay.company)
    other = stay_of()
    recognised(other.company, evidence=document(other.company))

    bare, proven = (one(each, text).verdict.findings[0].known.source for each in (stay, other))

    assert (bare.is_proven, proven.is_proven) == (False, True)


def test_only_what_was_so_by_the_day_counts(text):
    stay = stay_of()
    recognised(stay.company, valid_until=DAY(2007, 6, 1))
    judged(stay, is_met=False, on=DAY(2007, 5, 2))
    judged(stay, on=DAY(2007, 9, 3))

    then, now = one(stay, text, on=DAY(2007, 5, 31)), one(stay, text)

    assert (standings(then)["hnte_local"], standings(now)["hnte_local"]) == ("met", "not_met")
    assert standings(then)["able_founder"] == "not_met"
    assert standings(now)["able_founder"] == "met"


def test_the_same_company_under_two_texts(shelf):
    stay = ready()
    fact(IntellectualProperty, company=stay.company, granted_on=DAY(2006, 8, 1),
         applied_on=DAY(2005, 8, 1))  # fmt: skip
    fact(MarketEvent, company=stay.company, happened_on=DAY(2007, 6, 1))
    fact(FinancingRound, company=stay.company, amount=Decimal(5_000_000), post_money=None,
         closed_on=DAY(2007, 7, 1))  # fmt: skip
    of_2010, of_2018 = shelf.of_code("cn-2010"), shelf.of_code("cn-2018")

    assert standings(one(stay, of_2010)) == {
        "own_ip": "met", "revenue_two_years": "unknown", "merged_or_listed": "met",
    }  # fmt: skip
    assert standings(one(stay, of_2018)) == {
        "hnte_national": "not_met", "venture_capital": "not_met", "revenue_two_years": "unknown",
        "merged_or_listed": "met",
    }  # fmt: skip
    assert one(stay, of_2010).standing == one(stay, of_2018).standing == Standing.MET


def test_a_stay_across_generations_has_the_limits_of_both(shelf):
    stay = ResidenceFactory(on=DAY(2010, 3, 1), due_on=DAY(2013, 3, 1))
    stay.company.field = "materials"

    before = one(stay, shelf.of_code("cn-2006"), on=DAY(2010, 6, 1))
    after = one(stay, shelf.of_code("cn-2010"), on=DAY(2013, 5, 31))

    assert [(limit.rulebook.code, limit.months) for limit in before.limits] == [("cn-2006", 36)]
    assert [(limit.rulebook.code, limit.months) for limit in after.limits] == [
        ("cn-2010", 42), ("cn-2006", 36),
    ]  # fmt: skip
    assert (after.month, after.last_day, after.months_left) == (39, DAY(2013, 8, 31), 3)
    assert not after.is_over


@pytest.mark.parametrize(
    ("on", "left", "over"),
    [
        (DAY(2008, 1, 28), 1, False),
        (DAY(2008, 2, 28), 0, False),
        (DAY(2008, 2, 29), 0, False),
        (DAY(2008, 3, 1), -1, True),
        (DAY(2008, 4, 1), -2, True),
    ],
)
def test_over_the_longest_stay_from_the_day_after_its_last(text, on, left, over):
    stay = stay_of()  # since March 2005; 36 months

    found = one(stay, text, on=on)

    assert (found.last_day, found.months_left, found.is_over) == (DAY(2008, 2, 29), left, over)


def test_expected_next_year_are_those_whom_only_time_keeps(text):
    young = ready()
    young.company.registered_on = DAY(2006, 6, 1)
    young.company.save()
    gone = ready(graduated_on=DAY(2007, 9, 27))
    without = stay_of()

    found = expected(year=2008, on=ON, access=EVERYWHERE, rulebook=text)

    assert [each.residence for each in found] == [young]
    assert one(young, text).standing != Standing.MET
    assert {gone, without}.isdisjoint({each.residence for each in found})


@pytest.mark.parametrize("code", ["cn-2006", "cn-2010", "cn-2018"])
def test_a_set_costs_the_same_queries_as_one(shelf, code):
    rulebook = shelf.of_code(code)
    costs = []
    for count in (1, 2):
        for _each in range(count):
            ready()
        with CaptureQueriesContext(connection) as reads:
            found = readiness(Residence.objects.all(), rulebook, as_of=ON, shelf=shelf)
        assert len(found) == Residence.objects.count()
        costs.append(len(reads))

    assert costs == [{"cn-2006": 7, "cn-2010": 5, "cn-2018": 7}[code]] * 2


def test_incubatees_are_those_in_reach_and_in_an_incubator(text):
    here, elsewhere = stay_of(), stay_of()
    ResidenceFactory(incubator__kind="accelerator", on=DAY(2007, 5, 1))
    stay_of(graduated_on=DAY(2007, 5, 5))
    manager = MembershipFactory(incubator=here.incubator).user

    assert {*incubatees(on=ON, access=EVERYWHERE)} == {here, elsewhere}
    assert [*incubatees(on=ON, access=access_of(manager, on=ON))] == [here]
    assert not incubatees(on=ON, access=NOBODY)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rule": "income"}, "condition_not_judged"),
        ({"rule": "luck"}, "condition_not_judged"),
        ({"words": " "}, "said_nothing"),
        ({"words": "长" * 1001}, "answer_too_long"),
        ({"on": DAY(2007, 9, 29)}, "in_future"),
        ({"on": DAY(2005, 2, 28)}, "judged_before_admission"),
    ],
)
def test_opinion_that_is_none(db, changed, code):
    stay = stay_of()
    asked = {"rule": "able_founder", "is_met": True, "words": "面谈。", "on": ON}

    assert refused(lifecycle.judge_condition, residence=stay, by=None, at=AT,
                   **asked | changed) == code  # fmt: skip
    assert not stay.judgements.exists()


def test_opinion_says_who_and_when(manager):
    stay = stay_of()

    made = lifecycle.judge_condition(
        residence=stay, rule="able_founder", is_met=True, words=" 面谈。 ", on=ON, by=manager, at=AT
    )

    assert (made.words, made.judged_by, made.judged_at) == ("面谈。", manager, AT)
    assert made.history.get().pgh_context["user"] == manager.pk
    assert not type(made).objects.visible_to(NOBODY)


def test_unregistered_day_is_unknown(text):
    company = CompanyFactory(registered_on=None)
    stay = ResidenceFactory(company=company)

    assert standings(one(stay, text))["years_of_work"] == "unknown"
