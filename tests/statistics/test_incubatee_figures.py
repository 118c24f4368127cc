"""Figures of what incubatees have and report, against plain SQL and worked out by hand."""

from decimal import Decimal

import pytest
from django.db import connection

from companies import lifecycle
from companies.models import FinancingRound, IntellectualProperty, Qualification
from incubator.statistics import queries
from incubator.statistics.computation import count_year
from incubator.statistics.indicators import BY_CODE, INDICATORS
from tests.factories import IncubatorFactory, ResidenceFactory
from tests.facts.rows import DAY, fact
from tests.following.rows import at, graduate, heard
from tests.returns.conftest import filed
from tests.stakes.rows import move, stake

pytestmark = pytest.mark.django_db


def figures(year: int, place=None) -> dict[str, Decimal]:
    """What is stated of a place, zeros included."""
    return {
        one.indicator: one.counted
        for one in count_year(year).figures
        if one.incubator_id == (place.pk if place else None) and not one.part
    }


def from_sql(sql: str, *params) -> Decimal:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


HELD_CERTIFICATES = """
    SELECT count(DISTINCT r.company_id) FROM companies_residence r
    JOIN companies_qualification q ON q.company_id = r.company_id
    WHERE r.programme = 'incubation' AND r.admitted_on <= %s
      AND (r.left_on IS NULL OR r.left_on > %s) AND q.state = 'verified'
      AND q.kind IN ('hnte_2008', 'hnte_2016') AND q.valid_from <= %s
      AND (q.valid_until IS NULL OR q.valid_until > %s)
      AND NOT EXISTS (SELECT FROM companies_qualification c
                      WHERE c.replaces_id = q.id AND c.state = 'verified')
"""
SUM_OF_ITEM = """
    SELECT sum(v.number) FROM companies_returnvalue v
    JOIN companies_return r ON r.id = v.report_id
    JOIN companies_duereturn d ON d.id = r.due_id
    JOIN companies_returnperiod p ON p.id = d.period_id
    JOIN companies_returnitem i ON i.id = v.item_id
    WHERE r.state = 'verified' AND p.year = %s AND p.code = 'torch-yearly' AND i.code = %s
      AND NOT EXISTS (SELECT FROM companies_return n
                      WHERE n.supersedes_id = r.id AND n.state = 'verified')
"""


def test_certificates_count_by_the_day():
    place = IncubatorFactory()
    company = ResidenceFactory(incubator=place).company
    ResidenceFactory(incubator=place)
    fact(Qualification, company=company)  # December 2008 to December 2011
    fact(Qualification)  # of nobody in residence

    for year, hnte, new in ((2008, 1, 1), (2009, 1, 0), (2010, 1, 0), (2011, 0, 0)):
        end = DAY(year, 12, 31)
        found = figures(year)
        assert (found["hnte"], found["hnte_new"]) == (hnte, new), year
        assert found["hnte"] == from_sql(HELD_CERTIFICATES, end, end, end, end), year
        assert found["hnte_share"] == (50 if hnte else 0)


def test_where_nothing_is_on_file_nothing_is_stated():
    there, elsewhere = IncubatorFactory(), ResidenceFactory().incubator
    fact(Qualification, company=ResidenceFactory(incubator=there).company)

    assert figures(2009, there)["hnte"] == 1
    assert "hnte" not in figures(2009, elsewhere)
    assert "hnte_share" not in figures(2009, elsewhere)
    assert not {"revenue", "held_share", "financed"} & set(figures(2009))


def test_sums_of_returns_agree_with_plain_sql():
    company = ResidenceFactory().company
    filed(company)

    found = figures(2007)

    for code, item in (("revenue", "revenue"), ("employees", "staff"), ("ip_valid", "ip_valid")):
        expected = from_sql(SUM_OF_ITEM, 2007, item)
        assert found[code] == expected, code
    assert (found["reporting"], found["reporting_share"]) == (1, 100)
    assert "taxes_paid" not in found  # the form of 2007 does not ask it


def test_rights_money_and_stakes():
    stay = ResidenceFactory()
    fact(IntellectualProperty, company=stay.company, granted_on=DAY(2009, 3, 1))
    fact(FinancingRound, company=stay.company)  # March 2010
    held = stake(company=stay.company)
    move(held, "registered", DAY(2008, 2, 1))
    move(held, "paid_in", DAY(2008, 2, 1), amount=999_999)
    move(held, "paid_in", DAY(2009, 2, 1), amount=1)
    move(held, "exited", DAY(2011, 2, 1), amount=9, share=0, way="transfer")

    found = {
        year: {
            code: value
            for code, value in figures(year).items()
            if code in {"ip_applicants", "ip_holders", "financed", "held"}
        }
        for year in (2008, 2009, 2010, 2011)
    }

    assert found == {
        2008: {"ip_applicants": 1, "ip_holders": 0, "financed": 0, "held": 0},
        2009: {"ip_applicants": 1, "ip_holders": 1, "financed": 0, "held": 1},
        2010: {"ip_applicants": 1, "ip_holders": 1, "financed": 1, "held": 1},
        2011: {"ip_applicants": 1, "ip_holders": 1, "financed": 0, "held": 0},
    }


def test_graduates_followed():
    stays = [graduate(2008) for _number in range(4)]
    lifecycle.open_follow_ups(at=at(2010))
    for stay, outcome in zip(stays, ("operating", "lost", "dissolved"), strict=False):
        heard(stay, 2009, outcome)

    found = figures(2009)

    assert (found["followed"], found["followed_heard"], found["follow_up_response"]) == (4, 2, 50)


def test_list_behind_a_figure_adds_up_to_it():
    stay = ResidenceFactory()
    filed(stay.company)
    fact(Qualification, company=stay.company)
    fact(IntellectualProperty, company=stay.company)

    for place in (None, stay.incubator):
        stated = figures(2008, place)
        for indicator in INDICATORS:
            if indicator.facts is None or indicator.code not in stated:
                continue
            facts = queries.facts_behind(2008, indicator, incubator=place)
            added = facts.aggregate(n=indicator.measure)["n"] or 0
            assert stated[indicator.code] == added, indicator.code


def test_dictionary_is_about_fifty_rows():
    assert len(BY_CODE) == len(INDICATORS) >= 50
