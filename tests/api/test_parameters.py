"""Parameters: only what is offered, once, and readable."""

import pytest

from companies.models import Company, Residence
from tests.api.conftest import API

LISTS = ["companies/", "residences/", "incubators/"]
ADDRESSES = [
    *LISTS,
    "statistics/",
    "statistics/2007/",
    "statistics/2007/entered/companies/",
    "statistics/series/",
]


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize(
    "name",
    [
        "nonsense", "id", "pk", "id__gt", "name__regex", "name", "_connector", "_negated",
        "residences__note__contains", "incubator__code", "company__search_key__contains",
        "history__pgh_id", "unified_code__startswith", "offset", "limit", "page", "FORMAT",
        "__class__", "名称", "a b", "%", "'", '"; drop table companies_company; --',
    ],
)  # fmt: skip
def test_unknown(as_zone, refused, where, name):
    for value in ("1", "OR", "1 OR 1=1", ""):
        response = as_zone.get(API + where, {name: value})
        assert refused(response, 400) == "unknown_parameter"


def test_unknown_names_itself_and_the_known(as_zone):
    answer = as_zone.get(f"{API}statistics/2007/?yaer=2006").json()

    assert answer["detail"] == (
        "There is no parameter “yaer” here. "
        "Known are: as_known_on, by, format, incubator, snapshot."
    )


@pytest.mark.parametrize("where", ["companies/{}/", "residences/{}/"])
def test_single_row_takes_no_filter(as_zone, zone, refused, where):
    model = Company if where.startswith("companies") else Residence
    row = model.objects.first()

    assert as_zone.get(API + where.format(row.pk)).status_code == 200
    response = as_zone.get(API + where.format(row.pk) + "?page_size=1")
    assert refused(response, 400) == "unknown_parameter"


@pytest.mark.parametrize("where", LISTS)
def test_repeated(as_zone, refused, where):
    response = as_zone.get(f"{API}{where}?page_size=1&page_size=2")

    assert refused(response, 400) == "repeated_parameter"
    assert list(response.json()["fields"]) == ["page_size"]


@pytest.mark.parametrize("value", ["%00", "a%00b", "%FF", "%ED%A0%80", "x" * 201, "企" * 201])
@pytest.mark.parametrize("where", ["companies/?q=", "statistics/2007/?incubator="])
def test_unreadable(as_zone, refused, where, value):
    assert refused(as_zone.get(API + where + value), 400) == "invalid_parameter"


@pytest.mark.parametrize("where", LISTS)
def test_lists_are_json_only(as_zone, refused, where):
    assert as_zone.get(f"{API}{where}?format=json").status_code == 200
    assert refused(as_zone.get(f"{API}{where}?format=csv"), 400) == "unknown_format"


@pytest.mark.parametrize(
    "query",
    [
        "companies/?field=magic",
        "companies/?incubator=nowhere",
        "companies/?in_incubation_on=01/02/2007",
        "companies/?in_incubation_on=2007-02-30",
        "companies/?in_incubation_on=0000-01-01",
        "residences/?company=abc",
        "residences/?company=0",
        "residences/?company=1.5",
        "residences/?company=99999999999999999999",
        "residences/?exit_reason=bored",
        "residences/?programme=magic",
        "residences/?open_on=today",
        "residences/?admitted_from=2007",
        "residences/?left_to=x",
        "incubators/?kind=magic",
        "incubators/?focus=1",
        "incubators/?programme=OR",
    ],
)
def test_wrong_value_of_a_filter(as_zone, refused, query):
    response = as_zone.get(API + query)

    assert refused(response, 400) == "invalid_input"
    assert list(response.json()["fields"]) == [query.split("?")[1].split("=")[0]]


def test_foreign_incubator_is_unknown_to_a_filter(as_alpha):
    foreign = as_alpha.get(f"{API}companies/?incubator=beta")
    missing = as_alpha.get(f"{API}companies/?incubator=nope")

    assert (foreign.status_code, missing.status_code) == (400, 400)
    assert foreign.text.replace("beta", "nope") == missing.text


@pytest.mark.parametrize("value", ["0", "-1", "abc", "1001", "5000", "1.5", "", "１", "1e3", "+5"])
@pytest.mark.parametrize("where", [*LISTS, "statistics/", "statistics/2007/entered/companies/"])
def test_wrong_page_size(as_zone, refused, where, value):
    response = as_zone.get(API + where, {"page_size": value})

    assert refused(response, 400) == "invalid_page_size"


@pytest.mark.parametrize("value", ["name", "-name", "id,name", "?", "", "--id", "residences__note"])
@pytest.mark.parametrize("where", LISTS)
def test_wrong_ordering(as_zone, refused, where, value):
    assert refused(as_zone.get(API + where, {"ordering": value}), 400) == "invalid_choice"
