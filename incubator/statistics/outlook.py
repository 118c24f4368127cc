"""Who is ready to graduate at a year's end, one condition short of it, or expected to next year.

By the very function behind the page of readiness, and the text in force on that day. Reading it
for a zone takes seconds, so whoever counts several figures of a year reads it once.
"""

import contextlib
import datetime
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from companies.enums import Standing
from companies.models import Residence
from companies.queries.readiness import BATCH, Readiness, readiness, text_for
from incubator.core.dates import year_end
from incubator.institutions.queries import Shelf


@dataclass
class Outlook:
    """Stays (their keys) that are open at a year's end."""

    ready: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    expected: list[int] = field(default_factory=list)


_kept: ContextVar[dict[int, Outlook] | None] = ContextVar("outlook", default=None)


@contextlib.contextmanager
def outlook_read_once() -> Iterator[None]:
    """Inside, the outlook of a year is read once: all that is counted is of one moment."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def ready(year: int) -> QuerySet:
    """Stays that meet what the text asks for on the last day of the year."""
    return _rows(_outlook(year).ready)


def near(year: int) -> QuerySet:
    """Stays that are one condition short of it."""
    return _rows(_outlook(year).near)


def expected(year: int) -> QuerySet:
    """Stays that are ready, or will be by the end of the next year by passing of time alone."""
    return _rows(_outlook(year).expected)


def places_with_text(year: int, reported: set[int]) -> set[int]:
    """Of places where anything is reported, those where a text says what readiness is."""
    return reported if reported and text_for(Shelf.load(), on=year_end(year)) else set()


def _outlook(year: int) -> Outlook:
    kept = _kept.get()
    if kept is None:
        return _read(year)
    if year not in kept:
        kept[year] = _read(year)
    return kept[year]


def _read(year: int) -> Outlook:
    day = year_end(year)
    shelf = Shelf.load()
    text = text_for(shelf, on=day)
    found = Outlook()
    if text is None:
        return found  # none was in force
    for stays in _batches(day):
        told = readiness(stays, text, as_of=day, until=year_end(year + 1), shelf=shelf)
        found.ready += _keys(one for one in told if one.standing == Standing.MET)
        found.near += _keys(one for one in told if one.verdict.is_near)
        found.expected += _keys(one for one in told if one.is_expected)
    return found


def _batches(day: datetime.date) -> Iterator[list[Residence]]:
    """A thousand at a time: what is known of a whole zone is not held at once."""
    stays = Residence.objects.of_incubation().open(on=day).order_by("pk")
    rows = iter(stays.select_related("company", "incubator").iterator(chunk_size=BATCH))
    while batch := list(islice(rows, BATCH)):
        yield batch


def _keys(told: Iterable[Readiness]) -> list[int]:
    return [one.residence.pk for one in told]


def _rows(keys: list[int]) -> QuerySet:
    """One statement however many there are, none included."""
    return Residence.objects.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [keys]))
