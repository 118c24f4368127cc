"""Reading the past: every query inside sees the tables as they were recorded by a moment.

The history tables (see ``core.history``) hold each row after each of its changes and accept
inserts only. A query is answered from them by putting a name before it: ``WITH "table" AS (its
rows of then)``. In PostgreSQL such a name goes before that of the table, so one and the same
queryset tells today and any day before; nobody writes a second one for the past. Whoever asks
the same table twice reads it out of its history once, into a temporary table.
"""

import contextlib
import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from incubator.core.dates import day_of, midnight, now
from incubator.core.db import steady_read
from incubator.core.errors import RuleViolation

NAME = re.compile(r'"(\w+)"')
READS = ("SELECT", "(SELECT")


@dataclass(frozen=True)
class Layer:
    """Rows as they were recorded before a moment: all of them, or ``rows`` (keys by table)."""

    before: datetime.datetime
    rows: Mapping[str, Collection[int]] | None = None


def by_day(day: datetime.date) -> Layer:
    """Everything that was recorded by the end of a day in the zone."""
    return Layer(midnight(day + datetime.timedelta(days=1)))


def parse_known_on(text: str, *, at: datetime.datetime, field: str = "as_known_on"):
    """A day of the past, from what somebody typed.

    Raises RuleViolation ``invalid_date`` for what is no date of ISO 8601, ``day_in_future``.
    """
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise RuleViolation(
            "invalid_date", _("“%(text)s” is not a date such as 2008-03-12."), field=field,
            text=text[:20],
        ) from None  # fmt: skip
    if day > day_of(at):
        raise RuleViolation(
            "day_in_future", _("%(day)s has not come yet: nothing is known of it."), field=field,
            day=day,
        )  # fmt: skip
    return day


def known_on_asked(query: Mapping[str, str]) -> datetime.date | None:
    """``?as_known_on=``: a past day; None for today, which is what everything tells anyway.

    Raises RuleViolation as ``parse_known_on``.
    """
    text = query.get("as_known_on")
    if text is None:
        return None
    moment = now()
    day = parse_known_on(text, at=moment)
    return None if day == day_of(moment) else day


@contextlib.contextmanager
def as_known(day: datetime.date | None) -> Iterator[None]:
    """Every read inside tells what was recorded by the end of a day, as of one moment.

    Without a day nothing is changed.
    """
    if day is None:
        yield
        return
    with steady_read(copying=True), as_recorded(by_day(day)):
        yield


@contextlib.contextmanager
def as_recorded(*layers: Layer) -> Iterator[None]:
    """Every SELECT inside reads tracked tables as the layers tell; of a row, the last one counts.

    Without layers nothing is changed. Tables without a history are read as they are.
    """
    if not layers:
        yield
        return

    rows = _RowsOfThen(layers)

    def execute(run: Callable, query: str, params: Any, many: bool, context: dict) -> Any:
        if query.lstrip().startswith(READS):
            before = rows.named_before(query)
            query = (before if params is None else before.replace("%", "%%")) + query
        return run(query, params, many, context)

    with connection.execute_wrapper(execute), _grouped_by_every_column():
        yield
    rows.drop()


@contextlib.contextmanager
def _grouped_by_every_column() -> Iterator[None]:
    """Rows of then have no primary key that the database knows, which else would stand for all."""
    features = connection.features
    before = features.allows_group_by_selected_pks
    features.allows_group_by_selected_pks = False
    try:
        yield
    finally:
        features.allows_group_by_selected_pks = before


