"""Fifty at once: one application, one receipt, one text; real connections, real locks."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from companies import lifecycle
from companies.models import Answer, Application, Invitation, Submission
from incubator.core.errors import RuleViolation
from tests.applying.conftest import AT, fill
from tests.factories import CallFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times: int, run) -> list:
    """What each of so many connections got, at the same time: a value or a refusal's code."""

    def one(number: int):
        try:
            return run(number)
        except RuleViolation as violation:
            return violation.code
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_fifty_submits_make_one_application():
    founder = UserFactory()
    draft = lifecycle.start_draft(call=CallFactory(), by=founder, at=AT)
    fill(draft, by=founder)

    results = at_once(50, lambda _n: lifecycle.submit(application=draft, by=founder, at=AT).pk)

    assert len(set(results)) == 1
    assert Submission.objects.count() == 1
    draft.refresh_from_db()
    assert draft.letters.count() == 1


def test_twenty_writers_of_one_answer_and_one_wins():
    founder = UserFactory()
    draft = lifecycle.start_draft(call=CallFactory(), by=founder, at=AT)

    def write(number: int):
        return lifecycle.save_answer(
            application=draft, key="name", value=f"名称{number}", seen=0, by=founder, at=AT
        ).revision

    results = at_once(20, write)

    assert sorted(map(str, results)) == ["1", *["answer_changed_elsewhere"] * 19]
    assert Answer.objects.get(key="name").revision == 1


def test_saving_and_handing_in_at_once_never_mix():
    founder = UserFactory()
    draft = lifecycle.start_draft(call=CallFactory(), by=founder, at=AT)
    fill(draft, by=founder)

    def act(number: int):
        if number == 0:
            return lifecycle.submit(application=draft, by=founder, at=AT).pk
        return lifecycle.save_answer(
            application=draft, key="staff", value=str(100 + number), seen=1, by=founder, at=AT
        ).revision

    at_once(10, act)

    handed = Submission.objects.get().content["answers"]["staff"]
    assert handed == Answer.objects.get(application=draft, key="staff").value


def test_one_company_cannot_apply_twice_at_once():
    call = CallFactory()
    drafts = []
    for _each in range(5):
        founder = UserFactory()
        draft = lifecycle.start_draft(call=call, by=founder, at=AT)
        fill(draft, by=founder)
        drafts.append((draft, founder))

    def send(number: int):
        draft, founder = drafts[number]
        lifecycle.submit(application=draft, by=founder, at=AT)
        return "done"

    assert sorted(at_once(5, send)) == ["application_open_already"] * 4 + ["done"]
    assert Application.objects.filter(state="submitted").count() == 1


def test_flood_of_drafts_at_once_stops_at_the_limit():
    founder, call = UserFactory(), CallFactory()

    results = at_once(30, lambda _n: lifecycle.start_draft(call=call, by=founder, at=AT).pk)

    assert results.count("too_many_drafts") == 10
    assert Application.objects.filter(started_by=founder).count() == 20


def test_flood_of_invitations_over_several_drafts_stops_at_the_limit():
    founder, call = UserFactory(), CallFactory()
    drafts = [lifecycle.start_draft(call=call, by=founder, at=AT) for _each in range(3)]

    results = at_once(
        27,
        lambda number: lifecycle.invite(
            application=drafts[number % 3], email=f"a{number}@example.test", right="view",
            by=founder, at=AT,
        ).pk,
    )  # fmt: skip

    assert results.count("too_many_invitations") == 7
    assert Invitation.objects.count() == 20
