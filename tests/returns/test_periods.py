"""Periods of the calendar year: they fill it without a gap, and have names in both languages."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.enums import ReminderLevel, ReturnRhythm
from companies.rules.returns.ladder import is_escalated, rung
from companies.rules.returns.periods import Period, latest_over, period_of, periods_of_year

RHYTHMS = st.sampled_from(list(ReturnRhythm))
DAYS = st.dates(datetime.date(1981, 1, 1), datetime.date(2099, 12, 31))
DAY = datetime.timedelta(days=1)


@given(RHYTHMS, st.integers(1981, 2099))
def test_periods_fill_a_year_without_gap_or_overlap(rhythm, year):
    periods = list(periods_of_year(rhythm, year))

    assert periods[0].begins_on == datetime.date(year, 1, 1)
    assert periods[-1].ends_on == datetime.date(year, 12, 31)
    for earlier, later in pairwise(periods):
        assert earlier.ends_on + DAY == later.begins_on
        assert later.before == earlier


@given(RHYTHMS, DAYS)
def test_every_day_lies_in_its_period(rhythm, day):
    period = period_of(rhythm, day)

    assert period.begins_on <= day <= period.ends_on
    assert latest_over(rhythm, on=day).ends_on == period.begins_on - DAY
    assert period.year_before.begins_on.year == period.year - 1


@pytest.mark.parametrize(
    ("period", "chinese", "english"),
    [
        (Period(ReturnRhythm.YEARLY, 2007), "2007年", "2007"),
        (Period(ReturnRhythm.HALF_YEARLY, 2007, 2), "2007年下半年", "Second half of 2007"),
        (Period(ReturnRhythm.QUARTERLY, 2007, 1), "2007年第一季度", "First quarter of 2007"),
        (Period(ReturnRhythm.MONTHLY, 2007, 12), "2007年12月", "December 2007"),
    ],
)
def test_periods_have_names(period, chinese, english):
    assert (period.said("zh-hans"), period.said("en")) == (chinese, english)


def test_a_year_has_no_fifth_quarter():
    with pytest.raises(ValueError, match="no period 5"):
        Period(ReturnRhythm.QUARTERLY, 2007, 5)


DUE = datetime.date(2008, 1, 20)


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (-8, None), (-7, ReminderLevel.BEFORE), (-1, ReminderLevel.BEFORE),
        (0, ReminderLevel.DUE), (6, ReminderLevel.DUE), (7, ReminderLevel.AFTER),
        (60, ReminderLevel.AFTER), (61, None),
    ],
)  # fmt: skip
def test_rungs(days, level):
    assert rung(due_on=DUE, on=DUE + days * DAY) == level


@pytest.mark.parametrize(("days", "told"), [(13, False), (14, True), (60, True), (61, False)])
def test_managers_are_told_later(days, told):
    assert is_escalated(due_on=DUE, on=DUE + days * DAY) is told
