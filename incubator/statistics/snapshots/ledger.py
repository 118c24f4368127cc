"""The ledger of restatements: what an edition changed, whom it is about, who printed the old."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from incubator.institutions.models import Incubator
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Citation, Snapshot
from incubator.statistics.snapshots.queries import FrozenFact, facts_published

Named = tuple[int, str]  # the number of a fact, and the name that leads it


@dataclass(frozen=True)
class Change:
    """One figure that an edition states otherwise; ``place`` is a code, "" the zone."""

    indicator: str
    part: str
    place: str
    old: Decimal | None
    new: Decimal | None
    added: list[Named] = field(default_factory=list)
    removed: list[Named] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


def changes_of(snapshot: Snapshot) -> list[Change]:
    """Every figure that differs from the edition before it, the zone first; none of the first."""
    if snapshot.restates is None:
        return []
    old, new = _figures(snapshot.restates), _figures(snapshot)
    moved = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    order = {code: number for number, code in enumerate(BY_CODE)}
    moved.sort(key=lambda key: (key[2] != "", key[2], order.get(key[0], len(order)), key[1]))
    printed = _printed(snapshot.year)
    return [
        Change(
            *key, old.get(key), new.get(key), *_named(snapshot, *key),
            [] if key[1] else printed[key[0], key[2]],
        )
        for key in moved
    ]  # fmt: skip


def _figures(snapshot: Snapshot) -> dict[tuple[str, str, str], Decimal]:
    rows = snapshot.figures.values_list("indicator", "part", "incubator__code", "value")
    return {(code, part, place or ""): value for code, part, place, value in rows}


def _named(snapshot: Snapshot, code: str, part: str, place: str) -> tuple[list[Named], list[Named]]:
    """Whom the new list holds and the old one does not, and the other way round."""
    indicator = BY_CODE.get(code)
    if indicator is None or indicator.facts is None or snapshot.restates is None:
        return [], []

    def listed(one: Snapshot) -> dict[int, str]:
        facts = facts_published(one, indicator, incubator=place, part=part)
        return {fact.id: _name(fact, indicator.counts.lead) for fact in facts}

    old, new = listed(snapshot.restates), listed(snapshot)
    added = [(key, name) for key, name in new.items() if key not in old]
    return added, [(key, name) for key, name in old.items() if key not in new]


def _name(fact: FrozenFact, lead: str) -> str:
    return fact.cells.get(lead) or str(fact.id)


def _printed(year: int) -> dict[tuple[str, str], list[Citation]]:
    """The numbers that documents print of a year, by indicator and place."""
    codes: dict[int | None, str] = {None: "", **dict(Incubator.objects.values_list("pk", "code"))}
    found: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in Citation.objects.filter(year=year).select_related("document").order_by("pk"):
        found[citation.indicator, codes[citation.incubator_id]].append(citation)
    return found
