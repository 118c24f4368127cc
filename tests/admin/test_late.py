"""Late facts in the admin: decided by the zone office, and the edition that follows."""

import datetime

import pytest
from django.urls import reverse

from incubator.core.dates import now
from incubator.statistics.models import LateFact, Snapshot
from incubator.statistics.restating import lifecycle
from incubator.statistics.snapshots import building
from tests.admin.conftest import ZONE, pages_of
from tests.factories import CompanyFactory
from tests.publishing.rows import approved, prepared, somebody

DAY = datetime.date
EFFECT = {"part": "", "old": "1.00", "new": "2.00"}


@pytest.fixture
def late(world) -> LateFact:
    """One of a published 2007, as if it had been found."""
    edition = approved(prepared(), by=world.users["zone"])
    effects = [
        {"indicator": "graduated", "incubator": "", **EFFECT},
        {"indicator": "graduated", "incubator": world.a.code, **EFFECT},
    ]
    return LateFact.objects.create(
        snapshot=edition, year=2007, company=CompanyFactory(name="迟报公司"), effects=effects,
        recorded_at=now(), recorded_because="补报", found_at=now(),
    )  # fmt: skip


def page(verb: str, late: LateFact) -> str:
    return reverse(f"admin:statistics_latefact_{verb}", args=[late.pk])


def errors(response) -> list[str]:
    found = response.context["form"].errors.as_data()
    return [error.code for name in found for error in found[name]]


def test_page_says_what_it_would_change(world, late):
    address = pages_of(LateFact).address_of(late)
    response = world.client("zone").get(address, headers={"accept-language": "en"})

    assert response.context["sentences"] == [
        "2007: Companies that graduated from 1 to 2",
        f"{world.a.name} · 2007: Companies that graduated from 1 to 2",
    ]
    assert "迟报公司" in response.text


@pytest.mark.parametrize(
    ("verb", "state"), [("restate", "restate"), ("carry", "carried"), ("reject", "rejected")]
)
def test_decisions(world, late, verb, state):
    client = world.client("zone")

    assert "reason" in client.post(page(verb, late), {"reason": ""}).context["form"].errors
    client.post(page(verb, late), {"reason": "核实无误"})

    late.refresh_from_db()
    assert (late.state, late.reason, late.decided_by) == (state, "核实无误", world.users["zone"])


@pytest.mark.parametrize(("role", "status"), [("auditor", 403), ("manager_a", 404)])
def test_who_may_not_decide(world, late, role, status):
    answer = world.client(role).post(page("restate", late), {"reason": "x"})

    assert answer.status_code in (403, status)
    late.refresh_from_db()
    assert late.state == "open"


def test_edition_is_asked_for_and_stands_in_the_ledger(world, late):
    client = world.client("zone")
    restate = reverse("admin:statistics_latefact_restate_year")
    asked = {"year": "2007", "kind": "correction", "reason": "漏报一家"}
    assert errors(client.post(restate, asked)) == ["nothing_to_restate"]
    lifecycle.restate(late=late, reason="核实", by=somebody(), at=now())

    response = client.post(restate, asked)
    edition = building.build(snapshot_id=Snapshot.objects.order_by("-pk").first().pk)

    assert response.url == pages_of(Snapshot).address_of(edition)
    assert (edition.edition, edition.state, edition.error) == (2, "prepared", "")
    approved(edition)
    ledger = client.get(reverse("admin:statistics_snapshot_ledger"))
    assert [one["snapshot"] for one in ledger.context["editions"]] == [edition]
    assert "漏报一家" in ledger.text
    late.refresh_from_db()
    assert late.state == "restated"


def test_revision_needs_its_announcement(world, late):
    response = world.client("zone").post(
        reverse("admin:statistics_latefact_restate_year"),
        {"year": "2007", "kind": "revision", "reason": "新口径"},
    )

    assert errors(response) == ["revision_not_announced"]


@pytest.mark.usefixtures("_empty_broker")
def test_looking_is_a_job(world, late):
    response = world.client("zone").post(reverse("admin:statistics_latefact_look"))

    assert response.status_code == 302


def test_world_has_one(world):
    assert world.of(LateFact, ZONE).state == "open"
