"""The page of the occupancy: what is let on a day, over time, and vacant for how long."""

import datetime
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.urls import reverse

from facilities import lifecycle
from facilities.models import Building, SpaceLease, Unit
from incubator.core.dates import today
from tests.admin.conftest import A, pages_of
from tests.factories import BuildingFactory, UnitFactory

DAY = datetime.date
ON = "2008-01-01"


def page(world, role: str = "manager_a", **asked) -> HttpResponse:
    return world.client(role).get(reverse(pages_of(Building).name_of("occupancy")), asked)


@pytest.fixture
def house(world) -> Building:
    """In A: 101 is let; of three others one is closed, one vacant for 31 and one for 400 days."""
    house = world.of(Unit, A).building
    rooms = {"102": 40, "103": 50, "104": 60}
    begins = {"103": DAY(2007, 12, 1), "104": DAY(2006, 11, 27)}
    Building.objects.filter(pk=house.pk).update(opened_on=DAY(2006, 1, 1))
    house.refresh_from_db()
    for number, area in rooms.items():
        UnitFactory(
            building=house, number=number, floor=2, floor_area=Decimal(area),
            begins_on=begins.get(number),
        )  # fmt: skip
    lifecycle.close_unit(
        unit=house.units.get(number="102"), on=DAY(2007, 3, 1), reason="repair", by=None
    )
    return house


def test_who_sees_it(world):
    roles = ("manager_a", "manager_b", "zone", "auditor", "roleless", "anonymous")

    assert [page(world, role).status_code for role in roles] == [200, 200, 200, 200, 302, 302]


@pytest.mark.usefixtures("house")
def test_parts_add_up(world):
    context = page(world, on=ON).context

    assert context["sums"] == {
        "let": "200", "vacant": "110", "out_of_service": "40", "total": "350", "not_to_let": "0",
    }  # fmt: skip
    assert [area for _label, area in context["uses"]] == ["500", "0", "350", "0", "150"]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("by", "totals"), [("building", ["350"]), ("floor", ["200", "150"]), ("use", ["350"])]
)
def test_groups(world, by, totals):
    assert [row["total"] for row in page(world, on=ON, by=by).context["rows"]] == totals


@pytest.mark.usefixtures("house")
def test_vacancy_by_length(world):
    context = page(world, on=ON).context

    assert [(group["units"], group["area"]) for group in context["lengths"]] == [
        (0, "0"), (1, "50"), (0, "0"), (0, "0"), (1, "60"),
    ]  # fmt: skip
    assert [(one["since"], one["days"]) for one in context["vacant"]] == [
        (DAY(2006, 11, 27), "400天"), (DAY(2007, 12, 1), "31天"),
    ]  # fmt: skip


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("step", "first"), [("month", DAY(2007, 1, 1)), ("year", DAY(1996, 1, 1))])
def test_over_time(world, step, first):
    points = page(world, on=ON, step=step).context["points"]

    assert (points[0]["day"], points[-1]["day"], len(points)) == (first, DAY(2008, 1, 1), 13)
    assert (points[0]["let"], points[-1]["let"]) == ("0", "200")


def test_manager_sees_their_own_whatever_they_ask(world):
    theirs = page(world, incubator=world.b.code, on=ON)

    assert theirs.context["place"] is None
    assert [row["text"] for row in theirs.context["rows"]] == [f"{world.a}A座"]


def test_zone_sees_all_and_one(world):
    every = page(world, "zone", on=ON, by="incubator").context
    one = page(world, "zone", on=ON, incubator=world.b.code).context

    assert [row["text"] for row in every["rows"]] == [str(world.a), str(world.b)]
    assert [row["text"] for row in one["rows"]] == [f"{world.b}A座"]
    assert (every["sums"]["let"], one["sums"]["let"]) == ("400", "200")


@pytest.mark.parametrize("name", ["on", "by", "step", "incubator"])
@pytest.mark.parametrize("value", ["", "9" * 99, "2008-02-30", "0001-01-01", "zone", "'; --"])
def test_nonsense_is_as_if_unsaid(world, name, value):
    response = page(world, **{name: value})

    assert response.status_code == 200
    assert response.context["on"] == today()


def test_earliest_day_has_a_past(world):
    assert page(world, on="1980-01-01", step="year").context["points"][0]["day"].year == 1968


def test_file(world):
    response = page(world, on=ON, format="xlsx")

    assert response["Content-Disposition"].endswith('"occupancy-building-2008-01-01.xlsx"')
    assert b"".join(response.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("more", [0, 2])
@pytest.mark.parametrize("by", ["building", "floor"])
def test_queries(world, house, django_assert_num_queries, by, more):
    for number in range(more):
        other = BuildingFactory(incubator=world.a, code=f"X{number}")
        UnitFactory(building=other, number="1")
    client = world.client("manager_a")
    address = reverse(pages_of(Building).name_of("occupancy"))
    client.get(address)

    with django_assert_num_queries(QUERIES):
        client.get(address, {"on": ON, "by": by})


QUERIES = 28


def test_rooms_of_a_lease_that_is_over_are_vacant_since_its_end(world, house):
    lease = world.of(SpaceLease, A)
    lifecycle.end(lease=lease, on=DAY(2007, 12, 20), by=None, reason="退租")

    (first,) = [one for one in page(world, on=ON).context["vacant"] if one["unit"].endswith("101")]
    assert (first["since"], first["days"]) == (DAY(2007, 12, 20), "12天")
