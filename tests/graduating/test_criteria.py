"""Unit tests of the conditions of graduation: met, not met and unknown, on their edges."""

import datetime
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from companies.enums import KnownFrom, Standing
from companies.rules.dossier import Certificate, Dossier, Known, Source
from companies.rules.readiness import JUDGES, UNNUMBERED, combined, judge, judged
from companies.rules.readiness_words import (
    document_said,
    missing_said,
    value_said,
    verdict_said,
)
from incubator.core.dates import add_months
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Criterion
from incubator.institutions.rules import RULES

DAY = datetime.date
ON = DAY(2007, 9, 30)
YEAR_END = DAY(2006, 12, 31)
MET, NOT_MET, UNKNOWN = Standing.MET, Standing.NOT_MET, Standing.UNKNOWN
REPORT = Source(KnownFrom.REPORT, 1, "2006")


def condition(rule: str, limit=None, **columns) -> Criterion:
    return Criterion(purpose=Purpose.GRADUATION, rule=rule, limit=limit, **{"divisor": 1} | columns)


def known(value, on=YEAR_END) -> Known:
    return Known(Fraction(value), on, REPORT)


def of_2006(**figures) -> dict:
    """What a dossier takes: figures of the last year before ``ON``."""
    return {"figures": {(2006, code): known(value) for code, value in figures.items()}}


def held(begin, end) -> dict:
    source = Source(KnownFrom.QUALIFICATION, 1, "甬高企1号")
    return {"certificates": {"hnte_local": [Certificate(begin, end, source)]}}


def national(begin, end) -> dict:
    source = Source(KnownFrom.QUALIFICATION, 1, "GR2008")
    return {"certificates": {"hnte_2008": [Certificate(begin, end, source)]}}


def opinion(rule: str, is_met: bool) -> dict:
    source = Source(KnownFrom.JUDGEMENT, 1, "面谈")
    return {"judged": {rule: Known(Fraction(is_met), ON, source)}}


TWO = {"newest": {"equity": known(900_000), "assets": known(1_200_000)}}
NEVER = {"newest": {"equity": known(300_000), "assets": known(500_000)}}
ENOUGH = {"newest": {"equity": known(1_000_000), "assets": known(1_000_000)}}
STAFF = {"staff": known(10, DAY(2007, 6, 30)), "researchers": known(2, DAY(2007, 6, 30))}
OLDER_STAFF = {"staff": known(10, DAY(2005, 6, 30)), "researchers": known(9, DAY(2005, 6, 30))}

