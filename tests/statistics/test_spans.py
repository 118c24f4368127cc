"""What figures are at least and at most: by formula against every possible day, and as stored."""

import datetime
import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.lifecycle import correct_residence
from companies.models import Residence
from incubator.statistics.computation import count_year
from incubator.statistics.models import YearlyTotal
from incubator.statistics.queries import figures_of
from incubator.statistics.spans import Bounded, Stay, spans_of
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory
from tests.publishing.rows import computed

DAY = datetime.date
EVE, FIRST, LAST = DAY(2006, 12, 31), DAY(2007, 1, 1), DAY(2007, 12, 31)
YEAR = (EVE, FIRST, LAST)
REASONS = ["graduated", "withdrew", "moved"]


def figures(stays: list[tuple]) -> dict[tuple, int]:
    """One company's figures of 2007 where every day is known: (key, place, begin, end, reason)."""
    found: dict[tuple, int] = defaultdict(int)
    first = min(stays, key=lambda one: (one[2], one[0]))
    gone = [one for one in stays if one[3] and one[3] <= LAST]
    inside = any(_open(one, LAST) for one in stays)
    graduated = any(one[4] == "graduated" for one in gone)
    for one in stays:
        _key, place, begin, end, reason = one
        for where in (None, place):
            if FIRST <= begin <= LAST:
                found["entered" if one is first else "re_entered", "", where] += 1
            if end and FIRST <= end <= LAST and reason == "graduated":
                found["graduated", "", where] += 1
            elif end and FIRST <= end <= LAST:
                found["left", "", where] += 1
                found["left", reason, where] += 1
            if end and end <= LAST and reason == "graduated":
                found["cumulative_graduated", "", where] += 1
            once = {
                "in_incubation": _open(one, LAST), "in_incubation_before": _open(one, EVE),
                "cumulative_incubated": begin <= LAST,
                "cumulative_left": one in gone and not inside and not graduated,
            }  # fmt: skip
            for code, holds in once.items():
                found[code, "", where] = max(found[code, "", where], int(holds))
    return found


def _open(stay: tuple, day: datetime.date) -> bool:
    return stay[2] <= day and (stay[3] is None or stay[3] > day)


def worlds(stays: list[Stay]):
    """Every way in which the days can have been."""
    ways = [
        [
            (stay.key, stay.place, begin, end, stay.reason)
            for begin in _days(*stay.begin)
            for end in (_days(*stay.end) if stay.end else [None])
            if end is None or end > begin
        ]
        for stay in stays
    ]
    return itertools.product(*ways)


def _days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + datetime.timedelta(n) for n in range((last - first).days + 1)]


# Days around both ends of the year: nothing else decides.
DAYS = st.sampled_from(
    [*_days(DAY(2006, 12, 28), DAY(2007, 1, 4)), *_days(DAY(2007, 12, 28), DAY(2008, 1, 4))]
)


@st.composite
def a_stay(draw, key: int) -> Stay:
    begin = draw(DAYS)
    wide, far = draw(st.integers(0, 3)), draw(st.integers(1, 380))
    spread = draw(st.integers(0, 3))
    begins = (begin, begin + datetime.timedelta(wide))
    place = draw(st.sampled_from([1, 2]))
    if draw(st.booleans()):
        return Stay(key, place, begins)
    end = draw(st.one_of(DAYS.filter(lambda day: day > begin), st.just(
        begin + datetime.timedelta(far))))  # fmt: skip
    ends = (end, max(end + datetime.timedelta(spread), begins[1] + datetime.timedelta(1)))
    return Stay(key, place, begins, ends, draw(st.sampled_from(REASONS)))


@st.composite
def a_company(draw) -> list[Stay]:
    number = draw(st.integers(1, 3))
    stays = [draw(a_stay(key)) for key in range(1, number + 1)]
    graduated = [stay for stay in stays if stay.reason == "graduated"]
    # A company graduates once.
    return [stay for stay in stays if stay.reason != "graduated" or stay is graduated[0]]


