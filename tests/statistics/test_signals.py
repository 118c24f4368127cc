"""Signals: what each points at, what it passes by, and that no figure changes for it."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from companies import lifecycle
from companies.models import Residence, StaffCount
from incubator.core.dates import midnight
from incubator.core.errors import RuleViolation
from incubator.statistics.signals import SIGNALS, Evidence, evidence_of, signal_named, signals_of
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.facts.rows import PDF, fact
from tests.graduating.conftest import shelf
from tests.graduating.rows import ready
from tests.graduating.steps import NOW, close, closed, confirm, proposed
from tests.publishing.constraint_attempts import sealed
from tests.returns.conftest import filed

__all__ = ["shelf"]  # a fixture

pytestmark = pytest.mark.django_db
DAY = datetime.date


def pointed_at(code: str, year: int = 2007) -> set[Residence]:
    return set(signal_named(code).stays(year))


def seen(code: str, year: int = 2007) -> tuple[int, int]:
    (found,) = [one for one in signals_of(year) if one.signal.code == code]
    return found.found, found.looked_at


def test_entries_in_december_out_of_all_of_the_year():
    ResidenceFactory(on=DAY(2007, 11, 30))
    first = ResidenceFactory(on=DAY(2007, 12, 1))
    last = ResidenceFactory(on=DAY(2007, 12, 31))
    ResidenceFactory(on=DAY(2008, 1, 1))

    assert pointed_at("december_entries") == {first, last}
    assert seen("december_entries") == (2, 3)


def test_stays_in_an_accelerator_are_not_looked_at():
    ResidenceFactory(incubator=IncubatorFactory(kind="accelerator"), on=DAY(2007, 12, 3))

    assert seen("december_entries") == (0, 0)


def test_graduations_in_the_last_seven_days():
    for day in (24, 25, 31):
        ResidenceFactory(on=DAY(2005, 1, 1), graduated_on=DAY(2007, 12, day))
    ResidenceFactory(on=DAY(2005, 1, 1), left_on=DAY(2007, 12, 30))

    assert sorted(stay.left_on.day for stay in pointed_at("year_end_graduations")) == [25, 31]
    assert seen("year_end_graduations") == (2, 3)


def test_graduations_recorded_in_the_week_before_the_freeze():
    """By when they were recorded: the figures of 2007 were frozen on 12 March 2008."""
    stays = {
        day: ResidenceFactory(on=DAY(2005, 1, 1), graduated_on=DAY(2007, 6, 1))
        for day in ((2008, 3, 5), (2008, 3, 6), (2008, 3, 12), (2008, 3, 13))
    }
    events = Residence.history.rel.related_model
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {events._meta.db_table} DISABLE TRIGGER USER")
        for day, stay in stays.items():
            cursor.execute(
                f"UPDATE {events._meta.db_table} SET pgh_created_at = %s WHERE pgh_obj_id = %s",
                [midnight(DAY(*day)), stay.pk],
            )
        cursor.execute(f"ALTER TABLE {events._meta.db_table} ENABLE TRIGGER USER")
    assert seen("year_end_graduations") == (0, 4)

    moment = midnight(DAY(2008, 3, 12)) + datetime.timedelta(hours=12)
    sealed(year=2007, known_at=moment)

    assert pointed_at("year_end_graduations") == {stays[2008, 3, 6], stays[2008, 3, 12]}


class TestPapersOfGraduates:
    @pytest.fixture(autouse=True)
    def files_of_this_test(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    @pytest.fixture
    def whole(self, shelf) -> Residence:
        """Every step of its graduation is on file."""
        review = proposed(ready())
        lifecycle.file_paper(
            matter=review, upload=SimpleUploadedFile("决议.pdf", PDF), kind="resolution",
            by=None, at=NOW, from_office=True,
        )  # fmt: skip
        return close(confirm(review, UserFactory())).residence

    def test_review_certificate_and_paper_are_all_there(self, whole):
        assert evidence_of(signals_of(2007)) == Evidence(graduated=1, evidenced=1)
        assert pointed_at("graduations_without_papers") == set()

    def test_without_a_review(self):
        stay = ResidenceFactory(on=DAY(2005, 1, 1), graduated_on=DAY(2007, 6, 1))

        assert pointed_at("graduations_without_papers") == {stay}
        assert evidence_of(signals_of(2007)).missing == 1

    def test_without_any_paper(self, shelf):
        review = closed(ready())

        assert pointed_at("graduations_without_papers") == {review.residence}


class TestEmptyShells:
    def stay(self, **given) -> Residence:
        return ResidenceFactory(on=DAY(2006, 5, 1), **given)

    def test_with_nothing_on_file(self):
        stay = self.stay()

        assert pointed_at("empty_shells") == {stay}

    def test_returns_staff_or_a_room_are_signs_of_life(self):
        silent, reporting, staffed, housed = (self.stay() for _each in range(4))
        filed(reporting.company, 2007)
        fact(StaffCount, company=staffed.company, counted_on=DAY(2007, 6, 30), total=9)
        LeaseFactory(residence=housed)

        assert pointed_at("empty_shells") == {silent}

    def test_nobody_on_staff_is_none(self):
        stay = self.stay()
        fact(StaffCount, company=stay.company, counted_on=DAY(2007, 6, 30), total=0,
             doctors=0, bachelors=0)  # fmt: skip

        assert pointed_at("empty_shells") == {stay}

    def test_signs_of_another_year_are_none(self):
        stay = self.stay()
        fact(StaffCount, company=stay.company, counted_on=DAY(2006, 12, 31), total=9)
        LeaseFactory(residence=stay, begins_on=DAY(2006, 6, 1), ends_on=DAY(2007, 1, 1))

        assert pointed_at("empty_shells") == {stay}

    def test_those_who_came_or_left_in_the_year_are_not_looked_at(self):
        ResidenceFactory(on=DAY(2007, 1, 1))
        self.stay(left_on=DAY(2007, 12, 31))

        assert seen("empty_shells") == (0, 0)


class TestOnePerson:
    def test_three_agreements_signed_by_one(self):
        stays = [ResidenceFactory() for _each in range(4)]
        for stay, head in zip(stays, ["赵一", "赵一", "赵一", "钱二"], strict=True):
            lifecycle.draft_agreement(
                residence=stay, head=head, begins_on=DAY(2007, 3, 1), by=None, at=NOW
            )

        assert pointed_at("one_person") == set(stays[:3])

    def test_three_companies_with_one_in_the_portal(self):
        user = UserFactory()
        stays = [ResidenceFactory() for _each in range(3)]
        for stay in stays:
            RepresentativeFactory(company=stay.company, user=user)
        RepresentativeFactory(company=ResidenceFactory().company)

        assert pointed_at("one_person") == set(stays)
        assert seen("one_person") == (3, 4)

    def test_two_are_no_signal(self):
        user = UserFactory()
        for _each in range(2):
            RepresentativeFactory(company=ResidenceFactory().company, user=user)

        assert pointed_at("one_person") == set()

    def test_companies_that_had_left_before_do_not_count(self):
        user = UserFactory()
        for left_on in (None, None, DAY(2007, 1, 1)):
            stay = ResidenceFactory(on=DAY(2005, 1, 1), left_on=left_on)
            RepresentativeFactory(company=stay.company, user=user)

        assert pointed_at("one_person") == set()


def test_one_mail_address_in_the_leases_of_three():
    stays = [ResidenceFactory() for _each in range(3)]
    for stay in stays:
        LeaseFactory(residence=stay, contact_email="agency@example.test")
    LeaseFactory(contact_email="own@example.test")
    LeaseFactory()

    assert pointed_at("one_contact") == set(stays)


def test_two_companies_of_one_name():
    first = ResidenceFactory(company=CompanyFactory(name="同名科技有限公司"))
    CompanyFactory(name="同名科技有限公司")
    ResidenceFactory()

    assert pointed_at("one_name") == {first}
    assert seen("one_name") == (1, 2)


def test_no_signal_for_a_year_without_stays():
    assert [(one.found, one.looked_at) for one in signals_of(1999)] == [(0, 0)] * len(SIGNALS)
    assert evidence_of(signals_of(1999)).graduated == 0


def test_unknown_signal_is_refused():
    with pytest.raises(RuleViolation, match="unknown_signal"):
        signal_named("x" * 100)


def test_signals_of_a_year_take_two_queries_each(django_assert_num_queries):
    for _each in range(3):
        ResidenceFactory(on=DAY(2007, 12, 5))

    # And one for the day on which the year was frozen.
    with django_assert_num_queries(15):
        signals_of(2007)
