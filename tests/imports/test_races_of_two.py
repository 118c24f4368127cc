"""Two files of the same rows: one is taken back while the other is written, or both are written.

One of them is first. Either the other finds what is there then and says so, or what was made is
gone and it stands on its own: nothing hangs on what is no longer there.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection

from companies.lifecycle import returns
from companies.lifecycle.returns import filing
from companies.models import Company, DueReturn, Residence, Return, ReturnMove, ReturnValue
from facilities.models import Unit
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.imports import lifecycle
from incubator.imports.models import FileImport
from tests.factories import (
    BuildingFactory,
    CompanyFactory,
    IncubatorFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.imports.files import HEAD, checked, company_row, written, xlsx
from tests.imports.returns import checked as checked_returns
from tests.imports.returns import filled_in
from tests.returns.conftest import opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_broker")]
COUNT = 12


def confirmed(run: FileImport) -> FileImport:
    """Left for a worker to write."""
    return lifecycle.confirm(
        run=run, all_or_none=False, leave_out_repeats=True, by=UserFactory(), at=now()
    )


def at_once(*works: Callable[[], object]) -> list[str]:
    """What became of each: "done", or the code of its refusal."""
    begin = Barrier(len(works))

    def tried(work: Callable[[], object]) -> str:
        try:
            connection.ensure_connection()
            begin.wait(10)
            work()
        except RuleViolation as violation:
            return violation.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(tried, works))


def back_and_forth(first: FileImport, second: FileImport) -> str:
    """Take one back while the other is written; what became of the undo."""
    by = UserFactory()
    came, _wrote = at_once(
        lambda: lifecycle.undo(run=first, reason="误", by=by, at=now()),
        lambda: lifecycle.write(import_id=second.pk, at=now()),
    )
    first.refresh_from_db()
    second.refresh_from_db()
    return "undone" if came == "done" else came


@pytest.mark.parametrize("_round", range(3))
def test_companies_taken_back_while_another_file_admits_them(_round, monkeypatch):
    monkeypatch.setattr("companies.imports.companies.Companies.batch", 2)
    facts = [company_row(number)[:2] for number in range(COUNT)]
    first = written(checked(xlsx(HEAD[:2], *facts)), by=UserFactory())
    stays = [company_row(number) for number in range(COUNT)]
    second = confirmed(checked(xlsx(HEAD, *stays), incubator=IncubatorFactory()))

    came = back_and_forth(first, second)

    assert came in ("undone", "import_built_upon")
    assert second.state == "done"
    assert {one["code"] for one in second.problems} <= {"row_overtaken", "refused_by_database"}
    assert second.written + len({one["row"] for one in second.problems}) == COUNT
    admitted = Residence.objects.values_list("company", flat=True)
    assert len(admitted) == second.written
    there = Company.objects.values_list("pk", flat=True)
    assert set(admitted) <= set(there)
    assert len(there) == (second.written if came == "undone" else COUNT)


@pytest.mark.parametrize("_round", range(3))
def test_returns_taken_back_while_another_file_brings_them(_round, monkeypatch):
    monkeypatch.setattr("companies.imports.returns.Returns.batch", 2)
    place = IncubatorFactory()
    companies = [CompanyFactory() for _number in range(COUNT)]
    for company in companies:
        ResidenceFactory(company=company, incubator=place)
    period = opened()
    content = filled_in(period, companies)
    first = checked_returns(period, content)
    second = confirmed(checked_returns(period, content))
    first = written(first, by=UserFactory())

    came = back_and_forth(first, second)

    assert came == "undone"
    assert (second.state, second.problems) == ("done", [])
    assert second.written + len(second.repeats) == COUNT
    reports = Return.objects.values_list("pk", flat=True)
    assert len(reports) == second.written
    assert set(ReturnMove.objects.values_list("report", flat=True)) == set(reports)
    assert set(ReturnValue.objects.values_list("report", flat=True)) == set(reports)
    owed = DueReturn.objects.owed().values_list("company", flat=True)
    assert len(owed) == COUNT - second.written


@pytest.mark.parametrize("_round", range(3))
def test_rooms_taken_back_while_another_file_brings_them(_round, monkeypatch):
    monkeypatch.setattr("facilities.imports.rooms.Rooms.batch", 2)
    building = BuildingFactory(code="A", floor_area=10_000)
    rows = [[str(number), 1, 100] for number in range(101, 101 + COUNT)]
    files = [
        checked(
            xlsx(["房号", "楼层", "建筑面积（m²）"], *rows), kind="rooms",
            incubator=building.incubator, fixed={"building": "A"},
        )
        for _file in range(2)
    ]  # fmt: skip
    second = confirmed(files[1])
    first = written(files[0], by=UserFactory())

    came = back_and_forth(first, second)

    assert came == "undone"
    assert (second.state, second.problems) == ("done", [])
    assert second.written + len(second.repeats) == COUNT
    numbers = Unit.objects.values_list("number", flat=True)
    assert len(numbers) == len(set(numbers)) == second.written


@pytest.mark.parametrize("verb", [returns.verify_return, returns.send_back_return])
def test_a_return_that_is_dealt_with_while_its_file_is_taken_back(verb, monkeypatch):
    place = IncubatorFactory()
    companies = [CompanyFactory() for _number in range(2)]
    for company in companies:
        ResidenceFactory(company=company, incubator=place)
    period = opened()
    run = written(checked_returns(period, filled_in(period, companies)), by=UserFactory())
    report, by = Return.objects.order_by("pk")[1], UserFactory()
    held, taken_back = Event(), filing.take_back_returns

    def slowly(**what) -> None:
        """Once the other one waits for the row that goes."""
        held.set()
        until_somebody_waits()
        taken_back(**what)

    monkeypatch.setattr(filing, "take_back_returns", slowly)
    more = {"reason": "请补充"} if verb is returns.send_back_return else {}

    def dealt_with() -> None:
        held.wait(10)
        verb(report=report, by=by, at=now(), **more)

    came = at_once(lambda: lifecycle.undo(run=run, reason="误", by=by, at=now()), dealt_with)

    assert came == ["done", "return_taken_back"]
    assert not Return.objects.exists()


def until_somebody_waits() -> None:
    """For a lock that this connection, or another one, holds."""
    for _round in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("nobody waits")
