"""The funnel for programs: each number is the length of a list, and nothing tells of others."""

import pytest

from companies.models import Conflict
from incubator.core.dates import now
from tests.api.conftest import API
from tests.factories import CallFactory, MembershipFactory, handed_in

STEPS = ("received", "complete", "reviewed", "accepted", "resident")


@pytest.fixture
def rows(zone):
    """In alpha one that was accepted and one that waits; one in beta."""
    call = CallFactory(incubator=zone.alpha, code="alpha-rolling")
    accepted = handed_in(call, name="被接受的", state="accepted", decided_at=now())
    for before, after in (("submitted", "complete"), ("complete", "accepted")):
        accepted.moves.create(before=before, after=after, moved_at=now())
    other = handed_in(CallFactory(incubator=zone.beta, code="beta-rolling"), name="别处的")
    return accepted, handed_in(call, name="等候的"), other


def asked(client, query: str = "") -> dict:
    answer = client.get(f"{API}applications/funnel/?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("by", ["call", "incubator"])
def test_every_number_is_the_length_of_its_list(as_zone, by):
    answer = asked(as_zone, f"by={by}&year=2008")

    assert len(answer["results"]) == 2
    for group in answer["results"]:
        for step in STEPS:
            query = f"{by}={group['key']}&reached={step}&submitted_to=2008-12-31"
            found = as_zone.get(f"{API}applications/?{query}").json()["results"]
            assert len(found) == group[step], query
    assert answer["total"] == {
        "key": "", "received": 3, "complete": 1, "reviewed": 0, "accepted": 1, "resident": 0,
        "acceptance_rate": 33.3,
    }  # fmt: skip


@pytest.mark.usefixtures("rows")
def test_field_is_that_which_was_handed_in(as_zone):
    (group,) = asked(as_zone, "by=field&call=alpha-rolling")["results"]

    assert (group["key"], group["received"]) == ("", 2)
    assert as_zone.get(f"{API}applications/?field=electronics").json()["results"] == []


@pytest.mark.usefixtures("rows")
def test_other_places_are_in_no_number(zone, api_as, refused):
    client = api_as(MembershipFactory(incubator=zone.alpha).user)

    assert [group["key"] for group in asked(client)["results"]] == ["alpha-rolling"]
    for query in ("call=beta-rolling", "incubator=beta"):
        answer = client.get(f"{API}applications/funnel/?{query}")
        assert refused(answer, 404) == "not_found"


def test_a_case_that_is_kept_from_the_reader_is_in_no_number(zone, rows, api_as):
    user = MembershipFactory(incubator=zone.alpha).user
    Conflict.objects.create(application=rows[0], user=user, ground="declared", found_at=now())

    answer = asked(api_as(user))
    assert answer["total"]["received"] == 1
    assert answer["total"]["accepted"] == 0
    assert "admission" not in [one["stage"] for one in answer["times"]]


@pytest.mark.parametrize(
    ("query", "code"),
    [("by=moon", "invalid_choice"), ("year=soon", "invalid_year"), ("x=1", "unknown_parameter")],
)
def test_what_is_not_offered_is_refused(as_zone, refused, query, code):
    assert refused(as_zone.get(f"{API}applications/funnel/?{query}"), 400) == code


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_files(as_zone, kind):
    answer = as_zone.get(f"{API}applications/funnel/?format={kind}")

    assert answer["Content-Disposition"].endswith(f'"applications-call.{kind}"')


@pytest.mark.usefixtures("rows")
def test_queries_stay_the_same_with_more_rows(zone, as_zone, django_assert_num_queries):
    with django_assert_num_queries(4):
        asked(as_zone)
    call = CallFactory(incubator=zone.alpha)
    for number in range(3):
        handed_in(call, name=f"第{number}个")
    with django_assert_num_queries(4):
        asked(as_zone)
