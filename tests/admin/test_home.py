"""The home page: every number is that of the list behind it, for every role."""

import datetime
import re

import pytest
from django.contrib.admin import site
from django.db.models import QuerySet
from django.test import RequestFactory
from django.urls import reverse

from companies import lifecycle
from companies.models import Application, IncubationAgreement, Residence, Reviewer
from companies.portal.reviewing import progress_of
from facilities.models import SpaceLease
from incubator.accounts.lists.tiles import filtered
from incubator.accounts.models import User
from incubator.admin_tiles import TILES
from incubator.core.dates import now, today
from incubator.statistics.models import Snapshot, Target
from mentors.models import Assignment
from tests.admin.conftest import A, pages_of, run_of, total_of
from tests.publishing.rows import recorded_yesterday
from tests.reviewing.constraint_attempts import case

ROLES = ("zone", "manager_a", "manager_b", "auditor", "superuser")


def home(world, role: str, query: str = ""):
    return world.client(role).get(f"{reverse('admin:index')}{query}")


@pytest.mark.parametrize("role", ROLES)
def test_every_tile_counts_the_list_that_it_leads_to(world, role):
    shown = home(world, role).context["tiles"]
    tiles = [tile for group in shown.values() for tile in group]

    client = world.client(role)
    told = {tile.link: tile.count for tile in tiles}
    listed = {link: client.get(link).context["cl"].result_count for link in told}

    assert len(tiles) > 10
    assert told == listed


@pytest.mark.parametrize("role", ROLES)
def test_units_are_those_of_their_lists(world, role):
    space = home(world, role).context["space"]

    client = world.client(role)
    for unit in space["units"]:
        assert client.get(unit["link"]).context["cl"].result_count == int(unit["count"])
    assert sum(int(unit["count"]) for unit in space["units"]) > 0


@pytest.mark.parametrize("tile", TILES, ids=lambda tile: f"{tile.model.__name__}-{tile.query}")
def test_a_tile_asks_what_its_list_can_answer(world, tile):
    """A word that is no choice would count nothing, in the tile and in the list alike."""
    pages = pages_of(tile.model)
    response = world.client("superuser").get(pages.list_address())

    offered = {
        (name, str(value))
        for spec in response.context["cl"].filter_specs
        for choice in spec.choices(response.context["cl"])
        if "form" in choice
        for name, field in choice["form"].fields.items()
        for value, _label in field.choices
    }
    assert set(tile.query.items()) <= offered


def test_what_waits_for_a_decision_of_the_office_is_a_tile():
    """Both had agreed, or an edition was ready, and nobody's desk said so."""
    asked = {(tile.model, tile.query.get("state__exact")) for tile in TILES}

    assert {(Assignment, "accepted"), (Snapshot, "prepared")} <= asked


def test_cases_that_the_reader_reviews_are_a_tile(manager, admin_user, browser_as):
    """Whoever is of the office and reviews as well learns it where the day begins."""
    User.objects.filter(pk=manager.pk).update(email="m@office.test")  # not the applicant's host
    application, address = case(), reverse("reviewing:rounds")
    due = now() + datetime.timedelta(days=5)
    review_round = lifecycle.open_round(stage=application.stage, due_at=due, by=None, at=now())
    reviewer = Reviewer.objects.create(round=review_round, user=manager, joined_at=now())
    lifecycle.assign_by_hand(reviewer=reviewer, application=application, by=None, at=now())

    def told(user) -> list[int]:
        tiles = browser_as(user).get(reverse("admin:index")).context["tiles"]["mine"]
        return [tile.count for tile in tiles if tile.link == address]

    assert told(manager) == [1] == [one.open for one in progress_of(manager)]
    assert told(admin_user) == []
    lifecycle.close_round(review_round=review_round, by=None, at=now())
    assert told(manager) == []


def test_a_tile_without_a_filter_is_refused(world, rf: RequestFactory):
    request = rf.get("/admin/")
    request.user = world.users["superuser"]

    with pytest.raises(ValueError, match="has no filter"):
        filtered(site.get_model_admin(Residence), request, {"no_such": "x"})
    assert isinstance(filtered(site.get_model_admin(Residence), request, {}), QuerySet)


@pytest.mark.parametrize(
    ("role", "mine", "others"),
    [("manager_a", True, False), ("auditor", False, True), ("zone", True, True)],
)
def test_what_is_on_whom(world, role, mine, others):
    """A manager acts; an auditor only looks; the zone decides on late facts."""
    shown = home(world, role).context["tiles"]

    assert (bool(shown["mine"]), bool(shown["others"])) == (mine, others)


def test_nothing_to_do_is_said(manager, browser_as):
    response = browser_as(manager).get(reverse("admin:index"))

    assert response.context["tiles"]["mine"] == []
    assert "没有逾期事项" in response.text


def test_a_stay_that_ends_soon_is_a_tile(world):
    Residence.objects.filter(pk=world.of(Residence, A).pk).update(due_on=today())

    tiles = home(world, "manager_a").context["tiles"]["mine"]

    stays = pages_of(Residence).list_address()
    told = {tile.link: tile.count for tile in tiles if tile.link.startswith(stays)}
    assert told == {f"{stays}?standing=ending": 1}


def test_applications_are_counted_within_scope(world):
    whole = {
        role: [tile.count for tile in home(world, role).context["tiles"]["mine"]
               if tile.link == f"{pages_of(Application).list_address()}?state__exact=submitted"]
        for role in ("manager_a", "superuser")
    }  # fmt: skip

    assert whole == {"manager_a": [1], "superuser": [2]}


def test_figures_lead_to_exactly_what_they_count(world):
    response = home(world, "manager_a", "?year=2007")
    cards = {card["indicator"].code: card for card in response.context["headlines"][0]["cards"]}

    facts = world.client("manager_a").get(cards["entered"]["link"])
    assert facts.status_code == 200
    assert len(re.findall(r'<th scope="row"', facts.text)) == int(cards["entered"]["value"]) == 1


def test_targets_of_the_year_that_is_shown(world):
    target = world.of(Target, A)
    if target.year != 2007:
        total_of(run_of(target.year), world.a)

    told = home(world, "manager_a", f"?year={target.year}").context["targets"]

    listed = world.client("manager_a").get(told["link"]).context["cl"]
    assert told["count"] == listed.result_count == 1
    assert told["rows"][0]["link"] == pages_of(Target).address_of(target)


@pytest.mark.parametrize(
    ("model", "change"), [(IncubationAgreement, "party_head"), (SpaceLease, "note")]
)
def test_a_recent_row_with_a_mere_number_says_whose_it_is(world, model, change):
    row = world.of(model, A)
    recorded_yesterday()
    model.objects.filter(pk=row.pk).update(**{change: "改动"})

    told = home(world, "manager_a").context["recent"]

    whose = row.party if model is IncubationAgreement else row.company
    assert f"{row.number} · {whose}" in [one.row for one in told]


def test_recent_changes_stay_in_scope_and_lead_to_their_history(world):
    recorded_yesterday()
    Residence.objects.filter(pk=world.of(Residence, A).pk).update(note="改动")

    told = home(world, "manager_a").context["recent"]

    assert told[0].link == reverse(
        "admin:companies_residence_history", args=[world.of(Residence, A).pk]
    )
    assert [one.row for one in told if world.b.name in one.row] == []
    client = world.client("manager_a")
    assert {client.get(one.link).status_code for one in told} == {200}
