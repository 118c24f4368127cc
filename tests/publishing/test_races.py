"""Races: real connections that publish, compute and withdraw at the same moment."""

import threading

import pytest
from django.db import connection

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics import lifecycle as totals
from incubator.statistics.models import ComputationRun, Snapshot, SnapshotFile, SnapshotValue
from incubator.statistics.snapshots import building, lifecycle
from tests.publishing.rows import a_zone, computed, prepared, somebody

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
    assert set(outcomes) <= {"published", "snapshot_not_prepared", "computation_under_way"}
    assert Snapshot.objects.get().position == 1


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
