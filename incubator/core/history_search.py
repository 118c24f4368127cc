"""Searching the whole history: every change of every table, by who, when, what and why."""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Model, OuterRef, Q, QuerySet, Subquery, Value

from incubator.core.changes import Change, told
from incubator.core.dates import midnight
from incubator.core.history import NAMELESS
from incubator.core.sealing import event_tables
from incubator.core.stretches import places_of

# How the key of a request can begin: of requests nothing is noted.
REQUEST = re.compile(r"[0-9a-f-]+")

# The search reads every table past its own scope. Parts above this one say from whom a row is
# kept: such a person looks for rows on their own pages, and somebody else searches everything.
KEPT_FROM: list[Callable[[Any], bool]] = []


def register_kept(check: Callable[[Any], bool]) -> None:
    """Ask ``check(user)`` as well, from now on. A part calls it once, when it is ready."""
    KEPT_FROM.append(check)


def is_kept_from(user: Any) -> bool:
    """Whether anything is kept from somebody who may search otherwise."""
    return any(check(user) for check in KEPT_FROM)


@dataclass(frozen=True)
class Place:
    """Where a page of changes ends: what comes after it is older."""

    moment: datetime.datetime
    number: int
    table: str


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; what is empty is not asked."""

    person: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    table: str = ""
    row: int | None = None
    word: str = ""
    nameless: bool = False


@dataclass(frozen=True)
class Found:
    """One change, with the row that it is about."""

    change: Change
    model: type[Model]
    row: int
    place: Place
    # Whether the row is there today.
    is_there: bool


def search_history(asked: Asked, *, limit: int, after: Place | None = None) -> list[Found]:
    """The latest ``limit`` changes that fit, older than ``after``.

    One query over all tables, and three for each table that has something on this page; two
    before where people or reasons are asked for.
    """
    tables = event_tables()
    wanted = [asked.table] if asked.table in tables else list(tables)
    places = _places(asked)
    parts = [
        _part(tables[table], asked, places.get(table, Q()), after, limit)
        for table in sorted(wanted)
    ]
    rows = parts[0]
    if parts[1:]:
        together = parts[0].union(*parts[1:], all=True)
        rows = together.order_by("-pgh_created_at", "-pgh_id", "part")[:limit]
    return _told_at([Place(*row) for row in rows], tables)


def _places(asked: Asked) -> dict[str, Q]:
    """Where it can be found, by table, as far as what is noted of the seals tells that."""
    said = Q()
    if asked.person:
        said &= Q(people__icontains=asked.person)
    if asked.word and not REQUEST.fullmatch(asked.word):
        said &= Q(reasons__icontains=asked.word)
    if asked.nameless:
        said &= Q(has_nameless=True)
    return places_of(said) if said else {}


def _part(event: type[Model], asked: Asked, places: Q, after: Place | None, limit: int) -> QuerySet:
    table = event._meta.db_table
    rows = event._default_manager.filter(places, _condition(asked))
    if after is not None:
        older = Q(pgh_created_at__lt=after.moment) | Q(
            pgh_created_at=after.moment, pgh_id__lt=after.number
        )
        if table > after.table:
            older |= Q(pgh_created_at=after.moment, pgh_id=after.number)
        rows = rows.filter(older)
    return (
        rows.annotate(part=Value(table, CharField()))
        .order_by("-pgh_created_at", "-pgh_id")
        .values_list("pgh_created_at", "pgh_id", "part")[:limit]
    )


def _condition(asked: Asked) -> Q:
    fits = Q()
    if asked.person:
        fits &= Q(pgh_context__username__icontains=asked.person) | Q(
            pgh_context__person__icontains=asked.person
        )
    if asked.since:
        fits &= Q(pgh_created_at__gte=midnight(asked.since))
    if asked.until:
        fits &= Q(pgh_created_at__lt=midnight(asked.until + datetime.timedelta(days=1)))
    if asked.row is not None:
        fits &= Q(pgh_obj_id=asked.row)
    if asked.word:
        fits &= Q(pgh_context__reason__icontains=asked.word) | Q(
            pgh_context__request__startswith=asked.word
        )
    if asked.nameless:
        fits &= NAMELESS
    return fits


def _told_at(places: Sequence[Place], tables: dict[str, type[Model]]) -> list[Found]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for place in places:
        numbers[place.table].append(place.number)
    events: dict[tuple[str, int], Model] = {}
    before: dict[int, Model] = {}
    there: set[tuple[str, int]] = set()
    for table, wanted in numbers.items():
        event = tables[table]
        earlier = event._default_manager.filter(
            pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
        ).order_by("-pgh_id")
        own = event._default_manager.filter(pgh_id__in=wanted).annotate(
            earlier=Subquery(earlier.values("pgh_id")[:1])
        )
        found = {row.pgh_id: row for row in own}
        olds = event._default_manager.in_bulk([row.earlier for row in own if row.earlier])
        for number, row in found.items():
            events[table, number] = row
            if row.earlier:
                before[id(row)] = olds[row.earlier]
        model = event.pgh_tracked_model  # type: ignore[attr-defined]
        keys = {row.pgh_obj_id for row in found.values()}
        there |= {(table, key) for key in model._base_manager.in_bulk(keys)}
    in_order = [events[place.table, place.number] for place in places]
    changes = told((event, before.get(id(event))) for event in in_order)
    return [
        Found(
            change,
            event.pgh_tracked_model,
            event.pgh_obj_id,
            place,
            (place.table, event.pgh_obj_id) in there,
        )
        for change, event, place in zip(changes, in_order, places, strict=True)
    ]