# rule, limit, what is on file, how it stands, what is missing
CASES = [
    ("hnte_local", None, held(DAY(2006, 9, 30), DAY(2007, 10, 1)), MET, ""),
    ("hnte_local", None, held(DAY(2006, 9, 30), None), MET, ""),
    ("hnte_local", None, national(DAY(2007, 9, 30), None), MET, ""),
    ("hnte_local", None, held(DAY(2004, 9, 30), ON), NOT_MET, "ended on Sept. 30, 2007"),
    ("hnte_local", None, held(DAY(2007, 10, 1), None), UNKNOWN,
     "Nothing on file says so, or says that it is not so."),
    ("hnte_local", None, of_2006(is_hnte=0), NOT_MET, "It is not so."),
    ("hnte_local", None, of_2006(is_hnte=1), UNKNOWN,
     "Nothing on file says so, or says that it is not so."),
    ("hnte_local", None, opinion("hnte_local", False), NOT_MET, "It is not so."),
    ("hnte_national", None, held(DAY(2006, 9, 30), None), UNKNOWN,
     "Nothing on file says so, or says that it is not so."),
    ("hnte_national", None, national(DAY(2007, 9, 30), DAY(2010, 9, 30)), MET, ""),
    ("hnte_national", None, of_2006(is_hnte=0), NOT_MET, "It is not so."),
    ("years_of_work", 2, {"registered_on": DAY(2005, 9, 30)}, MET, ""),
    ("years_of_work", 2, {"registered_on": DAY(2005, 10, 1)}, NOT_MET, "month 24 of 24"),
    ("years_of_work", 2, {"registered_on": DAY(2006, 8, 15)}, NOT_MET, "month 14 of 24"),
    ("years_of_work", 2, {"registered_on": DAY(2006, 8, 15), "until": DAY(2008, 12, 31)}, MET, ""),
    ("years_of_work", 2, {}, UNKNOWN, "Nothing on file says it."),
    ("revenue_per_head", 100_000, of_2006(revenue=1_000_000, staff=10), MET, ""),
    ("revenue_per_head", 100_000, of_2006(revenue=600_000, staff=10), NOT_MET,
     "40,000 yuan short"),
    ("revenue_per_head", 100_000, of_2006(revenue=600_000, staff=0), UNKNOWN,
     "Nothing on file says it."),
    ("revenue_per_head", 100_000, of_2006(revenue=600_000), UNKNOWN, "Nothing on file says it."),
    ("income", 5_000_000, of_2006(revenue=5_000_000), MET, ""),
    ("income", 5_000_000, of_2006(revenue=4_999_999), NOT_MET, "1 yuan short"),
    ("income", 5_000_000, {}, UNKNOWN, "Nothing on file says it."),
    ("income", 5_000_000, {"figures": {(2005, "revenue"): known(6_000_000)}}, MET, ""),
    ("income", 5_000_000, {"figures": {(2004, "revenue"): known(6_000_000)}}, UNKNOWN,
     "Nothing on file says it."),
    ("assets", 1_000_000, ENOUGH, MET, ""),
    ("assets", 1_000_000, NEVER, NOT_MET, "200,000 yuan short"),
    ("assets", 1_000_000, TWO, UNKNOWN, "What is on file is not enough to tell."),
    ("assets", 1_000_000, {}, UNKNOWN, "Nothing on file says it."),
    ("rd_staff_share", 20, STAFF, MET, ""),
    ("rd_staff_share", 20, of_2006(staff=10, staff_rd=1), NOT_MET, "10 percentage points short"),
    ("rd_staff_share", 20, of_2006(staff=10, staff_rd=1) | STAFF, MET, ""),
    ("rd_staff_share", 20, of_2006(staff=10, staff_rd=1) | OLDER_STAFF, NOT_MET,
     "10 percentage points short"),
    ("rd_staff_share", 20, {}, UNKNOWN, "Nothing on file says it."),
    ("rd_spending_share", 5, of_2006(revenue=100, rd_spending=5), MET, ""),
    ("rd_spending_share", 5, of_2006(revenue=1_000_000, rd_spending=49_999), NOT_MET,
     "less than 0.1 percentage points short"),
    ("rd_spending_share", 5, of_2006(revenue=0, rd_spending=5), UNKNOWN,
     "Nothing on file says it."),
    ("own_ip", None, {"rights": known(1)}, MET, ""),
    ("own_ip", None, of_2006(ip_valid=2), MET, ""),
    ("own_ip", None, of_2006(ip_valid=0), NOT_MET, "It is not so."),
    ("own_ip", None, {}, UNKNOWN, "Nothing on file says so, or says that it is not so."),
    ("revenue_two_years", 10_000_000,
     {"figures": {(2006, "revenue"): known(6_000_000), (2005, "revenue"): known(4_000_001)}},
     MET, ""),
    ("revenue_two_years", 10_000_000,
     {"figures": {(2006, "revenue"): known(6_000_000), (2005, "revenue"): known(4_000_000)}},
     NOT_MET, "exactly at the limit, and it must be more"),
    ("revenue_two_years", 10_000_000, of_2006(revenue=10_000_001), MET, ""),
    ("revenue_two_years", 10_000_000, of_2006(revenue=9_000_000), UNKNOWN,
     "What is on file is not enough to tell."),
    ("revenue_two_years", 10_000_000,
     {"figures": {(2005, "revenue"): known(1_000_000), (2004, "revenue"): known(500_000)}},
     NOT_MET, "8,500,000 yuan short"),
    ("revenue_two_years", 10_000_000, {}, UNKNOWN, "Nothing on file says it."),
    ("venture_capital", 5_000_000, {"rounds": known(5_000_001)}, MET, ""),
    ("venture_capital", 5_000_000, {"rounds": known(4_960_000)}, NOT_MET, "40,000 yuan short"),
    ("venture_capital", 5_000_000, of_2006(investment_received=6_000_000), MET, ""),
    ("venture_capital", 5_000_000,
     of_2006(investment_received=6_000_000) | {"rounds": known(1)}, MET, ""),
    ("venture_capital", 5_000_000, of_2006(investment_received=0), UNKNOWN,
     "What is on file is not enough to tell."),
    ("venture_capital", 5_000_000, {}, UNKNOWN, "Nothing on file says it."),
    ("merged_or_listed", None, {"market": known(1)}, MET, ""),
    ("merged_or_listed", None, opinion("merged_or_listed", False), NOT_MET, "It is not so."),
    ("merged_or_listed", None, {}, UNKNOWN, "Nothing on file says so, or says that it is not so."),
    ("able_founder", None, opinion("able_founder", True), MET, ""),
    ("able_founder", None, opinion("able_founder", False), NOT_MET, "It is not so."),
    ("able_founder", None, {}, UNKNOWN, "The office has not judged it yet."),
    ("not_seen", None, opinion("not_seen", False), NOT_MET, "It is not so."),
    ("not_seen", None, {}, UNKNOWN, "The office has not judged it yet."),
    ("income", None, of_2006(revenue=5_000_000), UNKNOWN, "The text’s number is not on file."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "limit", "on_file", "standing", "missing"), CASES)
