"""What tells one state of figures, and of facts, from another: small reads for ETags."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Count,
    Func,
    Model,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest
from psycopg import sql

from incubator.core.api.kept import kept
from incubator.core.dates import today
from incubator.statistics.facts import FactKind


@dataclass(frozen=True)
class YearMark:
    """What tells one state of a year's figures from another, and since when it is so."""

    state: tuple
    changed_at: datetime.datetime


@dataclass(frozen=True)
class FactsMark:
    """How many facts there are, what they add up to, and a number that changes with anything
    shown of them.
    """

    count: int
    added: Decimal
    digest: int


SETTLED = sql.SQL(
    "SELECT pg_snapshot_xmin(now) = pg_snapshot_xmax(now)"
    " AND pg_current_xact_id_if_assigned() IS NULL, {} FROM pg_current_snapshot() now"
)
# All rows of a year come from one run, so any of them tells which: the first of the index, which
# is not looked for along the table. Targets and incubators
# are few: their text is exact, where a time of change could miss one that is under way.
STATE_OF_YEAR = """
    SELECT this.run_id, before.run_id,
           (SELECT string_agg(concat_ws('|', id, indicator, incubator_id, value), ',' ORDER BY id)
              FROM statistics_target WHERE year = %(year)s),
           (SELECT string_agg(concat_ws('|', id, code, name), ',' ORDER BY id)
              FROM institutions_incubator),
           (SELECT string_agg(concat_ws('|', id, reason, effects), ',' ORDER BY id)
              FROM statistics_latefact WHERE state = 'carried' AND carried_to = %(year)s),
           (SELECT string_agg(id::text, ',' ORDER BY id) FROM statistics_snapshot
             WHERE state = 'published' AND year IN (%(year)s, %(year)s - 1)),
           greatest(
               (SELECT max(approved_at) FROM statistics_snapshot
                 WHERE year IN (%(year)s, %(year)s - 1)),
               (SELECT max(decided_at) FROM statistics_latefact
                 WHERE state = 'carried' AND carried_to = %(year)s),
               this.finished_at, before.finished_at,
               (SELECT pgh_created_at FROM statistics_targetevent ORDER BY pgh_id DESC LIMIT 1),
               (SELECT pgh_created_at FROM institutions_incubatorevent ORDER BY pgh_id DESC LIMIT 1)
           )
      FROM (SELECT run_id, finished_at
              FROM statistics_yearlytotal JOIN statistics_computationrun run ON run.id = run_id
             WHERE statistics_yearlytotal.year = %(year)s
             ORDER BY indicator LIMIT 1) this
      LEFT JOIN (SELECT run_id, finished_at
              FROM statistics_yearlytotal JOIN statistics_computationrun run ON run.id = run_id
             WHERE statistics_yearlytotal.year = %(year)s - 1
             ORDER BY indicator LIMIT 1) before ON true
"""


def mark_of_year(year: int) -> YearMark | None:
    """The mark of everything that a year's answer is made of, in one small query.

    None for a year without figures.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE_OF_YEAR, {"year": year})
        row = cursor.fetchone()
    return YearMark(row[:-1], row[-1]) if row else None


def mark_of(facts: QuerySet, shown: Iterable[str], *, measure: Combinable) -> FactsMark:
    """Counts and measures some facts, and sums up what is ``shown`` of them (lookups), in one
    query.
    """
    text = Func(Value("|"), *shown, function="concat_ws", output_field=TextField())
    digest = Func(text, Value(0), function="hashtextextended", output_field=BigIntegerField())
    found = facts.aggregate(count=Count("pk"), added=measure, digest=Sum(digest))
    return FactsMark(found["count"], Decimal(found["added"] or 0), int(found["digest"] or 0))


def kept_mark_of(facts: QuerySet, kind: FactKind, *, measure: Combinable) -> FactsMark:
    """``mark_of``, read once for as long as nothing is recorded in the tables of this kind.

    Each change of a fact is an event of its table's history, with a number higher than those
    before. Where no other change is under way, the last number tells the state: whatever is
    written later gets a higher one. Where some is, the mark is read and not kept.
    """
    state = _recorded(kind.sources)
    said = (state.last, today(), kind.code, facts.query.sql_with_params(), repr(measure))
    key = hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
    return kept(
        f"mark:{key}",
        lambda: mark_of(facts, kind.paths, measure=measure),
        still=lambda: state.is_settled and _recorded(kind.sources).last == state.last,
    )


@dataclass(frozen=True)
class _Recorded:
    """The last number of some histories, and that no transaction that writes is under way,
    this one included."""

    last: tuple[int | None, ...]
    is_settled: bool


def _recorded(tables: Iterable[type[Model]]) -> _Recorded:
    last = sql.SQL(", ").join(
        sql.SQL("(SELECT max(pgh_id) FROM {})").format(
            sql.Identifier(table.history.rel.related_model._meta.db_table)
        )
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(SETTLED.format(last).as_string())
        settled, *numbers = cursor.fetchone()
    return _Recorded(tuple(numbers), settled)


def last_change(*models: type[Model]) -> Greatest:
    """When rows of any of these tables were last written, by their history."""
    moments = [
        Subquery(
            model.history.rel.related_model.objects.order_by("-pgh_id").values("pgh_created_at")[:1]
        )
        for model in models
    ]
    return Greatest(*moments)
