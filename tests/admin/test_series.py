"""The page of a figure through the years."""

import pytest
from django.urls import reverse

from incubator.statistics.models import YearlyTotal
from tests.admin.conftest import pages_of, run_of, total_of

# Names, tokens and coordinates hold any short number by chance.
UNLIKELY, SHOWN = 9_182_736, "9,182,736"


def page(world, role: str = "zone", **asked):
    return world.client(role).get(reverse(pages_of(YearlyTotal).name_of("series")), asked)


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("auditor", 200), ("superuser", 200), ("manager_a", 200), ("roleless", 302)],
)
def test_who_sees_it(world, role, status):
    assert page(world, role).status_code == status


def test_each_figure_leads_to_its_facts(world):
    total_of(run_of(2009), None, counted=4, value=4)

    context = page(world).context

    assert [(row["year"], row["value"]) for row in context["rows"]] == [
        (2007, "1"), (2008, "—"), (2009, "4"),
    ]  # fmt: skip
    assert world.client("zone").get(context["rows"][0]["address"]).status_code == 200
    assert len(context["chart"]["dots"]) == 2


def test_manager_sees_the_own_line_alone(world):
    total_of(run_of(2009), world.b, counted=UNLIKELY, value=UNLIKELY)

    assert SHOWN in page(world, incubator=world.b.code).text
    for asked in ({}, {"incubator": world.b.code}, {"incubator": ""}):
        response = page(world, "manager_a", **asked)
        assert response.context["place"] == world.a
        assert SHOWN not in response.text


def test_break_is_drawn_and_both_readings_stand_beside_each_other(world):
    for year, share in ((2009, 60), (2010, 80)):
        run = run_of(year)
        figures = {
            "area_incubatees": 60, "area_public": 20, "area_own": 100, "incubatee_share": share,
        }  # fmt: skip
        for code, value in figures.items():
            total_of(run, None, indicator=code, counted=value, value=value)

    context = page(world, indicator="incubatee_share").context

    assert len(context["chart"]["lines"]) == 2
    assert len(context["chart"]["breaks"]) == 1
    assert [row["others"] for row in context["rows"]][-2:] == [["60", "80"], ["60", "80"]]


@pytest.mark.parametrize("indicator", ["nonsense", "", "entered' OR 1=1"])
def test_unknown_indicator_shows_the_first(world, indicator):
    assert page(world, indicator=indicator).context["indicator"].code == "entered"


def test_figure_that_no_year_has_says_so(world):
    response = page(world, indicator="area_own")

    assert response.context["chart"] is None
    assert response.status_code == 200
