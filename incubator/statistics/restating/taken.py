"""What an edition takes in of the late facts of its year."""

import datetime
from collections import defaultdict

from incubator.statistics.models import LateFact, Snapshot
from incubator.statistics.restating.enums import LateState
from incubator.statistics.snapshots.enums import SnapshotKind


def rows_taken(snapshot: Snapshot) -> dict[str, list[int]]:
    """The rows of all late facts that a correction takes in, by table."""
    rows: dict[str, set[int]] = defaultdict(set)
    for late in LateFact.objects.filter(edition=snapshot):
        for table, keys in late.rows.items():
            rows[table] |= set(keys)
    return {table: sorted(keys) for table, keys in sorted(rows.items())}


def settle(snapshot: Snapshot, *, by, at: datetime.datetime) -> None:
    """The edition is published: what it took in is restated. Called while it is approved."""
    late = LateFact.objects.filter(year=snapshot.year)
    if snapshot.kind == SnapshotKind.REVISION:
        # Everything was counted anew, so whatever still waited is in it.
        for one in late.filter(state=LateState.OPEN, recorded_at__lt=snapshot.known_at):
            one.reason, one.decided_by, one.decided_at = snapshot.reason, by, at
            one.state, one.edition = LateState.RESTATE, snapshot
            one.save()
    for one in late.filter(edition=snapshot, state=LateState.RESTATE):
        one.state = LateState.RESTATED
        one.save(update_fields=["state"])
