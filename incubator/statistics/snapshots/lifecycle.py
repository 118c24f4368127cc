"""Verbs on snapshots: have one prepared (``building`` does it), approve it, withdraw it.

Two people publish a year: one has the content prepared by a worker, another approves it with
fresh authentication. What is approved is what was looked at: the content is fixed as soon as it
is prepared, and approving refuses where the figures have moved since.
"""

import datetime
import json
from collections.abc import Callable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from incubator.core.dates import now, parse_year, year_of
from incubator.core.db import advisory_lock
from incubator.core.errors import WORKER_ENDED, RuleViolation
from incubator.statistics import tasks
from incubator.statistics.enums import RunState
from incubator.statistics.lifecycle import YEAR_LOCK
from incubator.statistics.models import ComputationRun, YearlyTotal
from incubator.statistics.restating import lifecycle as restating
from incubator.statistics.snapshots.building import BUILD_LOCK, KEPT, fail, totals_of
from incubator.statistics.snapshots.content import MANIFEST
from incubator.statistics.snapshots.enums import OPEN, SnapshotKind, SnapshotState
from incubator.statistics.snapshots.models import Snapshot
from incubator.statistics.snapshots.sealing import canonical, code_version, digest, sign
from incubator.statistics.webhooks.lifecycle import tell_published

CHAIN_LOCK = 2032  # whoever seals, seals alone: the chain does not fork
FRESH = datetime.timedelta(minutes=5)
RING_AGAIN_AFTER = datetime.timedelta(minutes=10)


def request_snapshot(*, year: object, by, at: datetime.datetime) -> Snapshot:
    """Ask a worker to prepare the first publication of a year, and return it to be watched.

    Raises RuleViolation as ``draft`` and ``start``.
    """
    return start(draft(year=year, by=by, at=at), at=at)


def draft(*, year: object, by, at: datetime.datetime) -> Snapshot:
    """The first edition of a year, not on file yet.

    Raises RuleViolation: ``invalid_year``, ``year_not_over`` (409), ``year_not_computed`` (409),
    ``already_published`` (409).
    """
    number = parse_year(year)
    if number >= year_of(at):
        raise RuleViolation(
            "year_not_over",
            _("%(year)d is not over; it can be published from 1 January on."),
            field="year", status=409, year=number,
        )  # fmt: skip
    if not YearlyTotal.objects.filter(year=number).exists():
        raise RuleViolation(
            "year_not_computed",
            _("The totals of %(year)d have not been computed; compute them first."),
            field="year", status=409, year=number,
        )  # fmt: skip
    if Snapshot.objects.published().filter(year=number).exists():
        raise RuleViolation(
            "already_published",
            _("%(year)d is published; what changes in it afterwards is a restatement."),
            field="year", status=409, year=number,
        )  # fmt: skip
    return Snapshot(
        year=number, edition=1, kind=SnapshotKind.FIRST, prepared_by=by, requested_at=at,
        code_version=code_version(),
    )  # fmt: skip


def start(
    snapshot: Snapshot, *, at: datetime.datetime, beside: Callable[[Snapshot], None] | None = None
) -> Snapshot:
    """Put an edition on file and ring for a worker; ``beside`` is done in the same transaction.

    Raises RuleViolation: ``snapshot_under_way`` (409), ``broker_unavailable`` (503).
    """
    release_interrupted(at=at, year=snapshot.year)
    try:
        with transaction.atomic():
            snapshot.save()
            if beside:
                beside(snapshot)
            transaction.on_commit(lambda: _ring(snapshot.pk))
    except IntegrityError:
        waiting = Snapshot.objects.filter(year=snapshot.year, state__in=OPEN).first()
        if waiting is None:
            raise
        raise RuleViolation(
            "snapshot_under_way",
            _("An edition of %(year)d is being prepared or waits for approval."),
            field="year", status=409, year=snapshot.year,
        ) from None  # fmt: skip
    except OperationalError as error:
        fail(snapshot.pk, code="broker_unavailable", error=str(error), at=now())
        raise RuleViolation(
            "broker_unavailable",
            _("The job queue does not answer, so nothing was prepared. Try again later."),
            status=503,
        ) from error
    return snapshot


def approve(
    *, snapshot: Snapshot, by, at: datetime.datetime, authenticated_at: datetime.datetime | None
) -> Snapshot:
    """Publish a prepared edition: seal it, sign the seal, and fix it for ever.

    ``authenticated_at`` is when the approver last proved who they are. Raises RuleViolation:
    ``authentication_not_fresh`` (403), ``snapshot_not_prepared`` (409), ``own_approval`` (409),
    ``computation_under_way`` (409), ``approval_under_way`` (409), ``snapshot_outdated`` (409),
    ``content_altered`` (409).
    """
    if authenticated_at is None or not at - FRESH <= authenticated_at <= at:
        raise RuleViolation(
            "authentication_not_fresh",
            _("Publishing needs your password again: the last time is too long ago."),
            field="password", status=403,
        )  # fmt: skip
    with advisory_lock(YEAR_LOCK, snapshot.year) as held:
        if not held:
            raise _busy(snapshot.year)
        with transaction.atomic():
            return _approved(snapshot.pk, by=by, at=at)