def test_condition(rule, limit, on_file, standing, missing):
    finding = judge(condition(rule, limit), Dossier(ON, **on_file))

    with translation.override("en"):
        assert (finding.standing, missing_said(finding)) == (standing, missing)


def test_every_condition_is_refused_and_unknown_in_a_case():
    asked = {rule.code for rule in RULES.values()
             if Purpose.GRADUATION in rule.purposes and not rule.parameter}  # fmt: skip

    assert set(JUDGES) == asked
    assert {rule for rule in asked if RULES[rule].compare == "required"} == UNNUMBERED
    for standing in Standing:
        assert {case[0] for case in CASES if case[3] == standing} >= asked - {"not_seen"}


def test_value_and_document_are_said_as_people_read_them():
    head = judge(
        condition("revenue_per_head", 100_000), Dossier(ON, **of_2006(revenue=100, staff=3))
    )
    none = judge(condition("able_founder"), Dossier(ON))
    right = judge(condition("own_ip"), Dossier(ON, rights=known(1)))

    with translation.override("en"):
        assert (value_said(head), document_said(head)) == ("33.33 yuan", "Verified return · 2006")
        assert (value_said(none), document_said(none)) == ("—", "—")
        assert value_said(right) == "yes"


def test_the_last_day_of_a_year_has_its_year_over():
    assert Dossier(DAY(2007, 12, 31)).last_year == 2007
    assert Dossier(DAY(2007, 12, 30)).last_year == 2006


@pytest.mark.parametrize(
    ("standings", "joined", "whole"),
    [
        ([MET, MET], "all", MET),
        ([MET, UNKNOWN], "all", UNKNOWN),
        ([UNKNOWN, NOT_MET], "all", NOT_MET),
        ([NOT_MET, MET], "any", MET),
        ([NOT_MET, UNKNOWN], "any", UNKNOWN),
        ([NOT_MET, NOT_MET], "any", NOT_MET),
    ],
)
def test_parts_of_an_item_go_together(standings, joined, whole):
    assert combined(standings, joined) == whole


def text_of_three(needed: int | None = 2) -> list[Criterion]:
    return [
        condition("needed", needed),
        condition("own_ip", item="1"),
        condition("income", 5_000_000, item="2"),
        condition("merged_or_listed", item="3"),
    ]


