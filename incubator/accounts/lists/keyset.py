"""Pages of a long list by key: the rows after a row, or before it, in the list's own order.

To skip nine hundred thousand rows costs as much as to read them. What comes after a row is found
by an index instead, at any depth, and every row stands on exactly one page, whatever is entered
meanwhile. A key is what the row is ordered by; the last term of an order is unique.
"""

import datetime
import decimal
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import (
    DateField,
    DateTimeField,
    F,
    Field,
    Model,
    Q,
    QuerySet,
)
from django.db.models.expressions import OrderBy
from django.utils.dateparse import parse_date

from incubator.core.dates import midnight
from incubator.core.pinyin import pinyin_of

# Behind every text that begins with the same letters.
LAST = "\U0010ffff"
ONE_DAY = datetime.timedelta(days=1)


class NoSuchPlace(ValueError):  # noqa: N818 - what an address asks for
    """An address names a place that cannot be one of this list."""


@dataclass(frozen=True)
class Term:
    """One column of an order: the annotation that holds its value, and its way."""

    name: str
    source: str
    field: Field
    descending: bool
    nulls_last: bool
    nullable: bool

    @property
    def ordering(self) -> OrderBy:
        """As a queryset is ordered by it."""
        given = {"nulls_last": True} if self.nulls_last else {"nulls_first": True}
        # What the database does anyway is left unsaid: an index serves it.
        said = given if self.nullable and self.nulls_last == self.descending else {}
        return OrderBy(F(self.name), descending=self.descending, **said)

    def reversed(self) -> "Term":
        """The same from its other end."""
        return Term(self.name, self.source, self.field, not self.descending, not self.nulls_last,
                    self.nullable)  # fmt: skip

    def beyond(self, value: Any) -> Iterator[Q]:
        """What stands after ``value``, nearest first."""
        if value is None:
            if not self.nulls_last:
                yield Q(**{f"{self.name}__isnull": False})
            return
        yield Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})
        if self.nullable and self.nulls_last:
            yield Q(**{f"{self.name}__isnull": True})

    def equal(self, value: Any) -> Q:
        """What stands where ``value`` does."""
        return Q(**{f"{self.name}__isnull": True} if value is None else {self.name: value})

    def read(self, value: Any) -> Any:
        """A value out of an address. Raises NoSuchPlace."""
        if value is None and self.nullable:
            return None
        if isinstance(value, (list, dict)) or value is None:
            raise NoSuchPlace
        try:
            _plain(value)
            return self.field.to_python(value)
        except (ValidationError, ValueError, OverflowError) as error:
            raise NoSuchPlace from error


