"""Publishing a year from the admin: prepared, looked at, approved by somebody else, opened."""

import datetime

import pytest
from django.urls import reverse

from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Snapshot
from incubator.statistics.snapshots import building
from tests.admin.conftest import pages_of, run_of, total_of
from tests.admin.test_statistics import computed
from tests.factories import MembershipFactory, ResidenceFactory
from tests.publishing.rows import approved, prepared

PREPARE = "admin:statistics_snapshot_prepare"
PASSWORD = "correct horse battery staple"
DAY = datetime.date


def page(verb: str, edition: Snapshot) -> str:
    return reverse(f"admin:statistics_snapshot_{verb}", args=[edition.pk])


def newest() -> Snapshot:
    return Snapshot.objects.order_by("-pk").first()


def errors(response) -> list[str]:
    found = response.context["form"].errors.as_data()
    return [error.code for name in found for error in found[name]]


@pytest.fixture
def other(world, browser_as):
    """A colleague of the zone office."""
    return browser_as(MembershipFactory(zone_office=True).user)


def test_two_people_publish_a_year(world, other):
    computed(2007)
    first = world.client("zone")

    response = first.post(reverse(PREPARE), {"year": "2007"})
    building.build(snapshot_id=newest().pk)
    assert response.url == pages_of(Snapshot).address_of(newest())

    approve = page("approve", newest())
    assert errors(first.post(approve, {"password": PASSWORD})) == ["own_approval"]
    assert errors(other.post(approve, {"password": "x"})) == ["incorrect_password"]
    assert newest().state == "prepared"
    response = other.post(page("approve", newest()), {"password": PASSWORD})

    assert response.status_code == 302
    assert (newest().state, newest().edition) == ("published", 1)


@pytest.mark.parametrize(
    ("year", "code"),
    [("1998", "year_not_computed"), ("2999", "invalid_year"), ("1999", "already_published")],
)
def test_year_that_cannot_be_prepared(world, year, code):
    total_of(run_of(1999), None)

    response = world.client("zone").post(reverse(PREPARE), {"year": year})

    assert errors(response) == [code]


def test_page_of_a_draft_asks_for_somebody_else(world, other, browser_as):
    edition = prepared(by=world.users["zone"])
    address = pages_of(Snapshot).address_of(edition)

    mine, theirs = world.client("zone").get(address), other.get(address)

    assert (mine.context["mine"], theirs.context["mine"]) == (True, False)
    assert page("approve", edition) in theirs.text
    assert page("approve", edition) not in mine.text
    assert page("bundle", edition) not in theirs.text


def test_page_of_a_published_year(world):
    edition = approved(prepared(), by=world.users["zone"])

    response = world.client("zone").get(pages_of(Snapshot).address_of(edition))

    rows = {(row["code"], row["part"]): row for row in response.context["figures"]}
    assert rows["entered", ""]["value"] == "2"
    assert not any(row["moved"] for row in rows.values())
    assert edition.public_key in response.text
    assert page("approve", edition) not in response.text


def test_list_of_what_was_not_published_is_not_found(world):
    edition = approved(prepared())
    name, place = pages_of(Snapshot).name_of("figures"), world.a.code
    address = reverse(name, args=[edition.pk, "entered", place])

    assert world.client("zone").get(address).status_code == 200
    assert world.client("zone").get(f"{address}?part=nothing").status_code == 404


def test_page_shows_where_today_counts_otherwise(world):
    edition = approved(prepared())
    ResidenceFactory(incubator=world.a, on=DAY(2007, 9, 1))
    computed(2007)

    response = world.client("zone").get(pages_of(Snapshot).address_of(edition))

    rows = {(row["code"], row["part"]): row for row in response.context["figures"]}
    assert (rows["entered", ""]["value"], rows["entered", ""]["live"]) == ("2", "3")
    assert rows["entered", ""]["moved"]


def test_manager_sees_own_figures_only(world):
    edition = approved(prepared())
    address = pages_of(Snapshot).address_of(edition)

    response = world.client("manager_a").get(f"{address}?place={world.b.code}")

    assert response.context["place"] == (world.a, str(world.a))
    assert world.b.name not in response.text
    figures = "admin:statistics_snapshot_figures"
    own = reverse(figures, args=[edition.pk, "entered", world.a.code])
    foreign = [
        reverse(figures, args=[edition.pk, "entered", place]) for place in (world.b.code, "zone")
    ]
    client = world.client("manager_a")
    assert client.get(own).status_code == 200
    assert [client.get(one).status_code for one in foreign] == [404, 404]
    assert client.get(page("bundle", edition)).status_code in (403, 404)


def test_every_published_figure_opens_to_its_list(world):
    edition = approved(prepared())
    client = world.client("zone")
    response = client.get(pages_of(Snapshot).address_of(edition))

    for row in response.context["figures"]:
        measured = BY_CODE[row["code"]]
        if "address" not in row or measured.averages or measured.largest:
            continue
        listed = client.get(f"{row['address']}?part={row['part']}")
        assert listed.status_code == 200
        shown = listed.context["added"] if listed.context["sums"] else listed.context["listed"]
        assert shown == row["value"] or row["balance"], row["code"]


@pytest.mark.parametrize(
    ("role", "status"), [("zone", 200), ("superuser", 200), ("auditor", 403), ("manager_a", 403)]
)
def test_who_may_publish(world, role, status):
    edition = prepared()

    assert world.client(role).get(reverse(PREPARE)).status_code == status
    answer = world.client(role).get(page("approve", edition))
    assert answer.status_code == status


def test_withdrawing(world):
    edition = prepared()

    world.client("zone").post(page("withdraw", edition))

    edition.refresh_from_db()
    assert edition.state == "withdrawn"


def test_bundle_is_downloaded(world):
    edition = approved(prepared())

    response = world.client("auditor").get(page("bundle", edition))

    assert response.headers["Content-Type"] == "application/zip"
    assert response.content[:2] == b"PK"


def test_draft_has_no_bundle(world):
    assert world.client("zone").get(page("bundle", prepared())).status_code == 404
