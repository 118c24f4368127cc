"""The waiting list and the conditions of an acceptance at the manager's desk."""

import datetime

import pytest
from django.urls import reverse

from companies import lifecycle
from companies.models import Application, Call, Conflict
from incubator.core.dates import now, today
from tests.admin.conftest import pages_of
from tests.admin.test_ranking import contest

__all__ = ["contest"]  # a fixture
DAY = datetime.timedelta(days=1)


def page(model, name: str, row) -> str:
    return reverse(pages_of(model).name_of(name), args=[row.pk])


@pytest.fixture
def waiting(contest):
    """The three of the contest on the list, in the order of their scores."""
    for case in contest.cases:
        lifecycle.decide(application=case, seen=0, outcome="waiting", by=None, at=now())
    return contest


def shown(waiting, client=None) -> list[tuple[str, int]]:
    response = (client or waiting.client).get(page(Call, "waiting", waiting.call))
    assert response.status_code == 200
    return [(row.application.name, row.rank) for row in response.context["rows"]]


def test_the_last_becomes_the_first(waiting):
    last = waiting.cases[2]
    form = waiting.client.get(page(Application, "place", last)).context["form"]
    assert form.initial == {"seen": 1, "rank": 3}

    response = waiting.client.post(
        page(Application, "place", last), {"seen": "1", "rank": "1", "said": "名额增加"}
    )

    assert response.url == page(Call, "waiting", waiting.call)
    assert shown(waiting) == [("参赛者2", 1), ("参赛者0", 2), ("参赛者1", 3)]
    letters = waiting.client.get(page(Call, "outbox", waiting.call))
    assert letters.context["count"] == 3
    assert "名额增加" in letters.text


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"rank": "9"}, "rank"),
        ({"rank": "0"}, "rank"),
        ({"rank": "x"}, "rank"),
        ({"rank": "3"}, "rank"),
        ({"rank": "1", "seen": "0"}, "__all__"),
        ({"rank": "1", "seen": ""}, "seen"),
    ],
)
def test_nonsense_is_said_and_nobody_moves(waiting, data, field):
    response = waiting.client.post(
        page(Application, "place", waiting.cases[2]), {"seen": "1", "said": ""} | data
    )

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert [rank for _name, rank in shown(waiting)] == [1, 2, 3]


def test_a_case_that_is_kept_from_the_reader_is_not_on_the_list(waiting, world):
    Conflict.objects.create(
        application=waiting.cases[1], user=world.users["manager_a"], ground="declared",
        found_at=now(),
    )  # fmt: skip

    assert shown(waiting) == [("参赛者0", 1), ("参赛者2", 3)]
    assert waiting.client.get(page(Application, "place", waiting.cases[1])).status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "acts"), [("manager_b", 404, 404), ("zone", 200, 403), ("auditor", 200, 403)]
)
def test_others(waiting, world, role, reads, acts):
    client = world.client(role)

    assert client.get(page(Call, "waiting", waiting.call)).status_code == reads
    for verb in ("place", "meet"):
        address = page(Application, verb, waiting.cases[0])
        assert client.post(address, {"seen": "1", "rank": "2"}).status_code == acts
    assert [rank for _name, rank in shown(waiting)] == [1, 2, 3]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same(contest, count, django_assert_num_queries):
    for case in contest.cases[:count]:
        lifecycle.decide(application=case, seen=0, outcome="waiting", by=None, at=now())
    contest.client.get(page(Call, "waiting", contest.call))
    with django_assert_num_queries(5):
        assert len(shown(contest)) == count


@pytest.fixture
def accepted(contest) -> Application:
    case = contest.cases[0]
    conditions = [("在本区注册", today() + 30 * DAY), ("补交章程", today())]
    lifecycle.decide(
        application=case, seen=0, outcome="conditions", conditions=conditions, by=None, at=now()
    )
    return case


def test_conditions_are_confirmed_one_by_one(contest, accepted, world):
    address = page(Application, "meet", accepted)
    first, second = accepted.decisions.get().conditions.order_by("position")
    detail = contest.client.get(pages_of(Application).address_of(accepted)).text
    assert address in detail
    assert "在本区注册" in detail

    contest.client.post(address, {"conditions": [first.pk]})
    again = contest.client.post(address, {"conditions": [first.pk]})
    assert again.status_code == 200
    contest.client.post(address, {"conditions": [second.pk]})

    for one in (first, second):
        one.refresh_from_db()
        assert one.met_by == world.users["manager_a"]
    assert address not in contest.client.get(pages_of(Application).address_of(accepted)).text


@pytest.mark.parametrize("conditions", [[], ["999999"], ["x"]])
def test_no_other_condition_can_be_confirmed(contest, accepted, conditions):
    response = contest.client.post(page(Application, "meet", accepted), {"conditions": conditions})

    assert list(response.context["form"].errors) == ["conditions"]
    assert not accepted.decisions.get().conditions.exclude(met_at=None).exists()


def test_what_does_not_fit_is_not_offered(contest, accepted):
    plain = contest.client.get(pages_of(Application).address_of(contest.cases[1])).text

    for verb in ("place", "meet"):
        assert page(Application, verb, contest.cases[1]) not in plain
    assert (
        page(Application, "place", accepted)
        not in contest.client.get(pages_of(Application).address_of(accepted)).text
    )
