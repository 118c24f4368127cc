"""Unit tests of the calendar: the year is Shanghai's, months end where they end."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.dates import (
    add_months,
    day_of,
    parse_year,
    require_year,
    today,
    year_begin,
    year_end,
    year_of,
)
from incubator.core.errors import RuleViolation

UTC = datetime.UTC
DAY = datetime.date


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime.datetime(2007, 12, 31, 15, 59, 59, tzinfo=UTC), 2007),  # 23:59:59 in Shanghai
        (datetime.datetime(2007, 12, 31, 16, 0, 0, tzinfo=UTC), 2008),  # 00:00 in Shanghai
        (datetime.datetime(2008, 1, 1, 0, 0, 0, tzinfo=UTC), 2008),
        (datetime.datetime(2006, 12, 31, 16, 0, 0, tzinfo=UTC), 2007),
    ],
)
def test_year_changes_at_midnight_in_shanghai(moment, year):
    assert year_of(moment) == year


def test_today_is_shanghais():
    before = day_of(datetime.datetime.now(tz=UTC))  # noqa: TID251 - the test of the clock itself

    assert before <= today() <= before + datetime.timedelta(days=1)


def test_year_runs_from_first_to_last_day():
    assert (year_begin(2007), year_end(2007)) == (DAY(2007, 1, 1), DAY(2007, 12, 31))


@pytest.mark.parametrize("day", [DAY.min, DAY(1979, 12, 31), DAY(2101, 1, 1), DAY.max])
def test_a_day_of_another_time_is_refused(day):
    for value in (day, datetime.datetime.combine(day, datetime.time(), tzinfo=UTC)):
        with pytest.raises(RuleViolation, match="invalid_year"):
            require_year(value)
    require_year(DAY(1980, 1, 1))
    require_year(DAY(2100, 12, 31))


@pytest.mark.parametrize("text", ["2007", " 2007 ", 2007])
def test_year_is_read(text):
    assert parse_year(text) == 2007


@pytest.mark.parametrize(
    "text",
    ["0", "99999", "abc", "", None, "２００７", "2007.0", "-2007", "1979", "2101", "20 07", "٢٠٠٧"],
)
def test_what_is_no_year_is_refused(text):
    with pytest.raises(RuleViolation) as refusal:
        parse_year(text)

    assert (refusal.value.code, refusal.value.field) == ("invalid_year", "year")


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (DAY(2007, 1, 31), 1, DAY(2007, 2, 28)),
        (DAY(2008, 1, 31), 1, DAY(2008, 2, 29)),
        (DAY(2008, 2, 29), 12, DAY(2009, 2, 28)),
        (DAY(2007, 3, 1), 36, DAY(2010, 3, 1)),
        (DAY(2007, 12, 15), 1, DAY(2008, 1, 15)),
    ],
)
def test_months_are_added(day, months, result):
    assert add_months(day, months) == result


@given(st.dates(DAY(1980, 1, 1), DAY(2090, 1, 1)), st.integers(0, 120))
def test_added_months_land_in_the_right_month(day, months):
    result = add_months(day, months)

    passed = (result.year - day.year) * 12 + result.month - day.month
    last = calendar.monthrange(result.year, result.month)[1]
    assert passed == months
    assert result.day == min(day.day, last)
