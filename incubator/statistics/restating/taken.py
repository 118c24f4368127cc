"""What an edition takes in of the late facts of its year."""

from collections import defaultdict

from incubator.statistics.models import LateFact, Snapshot


def rows_taken(snapshot: Snapshot) -> dict[str, list[int]]:
    """The rows of all late facts that a correction takes in, by table."""
    rows: dict[str, set[int]] = defaultdict(set)
    for late in LateFact.objects.filter(edition=snapshot):
        for table, keys in late.rows.items():
            rows[table] |= set(keys)
    return {table: sorted(keys) for table, keys in sorted(rows.items())}
