"""End-to-end tests of restating: real workers, a real broker, real kills, each thing once."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from companies.models import Residence
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics import tasks
from incubator.statistics.models import LateFact, Snapshot, SnapshotFile
from incubator.statistics.restating import lifecycle
from incubator.statistics.snapshots import lifecycle as snapshots
from tests.processes.test_snapshots import closed_or_prepared
from tests.programs import ROOT, environment, messages_left, wait_until
from tests.publishing.rows import a_zone, approved, prepared, published, somebody

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def a_late_fact() -> None:
    """2007 is published, and a graduation of it becomes known."""
    a_zone()
    published()
    stay = Residence.objects.filter(left_on=None).order_by("pk").first()
    Residence.objects.filter(pk=stay.pk).update(left_on="2007-11-01", exit_reason="graduated")


def decided() -> LateFact:
    a_late_fact()
    lifecycle.look(year=2007, at=now())
    late = LateFact.objects.get()
    return lifecycle.restate(late=late, reason="核实", by=somebody(), at=now())


def correction() -> Snapshot:
    return lifecycle.request_restatement(
        year=2007, kind="correction", reason="漏报", by=somebody(), at=now()
    )


def waits_for(connection, table: str) -> bool:
    found = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table]
    ).fetchone()
    return bool(found[0])


def killed_while_waiting(start_worker, table: str, ring) -> None:
    """A worker that is killed in the middle, when it is about to write into a table."""
    worker = start_worker()
    with psycopg.connect(environment()["DATABASE_URL"]) as blocker:
        blocker.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        ring()
        wait_until(lambda: waits_for(blocker, table), "a worker that waits for the lock")
        worker.kill()
        blocker.rollback()


def test_doubled_messages_queue_a_late_fact_once(start_worker):
    a_late_fact()
    for _ in range(4):
        tasks.find_late_facts.delay(year=2007)
    start_worker()

    wait_until(LateFact.objects.exists, "a late fact")
    wait_until(lambda: messages_left() == 0, "all four messages to be dealt with")

    assert [late.state for late in LateFact.objects.all()] == ["open"]


def test_killed_while_looking_leaves_nothing_and_the_next_finds_it_once(start_worker):
    a_late_fact()

    killed_while_waiting(
        start_worker, "statistics_latefact", lambda: tasks.find_late_facts.delay(year=2007)
    )
    left = LateFact.objects.count()
    start_worker()
    # The dead worker's lock is free when the database notices; then a bell brings it about. Rung
    # when the one before has been answered: a bell at each look would take a minute to answer.
    before = messages_left()

    def found() -> bool:
        if messages_left() <= before:
            tasks.find_late_facts.delay(year=2007)
        return LateFact.objects.exists()

    wait_until(found, "the late fact")

    assert left == 0
    # What the dead worker had in its hands is given out again only after the visibility timeout.
    wait_until(lambda: messages_left() <= before, "all later messages to be dealt with")
    assert LateFact.objects.count() == 1


def test_killed_while_restating_the_year_is_restated_once(start_worker):
    late = decided()

    killed_while_waiting(start_worker, "statistics_snapshotvalue", correction)
    first = Snapshot.objects.get(edition=2)
    assert (first.state, first.files.count(), first.figures.count()) == ("preparing", 0, 0)
    start_worker()
    edition = closed_or_prepared(
        wait_until(lambda: _again(first), "the killed edition to be closed")
    )
    if edition.state == "failed":
        edition = closed_or_prepared(correction())
    second = approved(edition)

    late.refresh_from_db()
    assert (late.state, late.edition) == ("restated", second)
    assert Snapshot.objects.published().filter(year=2007).count() == 2
    assert SnapshotFile.objects.filter(snapshot=second, name="values.csv").count() == 1
    assert LateFact.objects.count() == 1


def _again(first: Snapshot) -> Snapshot | None:
    """The edition if another worker took its message over; else a new one in its place."""
    first.refresh_from_db()
    if first.state == "prepared":
        return first
    try:
        return correction()
    except RuleViolation:
        return None


def test_doubled_messages_prepare_a_correction_once(start_worker):
    decided()
    edition = correction()
    for _ in range(3):
        tasks.prepare_snapshot.delay(snapshot_id=edition.pk)
    start_worker()

    closed_or_prepared(edition)
    wait_until(lambda: messages_left() == 0, "all four messages to be dealt with")

    assert (edition.state, edition.edition) == ("prepared", 2)
    assert edition.files.filter(name="values.csv").count() == 1


APPROVES = """
import django; django.setup()
from incubator.accounts.models import User
from incubator.core.dates import now
from incubator.statistics.models import Snapshot
from incubator.statistics.snapshots import lifecycle
moment = now()
lifecycle.approve(snapshot=Snapshot.objects.get(pk={edition}), by=User.objects.get(pk={by}),
                  at=moment, authenticated_at=moment)
"""


def approver(edition: Snapshot) -> subprocess.Popen:
    """A web process that approves, as it would: in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", APPROVES.format(edition=edition.pk, by=somebody().pk)],
        cwd=ROOT, env=environment(), start_new_session=True, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_process_that_is_killed_while_it_publishes_has_published_nothing():
    a_zone()
    edition = prepared()
    with psycopg.connect(environment()["DATABASE_URL"]) as blocker:
        # It has sealed the edition and waits to settle what the edition took in.
        blocker.execute("LOCK TABLE statistics_latefact IN EXCLUSIVE MODE")
        process = approver(edition)
        wait_until(lambda: waits_for(blocker, "statistics_latefact"), "a process that publishes")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)
        blocker.rollback()

    edition.refresh_from_db()
    assert (edition.state, edition.position, edition.seal) == ("prepared", None, "")
    published_now = wait_until(lambda: _approved(edition), "the locks of the killed to be free")
    assert (published_now.state, published_now.position) == ("published", 1)


def _approved(edition: Snapshot) -> Snapshot | None:
    try:
        return approved(edition)
    except RuleViolation:
        return None


def test_of_two_processes_that_publish_at_once_one_does():
    a_zone()
    edition = prepared()

    processes = [approver(edition) for _ in range(2)]
    ended = [(process.communicate(timeout=60)[1], process.returncode) for process in processes]

    assert sorted(code for _said, code in ended) == [0, 1]
    (said,) = [said.decode() for said, code in ended if code]
    assert "RuleViolation" in said
    assert list(Snapshot.objects.published().values_list("year", "edition", "position")) == [
        (2007, 1, 1),
    ]  # fmt: skip
    assert snapshots.Snapshot.objects.count() == 1
