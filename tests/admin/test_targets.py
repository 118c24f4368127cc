"""Targets in the admin: of an indicator or of what nothing measures, and how they stand."""

import pytest
from django.urls import reverse

from incubator.statistics.models import Document, OpeningBalance, Target, YearlyTotal
from tests.admin.conftest import ALL, ZONE, A, pages_of
from tests.factories import TargetFactory

PROGRESS = "admin:statistics_target_progress"


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("auditor", 200), ("superuser", 200), ("manager_a", 200), ("roleless", 302)],
)
def test_who_sees_progress(world, role, status):
    assert world.client(role).get(reverse(PROGRESS)).status_code == status


def test_progress_of_what_the_reader_sees(world):
    TargetFactory(indicator="", subject="talents", year=2008, value=2000)

    zone = world.client("zone").get(reverse(PROGRESS), {"year": "2008"}).context["rows"]
    own = world.client("manager_a").get(reverse(PROGRESS), {"year": "2008"}).context["rows"]

    assert len(zone) == 4
    assert [row["place"] for row in own] == [world.a.name]
    assert own[0]["reached"] == "—"


@pytest.mark.parametrize("year", ["1007", "x", "2009' OR 1=1"])
def test_year_without_targets_shows_the_latest(world, year):
    response = world.client("zone").get(reverse(PROGRESS), {"year": year})

    assert response.context["year"] == 2008


@pytest.mark.parametrize(
    ("chosen", "accepted"),
    [
        ({"indicator": "graduated"}, True),
        ({"subject": "talents"}, True),
        ({"indicator": "graduated", "subject": "talents"}, False),
        ({}, False),
    ],
)
def test_target_is_of_one_thing(world, chosen, accepted):
    document = world.of(Document, ALL)
    data = {"document": document.pk, "year": 2009, "value": "5", **chosen}

    response = world.client("zone").post(reverse("admin:statistics_target_add"), data)

    assert (response.status_code == 302) == accepted
    assert Target.objects.filter(year=2009).exists() == accepted


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [({"year": "1979"}, "year", "min_value"), ({"year": "2101"}, "year", "max_value"),
     ({"value": "-1"}, "value", "min_value")],
)  # fmt: skip
def test_what_no_target_can_be_is_told_at_its_field(world, typed, field, code):
    document = world.of(Document, ALL)
    data = {"document": document.pk, "year": 2009, "value": "5", "indicator": "graduated"} | typed

    response = world.client("zone").post(reverse("admin:statistics_target_add"), data)

    errors = response.context["adminform"].form.errors.as_data()
    assert {name: [error.code for error in of] for name, of in errors.items()} == {field: [code]}


class TestOpeningBalances:
    def test_page_of_a_figure_names_who_signed_and_where(self, world):
        row = world.of(YearlyTotal, ZONE)
        YearlyTotal.objects.create(
            run=row.run, year=2007, indicator="cumulative_incubated", counted=1,
            opening_balance=490, value=491,
        )  # fmt: skip
        name = pages_of(YearlyTotal).name_of("facts")
        page = world.client("zone").get(reverse(name, args=[2007, "cumulative_incubated", "zone"]))

        assert "区办公室" in page.text
        assert world.of(Document, ALL).number in page.text
        assert "490" in page.text

    def test_what_is_counted_beside_it_is_told(self, world):
        balance = world.of(OpeningBalance, A)
        OpeningBalance.objects.filter(pk=balance.pk).update(as_of="2007-12-31")

        page = world.client("zone").get(pages_of(OpeningBalance).address_of(balance))

        assert "1" in page.text
        assert "核实" in page.text

    @pytest.mark.parametrize(
        ("typed", "field"),
        [({"indicator": "entered"}, "indicator"), ({"indicator": "graduation_rate"}, "indicator"),
         ({"value": "0"}, "value"), ({"value": "-1"}, "value"), ({}, "")],
    )  # fmt: skip
    def test_it_is_of_what_adds_up_from_the_beginning(self, world, typed, field):
        """Of anything else it would be on file, count nothing, and no bundle would verify."""
        OpeningBalance.objects.filter(incubator=None).delete()
        data = {
            "indicator": "cumulative_graduated", "document": world.of(Document, ALL).pk,
            "as_of": "2003-12-31", "value": "5", "signed_by": "区办公室",
        } | typed  # fmt: skip

        response = world.client("zone").post(reverse("admin:statistics_openingbalance_add"), data)

        assert response.status_code == (200 if field else 302)
        if field:
            assert list(response.context["adminform"].form.errors) == [field]
