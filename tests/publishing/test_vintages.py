"""Integration tests of figures as they were known: the same counting over recorded history."""

import datetime

import pytest
from django.db import connection

from companies.models import Company, Residence
from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation
from incubator.core.known import Layer, as_recorded, by_day, parse_known_on
from incubator.institutions.models import Incubator
from incubator.statistics.computation import count_year
from incubator.statistics.indicators import BY_CODE, INDICATORS
from incubator.statistics.queries import facts_behind, figures_of
from incubator.statistics.vintages import figures_known, known_on, series_known
from tests.factories import ResidenceFactory
from tests.publishing.rows import DAY, a_zone, computed, recorded_yesterday

pytestmark = pytest.mark.django_db(transaction=True)

YESTERDAY = datetime.timedelta(days=1)


def values(figures) -> dict:
    return {line.indicator.code: line.value for line in figures.lines}


def test_a_day_before_knows_what_was_recorded_by_then():
    a_zone()
    recorded_yesterday()
    before = {figure.as_kept() for figure in count_year(2007).figures}
    ResidenceFactory(on=DAY(2007, 9, 1))
    Residence.objects.filter(exit_reason="moved").update(left_on=None, exit_reason="")

    day = today() - YESTERDAY
    with known_on(day):
        known = {figure.as_kept() for figure in count_year(2007).figures}
    now_counted = {figure.as_kept() for figure in count_year(2007).figures}

    assert known == before
    assert now_counted != before


def test_today_is_what_is_on_file():
    a_zone()
    with as_recorded(by_day(today())):
        known = {figure.as_kept() for figure in count_year(2007).figures}

    assert known == {figure.as_kept() for figure in count_year(2007).figures}


def test_what_was_deleted_since_was_known():
    stay = ResidenceFactory(on=DAY(2007, 2, 1))
    recorded_yesterday()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM companies_residence")

    with as_recorded(by_day(today() - YESTERDAY)):
        assert [row.pk for row in Residence.objects.all()] == [stay.pk]
    assert not Residence.objects.exists()


def test_what_the_database_generates_is_made_of_what_was():
    incubator = ResidenceFactory().incubator
    recorded_yesterday()
    Residence.objects.all().delete()
    Incubator.objects.filter(pk=incubator.pk).update(kind="accelerator")

    with as_recorded(by_day(today() - YESTERDAY)):
        assert Incubator.objects.get().programme == "incubation"
    assert Incubator.objects.get().programme == "acceleration"


def test_lists_of_a_day_are_as_long_as_its_figures():
    a_zone()
    recorded_yesterday()
    ResidenceFactory(on=DAY(2007, 9, 1))
    computed()

    [figures] = figures_known(2007, on=today() - YESTERDAY)
    for line in figures.lines:
        if line.indicator.facts is None:
            continue
        with known_on(today() - YESTERDAY):
            facts = facts_behind(2007, line.indicator)
            added = facts.aggregate(n=line.indicator.measure)["n"] or 0
        assert added == line.value - line.opening_balance, line.indicator.code
    assert values(figures)["entered"] == 2
    [live] = figures_of(2007)
    assert values(live)["entered"] == 3


def test_series_of_a_day():
    a_zone()
    recorded_yesterday()
    ResidenceFactory(on=DAY(2007, 9, 1))

    points = series_known(
        BY_CODE["entered"], range(2006, 2008), incubator=None, on=today() - YESTERDAY
    )
    share = series_known(
        BY_CODE["graduation_rate"], range(2007, 2008), incubator=None, on=today() - YESTERDAY
    )

    assert [(point.year, point.value) for point in points] == [(2006, 2), (2007, 2)]
    assert [point.value for point in share] == [50]


def test_before_anything_was_recorded_nothing_was_known():
    a_zone()

    with pytest.raises(RuleViolation) as refusal:
        figures_known(2007, on=DAY(2008, 3, 12))

    assert (refusal.value.code, refusal.value.status) == ("nothing_known_yet", 404)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "invalid_date"), ("2008-3-1", "invalid_date"), ("2008-02-30", "invalid_date"),
        ("0000-00-00", "invalid_date"), ("today", "invalid_date"), ("2999-01-01", "day_in_future"),
    ],
)  # fmt: skip
def test_what_is_no_day_of_the_past(text, code):
    with pytest.raises(RuleViolation) as refusal:
        parse_known_on(text, at=now())

    assert refusal.value.code == code


def test_today_is_a_day_of_the_past():
    assert parse_known_on(today().isoformat(), at=now()) == today()


def test_of_a_row_the_last_layer_counts():
    stay = ResidenceFactory(on=DAY(2007, 2, 1))
    other = ResidenceFactory(on=DAY(2007, 2, 1))
    recorded_yesterday()
    for one in (stay, other):
        Residence.objects.filter(pk=one.pk).update(note="heute")
    old, new = by_day(today() - YESTERDAY), by_day(today())

    with as_recorded(old, Layer(new.before, {"companies_residence": {stay.pk}})):
        notes = dict(Residence.objects.values_list("pk", "note"))

    assert notes == {stay.pk: "heute", other.pk: ""}


def test_nothing_can_be_written_into_the_past():
    company = ResidenceFactory().company
    with as_recorded(by_day(today())):
        Company.objects.filter(pk=company.pk).update(name="现在")

    assert Company.objects.get().name == "现在"


def test_every_indicator_can_be_counted_of_a_day():
    a_zone()
    recorded_yesterday()

    with known_on(today() - YESTERDAY):
        for indicator in INDICATORS:
            if indicator.facts is not None:
                assert list(facts_behind(2007, indicator)) is not None
