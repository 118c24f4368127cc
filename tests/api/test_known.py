"""?as_known_on= wherever figures are told: a past day out of the history, today what is live."""

import datetime
from decimal import Decimal

import pytest

from companies.models import Residence
from incubator.core.dates import today
from incubator.statistics.models import Snapshot, Target
from tests.api.conftest import API, computed
from tests.api.test_exports import csv_of
from tests.factories import CompanyFactory, ResidenceFactory, TargetFactory
from tests.publishing.rows import DAY, published, recorded_yesterday

pytestmark = pytest.mark.django_db

YESTERDAY = today() - datetime.timedelta(days=1)
PERIOD = "from=2007-01-01&to=2007-12-31"
ADDRESSES = [
    "statistics/2007/?",
    "statistics/2007/entered/companies/?",
    "statistics/series/?indicator=entered&from=2005&to=2008&",
    "statistics/series/?indicator=incubatee_share&reading=CN-2006&from=2005&to=2008&",
    f"statistics/reconciliation/?{PERIOD}&",
    f"statistics/reconciliation/companies/?{PERIOD}&line=graduated&",
    "statistics/targets/?year=2007&",
    "signals/2007/?",
    "signals/2007/december_entries/?",
]


@pytest.fixture
def edition(zone) -> Snapshot:
    """2007 as it was published yesterday, and all that was on file then."""
    TargetFactory(indicator="in_incubation", year=2007, value=9)
    edition = published(2007)
    recorded_yesterday()
    return edition


@pytest.fixture
def late(edition, zone) -> None:
    """Today: one that had entered, one that had graduated, and a plan that asks for more."""
    newcomer = CompanyFactory(name="迟到公司")
    ResidenceFactory(company=newcomer, incubator=zone.beta, on=DAY(2007, 12, 20))
    Residence.objects.filter(company=zone.newcomer).update(
        left_on=DAY(2007, 12, 28), exit_reason="graduated"
    )
    Target.objects.filter(indicator="entered").update(value=5)
    computed(2007)


def known(client, address: str) -> dict:
    return client.get(f"{API}{address}as_known_on={YESTERDAY}").json()


def without_day(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name not in ("as_known_on", "on")}


@pytest.mark.parametrize("address", ADDRESSES)
def test_today_is_what_is_told_without_a_day(as_zone, late, address):
    live = as_zone.get(API + address.rstrip("?&"))
    asked = as_zone.get(f"{API}{address}as_known_on={today()}")

    assert (asked.status_code, asked.json()) == (live.status_code, live.json())


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2008-13-01", (400, "invalid_date")),
        ("", (400, "invalid_date")),
        ("2008-1-1", (400, "invalid_date")),
        ("2999-01-01", (400, "day_in_future")),
        ("2008-01-01", (404, "nothing_known_yet")),
    ],
)
def test_one_refusal_for_one_mistake(as_zone, refused, address, day, answer):
    status, code = answer
    assert refused(as_zone.get(f"{API}{address}as_known_on={day}"), status) == code


def test_series_tells_what_was_known(as_zone, late):
    address = "statistics/series/?indicator={}&from=2005&to=2008&"
    told = {
        code: [row["value"] for row in known(as_zone, address.format(code))["values"]]
        for code in ("entered", "graduated", "in_incubation", "graduation_rate")
    }

    assert told == {
        "entered": [1, 1, 3, 0],
        "graduated": [0, 0, 1, 0],
        "in_incubation": [1, 2, 3, 3],
        "graduation_rate": [0, 0, 33.33, 0],
    }
    answer = known(as_zone, address.format("entered"))
    assert answer["as_known_on"] == YESTERDAY.isoformat()


def test_series_of_a_day_says_nothing_of_years_that_nobody_had_seen(as_zone, late):
    answer = known(as_zone, "statistics/series/?indicator=entered&from=2003&to=2100&")

    values = {row["year"]: row["value"] for row in answer["values"]}
    assert values[2004] is None
    assert (values[2005], values[YESTERDAY.year]) == (1, 0)
    assert values[YESTERDAY.year + 1] is None


