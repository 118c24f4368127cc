"""The figures of mentoring: worked out by hand, and counted again in plain SQL."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from incubator.core.dates import SHANGHAI
from incubator.institutions.models import Incubator
from incubator.statistics import queries
from incubator.statistics.computation import count_year
from incubator.statistics.mentor_indicators import MENTORING
from mentors import lifecycle
from mentors.models import MentoringSession
from tests.factories import (
    AppointmentFactory,
    CompanyFactory,
    IncubatorFactory,
    ResidenceFactory,
    held_with,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date
COUNTED = [indicator for indicator in MENTORING if indicator.facts]
BY_PART = [indicator for indicator in COUNTED if indicator.split_by]

# Each figure once more, by somebody who knows the tables and nothing of the program.
IN_FORCE = """
    FROM mentors_appointment term
    JOIN institutions_incubator place ON place.id = term.incubator_id
    JOIN mentors_mentor mentor ON mentor.id = term.mentor_id
    WHERE place.kind <> 'accelerator' AND term.begins_on <= %(last)s
        AND coalesce(term.ended_on, term.ends_on) > %(last)s
"""
TOOK_PLACE = """
    FROM mentors_mentoringsession s
    JOIN companies_company company ON company.id = s.company_id
    LEFT JOIN mentors_feedback said ON said.session_id = s.id AND said.side = 'company'
    WHERE s.state IN ('held', 'confirmed') AND s."on" BETWEEN %(first)s AND %(last)s
