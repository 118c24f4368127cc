"""The figures, the companies behind them, and the series."""

import pytest

from companies import lifecycle
from companies.enums import ExitReason
from incubator.core.dates import today
from incubator.statistics.facts import STAYS
from incubator.statistics.indicators import INDICATORS
from tests.api.conftest import API, DAY, computed
from tests.factories import CompanyFactory, IncubatorFactory, MembershipFactory, ResidenceFactory

# Those that are stated everywhere.
CODES = [
    i.code for i in INDICATORS if i.counts == STAYS and i.facts is not None and not i.stated_with
]


def values(answer: dict) -> dict:
    return {code: figure["value"] for code, figure in answer["indicators"].items()}


def test_years(as_zone):
    answer = as_zone.get(f"{API}statistics/").json()

    moments = [year.pop("computed_at") for year in answer["results"]]
    assert answer == {
        "next": None,
        "previous": None,
        "results": [
            {"year": 2007, "status": "provisional", "snapshot": None},
            {"year": 2006, "status": "provisional", "snapshot": None},
        ],
    }
    assert all(moment.endswith("+08:00") for moment in moments)


def test_year_of_the_zone(as_zone):
    answer = as_zone.get(f"{API}statistics/2007/").json()

    assert {key: answer[key] for key in ("year", "status", "snapshot", "incubator")} == {
        "year": 2007, "status": "provisional", "snapshot": None, "incubator": None,
    }  # fmt: skip
    assert answer["as_known_on"] == today().isoformat()
    assert values(answer) == {
        "entered": 3,
        "re_entered": 1,
        "graduated": 1,
        "left": 2,
        "in_incubation": 3,
        "in_incubation_before": 2,
        "cumulative_incubated": 15,
        "cumulative_graduated": 1,
        "cumulative_left": 1,
        "graduation_rate": 33.33,
        "turnover": 233.33,
        "stay_average": 7.67,
        "stay_longest": 10.02,
        "graduate_stay_average": 25,
    }


def test_figure(as_zone):
    indicators = as_zone.get(f"{API}statistics/2007/").json()["indicators"]

    assert indicators["entered"] == {
        "label": "Companies that entered",
        "unit": "companies",
        "kind": "flow",
        "value": 3,
        "low": None,
        "high": None,
        "previous": 1,
        "growth": 2,
        "target": 4,
        "drillable": True,
        "opening_balance": 0,
    }
    assert indicators["cumulative_incubated"]["opening_balance"] == 10
    assert indicators["cumulative_incubated"]["growth"] == 0.25


def test_left_gives_its_parts(as_zone):
    indicators = as_zone.get(f"{API}statistics/2007/").json()["indicators"]

    assert indicators["left"]["parts"] == {
        "moved": {"label": "Moved away", "value": 1},
        "withdrew": {"label": "Withdrew", "value": 1},
    }
    assert [code for code in CODES if "parts" in indicators[code]] == ["left"]


def test_whole_numbers_are_written_whole(as_zone):
    text = as_zone.get(f"{API}statistics/2007/").content

    assert b'"value":15,"low":null,"high":null,"previous":12,"growth":0.25' in text


def test_year_of_one_incubator(as_zone):
    answer = as_zone.get(f"{API}statistics/2007/?incubator=beta").json()

    assert answer["incubator"] == "beta"
    assert values(answer) == {
        "entered": 1,
        "re_entered": 1,
        "graduated": 0,
        "left": 0,
        "in_incubation": 2,
        "in_incubation_before": 0,
        "cumulative_incubated": 2,
        "cumulative_graduated": 0,
        "cumulative_left": 0,
        "graduation_rate": 0,
        "turnover": 100,
        "stay_average": 6.49,
        "stay_longest": 9,
    }


def test_breakdown_of_the_zone(as_zone):
    answer = as_zone.get(f"{API}statistics/2007/?by=incubator").json()

    assert [(there["code"], there["name"]) for there in answer["incubators"]] == [
        ("alpha", "甲孵化器"),
        ("beta", "乙孵化器"),
    ]
    for code in ("entered", "re_entered", "graduated", "left"):
        parts = [values(there)[code] for there in answer["incubators"]]
        assert sum(parts) == values(answer)[code]


