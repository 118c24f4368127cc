"""Integration tests: what a target has reached, what its year may end with, met or missed."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.statistics.enums import Method, TargetState
from incubator.statistics.targets import (
    Progress,
    forecast_of,
    months_over,
    progress_of,
)
from tests.factories import IncubatorFactory, ResidenceFactory, TargetFactory
from tests.statistics.checker.test_checking import total

DAY = datetime.date


@pytest.fixture
def place(db):
    return IncubatorFactory()


def entries(place, year: int, by_month: dict[int, int]) -> None:
    for month, count in by_month.items():
        for _ in range(count):
            ResidenceFactory(incubator=place, on=DAY(year, month, 15))


def stands(target, on: datetime.date) -> Progress:
    [found] = progress_of([target], on=on)
    return found


@pytest.mark.django_db
class TestProgress:
    def test_month_by_month(self, place):
        entries(place, 2008, {1: 1, 3: 2, 5: 1})
        target = TargetFactory(year=2008, value=10)

        found = stands(target, DAY(2008, 4, 10))

        assert (found.months, found.reached, found.share) == ((1, 1, 3, 3), 3, 30)

    def test_of_an_incubator_its_own_entries_alone(self, place):
        entries(place, 2008, {1: 2})
        entries(IncubatorFactory(), 2008, {1: 5})

        target = TargetFactory(year=2008, value=10, incubator=place)

        assert stands(target, DAY(2008, 2, 1)).reached == 2

    def test_forecast_from_earlier_years_says_its_band_and_method(self, place):
        entries(place, 2006, {2: 1, 11: 1})  # a half by the end of June
        entries(place, 2007, {1: 1, 8: 3})  # a quarter
        entries(place, 2008, {2: 2})
        target = TargetFactory(year=2008, value=6)

        forecast = stands(target, DAY(2008, 6, 30)).forecast

        assert (forecast.low, forecast.middle, forecast.high) == (4, 5, 8)
        assert (forecast.method, forecast.years) == (Method.SHARES, (2006, 2007))
        assert stands(target, DAY(2008, 6, 30)).state == TargetState.OPEN

    @pytest.mark.parametrize(
        ("value", "state"),
        [(2, "met"), (4, "on_course"), (8, "open"), (9, "behind")],
    )
    def test_state_while_the_year_runs(self, place, value, state):
        entries(place, 2006, {2: 1, 11: 1})
        entries(place, 2007, {1: 1, 8: 3})
        entries(place, 2008, {2: 2})

        target = TargetFactory(year=2008, value=value)

        assert stands(target, DAY(2008, 6, 30)).state == state

    @pytest.mark.parametrize(
        ("value", "on", "state"),
        [
            (3, DAY(2008, 12, 31), "open"),
            (3, DAY(2009, 1, 1), "missed"),
            (2, DAY(2009, 1, 1), "met"),
            (3, DAY(2007, 12, 31), "not_begun"),
        ],
    )
    def test_met_or_missed_when_the_year_is_over(self, place, value, on, state):
        entries(place, 2008, {2: 2})

        assert stands(TargetFactory(year=2008, value=value), on).state == state

    def test_lower_than_last_year_is_a_target_like_any_other(self, place):
        entries(place, 2007, {1: 5})
        entries(place, 2008, {1: 3})

        target = TargetFactory(year=2008, value=3)

        assert stands(target, DAY(2009, 1, 1)).state == TargetState.MET

    def test_year_of_which_nothing_is_on_file_is_not_called_missed(self, place):
        entries(place, 2007, {1: 5})

        found = stands(TargetFactory(year=2008, value=3), DAY(2009, 6, 1))

        assert (found.state, found.reached, found.months) == ("no_data", None, ())

    def test_what_nothing_measures_says_so(self):
        target = TargetFactory(indicator="", subject="talents", year=2008, value=2000)

        found = stands(target, DAY(2009, 6, 1))

        assert (found.state, found.reached, found.months) == ("not_measured", None, ())

    def test_what_does_not_fall_into_months_is_held_against_its_figure(self):
        total("in_incubation", 2008, 480)
        target = TargetFactory(indicator="in_incubation", year=2008, value=500)

        found = stands(target, DAY(2009, 6, 1))

        assert (found.state, found.reached, found.months) == ("missed", 480, ())

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_queries(self, place, django_assert_num_queries, count):
        targets = [
            TargetFactory(year=2008, incubator=one)
            for one in (None, place, IncubatorFactory())[:count]
        ]

        with django_assert_num_queries(7):
            progress_of(targets, on=DAY(2008, 6, 30))


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (DAY(2008, 1, 30), 0),
        (DAY(2008, 1, 31), 1),
        (DAY(2008, 2, 28), 1),
        (DAY(2008, 2, 29), 2),
        (DAY(2008, 12, 31), 12),
        (DAY(2009, 1, 1), 12),
        (DAY(2007, 12, 31), 0),
    ],
)
def test_months_that_are_over(on, months):
    assert months_over(2008, on=on) == months


def test_straight_line_has_no_band():
    forecast = forecast_of(Decimal(30), 6, {2007: Decimal("0.5")})

    assert (forecast.middle, forecast.low, forecast.high) == (60, None, None)
    assert forecast.method == Method.STRAIGHT


def test_nothing_reached_is_no_pace():
    assert forecast_of(Decimal(0), 6, {2006: Decimal("0.5"), 2007: Decimal("0.4")}) is None


SHARE = st.decimals(min_value="0.01", max_value=1, places=2)


@given(st.integers(1, 5000), st.integers(1, 11), st.lists(SHARE, min_size=2, max_size=5))
def test_band_holds_its_middle_and_what_is_reached(reached, month, shares):
    forecast = forecast_of(Decimal(reached), month, dict(enumerate(shares, start=2003)))

    assert reached <= forecast.low <= forecast.middle <= forecast.high
