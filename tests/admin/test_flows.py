"""The page of the reconciliation, and the residences behind each of its numbers."""

import datetime

import pytest
from django.urls import reverse

from companies.models import Residence
from incubator.statistics.models import YearlyTotal
from tests.admin.conftest import A, pages_of
from tests.factories import ResidenceFactory

DAY = datetime.date


def page(world, role: str = "zone", **asked):
    asked = {"from": "2007-01-01", "to": "2007-12-31"} | asked
    return world.client(role).get(reverse(pages_of(YearlyTotal).name_of("flows")), asked)


def behind(world, role: str, line: str, place: str, **asked):
    asked = {"from": "2007-01-01", "to": "2007-12-31"} | asked
    name = pages_of(YearlyTotal).name_of("residences")
    return world.client(role).get(reverse(name, args=[line, place]), asked)


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("auditor", 200), ("superuser", 200), ("manager_a", 200), ("roleless", 302)],
)
def test_who_sees_it(world, role, status):
    assert page(world, role).status_code == status
    assert behind(world, role, "entered", world.a.code).status_code == status


def test_numbers_lead_to_as_many_residences(world):
    context = page(world).context

    for row in [*context["rows"], context["whole"]]:
        for count, address in row["cells"]:
            assert world.client("zone").get(address).context["count"] == count


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [("2007-01-01", "2007-12-31", 2007), ("2006-12-31", "2007-12-31", None),
     ("2007-01-01", "2007-06-30", None)],
)  # fmt: skip
def test_year_is_marked_where_the_period_is_all_of_it(world, first, last, year):
    response = page(world, **{"from": first, "to": last})

    assert response.context["whole_year"] == year
    assert ('aria-current="page">2006' in response.text) is False
    assert ('aria-current="page">2007' in response.text) is (year == 2007)


def test_manager_sees_the_own_incubator_and_no_zone(world):
    ResidenceFactory(
        company=world.of(Residence, A).company, incubator=world.b, on=DAY(2007, 6, 1), note="乙"
    )
    response = page(world, "manager_a")

    assert [row["place"] for row in response.context["rows"]] == [world.a.name]
    assert response.context["whole"] is None
    assert response.context["overlap"] is None
    assert world.b.name not in response.text


@pytest.mark.parametrize(
    ("line", "place"),
    [("entered", "zone"), ("entered", "b"), ("overlap_closing", "zone"), ("nonsense", "a")],
)
def test_what_is_not_a_managers_is_unknown(world, line, place):
    code = {"a": world.a.code, "b": world.b.code}.get(place, place)

    assert behind(world, "manager_a", line, code).status_code == 404


def test_overlap_is_a_line_of_its_own(world):
    ResidenceFactory(company=world.of(Residence, A).company, incubator=world.b, on=DAY(2007, 6, 1))

    overlap = page(world).context["overlap"]

    count, address = overlap["closing"]
    assert count == 1
    assert world.client("zone").get(address).context["count"] == 1
    whole = page(world).context["whole"]["cells"]
    assert overlap["companies"] == (whole[0][0], whole[5][0] - 1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"from": "2008-01-01"}, "较早"),
        ({"from": "2007-02-30"}, "2007-02-30"),
        ({"to": "2099-01-01"}, "2099"),
        ({"from": "' OR 1=1"}, "OR 1=1"),
    ],
)
def test_bad_period_is_told_and_nothing_is_shown(world, asked, said):
    response = page(world, **asked)

    assert said in response.context["refused"]
    assert "rows" not in response.context
    assert behind(world, "zone", "entered", "zone", **asked).status_code == 404


def test_list_as_a_file(world):
    response = behind(world, "zone", "closing", world.a.code, format="csv")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + page(world).context["rows"][0]["cells"][5][0]


@pytest.mark.parametrize("reason", ["graduated", "x"])
def test_unknown_reason_is_unknown(world, reason):
    assert behind(world, "zone", "left", "zone", reason=reason).status_code == 404
