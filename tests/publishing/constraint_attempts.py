"""One attempt in plain SQL past every constraint of snapshots. See tests/core/test_constraints.py.

What is sealed cannot be changed at all (test_fixed.py): these rows are drafts.
"""

import json

from incubator.core.dates import now
from incubator.statistics.models import LateFact, Snapshot, SnapshotFile, SnapshotValue
from tests.core.sql import copy_of
from tests.factories import CompanyFactory, UserFactory

SNAPSHOT, FILE, VALUE = (
    "statistics_snapshot", "statistics_snapshotfile", "statistics_snapshotvalue",
)  # fmt: skip
LATE = "statistics_latefact"


def draft(**fields) -> Snapshot:
    """An edition that is being prepared."""
    values = {
        "year": 2007, "edition": 1, "kind": "first", "prepared_by": UserFactory(),
        "requested_at": now(), **fields,
    }  # fmt: skip
    return Snapshot.objects.create(**values)


def sealed(**fields) -> Snapshot:
    """One that was published, without its content."""
    moment = now()
    values = {
        "state": "published", "progress": 100, "known_at": moment, "prepared_at": moment,
        "content_sha256": "0" * 64, "approved_by": UserFactory(), "approved_at": moment,
        "closed_at": moment, "position": 1, "seal": "{}", "chain_sha256": "0" * 64,
        "signature": "0", "public_key": "0",
    }  # fmt: skip
    return draft(**values | fields)


def late(**fields) -> LateFact:
    """A late fact that waits to be decided."""
    values = {"year": 2007, "recorded_at": now(), "found_at": now(), **fields}
    values.setdefault("snapshot", None)
    values["snapshot"] = values["snapshot"] or sealed()
    if "kind" not in values:
        values["company"] = CompanyFactory()
    return LateFact.objects.create(**values)


def decided() -> LateFact:
    """One that is to be restated."""
    return late(state="restate", decided_by=UserFactory(), decided_at=now(), reason="核实")


def a_file() -> None:
    SnapshotFile.objects.create(snapshot=draft(), name="a.csv", sha256="0" * 64, packed=b"")


def a_value() -> None:
    SnapshotValue.objects.create(snapshot=draft(), indicator="entered", counted=1, value=1)


OTHER = (
    "INSERT INTO statistics_snapshot SELECT (jsonb_populate_record(NULL::statistics_snapshot,"
    " to_jsonb(s) || '{}'::jsonb)).* FROM statistics_snapshot s WHERE year = 2007"
)


def another(**changed: object) -> str:
    """A copy of the edition of 2007 with a key of its own."""
    return OTHER.replace("{}", json.dumps({"id": 999_999, **changed}))


ATTEMPTS = {
    "snapshot_year": (lambda: None, lambda: _inserted(year=1979)),
    "snapshot_edition_from_one": (
        lambda: None, lambda: _inserted(edition=0, kind="correction", reason="x", restates_id=1),
    ),
    "snapshot_state": (draft, f"UPDATE {SNAPSHOT} SET state = 'lost'"),
    "snapshot_kind": (
        sealed, lambda: another(kind="joke", edition=2, reason="x", restates_id=1, position=2),
    ),
    "snapshot_progress": (draft, f"UPDATE {SNAPSHOT} SET progress = 101"),
    "snapshot_edition_once": (sealed, lambda: another(position=2)),
    "snapshot_one_open_per_year": (draft, another),
    "snapshot_position_once": (sealed, lambda: another(year=2006)),
    "snapshot_restates_for_a_reason": (draft, lambda: another(year=2006, reason="x")),
    "snapshot_revision_is_announced": (
        draft, lambda: another(year=2006, announced_on="2008-01-01"),
    ),
    "snapshot_two_persons": (
        sealed,
        lambda: another(
            year=2006, position=2, approved_by_id=Snapshot.objects.get().prepared_by_id
        ),
    ),
    "snapshot_approved_by_somebody": (
        sealed, lambda: another(year=2006, position=2, approved_by_id=None),
    ),
    "snapshot_prepared_has_content": (draft, f"UPDATE {SNAPSHOT} SET state = 'prepared'"),
    "snapshot_published_is_sealed": (sealed, lambda: another(year=2006, position=2, signature="")),
    "snapshot_closed_at": (draft, f"UPDATE {SNAPSHOT} SET closed_at = now()"),
    "snapshot_failed_says_why": (
        draft, f"UPDATE {SNAPSHOT} SET state = 'failed', closed_at = now()",
    ),
    "snapshotfile_name_once": (a_file, lambda: copy_of(FILE)),
    "snapshotfile_has_a_name": (a_file, lambda: copy_of(FILE, name="''")),
    "snapshotvalue_once": (a_value, lambda: copy_of(VALUE)),
    "late_state": (late, f"UPDATE {LATE} SET state = 'lost'"),
    "late_year": (late, f"UPDATE {LATE} SET year = 1979"),
    "late_about_something": (late, f"UPDATE {LATE} SET kind = 'units'"),
    "late_decided_by_somebody": (late, f"UPDATE {LATE} SET state = 'rejected'"),
    "late_carried_to_a_later_year": (decided, f"UPDATE {LATE} SET carried_to = 2007"),
    "late_restated_in_an_edition": (decided, f"UPDATE {LATE} SET state = 'restated'"),
    "late_one_waiting": (late, lambda: copy_of(LATE)),
    "snapshotvalue_within_span": (
        a_value, lambda: copy_of(VALUE, part="'x'", low="value + 1", high="value + 2"),
    ),
    "snapshotvalue_is_counted_plus_opening": (
        a_value, lambda: copy_of(VALUE, part="'x'", value="2"),
    ),
}  # fmt: skip


# A state that does not exist has no moment either, and that is looked at first.
NAMED_AS = {"snapshot_state": "snapshot_closed_at"}

# Columns that say when, and the one that says what. See tests/core/test_constraints.py.
PAIRS = {
    (SNAPSHOT, "closed_at", "state"): (
        draft, "now()", "'withdrawn'", {"closed_at": "NULL", "state": "'preparing'"},
    ),
    (LATE, "decided_at", "state"): (
        late, "now()",
        "'rejected', reason = 'x', decided_by_id = (SELECT min(id) FROM accounts_user)",
        {"decided_at": "NULL", "state": "'open'"},
    ),
}  # fmt: skip


def _inserted(**changed: object) -> str:
    """A copy of a draft that is made for it."""
    draft()
    return another(**changed)