def test_series_of_the_day_of_publication_is_what_was_published(as_zone, late, edition):
    for figure in edition.figures.filter(part="", incubator=None):
        address = f"statistics/series/?indicator={figure.indicator}&from=2007&to=2007&"
        [row] = known(as_zone, address)["values"]
        assert Decimal(str(row["value"])) == figure.value, figure.indicator


def test_readings_of_a_day(as_zone, late):
    address = "statistics/series/?indicator=incubatee_share&from=2006&to=2007&"
    [code, *_others] = [one["code"] for one in as_zone.get(API + address).json()["readings"]]

    answer = known(as_zone, f"{address}reading={code}&")

    assert [row["value"] for row in answer["values"]] == [None, None]


def test_reconciliation_of_a_day_adds_up_and_is_of_then(as_zone, edition, zone):
    address = f"statistics/reconciliation/?{PERIOD}&"
    before = as_zone.get(API + address).json()
    late_by_hand(zone)
    told, live = known(as_zone, address), as_zone.get(API + address).json()

    assert without_day(told) == without_day(before)
    assert told["as_known_on"] == YESTERDAY.isoformat()
    assert (live["entered"], live["graduated"], live["closing"]) == (4, 2, 3)
    assert told["residual"] == live["residual"] == 0


def late_by_hand(zone) -> None:
    ResidenceFactory(company=CompanyFactory(), incubator=zone.beta, on=DAY(2007, 12, 20))
    Residence.objects.filter(company=zone.newcomer).update(
        left_on=DAY(2007, 12, 28), exit_reason="graduated"
    )


@pytest.mark.parametrize("line", ["opening", "entered", "graduated", "left", "closing"])
@pytest.mark.parametrize("place", ["", "incubator=alpha&"])
def test_every_number_of_a_day_opens_its_companies(as_zone, late, line, place):
    asked = f"{PERIOD}&{place}"
    account = known(as_zone, f"statistics/reconciliation/?{asked}")
    address = f"statistics/reconciliation/companies/?{asked}line={line}&"
    behind = known(as_zone, address)

    assert behind["count"] == len(behind["results"]) == account[line]
    rows = csv_of(as_zone.get(f"{API}{address}as_known_on={YESTERDAY}&format=csv"))
    assert len(rows) == account[line] + 1
    assert not any("迟到公司" in row for row in rows)


def test_targets_of_a_day_are_the_plans_of_then(as_zone, late):
    told = {one["indicator"]: one for one in known(as_zone, ADDRESSES[6])["results"]}
    live = {one["indicator"]: one for one in as_zone.get(API + ADDRESSES[6][:-1]).json()["results"]}

    assert (told["entered"]["target"], told["entered"]["reached"]) == (4, 3)
    assert (live["entered"]["target"], live["entered"]["reached"]) == (5, 4)
    assert (told["in_incubation"]["reached"], live["in_incubation"]["reached"]) == (3, 3)
    assert known(as_zone, ADDRESSES[6])["on"] == YESTERDAY.isoformat()


def test_signals_of_a_day_and_the_stays_behind_them(as_zone, late):
    told = {one["signal"]: one["found"] for one in known(as_zone, "signals/2007/?")["signals"]}
    live = as_zone.get(f"{API}signals/2007/").json()
    now_found = {one["signal"]: one["found"] for one in live["signals"]}

    assert (told["december_entries"], now_found["december_entries"]) == (0, 1)
    assert known(as_zone, "signals/2007/?")["evidence"]["graduated"] == 1
    assert live["evidence"]["graduated"] == 2
    behind = known(as_zone, "signals/2007/december_entries/?")
    assert (behind["count"], behind["results"]) == (0, [])


def test_manager_is_told_of_the_own_incubator_alone(as_alpha, late):
    flows = known(as_alpha, f"statistics/reconciliation/?{PERIOD}&")
    told = known(as_alpha, "statistics/series/?indicator=entered&from=2007&to=2007&")

    assert (flows["incubator"], flows["closing"], flows["overlap"]) == ("alpha", 1, None)
    assert told["values"][0]["value"] == 2
    assert as_alpha.get(f"{API}signals/2007/?as_known_on={YESTERDAY}").status_code == 404
