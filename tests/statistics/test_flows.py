"""Integration tests: opening + entered + re-entered − graduated − left = closing, and who."""

import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.models import Residence
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.statistics.computation import count_year
from incubator.statistics.flows import (
    COUNTED,
    LINES,
    Account,
    Period,
    accounts_of,
    named,
    period_of,
    residences_of,
    unexplained,
)
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date
YEAR = Period(DAY(2007, 1, 1), DAY(2007, 12, 31))


@pytest.fixture
def places() -> tuple[Incubator, Incubator]:
    """A: one in before, one graduates, one leaves; B: one of A's as well; one moves A to B."""
    a, b = IncubatorFactory(code="a"), IncubatorFactory(code="b")
    twice = CompanyFactory(name="两处公司")
    mover = CompanyFactory(name="迁移公司")
    for company, where, on, end in [
        (None, a, DAY(2005, 5, 1), {"graduated_on": DAY(2007, 6, 1)}),
        (None, a, DAY(2006, 5, 1), {"left_on": DAY(2007, 7, 1), "reason": "withdrew"}),
        (twice, a, DAY(2006, 6, 1), {}),
        (twice, b, DAY(2007, 3, 1), {}),
        (mover, a, DAY(2006, 1, 10), {"left_on": DAY(2007, 8, 1), "reason": "moved"}),
        (mover, b, DAY(2007, 8, 1), {}),
        (None, b, DAY(2007, 12, 31), {}),
        (None, b, DAY(2008, 1, 1), {}),
    ]:
        ResidenceFactory(company=company or CompanyFactory(), incubator=where, on=on, **end)
    ResidenceFactory(
        company=twice, incubator=IncubatorFactory(accelerator=True), on=DAY(2007, 5, 1)
    )
    return a, b


def numbers(account: Account) -> tuple[int, ...]:
    return (*(getattr(account, name) for name in COUNTED), account.residual)


def test_accounts_by_hand(places):
    accounts = accounts_of(YEAR, places, with_overlap=True)

    assert [numbers(account) for _place, account in accounts.places] == [
        (4, 0, 0, 1, 2, 1, 0),
        (0, 1, 2, 0, 0, 3, 0),
    ]
    assert accounts.places[0][1].reasons == {
        "withdrew": 1, "removed": 0, "dissolved": 0, "moved": 1,
    }  # fmt: skip
    assert (accounts.overlap, accounts.companies) == ((0, 1), (4, 3))


def test_figures_of_the_year_are_those_of_its_period(places):
    year, accounts = count_year(2007), accounts_of(YEAR, places, with_overlap=True)
    counted = {(f.indicator, f.incubator_id): f.counted for f in year.figures if not f.part}

    for place, account in [*accounts.places, (None, accounts.whole)]:
        pk = place.pk if place else None
        for name in ("entered", "re_entered", "graduated", "left"):
            assert counted[name, pk] == getattr(account, name)
    assert counted["in_incubation", None] == accounts.companies[1]


@pytest.mark.parametrize("line", LINES)
def test_list_behind_each_number_is_as_long_as_it(places, line):
    accounts = accounts_of(YEAR, places, with_overlap=True)
    whole = residences_of(YEAR, line).count()

    if line in COUNTED:
        there = [residences_of(YEAR, line, incubator=place).count() for place in places]
        assert there == [getattr(account, line) for _place, account in accounts.places]
        assert whole == getattr(accounts.whole, line)
    elif line == "unexplained":
        assert whole == accounts.whole.residual == 0
    else:
        assert whole == accounts.overlap[line == "overlap_closing"]


def test_reasons_of_leaving_are_lists_too(places):
    found = residences_of(YEAR, "left", reason="moved")

    assert [stay.company.name for stay in found] == ["迁移公司"]


@pytest.mark.parametrize(
    ("line", "one_place"), [("secrets", False), ("overlap_closing", True), ("", False)]
)
def test_what_is_no_line_is_unknown(places, line, one_place):
    with pytest.raises(RuleViolation) as refused:
        residences_of(YEAR, line, incubator=places[0] if one_place else None)

    assert (refused.value.code, refused.value.status) == ("unknown_line", 404)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (DAY(2007, 12, 31), DAY(2007, 1, 1), "invalid_period"),
        (DAY(1979, 12, 31), DAY(2007, 1, 1), "invalid_period"),
        (DAY(2007, 1, 1), DAY(2009, 1, 2), "period_in_future"),
    ],
)
def test_bad_periods_are_refused(first, last, code):
    with pytest.raises(RuleViolation) as refused:
        period_of(first, last, on=DAY(2009, 1, 1))

    assert refused.value.code == code


def test_one_day_is_a_period(places):
    period = period_of(DAY(2007, 8, 1), DAY(2007, 8, 1), on=DAY(2009, 1, 1))

    _a, b = accounts_of(period, places, with_overlap=False).places
    assert numbers(b[1]) == (1, 0, 1, 0, 0, 2, 0)


def past_the_database(constraint: str, stay: Residence, **wrong) -> None:
    """What somebody writes who gets past constraints; the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for one in constraint.split():
            cursor.execute(f"ALTER TABLE companies_residence DROP CONSTRAINT {one}")
    Residence.objects.filter(pk=stay.pk).update(**wrong)


@pytest.mark.parametrize(
    ("constraint", "wrong", "period", "off"),
    [
        (
            "residence_exit_has_date_and_reason", {"left_on": DAY(2007, 5, 1), "exit_reason": ""},
            YEAR, 1,
        ),
        (
            "residence_left_after_admission residence_no_overlap",
            {"left_on": DAY(2007, 1, 2), "exit_reason": "withdrew"},
            Period(DAY(2007, 1, 1), DAY(2007, 2, 1)), -1,
        ),
    ],
)  # fmt: skip
def test_residual_is_named_company_by_company(places, constraint, wrong, period, off):
    stay = ResidenceFactory(incubator=places[0], on=DAY(2007, 3, 1), company__name="对不上的公司")

    past_the_database(constraint, stay, **wrong)

    (_a, account), (_b, other) = accounts_of(period, places, with_overlap=False).places
    assert (account.residual, other.residual) == (off, 0)
    assert [(one.company.name, one.off) for one in named(period)] == [("对不上的公司", off)]
    assert named(period, incubator_ids=[places[1].pk]) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=st.dates(DAY(2005, 1, 1), DAY(2008, 12, 31)), length=st.integers(0, 900),
    cut=st.integers(0, 900),
)  # fmt: skip
def test_periods_join(places, first, length, cut):
    """The account of a period is the sum of those of its two halves, wherever it is cut."""
    last = first + datetime.timedelta(days=length)
    middle = min(last, first + datetime.timedelta(days=cut))
    whole = accounts_of(Period(first, last), places, with_overlap=False).whole
    before = accounts_of(Period(first, middle), places, with_overlap=False).whole

    assert whole.residual == 0
    assert before.opening == whole.opening
    if middle < last:
        after = Period(middle + datetime.timedelta(days=1), last)
        rest = accounts_of(after, places, with_overlap=False).whole
        assert (rest.opening, rest.closing) == (before.closing, whole.closing)
        for name in ("entered", "re_entered", "graduated", "left"):
            assert getattr(before, name) + getattr(rest, name) == getattr(whole, name)


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_queries_however_many_places(django_assert_num_queries, count):
    places = [ResidenceFactory(on=DAY(2007, 2, 1)).incubator for _ in range(count)]

    with django_assert_num_queries(4):
        accounts_of(YEAR, places, with_overlap=True)


def test_nothing_is_unexplained_where_the_database_holds(places):
    assert unexplained(YEAR).count() == 0
