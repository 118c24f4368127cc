"""What the API answers of a published year, and of one that nobody has published."""

import csv
import io
import zipfile

import pytest

from incubator.core.dates import now
from incubator.statistics.models import LateFact, Snapshot
from incubator.statistics.restating import lifecycle as restating
from incubator.statistics.snapshots.bundle import bundle_of
from tests.api.conftest import API, computed
from tests.factories import CompanyFactory, ResidenceFactory
from tests.publishing.rows import DAY, prepared, published, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(zone) -> Snapshot:
    """2007 as it was published."""
    return published(2007)


@pytest.fixture
def late(edition, zone) -> None:
    """A company that nobody had recorded when the year was published."""
    ResidenceFactory(
        company=CompanyFactory(name="迟到公司"), incubator=zone.beta, on=DAY(2007, 5, 1)
    )
    computed(2007)


def test_list_of_years_says_which_is_published(as_zone, edition):
    rows = as_zone.get(f"{API}statistics/").json()["results"]

    assert [(row["year"], row["status"], row["snapshot"]) for row in rows] == [
        (2007, "published", edition.pk), (2006, "provisional", None),
    ]  # fmt: skip


def test_published_year_gives_what_was_published(as_zone, edition):
    answer = as_zone.get(f"{API}statistics/2007/").json()

    assert (answer["status"], answer["snapshot"]) == ("published", edition.pk)
    assert answer["live_differs"] is False
    entered = answer["indicators"]["entered"]
    assert (entered["value"], entered["live"], entered["previous"]) == (3, 3, 1)


def test_published_year_says_that_today_would_count_otherwise(as_zone, late, edition):
    answer = as_zone.get(f"{API}statistics/2007/").json()
    live = as_zone.get(f"{API}statistics/2007/?snapshot=live").json()

    assert answer["live_differs"] is True
    entered = answer["indicators"]["entered"]
    assert (entered["value"], entered["live"]) == (3, 4)
    assert (live["status"], live["snapshot"]) == ("provisional", None)
    assert live["indicators"]["entered"]["value"] == 4
    assert "live" not in live["indicators"]["entered"]
    by_key = as_zone.get(f"{API}statistics/2007/?snapshot={edition.pk}").json()
    assert by_key == answer


def test_list_behind_a_published_figure_is_as_long_as_the_figure(as_zone, late, edition):
    where = f"{API}statistics/2007/entered/companies/"
    answer, live = as_zone.get(where).json(), as_zone.get(f"{where}?snapshot=live").json()

    assert (answer["value"], answer["count"], answer["listed"], answer["stale"]) == (3, 3, 3, False)
    assert (answer["snapshot"], live["snapshot"]) == (edition.pk, None)
    assert live["count"] == 4
    names = {row["name"] for row in live["results"]} - {row["name"] for row in answer["results"]}
    assert names == {"迟到公司"}
    told = next(row for row in live["results"] if row["name"] != "迟到公司")
    assert told in answer["results"]


def test_published_list_comes_in_pages(as_zone, late):
    where = f"{API}statistics/2007/cumulative_incubated/companies/"
    whole = as_zone.get(where).json()["results"]
    found, address = [], f"{where}?page_size=2"
    while address:
        page = as_zone.get(address).json()
        found += page["results"]
        address = page["next"]

    assert found == whole
    assert len(whole) == 5
    back = as_zone.get(page["previous"]).json()["results"]
    assert back == whole[2:4]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_published_list_as_a_file(as_zone, late, form):
    response = as_zone.get(f"{API}statistics/2007/entered/companies/?format={form}")

    content = b"".join(response.streaming_content)
    assert response.status_code == 200
    if form == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(rows) == 4
        assert not any("迟到公司" in row for row in rows)


def test_series_gives_published_values(as_zone, late):
    points = as_zone.get(f"{API}statistics/series/?indicator=entered&from=2006&to=2008").json()

    assert [(one["year"], one["value"]) for one in points["values"]] == [
        (2006, 1), (2007, 3), (2008, None),
    ]  # fmt: skip


def test_etag_moves_with_a_publication(as_zone, zone):
    before = as_zone.get(f"{API}statistics/2007/").headers["ETag"]
    published(2007)

    response = as_zone.get(f"{API}statistics/2007/", HTTP_IF_NONE_MATCH=before)

    assert response.status_code == 200
    assert response.headers["ETag"] != before


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("snapshot=999999", 404, "unknown_snapshot"),
        ("snapshot=abc", 400, "invalid_snapshot"),
        ("snapshot=-1", 400, "invalid_snapshot"),
        ("snapshot=1&as_known_on=2008-01-01", 400, "contradicting_parameters"),
        ("as_known_on=2008-13-01", 400, "invalid_date"),
        ("as_known_on=20080101", 400, "invalid_date"),
        ("as_known_on=yesterday", 400, "invalid_date"),
        ("as_known_on=２００８-01-01", 400, "invalid_date"),
        ("as_known_on=2999-01-01", 400, "day_in_future"),
        ("as_known_on=2008-01-01", 404, "nothing_known_yet"),
    ],
)
@pytest.mark.parametrize("where", ["2007/", "2007/entered/companies/"])
def test_what_is_no_state_of_the_figures(  # noqa: PLR0917 - fixtures
    as_zone, zone, refused, where, query, status, code
):
    response = as_zone.get(f"{API}statistics/{where}?{query}")

    assert refused(response, status) == code