def test_breakdown_of_one_incubator_is_itself(as_zone):
    answer = as_zone.get(f"{API}statistics/2007/?by=incubator&incubator=beta").json()

    (there,) = answer["incubators"]
    assert there["indicators"] == answer["indicators"]


def test_labels_follow_the_reader(zone, api_as, zone_user):
    client = api_as(zone_user)

    def label(language):
        answer = client.get(f"{API}statistics/2007/", HTTP_ACCEPT_LANGUAGE=language)
        return answer.headers["Content-Language"], answer.json()["indicators"]["left"]["label"]

    assert label("en") == ("en", "Left without graduating")
    assert label("zh-CN,zh;q=0.9")[0] == "zh-hans"
    assert label("xx")[0] == "zh-hans"


def test_manager_of_one_reads_its_own_figures(as_alpha):
    answer = as_alpha.get(f"{API}statistics/2007/?by=incubator").json()

    assert answer["incubator"] == "alpha"
    assert values(answer)["entered"] == 2
    assert [there["code"] for there in answer["incubators"]] == ["alpha"]


def test_manager_of_several_says_which(clients, refused):
    client = clients["manager of both"]

    assert refused(client.get(f"{API}statistics/2007/"), 400) == "incubator_required"
    assert client.get(f"{API}statistics/2007/?incubator=beta").json()["incubator"] == "beta"


@pytest.mark.parametrize("client", ["manager of alpha", "zone, token for alpha"])
@pytest.mark.parametrize(
    "path",
    [
        "statistics/2007/?incubator={}",
        "statistics/2007/?by=incubator&incubator={}",
        "statistics/2007/entered/companies/?incubator={}",
        "statistics/series/?indicator=entered&from=2006&to=2007&incubator={}",
    ],
)
def test_foreign_incubator_is_a_missing_one(clients, refused, client, path):
    foreign = clients[client].get(API + path.format("beta"))
    missing = clients[client].get(API + path.format("nowhere"))

    assert refused(foreign, 404) == "not_found"
    assert foreign.content == missing.content


@pytest.mark.parametrize("client", ["manager of alpha", "zone, token for alpha"])
def test_narrow_access_never_reads_the_zone(clients, client):
    year = clients[client].get(f"{API}statistics/2007/").json()
    series = clients[client].get(f"{API}statistics/series/?indicator=entered&from=2007&to=2007")
    facts = clients[client].get(f"{API}statistics/2007/cumulative_incubated/companies/")

    assert (year["incubator"], values(year)["entered"]) == ("alpha", 2)
    assert [row["value"] for row in series.json()["values"]] == [2]
    assert {fact["incubator"] for fact in facts.json()["results"]} == {"alpha"}


@pytest.mark.parametrize("query", ["", "?incubator=alpha", "?incubator=beta"])
@pytest.mark.parametrize("year", [2006, 2007])
@pytest.mark.parametrize("code", CODES)
def test_every_figure_opens_to_exactly_its_companies(as_zone, code, year, query):
    figure = as_zone.get(f"{API}statistics/{year}/{query}").json()["indicators"][code]

    answer = as_zone.get(f"{API}statistics/{year}/{code}/companies/{query}").json()

    assert answer["value"] == figure["value"]
    assert answer["count"] == answer["listed"] == figure["value"] - figure["opening_balance"]
    assert len(answer["results"]) == answer["count"]
    assert answer["stale"] is False


@pytest.mark.parametrize("part", ExitReason.values)
def test_every_part_opens_to_exactly_its_companies(as_zone, refused, part):
    left = as_zone.get(f"{API}statistics/2007/").json()["indicators"]["left"]

    answer = as_zone.get(f"{API}statistics/2007/left/companies/?part={part}")

    if part not in left["parts"]:
        assert refused(answer, 404) == "no_figures"
    else:
        assert answer.json()["count"] == left["parts"][part]["value"]
        assert [fact["exit_reason"] for fact in answer.json()["results"]] == [part]


def test_fact(as_zone, zone):
    answer = as_zone.get(f"{API}statistics/2007/graduated/companies/").json()

    assert answer["results"] == [
        {
            "company": zone.graduate.pk,
            "unified_code": zone.graduate.unified_code,
            "name": "毕业公司",
            "incubator": "alpha",
            "admitted_on": "2005-05-01",
            "left_on": "2007-06-01",
            "exit_reason": "graduated",
            "residence": zone.stay(zone.graduate, zone.alpha).pk,
        }
    ]


