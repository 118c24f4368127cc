"""The page that imports a building's rooms: a dry run first, and all or nothing then."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from facilities import lifecycle, rooms_file
from facilities.admin.imports import RoomsImport
from facilities.models import Building
from incubator.core.dates import today
from tests.admin.conftest import A, B, pages_of
from tests.admin.test_facilities import xlsx
from tests.factories import UnitFactory

DAY = datetime.date


class Page:
    """The import page of a building, as somebody uses it."""

    def __init__(self, world, role: str = "manager_a", whose: str = A) -> None:
        self.building = world.of(Building, whose)
        self.client = world.client(role)
        self.address = reverse(pages_of(Building).name_of("import_units"), args=[self.building.pk])

    def check(self, *rows: list):
        return self.client.post(self.address, {"file": xlsx(*rows), "begins_on": "2007-03-01"})

    def send(self, content: bytes):
        file = SimpleUploadedFile("rooms.xlsx", content)
        return self.client.post(self.address, {"file": file, "begins_on": "2007-03-01"})

    def confirm(self, checked: str):
        return self.client.post(self.address, {"checked": checked})

    def numbers(self) -> list[str]:
        return sorted(self.building.units.values_list("number", flat=True))


@pytest.fixture
def page(world) -> Page:
    """Of building A with 500 m², 200 of them in room 101."""
    return Page(world)


def problems(response) -> dict[int, str]:
    return {row["row"]: row["problem"] for row in response.context["rows"] if row["problem"]}


def errors(response) -> list[str]:
    """What is said in red above the page."""
    found = get_messages(response.wsgi_request)
    return [str(message) for message in found if message.level_tag == "error"]


def test_all_rows_are_shown_and_then_written(page):
    checked = page.check(["201", 2, 200], ["202", "2", "99.5"], ["B1", -1, 0.5])
    before = page.numbers()

    done = page.confirm(checked.context["checked"])

    assert (before, page.numbers()) == (["101"], ["101", "201", "202", "B1"])
    assert [row["row"] for row in checked.context["rows"]] == [2, 3, 4]
    assert checked.context["sum"] == "300 m²"
    assert done.url == pages_of(Building).address_of(page.building)
    assert set(page.building.units.values_list("begins_on", flat=True)) == {DAY(2007, 3, 1)}


def test_without_a_day_rooms_exist_since_today_and_no_past_figure_changes(page):
    sent = page.client.post(page.address, {"file": xlsx(["201", 2, 200])})
    checked = sent.context["checked"]
    page.confirm(checked)

    assert page.building.units.get(number="201").begins_on == today()


def test_who_did_it_is_kept(page, world):
    page.confirm(page.check(["201", 2, 10]).context["checked"])

    kept = page.building.units.get(number="201").history.get()
    assert kept.pgh_context["username"] == world.users["manager_a"].username


def test_every_problem_is_told_with_its_row(page):
    response = page.check(
        ["201", 2, 10],
        ["202", 2, 0],
        ["203", 2, -1],
        ["204", 2, 501],
        ["205", 2, "ten"],
        ["206", 200, 10],
        ["", 2, 10],
        ["101", 1, 10],
        ["208", 2, 10],
        ["208", 3, 20],
        [None, None, None],
        ["210", 1.5, 10],
    )

    assert list(problems(response)) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 13]
    assert response.context["checked"] == ""
    assert page.numbers() == ["101"]


def test_formula_without_its_result_is_refused_by_its_cell(page):
    response = page.check(["201", 2, 10], ["202", 2, "=5+5"])

    assert "C3" in response.context["form"].errors["file"][0]
    assert page.numbers() == ["101"]


@pytest.mark.parametrize("area", [299.99, 300])
def test_areas_up_to_the_building_are_right(page, area):
    response = page.check(["201", 2, area])

    assert (problems(response), response.context["general"]) == ({}, "")


def test_areas_beyond_the_building_are_told_for_all_rows_together(page):
    response = page.check(["201", 2, 200], ["202", 2, 100.01])

    assert (problems(response), response.context["checked"]) == ({}, "")
    assert "500.01" in response.context["general"]
    assert response.context["general"] in response.text
    assert page.numbers() == ["101"]


@pytest.mark.parametrize(
    "content",
    [b"", b"not a file", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"<html></html>"],
    ids=["empty", "text", "zip", "xls", "html"],
)
def test_no_xlsx_file_is_refused_at_the_field(page, content):
    response = page.send(content)

    assert response.context["form"].errors.keys() == {"file"}
    assert "checked" not in response.context
    assert page.numbers() == ["101"]


def test_no_file_at_all(page):
    response = page.client.post(page.address)

    assert response.context["form"].errors.as_data()["file"][0].code == "required"


@pytest.mark.parametrize(
    ("content", "named"),
    [(xlsx().read(), ""), (rooms_file.example().replace(b"PK", b"PQ"), "XLSX")],
    ids=["no rows", "damaged"],
)
def test_file_that_says_nothing(page, content, named):
    (said,) = page.send(content).context["form"].errors["file"]

    assert named in said
    assert page.numbers() == ["101"]


def test_example_can_be_sent_back_once_its_number_is_free(page):
    example = page.client.get(page.address, {"example": ""}).content

    response = page.send(example)

    assert list(problems(response)) == [2]  # 101 stands already
    assert page.numbers() == ["101"]


class TestConfirmation:
    """What is confirmed is exactly what was checked, for this building, and still true."""

    def test_tampered(self, page):
        checked = page.check(["201", 2, 10]).context["checked"]

        response = page.confirm(checked[:-1] + ("A" if checked[-1] != "A" else "B"))

        assert len(errors(response)) == 1
        assert page.numbers() == ["101"]

    @pytest.mark.parametrize("token", ["", "x", ":::", "null", "\x00"])
    def test_made_up(self, page, token):
        assert len(errors(page.confirm(token))) == 1
        assert page.numbers() == ["101"]

    def test_signed_for_something_else(self, page):
        rows = [page.building.pk, []]

        response = page.confirm(
            signing.dumps(rows, salt=f"{RoomsImport.salt}.other", compress=True)
        )

        assert len(errors(response)) == 1

    def test_of_another_building(self, page, world):
        theirs = Page(world, "manager_b", B).check(["201", 2, 10])

        response = page.confirm(theirs.context["checked"])

        assert len(errors(response)) == 1
        assert page.numbers() == ["101"]

    def test_of_this_building_by_somebody_else(self, page, world):
        checked = page.check(["201", 2, 10]).context["checked"]
        statuses = {
            role: world.client(role).post(page.address, {"checked": checked}).status_code
            for role in ("manager_b", "auditor", "zone")
        }

        assert statuses == {"manager_b": 404, "auditor": 403, "zone": 403}
        assert page.numbers() == ["101"]

    def test_number_that_was_taken_meanwhile(self, page):
        checked = page.check(["201", 2, 10], ["202", 2, 10]).context["checked"]
        UnitFactory(building=page.building, number="202", floor_area=Decimal(1))

        response = page.confirm(checked)

        assert ["202" in text for text in errors(response)] == [True]
        assert page.numbers() == ["101", "202"]

    def test_area_that_was_taken_meanwhile(self, page):
        checked = page.check(["201", 2, 200], ["202", 2, 100]).context["checked"]
        UnitFactory(building=page.building, number="301", floor_area=Decimal(1))

        response = page.confirm(checked)

        assert ["501" in text for text in errors(response)] == [True]
        assert page.numbers() == ["101", "301"]

    def test_twice(self, page):
        checked = page.check(["201", 2, 10]).context["checked"]
        page.confirm(checked)

        assert len(errors(page.confirm(checked))) == 1
        assert page.numbers() == ["101", "201"]


@pytest.mark.parametrize("rooms", [1, 3])
def test_queries_of_a_confirmation(page, django_assert_num_queries, rooms):
    checked = page.check(*([f"2{n}", 2, 10] for n in range(rooms))).context["checked"]

    with django_assert_num_queries(9):
        page.confirm(checked)


def test_number_of_a_room_that_stood_before_is_taken(page):
    room = UnitFactory(building=page.building, number="201", floor_area=Decimal(10))
    lifecycle.retire_unit(unit=room, on=DAY(2008, 1, 1), by=None, reason="拆除")

    response = page.check(["201", 2, 10])

    # The rooms of this file stand since the building does, so they meet the one before.
    assert list(problems(response)) == [2]
