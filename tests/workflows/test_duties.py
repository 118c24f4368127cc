"""Duties and their days: agreed reports, returns, filings, and what an institution reports."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.lifecycle import draft_agreement, file_signed_agreement
from companies.lifecycle.returns import waive_due
from companies.models import DueReturn, IncubationAgreement
from companies.queries.duties import unasked
from companies.rules.duties import AGREED, newest_over
from incubator.accounts.access import access_of
from incubator.core.dates import SHANGHAI, add_months, today
from incubator.institutions.lifecycle import record_own_change, report_own_change
from incubator.institutions.models import IncubatorChange
from incubator.workflows.duties import duties, late_duties, lines, remind_of_own_changes
from incubator.workflows.schedule import remind_of_own_changes as doorbell
from seeds.zone2007 import rulebooks
from tests.factories import IncubatorFactory, MembershipFactory, ResidenceFactory
from tests.returns.conftest import opened
from tests.staying.conftest import files_of_this_test, mails, scan
from tests.staying.test_changes import approve, ask

pytestmark = pytest.mark.django_db

__all__ = ["files_of_this_test"]  # a fixture
DAY = datetime.date
ONE = datetime.timedelta(days=1)
AT = datetime.datetime(2008, 3, 3, 10, tzinfo=SHANGHAI)
ON = AT.date()


def reader(incubator=None):
    """What a manager of one place may see, or the zone office."""
    held = {"incubator": incubator} if incubator else {"zone_office": True}
    return access_of(MembershipFactory(**held).user, on=today())


def agreed(stay, **terms) -> IncubationAgreement:
    """Signed in March 2007, as long as the stay."""
    agreement = draft_agreement(
        residence=stay, begins_on=DAY(2007, 3, 1), by=None, at=AT, values=terms or None
    )
    return file_signed_agreement(
        agreement=agreement, upload=scan(), signed_on=DAY(2007, 3, 1), by=None, at=AT
    )


def told(access, key: str, *, on=ON) -> tuple[int, int]:
    """How many of one kind are due and how many late."""
    return next(((one.due, one.late) for one in duties(access, on=on) if one.key == key), (0, 0))


class TestPeriods:
    @pytest.mark.parametrize(
        ("months", "since", "on", "period"),
        [
            (3, DAY(2007, 3, 1), DAY(2008, 3, 3), (DAY(2007, 10, 1), DAY(2007, 12, 31))),
            (6, DAY(2007, 3, 1), DAY(2008, 3, 3), (DAY(2007, 7, 1), DAY(2007, 12, 31))),
            (12, DAY(2007, 3, 1), DAY(2008, 3, 3), (DAY(2007, 1, 1), DAY(2007, 12, 31))),
            (1, DAY(2007, 3, 1), DAY(2008, 3, 1), (DAY(2008, 2, 1), DAY(2008, 2, 29))),
            (3, DAY(2008, 1, 1), DAY(2008, 3, 31), None),
            (3, DAY(2008, 1, 1), DAY(2008, 4, 1), (DAY(2008, 1, 1), DAY(2008, 3, 31))),
            (5, DAY(2007, 3, 15), DAY(2008, 3, 3), (DAY(2007, 8, 15), DAY(2008, 1, 14))),
            (24, DAY(2007, 3, 1), DAY(2009, 3, 1), (DAY(2007, 3, 1), DAY(2009, 2, 28))),
            (24, DAY(2007, 3, 1), DAY(2009, 2, 28), None),
        ],
    )
    def test_newest_that_is_over(self, months, since, on, period):
        assert newest_over(months, since=since, on=on) == period

    @given(
        months=st.integers(1, 24),
        since=st.dates(DAY(2000, 1, 1), DAY(2020, 12, 31)),
        days=st.integers(0, 4000),
    )
    def test_it_is_over_and_the_next_is_not(self, months, since, days):
        on = since + days * ONE
        found = newest_over(months, since=since, on=on)
        if found is None:
            assert on < add_months(since, months) + 31 * ONE
            return
        begins_on, ends_on = found
        assert begins_on <= ends_on < on
        assert ends_on + ONE == add_months(begins_on, months) or begins_on.day > 28
        assert since <= ends_on
        assert on <= add_months(ends_on + ONE, months) + 3 * ONE


class TestAgreed:
    def test_reports_that_nobody_was_asked_for(self):
        stay = ResidenceFactory()
        agreement = agreed(stay)

        found = unasked(reader(stay.incubator), on=ON)

        assert [one.report.term for one in found] == [
            "statement_months", "progress_months", "assessment_months",
        ]  # fmt: skip
        assert {one.agreement for one in found} == {agreement}
        assert all(one.report.source for one in found)

    def test_asked_for_it_is_on_the_list_and_no_longer_here(self):
        stay = ResidenceFactory()
        agreed(stay)
        opened("operating-quarterly", 2007, 4, at=AT)

        left = [one.report.term for one in unasked(reader(stay.incubator), on=ON)]

        assert left == ["progress_months", "assessment_months"]
        assert told(reader(stay.incubator), "operating-quarterly") == (0, 1)

    def test_a_quarter_before_does_not_answer_this_one(self):
        stay = ResidenceFactory()
        agreed(stay)
        opened("operating-quarterly", 2007, 3, at=AT)

        assert "statement_months" in [one.report.term for one in unasked(reader(), on=ON)]

    @pytest.mark.parametrize(
        ("entered", "terms"),
        [(DAY(2007, 12, 31), ["statement_months", "progress_months", "assessment_months"]),
         (DAY(2008, 1, 1), [])],
    )  # fmt: skip
    def test_nothing_that_was_over_before_the_entry(self, entered, terms):
        stay = ResidenceFactory(on=entered)
        agreed(stay)

        assert [one.report.term for one in unasked(reader(), on=ON)] == terms

    def test_only_what_is_signed_and_lasts(self):
        drafted, ended, other = ResidenceFactory(), ResidenceFactory(), ResidenceFactory()
        draft_agreement(residence=drafted, begins_on=DAY(2007, 3, 1), by=None, at=AT)
        agreed(ended)
        type(ended).objects.filter(pk=ended.pk).update(left_on=ON, exit_reason="moved")
        agreed(other)

        assert {one.agreement.residence for one in unasked(reader(), on=ON)} == {other}
        assert unasked(reader(drafted.incubator), on=ON) == []

    def test_every_form_named_is_shipped(self):
        from companies.lifecycle.returns.forms import FOLDER

        shipped = {path.stem for path in FOLDER.glob("*.toml")}
        assert {form for report in AGREED for form in report.forms} <= shipped

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same(self, rows, django_assert_num_queries):
        for _each in range(rows):
            agreed(ResidenceFactory())
        access = reader()
        with django_assert_num_queries(2):
            assert len(unasked(access, on=ON)) == 3 * rows


class TestDuties:
    def test_returns_due_late_and_settled(self):
        stay = ResidenceFactory()
        opened("operating-quarterly", 2007, 4, at=AT)
        due, access = DueReturn.objects.get(), reader(stay.incubator)

        assert told(access, "operating-quarterly", on=due.due_on) == (1, 0)
        assert told(access, "operating-quarterly", on=due.due_on + ONE) == (0, 1)
        assert late_duties(access, on=due.due_on + ONE) == 1
        (duty, *_rest) = duties(access, on=ON)
        assert "孵化协议" in duty.text
        waive_due(due=due, reason="停业", by=None, at=AT)
        assert told(access, "operating-quarterly") == (0, 0)

    def test_changes_to_be_filed(self):
        stay = ResidenceFactory()
        approve(ask(stay), on=DAY(2008, 2, 1))
        access = reader(stay.incubator)

        assert told(access, "filing", on=DAY(2008, 2, 4)) == (1, 0)
        assert told(access, "filing", on=DAY(2008, 2, 5)) == (0, 1)

    def test_the_institutions_own(self):
        rulebooks.build()
        place = IncubatorFactory()
        change = record_own_change(
            incubator=place, kind="operator", after="乙公司", on=DAY(2024, 1, 31), by=None, at=AT
        )
        access = reader(place)

        assert told(access, "own", on=DAY(2024, 4, 30)) == (1, 0)
        assert told(access, "own", on=DAY(2024, 5, 1)) == (0, 1)
        named = {one.key: one.text for one in duties(access, on=DAY(2024, 5, 1))}
        assert "国科发区〔2018〕300号" in named["own"]
        report_own_change(change=change, on=DAY(2024, 5, 1), reference="5号", by=None)
        assert told(access, "own", on=DAY(2024, 5, 1)) == (0, 0)

    def test_others_see_none_of_it(self):
        stay = ResidenceFactory()
        opened("operating-quarterly", 2007, 4, at=AT)
        approve(ask(stay), on=DAY(2008, 2, 1))
        stranger = reader(IncubatorFactory())

        assert late_duties(stranger, on=ON) == 0
        assert lines(stranger, on=ON, most=9) == []
        assert late_duties(reader(), on=ON) == 2

    def test_each_number_is_the_length_of_its_lines(self):
        for _each in range(3):
            approve(ask(ResidenceFactory()), on=DAY(2008, 2, 1))
        opened("operating-quarterly", 2007, 4, at=AT)
        access = reader()

        found = lines(access, on=ON, most=99)

        assert len(found) == sum(one.due + one.late for one in duties(access, on=ON))
        days = [line.due_on for line in found]
        assert days == sorted(days, key=lambda day: (day < ON, abs((day - ON).days)))
        assert len(lines(access, on=ON, most=2)) == 2

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same(self, rows, django_assert_num_queries):
        for _each in range(rows):
            approve(ask(ResidenceFactory()), on=DAY(2008, 2, 1))
        opened("operating-quarterly", 2007, 4, at=AT)
        access = reader()
        with django_assert_num_queries(5):
            duties(access, on=ON)
        with django_assert_num_queries(6):
            assert len(lines(access, on=ON, most=99)) == 2 * rows


class TestReminding:
    @pytest.fixture
    def change(self, db) -> IncubatorChange:
        rulebooks.build()
        return record_own_change(
            incubator=IncubatorFactory(), kind="place", after="江南路2号", on=DAY(2024, 1, 31),
            by=None, at=AT,
        )  # fmt: skip

    def at(self, *day: int) -> datetime.datetime:
        return datetime.datetime(*day, 8, tzinfo=SHANGHAI)

    def test_a_month_before_and_once_late_each_once(
        self, change, django_capture_on_commit_callbacks
    ):
        manager = MembershipFactory(incubator=change.incubator).user
        days = [(2024, 3, 30), (2024, 3, 31), (2024, 4, 30), (2024, 5, 1), (2024, 6, 1)]

        with django_capture_on_commit_callbacks() as callbacks:
            sent = [remind_of_own_changes(at=self.at(*day)) for day in days]

        assert sent == [0, 1, 0, 1, 0]
        assert [mail["to"] for mail in mails(callbacks)] == [manager.email] * 2

    def test_nobody_is_told_of_what_is_reported(self, change):
        report_own_change(change=change, on=DAY(2024, 2, 1), reference="5号", by=None)

        assert remind_of_own_changes(at=self.at(2024, 6, 1)) == 0
        doorbell()
        change.refresh_from_db()
        assert (change.soon_told_at, change.late_told_at) == (None, None)
