"""Looking whether the history is as it was recorded, and the tables as the history says.

Four things are looked at, in one steady read: that each seal hangs on the one before; that the
entries under it are the ones that were sealed; that every row of a tracked table is as its last
entry says; and beside how many entries no name stands (somebody wrote past the application).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.db import connection, models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incubator.core.db import steady_read
from incubator.core.history import NAMELESS
from incubator.core.known import tracked_tables
from incubator.core.models import HistoryCheck, HistorySeal
from incubator.core.sealing import chained, digest, stretch_of

# What is not as it should be, by code.
KINDS: dict[str, str | Promise] = {
    "head_unknown": _("A last seal that was noted down is not in the chain: it was made anew."),
    "chain_broken": _("This seal is not the one that was made: it or one before it was changed."),
    "entries_changed": _("Entries under this seal were changed, taken out or put in."),
    "changed_before_erasure": _("Entries had been changed before an erasure sealed them anew."),
    "stretch_missing": _("Entries before this seal are under none."),
    "row_differs": _("The row is not as its last entry says: it was changed without a trace."),
    "row_gone": _("The row is gone, and no entry says that it was deleted."),
    "row_without_history": _("The row is there, and no entry says that it was recorded."),
}
# Of one kind in one table so many are named; the count tells how many there are.
NAMED = 20


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: where, and which."""

    code: str
    table: str
    # The seal's number, or the key of the row.
    number: int
    # Entries of a seal, or the columns that differ.
    details: str = ""

    @property
    def sentence(self) -> str:
        """What it means, in the reader's language."""
        return str(KINDS[self.code])


@dataclass
class Verified:
    """What a look at the whole history has found."""

    entries: int = 0
    seals: int = 0
    unsealed: int = 0
    nameless: int = 0
    head: str = ""
    findings: list[Finding] = field(default_factory=list)


def verify_history(*, head: str = "") -> Verified:
    """Look at all of it. A few seconds for each million entries; nothing is written.

    ``head`` is a digest that was noted down elsewhere as that of a last seal: somebody who
    makes the whole chain anew cannot have it stand there again.
    """
    with steady_read():
        seen = Verified()
        seals = list(HistorySeal.objects.order_by("number"))
        seen.seals = len(seals)
        seen.head = seals[-1].chain if seals else ""
        if head and head not in {seal.chain for seal in seals}:
            seen.findings.append(Finding("head_unknown", HistorySeal._meta.db_table, 0, head))
        seen.findings += _chain(seals)
        by_table: dict[str, list[HistorySeal]] = defaultdict(list)
        for seal in seals:
            by_table[seal.table].append(seal)
        for table, event in tracked_tables().items():
            own = by_table.pop(event._meta.db_table, [])
            seen.findings += _stretches(own, event)
            seen.findings += _rows(table, event)
            _count(seen, event, own)
        # A seal on a table that there is no more: what it vouched for is gone.
        seen.findings += [
            Finding("entries_changed", table, seal.number, _span(seal))
            for table, rest in by_table.items()
            for seal in rest
        ]
        return seen


def check_history(*, at: datetime.datetime) -> HistoryCheck:
    """Verify, and keep what was found."""
    seen = verify_history()
    return HistoryCheck.objects.create(
        checked_at=at,
        entries=seen.entries,
        seals=seen.seals,
        unsealed=seen.unsealed,
        nameless=seen.nameless,
        head=seen.head,
        findings=[asdict(finding) for finding in seen.findings],
    )


def _chain(seals: list[HistorySeal]) -> Iterator[Finding]:
    before = ""
    for place, seal in enumerate(seals, 1):
        if seal.number != place or seal.previous != before or seal.chain != chained(seal):
            yield Finding("chain_broken", seal.table, seal.number, _span(seal))
            return  # every seal after it hangs on nothing
        before = seal.chain


def _stretches(seals: list[HistorySeal], event: type[models.Model]) -> Iterator[Finding]:
    """Whether a table's seals follow one another, and hold for what stands under them."""
    end = 0
    standing: dict[int, HistorySeal] = {}
    for seal in seals:
        replaced = standing.pop(seal.replaces, None) if seal.replaces else None
        if seal.replaces:
            if replaced is None or seal.found != replaced.digest:
                yield Finding("changed_before_erasure", seal.table, seal.number, _span(seal))
        elif seal.first != end + 1:
            yield Finding("stretch_missing", seal.table, seal.number, _span(seal))
        end = max(end, seal.last)
        standing[seal.number] = seal
    present = {column.column for column in event._meta.concrete_fields}
    for seal in standing.values():
        known = present.issuperset(seal.columns)
        if not known or digest(stretch_of(seal), seal.columns) != (seal.entries, seal.digest):
            yield Finding("entries_changed", seal.table, seal.number, _span(seal))


def _span(seal: HistorySeal) -> str:
    return f"{seal.first}–{seal.last}"


def _count(seen: Verified, event: type[models.Model], seals: list[HistorySeal]) -> None:
    end = max((seal.last for seal in seals), default=0)
    counted = event._default_manager.aggregate(
        all=models.Count("pk"),
        after=models.Count("pk", filter=Q(pgh_id__gt=end)),
        nameless=models.Count("pk", filter=NAMELESS),
    )
    seen.entries += counted["all"]
    seen.unsealed += counted["after"]
    seen.nameless += counted["nameless"]


def _rows(table: str, event: type[models.Model]) -> Iterator[Finding]:
    """Rows of a table that are not as the last entry of each says."""
    tracked = event.pgh_tracked_model  # type: ignore[attr-defined]
    key = tracked._meta.pk.column
    kept = {one.column for one in event._meta.concrete_fields}
    columns = [
        one.column for one in tracked._meta.concrete_fields if one.column in kept - {key}
    ]  # fmt: skip
    differing = ", ".join(
        f"""CASE WHEN now."{one}" IS DISTINCT FROM last."{one}" THEN '{one}' END"""
        for one in columns
    )
    query = f"""
        WITH last AS (
            SELECT DISTINCT ON (pgh_obj_id) * FROM "{event._meta.db_table}"
            ORDER BY pgh_obj_id, pgh_id DESC
        ), seen AS (
            SELECT coalesce(now."{key}", last.pgh_obj_id) AS number,
                   CASE WHEN last.pgh_obj_id IS NULL OR last.pgh_label = 'delete'
                            AND now."{key}" IS NOT NULL THEN 'row_without_history'
                        WHEN now."{key}" IS NULL AND last.pgh_label <> 'delete' THEN 'row_gone'
                        WHEN now."{key}" IS NOT NULL THEN 'row_differs' END AS code,
                   array_remove(ARRAY[{differing}]::text[], NULL) AS differing
            FROM "{table}" AS now FULL JOIN last ON last.pgh_obj_id = now."{key}"
        )
        SELECT code, number, CASE WHEN code = 'row_differs'
                                  THEN array_to_string(differing, ', ') ELSE '' END
        FROM seen WHERE code IN ('row_gone', 'row_without_history')
                     OR code = 'row_differs' AND cardinality(differing) > 0
        ORDER BY number LIMIT {NAMED}
    """  # noqa: S608 - names of ours alone
    with connection.cursor() as cursor:
        cursor.execute(query)
        for code, number, details in cursor.fetchall():
            yield Finding(code, table, number, details)
