"""Sealing the history: digests of its stretches, in one chain.

The history tables refuse every change, but who owns the database can take that refusal away.
So each hour what has been recorded since the last seal is put under a digest (SHA-256), and
each seal under that of the one before. ``core.verifying`` looks whether it still holds.
"""

import bisect
import contextlib
import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import OperationalError, connection, models, transaction
from django.db.models import Count, Max, Min

from incubator.core.known import tracked_tables
from incubator.core.models import HistorySeal
from incubator.core.stretches import note_again, note_stretches

# Entries under one seal: few enough to be read one by one when it is broken.
STRETCH = 1000
LOCK = 0x5EA1
# How long a seal waits for the writers of a table; a busy one is sealed in the next round.
PATIENCE = "2s"


@dataclass(frozen=True)
class Stretch:
    """Entries of a history table between two numbers, both included."""

    table: str
    first: int
    last: int


def seal_history(*, at: datetime.datetime) -> int:
    """Seal whatever the history tables have taken since the last time; how many seals that made."""
    ends = HistorySeal.objects.order_by().values_list("table").annotate(end=Max("last"))
    sealed = dict(ends)
    made = 0
    for event in event_tables().values():
        table = event._meta.db_table
        begin = sealed.get(table, 0) + 1
        while begin <= (end := _settled(event, begin)):
            last = _last_of_stretch(event, begin, end)
            made += _seal(Stretch(table, begin, last), at=at)
            begin = last + 1
    note_stretches(event_tables())
    return made


def event_tables() -> dict[str, type[models.Model]]:
    """The history tables, by name."""
    return {event._meta.db_table: event for event in tracked_tables().values()}


def columns_of(event: type[models.Model]) -> list[str]:
    """The columns of a history table, in the order in which they are digested."""
    return sorted(field.column for field in event._meta.concrete_fields)


def digest(stretch: Stretch, columns: list[str]) -> tuple[int, str]:
    """How many entries a stretch has, and the SHA-256 of them, each after its length in bytes.

    An entry is what PostgreSQL writes for ``ROW(its columns)``, moments in UTC.
    """
    quoted = ", ".join(f'"{column}"' for column in columns)
    total, count = hashlib.sha256(), 0
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        with connection.cursor() as settings:
            settings.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'")
        cursor.execute(
            f'SELECT ROW({quoted})::text FROM "{stretch.table}"'  # noqa: S608 - names of ours
            " WHERE pgh_id BETWEEN %s AND %s ORDER BY pgh_id",
            [stretch.first, stretch.last],
        )
        for (text,) in cursor:
            entry = text.encode()
            total.update(b"%d:" % len(entry) + entry)
            count += 1
    return count, total.hexdigest()


def chained(seal: HistorySeal) -> str:
    """The digest of what a seal says, the digest of the one before it included."""
    said = {
        "columns": list(seal.columns),
        "digest": seal.digest,
        "entries": seal.entries,
        "first": seal.first,
        "found": seal.found,
        "last": seal.last,
        "number": seal.number,
        "previous": seal.previous,
        "replaces": seal.replaces,
        "sealed_at": seal.sealed_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "table": seal.table,
    }
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


@contextlib.contextmanager
def overwritten(event: type[models.Model], rows: models.QuerySet, *, at) -> Iterator[None]:
    """Seal anew, within the transaction, the stretches of ``rows`` that are overwritten inside.

    What the old digest was is written beside the new one, as it is found: an erasure cannot
    pass off as its own what somebody else had changed before.
    """
    _wait_for_turn()
    touched = list(_seals_over(event, rows))
    found = {seal.number: digest(stretch_of(seal), seal.columns)[1] for seal in touched}
    yield
    for seal in touched:
        entries, now_there = digest(stretch_of(seal), seal.columns)
        if now_there != found[seal.number]:
            _append(
                HistorySeal(
                    table=seal.table, first=seal.first, last=seal.last, entries=entries,
                    columns=seal.columns, digest=now_there, replaces=seal.number,
                    found=found[seal.number], sealed_at=at,
                )
            )  # fmt: skip
    note_again(event, touched)


def stretch_of(seal: HistorySeal) -> Stretch:
    """What a seal covers."""
    return Stretch(seal.table, seal.first, seal.last)


def _settled(event: type[models.Model], begin: int) -> int:
    """The last entry before which none can appear any more (less than ``begin``: nothing new).

    Numbers are given before transactions end. Once no writer holds the table, all that were
    given out stand there or never will.
    """
    newest = event._default_manager.aggregate(newest=Max("pgh_id"))["newest"] or 0
    if newest < begin:
        return newest
    with contextlib.suppress(OperationalError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute(f'LOCK TABLE "{event._meta.db_table}" IN SHARE MODE')
        return event._default_manager.aggregate(newest=Max("pgh_id"))["newest"] or 0
    return begin - 1


def _last_of_stretch(event: type[models.Model], begin: int, end: int) -> int:
    """Where a stretch from ``begin`` ends: after so many entries, or with the last of them."""
    entries = event._default_manager.filter(pgh_id__range=(begin, end)).order_by("pgh_id")
    over = entries.values_list("pgh_id", flat=True)[STRETCH - 1 : STRETCH]
    return next(iter(over), end)


def _seal(stretch: Stretch, *, at: datetime.datetime) -> int:
    """Put a seal on a stretch, unless somebody has been faster; how many that made."""
    columns = columns_of(event_tables()[stretch.table])
    with transaction.atomic():
        _wait_for_turn()  # also for an erasure: it must find the seal, or come before it
        taken = HistorySeal.objects.filter(table=stretch.table, last__gte=stretch.first)
        if taken.exists():
            return 0
        entries, digested = digest(stretch, columns)
        _append(
            HistorySeal(
                table=stretch.table, first=stretch.first, last=stretch.last, entries=entries,
                columns=columns, digest=digested, sealed_at=at,
            )
        )  # fmt: skip
        return 1


def _append(seal: HistorySeal) -> None:
    _wait_for_turn()
    before = HistorySeal.objects.order_by("-number").first()
    seal.number = before.number + 1 if before else 1
    seal.previous = before.chain if before else ""
    seal.chain = chained(seal)
    seal.save(force_insert=True)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK])


def _seals_over(event: type[models.Model], rows: models.QuerySet) -> Iterator[HistorySeal]:
    """The seals that hold for the stretches in which ``rows`` stand: of each the latest."""
    table = event._meta.db_table
    bounds = rows.aggregate(low=Min("pgh_id"), high=Max("pgh_id"), rows=Count("pgh_id"))
    if not bounds["rows"]:
        return
    wanted = sorted(rows.values_list("pgh_id", flat=True))
    replaced = HistorySeal.objects.filter(table=table, replaces__isnull=False)
    seals = HistorySeal.objects.filter(
        table=table, first__lte=bounds["high"], last__gte=bounds["low"]
    ).exclude(number__in=replaced.values("replaces"))
    for seal in seals:
        nearest = bisect.bisect_left(wanted, seal.first)
        if nearest < len(wanted) and wanted[nearest] <= seal.last:
            yield seal
