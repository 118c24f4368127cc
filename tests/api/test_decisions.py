"""Decisions for programs: what the applicant was told, and what is kept from whom."""

import pytest
from django.urls import reverse

from companies import lifecycle
from companies.models import Application, Conflict, OutboxLetter
from incubator.core.dates import now
from tests.api.conftest import API
from tests.api.test_access import DATA, address
from tests.factories import MembershipFactory


def one(client, where: str) -> dict:
    answer = client.get(API + where)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def decided(zone):
    return zone.decision(zone.alpha)


def test_decision_as_it_stands(as_zone, decided):
    assert one(as_zone, f"decisions/{decided.pk}/") == {
        "id": decided.pk,
        "application": decided.application_id,
        "receipt": decided.application.receipt,
        "call": decided.call.code,
        "incubator": "alpha",
        "number": 1,
        "outcome": "reject",
        "stage": "decision",
        "rank": None,
        "until": None,
        "score": None,
        "said": "不属于科技领域。",
        "decided_at": one(as_zone, "decisions/")["results"][0]["decided_at"],
        "announced_at": None,
        "ended_at": None,
        "conditions": [],
    }


def test_applicant_is_told_with_the_letter_and_not_before(as_zone, decided):
    where = f"applications/{decided.application_id}/"
    before = one(as_zone, where)
    batch = lifecycle.confirm_letters(call=decided.call, count=1, by=None, at=now())
    OutboxLetter.objects.update(state="confirmed")
    lifecycle.send_batch(batch_id=batch.pk, at=now())

    after = one(as_zone, where)
    assert (before["state"], before["told"], before["stage"]) == ("refused", "complete", "decision")
    assert (after["state"], after["told"]) == ("refused", "refused")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("outcome=reject", 1), ("outcome=accept", 0), ("in_force=true", 1), ("in_force=false", 0),
        ("incubator=alpha", 1), ("incubator=beta", 0),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("decided")
def test_lists(as_zone, query, count):
    assert len(one(as_zone, f"decisions/?{query}")["results"]) == count


def test_a_case_that_is_kept_from_somebody_is_in_no_answer(zone, api_as, decided):
    """Every route of the API, searched for its name, its receipt number and its company."""
    case = decided.application
    Application.objects.filter(pk=case.pk).update(name="回避示例项目")
    user = MembershipFactory(incubator=zone.alpha).user
    client = api_as(user)

    def told() -> list[str]:
        hidden = ("回避示例项目", case.receipt)
        answers = {name: client.get(address(name, zone)).content.decode() for name in DATA}
        return [name for name, text in answers.items() if any(word in text for word in hidden)]

    assert set(told()) == {"decisions", "decision", "applications", "application"}
    Conflict.objects.create(application=case, user=user, ground="declared", found_at=now())
    assert told() == []
    for name, key in (("decision", decided.pk), ("application", case.pk)):
        kept, missing = (client.get(reverse(f"v1:{name}", args=[pk])) for pk in (key, 999_999))
        assert (kept.status_code, kept.content) == (404, missing.content)


@pytest.mark.usefixtures("decided")
def test_queries_stay_the_same_with_more_rows(zone, as_zone, django_assert_num_queries):
    def count(rows: int) -> None:
        with django_assert_num_queries(4):
            assert len(one(as_zone, "decisions/")["results"]) == rows

    count(1)
    zone.decision(zone.beta)
    count(2)