class Keyset:
    """A queryset with an order, ready to be read from any of its rows on."""

    def __init__(self, rows: QuerySet) -> None:
        self.terms: list[Term] = []
        for position, part in enumerate(rows.query.order_by):
            given = part if isinstance(part, OrderBy) else _order_by(part)
            name, last = f"list_key_{position}", given.nulls_last
            rows = rows.annotate(**{name: given.expression})
            field = rows.query.annotations[name].output_field
            source = given.expression.name if isinstance(given.expression, F) else ""
            self.terms.append(
                Term(
                    name,
                    source,
                    field,
                    given.descending,
                    bool(last or (not given.nulls_first and not given.descending)),
                    _may_be_null(rows.model, source),
                )
            )
        self.rows = rows.order_by(*(term.ordering for term in self.terms))

    def key_of(self, row: Model) -> list:
        """What a row of ``rows`` is ordered by."""
        return [getattr(row, term.name) for term in self.terms]

    def written(self, row: Model) -> str:
        """The same for an address."""
        values = [_written(value) for value in self.key_of(row)]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    def read(self, text: str) -> list:
        """A key out of an address. Raises NoSuchPlace."""
        try:
            values = json.loads(text)
        except ValueError as error:
            raise NoSuchPlace from error
        if not isinstance(values, list) or len(values) != len(self.terms):
            raise NoSuchPlace
        return [term.read(value) for term, value in zip(self.terms, values, strict=True)]

    def first(self, count: int) -> list[Model]:
        """The first rows."""
        return self._read([self.rows], count)

    def last(self, count: int) -> list[Model]:
        """The last rows, in the list's order."""
        return self._read([self._backwards()], count)[::-1]

    def after(self, key: Sequence, count: int) -> list[Model]:
        """The rows after the one with ``key``."""
        return self._read(_legs(self.rows, self.terms, key), count)

    def before(self, key: Sequence, count: int) -> list[Model]:
        """The rows before the one with ``key``, the nearest ones, in the list's order."""
        terms = [term.reversed() for term in self.terms]
        return self._read(_legs(self._backwards(), terms, key), count)[::-1]

    def at(self, text: str, count: int) -> list[Model]:
        """The rows from a letter, a name or a day on. Raises NoSuchPlace."""
        term = self.terms[0]
        begins = Q(**{f"{term.name}__{self._bound(text)[0]}": self._bound(text)[1]})
        legs = [self.rows.filter(begins)]
        if term.nullable and term.nulls_last:
            legs.append(self.rows.filter(**{f"{term.name}__isnull": True}))
        return self._read(legs, count)

    def skipping(self, begin: int, count: int) -> list[Model]:
        """The rows of a page that has a number: not for great ones."""
        return self._rows_of([*self.rows.values_list("pk", flat=True)[begin : begin + count]])

    @property
    def jumps_by(self) -> str:
        """What ``at`` understands here: ``name``, ``day``, or nothing."""
        if not self.terms:
            return ""
        term = self.terms[0]
        if isinstance(term.field, DateField):
            return "day"
        return "name" if term.source.endswith("name_pinyin") else ""

    def _bound(self, text: str) -> tuple[str, Any]:
        """The comparison that holds from a place on, in the order of the first term."""
        term = self.terms[0]
        if self.jumps_by == "name" and text.strip():
            begin = pinyin_of(_plain(text.strip()))
            return ("lt", begin + LAST) if term.descending else ("gte", begin)
        if self.jumps_by == "day":
            try:
                day = parse_date(text.strip())
                if day is not None:
                    return _day_bound(term, day)
            except (ValueError, OverflowError) as error:
                raise NoSuchPlace from error
        raise NoSuchPlace

    def _read(self, legs: Iterator[QuerySet] | Sequence[QuerySet], count: int) -> list[Model]:
        """The first ``count`` rows of some querysets, one after the other."""
        found: list = []
        for rows in legs:
            found += rows.values_list("pk", flat=True)[: count - len(found)]
            if len(found) == count:
                break
        return self._rows_of(found)

    def _rows_of(self, keys: list) -> list[Model]:
        """Whole rows by their keys, which an index alone gives: what is passed over is not read."""
        known = {row.pk: row for row in self.rows.order_by().filter(pk__in=keys)}
        return [known[key] for key in keys if key in known]

    def _backwards(self) -> QuerySet:
        return self.rows.order_by(*(term.reversed().ordering for term in self.terms))


def _day_bound(term: Term, day: datetime.date) -> tuple[str, Any]:
    if isinstance(term.field, DateTimeField):
        return ("lt", midnight(day + ONE_DAY)) if term.descending else ("gte", midnight(day))
    return ("lte" if term.descending else "gte", day)


def _order_by(part: Any) -> OrderBy:
    if isinstance(part, str):
        return OrderBy(F(part.removeprefix("-")), descending=part.startswith("-"))
    return part.asc()


def _legs(rows: QuerySet, terms: Sequence[Term], key: Sequence) -> Iterator[QuerySet]:
    """What follows a key, piece by piece: each is a stretch of an index, and none is empty twice.

    First what is equal in all terms but the last, then in all but the last two, and so on.
    """
    for position in reversed(range(len(terms))):
        same = Q()
        for term, value in zip(terms[:position], key, strict=False):
            same &= term.equal(value)
        for further in terms[position].beyond(key[position]):
            yield rows.filter(same & further)


def _may_be_null(model: type[Model], source: str) -> bool:
    """Whether a path can lead to nothing; what is no path of columns may."""
    if source == "pk":
        return False
    for step in source.split("__"):
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            return True
        if not getattr(field, "concrete", False) or field.null:
            return True
        if field.is_relation:
            model = field.related_model
    return False


def _written(value: Any) -> Any:
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    return value


def _plain(value: Any) -> Any:
    """What a database can compare with. Raises NoSuchPlace."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise NoSuchPlace from error
        if "\0" in value:
            raise NoSuchPlace
    return value
