"""Which facts reached a published year afterwards, and what each of them would change.

The published figures and lists are compared with what would be counted today. Where they differ,
whatever was changed since is put together by company (what is about no company, by its kind), and
the year is counted once more for each: as it was published, and with this one's changes alone.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from django.db.models import ForeignKey, Model

from companies.models import Company
from incubator.core.db import database_moment, steady_read
from incubator.core.known import Layer, as_recorded
from incubator.institutions.models import Incubator
from incubator.statistics.computation import CountedYear, count_year
from incubator.statistics.definitions import Indicator
from incubator.statistics.indicators import BY_CODE, INDICATORS
from incubator.statistics.models import OpeningBalance, Snapshot
from incubator.statistics.snapshots.content import counted_facts
from incubator.statistics.snapshots.layers import layers_of
from incubator.statistics.snapshots.queries import facts_published

Key = tuple[str, str, int | None]  # indicator, part, place
# What is stated; and what it is at least and at most, None where it is exact.
Value = tuple[Decimal, Decimal | None, Decimal | None]
NOTHING: Value = (Decimal(0), None, None)
Rows = dict[str, set[int]]  # keys by table
DEEPEST = 3  # keys between a row and its company
SEVERAL = 500  # of so many at most each is told apart; a person decides no longer list


@dataclass
class Found:
    """What was changed of one company (or of one kind of facts), and what that would change."""

    company_id: int | None = None
    kind: str = ""
    rows: Rows = field(default_factory=lambda: defaultdict(set))
    effects: list[dict[str, str | None]] = field(default_factory=list)
    recorded_at: datetime.datetime | None = None
    recorded_by: str = ""
    recorded_because: str = ""


def late_facts(snapshot: Snapshot) -> list[Found]:
    """Everything that would change a published edition, by whom it is about."""
    with steady_read(copying=True):
        moment = database_moment()
        differing = _differing(snapshot)
        if not differing:
            return []
        found = _changed_rows(snapshot, differing)
        base = layers_of(snapshot)
        published = _published(snapshot)
        codes = {None: "", **dict(Incubator.objects.values_list("pk", "code"))}
        for one in found[:SEVERAL]:
            with as_recorded(*base, Layer(moment, one.rows)):
                one.effects = _effects(published, count_year(snapshot.year), codes)
    return [one for one in found if one.effects]


def _published(snapshot: Snapshot) -> dict[Key, Value]:
    rows = snapshot.figures.values_list("indicator", "part", "incubator", "value", "low", "high")
    return {row[:3]: row[3:] for row in rows}


def _values_of(counted: CountedYear) -> dict[Key, Value]:
    """The figures by indicator, part and place."""
    return {
        (one.indicator, one.part, one.incubator_id): (one.value, one.low, one.high)
        for one in counted.figures
    }


def _effects(
    published: dict[Key, Value], counted: CountedYear, codes: dict
) -> list[dict[str, str | None]]:
    """Where counting gives another figure, or other bounds, than was published; the zone first."""
    now = _values_of(counted)
    told = {code for code, _part, _place in published}
    moved = [
        key for key in published.keys() | now.keys()
        if key[0] in told and published.get(key, NOTHING) != now.get(key, NOTHING)
    ]  # fmt: skip
    order = {code: number for number, code in enumerate(BY_CODE)}
    moved.sort(key=lambda key: (key[2] is not None, order.get(key[0], 0), key[1], key[2] or 0))
    return [
        {
            "indicator": code, "part": part, "incubator": codes.get(place, ""),
            **_told("old", published.get((code, part, place), NOTHING)),
            **_told("new", now.get((code, part, place), NOTHING)),
        }
        for code, part, place in moved
    ]  # fmt: skip


def _told(when: str, value: Value) -> dict[str, str | None]:
    """A figure with its bounds, as a late fact keeps it."""
    names = (when, f"{when}_low", f"{when}_high")
    return {
        name: None if one is None else f"{one:.2f}" for name, one in zip(names, value, strict=True)
    }


def _differing(snapshot: Snapshot) -> dict[str, set[int]]:
    """The indicators whose figure or list differs today, with the companies that make it so."""
    published, now = _published(snapshot), _values_of(count_year(snapshot.year))
    told = {code for code, _part, _place in published}
    moved = {
        key[0] for key in published.keys() | now.keys()
        if key[0] in told and published.get(key) != now.get(key)
    }  # fmt: skip
    differing: dict[str, set[int]] = {}
    for indicator in INDICATORS:
        if indicator.code not in told or indicator.facts is None:
            continue
        companies = _companies_that_differ(snapshot, indicator)
        if companies is not None or indicator.code in moved:
            differing[indicator.code] = companies or set()
    return differing


def _companies_that_differ(snapshot: Snapshot, indicator: Indicator) -> set[int] | None:
    """Of the facts in one of both lists alone; None where the lists are the same."""
    frozen = {
        (fact.id, fact.cells["place"], fact.cells["part"], fact.measure):
            _number(fact.cells.get("company"))
        for fact in facts_published(snapshot, indicator, whole=True)
    }  # fmt: skip
    live = {
        (key, place, part, Decimal(measure)): _company_of(fact)
        for fact, (key, place, _zone, _there, part, measure) in counted_facts(
            indicator, snapshot.year
        )
    }
    differ = frozen.keys() ^ live.keys()
    if not differ:
        return None
    return {key for one in differ if (key := frozen.get(one) or live.get(one))}


def _company_of(fact: Model) -> int:
    """Of a row of the company's own, or of one that an indicator said the company of."""
    found = getattr(fact, "company_id", None) or getattr(fact, "company", None)
    return found if isinstance(found, int) else 0


