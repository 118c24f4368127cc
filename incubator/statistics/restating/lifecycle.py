"""Verbs on late facts: look for them, decide each, restate a year, and settle what it took in.

A *correction* takes the edition before it and adds the late facts that a person decided to
restate, and nothing else. A *revision* counts everything anew, with more data or a better method;
it says on which earlier day it was announced.
"""

import datetime
import logging

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import day_of
from incubator.core.db import advisory_lock
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.statistics.models import LateFact, Snapshot
from incubator.statistics.restating.enums import DECIDED, WAITING, LateState
from incubator.statistics.restating.finding import Found, late_facts
from incubator.statistics.snapshots import lifecycle as snapshots  # which settles with ours
from incubator.statistics.snapshots.enums import SnapshotKind
from incubator.statistics.snapshots.queries import current_of
from incubator.statistics.snapshots.sealing import code_version

logger = logging.getLogger(__name__)

LOOK_LOCK = 2033  # the family of the locks of those that look; the key is the year


def look(*, year: int, at: datetime.datetime) -> int | None:
    """Bring the queue of a published year up to date; how many wait, None where nobody looked.

    What is decided already is not asked again, unless it was changed after the decision. What
    makes no difference any more lapses.
    """
    snapshot = current_of([year]).get(year)
    if snapshot is None:
        return None
    with advisory_lock(LOOK_LOCK, year) as held:
        if not held:
            return None
        found = late_facts(snapshot)
        with transaction.atomic(), recorded(reason="late facts"):
            keys = {_keep(snapshot, one, at=at) for one in found}
            for late in LateFact.objects.filter(year=year, state=LateState.OPEN):
                if (late.company_id, late.kind) not in keys:
                    late.state = LateState.LAPSED
                    late.save(update_fields=["state"])
    return LateFact.objects.filter(year=year).waiting().count()


def _keep(snapshot: Snapshot, found: Found, *, at: datetime.datetime) -> tuple:
    """Put one on the queue, or bring the one that waits there up to date."""
    key = (found.company_id, found.kind)
    known = LateFact.objects.filter(
        year=snapshot.year, company=found.company_id, kind=found.kind
    ).order_by("-pk")
    values = {
        "snapshot": snapshot,
        "rows": {table: sorted(keys) for table, keys in found.rows.items()},
        "effects": found.effects,
        "recorded_at": found.recorded_at,
        "recorded_by": found.recorded_by,
        "recorded_because": found.recorded_because,
    }
    last = known.first()
    if last is not None and last.state in DECIDED and last.recorded_at >= found.recorded_at:
        return key
    waiting = known.filter(state__in=WAITING).first()
    if waiting is None:
        LateFact.objects.create(
            year=snapshot.year, company_id=found.company_id, kind=found.kind, found_at=at, **values
        )
        return key
    if waiting.state != LateState.OPEN:
        # It was changed after it was decided: the decision was about something else.
        values |= {"state": LateState.OPEN, "decided_by": None, "decided_at": None, "reason": ""}
    for name, value in values.items():
        setattr(waiting, name, value)
    waiting.save()
    return key


def restate(*, late: LateFact, reason: str, by, at: datetime.datetime) -> LateFact:
    """It goes into the next edition of its year. Raises RuleViolation as ``_decided``."""
    return _decided(late, LateState.RESTATE, reason, by=by, at=at)


def reject(*, late: LateFact, reason: str, by, at: datetime.datetime) -> LateFact:
    """The published year stays as it is. Raises RuleViolation as ``_decided``."""
    return _decided(late, LateState.REJECTED, reason, by=by, at=at)


def carry(*, late: LateFact, reason: str, by, at: datetime.datetime) -> LateFact:
    """The published year stays, and the fact is named with the first year that is not published.

    Raises RuleViolation as ``_decided``.
    """
    year = late.year + 1
    while Snapshot.objects.published().filter(year=year).exists():
        year += 1
    return _decided(late, LateState.CARRIED, reason, by=by, at=at, carried_to=year)


