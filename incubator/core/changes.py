"""Recorded time, readable: who changed what and when, out of the history tables."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Field, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from incubator.core.last_days import last_day_of, last_days
from incubator.core.numbers import NOTHING
from incubator.core.reasons import reason_said
from incubator.core.shown import CENTS, anything

KINDS = {
    "insert": pgettext_lazy("history", "recorded"),
    "update": pgettext_lazy("history", "changed"),
    "delete": pgettext_lazy("history", "deleted"),
}
SYSTEM = gettext_lazy("the system")
# Derived from other columns, or of no meaning to a reader.
UNTOLD = frozenset({"id", "name_pinyin", "name_initials", "search_key"})

Names = dict[tuple[type[Model], object], str]


@dataclass(frozen=True)
class Line:
    """One column of one change."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One recorded insert, update or delete of one row."""

    at: datetime.datetime
    by: str
    kind: str
    subject: str
    reason: str
    request: str
    lines: list[Line]


def changes(sources: Iterable[QuerySet]) -> list[Change]:
    """Every change in some history tables, the latest first.

    Each source holds events of one model, whole for every row that it speaks of: a
    change is told by comparing it with the one before. One query per source, and one
    per model that a foreign key of theirs names.
    """
    events = [event for source in sources for event in source.order_by("pgh_id")]
    before: dict[tuple[type[Model], object], Model] = {}
    pairs = []
    for event in events:
        row = (type(event), event.pgh_obj_id)
        pairs.append((event, before.get(row)))
        before[row] = event
    # Rows of one transaction share its moment; their numbers tell which came first.
    pairs.sort(key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_id), reverse=True)
    return told(pairs)


def told(pairs: Iterable[tuple[Model, Model | None]]) -> list[Change]:
    """Events as changes, each against the one before it of the same row (None: the first).

    One query per model that a foreign key of theirs names.
    """
    pairs = list(pairs)
    names = _names_of_related([event for event, _before in pairs])
    return [_told(event, before, names) for event, before in pairs]


def who(context: Mapping[str, str]) -> str:
    """Who stands beside a change, by the context that was recorded with it."""
    return context.get("person") or context.get("username") or str(SYSTEM)


def _told(event: Model, previous: Model | None, names: Names) -> Change:
    context = event.pgh_context or {}
    return Change(
        at=event.pgh_created_at,
        by=who(context),
        kind=str(KINDS[event.pgh_label]),
        subject=str(event._meta.get_field("pgh_obj").related_model._meta.verbose_name),
        reason=reason_said(context.get("reason", "")),
        request=context.get("request", ""),
        lines=[] if event.pgh_label == "delete" else list(_lines(event, previous, names)),
    )


def _lines(event: Model, previous: Model | None, names: Names) -> Iterator[Line]:
    ends = last_days(event._meta.get_field("pgh_obj").related_model)
    for field in _told_fields(event):
        after = getattr(event, field.attname)
        was = getattr(previous, field.attname) if previous else None
        if (was or None) == (after or None):
            continue
        if field.name in ends:
            was = last_day_of(previous, field.name) if previous else None
            after = last_day_of(event, field.name)
        label = str(ends.get(field.name) or _label(field))
        yield Line(label, _said(field, was, names), _said(field, after, names))


def _label(field: Field) -> str:
    """What a column is called; a library's without a name of its own by what it points at."""
    if isinstance(field.verbose_name, Promise):
        return str(field.verbose_name)
    if field.name.endswith("_by"):
        return pgettext("history", "who")
    return str(field.related_model._meta.verbose_name if field.is_relation else field.verbose_name)


def _told_fields(event: Model) -> list[Field]:
    return [
        field
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name not in UNTOLD
    ]


def _said(field: Field, value: object, names: Names) -> str:
    """A value as people say it."""
    if value in (None, "", []):
        return NOTHING
    if field.is_relation:
        return names.get((field.related_model, value), f"{value}")
    chosen = dict(field.flatchoices).get(value) if isinstance(value, str | int) else None
    return (
        anything(value, getattr(field, "decimal_places", CENTS)) if chosen is None else str(chosen)
    )


def _names_of_related(events: Iterable[Model]) -> Names:
    wanted: dict[type[Model], set] = defaultdict(set)
    for event in events:
        for field in _told_fields(event):
            if field.is_relation and (key := getattr(event, field.attname)) is not None:
                wanted[field.related_model].add(key)
    return {
        (model, key): str(row)
        for model, keys in wanted.items()
        for key, row in _with_their_names(model).in_bulk(keys).items()
    }


def _with_their_names(model: type[Model]) -> QuerySet:
    """Rows with those that they always belong to: many are named after them."""
    owners = [field.name for field in model._meta.concrete_fields
              if field.many_to_one and not field.null]  # fmt: skip
    rows = model._base_manager.all()
    return rows.select_related(*owners) if owners else rows