def test_draft_is_no_snapshot(as_zone, zone, refused):
    draft = prepared(2007)

    assert refused(as_zone.get(f"{API}snapshots/{draft.pk}/"), 404) == "not_found"
    assert refused(as_zone.get(f"{API}snapshots/{draft.pk}/bundle/"), 404) == "not_found"
    response = as_zone.get(f"{API}statistics/2007/?snapshot={draft.pk}")
    assert refused(response, 404) == "unknown_snapshot"
    assert as_zone.get(f"{API}snapshots/").json()["results"] == []


def test_list_of_snapshots(as_zone, edition):
    [row] = as_zone.get(f"{API}snapshots/?year=2007").json()["results"]

    assert (row["id"], row["year"], row["edition"], row["kind"]) == (edition.pk, 2007, 1, "first")
    assert (row["current"], row["position"]) == (True, 1)
    assert row["content_sha256"] == edition.content_sha256
    assert as_zone.get(f"{API}snapshots/?year=2006").json()["results"] == []


def test_one_snapshot_of_the_zone_and_of_an_incubator(as_zone, edition):
    def figures(query):
        rows = as_zone.get(f"{API}snapshots/{edition.pk}/{query}").json()["figures"]
        return {(row["indicator"], row["part"]): row["value"] for row in rows}

    whole, beta = figures(""), figures("?incubator=beta")
    assert (whole["entered", ""], beta["entered", ""]) == (3, 1)
    assert whole["left", "moved"] == 1


@pytest.mark.parametrize("incubator", ["alpha", "beta"])
def test_manager_sees_own_figures_of_a_snapshot_only(clients, zone, edition, refused, incubator):
    client = clients[f"manager of {incubator}"]
    other = "beta" if incubator == "alpha" else "alpha"

    answer = client.get(f"{API}snapshots/{edition.pk}/").json()
    assert answer["incubator"] == incubator
    foreign = client.get(f"{API}snapshots/{edition.pk}/?incubator={other}")
    assert refused(foreign, 404) == "not_found"
    assert refused(client.get(f"{API}snapshots/{edition.pk}/bundle/"), 404) == "not_found"
    rows = client.get(f"{API}statistics/2007/entered/companies/").json()["results"]
    assert {row["incubator"] for row in rows} == {incubator}


def test_bundle(as_zone, edition):
    response = as_zone.get(f"{API}snapshots/{edition.pk}/bundle/")

    assert response.headers["Content-Type"] == "application/zip"
    assert response.content == bundle_of(edition)
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert {"manifest.json", "verify.py", "values.csv"} <= set(archive.namelist())
    etag = response.headers["ETag"]
    again = as_zone.get(f"{API}snapshots/{edition.pk}/bundle/", HTTP_IF_NONE_MATCH=etag)
    assert again.status_code == 304


def test_figure_that_was_not_published(as_zone, edition, refused):
    response = as_zone.get(f"{API}statistics/2007/hnte/companies/")

    assert refused(response, 404) == "not_in_snapshot"


def test_ratio_of_a_published_year_has_no_list(as_zone, edition, refused):
    response = as_zone.get(f"{API}statistics/2007/graduation_rate/companies/")

    assert refused(response, 404) == "not_drillable"


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow(as_zone, edition, django_assert_num_queries, more):
    for year in range(1990, 1990 + more):
        sealed_year(year)
    with django_assert_num_queries(4):
        as_zone.get(f"{API}snapshots/")


def sealed_year(year: int) -> None:
    from tests.publishing.constraint_attempts import sealed

    sealed(year=year, position=year)


@pytest.fixture
def found_late(edition, zone) -> LateFact:
    """A company that had entered in 2007, as whoever looks would queue it."""
    moment = now()
    effect = {"indicator": "entered", "part": "", "incubator": "", "old": "3.00", "new": "4.00"}
    return LateFact.objects.create(
        snapshot=edition, year=2007, company=CompanyFactory(name="迟到公司"), effects=[effect],
        recorded_at=moment, found_at=moment,
    )  # fmt: skip


def test_what_was_carried_forward_is_told_to_those_who_see_the_zone(as_zone, as_alpha, found_late):
    computed(2008)
    restating.carry(late=found_late, reason="报告已印发", by=somebody(), at=now())

    [told] = as_zone.get(f"{API}statistics/2008/").json()["carried_in"]
    assert (told["year"], told["about"], told["reason"]) == (2007, "迟到公司", "报告已印发")
    exact = dict.fromkeys(("old_low", "old_high", "new_low", "new_high"))
    assert told["effects"] == [
        {"indicator": "entered", "part": None, "incubator": None, "old": 3, "new": 4, **exact}
    ]
    assert as_zone.get(f"{API}statistics/2007/").json()["carried_in"] == []
    assert "carried_in" not in as_alpha.get(f"{API}statistics/2008/").json()
    assert "carried_in" not in as_zone.get(f"{API}statistics/2008/?incubator=alpha").json()


def test_answer_that_is_known_is_another_one_after_a_decision(as_zone, found_late):
    computed(2008)
    etag = as_zone.get(f"{API}statistics/2008/").headers["ETag"]

    restating.carry(late=found_late, reason="已印发", by=somebody(), at=now())

    again = as_zone.get(f"{API}statistics/2008/", headers={"If-None-Match": etag})
    assert again.status_code == 200
