"""Pages by key: whole, once each, and as quick at the end as at the beginning."""

from base64 import b64encode

import pytest

from tests.api.conftest import API
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    PhaseFactory,
    ResidenceFactory,
    organisation_code,
)

LISTS = ["companies/", "residences/", "incubators/"]


def walked(client, address: str, direction: str = "next") -> list[int]:
    """The numbers of all rows, page by page."""
    found = []
    while address:
        answer = client.get(address).json()
        page = [row["id"] for row in answer["results"]]
        found = found + page if direction == "next" else page + found
        address = answer[direction]
    return found


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_pages_hold_every_row_once(as_zone, where, size):
    whole = [row["id"] for row in as_zone.get(API + where).json()["results"]]

    assert walked(as_zone, f"{API}{where}?page_size={size}") == whole == sorted(whole)


@pytest.mark.parametrize("where", LISTS)
def test_backwards(as_zone, where):
    whole = walked(as_zone, API + where)
    reverse = walked(as_zone, f"{API}{where}?ordering=-id&page_size=2")
    answer = as_zone.get(f"{API}{where}?page_size=2").json()
    while answer["next"]:
        last = answer["next"]
        answer = as_zone.get(last).json()

    assert reverse == whole[::-1]
    assert walked(as_zone, last, "previous") == whole


def test_default_and_most(as_zone, incubator):
    for _number in range(46):
        ResidenceFactory(incubator=incubator)

    assert len(as_zone.get(f"{API}companies/").json()["results"]) == 50
    assert len(as_zone.get(f"{API}companies/?page_size=1000").json()["results"]) == 51


def test_page_keeps_its_filters(as_zone):
    answer = as_zone.get(f"{API}residences/?incubator=alpha&page_size=3").json()

    assert "incubator=alpha" in answer["next"]
    rest = as_zone.get(answer["next"]).json()
    assert [row["incubator"] for row in rest["results"]] == ["alpha"]


def test_row_that_comes_while_pages_are_read_is_read(as_zone, incubator):
    first = as_zone.get(f"{API}companies/?page_size=3").json()
    new = ResidenceFactory(incubator=incubator).company

    rest = walked(as_zone, first["next"])

    assert len(set(rest)) == 3
    assert rest[-1] == new.pk


def cursor(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "abc",
        "!!!!",
        "企业",
        "cD0",
        cursor(""),
        cursor("p="),
        cursor("p=abc"),
        cursor("p=1' OR '1'='1"),
        cursor("p=-1"),
        cursor("p=1.5"),
        cursor("p=1e3"),
        cursor("p=" + "9" * 19),
        cursor("r=1"),
        cursor("o=10"),
        cursor("o=x&p=1"),
        cursor("o=-1&p=1"),
        cursor("r=x&p=1"),
        cursor("p=%00"),
    ],
)
@pytest.mark.parametrize("where", [*LISTS, "statistics/", "statistics/2007/entered/companies/"])
def test_cursor_that_is_none(as_zone, refused, where, value):
    assert refused(as_zone.get(API + where, {"cursor": value}), 400) == "invalid_cursor"


def test_cursor_past_the_end(as_zone):
    answer = as_zone.get(f"{API}companies/", {"cursor": cursor("p=999999999999")}).json()

    assert (answer["results"], answer["next"]) == ([], None)


def test_nothing_is_counted_and_nothing_skipped(as_zone, django_assert_num_queries):
    with django_assert_num_queries(5) as queries:
        as_zone.get(f"{API}companies/?page_size=2")

    statements = [query["sql"].upper() for query in queries.captured_queries]
    assert not [sql for sql in statements if "COUNT(" in sql or "OFFSET" in sql]


@pytest.mark.parametrize("count", [1, 3])
def test_query_counts(api_as, zone_user, django_assert_num_queries, count):
    for _number in range(count):
        incubator = IncubatorFactory()
        PhaseFactory(incubator=incubator)
        stay = ResidenceFactory(
            company=CompanyFactory(organisation_code=organisation_code(incubator.pk)),
            incubator=incubator,
        )
        ResidenceFactory(company=stay.company)
    client = api_as(zone_user)

    for queries, path in [
        (5, "companies/"),
        (5, f"companies/{stay.company_id}/"),
        (6, f"companies/?incubator={incubator.code}&q=宁波&in_incubation_on=2008-01-01"),
        (3, "residences/"),
        (4, f"residences/?incubator={incubator.code}"),
        (3, f"residences/{stay.pk}/"),
        (4, "incubators/"),
        (4, f"incubators/{incubator.pk}/"),
    ]:
        with django_assert_num_queries(queries):
            assert client.get(API + path).status_code == 200, path


@pytest.mark.parametrize("count", [1, 3])
def test_query_counts_of_a_manager(api_as, manager, incubator, django_assert_num_queries, count):
    for _number in range(count):
        stay = ResidenceFactory(incubator=incubator)
        ResidenceFactory(company=stay.company)
    client = api_as(manager)

    for queries, path in [(5, "companies/"), (3, "residences/"), (4, "incubators/")]:
        with django_assert_num_queries(queries):
            assert client.get(API + path).status_code == 200, path