def test_company_in_two_places_counts_once_in_the_zone_and_in_each(as_zone, zone):
    def listed(query=""):
        path = f"{API}statistics/2007/cumulative_incubated/companies/{query}"
        return [fact["company"] for fact in as_zone.get(path).json()["results"]]

    shared = zone.shared.pk
    assert listed().count(shared) == 1
    assert listed("?incubator=alpha").count(shared) == 1
    assert listed("?incubator=beta").count(shared) == 1


def test_company_that_returned_twice_is_named_for_each_return(as_zone, zone):
    third = IncubatorFactory(code="third")
    lifecycle.leave(
        residence=zone.stay(zone.shared, zone.beta), reason="moved", on=DAY(2007, 11, 1), by=None
    )
    ResidenceFactory(company=zone.shared, incubator=third, on=DAY(2007, 11, 2))
    computed(2007)

    answer = as_zone.get(f"{API}statistics/2007/re_entered/companies/").json()

    assert answer["count"] == answer["value"] == 2
    assert [fact["company"] for fact in answer["results"]] == [zone.shared.pk] * 2


def test_a_figure_older_than_its_list_says_so_until_it_is_computed_again(as_zone, zone):
    lifecycle.graduate(residence=zone.stay(zone.newcomer, zone.alpha), on=DAY(2007, 12, 1), by=None)
    path = f"{API}statistics/2007/graduated/companies/"

    moved = as_zone.get(path).json()
    computed(2007)
    again = as_zone.get(path).json()

    for answer, value, stale in ((moved, 1, True), (again, 2, False)):
        assert (answer["value"], answer["stale"]) == (value, stale)
        assert answer["count"] == answer["listed"] == len(answer["results"]) == 2


def test_facts_by_pages(as_zone, zone):
    path = f"{API}statistics/2007/in_incubation/companies/"
    whole = as_zone.get(path).json()["results"]

    first = as_zone.get(f"{path}?page_size=2").json()
    second = as_zone.get(first["next"]).json()
    back = as_zone.get(second["previous"]).json()

    assert first["results"] + second["results"] == whole
    assert (second["next"], second["count"]) == (None, 3)
    assert back["results"] == first["results"]


def test_series(as_zone):
    answer = as_zone.get(f"{API}statistics/series/?indicator=entered&from=2005&to=2008").json()

    assert answer == {
        "indicator": "entered",
        "label": "Companies that entered",
        "unit": "companies",
        "kind": "flow",
        "incubator": None,
        "as_known_on": None,
        "reading": None,
        "readings": [],
        "values": [
            {"year": 2005, "value": None, "low": None, "high": None, "read_by": None},
            {"year": 2006, "value": 1, "low": None, "high": None, "read_by": None},
            {"year": 2007, "value": 3, "low": None, "high": None, "read_by": None},
            {"year": 2008, "value": None, "low": None, "high": None, "read_by": None},
        ],
        "breaks": [],
    }


def test_series_of_one_incubator(as_zone):
    answer = as_zone.get(
        f"{API}statistics/series/?indicator=entered&from=2007&to=2007&incubator=beta"
    ).json()

    assert (answer["incubator"], answer["values"]) == (
        "beta", [{"year": 2007, "value": 1, "low": None, "high": None, "read_by": None}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("statistics/0/", 400, "invalid_year"),
        ("statistics/99999/", 400, "invalid_year"),
        ("statistics/abc/", 400, "invalid_year"),
        ("statistics/２００７/", 400, "invalid_year"),
        ("statistics/2007%00/", 400, "invalid_year"),
        ("statistics/%FF/", 400, "invalid_year"),
        ("statistics/-2007/", 400, "invalid_year"),
        ("statistics/1999/", 404, "no_figures"),
        ("statistics/2007/?incubator=accelerator", 404, "no_figures"),
        ("statistics/2007/?incubator=", 404, "not_found"),
        ("statistics/2007/?by=company", 400, "invalid_choice"),
        ("statistics/2007/?as_known_on=2008-01-01", 404, "nothing_known_yet"),
        ("statistics/2007/?snapshot=1", 404, "unknown_snapshot"),
        ("statistics/2007/?format=pdf", 400, "unknown_format"),
        ("statistics/2007/?format=CSV", 400, "unknown_format"),
        ("statistics/abc/entered/companies/", 400, "invalid_year"),
        ("statistics/2007/profit/companies/", 404, "unknown_indicator"),
        ("statistics/1999/entered/companies/", 404, "no_figures"),
        ("statistics/2007/entered/companies/?part=moved", 400, "no_parts"),
        ("statistics/2007/left/companies/?part=bored", 400, "invalid_choice"),
        ("statistics/2007/entered/companies/?ordering=name", 400, "invalid_choice"),
        ("statistics/series/", 400, "missing_parameter"),
        ("statistics/series/?indicator=entered&from=2005", 400, "missing_parameter"),
        ("statistics/series/?indicator=profit&from=2005&to=2007", 404, "unknown_indicator"),
        ("statistics/series/?indicator=entered&from=0&to=2007", 400, "invalid_year"),
        ("statistics/series/?indicator=entered&from=2005&to=abc", 400, "invalid_year"),
        ("statistics/series/?indicator=entered&from=2008&to=2007", 400, "invalid_range"),
    ],
)
def test_refusals(as_zone, refused, path, status, code):
    assert refused(as_zone.get(API + path), status) == code