def _approved(key: int, *, by, at: datetime.datetime) -> Snapshot:
    # One after the other: the next link of the chain is made of the last.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [CHAIN_LOCK])
    snapshot = (
        Snapshot.objects.select_related("restates", "prepared_by")
        .select_for_update(of=("self",))
        .get(pk=key)
    )
    if snapshot.state != SnapshotState.PREPARED:
        raise RuleViolation(
            "snapshot_not_prepared",
            _("This edition is not waiting for approval (%(state)s)."),
            status=409, state=snapshot.get_state_display(),
        )  # fmt: skip
    if snapshot.prepared_by_id == by.pk:
        raise RuleViolation(
            "own_approval",
            _("You had this edition prepared; somebody else has to approve it."),
            status=409,
        )  # fmt: skip
    _require_unmoved(snapshot)
    _require_unaltered(snapshot)
    _seal(snapshot, by=by, at=at)
    snapshot.save()
    restating.settle(snapshot=snapshot, by=by, at=at)
    tell_published(snapshot, at=at)
    return snapshot


def _require_unmoved(snapshot: Snapshot) -> None:
    """Raises ``snapshot_outdated`` (409) where it is no longer what would be published."""
    if snapshot.restates is None:
        moved = totals_of(snapshot.year) != _figures_of(snapshot)
    else:
        moved = snapshot.restates != Snapshot.objects.current().get(year=snapshot.year)
    if moved:
        raise RuleViolation(
            "snapshot_outdated",
            _("The figures of %(year)d were computed anew after this edition was prepared, and "
              "differ. Withdraw it and prepare another one."),
            status=409, year=snapshot.year,
        )  # fmt: skip


def _require_unaltered(snapshot: Snapshot) -> None:
    """Raises ``content_altered`` (409) where a file is not the one that was prepared."""
    files = {file.name: file.content for file in snapshot.files.all()}
    manifest = files.pop(MANIFEST)
    lines = {line["name"]: line["sha256"] for line in json.loads(manifest)["files"]}
    same = lines == {name: digest(content) for name, content in files.items()}
    if not same or digest(manifest) != snapshot.content_sha256:
        raise RuleViolation(
            "content_altered",
            _("The files of this edition are not those that were prepared."),
            status=409,
        )  # fmt: skip


def _seal(snapshot: Snapshot, *, by, at: datetime.datetime) -> None:
    """The next link of the chain."""
    last = Snapshot.objects.published().order_by("-position").first()
    snapshot.position = last.position + 1 if last else 1
    seal = canonical(
        {
            "year": snapshot.year, "edition": snapshot.edition, "kind": snapshot.kind,
            "content_sha256": snapshot.content_sha256,
            "prepared_by": str(snapshot.prepared_by),
            "prepared_at": snapshot.prepared_at.isoformat(),
            "approved_by": str(by), "approved_at": at.isoformat(),
            "position": snapshot.position, "previous": last.chain_sha256 if last else "",
        }
    )  # fmt: skip
    snapshot.seal, snapshot.chain_sha256 = seal.decode(), digest(seal)
    snapshot.signature, snapshot.public_key = sign(seal)
    snapshot.state = SnapshotState.PUBLISHED
    snapshot.approved_by, snapshot.approved_at, snapshot.closed_at = by, at, at


@transaction.atomic
def withdraw(*, snapshot: Snapshot, at: datetime.datetime) -> Snapshot:
    """Take back an edition that is not published. Raises ``snapshot_not_open`` (409)."""
    snapshot = Snapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
    if not snapshot.is_open:
        raise RuleViolation(
            "snapshot_not_open",
            _("Only an edition that is not published yet can be withdrawn (%(state)s)."),
            status=409, state=snapshot.get_state_display(),
        )  # fmt: skip
    snapshot.state, snapshot.closed_at = SnapshotState.WITHDRAWN, at
    snapshot.save(update_fields=["state", "closed_at"])
    return snapshot


def release_interrupted(*, at: datetime.datetime, year: int | None = None) -> int:
    """Close editions whose worker is gone; ring again for those that got lost.

    Returns how many were closed.
    """
    preparing = Snapshot.objects.filter(state=SnapshotState.PREPARING).order_by("pk")
    if year is not None:
        preparing = preparing.filter(year=year)
    released = 0
    for snapshot in preparing:
        if snapshot.progress == 0:
            if at - snapshot.requested_at > RING_AGAIN_AFTER:
                _ring(snapshot.pk)
            continue
        with advisory_lock(BUILD_LOCK, snapshot.year) as held:
            if held and fail(
                snapshot.pk, code="interrupted", error=WORKER_ENDED,
                at=at,
            ):  # fmt: skip
                released += 1
    return released


def _figures_of(snapshot: Snapshot) -> set[tuple]:
    return set(snapshot.figures.values_list(*KEPT))


def _busy(year: int) -> RuleViolation:
    """Who has the year in hand: a computation, or else another approval."""
    runs = ComputationRun.objects.filter(year=year, state=RunState.RUNNING)
    if run := runs.values_list("pk", flat=True).first():
        return RuleViolation(
            "computation_under_way",
            _("The totals of %(year)d are already being computed (run %(run)d)."),
            status=409, year=year, run=run,
        )  # fmt: skip
    return RuleViolation(
        "approval_under_way",
        _("%(year)d is being published at this moment; look at the edition again."),
        status=409, year=year,
    )  # fmt: skip


def _ring(snapshot_id: int) -> None:
    tasks.prepare_snapshot.apply_async(kwargs={"snapshot_id": snapshot_id}, retry=False)
