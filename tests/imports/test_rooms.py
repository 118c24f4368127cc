"""Rooms from a file: units of a building, each held against all that stand."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from facilities.models import Unit
from incubator.core.dates import today
from incubator.imports import lifecycle
from tests.factories import BuildingFactory, LeaseFactory, ResidenceFactory, UnitFactory
from tests.imports.files import brought, checked, out, told, written, xlsx
from tests.imports.test_companies import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]

DAY = datetime.date
HEAD = ["房号", "楼层", "建筑面积（m²）"]


@pytest.fixture
def building(incubator):
    """Of 500 m²."""
    return BuildingFactory(incubator=incubator, code="A", name="A座", floor_area=Decimal(500))


def of(building, *rows: list, head: list = HEAD):
    return checked(
        xlsx(head, *rows), kind="rooms", incubator=building.incubator, fixed={"building": "A"}
    )


def test_rooms_of_an_empty_building_are_there_since_it_is(building):
    run = written(of(building, ["201", 2, 200], ["202", "2", "99.5"], ["B1", -1, 0.5]))

    assert (run.written, run.problems) == (3, [])
    rooms = Unit.objects.order_by("pk")
    assert [(room.number, room.floor, room.floor_area) for room in rooms] == [
        ("201", 2, Decimal(200)), ("202", 2, Decimal("99.5")), ("B1", -1, Decimal("0.5")),
    ]  # fmt: skip
    assert {room.begins_on for room in rooms} == {building.opened_on}


def test_beside_rooms_that_stand_they_are_there_since_today(building):
    UnitFactory(building=building, number="101")

    written(of(building, ["201", 2, 100]))

    assert Unit.objects.get(number="201").begins_on == today()


def test_everything_can_be_said_of_a_room(building):
    head = [*HEAD, "使用面积（m²）", "类型", "用途", "可出租", "投用日期"]
    written(of(building, [101, 1, 100, 80, "工位", "公共服务用房", "否", "2007-03-01"], head=head))

    room = Unit.objects.get()
    assert (room.number, room.kind, room.use, room.rentable) == (
        "101", "desk", "public_service", False,
    )  # fmt: skip
    assert (room.usable_area, room.begins_on) == (80, DAY(2007, 3, 1))


def test_every_problem_is_told_with_its_row_and_column(building):
    UnitFactory(building=building, number="101")
    run = of(
        building, ["201", 2, 100], ["202", 2, 0], ["203", 2, 501], ["204", 2, "ten"],
        ["205", 200, 10], ["", 2, 10], ["101", 1, 10], ["201", 3, 20], ["206", 1.5, 10],
        ["207", 2, 201],
    )  # fmt: skip

    assert told(run) == [
        (3, "建筑面积（m²）", "invalid_area"),
        (4, "建筑面积（m²）", "invalid_area"),
        (5, "建筑面积（m²）", "cell_unreadable"),
        (6, "楼层", "invalid_floor"),
        (7, "单元编号", "cell_empty"),
        (8, "单元编号", "unit_exists"),
        (9, "单元编号", "unit_exists"),
        (10, "楼层", "cell_unreadable"),
        (11, "建筑面积（m²）", "areas_exceed_building"),
    ]
    assert (run.good, Unit.objects.count()) == (1, 1)


def test_the_very_room_that_is_there_stays_out(building):
    UnitFactory(building=building, number="101")

    run = of(building, ["101", 1, 200], ["201", 2, 10], ["201", 2, 10])

    assert (out(run), run.good) == ([2, 4], 1)


def test_of_several_buildings_a_row_says_which(building):
    BuildingFactory(incubator=building.incubator, code="B", name="B座")
    head = ["楼栋", *HEAD]
    run = brought(
        xlsx(head, ["B座", "1", 1, 9], ["a", "1", 1, 9], ["", "2", 1, 9]), kind="rooms",
        incubator=building.incubator,
    )  # fmt: skip
    run = lifecycle.check(import_id=run.pk, at=run.brought_at)

    assert (told(run), run.good) == ([(4, "楼宇", "import_building_unknown")], 2)


def test_rooms_are_taken_back_unless_somebody_has_them(building, manager):
    run = written(of(building, ["201", 2, 100], ["202", 2, 100]), by=manager)
    stay = ResidenceFactory(incubator=building.incubator)
    lease = LeaseFactory(residence=stay, units=[Unit.objects.get(number="202")])

    assert [one.number for one in lifecycle.hindrances(run=run)] == [3]
    refused("import_built_upon", lifecycle.undo, run=run, reason="误", by=manager,
            at=run.finished_at)  # fmt: skip
    lease.leased_units.all().delete()
    lifecycle.undo(run=run, reason="误", by=manager, at=run.finished_at)
    assert not Unit.objects.exists()


def test_button_of_a_building_says_which_one(building, manager, browser_as):
    address = reverse("admin:facilities_building_import_units", args=[building.pk])

    shown = browser_as(manager).get(address, follow=True)

    assert "导入房间" in shown.text
    assert "楼宇" in shown.text


def test_many_rooms_are_written_with_as_many_statements_as_few(building):
    def statements(first: int, count: int) -> int:
        rows = [[str(number), 1, 1] for number in range(first, first + count)]
        run = of(building, *rows)
        with CaptureQueriesContext(connection) as asked:
            assert written(run).written == count
        return len(asked)

    assert statements(1_000, 3) == statements(2_000, 60)
