"""The page of duties, and an institution's own changes at the desk."""

import datetime

import pytest
from django.urls import reverse

from companies.models import ChangeRequest, DueReturn
from incubator.core.dates import today
from incubator.institutions.models import IncubatorChange
from seeds.zone2007 import rulebooks
from tests.admin.conftest import A, pages_of

DAY = datetime.timedelta(days=1)
PAGE = "admin:companies_changerequest_duties"


def page(world, role: str = "manager_a"):
    return world.client(role).get(reverse(PAGE), HTTP_ACCEPT_LANGUAGE="zh-hans")


def verb(name: str, row: IncubatorChange) -> str:
    return reverse(pages_of(IncubatorChange).name_of(name), args=[row.pk])


@pytest.fixture
def owed(world) -> DueReturn:
    """A return of A that was never handed in, long late."""
    due = world.of(DueReturn, A)
    DueReturn.objects.filter(pk=due.pk).update(handed_in_at=None)
    return due


def test_each_number_leads_to_the_list_that_it_counts(world, owed):
    change = world.of(ChangeRequest, A)
    ChangeRequest.objects.filter(pk=change.pk).update(
        state="approved", closed_at=change.asked_at, effective_on=change.planned_on
    )

    response = page(world)

    assert response.status_code == 200
    counted = 0
    for kind in response.context["kinds"]:
        for number, link in ((kind["due"], kind["due_link"]), (kind["late"], kind["late_link"])):
            listed = world.client("manager_a").get(link)
            assert len(listed.context["cl"].result_list) == number, link
            counted += number
    assert counted == len(response.context["lines"]) == 3  # one on record of A itself
    assert owed.company.name in response.text


@pytest.mark.parametrize("role", ["manager_b", "zone", "auditor"])
def test_who_sees_whose(world, owed, role):
    response = page(world, role)

    assert response.status_code == 200
    assert (owed.company.name in response.text) == (role != "manager_b")


@pytest.mark.parametrize("role", ["roleless", "anonymous"])
def test_others_see_the_door(world, role):
    assert page(world, role).status_code == 302


def test_home_and_sidebar_lead_there(world, owed):
    response = world.client("manager_a").get("/admin/")

    assert response.text.count(reverse(PAGE)) == 2


def test_a_change_is_recorded_reported_and_withdrawn(world):
    rulebooks.build()
    client = world.client("manager_a")
    add = reverse(pages_of(IncubatorChange).name_of("add"))
    on = today() - 5 * DAY
    data = {"incubator": world.a.pk, "kind": "area", "before": "100 m²", "on": f"{on}"}

    assert client.get(add).status_code == 200
    assert client.post(add, {**data, "after": "100 m²"}).status_code == 200
    for after in ("200 m²", "300 m²"):
        client.post(add, {**data, "after": after, "on": f"{on if after[0] == '2' else on - DAY}"})
    first, second = IncubatorChange.objects.filter(kind="area").order_by("pk")
    assert (first.recorded_by, first.months) == (world.users["manager_a"], 3)

    client.post(verb("report", first), {"on": f"{today()}", "reference": "甲孵1号"})
    client.post(verb("withdraw", second), {"reason": "误录"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.reported_on, second.withdrawn_because) == (today(), "误录")
    assert client.get(pages_of(IncubatorChange).address_of(first)).status_code == 200
    refused = client.post(verb("report", first), {"on": f"{today()}", "reference": "甲孵2号"})
    assert refused.status_code == 200


@pytest.mark.parametrize(
    ("role", "status"), [("manager_b", 404), ("zone", 403), ("auditor", 403), ("roleless", 302)]
)
@pytest.mark.parametrize("name", ["report", "withdraw"])
def test_nobody_else_acts(world, role, status, name):
    row = world.of(IncubatorChange, A)

    response = world.client(role).post(
        verb(name, row), {"on": f"{today()}", "reference": "?", "reason": "?"}
    )

    row.refresh_from_db()
    assert response.status_code == status
    assert (row.reported_on, row.withdrawn_at) == (None, None)


def test_a_foreign_institution_is_no_choice(world):
    add = reverse(pages_of(IncubatorChange).name_of("add"))
    data = {"incubator": world.b.pk, "kind": "area", "after": "2", "on": f"{today()}"}

    response = world.client("manager_a").post(add, data)

    assert response.status_code == 200
    assert not IncubatorChange.objects.filter(after="2").exists()
    assert world.client("zone").get(add).status_code == 403
