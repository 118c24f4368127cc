"""End-to-end tests of preparing a snapshot: real worker, real broker, real kills."""

import psycopg
import pytest

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics.models import Snapshot, SnapshotFile, SnapshotValue
from incubator.statistics.snapshots import lifecycle
from tests.programs import environment, messages_left, wait_until
from tests.publishing.rows import a_zone, computed, somebody

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def ask(by=None) -> Snapshot:
    return lifecycle.request_snapshot(year=2007, by=by or somebody(), at=now())


def closed_or_prepared(edition: Snapshot) -> Snapshot:
    def done():
        edition.refresh_from_db()
        return edition.state != "preparing"

    wait_until(done, f"the end of edition {edition.pk}")
    return edition


def test_worker_prepares_what_is_asked(start_worker):
    a_zone()
    computed()
    start_worker()

    edition = closed_or_prepared(ask())

    assert (edition.state, edition.progress, edition.error) == ("prepared", 100, "")
    assert edition.files.filter(name="manifest.json").exists()


def test_doubled_messages_prepare_once(start_worker):
    a_zone()
    computed()
    edition = ask()
    for _ in range(3):
        lifecycle.tasks.prepare_snapshot.delay(snapshot_id=edition.pk)
    start_worker()

    closed_or_prepared(edition)
    wait_until(lambda: messages_left() == 0, "all four messages to be dealt with")

    assert edition.files.filter(name="values.csv").count() == 1


def test_killed_worker_leaves_nothing_half_written(start_worker):
    a_zone()
    computed()
    worker = start_worker()
    with psycopg.connect(environment()["DATABASE_URL"]) as blocker:
        # It has written the files and waits to write the values: then it is killed.
        blocker.execute("LOCK TABLE statistics_snapshotvalue IN EXCLUSIVE MODE")
        edition = ask()
        wait_until(
            lambda: Snapshot.objects.filter(pk=edition.pk, progress=10).exists(),
            "an edition that is being built",
        )
        wait_until(lambda: _waiting(blocker), "a worker that waits for the lock")
        worker.kill()
        blocker.rollback()

    assert (SnapshotFile.objects.count(), SnapshotValue.objects.count()) == (0, 0)
    again = wait_until(lambda: _asked_again(edition), "the lock of the killed worker to be free")
    start_worker()
    assert closed_or_prepared(again).state in ("prepared", "failed")
    assert Snapshot.objects.filter(state="prepared").count() == 1


def _waiting(connection) -> bool:
    found = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = "
        "'statistics_snapshotvalue'::regclass"
    ).fetchone()
    return bool(found[0])


def _asked_again(edition: Snapshot) -> Snapshot | None:
    """A new edition once the killed one is closed as interrupted."""
    try:
        return ask(edition.prepared_by)
    except RuleViolation:
        return None
