"""The tables of a published edition: companies by incubator and technical field, with totals.

They come from the files that were sealed: the list behind a figure says who is counted where,
the table of companies in which field each is. Only flows are broken down: of a stock the
difference of two years would tell who came and went.
"""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from incubator.institutions.enums import TechField
from incubator.statistics.public.suppression import Arc, hidden_of, is_small
from incubator.statistics.snapshots.content import list_name
from incubator.statistics.snapshots.models import Snapshot

# What is broken down: flows that count companies, each in one place.
BROKEN_DOWN = ("entered", "graduated")
TOTAL = "*"  # in the place of an incubator or a field: all of them
UNSAID = ""  # the field of a company that never said one
FIELDS = (*TechField.values, UNSAID)

COMPANIES = "tables/companies.csv"

Cell = tuple[str, str]  # incubator, field


@dataclass(frozen=True)
class Breakdown:
    """One flow of one edition: ``cells`` with their totals (but that of the zone), and which
    of them are hidden. ``total`` is the zone's, and always shown.
    """

    indicator: str
    cells: Mapping[Cell, int]
    total: int
    hidden: frozenset[Cell] = frozenset()

    @property
    def places(self) -> list[str]:
        """The codes of the incubators that have anything to tell."""
        return sorted({place for place, _field in self.cells if place != TOTAL})

    @property
    def fields(self) -> list[str]:
        """The fields that have anything to tell, in their usual order."""
        there = {field for _place, field in self.cells}
        return [field for field in FIELDS if field in there]

    def shown(self, place: str, field: str) -> int | None:
        """What everybody may know of a cell; None where it is hidden."""
        if (place, field) == (TOTAL, TOTAL):
            return self.total
        return None if (place, field) in self.hidden else self.cells.get((place, field), 0)

    def arcs(self) -> Iterator[Arc]:
        """The table as a network: from all to the incubators, to the fields, and back to all."""
        for (place, field), value in self.cells.items():
            tail = ("field", field) if place == TOTAL else ("place", place)
            head = ("field", field)
            if place == TOTAL:
                head = ("all again", "")
            elif field == TOTAL:
                tail, head = ("all", ""), ("place", place)
            yield Arc((place, field), tail, head, value)


def counted(snapshot: Snapshot, indicator: str) -> Breakdown | None:
    """The table as it was counted, nothing hidden yet; None where the edition has no such list."""
    wanted = [list_name(indicator), COMPANIES]
    files = {file.name: file for file in snapshot.files.filter(name__in=wanted)}
    if list_name(indicator) not in files:
        return None
    fields = {row["company"]: row.get("field", UNSAID) for row in _rows(files, COMPANIES)}
    single: Counter[Cell] = Counter(
        (row["place"], fields.get(row["company"], UNSAID))
        for row in _rows(files, list_name(indicator))
        if row["in_zone"] == "1"
    )
    return table_of(indicator, single)


def _rows(files: Mapping, name: str) -> Iterator[dict[str, str]]:
    if name in files:
        yield from csv.DictReader(io.StringIO(files[name].content.decode()))


def table_of(
    indicator: str,
    single: Mapping[Cell, int],
    *,
    places: Collection[str] = (),
    fields: Collection[str] = (),
) -> Breakdown:
    """A whole table: every pair of these (or of those that occur), and the sums."""
    places = {*places, *(place for place, _field in single)}
    fields = {*fields, *(field for _place, field in single)}
    cells = {(place, field): single.get((place, field), 0) for place in places for field in fields}
    for place in places:
        cells[place, TOTAL] = sum(single.get((place, field), 0) for field in fields)
    for field in fields:
        cells[TOTAL, field] = sum(single.get((place, field), 0) for place in places)
    return Breakdown(indicator, cells, sum(single.values()))


def protected(editions: list[Breakdown], *, least: int) -> list[Breakdown]:
    """The same tables, one edition of a year after the other, with what has to stay hidden.

    Sensitive is a cell of 1 to ``least`` - 1 companies, and one that an edition changed by so
    few: whoever kept the edition before would subtract. What was hidden once stays hidden.
    """
    done: list[Breakdown] = []
    for table in _alike(editions):
        small = {cell for cell, value in table.cells.items() if is_small(value, least)}
        moved = {
            cell
            for cell, value in table.cells.items()
            for before in done
            if is_small(value - before.cells[cell], least)
        }
        before = {cell for one in done for cell in one.hidden}
        hidden = hidden_of(table.arcs(), sensitive=small | moved, before=before, width=least)
        done.append(Breakdown(table.indicator, table.cells, table.total, hidden))
    return done


def _alike(editions: list[Breakdown]) -> list[Breakdown]:
    """With the same rows and columns: one that came to nothing is a zero, and no gap."""
    places = {place for table in editions for place in table.places}
    fields = {field for table in editions for field in table.fields}
    return [
        table_of(
            table.indicator,
            {cell: value for cell, value in table.cells.items() if TOTAL not in cell},
            places=places,
            fields=fields,
        )
        for table in editions
    ]
