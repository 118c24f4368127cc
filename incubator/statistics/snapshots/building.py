"""Building an edition: the year counted and made into files by a worker, all or nothing."""

import datetime
import logging
import zlib

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import now
from incubator.core.db import advisory_lock, database_moment, steady_read
from incubator.core.errors import BROKE_OFF, RuleViolation
from incubator.core.known import as_recorded
from incubator.statistics.computation import CountedYear, count_year
from incubator.statistics.models import YearlyTotal
from incubator.statistics.restating.taken import rows_taken
from incubator.statistics.snapshots.content import File, files_of, manifest_of
from incubator.statistics.snapshots.enums import SnapshotKind, SnapshotState
from incubator.statistics.snapshots.layers import layers_of
from incubator.statistics.snapshots.models import Snapshot, SnapshotFile, SnapshotValue
from incubator.statistics.snapshots.sealing import digest

logger = logging.getLogger(__name__)

BUILD_LOCK = 2031  # the family of the locks of those that build; the key is the year
KEPT = ("indicator", "incubator", "part", "counted", "opening_balance", "low", "high")


def build(*, snapshot_id: int) -> Snapshot | None:
    """Count the year, check the identity, and write the edition's files, all or nothing.

    Safe when called twice, at once, or after a kill: None where another process is at it or the
    edition is prepared already. What is refused closes the edition as failed, with its code.
    """
    snapshot = Snapshot.objects.filter(pk=snapshot_id).first()
    if snapshot is None or snapshot.state != SnapshotState.PREPARING:
        logger.info("snapshot_skipped", extra={"snapshot": snapshot_id})
        return None
    with advisory_lock(BUILD_LOCK, snapshot.year) as held:
        if not held:
            logger.info("snapshot_already_building", extra={"snapshot": snapshot_id})
            return None
        snapshot.refresh_from_db()
        if snapshot.state != SnapshotState.PREPARING:
            return None
        Snapshot.objects.filter(pk=snapshot.pk).update(progress=10)
        try:
            _write(snapshot, *_made(snapshot))
        except RuleViolation as violation:
            with translation.override("zh-hans"):
                detail = violation.detail
            fail(snapshot.pk, code=violation.code, error=detail, at=now())
        except Exception:
            fail(snapshot.pk, code="snapshot_failed", error=BROKE_OFF, at=now())
            raise
    snapshot.refresh_from_db()
    return snapshot


def _made(snapshot: Snapshot) -> tuple[CountedYear, list[File]]:
    """The figures and the files, of one moment."""
    with steady_read(copying=True):
        snapshot.known_at = database_moment()
        snapshot.layers = [{"known_at": snapshot.known_at.isoformat()}]
        if snapshot.kind == SnapshotKind.CORRECTION:
            _require_base(snapshot.restates)
            taken = snapshot.layers[0] | {"rows": rows_taken(snapshot)}
            snapshot.layers = [*snapshot.restates.layers, taken]
            head = _head(snapshot)  # of today, whoever was not known then
            with as_recorded(*layers_of(snapshot)):
                return _counted(snapshot.year, head)
        counted, files = _counted(snapshot.year, _head(snapshot))
        _require_computed(counted)
        return counted, files


def _counted(year: int, head: dict[str, object]) -> tuple[CountedYear, list[File]]:
    counted = count_year(year)
    counted.require_identity()
    files = list(files_of(counted))
    return counted, [*files, manifest_of(files, **head)]


def _require_computed(counted: CountedYear) -> None:
    """Raises ``totals_outdated`` (409) where the totals on file are not those of today's facts."""
    if totals_of(counted.year) != _kept(counted):
        raise RuleViolation(
            "totals_outdated",
            _("The facts of %(year)d have changed since it was computed: compute it again, look "
              "at the figures, and prepare it then."),
            status=409, year=counted.year,
        )  # fmt: skip


def _require_base(before: Snapshot) -> None:
    """Raises ``base_moved`` (409) where the edition to correct cannot be counted again: then the
    method has changed since, and a correction would change more than its late facts.
    """
    with as_recorded(*layers_of(before)):
        again = _kept(count_year(before.year))
    told = set(before.figures.values_list("indicator", flat=True).distinct())
    if {key for key in again if key[0] in told} != set(before.figures.values_list(*KEPT)):
        raise RuleViolation(
            "base_moved",
            _("The program counts %(year)d otherwise than when it was published, from the same "
              "facts: the method has changed. Publish a revision."),
            status=409, year=before.year,
        )  # fmt: skip


def _kept(counted: CountedYear) -> set[tuple]:
    return {figure.as_kept() for figure in counted.figures}


def _head(snapshot: Snapshot) -> dict[str, object]:
    """What the manifest says of the edition itself."""
    before = snapshot.restates
    return {
        "year": snapshot.year, "edition": snapshot.edition, "kind": snapshot.kind,
        "known_at": snapshot.known_at.isoformat(), "code_version": snapshot.code_version,
        "prepared_by": str(snapshot.prepared_by), "reason": snapshot.reason,
        "announced_on": snapshot.announced_on.isoformat() if snapshot.announced_on else "",
        "restates": before.chain_sha256 if before else "",
    }  # fmt: skip


@transaction.atomic
def _write(snapshot: Snapshot, counted: CountedYear, files: list[File]) -> None:
    """All of it and the state, or nothing."""
    if not Snapshot.objects.select_for_update().filter(
        pk=snapshot.pk, state=SnapshotState.PREPARING
    ):  # fmt: skip
        return  # withdrawn meanwhile
    SnapshotFile.objects.bulk_create(
        SnapshotFile(
            snapshot=snapshot, name=file.name, rows=file.rows, sha256=digest(file.content),
            packed=zlib.compress(file.content, 6),
        )
        for file in files
    )  # fmt: skip
    SnapshotValue.objects.bulk_create(
        SnapshotValue(
            snapshot=snapshot, indicator=figure.indicator, part=figure.part,
            incubator_id=figure.incubator_id, counted=figure.counted,
            opening_balance=figure.opening_balance, value=figure.value,
            low=figure.low, high=figure.high,
        )
        for figure in counted.figures
    )  # fmt: skip
    snapshot.state, snapshot.progress = SnapshotState.PREPARED, 100
    snapshot.prepared_at = now()
    snapshot.content_sha256 = digest(files[-1].content)
    snapshot.identity = [line.as_line() for line in counted.identity]
    snapshot.save()


def totals_of(year: int) -> set[tuple]:
    return set(YearlyTotal.objects.filter(year=year).values_list(*KEPT))


def fail(snapshot_id: int, *, code: str, error: str, at: datetime.datetime) -> int:
    """Close an edition that is being prepared as failed; any other stays as it is."""
    return Snapshot.objects.filter(pk=snapshot_id, state=SnapshotState.PREPARING).update(
        state=SnapshotState.FAILED, error_code=code, error=error[:2000], closed_at=at
    )