@pytest.mark.parametrize(
    ("on_file", "standing", "near", "said"),
    [
        (of_2006(ip_valid=1, revenue=5_000_000), MET, False,
         "2 met, 2 needed of 3, 1 unknown"),
        (of_2006(ip_valid=1, revenue=1), UNKNOWN, True, "1 met, 2 needed of 3, 1 unknown"),
        (of_2006(ip_valid=0, revenue=1), NOT_MET, False, "0 met, 2 needed of 3, 1 unknown"),
        (of_2006(ip_valid=1, revenue=1) | opinion("merged_or_listed", False), NOT_MET, True,
         "1 met, 2 needed of 3"),
        ({}, UNKNOWN, False, "0 met, 2 needed of 3, 3 unknown"),
    ],
)  # fmt: skip
def test_as_many_as_the_text_needs(on_file, standing, near, said):
    verdict = judged(text_of_three(), Dossier(ON, **on_file), cases=set())

    assert (verdict.standing, verdict.is_near) == (standing, near)
    with translation.override("en"):
        assert verdict_said(verdict) == said


def test_a_text_whose_number_of_conditions_is_not_on_file_decides_nothing():
    everything = of_2006(ip_valid=1, revenue=9_000_000)

    verdict = judged(text_of_three(None), Dossier(ON, **everything), cases=set())

    assert verdict.standing == UNKNOWN
    with translation.override("en"):
        assert verdict_said(verdict) == "The text does not say how many conditions are needed."


def test_without_a_number_all_conditions_are_needed():
    verdict = judged(text_of_three()[1:], Dossier(ON, **of_2006(ip_valid=1, revenue=9_000_000)),
                     cases=set())  # fmt: skip

    assert (verdict.needed, verdict.standing) == (3, UNKNOWN)


def test_the_special_case_of_a_condition_is_chosen():
    text = [
        condition("income", 5_000_000, item="1"),
        condition("income", 1_000_000, item="1", special=["biomedicine"]),
    ]
    dossier = Dossier(ON, **of_2006(revenue=2_000_000))

    assert judged(text, dossier, cases=set()).standing == NOT_MET
    assert judged(text, dossier, cases={"biomedicine"}).standing == MET


@given(
    st.dates(DAY(1990, 1, 1), DAY(2030, 12, 31)),
    st.integers(1, 10),
    st.integers(-40, 40),
)
def test_years_of_work_change_on_one_day_and_never_back(registered, years, apart):
    turning = add_months(registered, years * 12)
    on = turning + datetime.timedelta(days=apart)

    finding = judge(condition("years_of_work", years), Dossier(on, registered_on=registered))

    assert finding.standing == (MET if on >= turning else NOT_MET)
    if finding.months:
        running, needed = finding.months
        assert 1 <= running <= needed == years * 12


@given(st.integers(0, 20_000_000), st.integers(1, 20_000_000))
def test_what_is_short_makes_it_met(revenue, limit):
    first = judge(condition("income", limit), Dossier(ON, **of_2006(revenue=revenue)))

    assert (first.standing == MET) == (revenue >= limit)
    if first.short is not None:
        again = judge(
            condition("income", limit), Dossier(ON, **of_2006(revenue=revenue + first.short))
        )
        assert (first.short > 0, again.standing) == (True, MET)


@given(
    st.lists(st.sampled_from(Standing), min_size=1, max_size=6),
    st.sampled_from(["all", "any"]),
    st.sampled_from([MET, NOT_MET]),
)
def test_what_turns_out_never_contradicts_what_was_known(standings, joined, later):
    """However the unknown parts turn out, a whole that was known stays what it was."""
    whole = combined(standings, joined)

    settled = combined([later if one == UNKNOWN else one for one in standings], joined)

    assert settled != UNKNOWN
    if whole != UNKNOWN:
        assert settled == whole


@given(st.dates(DAY(2000, 1, 1), DAY(2020, 1, 1)), st.integers(1, 2000), st.integers(-2, 2))
def test_a_certificate_holds_from_its_first_day_to_the_day_before_its_end(begin, length, apart):
    end = begin + datetime.timedelta(days=length)
    on = end + datetime.timedelta(days=apart)

    finding = judge(condition("hnte_local"), Dossier(on, **held(begin, end)))

    if on < begin:
        assert finding.standing == UNKNOWN
    else:
        assert finding.standing == (MET if on < end else NOT_MET)
