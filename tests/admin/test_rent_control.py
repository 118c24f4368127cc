"""The rent-control table: every room in the colour of its state on a day, and where it leads."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import NamedTuple

import pytest
from django.http import HttpResponse
from django.urls import reverse

from facilities import lifecycle
from facilities.models import Building, SpaceLease, Unit
from incubator.accounts.permissions import ROLES, Permission, Role
from incubator.core.dates import today
from tests.admin.conftest import A, pages_of
from tests.factories import BuildingFactory, LeaseFactory, UnitFactory

DAY = datetime.date
ON = DAY(2008, 1, 1)
ROOM = re.compile(
    r'<a class="plan-room is-(?P<state>\w+)"[^>]* href="(?P<link>[^"]*)"[^>]*>'
    r"\s*<b>(?P<number>[^<]*)</b>(?P<rest>.*?)</a>",
    re.DOTALL,
)


class Box(NamedTuple):
    """A room as the page shows it."""

    state: str
    link: str
    says: list[str]


def shown(response: HttpResponse) -> dict[str, Box]:
    """The boxes by the numbers of their rooms."""
    return {
        found["number"]: Box(
            found["state"],
            unescape(found["link"]),
            re.findall(r"<(?:span|em)>([^<]*)<", found["rest"]),
        )
        for found in ROOM.finditer(response.text)
    }


def address(house: Building) -> str:
    return reverse(pages_of(Building).name_of("plan"), args=[house.pk])


def plan(world, house: Building, role: str = "manager_a", **asked) -> HttpResponse:
    return world.client(role).get(address(house), asked)


@pytest.fixture
def house(world) -> Building:
    """A building in A with one room for each state on 1 January 2008."""
    house = BuildingFactory(incubator=world.a, code="Z")
    stay = world.of(SpaceLease, A).residence
    rooms = {
        name: UnitFactory(building=house, number=name)
        for name in ("let", "ending", "renewed", "reserved", "vacant", "closed")
    }
    UnitFactory(building=house, number="office", use="office", rentable=False)
    days = {
        "let": (DAY(2007, 4, 1), ON + datetime.timedelta(days=91)),
        "ending": (DAY(2007, 4, 1), ON + datetime.timedelta(days=90)),
        "renewed": (DAY(2007, 4, 1), DAY(2008, 2, 1)),
        "reserved": (DAY(2008, 6, 1), DAY(2009, 6, 1)),
    }
    leases = {
        name: LeaseFactory(
            residence=stay, units=[rooms[name]], begins_on=begin, ends_on=end,
            signed_on=DAY(2007, 4, 1),
        )
        for name, (begin, end) in days.items()
    }  # fmt: skip
    lifecycle.renew(
        lease=leases["renewed"], ends_on=DAY(2009, 2, 1), signed_on=DAY(2007, 12, 1), by=None
    )
    lifecycle.close_unit(
        unit=rooms["closed"], on=DAY(2007, 12, 1), until=DAY(2008, 2, 1), reason="damage", by=None
    )
    return house


def lease_of(number: str) -> SpaceLease:
    return SpaceLease.objects.filter(leased_units__unit__number=number).order_by("begins_on")[0]


@pytest.mark.parametrize(
    ("on", "states"),
    [
        # The lease of “reserved” begins more than a year later: it is free until then.
        ("2007-03-31", {"let": "reserved", "ending": "reserved", "renewed": "reserved",
                        "reserved": "vacant", "closed": "vacant"}),
        ("2008-01-01", {"let": "let", "ending": "ending", "renewed": "let",
                        "reserved": "reserved", "closed": "out_of_service"}),
        ("2008-01-02", {"let": "ending", "ending": "ending", "renewed": "let",
                        "reserved": "reserved", "closed": "out_of_service"}),
        ("2008-06-01", {"let": "vacant", "ending": "vacant", "renewed": "let",
                        "reserved": "let", "closed": "vacant"}),
    ],
)  # fmt: skip
def test_colour_of_every_room_on_a_day(world, house, on, states):
    boxes = shown(plan(world, house, on=on))

    always = {"vacant": "vacant", "office": "not_to_let"}
    assert {number: box.state for number, box in boxes.items()} == states | always


def test_legend_names_every_colour(world, house):
    text = plan(world, house).text

    assert re.findall(r"plan-dot is-(\w+)", text) == [
        "let", "ending", "held", "reserved", "vacant", "out_of_service", "not_to_let",
    ]  # fmt: skip


def test_areas_of_the_day_add_up(world, house):
    summary = plan(world, house, on=f"{ON}").context["summary"]

    assert (summary.let, summary.vacant, summary.out_of_service, summary.not_to_let) == (
        600, 400, 200, 200,
    )  # fmt: skip
    assert summary.rate == 50


@pytest.mark.parametrize("day", ["", "2008-02-30", "yesterday", "1899-01-01", "9" * 99])
def test_nonsense_day_is_today(world, house, day):
    response = plan(world, house, on=day)

    assert (response.status_code, response.context["on"]) == (200, today())


def test_part_is_the_table_without_the_page(world, house):
    client = world.client("manager_a")

    part = client.get(address(house), {"on": f"{ON}"}, headers={"X-Part": "plan"})
    other = client.get(address(house), {"on": f"{ON}"}, headers={"X-Part": "menu"})

    assert "<html" not in part.text
    assert shown(part) == shown(other)
    assert "<html" in other.text


def test_rooms_lead_to_their_leases_and_units(world, house):
    boxes = shown(plan(world, house, on=f"{ON}"))

    units = {unit.number: pages_of(Unit).address_of(unit) for unit in house.units.all()}
    leased = ("let", "ending", "renewed", "reserved")
    leases = {number: pages_of(SpaceLease).address_of(lease_of(number)) for number in leased}
    assert {number: box.link for number, box in boxes.items()} == units | leases


def test_vacant_room_of_today_leads_to_the_form_that_lets_it(world, house):
    link = shown(plan(world, house))["vacant"].link
    form = world.client("manager_a").get(link).context["form"]

    room = house.units.get(number="vacant")
    name = pages_of(SpaceLease).name_of("add")
    assert link == f"{reverse(name)}?building={house.pk}&unit={room.pk}&on={today()}"
    assert (form.initial["units"], form.initial["begins_on"]) == ([f"{room.pk}"], f"{today()}")


@pytest.mark.parametrize("role", ["zone", "auditor"])
def test_vacant_room_leads_who_may_not_let_it_to_its_page(world, house, role):
    link = shown(plan(world, house, role))["vacant"].link

    assert link == pages_of(Unit).address_of(house.units.get(number="vacant"))
    assert world.client(role).get(link).status_code == 200


def test_every_link_can_be_followed(world, house):
    client = world.client("manager_a")
    links = {box.link for on in (ON, today()) for box in shown(plan(world, house, on=on)).values()}

    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_tenant_and_days_are_said(world, house):
    boxes = shown(plan(world, house, on=f"{ON}"))

    company = world.of(SpaceLease, A).company.name
    assert {number: box.says[0] == company for number, box in boxes.items()} == {
        "let": True, "ending": True, "renewed": True, "reserved": True,
        "vacant": False, "closed": False, "office": False,
    }  # fmt: skip
    assert ["2008" in box.says[-1] for box in (boxes["let"], boxes["reserved"])] == [True, True]


@pytest.fixture
def _no_leases(monkeypatch):
    """A manager who may read units, and no leases."""
    without = {Permission.LEASES_READ, Permission.LEASES_WRITE}
    usual = ROLES[Role.MANAGER]
    monkeypatch.setitem(
        ROLES, Role.MANAGER, replace(usual, permissions=usual.permissions - without)
    )


@pytest.mark.usefixtures("_no_leases")
def test_tenants_are_hidden_from_who_may_not_read_leases(world, house):
    response = plan(world, house, on=f"{ON}")

    boxes = shown(response)
    units = {unit.number: pages_of(Unit).address_of(unit) for unit in house.units.all()}
    assert boxes["let"].state == "let"
    assert {number: box.link for number, box in boxes.items()} == units
    assert world.of(SpaceLease, A).company.name not in response.text
    assert lease_of("let").number not in response.text


@pytest.mark.parametrize(
    ("role", "status"), [("manager_b", 404), ("zone", 200), ("auditor", 200), ("roleless", 302)]
)
def test_who_sees_the_table(world, house, role, status):
    assert plan(world, house, role).status_code == status


@pytest.mark.parametrize("rooms", [3, 400])
def test_queries(world, django_assert_num_queries, rooms):
    house = BuildingFactory(incubator=world.a, floor_area=Decimal(40_000))
    drafts = [lifecycle.UnitDraft(f"{n}", n // 20, Decimal(50)) for n in range(rooms)]
    units = lifecycle.add_units(building=house, drafts=drafts, by=None)
    LeaseFactory(residence=world.of(SpaceLease, A).residence, units=units[: rooms // 2])
    lifecycle.close_unit(unit=units[-1], on=ON, reason="repair", by=None)
    client = world.client("manager_a")

    with django_assert_num_queries(11):
        response = client.get(address(house), {"on": f"{ON}"})

    assert len(shown(response)) == rooms
