"""Rows by keys that were just read: the same rows, in the same order, asked for once."""

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Residence
from incubator.accounts.lists.counting import first_keys, with_keys
from tests.factories import DAY, IncubatorFactory, ResidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """An incubator with three companies, one of them twice; a fourth is elsewhere."""
    place = IncubatorFactory()
    twice = ResidenceFactory(incubator=place, on=DAY(2005, 3, 1), left_on=DAY(2006, 3, 1))
    ResidenceFactory(incubator=place, company=twice.company)
    ResidenceFactory.create_batch(2, incubator=place)
    ResidenceFactory()
    return place


LISTS = {
    "of one table": lambda place: Residence.objects.filter(incubator=place),
    "along a key": lambda place: Residence.objects.filter(
        incubator__code=place.code
    ).select_related("company"),
    "against a key": lambda place: Company.objects.filter(residences__incubator=place),
    "each once": lambda place: Company.objects.filter(residences__incubator=place).distinct(),
    "grouped": lambda place: Company.objects.filter(residences__incubator=place).annotate(
        stays=Count("residences")
    ),
    "none": lambda _place: Residence.objects.none(),
}


@pytest.mark.parametrize("asked", LISTS.values(), ids=LISTS)
def test_rows_are_those_of_the_list(place, asked):
    rows = asked(place).order_by("-pk")

    found = with_keys(rows, first_keys(rows))

    assert [vars(row).get("stays", row.pk) for row in found] == [
        vars(row).get("stays", row.pk) for row in rows
    ]
    assert [row.pk for row in found] == [row.pk for row in rows]


def test_keys_left_out_are_left_out(place):
    rows = Residence.objects.filter(incubator=place).order_by("pk")
    keys = first_keys(rows)

    assert [row.pk for row in with_keys(rows, keys[:2])] == sorted(keys[:2])
    assert not with_keys(rows, []).exists()


def test_what_chose_the_rows_is_not_asked_again(place):
    rows = Company.objects.filter(
        pk__in=Residence.objects.filter(incubator=place).values("company")
    )
    with CaptureQueriesContext(connection) as asked:
        assert len(with_keys(rows, first_keys(rows))) == 3
    assert "residence" in asked[0]["sql"]
    assert "residence" not in asked[1]["sql"]


def test_the_list_itself_stays_as_it_was(place):
    rows = Residence.objects.filter(incubator=place)
    with_keys(rows, [])
    assert rows.count() == 4
