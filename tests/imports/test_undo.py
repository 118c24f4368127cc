"""Taking back what a file made: all of it, or nothing with the reasons row by row."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import lifecycle as companies
from companies.models import Company, CompanyAlias, PossibleDuplicate, Residence
from incubator.imports import lifecycle
from incubator.imports.models import UNDO_WINDOW, FileImport
from incubator.statistics.models import LateFact
from tests.factories import (
    LeaseFactory,
    RepresentativeFactory,
    ResidenceFactory,
    unified_code,
)
from tests.imports.files import HEAD, checked, company_row, written, xlsx
from tests.imports.test_companies import refused
from tests.publishing.constraint_attempts import late

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]


@pytest.fixture
def run(incubator, manager) -> FileImport:
    """A list of three companies that was written."""
    lines = [company_row(number) for number in (1, 2, 3)]
    return written(checked(xlsx(HEAD, *lines), incubator=incubator, by=manager), by=manager)


def first() -> Company:
    return Company.objects.get(unified_code=unified_code(50_001))


def why(run: FileImport) -> list[tuple[int, str]]:
    return [(one.number, one.why) for one in lifecycle.hindrances(run=run)]


def test_all_of_it_is_taken_back_and_the_history_keeps_both(run, manager):
    key = first().pk

    undone = lifecycle.undo(run=run, reason="导错了孵化器", by=manager, at=run.finished_at)

    assert (undone.state, undone.undone_by, undone.undone_because) == (
        "undone", manager, "导错了孵化器",
    )  # fmt: skip
    assert (Company.objects.count(), Residence.objects.count()) == (0, 0)
    events = Company.history.rel.related_model.objects.filter(pgh_obj_id=key).order_by("pgh_id")
    assert [one.pgh_label for one in events] == ["insert", "delete"]
    assert events[1].pgh_context["reason"] == "导错了孵化器"
    assert undone.made.count() == 6


def test_what_was_taken_back_can_be_brought_again(run, incubator, manager):
    lifecycle.undo(run=run, reason="重来", by=manager, at=run.finished_at)

    again = written(
        checked(xlsx(HEAD, company_row(1)), incubator=incubator, by=manager), by=manager
    )

    assert again.written == 1


def test_an_older_code_goes_with_its_company(manager):
    head = ["企业名称", "组织机构代码"]
    run = written(checked(xlsx(head, ["戊公司", "59159267-6"])), by=manager)
    assert CompanyAlias.objects.exists()

    lifecycle.undo(run=run, reason="误", by=manager, at=run.finished_at)

    assert not CompanyAlias.objects.exists()


def test_what_somebody_changed_stands_in_the_way(run, manager):
    companies.rename_company(
        company=first(), name="宁波新名科技有限公司", on=datetime.date(2007, 1, 1), by=manager
    )

    assert [number for number, _why in why(run)] == [2, 2]
    assert why(run)[0][1] == f"之后由{manager}修改过。"
    refused("import_built_upon", lifecycle.undo, run=run, reason="误", by=manager,
            at=run.finished_at)  # fmt: skip
    assert Company.objects.count() == 3


def test_what_was_built_on_it_stands_in_the_way_by_name(run, manager):
    stay = first().residences.get()
    lease = LeaseFactory(residence=stay, ends_on=datetime.date(2009, 3, 1))
    RepresentativeFactory(company=Company.objects.get(unified_code=unified_code(50_003)))

    found = lifecycle.hindrances(run=run)

    assert [(one.number, one.by and type(one.by).__name__) for one in found] == [
        (2, "SpaceLease"), (2, "SpaceLease"), (4, "Representative"),
    ]  # fmt: skip
    assert lease.number in found[0].why
    refused("import_built_upon", lifecycle.undo, run=run, reason="误", by=manager,
            at=run.finished_at)  # fmt: skip


def test_what_is_gone_already_stands_in_the_way(run, manager):
    first().residences.all().delete()

    assert (2, "已不在档案中。") in why(run)


def test_a_company_that_was_on_file_before_stays(run, incubator, manager):
    there = Company.objects.get(unified_code=unified_code(50_003))
    Residence.objects.filter(company=there).update(left_on="2007-01-01", exit_reason="moved")
    row = company_row(3, on="2007-02-01", due="2010-01-31")
    again = written(checked(xlsx(HEAD, row), incubator=incubator, by=manager), by=manager)

    lifecycle.undo(run=again, reason="误", by=manager, at=again.finished_at)

    assert there.residences.count() == 1


def test_within_a_week_with_a_reason_and_once(run, manager):
    late = run.finished_at + UNDO_WINDOW + datetime.timedelta(seconds=1)
    more = {"run": run, "by": manager}

    refused("undo_too_late", lifecycle.undo, reason="误", at=late, **more)
    refused("said_nothing", lifecycle.undo, reason=" ", at=run.finished_at, **more)
    lifecycle.undo(reason="误", at=late - datetime.timedelta(seconds=1), **more)
    refused("import_not_written", lifecycle.undo, reason="误", at=run.finished_at, **more)


def test_what_was_only_looked_at_is_not_taken_back(incubator, manager):
    run = checked(xlsx(HEAD, company_row(1)), incubator=incubator)

    refused("import_not_written", lifecycle.undo, run=run, reason="误", by=manager,
            at=run.brought_at)  # fmt: skip


def test_taking_back_asks_as_often_for_many_as_for_one(incubator, manager):
    asked = []
    for count in (1, 3):  # how many tables point at a company is no matter of this test
        lines = [company_row(10 * count + number) for number in range(count)]
        run = written(checked(xlsx(HEAD, *lines), incubator=incubator, by=manager), by=manager)
        with CaptureQueriesContext(connection) as queries:
            lifecycle.undo(run=run, reason="误", by=manager, at=run.finished_at)
        asked.append(len(queries))

    assert asked[0] == asked[1] < 100


def test_what_a_night_finds_alike_goes_along_until_somebody_decided(run, manager):
    other = ResidenceFactory().company
    pair = PossibleDuplicate.objects.create(
        first=min(first(), other, key=lambda one: one.pk),
        second=max(first(), other, key=lambda one: one.pk),
        grounds=["same_name"], found_at=run.finished_at,
    )  # fmt: skip
    assert why(run) == []

    PossibleDuplicate.objects.filter(pk=pair.pk).update(
        dismissed_at=run.finished_at, dismissed_by=manager, dismissal="是两家"
    )
    assert [one.by for one in lifecycle.hindrances(run=run)] == [pair]
    PossibleDuplicate.objects.filter(pk=pair.pk).update(
        dismissed_at=None, dismissed_by=None, dismissal=""
    )

    lifecycle.undo(run=run, reason="误", by=manager, at=run.finished_at)

    assert list(Company.objects.all()) == [other]


def test_what_a_night_finds_late_goes_along_until_somebody_decided(run, manager, zone_user):
    """A list that reaches into a published year can be taken back after that night as well."""
    found = late(company=first(), kind="")
    assert why(run) == []

    LateFact.objects.filter(pk=found.pk).update(
        state="rejected", decided_at=run.finished_at, decided_by=zone_user, reason="不计入"
    )
    assert [one.by for one in lifecycle.hindrances(run=run)] == [found]
    LateFact.objects.filter(pk=found.pk).update(
        state="lapsed", decided_at=None, decided_by=None, reason=""
    )

    lifecycle.undo(run=run, reason="误", by=manager, at=run.finished_at)

    assert not Company.objects.exists()
    assert not LateFact.objects.exists()