def _number(cell: str | None) -> int:
    """The company's number where the list gives one, and not its name."""
    return int(cell) if cell and cell.isdigit() else 0


def _changed_rows(snapshot: Snapshot, differing: dict[str, set[int]]) -> list[Found]:
    """What was changed since, in the tables that the differing figures are counted from."""
    since = next(layer.before for layer in layers_of(snapshot) if layer.rows is None)
    tables = {model for code in differing for model in BY_CODE[code].counts.sources}
    tables |= {OpeningBalance}
    wanted = set().union(*differing.values()) if differing else set()
    everybody = any(not companies for companies in differing.values())
    about: dict[tuple[int | None, str], Found] = {}
    for model in sorted(tables, key=lambda model: model._meta.label):
        for company_id, event in _changes(model, since):
            if company_id and not everybody and company_id not in wanted:
                continue
            kind = "" if company_id else model._meta.model_name
            one = about.setdefault((company_id, kind), Found(company_id, kind))
            _add(one, model, event)
    return sorted(about.values(), key=lambda one: one.recorded_at, reverse=True)


def _add(found: Found, model: type[Model], event: Model) -> None:
    """One more changed row; the last change says who and why."""
    found.rows[model._meta.db_table].add(event.pgh_obj_id)
    if found.recorded_at is None or event.pgh_created_at >= found.recorded_at:
        context = event.pgh_context or {}
        found.recorded_at = event.pgh_created_at
        found.recorded_by = str(context.get("person", ""))[:200]
        found.recorded_because = str(context.get("reason", ""))


def _changes(model: type[Model], since: datetime.datetime) -> Iterator[tuple[int | None, Model]]:
    """The events of a table since a moment, each with the company that its row is about."""
    history = model.history.rel.related_model
    events: Iterable[Model] = history.objects.filter(pgh_created_at__gte=since).order_by("pgh_id")
    path = company_path(model)
    owners = {}
    if path:
        keys = {event.pgh_obj_id for event in events}
        owners = dict(model._base_manager.filter(pk__in=keys).values_list("pk", path))
    for event in events:
        yield owners.get(event.pgh_obj_id, getattr(event, "company_id", None)), event


@cache
def company_path(model: type[Model], deep: int = 0) -> str:
    """The lookup that leads from a row to its company; "" where none does."""
    if model is Company:
        return "pk"
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    for key in keys:
        if key.related_model is Company:
            return key.name
    if deep < DEEPEST:
        for key in keys:
            ours = key.related_model._meta.app_label in {"companies", "facilities", "mentors"}
            other = ours and key.related_model is not model
            if other and (path := company_path(key.related_model, deep + 1)):
                return f"{key.name}__{path}"
    return ""
