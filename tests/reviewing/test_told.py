"""A decision is nobody's but the office's until its letter is out."""

import pytest

from companies import lifecycle
from companies.enums import ApplicationState
from companies.models import Application, OutboxLetter
from companies.queries.told import moves_told, told_state, with_told_state
from incubator.workflows.personal import what_is_kept
from incubator.workflows.personal_export import data_of
from tests.applying.test_drafts import refused
from tests.reviewing.conftest import AT, DAY
from tests.reviewing.test_deciding import decide

pytestmark = pytest.mark.django_db

S = ApplicationState


def send(call, at=AT):
    count = OutboxLetter.objects.filter(call=call, state="prepared").count()
    batch = lifecycle.confirm_letters(call=call, count=count, by=None, at=at)
    lifecycle.send_batch(batch_id=batch.pk, at=at)


def told(case) -> str:
    many = with_told_state(Application.objects.filter(pk=case.pk)).get().told
    case.refresh_from_db()
    assert many == told_state(case)
    return many


@pytest.mark.parametrize(
    ("outcome", "more", "state"),
    [
        ("accept", {}, S.ACCEPTED),
        ("waiting", {}, S.WAITING),
        ("reject", {"said": "领域不符"}, S.REFUSED),
        ("defer", {"until": AT.date() + 9 * DAY}, S.DEFERRED),
    ],
)
def test_nothing_is_known_before_the_letter(reviewed, client, outcome, more, state):
    case, founder = reviewed.case, reviewed.case.started_by
    decide(case, outcome, **more)
    client.force_login(founder)
    addresses = [f"/applications/{case.key}/", "/applications/", "/account/data/"]

    assert told(case) == S.COMPLETE
    assert "complete" in [move.after for move in moves_told(case)]
    assert state not in [move.after for move in moves_told(case)]
    for address in addresses:
        text = client.get(address).text
        assert str(state.label) not in text, address
        assert "领域不符" not in text, address
    exported = data_of(user=founder)["applications"][0]
    assert (exported["state"], exported["moves"][-1]["after"]) == (S.COMPLETE, S.COMPLETE)
    assert [kept.holds for kept in what_is_kept(user=founder, on=AT.date())] == [True]

    send(case.call)

    assert told(case) == state
    assert moves_told(case).last().after == state
    assert str(state.label) in client.get(addresses[0]).text


def test_a_refusal_is_not_found_out_by_asking_to_withdraw(reviewed):
    case = reviewed.case
    decide(case, "reject", said="领域不符")

    violation = refused("decision_on_its_way", 409, lifecycle.withdraw,
                        application=case, by=case.started_by, at=AT)  # fmt: skip

    assert str(S.REFUSED.label) not in violation.detail
    send(case.call)
    refused("application_move_refused", 409, lifecycle.withdraw,
            application=case, by=case.started_by, at=AT)  # fmt: skip


def test_what_was_overtaken_before_its_letter_never_was(reviewed):
    """Put off, then accepted: the applicant hears of the acceptance alone."""
    case = reviewed.case
    decide(case, "defer", until=AT.date() + 9 * DAY)
    decide(case, "accept", seen=1)
    assert told(case) == S.COMPLETE

    send(case.call)

    assert told(case) == S.ACCEPTED
    assert S.DEFERRED not in [move.after for move in moves_told(case)]
    assert [letter.kind for letter in case.letters.order_by("pk")][-1] == "accepted"


def test_a_told_waiting_list_holds_until_the_next_letter(reviewed):
    case = reviewed.case
    decide(case, "waiting")
    send(case.call)
    decide(case, "accept", seen=1)
    assert told(case) == S.WAITING
    send(case.call)
    assert told(case) == S.ACCEPTED


def test_taken_back_it_is_taken_back_whatever_was_decided(reviewed):
    case = reviewed.case
    decide(case, "accept")
    lifecycle.withdraw(application=case, by=case.started_by, at=AT)

    assert told(case) == S.WITHDRAWN
    assert case.outbox_letters.get().state == "cancelled"