@settings(max_examples=250, deadline=None)
@given(a_company())
def test_bounds_are_those_of_every_possible_day(stays):
    possible = [figures(list(world)) for world in itertools.islice(worlds(stays), 20_000)]
    keys = set().union(*possible)

    found = Bounded(stays, *YEAR).all()

    for key in keys | found.keys():
        told = [world.get(key, 0) for world in possible]
        assert found.get(key, (0, 0)) == (min(told), max(told)), key


def roughly(stay: Residence, **spans: str) -> Residence:
    return correct_residence(
        residence=stay, admitted_on=stay.admitted_on, due_on=stay.due_on, left_on=stay.left_on,
        exit_reason=stay.exit_reason, by=None, reason="档案只记年份", **spans,
    )  # fmt: skip


@pytest.mark.django_db
class TestOnFile:
    def test_figures_of_a_year_say_how_far_they_may_be_off(self):
        ResidenceFactory(on=DAY(2007, 3, 1))
        stay = ResidenceFactory(on=DAY(2007, 7, 1))
        roughly(stay, admitted_within="2006-07-01/2007-12-31")

        told = {
            (one.indicator, one.incubator_id): (one.value, one.low, one.high)
            for one in count_year(2007).figures
            if not one.part
        }

        assert told["entered", None] == (2, 1, 2)
        assert told["entered", stay.incubator_id] == (1, 0, 1)
        assert told["in_incubation_before", None] == (0, 0, 1)
        assert told["in_incubation", None] == (2, None, None)
        before = {one.indicator: one for one in count_year(2006).figures if not one.incubator_id}
        assert (before["entered"].low, before["entered"].high) == (0, 1)

    def test_what_decides_nothing_leaves_figures_exact(self):
        roughly(ResidenceFactory(on=DAY(2007, 7, 1)), admitted_within="2007")

        assert spans_of(2007) == {}
        assert {(one.low, one.high) for one in count_year(2007).figures} == {(None, None)}

    def test_part_that_nobody_is_counted_in_may_have_somebody(self):
        stay = ResidenceFactory(on=DAY(2005, 7, 1), left_on=DAY(2006, 11, 1), reason="moved")
        roughly(stay, left_within="2006-11-01/2007-02-28")

        [part] = [
            one for one in count_year(2007).figures
            if (one.indicator, one.part, one.incubator_id) == ("left", "moved", None)
        ]  # fmt: skip
        assert (part.value, part.low, part.high) == (0, 0, 1)

    def test_several_stays_of_one_company_go_together(self):
        company, a, b = CompanyFactory(), IncubatorFactory(), IncubatorFactory()
        first = ResidenceFactory(
            company=company, incubator=a, on=DAY(2007, 2, 1), left_on=DAY(2007, 5, 1),
            reason="moved",
        )  # fmt: skip
        ResidenceFactory(company=company, incubator=b, on=DAY(2007, 5, 1))
        roughly(first, admitted_within="2006-12-01/2007-03-31")

        told = spans_of(2007)

        assert told["entered", "", None] == (1, 0)
        assert told["entered", "", a.pk] == (1, 0)
        assert ("re_entered", "", b.pk) not in told

    def test_totals_keep_them_and_answers_tell_them(self):
        stay = ResidenceFactory(on=DAY(2007, 7, 1))
        roughly(stay, admitted_within="2006-07-01/2007-12-31")
        computed(2007)

        total = YearlyTotal.objects.get(indicator="entered", incubator=None, part="")
        assert (total.low, total.high) == (0, 1)
        [found] = figures_of(2007)
        assert (found.line("entered").low, found.line("entered").high) == (0, 1)

    def test_accelerators_are_as_exact_as_ever(self):
        stay = ResidenceFactory(incubator=IncubatorFactory(accelerator=True), on=DAY(2007, 7, 1))
        roughly(stay, admitted_within="2006-07-01/2007-12-31")

        assert spans_of(2007) == {}

    def test_reading_them_costs_one_query_however_many(self, django_assert_num_queries):
        for _ in range(3):
            roughly(ResidenceFactory(on=DAY(2007, 7, 1)), admitted_within="2006-12-01/2007-12-31")

        with django_assert_num_queries(1):
            spans_of(2007)
