"""Integration tests of the figures: a zone worked out by hand, and random zones recounted."""

import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.models import Residence
from incubator.core.errors import RuleViolation
from incubator.statistics import queries
from incubator.statistics.computation import count_year
from incubator.statistics.indicators import BY_CODE, INDICATORS, indicator_named
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    OpeningBalanceFactory,
    ResidenceFactory,
)
from tests.statistics.zones import figures, recount

pytestmark = pytest.mark.django_db

DAY = datetime.date


@pytest.fixture
def zone():
    """Two incubators, an accelerator, five companies with every kind of stay."""
    a, b = IncubatorFactory(), IncubatorFactory()
    accelerator = IncubatorFactory(accelerator=True)
    on_new_year = CompanyFactory()
    ResidenceFactory(company=on_new_year, incubator=a, on=DAY(2007, 1, 1))
    graduate = CompanyFactory()
    ResidenceFactory(
        company=graduate, incubator=a, on=DAY(2005, 5, 9), graduated_on=DAY(2007, 12, 31)
    )
    ResidenceFactory(company=graduate, incubator=accelerator, on=DAY(2007, 12, 31))
    mover = CompanyFactory()
    ResidenceFactory(
        company=mover, incubator=a, on=DAY(2006, 2, 1), left_on=DAY(2007, 6, 1), reason="moved"
    )
    ResidenceFactory(company=mover, incubator=b, on=DAY(2007, 6, 1))
    in_both = CompanyFactory()
    ResidenceFactory(company=in_both, incubator=a, on=DAY(2006, 7, 3))
    ResidenceFactory(company=in_both, incubator=b, on=DAY(2007, 7, 2))
    came_back = CompanyFactory()
    ResidenceFactory(company=came_back, incubator=b, on=DAY(2007, 1, 8), left_on=DAY(2007, 4, 2))
    ResidenceFactory(company=came_back, incubator=b, on=DAY(2007, 9, 3), left_on=DAY(2008, 1, 1))
    return a.pk, b.pk


def test_zone_worked_out_by_hand(zone):
    a, b = zone

    assert figures(count_year(2007)) == {
        ("entered", None): 2, ("entered", a): 1, ("entered", b): 1,
        ("re_entered", None): 3, ("re_entered", b): 3,
        ("graduated", None): 1, ("graduated", a): 1,
        ("left", None): 2, ("left", a): 1, ("left", b): 1,
        ("in_incubation", None): 4, ("in_incubation", a): 2, ("in_incubation", b): 3,
        ("cumulative_incubated", None): 5, ("cumulative_incubated", a): 4,
        ("cumulative_incubated", b): 3,
        ("cumulative_graduated", None): 1, ("cumulative_graduated", a): 1,
        ("in_incubation_before", None): 3, ("in_incubation_before", a): 3,
    }  # fmt: skip


def test_identity_shows_the_company_in_two_incubators(zone):
    (line,) = [line for line in count_year(2007).identity if line.incubator_id is None]

    assert line.as_line() == {
        "incubator_id": None, "opening": 3, "entered": 2, "re_entered": 3, "graduated": 1,
        "left": 2, "closing": 5, "overlap": 1, "companies": 4, "residual": 0,
    }  # fmt: skip


def test_left_is_split_by_reason(zone):
    parts = {
        figure.part: figure.counted
        for figure in count_year(2007).figures
        if figure.part and figure.incubator_id is None
    }

    assert parts == {"moved": 1, "withdrew": 1}


@pytest.mark.parametrize("year", [2004, 2005, 2006, 2007, 2008])
def test_recount_agrees(zone, year):
    assert figures(count_year(year)) == recount(year)


@pytest.mark.parametrize("year", [2006, 2007])
def test_list_behind_a_figure_is_as_long_as_the_figure(zone, year):
    counted = figures(count_year(year))
    places = {None: None} | {pk: IncubatorFactory._meta.model(pk=pk) for pk in zone}

    lengths = {
        (indicator.code, pk): queries.facts_behind(year, indicator, incubator=place).count()
        for indicator in INDICATORS
        for pk, place in places.items()
        if not indicator.ratio and not indicator.column
    }

    assert {key: length for key, length in lengths.items() if length} == counted


OF_STAYS = [
    BY_CODE[code]
    for code in (
        "entered", "re_entered", "graduated", "left", "in_incubation", "cumulative_incubated",
        "cumulative_graduated", "in_incubation_before", "cumulative_left",
    )
]  # fmt: skip
stays = st.lists(
    st.tuples(
        st.integers(0, 4),  # company
        st.integers(0, 2),  # incubator; the last is an accelerator
        st.integers(0, 1500),  # begins
        st.one_of(st.none(), st.integers(1, 900)),  # length
        st.sampled_from(["graduated", "withdrew", "moved"]),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(stays)
def test_any_history_that_the_rules_allow_recounts_and_adds_up(histories):
    Residence.objects.all().delete()
    companies = CompanyFactory.create_batch(5)
    places = [IncubatorFactory(), IncubatorFactory(), IncubatorFactory(accelerator=True)]
    for company, place, begins, length, reason in histories:
        on = DAY(2004, 1, 1) + datetime.timedelta(days=begins)
        end = on + datetime.timedelta(days=length) if length else None
        ending = {"graduated_on": end} if reason == "graduated" else {"left_on": end}
        try:
            ResidenceFactory(
                company=companies[company], incubator=places[place], on=on,
                due_on=DAY(2020, 1, 1), reason=reason, **ending,
            )  # fmt: skip
        except RuleViolation:
            continue

    for year in range(2003, 2012):
        counted = count_year(year, indicators=OF_STAYS)
        assert figures(counted) == recount(year)
        assert [line for line in counted.identity if not line.holds] == []


def test_identity_that_is_broken_behind_the_rules_is_noticed():
    ResidenceFactory(on=DAY(2006, 3, 1))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE companies_residence DROP CONSTRAINT residence_left_after_admission, "
            "DROP CONSTRAINT residence_no_overlap"
        )
        cursor.execute(
            "UPDATE companies_residence SET left_on = '2005-06-01', exit_reason = 'moved'"
        )

    counted = count_year(2005)

    with pytest.raises(RuleViolation) as refusal:
        counted.require_identity()
    assert (refusal.value.code, refusal.value.status) == ("identity_broken", 409)


def test_opening_balance_adds_to_cumulative_figures_only(zone):
    a, _b = zone
    OpeningBalanceFactory(value=490, as_of=DAY(2006, 12, 31))
    OpeningBalanceFactory(value=10, as_of=DAY(2006, 12, 31), incubator_id=a)

    before, after = count_year(2005), count_year(2007)

    values = {
        (figure.indicator, figure.incubator_id): figure.value
        for figure in after.figures
        if figure.opening_balance
    }
    assert values == {
        ("cumulative_incubated", None): 505,
        ("cumulative_incubated", a): 14,
    }
    assert [figure for figure in before.figures if figure.opening_balance] == []


def test_queries_do_not_grow_with_companies(django_assert_num_queries):
    incubator = ResidenceFactory().incubator
    with django_assert_num_queries(34):
        count_year(2007)

    for _ in range(9):
        ResidenceFactory(incubator=incubator)

    with django_assert_num_queries(34):
        count_year(2007)


def test_unknown_indicator_is_refused():
    with pytest.raises(RuleViolation) as refusal:
        indicator_named("happiness")

    assert (refusal.value.code, refusal.value.status) == ("unknown_indicator", 404)


def test_codes_are_unique():
    assert len(BY_CODE) == len(INDICATORS)