"""
FIELD = "CASE WHEN company.field = '' THEN 'unknown' ELSE company.field END"
SQL = {
    "mentors_in_office": (IN_FORCE, "term.incubator_id", "count(DISTINCT mentor.id)",
                          "mentor.kind"),
    "mentor_appointments": (IN_FORCE, "term.incubator_id", "count(*)", "term.level"),
    "mentors_new": ("""
        FROM (SELECT DISTINCT ON (t.mentor_id) t.* FROM mentors_appointment t
              JOIN institutions_incubator i ON i.id = t.incubator_id
              WHERE i.kind <> 'accelerator'
                  AND (t.ended_on IS NULL OR t.ended_on > t.begins_on)
              ORDER BY t.mentor_id, t.begins_on, t.id) term
        JOIN mentors_mentor mentor ON mentor.id = term.mentor_id
        WHERE term.begins_on BETWEEN %(first)s AND %(last)s
        """, "term.incubator_id", "count(*)", "mentor.kind"),
    "companies_with_mentor": ("""
        FROM companies_residence stay
        JOIN institutions_incubator place ON place.id = stay.incubator_id
        WHERE place.kind <> 'accelerator' AND stay.admitted_on <= %(last)s
            AND (stay.left_on IS NULL OR stay.left_on > %(last)s)
            AND stay.id IN (
                SELECT residence_id FROM mentors_assignment WHERE state IN ('active', 'ended')
                    AND begins_on <= %(last)s AND coalesce(ended_on, ends_on) > %(last)s)
        """, "stay.incubator_id", "count(DISTINCT stay.company_id)", ""),
    "sessions": (TOOK_PLACE, "s.incubator_id", "count(*)", FIELD),
    "mentoring_hours": (TOOK_PLACE, "s.incubator_id", "sum(round(s.minutes / 60.0, 2))", FIELD),
    "sessions_rated": (TOOK_PLACE, "s.incubator_id", "count(said.rating)", ""),
    "rating_points": (TOOK_PLACE, "s.incubator_id", "sum(said.rating)", ""),
}  # fmt: skip


def by_sql(code: str, year: int) -> dict[tuple[int | None, str], Decimal]:
    """What is not zero, by place (None: the zone) and part ("": the whole)."""
    rows, place, figure, part = SQL[code]
    days = {"first": DAY(year, 1, 1), "last": DAY(year, 12, 31)}
    found: dict = {}
    for group in ("''", part):
        if not group:
            continue
        for where in (place, "NULL::bigint"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {where}, {group}, {figure} {rows} GROUP BY 1, 2", days)
                found |= {(there, name): Decimal(value) for there, name, value in cursor if value}
    return found


def by_program(code: str, year: int) -> dict[tuple[int | None, str], Decimal]:
    return {
        (figure.incubator_id, figure.part): Decimal(figure.counted)
        for figure in count_year(year).figures
        if figure.indicator == code and figure.counted
    }


@pytest.fixture
def places():
    """A: two companies with one mentor; B: one of them also there, with sessions and ratings."""
    a, b = IncubatorFactory(), IncubatorFactory()
    accelerator = IncubatorFactory(accelerator=True)
    of_materials = CompanyFactory(field="materials")
    first = held_with(ResidenceFactory(incubator=a, company=of_materials, on=DAY(2006, 5, 1)), 2007)
    _more(first, minutes=50, rating=5)
    _more(first, minutes=95, rating=4, on=DAY(2007, 12, 31))
    _more(first, minutes=60, rating=None, on=DAY(2008, 1, 2))
    no_field = CompanyFactory(field="")
    second = held_with(ResidenceFactory(incubator=b, company=no_field, on=DAY(2006, 5, 1)), 2007)
    _more(second, minutes=10, rating=2)
    of_both = first.mentor
    AppointmentFactory(mentor=of_both, incubator=b, begins_on=DAY(2007, 7, 2), level="national")
    AppointmentFactory(
        mentor__kind="academic", incubator=b, begins_on=DAY(2005, 1, 3), ends_on=DAY(2007, 12, 31)
    )
    held_with(ResidenceFactory(incubator=accelerator, on=DAY(2006, 5, 1)), 2007)
    ResidenceFactory(incubator=a, on=DAY(2007, 5, 1))
    gone = held_with(
        ResidenceFactory(incubator=a, company=CompanyFactory(field="energy"), on=DAY(2006, 5, 1)),
        2007,
    )
    lifecycle.end_assignment(
        assignment=gone.assignment, on=DAY(2007, 11, 1), reason="goals_met", by=None,
        at=gone.reported_at,
    )  # fmt: skip
    return a, b, accelerator


def _more(
    session: MentoringSession, *, minutes: int, rating: int | None, on: datetime.date | None = None
) -> None:
    on = on or DAY(2007, 4, 3)
    at = datetime.datetime.combine(on, datetime.time(20), tzinfo=SHANGHAI)
    made = lifecycle.record_session(
        assignment=session.assignment, by=None, at=at, side="office",
        meeting=lifecycle.Meeting(
            on=on, starts=datetime.time(9), minutes=minutes, mode="on_site", topic="主题"
        ),
    )  # fmt: skip
    made = lifecycle.confirm_session(session=made, by=None, at=at, side="office")
    if rating:
        made.feedback.create(side="company", rating=rating, given_at=at)
        made.feedback.create(side="mentor", rating=1, given_at=at)


def test_figures_worked_out_by_hand(places):
    a, _b, _accelerator = places
    figures = {
        (one.indicator, one.part): one.counted
        for one in count_year(2007).figures
        if one.incubator_id is None and one.indicator in {i.code for i in MENTORING}
    }
    there = {
        one.indicator: one.counted
        for one in count_year(2007).figures
        if one.incubator_id == a.pk and not one.part
    }

    assert figures["mentors_in_office", ""] == 3
    assert figures["mentor_appointments", ""] == 4
    assert figures["mentor_appointments", "national"] == 1
    assert figures["mentors_new", ""] == 3
    assert figures["companies_with_mentor", ""] == 2
    assert figures["mentor_coverage", ""] == Decimal(50)
    assert figures["mentors_per_10", ""] == Decimal("7.50")
    assert figures["sessions", ""] == 7  # with the one in the accelerator
    assert figures["mentoring_hours", ""] == Decimal("6.58")  # 4 h and 50, 95, 10 minutes
    assert figures["satisfaction", ""] == Decimal("3.67")  # 5, 4 and 2
    assert {code: figures["sessions", code] for code in ("materials", "energy", "unknown")} == {
        "materials": 3, "energy": 1, "unknown": 3,
    }  # fmt: skip
    assert (there["companies_with_mentor"], there["in_incubation"]) == (1, 3)
    assert there["satisfaction"] == Decimal("4.50")


@pytest.mark.parametrize("year", [2005, 2006, 2007, 2008])
@pytest.mark.parametrize("indicator", COUNTED, ids=lambda one: one.code)
@pytest.mark.usefixtures("places")
def test_plain_sql_counts_the_same(indicator, year):
    assert by_program(indicator.code, year) == by_sql(indicator.code, year)


@pytest.mark.parametrize("year", [2006, 2007])
@pytest.mark.parametrize("indicator", COUNTED, ids=lambda one: one.code)
def test_every_figure_opens_to_what_it_counts(places, indicator, year):
    for (place, part), value in by_program(indicator.code, year).items():
        incubator = Incubator(pk=place) if place else None
        facts = queries.facts_behind(year, indicator, incubator=incubator, part=part)
        assert facts.aggregate(now=indicator.measure)["now"] == value


@pytest.mark.parametrize("indicator", BY_PART, ids=lambda one: one.code)
@pytest.mark.usefixtures("places")
def test_parts_have_names_and_add_up(indicator):
    figures = by_program(indicator.code, 2007)
    parts = {part: value for (place, part), value in figures.items() if part and place is None}

    assert sum(parts.values()) == figures[None, ""]
    assert [part for part in parts if indicator.part_label(part) == part] == []


def test_where_no_mentor_is_on_file_nothing_is_stated():
    ResidenceFactory(on=DAY(2007, 1, 8))

    codes = {figure.indicator for figure in count_year(2007).figures}
    assert codes.isdisjoint(indicator.code for indicator in MENTORING)