def test_refused_year_of_a_series_is_named(as_zone):
    answer = as_zone.get(f"{API}statistics/series/?indicator=entered&from=2005&to=abc").json()

    assert answer["fields"] == {"to": ["“abc” is not a year between 1980 and 2100."]}


@pytest.mark.parametrize("count", [1, 3])
def test_query_counts(api_as, zone_user, django_assert_num_queries, count):
    for _number in range(count):
        incubator = IncubatorFactory()
        ResidenceFactory(company=CompanyFactory(), incubator=incubator)
    for number in range(count):
        computed(2007 - number)
    client = api_as(zone_user)

    for queries, path in [
        (4, "statistics/"),
        (8, "statistics/2007/"),
        (3, "statistics/2007/"),  # kept from the first time
        (9, "statistics/2007/?by=incubator"),
        (3, "statistics/2007/?by=incubator"),
        (7, "statistics/2007/entered/companies/"),
        (4, "statistics/series/?indicator=entered&from=2000&to=2007"),
    ]:
        with django_assert_num_queries(queries):
            assert client.get(API + path).status_code == 200, path


def test_manager_pays_one_query_for_its_place(db, api_as, incubator, django_assert_num_queries):
    ResidenceFactory(incubator=incubator)
    computed(2007)
    client = api_as(MembershipFactory(incubator=incubator).user)

    for queries in (8, 4):
        with django_assert_num_queries(queries):
            client.get(f"{API}statistics/2007/")


def test_opening_balance_is_named_beside_the_list(as_zone):
    answer = as_zone.get(f"{API}statistics/2007/cumulative_incubated/companies/").json()

    (balance,) = answer["opening_balances"]
    assert (balance["value"], balance["as_of"], balance["drillable"]) == (10, "2006-12-31", False)
    assert balance["signed_by"] == "区办公室"
    assert balance["document_number"].startswith("测试文件")
    assert answer["count"] == answer["value"] - balance["value"]


def test_figure_without_opening_balance_names_none(as_zone):
    answer = as_zone.get(f"{API}statistics/2007/entered/companies/").json()

    assert answer["opening_balances"] == []


def test_reading_that_there_is_none_of_is_refused(as_zone, refused):
    where = f"{API}statistics/series/?from=2005&to=2008"

    unknown = as_zone.get(f"{where}&indicator=entered&reading=CN-2006")
    assert refused(unknown, 404) == "unknown_reading"


def test_share_can_be_had_by_both_rules(as_zone):
    where = f"{API}statistics/series/?indicator=incubatee_share&from=2008&to=2011"

    by_rules = as_zone.get(where).json()
    by_one = as_zone.get(f"{where}&reading=CN-2010").json()

    assert [one["read_by"] for one in by_rules["values"]] == ["CN-2006"] * 2 + ["CN-2010"] * 2
    assert [(one["year"], one["after"]) for one in by_rules["breaks"]] == [(2010, "CN-2010")]
    assert {one["read_by"] for one in by_one["values"]} == {"CN-2010"}
    assert (by_one["breaks"], by_one["reading"]) == ([], "CN-2010")
