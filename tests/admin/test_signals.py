"""The pages of signals: for those who see the whole zone, and for nobody else."""

import datetime

import pytest
from django.urls import reverse

from tests.factories import ResidenceFactory

SIGNALS = "admin:statistics_yearlytotal_signals"
ONE = "admin:statistics_yearlytotal_signal"


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("auditor", 200), ("superuser", 200), ("manager_a", 403), ("roleless", 302)],
)
def test_who_sees_all_signals(world, role, status):
    assert world.client(role).get(reverse(SIGNALS)).status_code == status


@pytest.mark.parametrize(("role", "status"), [("auditor", 200), ("manager_a", 404)])
def test_who_sees_what_one_points_at(world, role, status):
    address = reverse(ONE, args=[2007, "december_entries"])

    assert world.client(role).get(address).status_code == status


def test_signal_leads_to_its_stays(world):
    client = world.client("auditor")
    ResidenceFactory(incubator=world.a, on=datetime.date(2007, 12, 3))

    rows = client.get(reverse(SIGNALS), {"year": 2007}).context["rows"]

    for row in rows:
        listed = client.get(row["address"]).context["page"].paginator.count
        assert str(listed) == row["found"], row["signal"].code
    assert any(row["any"] for row in rows)


@pytest.mark.parametrize(("year", "code"), [(2007, "none"), (99999, "december_entries")])
def test_unknown_ones_are_not_there(world, year, code):
    assert world.client("auditor").get(reverse(ONE, args=[year, code])).status_code == 404


@pytest.mark.parametrize("year", ["0", "abc"])
def test_year_that_there_is_not_is_told(world, year):
    response = world.client("auditor").get(reverse(SIGNALS), {"year": year}, follow=True)

    assert response.redirect_chain
    assert len(response.context["messages"]) == 1
