"""Integration tests: lines through the years, and where they break."""

import datetime

import pytest

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.institutions.lifecycle import publish_rulebook
from incubator.statistics.indicators import BY_CODE, incubatees_share
from incubator.statistics.series import reading_named, readings_of, series
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    ResidenceFactory,
    a_draft,
    criterion,
)
from tests.statistics.checker.test_checking import total

pytestmark = pytest.mark.django_db

SHARE = BY_CODE["incubatee_share"]
YEARS = range(2008, 2012)


@pytest.fixture
def shares() -> None:
    """60 of 100 m² used by incubatees, 20 of public service, every year."""
    for year in YEARS:
        for code, area in (("area_incubatees", 60), ("area_public", 20), ("area_own", 100)):
            total(code, year, area)
        total("incubatee_share", year, 60 if year < 2010 else 80)


def values(found) -> list:
    return [point.value for point in found.points]


def test_line_breaks_where_the_rule_changed(shares):
    found = series(SHARE, YEARS)

    assert values(found) == [60, 60, 80, 80]
    assert [(one.year, one.before, one.after) for one in found.breaks] == [
        (2010, "CN-2006", "CN-2010")
    ]
    assert [[point.year for point in line] for line in found.segments] == [
        [2008, 2009],
        [2010, 2011],
    ]


@pytest.mark.parametrize(("code", "everywhere"), [("CN-2006", 60), ("CN-2010", 80)])
def test_both_series_can_be_had(shares, code, everywhere):
    found = series(SHARE, YEARS, reading=reading_named(SHARE, code))

    assert values(found) == [everywhere] * 4
    assert found.breaks == []


def test_reading_of_a_year_is_the_one_it_is_computed_by():
    for year in range(1999, 2026):
        holding = [one for one in SHARE.readings if one.since is None or one.since <= year][-1]
        assert holding.ratio == incubatees_share(year)
    assert [one.since for one in SHARE.readings] == [None, 2010]


def test_year_without_its_parts_has_no_figure_by_a_rule(shares):
    found = series(SHARE, range(2006, 2009), reading=reading_named(SHARE, "CN-2006"))

    assert values(found) == [None, None, 60]


def test_incubator_has_its_own_line(shares):
    place = IncubatorFactory()
    total("area_own", 2008, 50, incubator=place)
    total("area_incubatees", 2008, 40, incubator=place)

    reading = reading_named(SHARE, "CN-2006")
    assert values(series(SHARE, range(2008, 2009), incubator=place, reading=reading)) == [80]


@pytest.mark.parametrize(
    ("code", "reading"), [("incubatee_share", "CN-1999"), ("entered", "CN-2006")]
)
def test_unknown_reading_is_refused(code, reading):
    with pytest.raises(RuleViolation) as refused:
        reading_named(BY_CODE[code], reading)

    assert (refused.value.code, refused.value.status) == ("unknown_reading", 404)


def test_graduations_break_where_another_rulebook_decides():
    for code, day in (
        ("T-2006", datetime.date(2006, 12, 7)),
        ("T-2010", datetime.date(2010, 6, 1)),
    ):
        draft = a_draft(
            code=code, effective_from=day, applies_here=True,
            criteria=[criterion("graduation", "years_of_work", 2)],
        )  # fmt: skip
        publish_rulebook(rulebook=draft, by=None, at=now())

    found = series(BY_CODE["graduated"], range(2005, 2012))

    assert [(one.year, one.before, one.after) for one in found.breaks] == [
        (2006, "", "T-2006"), (2010, "T-2006", "T-2010"),
    ]  # fmt: skip


def test_what_no_rule_decides_never_breaks():
    total("entered", 2007, 5)

    found = series(BY_CODE["entered"], range(2006, 2009))

    assert (values(found), found.breaks) == ([None, 5, None], [])


class TestGraduatesByEachText:
    """Two texts: two years of work, and five; both sides of the break can be had."""

    @pytest.fixture(autouse=True)
    def texts(self) -> None:
        for code, day, years in (
            ("T-2006", datetime.date(2006, 12, 7), 2),
            ("T-2010", datetime.date(2010, 6, 1), 5),
        ):
            draft = a_draft(
                code=code, effective_from=day, applies_here=True,
                criteria=[criterion("graduation", "years_of_work", years)],
            )  # fmt: skip
            publish_rulebook(rulebook=draft, by=None, at=now())

    def graduate(self, registered: int | None, year: int, **more) -> None:
        company = CompanyFactory(
            registered_on=registered and datetime.date(registered, 1, 1)
        )  # fmt: skip
        ResidenceFactory(
            company=company, on=datetime.date(year - 1, 5, 1),
            graduated_on=datetime.date(year, 6, 1), **more,
        )  # fmt: skip

    def by(self, code: str, **more):
        graduated = BY_CODE["graduated"]
        reading = reading_named(graduated, code)
        return series(graduated, range(2008, 2012), reading=reading, **more)

    def test_readings_are_the_texts_the_oldest_first(self):
        readings = readings_of(BY_CODE["graduated"])

        assert [(one.code, one.since) for one in readings] == [("T-2006", 2006), ("T-2010", 2010)]

    def test_the_same_graduates_under_both(self):
        self.graduate(2005, 2009)
        self.graduate(2003, 2009)
        self.graduate(2008, 2011)

        assert values(self.by("T-2006")) == [0, 2, 0, 1]
        assert values(self.by("T-2010")) == [0, 1, 0, 0]
        assert self.by("T-2010").breaks == []

    def test_of_whom_nobody_can_tell_makes_a_span(self):
        self.graduate(2005, 2009)
        self.graduate(None, 2009)

        point = self.by("T-2006").points[1]
        assert (point.value, point.low, point.high) == (None, 1, 2)

    def test_of_one_incubator(self):
        place = IncubatorFactory()
        self.graduate(2005, 2009, incubator=place)
        self.graduate(2005, 2009)

        assert values(self.by("T-2006", incubator=place))[1] == 1

    def test_other_figures_have_no_such_readings(self):
        assert readings_of(BY_CODE["entered"]) == ()
        assert readings_of(BY_CODE["cumulative_graduated"]) == ()
