"""The second implementation against the first, where every kind of figure is on file."""

import datetime

import pytest

from companies import lifecycle as companies
from companies.lifecycle import correct_residence
from companies.models import FinancingRound, IntellectualProperty, Qualification
from incubator.core.db import steady_read
from incubator.institutions.models import IncubationFund, InstitutionStaff, YearAccount
from incubator.statistics.computation import count_year
from incubator.statistics.snapshots import verify
from incubator.statistics.snapshots.content import files_of
from tests.factories import IncubatorFactory, OpeningBalanceFactory, ResidenceFactory
from tests.facts.rows import fact
from tests.following.rows import at, graduate, heard
from tests.institutions.own import own
from tests.returns.conftest import filed
from tests.stakes.rows import move, stake

pytestmark = pytest.mark.django_db

DAY = datetime.date
YEAR = 2009


@pytest.fixture
def rich():
    """Two incubators in 2009, an accelerator, and something of everything."""
    place, other = IncubatorFactory(), IncubatorFactory()
    for year, outcome in ((2004, "operating"), (2006, "dissolved"), (2008, "merged")):
        companies.open_follow_ups(at=at(year + 1))
        stay = graduate(year, incubator=place, on=DAY(year - 2, 3, 1))
        companies.open_follow_ups(at=at(YEAR + 1))
        heard(stay, YEAR, outcome, **({"staff": 7} if outcome == "operating" else {}))
    graduate(2008, incubator=other)
    graduate(2009, incubator=other, on=DAY(2007, 1, 17))
    ResidenceFactory(incubator=place, on=DAY(2006, 2, 3), left_on=DAY(2009, 4, 5), reason="moved")
    tenants = [ResidenceFactory(incubator=place, on=DAY(2008, month, 9)) for month in (1, 5, 11)]
    ResidenceFactory(incubator=IncubatorFactory(accelerator=True), on=DAY(2009, 2, 2))
    for number, stay in enumerate(tenants):
        company = stay.company
        for year in (2008, 2009):
            filed(company, year, at=at(year + 1), investment_received=f"{number + 2}")
        fact(Qualification, company=company)
        fact(IntellectualProperty, company=company, number=f"ZL20071000000{number}")
        fact(FinancingRound, company=company, closed_on=DAY(2009, 3, number + 1))
    share = stake(company=tenants[0].company, incubator=place, vehicle="own_fund")
    move(share, "paid_in", DAY(2008, 2, 1), amount=600_000)
    move(share, "registered", DAY(2008, 3, 1))
    own(InstitutionStaff, incubator=place)
    own(InstitutionStaff, incubator=place, counted_on=DAY(2009, 6, 30), total=31)
    own(IncubationFund, incubator=place)
    own(IncubationFund, incubator=other, kind="joint", name="合作基金", since_on=DAY(2009, 12, 31))
    own(YearAccount, incubator=place, year=2009)
    OpeningBalanceFactory(indicator="cumulative_incubated", value=10, as_of=DAY(2001, 12, 31))
    correct_residence(
        residence=tenants[1], admitted_on=tenants[1].admitted_on, due_on=tenants[1].due_on,
        left_on=None, exit_reason="", by=None, reason="查档",
        admitted_within="2008-01-01/2009-03-31",
    )  # fmt: skip


def recounted(year: int) -> tuple[dict[tuple, dict], list[str]]:
    """What is stated, and the lines of the recount."""
    with steady_read():
        files = {file.name: file.content for file in files_of(count_year(year))}
    report, stated = verify.Report(), verify.stated_in(files)
    verify.recount(report, files, year, stated)
    return stated, report.lines


@pytest.mark.parametrize("year", [2003, 2004, 2006, 2007, 2008, YEAR, 2010, 2011])
def test_every_figure_is_counted_alike(rich, year):
    _stated, lines = recounted(year)

    assert [line for line in lines if line.startswith(("no", "       "))] == []
    assert "     not counted again: none" in lines or year in (2008, YEAR)


def test_there_is_something_to_count(rich):
    """Else the test above would say nothing of it."""
    stated, _lines = recounted(YEAR)

    told = {code for (code, _part, _place), row in stated.items() if float(row["counted"])}
    assert told >= {
        "cumulative_left", "in_incubation_before", "turnover", "graduation_rate", "stay_average",
        "stay_longest", "graduate_stay_average", "graduates_1", "graduates_1_known",
        "graduates_1_surviving", "survival_1", "survival_1_response", "graduates_3",
        "graduates_3_known", "survival_3_response", "graduates_5", "graduates_5_surviving",
        "survival_5", "jobs", "jobs_of_graduates", "investment_cumulative", "fund_cases", "fund",
        "institution_staff", "institution_professionals", "professional_share",
        "professionals_per_10", "institution_income", "income_service", "service_income_share",
        "hnte", "ip_applicants", "financed", "reporting", "employees", "rd_intensity",
    }  # fmt: skip
    assert {(row["low"], row["high"]) for row in stated.values()} != {("", "")}


def test_wrong_span_is_named(rich):
    with steady_read():
        files = {file.name: file.content for file in files_of(count_year(YEAR))}
    stated = verify.stated_in(files)
    for row in stated.values():
        row["low"] = row["high"] = ""
    report = verify.Report()
    verify.recount(report, files, YEAR, stated)

    assert any("tried out" in line for line in report.lines)
    assert not report.holds
