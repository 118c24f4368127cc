"""Leases of a file beside others who want the same rooms: each room is let once, and it is said."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident

import pytest

from facilities import lifecycle as space
from facilities.lifecycle import granting
from facilities.models import Charge, LeasedUnit, SpaceLease
from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.models import FileImport
from tests.factories import (
    BuildingFactory,
    IncubatorFactory,
    ResidenceFactory,
    UnitFactory,
    UserFactory,
    simple_terms,
)
from tests.imports.files import checked, written, xlsx
from tests.imports.test_leases import DAY, HEAD
from tests.imports.test_races_of_two import at_once, back_and_forth, confirmed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_broker")]

COUNT = 12


class House:
    """Twelve rooms, and two companies that want all of them."""

    def __init__(self) -> None:
        self.incubator = IncubatorFactory()
        days = {"on": DAY(2007, 1, 1), "due_on": DAY(2010, 12, 31)}
        self.stays = [ResidenceFactory(incubator=self.incubator, **days) for _number in range(2)]
        building = BuildingFactory(incubator=self.incubator, code="A", floor_area=9_999)
        self.rooms = [
            UnitFactory(building=building, number=f"{number:02d}", floor_area=9)
            for number in range(COUNT)
        ]

    def file(self, of: int, rooms: list) -> FileImport:
        code = self.stays[of].company.unified_code
        rows = [[code, "A", one.number, "2007-04-01", "2008-03-31", 30] for one in rooms]
        return checked(xlsx(HEAD, *rows), kind="leases", incubator=self.incubator)


def writing(run: FileImport):
    return lambda: lifecycle.write(import_id=run.pk, at=now())


def each_room_once(house: House) -> None:
    """No room twice, all claims of leases, and numbers without a gap."""
    assert LeasedUnit.objects.values("unit").distinct().count() == LeasedUnit.objects.count()
    numbers = SpaceLease.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"ZL2007-{at:04d}" for at in range(1, len(numbers) + 1)]
    assert Charge.objects.count() == 2 * len(numbers)


@pytest.mark.parametrize("_round", range(3))
@pytest.mark.parametrize("batch", [3, 500])
def test_two_files_of_the_same_rooms(_round, batch, monkeypatch):
    """The second one reads them from the last to the first."""
    monkeypatch.setattr("facilities.imports.leases.Leases.batch", batch)
    house = House()
    runs = [
        confirmed(house.file(0, house.rooms)), confirmed(house.file(1, house.rooms[::-1])),
    ]  # fmt: skip

    assert at_once(*map(writing, runs)) == ["done", "done"]

    for run in runs:
        run.refresh_from_db()
    assert [run.state for run in runs] == ["done", "done"]
    assert sum(run.written for run in runs) == COUNT
    assert [len(run.problems) + run.written for run in runs] == [COUNT, COUNT]
    assert {one["code"] for run in runs for one in run.problems} == {"unit_taken"}
    each_room_once(house)


@pytest.mark.parametrize("_round", range(3))
@pytest.mark.parametrize("place", [0, COUNT - 1])
def test_a_room_that_is_let_by_hand_meanwhile(_round, place, monkeypatch):
    monkeypatch.setattr("facilities.imports.leases.Leases.batch", 4)
    house = House()
    run = confirmed(house.file(0, house.rooms))
    stay = house.stays[1]

    def by_hand() -> None:
        space.grant_lease(
            company=stay.company, residence=stay, units=[house.rooms[place]],
            begins_on=DAY(2007, 7, 1), ends_on=DAY(2008, 7, 1), signed_on=DAY(2007, 4, 1),
            terms=simple_terms(rhythm="quarterly"), by=UserFactory(),
        )  # fmt: skip

    wrote, said = at_once(writing(run), by_hand)

    run.refresh_from_db()
    assert (wrote, run.state) == ("done", "done")
    if said == "done":
        assert [(one["row"], one["code"]) for one in run.problems] == [(place + 2, "unit_taken")]
    else:
        assert (said, run.problems) == ("unit_taken", [])
    assert LeasedUnit.objects.count() == COUNT
    each_room_once(house)


def test_nobody_waits_for_a_number_with_what_a_later_row_names(monkeypatch):
    """The second row wants the first one's room too, so it comes after the first has its number;
    meanwhile its tenant is let another room by hand."""
    house = House()
    room, other, *_rest = house.rooms
    rows = [
        [stay.company.unified_code, "A", room.number, "2007-04-01", "2008-03-31", 30]
        for stay in house.stays
    ]
    run = confirmed(checked(xlsx(HEAD, *rows), kind="leases", incubator=house.incubator))
    hold, at_numbers, ours, begun = granting._hold_numbers, Event(), get_ident(), []

    def by_hand() -> str:
        stay = house.stays[1]
        return at_once(
            lambda: space.grant_lease(
                company=stay.company, residence=stay, units=[other], begins_on=DAY(2007, 4, 1),
                ends_on=DAY(2008, 4, 1), signed_on=DAY(2007, 4, 1),
                terms=simple_terms(rhythm="half_yearly"), by=None,
            )
        )[0]  # fmt: skip

    def holding(incubator) -> None:
        if get_ident() != ours:
            at_numbers.set()
        hold(incubator)
        if get_ident() == ours and not begun:
            begun.append(pool.submit(by_hand))
            at_numbers.wait(1)

    monkeypatch.setattr(granting, "_hold_numbers", holding)
    with ThreadPoolExecutor(1) as pool:
        lifecycle.write(import_id=run.pk, at=now())
        said = begun[0].result()

    run.refresh_from_db()
    assert (run.state, run.written, said) == ("done", 1, "done")
    assert [one["code"] for one in run.problems] == ["unit_taken"]
    assert SpaceLease.objects.count() == len(rows)


@pytest.mark.parametrize("_round", range(3))
def test_a_file_is_taken_back_while_another_one_lets_its_rooms(_round, monkeypatch):
    monkeypatch.setattr("facilities.imports.leases.Leases.batch", 3)
    house = House()
    first = house.file(0, house.rooms)
    second = confirmed(house.file(1, house.rooms))
    first = written(first, by=UserFactory())

    came = back_and_forth(first, second)

    assert (came, first.state, second.state) == ("done", "undone", "done")
    assert {one["code"] for one in second.problems} <= {"unit_taken", "refused_by_database"}
    assert second.written + len(second.problems) == COUNT
    assert SpaceLease.objects.count() == LeasedUnit.objects.count() == second.written
    assert set(Charge.objects.values_list("lease", flat=True)) == set(
        SpaceLease.objects.values_list("pk", flat=True)
    )
