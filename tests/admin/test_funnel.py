"""The page of the funnel: who sees it, and that each number leads to exactly its list."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Application, Conflict
from incubator.core.dates import now
from tests.admin.conftest import pages_of
from tests.factories import CallFactory, handed_in

pytestmark = pytest.mark.django_db


def page(world, role: str = "manager_a", **asked) -> HttpResponse:
    return world.client(role).get(reverse(pages_of(Application).name_of("funnel")), asked)


def listed(world, role: str, address: str) -> int:
    """How many rows the list behind a number has."""
    return world.client(role).get(address).context["cl"].result_count


def numbers(response: HttpResponse) -> list[tuple[str, str]]:
    """Every number that is a link, with where it leads."""
    cells = [cell for row in response.context["rows"] for cell in row["counts"]]
    if total := response.context["total"]:
        assert total["name"] == "合计"
        cells += total["counts"]
    bars = [(bar["count"], bar["link"]) for bar in response.context["bars"]]
    return [(count, link) for count, link in (*cells, *bars) if count != "0"]


@pytest.fixture
def received(world) -> list[Application]:
    """Two more in A: one accepted, one of 2008."""
    call = CallFactory(incubator=world.a)
    accepted = handed_in(call, name="被接受的", state="accepted", decided_at=now())
    for before, after in (("submitted", "complete"), ("complete", "accepted")):
        accepted.moves.create(before=before, after=after, moved_at=now())
    return [accepted, handed_in(call, name="另一个")]


def test_who_sees_it(world):
    roles = ("manager_a", "manager_b", "zone", "auditor", "roleless", "anonymous")

    assert [page(world, role).status_code for role in roles] == [200, 200, 200, 200, 302, 302]


@pytest.mark.usefixtures("received")
@pytest.mark.parametrize("by", ["call", "incubator", "field"])
@pytest.mark.parametrize("role", ["manager_a", "zone"])
def test_every_number_leads_to_its_list(world, by, role):
    found = numbers(page(world, role, by=by))

    assert len(found) > 3
    for count, address in found:
        assert listed(world, role, address) == int(count), address


def test_a_case_that_is_kept_from_the_reader_is_in_no_number(world, received):
    before = page(world).context["total"] or page(world).context["rows"][0]
    Conflict.objects.create(
        application=received[0], user=world.users["manager_a"], ground="declared", found_at=now()
    )

    after = page(world).context["total"] or page(world).context["rows"][0]
    counts = [int(count) for count, _link in before["counts"]]
    assert [int(count) for count, _link in after["counts"]] == [
        counts[0] - 1, counts[1] - 1, counts[2], counts[3] - 1, counts[4],
    ]  # fmt: skip


@pytest.mark.usefixtures("received")
def test_other_places_are_in_no_number(world):
    whole = page(world, "zone", by="incubator").context["rows"]
    own = page(world, "manager_b", by="incubator").context["rows"]

    assert [row["name"] for row in own] == [str(world.b)]
    assert len(whole) == 2


@pytest.mark.parametrize("asked", [{"year": "soon"}, {"call": "x"}, {"by": "moon"}, {"year": "1"}])
def test_what_is_not_offered_counts_as_not_said(world, asked):
    assert page(world, **asked).context["asked"] == {"year": "", "call": "", "by": "call"}


@pytest.mark.usefixtures("received")
def test_queries_stay_the_same_with_more_rows(world):
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            page(world)
        return len(found)

    before = count()
    call = CallFactory(incubator=world.a)
    for number in range(3):
        handed_in(call, name=f"第{number}个")
    assert count() == before


@pytest.mark.usefixtures("received")
def test_file_has_the_same_numbers(world):
    response = page(world, format="xlsx")

    assert response["Content-Disposition"].endswith('"applications-call.xlsx"')
    assert response.status_code == 200


def test_words_are_chinese(world):
    text = page(world).content.decode()

    assert "从报名到入驻" in text
    assert re.search(r"\bReceived\b", text) is None
