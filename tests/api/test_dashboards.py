"""The pages of the admin beside the API: every number that they share is the same."""

import pytest
from django.test import Client
from django.urls import reverse

from facilities.models import Unit
from incubator.core.numbers import grouped
from incubator.statistics.flows import COUNTED
from incubator.statistics.indicators import INDICATORS
from incubator.statistics.models import YearlyTotal
from tests.api.conftest import API, in_english
from tests.factories import MembershipFactory, TargetFactory
from tests.publishing.rows import published

PERIOD = {"from": "2007-01-01", "to": "2007-12-31"}


class Reader:
    """One person at a page and, with a token, at the API; ``place`` is the own incubator."""

    def __init__(self, user, api_as, place) -> None:
        self.page = Client()
        self.page.force_login(user)
        self.api = in_english(api_as(user))
        self.place = place

    def shown(self, address: str, **asked):
        response = self.page.get(address, asked)
        assert response.status_code == 200, address
        return response.context

    def answered(self, path: str, **asked) -> dict:
        response = self.api.get(f"{API}{path}", asked)
        assert response.status_code == 200, response.content
        return response.json()


@pytest.fixture(params=["zone", "manager of alpha"])
def reader(request, zone, api_as) -> Reader:
    if request.param == "zone":
        return Reader(MembershipFactory(zone_office=True).user, api_as, None)
    return Reader(MembershipFactory(incubator=zone.alpha).user, api_as, zone.alpha)


def said(value) -> str:
    return "" if value is None else grouped(value)


def test_home_shows_the_figures_of_the_api(reader):
    for year in (2006, 2007):
        [place] = reader.shown("/admin/", year=year)["headlines"]
        figures = reader.answered(f"statistics/{year}/")["indicators"]

        assert place["year"] == year
        assert len(place["cards"]) == 3
        for card in place["cards"]:
            told = figures[card["indicator"].code]
            assert card["value"] == said(told["value"])
            assert card["previous"] == said(told["previous"])
            assert card["balance"] == (
                said(told["opening_balance"]) if told["opening_balance"] else ""
            )


def test_home_shows_what_was_published_as_the_api_does(reader, zone):
    published()
    YearlyTotal.objects.filter(year=2007).update(counted=99, value=99, opening_balance=0)

    [place] = reader.shown("/admin/", year=2007)["headlines"]
    figures = reader.answered("statistics/2007/")["indicators"]

    values = [card["value"] for card in place["cards"]]
    assert values == [said(figures[card["indicator"].code]["value"]) for card in place["cards"]]
    assert "99" not in values


def test_home_shows_the_space_of_the_api(reader):
    assert Unit.objects.exists()
    space = reader.shown("/admin/")["space"]
    [total] = reader.answered("occupancy/")["results"]

    assert [space[name] for name in ("total", "let")] == [said(total[n]) for n in ("total", "let")]
    states = ("let", "vacant", "out_of_service")
    assert [unit["area"] for unit in space["units"]] == [said(total[name]) for name in states]
    assert [unit["count"] for unit in space["units"]] == [
        said(total["units"][name]) for name in states
    ]
    assert said(space["rate"]) == said(total["rate"])


def test_every_figure_through_the_years_is_the_series_of_the_api(reader):
    address = reverse("admin:statistics_yearlytotal_series")
    walked = 0
    for indicator in INDICATORS:
        rows = reader.shown(address, indicator=indicator.code)["rows"]
        asked = {"indicator": indicator.code, "from": 2006, "to": 2007}
        points = reader.answered("statistics/series/", **asked)["values"]

        told = {point["year"]: said(point["value"]) or "—" for point in points}
        assert {row["year"]: row["value"] for row in rows} == told
        walked += any(value != "—" for value in told.values())
    assert walked > 5


def test_reconciliation_is_that_of_the_api(reader):
    page = reader.shown(reverse("admin:statistics_yearlytotal_flows"), **PERIOD)
    told = reader.answered("statistics/reconciliation/", **PERIOD)

    shown = {row["place"]: [number for number, _address in row["cells"]] for row in page["rows"]}
    answered = {
        one["name"]: [one[name] for name in COUNTED]
        for one in told["incubators"]
        if any(one[name] for name in COUNTED)
    }
    assert shown == answered
    assert len(shown) == (2 if reader.place is None else 1)
    if reader.place is None:
        assert [n for n, _address in page["whole"]["cells"]] == [told[name] for name in COUNTED]
        both = told["overlap"]
        assert (page["overlap"]["opening"][0], page["overlap"]["closing"][0]) == (
            both["opening"], both["closing"],
        )  # fmt: skip
    assert len(page["unexplained"]) == len(told["unexplained"])


def test_targets_stand_as_the_api_says(reader, zone):
    TargetFactory(indicator="graduated", year=2007, value=2, incubator=zone.alpha)
    page = reader.shown(reverse("admin:statistics_target_progress"), year=2007)
    told = reader.answered("statistics/targets/", year=2007)["results"]

    shown = {
        (
            row["wanted"],
            row["reached"],
            tuple(one["reached"] for one in row["months"]),
        )
        for row in page["rows"]
    }
    assert shown == {
        (
            said(one["target"]),
            said(one["reached"]) or "—",
            tuple(said(month) for month in one["months"]),
        )
        for one in told
    }
    assert len(shown) == (2 if reader.place is None else 1)


def test_published_figures_of_the_page_are_those_of_the_api(reader):
    edition = published()
    page = reader.shown(reverse("admin:statistics_snapshot_change", args=[edition.pk]))

    told = reader.answered(f"snapshots/{edition.pk}/")["figures"]

    shown = {(row["code"], row["part"]): row["value"] for row in page["figures"]}
    assert shown == {(one["indicator"], one["part"]): said(one["value"]) for one in told}
    assert len(shown) > 10


def test_public_page_is_the_open_data(zone, api_as):
    published()
    page = Client().get("/figures/").context
    lines = in_english(api_as(MembershipFactory(zone_office=True).user)).get(
        f"{API}public/figures/"
    ).json()["figures"]  # fmt: skip

    of_zone = [one for one in lines if one["incubator"] is one["field"] is None]
    assert [value for _label, value, _unit in page["headlines"]] == [
        said(one["value"]) for one in of_zone
    ]
