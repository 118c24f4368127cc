"""What changes of an institution itself: recorded, due by the text of that day, reported, late."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.dates import SHANGHAI, add_months
from incubator.core.errors import RuleViolation
from incubator.institutions.lifecycle import (
    record_own_change,
    report_own_change,
    withdraw_own_change,
)
from incubator.institutions.models import IncubatorChange
from seeds.zone2007 import rulebooks
from tests.factories import IncubatorFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date
AT = datetime.datetime(2024, 2, 1, 9, tzinfo=SHANGHAI)
ON = DAY(2024, 1, 31)


@pytest.fixture
def texts(db) -> None:
    rulebooks.build()


@pytest.fixture
def place(db):
    return IncubatorFactory(name="甲孵化器", address="江南路1号")


def record(place, **more) -> IncubatorChange:
    given_ = {"kind": "name", "after": "甲科技孵化器", "on": ON, "by": None, "at": AT}
    return record_own_change(incubator=place, **given_ | more)


def refused(code: str, status: int, verb, **arguments) -> None:
    with pytest.raises(RuleViolation) as refusal:
        verb(**arguments)
    assert (refusal.value.code, refusal.value.status) == (code, status)
    assert refusal.value.detail


@pytest.mark.usefixtures("texts")
def test_due_by_the_text_in_force_on_that_day(place):
    change = record(place, by=UserFactory())

    assert (change.before, change.after) == ("甲孵化器", "甲科技孵化器")
    assert (change.rulebook.code, change.months) == ("cn-2018", 3)
    assert change.report_by == DAY(2024, 4, 30)
    place.refresh_from_db()
    assert place.name == "甲孵化器"


@pytest.mark.usefixtures("texts")
def test_before_that_text_nothing_is_due(place):
    change = record(place, on=DAY(2008, 3, 3))

    assert (change.rulebook, change.months, change.report_by) == (None, None, None)
    assert change.reported_late(on=DAY(2020, 1, 1)) is None
    assert list(IncubatorChange.objects.to_report()) == []


@pytest.mark.usefixtures("texts")
def test_late_on_the_day_after_and_done_once_reported(place):
    change = record(place)

    assert not IncubatorChange.objects.late(on=DAY(2024, 4, 30)).exists()
    assert IncubatorChange.objects.late(on=DAY(2024, 5, 1)).get() == change
    days = (DAY(2024, 4, 30), DAY(2024, 5, 1))
    assert [change.reported_late(on=day) for day in days] == [False, True]

    reported = report_own_change(
        change=change, on=DAY(2024, 5, 2), reference="省科技厅，甲孵〔2024〕5号", by=None
    )

    assert reported.reported_late(on=DAY(2030, 1, 1)) is True
    assert not IncubatorChange.objects.to_report().exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "colour"}, "own_change_unknown"),
        ({"on": DAY(2099, 1, 1)}, "own_change_in_future"),
        ({"after": "  "}, "own_change_says_nothing"),
        ({"after": "长" * 201}, "own_change_says_nothing"),
        ({"after": " 甲孵化器 "}, "own_change_is_none"),
        ({"kind": "area", "before": "100 m²", "after": "100  m²"}, "own_change_is_none"),
    ],
)
def test_what_is_no_change(place, more, code):
    refused(code, 400, record, place=place, **more)
    assert not IncubatorChange.objects.exists()


def test_same_change_is_recorded_once_unless_it_was_withdrawn(place):
    change = record(place)
    refused("own_change_recorded", 409, record, place=place)

    withdraw_own_change(change=change, reason="误录", by=None, at=AT)

    assert record(place).pk != change.pk


def test_settled_is_settled(place):
    change = record(place)
    withdrawn = {"change": change, "reason": "误录", "by": None, "at": AT}
    report = {"change": change, "on": ON, "reference": "甲孵〔2024〕5号", "by": None}
    refused("own_change_says_nothing", 400, withdraw_own_change, **withdrawn | {"reason": ""})
    refused("own_report_too_early", 400, report_own_change, **report | {"on": DAY(2024, 1, 30)})
    refused("own_change_in_future", 400, report_own_change, **report | {"on": DAY(2099, 1, 1)})
    refused("own_change_says_nothing", 400, report_own_change, **report | {"reference": " "})

    report_own_change(**report)

    refused("own_change_settled", 409, report_own_change, **report)
    refused("own_change_settled", 409, withdraw_own_change, **withdrawn)


@given(happened=st.dates(DAY(2019, 1, 1), DAY(2025, 12, 31)), months=st.integers(1, 120))
def test_the_database_counts_months_as_we_do(happened, months):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + %s * interval '1 month')::date", [happened, months])
        assert cursor.fetchone() == (add_months(happened, months),)
