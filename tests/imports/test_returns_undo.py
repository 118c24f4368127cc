"""Taking back a file of returns: they are owed again, unless one was dealt with since."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.lifecycle import returns
from companies.models import DueReturn, Return, ReturnMove, ReturnValue
from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.models import FileImport
from tests.factories import (
    MembershipFactory,
    RepresentativeFactory,
    UserFactory,
)
from tests.imports.returns import checked, filled_in, written
from tests.imports.test_companies import refused
from tests.returns.conftest import filed, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]


@pytest.fixture
def run(companies, manager) -> FileImport:
    period = opened()
    return written(checked(period, filled_in(period, companies), by=manager), by=manager)


@pytest.fixture
def officer(incubator):
    """A second manager of the incubator."""
    return MembershipFactory(incubator=incubator, user=UserFactory(staff=True)).user


def why(run: FileImport) -> list[tuple[int, str]]:
    return [(one.number, one.why) for one in lifecycle.hindrances(run=run)]


def undone(run: FileImport, by) -> FileImport:
    return lifecycle.undo(run=run, reason="导错了年度", by=by, at=now())


def test_all_of_it_is_taken_back_owed_again_and_kept_by_the_history(run, manager):
    keys = list(Return.objects.values_list("pk", flat=True))

    undone(run, manager)

    assert not Return.objects.exists()
    assert not ReturnValue.objects.exists()
    assert not ReturnMove.objects.exists()
    assert DueReturn.objects.owed().count() == 3
    events = Return.history.rel.related_model.objects.filter(pgh_obj_id__in=keys)
    assert set(events.values_list("pgh_label", flat=True)) == {"insert", "update", "delete"}
    last = events.filter(pgh_label="delete").first()
    assert last.pgh_context["reason"] == "导错了年度"
    values = ReturnValue.history.rel.related_model.objects.filter(report_id__in=keys)
    assert values.filter(pgh_label="delete").count() == values.filter(pgh_label="insert").count()


def test_what_was_taken_back_can_be_brought_or_written_again(run, companies, manager):
    undone(run, manager)
    period = opened()

    again = checked(period, filled_in(period, companies))
    assert again.good == 3
    writer = RepresentativeFactory(company=companies[0], right="sign").user
    due = DueReturn.objects.get(company=companies[0])
    assert returns.start_return(due=due, by=writer, at=now()).version == 1


def test_one_that_was_verified_is_named_and_nothing_is_taken_back(run, companies, officer):
    report = Return.objects.get(due__company=companies[1])
    returns.verify_return(report=report, by=officer, at=now())

    [(number, said)] = why(run)

    assert number == 4
    assert said.startswith(f"{officer}已于")
    assert said.endswith("审核。")
    refused("import_built_upon", lifecycle.undo, run=run, reason="误", by=officer, at=now())
    assert Return.objects.count() == 3


def test_one_that_nobody_in_particular_verified_is_named_too(run):
    returns.verify_return(report=Return.objects.first(), by=None, at=now())

    [(_number, said)] = why(run)

    assert said.startswith("已于")


def test_one_that_was_sent_back_is_the_companys_now(run, companies, officer):
    report = Return.objects.get(due__company=companies[0])
    returns.send_back_return(report=report, reason="单位填错", by=officer, at=now())

    assert why(run) == [(3, f"之后由{officer}修改过。")]
    refused("import_built_upon", lifecycle.undo, run=run, reason="误", by=officer, at=now())


def test_a_correction_stands_in_the_way(run, companies, officer):
    report = Return.objects.get(due__company=companies[2])
    returns.verify_return(report=report, by=officer, at=now())
    returns.correct_return(report=report, reason="漏报", by=officer, at=now(), for_office=True)

    assert {number for number, _why in why(run)} == {5}
    assert len(why(run)) == 2


def test_what_a_company_handed_in_itself_stays(companies, manager):
    own = filed(companies[0], verified=False)
    period = own.due.period
    run = written(checked(period, filled_in(period, companies), by=manager), by=manager)
    assert (run.written, run.repeated) == (2, 1)

    undone(run, manager)

    assert list(Return.objects.all()) == [own]
    assert DueReturn.objects.get(company=companies[0]).handed_in_at == own.submitted_at


def test_after_a_week_they_are_corrected_one_by_one(run, manager):
    late = run.finished_at + datetime.timedelta(days=7, seconds=1)

    refused("undo_too_late", lifecycle.undo, run=run, reason="误", by=manager, at=late)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM companies_returnmove",
        "UPDATE companies_returnmove SET said = 'x'",
        "DELETE FROM companies_returnvalue",
    ],
)
def test_parts_go_only_after_their_return(run, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_taking_back_asks_as_often_for_many_as_for_one(companies, manager):
    asked = []
    for number, count in enumerate((1, 3)):
        period = opened("operating-quarterly", 2007, number + 3)
        figures = {
            item.code: "50" for item in period.form.items.all() if item.required
        } | {"assets": "100"}  # fmt: skip
        figures |= {
            f"{item.code}.year": "80"
            for item in period.form.items.all() if item.required and item.has_year
        }  # fmt: skip
        run = checked(period, filled_in(period, companies[:count], figures), by=manager)
        assert run.problems == []
        run = written(run, by=manager)
        with CaptureQueriesContext(connection) as queries:
            undone(run, manager)
        asked.append(len(queries))

    assert asked[0] == asked[1] < 60
