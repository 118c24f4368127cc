"""Figures of institutions in the API, and the lists behind them."""

import pytest

from incubator.institutions.models import IncubationFund, InstitutionStaff, YearAccount
from tests.api.conftest import API, computed
from tests.facts.rows import DAY
from tests.institutions.own import own
from tests.stakes.rows import move, stake


@pytest.fixture
def stated(zone):
    """What Alpha has of its own, computed."""
    for kind in (InstitutionStaff, IncubationFund, YearAccount):
        own(kind, incubator=zone.alpha)
    held = stake(company=zone.newcomer, incubator=zone.alpha, vehicle="own_fund",
                 agreed_on=DAY(2007, 5, 1))  # fmt: skip
    move(held, "paid_in", DAY(2007, 6, 1), amount=1)
    computed(2007)


@pytest.mark.usefixtures("stated")
@pytest.mark.parametrize(
    ("path", "value", "count", "row"),
    [
        (
            "institution_staff/staff/", 20, 1,
            {"incubator": "alpha", "counted_on": "2007-12-31", "total": 20, "professional": 16,
             "college": 18},
        ),
        (
            "fund/funds/", 5_000_000, 1,
            {"name": "种子资金", "incubator": "alpha", "kind": "own", "amount": 5_000_000,
             "since_on": "2006-05-01", "until_on": None},
        ),
        (
            "institution_income/accounts/", 1000, 1,
            {"incubator": "alpha", "year": 2007, "income": 1000, "income_service": 250,
             "income_property": 600, "income_investment": 50, "income_other": 100},
        ),
        (
            "fund_cases/stakes/", 1, 1,
            {"name": "新来公司", "incubator": "alpha", "vehicle": "own_fund", "instrument": "cash",
             "agreed_on": "2007-05-01", "agreed": 1_000_000},
        ),
    ],
)  # fmt: skip
def test_facts_behind_a_figure(as_zone, path, value, count, row):
    answer = as_zone.get(f"{API}statistics/2007/{path}").json()

    assert (answer["value"], answer["count"], answer["listed"]) == (value, count, value)
    (found,) = answer["results"]
    assert found == found | row


@pytest.mark.usefixtures("stated")
def test_of_another_incubator_nothing_is_stated(as_zone, refused):
    answer = as_zone.get(f"{API}statistics/2007/fund/funds/?incubator=beta")

    assert refused(answer, 404) == "no_figures"


@pytest.mark.usefixtures("stated")
def test_parts_and_files(as_zone, refused):
    joint = as_zone.get(f"{API}statistics/2007/fund/funds/?part=joint")
    own_part = as_zone.get(f"{API}statistics/2007/fund/funds/?part=own").json()
    file = as_zone.get(f"{API}statistics/2007/fund/funds/?format=csv")

    assert refused(joint, 404) == "no_figures"
    assert own_part["value"] == 5_000_000
    assert "种子资金" in b"".join(file.streaming_content).decode()


@pytest.mark.usefixtures("stated")
def test_year_tells_unit_definition_and_what_is_drillable(as_zone):
    found = as_zone.get(f"{API}statistics/2007/").json()["indicators"]

    assert found["fund"]["unit"] == "yuan"
    assert found["fund"]["drillable"] is True
    assert found["professional_share"]["value"] == 80
    assert found["professional_share"]["drillable"] is False
    assert found["stay_longest"]["drillable"] is True
