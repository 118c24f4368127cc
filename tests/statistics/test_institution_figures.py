"""Figures of what institutions have of their own, worked out by hand; only where it was stated."""

from decimal import Decimal

import pytest

from companies import lifecycle as companies
from incubator.institutions import lifecycle
from incubator.institutions.models import IncubationFund, InstitutionStaff, YearAccount
from incubator.statistics import queries
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.institution_indicators import OF_INSTITUTIONS
from tests.factories import IncubatorFactory, ResidenceFactory
from tests.facts.rows import DAY
from tests.following.rows import at, graduate, heard
from tests.institutions.own import AT, own
from tests.returns.conftest import filed
from tests.stakes.rows import move, stake
from tests.statistics.test_incubatee_figures import figures

pytestmark = pytest.mark.django_db


def test_staff_by_the_last_count_of_each():
    a, b = IncubatorFactory(), IncubatorFactory()
    own(InstitutionStaff, incubator=a, counted_on=DAY(2006, 12, 31))
    own(InstitutionStaff, incubator=a, counted_on=DAY(2007, 6, 30), total=30, professional=27,
        college=30)  # fmt: skip
    own(InstitutionStaff, incubator=b, counted_on=DAY(2008, 1, 1))
    for _number in range(5):
        ResidenceFactory(incubator=a)

    found, there = figures(2007), figures(2007, a)

    assert there == there | {
        "institution_staff": 30, "institution_professionals": 27, "professional_share": 90,
        "professionals_per_10": 54,
    }  # fmt: skip
    assert found["institution_staff"] == 30
    assert figures(2008)["institution_staff"] == 50
    assert "institution_staff" not in figures(2007, b)
    assert "professional_share" not in figures(2005)


def test_funds_on_the_last_day_by_kind():
    place = IncubatorFactory()
    own(IncubationFund, incubator=place)
    own(IncubationFund, incubator=place, kind="joint", name="合作基金", amount=Decimal(70),
        since_on=DAY(2007, 12, 31), until_on=DAY(2008, 12, 31))  # fmt: skip

    found = {year: figures(year).get("fund") for year in (2005, 2006, 2007, 2008)}

    assert found == {2005: None, 2006: 5_000_000, 2007: 5_000_070, 2008: 5_000_000}
    joint = queries.facts_behind(2007, BY_CODE["fund"], part="joint")
    assert [fund.amount for fund in joint] == [70]


def test_income_that_is_neither_rent_nor_property():
    a, b = IncubatorFactory(), IncubatorFactory()
    own(YearAccount, incubator=a)
    own(YearAccount, incubator=b, income=500, income_service=500, income_property=0,
        income_investment=0, income_other=0)  # fmt: skip
    wrong = own(YearAccount, incubator=a, year=2008)
    lifecycle.withdraw_own_fact(fact=wrong, reason="x", by=None, at=AT)

    assert figures(2007, a)["service_income_share"] == 40
    assert figures(2007)["institution_income"] == 1_500
    assert figures(2007)["service_income_share"] == 60  # 900 of 1,500
    assert "institution_income" not in figures(2008)


def test_of_accelerators_nothing_counts():
    place = IncubatorFactory(accelerator=True)
    for kind in (InstitutionStaff, IncubationFund, YearAccount):
        own(kind, incubator=place)

    assert not {one.code for one in OF_INSTITUTIONS} & set(figures(2007))


def test_uses_of_funds():
    place = IncubatorFactory()
    own(IncubationFund, incubator=place)
    paid = stake(incubator=place, vehicle="joint_fund", instrument="convertible", share=None,
                 valuation=None)  # fmt: skip
    move(paid, "paid_in", DAY(2008, 12, 31), amount=1)
    stake(incubator=place, vehicle="own_fund")  # agreed, not paid
    directly = stake(incubator=place)  # by the incubator itself
    move(directly, "paid_in", DAY(2008, 2, 1), amount=1)

    assert [figures(year)["fund_cases"] for year in (2007, 2008, 2009)] == [0, 1, 1]
    assert "fund_cases" not in figures(2005)


def test_investment_since_the_beginning():
    company = ResidenceFactory(on=DAY(2006, 2, 1)).company
    filed(company, 2006, investment_received="2")
    filed(company, 2007, investment_received="3")

    found = {year: figures(year).get("investment_cumulative") for year in (2006, 2007, 2008)}

    # In yuan; the form is in 千元, this item in 万元. A year without returns states none.
    assert found == {2006: 20_000, 2007: 50_000, 2008: None}


def test_jobs_of_incubatees_and_graduates():
    place = IncubatorFactory()
    stay = graduate(2007, incubator=place)
    filed(
        ResidenceFactory(incubator=place, on=DAY(2008, 1, 1)).company, 2008, at=at(2009), staff="12"
    )
    companies.open_follow_ups(at=at(2009))
    assert figures(2008)["jobs"] == 12
    heard(stay, 2008, "operating", staff=30)

    found = figures(2008)
    assert (found["jobs_of_graduates"], found["jobs"]) == (30, 42)


def test_what_a_form_does_not_ask_makes_no_ratio():
    """The research of nobody is on file, so its share of the revenue is not 0 %."""
    filed(ResidenceFactory().company)

    found = figures(2007)

    assert "ip_applied_plant" not in found
    assert found["rd_intensity"] == 25