class _RowsOfThen:
    """The rows of then of each table, under the table's name before every query.

    Out of the history at the first query that speaks of a table, from the second on out of a
    temporary table of another name: were it lost, the query would fail, and not tell of today.
    """

    number = count(1)

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self.layers, self.tables = layers, tracked_tables()
        self.prefix = f"then_{next(self.number)}_"
        self.asked: set[str] = set()
        self.copies: dict[str, str] = {}
        self.may_copy: bool | None = None

    def named_before(self, query: str) -> str:
        """The clause that goes before a query."""
        spoken = dict.fromkeys(NAME.findall(query))
        named = [name for name in spoken if name in self.tables]
        if not named:
            return ""
        return f"WITH {', '.join(self._named(name, frozenset(spoken)) for name in named)} "

    def drop(self) -> None:
        """Keep nothing longer than needed; what is still being read goes with the transaction."""
        if self.copies:
            statement = f"DROP TABLE {', '.join(self.copies.values())}"
            in_use = contextlib.suppress(OperationalError)
            with in_use, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)

    def _named(self, table: str, spoken: frozenset[str]) -> str:
        event = self.tables[table]
        if table not in self.copies and table in self.asked and self._can_copy():
            self._copy(table, event)
        self.asked.add(table)
        if copy := self.copies.get(table):
            return f'"{table}" AS NOT MATERIALIZED (SELECT * FROM {copy})'  # noqa: S608
        return _then(table, event, self.layers, spoken)

    def _can_copy(self) -> bool:
        if self.may_copy is None:
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_read_only")
                self.may_copy = connection.in_atomic_block and cursor.fetchone() == ("off",)
        return self.may_copy

    def _copy(self, table: str, event: type[Model]) -> None:
        """All columns, with the indexes that the table itself has for its keys."""
        fields = event.pgh_tracked_model._meta.concrete_fields  # type: ignore[attr-defined]
        every = frozenset(field.column for field in fields)
        name = f'"{self.prefix}{table}"'
        keys = [one.column for one in fields if one.primary_key or one.is_relation]
        then = _then(table, event, self.layers, every)
        made = f'WITH {then} SELECT * FROM "{table}"'  # noqa: S608 - names of ours alone
        statements = [
            f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {made}",
            *(f'CREATE INDEX ON {name} ("{column}")' for column in keys),
            f"ANALYZE {name}",
        ]
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.copies[table] = name


def _then(table: str, event: type[Model], layers: tuple[Layer, ...], spoken: frozenset[str]) -> str:
    """The rows of a table as the layers tell: of each the last event before its moment."""
    read, given = _columns(event, spoken)
    return (
        f'"{table}" AS (SELECT {given} FROM ('  # noqa: S608 - names of ours alone
        f'SELECT DISTINCT ON (pgh_obj_id) {read}, pgh_label FROM "{event._meta.db_table}"'
        f" WHERE pgh_created_at < {_moment(table, layers)}"
        " ORDER BY pgh_obj_id, pgh_id DESC) last_event WHERE pgh_label <> 'delete')"
    )


def _moment(table: str, layers: tuple[Layer, ...]) -> str:
    """The moment before which events count: one, or one for each group of rows."""
    whole = [layer for layer in layers if layer.rows is None]
    bound = _literal(whole[-1].before) if whole else "'-infinity'::timestamptz"
    cases = [
        f"WHEN pgh_obj_id IN ({', '.join(str(int(key)) for key in sorted(layer.rows[table]))})"
        f" THEN {_literal(layer.before)}"
        for layer in reversed(layers)
        if layer.rows and layer.rows.get(table)
    ]
    return f"CASE {' '.join(cases)} ELSE {bound} END" if cases else bound


def _literal(moment: datetime.datetime) -> str:
    return f"'{moment.isoformat()}'::timestamptz"


@cache
def tracked_tables() -> dict[str, type[Model]]:
    """The tables that have a history, each with the model of its events."""
    events = [model for model in apps.get_models() if getattr(model, "pgh_tracked_model", None)]
    return {event.pgh_tracked_model._meta.db_table: event for event in events}


def _columns(event: type[Model], spoken: frozenset[str]) -> tuple[str, str]:
    """What is read of the events, and what is given of it under the names of the table.

    What the database generates is made again; what is kept out of the history (a secret) is
    unknown.
    """
    kept = {field.column for field in event._meta.concrete_fields}
    primary = event.pgh_tracked_model._meta.pk
    read, given = {primary.column}, []
    for field in event.pgh_tracked_model._meta.concrete_fields:
        if field.column not in spoken and field is not primary:
            continue
        if field.column in kept:
            read.add(field.column)
            given.append(f'"{field.column}"')
        elif field.generated:
            made = _generated(field)
            read.update(name for name in NAME.findall(made) if name in kept)
            given.append(f'({made}) AS "{field.column}"')
        else:
            given.append(f'NULL AS "{field.column}"')
    return ", ".join(f'"{column}"' for column in sorted(read)), ", ".join(given)


def _generated(field: Any) -> str:
    """The expression by which the database makes a column out of others of its row."""
    made, params = field.generated_sql(connection)
    return made % tuple(sql.Literal(value).as_string(None) for value in params)