@transaction.atomic
def _decided(late: LateFact, state: LateState, reason: str, *, by, at, **more) -> LateFact:
    """Raises RuleViolation: ``reason_missing``, ``late_fact_closed`` (409)."""
    late = LateFact.objects.select_for_update(of=("self",)).get(pk=late.pk)
    reason = reason.strip()
    if not reason:
        raise RuleViolation(
            "reason_missing", _("Say why: the ledger keeps it beside the figures."), field="reason"
        )
    if late.state not in WAITING or (late.edition and late.edition.is_open):
        raise RuleViolation(
            "late_fact_closed",
            _("This late fact is decided already (%(state)s)."),
            status=409,
            state=late.get_state_display(),
        )
    late.state, late.reason, late.decided_by, late.decided_at = state, reason, by, at
    late.edition = None
    for name, value in more.items():
        setattr(late, name, value)
    late.save()
    return late


def request_restatement(
    *,
    year: int,
    kind: str,
    reason: str,
    by,
    at: datetime.datetime,
    announced_on: datetime.date | None = None,
) -> Snapshot:
    """Ask a worker to prepare the next edition of a published year.

    Raises RuleViolation: ``not_published`` (409), ``reason_missing``, ``nothing_to_restate``
    (409; of a correction), ``revision_not_announced`` (of a revision), ``correction_announced``,
    and those of ``snapshots.lifecycle.start``.
    """
    before = current_of([year]).get(year)
    if before is None:
        raise RuleViolation(
            "not_published",
            _("%(year)d is not published yet, so there is nothing to restate."),
            field="year", status=409, year=year,
        )  # fmt: skip
    if not reason.strip():
        raise RuleViolation(
            "reason_missing", _("Say why: the ledger keeps it beside the figures."), field="reason"
        )
    _require_kind(kind, announced_on, at=at)
    edition = Snapshot(
        year=year, edition=before.edition + 1, kind=kind, prepared_by=by, requested_at=at,
        restates=before, reason=reason.strip(), announced_on=announced_on,
        code_version=code_version(),
    )  # fmt: skip
    return snapshots.start(edition, at=at, beside=_take)


def _take(edition: Snapshot) -> None:
    """Tie the late facts that are to be restated to their edition."""
    rows = LateFact.objects.filter(year=edition.year, state=LateState.RESTATE)
    taken = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if edition.kind == SnapshotKind.CORRECTION and not taken:
        raise RuleViolation(
            "nothing_to_restate",
            _("No late fact of %(year)d is decided to be restated."),
            status=409,
            year=edition.year,
        )
    for late in taken:
        late.edition = edition
        late.save(update_fields=["edition"])


@transaction.atomic
def settle(*, snapshot: Snapshot, by, at: datetime.datetime) -> list[LateFact]:
    """What a published edition has taken in is restated; returned in the order of its finding.

    Part of approving the edition. A revision counts everything anew, so whatever nobody had
    decided by then is in it, for its reason.
    """
    rows = LateFact.objects.filter(year=snapshot.year).select_for_update(of=("self",))
    taken = list(rows.filter(edition=snapshot, state=LateState.RESTATE).order_by("pk"))
    if snapshot.kind == SnapshotKind.REVISION:
        waiting = rows.filter(state=LateState.OPEN, recorded_at__lt=snapshot.known_at)
        for late in waiting.order_by("pk"):
            late.reason, late.decided_by, late.decided_at = snapshot.reason, by, at
            late.edition = snapshot
            taken.append(late)
    with recorded(by=by, reason=snapshot.reason):
        for late in taken:
            late.state = LateState.RESTATED
            late.save()
    return taken


def _require_kind(kind: str, announced_on: datetime.date | None, *, at: datetime.datetime) -> None:
    """A revision is announced before it is made; a correction corrects what nobody foresaw."""
    if kind == SnapshotKind.REVISION and (announced_on is None or announced_on >= day_of(at)):
        raise RuleViolation(
            "revision_not_announced",
            _("A revision is announced beforehand: say on which earlier day."),
            field="announced_on",
        )
    if kind == SnapshotKind.CORRECTION and announced_on is not None:
        raise RuleViolation(
            "correction_announced",
            _("A correction is of an error and not announced; what is announced is a revision."),
            field="announced_on",
        )
