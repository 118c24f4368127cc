"""Integration tests of the seeded zone: who was ready to graduate in 2007, and who just not."""

import datetime

import pytest

from companies.enums import ExitReason, Standing
from companies.models import Judgement, Residence, Return
from companies.queries.readiness import readiness, text_for
from incubator.core.db import steady_read
from incubator.institutions.enums import Programme
from incubator.institutions.queries import Shelf
from incubator.statistics.computation import count_year
from incubator.statistics.snapshots import verify
from incubator.statistics.snapshots.content import files_of
from seeds.zone2007 import graduation, rulebooks

pytestmark = pytest.mark.usefixtures("zone")
END = datetime.date(2007, 12, 31)


@pytest.fixture
def shelf() -> Shelf:
    rulebooks.build()
    return Shelf.load()


def stays_of_2007() -> list[Residence]:
    stays = Residence.objects.filter(programme=Programme.INCUBATION, admitted_on__lte=END).exclude(
        left_on__lt=datetime.date(2007, 1, 1)
    )
    return list(stays.select_related("company", "incubator"))


def found_at(stays, shelf, on):
    return readiness(stays, text_for(shelf, on=on), as_of=on, shelf=shelf)


def test_exactly_the_graduates_of_2007_were_ready(shelf):
    by_day: dict[datetime.date, list[Residence]] = {}
    for stay in stays_of_2007():
        by_day.setdefault(min(stay.left_on or END, END), []).append(stay)

    found = [one for on, stays in by_day.items() for one in found_at(stays, shelf, on)]

    ready = {one.residence.pk for one in found if one.standing == Standing.MET}
    graduates = {stay.pk for stay in stays_of_2007()
                 if stay.exit_reason == ExitReason.GRADUATED and stay.left_on <= END}  # fmt: skip
    assert len(graduates) == 30
    assert ready == graduates
    assert {one.rulebook.code for one in found} == {"cn-2006"}


def test_others_lack_one_condition_each_in_another_way(shelf):
    inside = [stay for stay in stays_of_2007() if stay.left_on is None]

    near = [one for one in found_at(inside, shelf, END) if one.verdict.is_near]

    lacking = {one.verdict.open[0].criterion.rule for one in near}
    assert len(near) > 30
    assert lacking >= {"income", "hnte_local", "rd_spending_share", "rd_staff_share",
                       "able_founder"}  # fmt: skip


@pytest.mark.parametrize("year", [2006, 2007])
def test_second_judge_finds_the_same(year):
    """Nothing of the seeded zone is left out of the recount, and all of it is equal."""
    with steady_read():
        files = {file.name: file.content for file in files_of(count_year(year))}
    report, stated = verify.Report(), verify.stated_in(files)
    verify.recount(report, files, year, stated)

    assert report.holds, report.lines
    assert "     not counted again: none" in report.lines
    assert any(float(stated[code, "", ""]["counted"]) >= 30
               for code in ("near_misses", "expected_graduates"))  # fmt: skip


def test_all_of_it_is_marked_as_generated_and_made_once():
    before = Judgement.objects.count(), Return.objects.count()

    assert not graduation.build()

    assert (Judgement.objects.count(), Return.objects.count()) == before
    assert not Return.objects.filter(is_generated=False).exists()
    assert not Judgement.objects.filter(residence__company__is_generated=False).exists()
