"""Lines that somebody types: what cannot be read is told on the form, and nothing happens."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from facilities import lifecycle
from facilities.models import PriceStep, SpaceLease, SubsidyStep, Unit
from tests.admin.conftest import A, pages_of
from tests.factories import UnitFactory

DAY = datetime.date


@pytest.fixture
def room(world) -> Unit:
    """100 m² that nobody has."""
    building = world.of(SpaceLease, A).leased_units.get().unit.building
    return UnitFactory(building=building, number="201", floor=2, floor_area=Decimal(100))


def granted(world, room, **lines):
    stay = world.of(SpaceLease, A).residence
    address = f"{reverse(pages_of(SpaceLease).name_of('add'))}?building={room.building_id}"
    form = {
        "units": room.pk, "residence": stay.pk, "signed_on": "2008-01-01",
        "begins_on": "2008-01-01", "ends_on": "2011-01-01", "price_class": "incubatee",
        "unit_price": "30", "price_basis": "m2_month", "rhythm": "yearly", "free_months": "0",
        "property_fee": "0", "late_fee_rate": "0", "room_deposit": "0", "utilities_deposit": "0",
    }  # fmt: skip
    return world.client("manager_a").post(address, form | lines)


def reshaped(world, room, into: str):
    address = reverse(pages_of(Unit).name_of("reshape"), args=[room.pk])
    form = {"on": "2008-01-01", "into": into, "use": "incubatee", "rentable": "on"}
    return world.client("manager_a").post(address, form)


def codes(response) -> dict[str, list[str]]:
    errors = response.context["form"].errors.as_data()
    return {name: [error.code for error in found] for name, found in errors.items()}


def test_lines_are_read(world, room):
    granted(
        world, room,
        price_steps="2009-01-01, 31.5\n\n2010-01-01，33", subsidies="1, 18, 50\n2, 9",
    )  # fmt: skip

    assert list(PriceStep.objects.order_by("from_on").values_list("from_on", "unit_price")) == [
        (DAY(2009, 1, 1), Decimal("31.5")),
        (DAY(2010, 1, 1), Decimal(33)),
    ]
    assert list(
        SubsidyStep.objects.order_by("lease_year").values_list("lease_year", "yuan", "max_area")
    ) == [(1, 18, 50), (2, 9, None)]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("price_steps", "2009-01-01"),
        ("price_steps", "2009-02-30, 31"),
        ("price_steps", "2009-01-01, much"),
        ("price_steps", "2009-01-01, NaN"),
        ("price_steps", "2009-01-01, sNaN"),
        ("price_steps", "2009-01-01, 1e30"),
        ("price_steps", "2009-01-01, 1.23456"),
        ("price_steps", "2009-01-01, 31, 32"),
        ("subsidies", "first, 18"),
        ("subsidies", "1, NaN"),
        ("subsidies", "1, 1e30"),
        ("subsidies", "1, 18, 1e30"),
        ("subsidies", "1, 18, 50, 60"),
    ],
)
def test_line_of_a_lease_that_cannot_be_read(world, room, field, line):
    response = granted(world, room, **{field: line})

    assert codes(response) == {field: ["unreadable_line"]}
    assert line in response.context["form"].errors[field][0]
    assert not room.lettings.exists()


@pytest.mark.parametrize(
    ("field", "lines", "code"),
    [
        ("price_steps", "2011-01-01, 31", "price_step_outside_lease"),
        ("price_steps", "2009-01-01, 31\n2009-01-01, 32", "invalid_terms"),
        ("subsidies", "51, 18", "invalid_terms"),
        ("subsidies", "1, 18\n1, 9", "invalid_terms"),
    ],
)
def test_lines_that_the_rules_refuse(world, room, field, lines, code):
    response = granted(world, room, **{field: lines})

    assert codes(response) == {field: [code]}
    assert not room.lettings.exists()


@pytest.mark.parametrize(
    "line",
    ["201", ", 100", "201, much", "201, NaN", "201, sNaN", "201, 1e30", "201, 99.999",
     f"{'2' * 21}, 100"],
)  # fmt: skip
def test_unit_after_that_cannot_be_read(world, room, line):
    response = reshaped(world, room, line)

    assert codes(response) == {"into": ["not_a_unit"]}
    assert list(Unit.objects.filter(floor=2)) == [room]
    room.refresh_from_db()
    assert room.ends_on is None


@pytest.mark.parametrize(
    ("into", "field", "code"),
    [
        ("201a, 60", "__all__", "areas_differ"),
        ("201a, 60\n201a, 40", "__all__", "duplicate_unit"),
        ("101, 60\n201a, 40", "__all__", "unit_exists"),
        ("201a, 100\n201b, 0", "__all__", "invalid_area"),
    ],
)
def test_units_after_that_the_rules_refuse(world, room, into, field, code):
    response = reshaped(world, room, into)

    assert codes(response) == {field: [code]}
    assert list(Unit.objects.filter(floor=2)) == [room]


def test_nothing_between_is_one_line(world, room):
    reshaped(world, room, "\n201a, 60\n   \n201b，40\n")

    after = Unit.objects.filter(floor=2, ends_on=None).order_by("number")
    assert list(after.values_list("number", "floor_area")) == [("201a", 60), ("201b", 40)]


def test_neighbour_joins_in(world, room):
    (other,) = lifecycle.add_units(
        building=room.building, drafts=[lifecycle.UnitDraft("202", 2, Decimal(50))], by=None
    )
    address = reverse(pages_of(Unit).name_of("reshape"), args=[room.pk])

    world.client("manager_a").post(
        address, {"on": "2008-01-01", "others": other.pk, "into": "201, 150", "use": "incubatee"}
    )

    after = Unit.objects.get(floor=2, ends_on=None)
    assert (after.number, after.floor_area, after.rentable) == ("201", 150, False)
    assert after.came_from.count() == 2
