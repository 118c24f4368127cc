"""The page of public figures and the open data behind it: for everybody, of what was published."""

import csv
import io

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient

from tests.api.test_throttles import rates  # noqa: F401 - a fixture
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory
from tests.publishing.rows import DAY, prepared, published

pytestmark = pytest.mark.django_db
OPEN_DATA = "/api/v1/public/figures/"


@pytest.fixture
def zone() -> None:
    for code, counts in (("a", (9, 1)), ("b", (8, 7))):
        place = IncubatorFactory(code=code, name=f"{code}孵化器")
        for field, count in zip(("electronics", "biomedicine"), counts, strict=True):
            for _each in range(count):
                ResidenceFactory(
                    incubator=place, on=DAY(2007, 5, 1), company=CompanyFactory(field=field)
                )


def test_before_anything_is_published_the_page_says_so(client):
    response = client.get("/figures/")

    assert response.status_code == 200
    assert "尚未发布" in response.text
    assert APIClient().get(OPEN_DATA).json()["figures"] == []


def test_draft_is_nobodys_business(client, zone):
    prepared()

    assert "尚未发布" in client.get("/figures/").text
    assert client.get("/figures/?year=2007").status_code == 404


@pytest.mark.parametrize("years", [1, 3])
def test_page_costs_the_same_for_any_number_of_years(
    client, zone, years, django_assert_num_queries
):
    for year in range(2007, 2007 + years):
        published(year)

    with django_assert_num_queries(8):
        page = client.get("/figures/?year=2007").text

    assert "25" in page
    assert "少于3家" in page
    assert page.count('<abbr title="不公布">×</abbr>') == 4


def test_page_is_the_same_for_everybody_and_only_read(client, zone, zone_user):
    published()
    first = client.get("/figures/")
    client.force_login(zone_user)

    assert client.get("/figures/").content == first.content
    assert "Cookie" not in first.get("Vary", "")
    assert "max-age" in first["Cache-Control"]
    assert client.post("/figures/").status_code == 405


@pytest.mark.parametrize("year", ["2006", "x", "20070", ""])
def test_year_that_was_not_published_is_not_there(client, zone, year):
    published()

    assert client.get(f"/figures/?year={year}").status_code == 404


def test_page_has_a_rate(rates):  # noqa: F811
    rates(anonymous="1/day")

    codes = [Client().get("/figures/") for _time in range(2)]

    assert [response.status_code for response in codes] == [200, 429]
    assert int(codes[1]["Retry-After"]) > 0
    cache.clear()


def test_open_data_are_the_page_in_numbers(zone):
    published()

    answer = APIClient().get(OPEN_DATA)

    body = answer.json()
    assert (body["years"], body["least"]) == ([2007], 3)
    lines = {
        (line["indicator"], line["incubator"], line["field"]): (line["value"], line["hidden"])
        for line in body["figures"]
    }
    assert lines["entered", None, None] == (25, False)
    assert lines["entered", "a", None] == (10, False)
    assert lines["entered", "a", "biomedicine"] == (None, True)
    assert lines["entered", "b", "biomedicine"] == (None, True)
    assert "public" in answer["Cache-Control"]
    assert "Authorization" not in answer["Vary"]


def test_open_data_as_csv_hide_the_same(zone):
    published()

    answer = APIClient().get(OPEN_DATA, {"format": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    body = APIClient().get(OPEN_DATA).json()["figures"]
    assert len(lines) - 1 == len(body)
    assert sum(line[8] == "" for line in lines[1:]) == sum(one["hidden"] for one in body) == 4
    named = {line[7]: line[6] for line in lines[1:]}
    assert (named[""], named["biomedicine"]) == ("全部领域", "生物医药与医疗器械")


def test_open_data_are_answered_304_until_another_edition(zone):
    published()
    first = APIClient().get(OPEN_DATA)

    again = APIClient().get(OPEN_DATA, HTTP_IF_NONE_MATCH=first["ETag"])
    published(2008)

    assert again.status_code == 304
    assert APIClient().get(OPEN_DATA, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


@pytest.mark.parametrize(("year", "status"), [("2007", 200), ("2006", 404), ("x", 400)])
def test_open_data_of_one_year(zone, year, status):
    published()

    assert APIClient().get(OPEN_DATA, {"year": year}).status_code == status
