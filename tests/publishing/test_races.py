"""Races: real connections that publish, compute and withdraw at the same moment."""

import threading

import pytest
from django.db import connection

from incubator.core.dates import now
from incubator.core.db import advisory_lock
from incubator.core.errors import RuleViolation
from incubator.statistics import lifecycle as totals
from incubator.statistics.models import (
    ComputationRun,
    LateFact,
    Snapshot,
    SnapshotFile,
    SnapshotValue,
)
from incubator.statistics.restating import lifecycle as restating
from incubator.statistics.snapshots import building, lifecycle
from tests.factories import ResidenceFactory
from tests.publishing.rows import DAY, a_zone, computed, prepared, published, somebody

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs) -> list:
    """What each gave, or the code of its refusal, when all began together."""
    outcomes, gate = [], threading.Barrier(len(verbs))

    def run(verb):
        try:
            connection.ensure_connection()
            gate.wait(10)
            outcomes.append(verb())
        except RuleViolation as violation:
            outcomes.append(violation.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def approval(edition: Snapshot):
    by, moment = somebody(), now()
    return lambda: (
        lifecycle.approve(snapshot=edition, by=by, at=moment, authenticated_at=moment).state
    )


def test_of_two_approvals_at_once_one_publishes():
    a_zone()
    edition = prepared()

    outcomes = at_once(approval(edition), approval(edition))

    assert outcomes.count("published") == 1
    assert set(outcomes) <= {"published", "snapshot_not_prepared", "approval_under_way"}
    assert Snapshot.objects.get().position == 1


def test_approval_while_another_one_is_publishing():
    """Nobody is told of a computation that there is not."""
    a_zone()
    edition = prepared()

    with advisory_lock(lifecycle.YEAR_LOCK, 2007):
        assert at_once(approval(edition)) == ["approval_under_way"]


def test_two_years_approved_at_once_make_one_chain():
    a_zone()
    editions = [prepared(2006), prepared(2007)]

    assert at_once(*map(approval, editions)) == ["published", "published"]

    first, second = Snapshot.objects.order_by("position")
    assert (first.position, second.position) == (1, 2)
    assert first.chain_sha256 in second.seal


def test_approval_while_the_year_is_being_computed():
    a_zone()
    edition = prepared()
    entered, go_on = threading.Event(), threading.Event()
    count = totals.count_year

    def slowly(year):
        entered.set()
        go_on.wait(20)
        return count(year)

    run = ComputationRun.objects.create(year=2007, trigger="command", requested_at=now())
    totals.count_year = slowly
    try:
        thread = threading.Thread(
            target=lambda: (totals.compute(run_id=run.pk, at=now()), connection.close())
        )
        thread.start()
        assert entered.wait(20)
        assert at_once(approval(edition)) == ["computation_under_way"]
    finally:
        go_on.set()
        thread.join(30)
        totals.count_year = count

    run.refresh_from_db()
    assert run.state == "succeeded"
    assert at_once(approval(edition)) == ["published"]


def test_approval_and_withdrawal_at_once():
    a_zone()
    edition = prepared()

    outcomes = at_once(
        approval(edition), lambda: lifecycle.withdraw(snapshot=edition, at=now()).state
    )

    edition.refresh_from_db()
    assert edition.state in outcomes
    assert sorted(outcomes) in (
        ["published", "snapshot_not_open"], ["snapshot_not_prepared", "withdrawn"],
    )  # fmt: skip


@pytest.mark.usefixtures("_empty_broker")
def test_of_two_requests_at_once_one_is_refused():
    a_zone()
    computed()
    by = somebody()

    outcomes = at_once(
        *[lambda: lifecycle.request_snapshot(year=2007, by=by, at=now()).state for _ in range(2)]
    )

    assert sorted(outcomes) == ["preparing", "snapshot_under_way"]


def test_two_workers_build_an_edition_once():
    a_zone()
    computed()
    edition = lifecycle.draft(year=2007, by=somebody(), at=now())
    edition.save()

    built = at_once(*[lambda: building.build(snapshot_id=edition.pk) for _ in range(2)])

    assert sum(one is not None for one in built) == 1
    files = SnapshotFile.objects.filter(name="values.csv")
    assert (files.count(), SnapshotValue.objects.filter(indicator="entered").count() > 0) == (
        1, True,
    )  # fmt: skip


def a_late_fact() -> LateFact:
    """2007 is published, and a company turns up that had entered in it."""
    a_zone()
    published()
    ResidenceFactory(on=DAY(2007, 9, 1))
    restating.look(year=2007, at=now())
    return LateFact.objects.get()


def decision(verb, late: LateFact, said: str):
    by = somebody()
    return lambda: verb(late=late, reason=said, by=by, at=now()).state


def correction(by):
    return lambda: (
        restating.request_restatement(
            year=2007, kind="correction", reason="漏报", by=by, at=now()
        ).state
    )


def test_of_two_that_look_at_once_one_queues():
    a_zone()
    published()
    ResidenceFactory(on=DAY(2007, 9, 1))

    at_once(*[lambda: restating.look(year=2007, at=now()) for _ in range(2)])

    assert LateFact.objects.count() == 1


def test_of_two_decisions_at_once_one_stands_and_is_whole():
    late = a_late_fact()

    outcomes = at_once(
        decision(restating.reject, late, "未签协议"), decision(restating.carry, late, "已印发")
    )

    late.refresh_from_db()
    assert sorted(outcomes, key=str) == sorted([late.state, "late_fact_closed"])
    assert late.reason == {"rejected": "未签协议", "carried": "已印发"}[late.state]


@pytest.mark.usefixtures("_empty_broker")
def test_late_fact_is_rejected_or_taken_in_but_never_both():
    late = restating.restate(late=a_late_fact(), reason="核实", by=somebody(), at=now())

    outcomes = at_once(decision(restating.reject, late, "未签协议"), correction(somebody()))

    late.refresh_from_db()
    if late.state == "rejected":
        assert sorted(outcomes) == ["nothing_to_restate", "rejected"]
        assert (late.edition, Snapshot.objects.count()) == (None, 1)
    else:
        assert sorted(outcomes) == ["late_fact_closed", "preparing"]
        assert (late.state, late.edition.edition) == ("restate", 2)


@pytest.mark.usefixtures("_empty_broker")
def test_of_two_restatements_at_once_one_is_refused():
    restating.restate(late=a_late_fact(), reason="核实", by=somebody(), at=now())

    outcomes = at_once(*[correction(somebody()) for _ in range(2)])

    assert outcomes.count("preparing") == 1
    assert set(outcomes) <= {"preparing", "snapshot_under_way", "nothing_to_restate"}
    assert Snapshot.objects.filter(edition=2).count() == 1


def test_of_two_that_approve_a_correction_at_once_one_settles_its_ledger():
    late = restating.restate(late=a_late_fact(), reason="核实", by=somebody(), at=now())
    edition = restating.Snapshot(
        year=2007, edition=2, kind="correction", prepared_by=somebody(), requested_at=now(),
        restates=Snapshot.objects.get(), reason="漏报",
    )  # fmt: skip
    edition.save()
    LateFact.objects.filter(pk=late.pk).update(edition=edition)
    building.build(snapshot_id=edition.pk)
    edition.refresh_from_db()

    outcomes = at_once(approval(edition), approval(edition))

    late.refresh_from_db()
    assert outcomes.count("published") == 1
    assert (late.state, late.edition) == ("restated", edition)
    changes = LateFact.history.rel.related_model.objects.filter(state="restated")
    assert changes.count() == 1
