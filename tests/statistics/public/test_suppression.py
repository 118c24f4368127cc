"""Unit tests: an attacker who tries every table that fits what is shown finds no company."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.statistics.public.breakdowns import TOTAL, Breakdown, protected, table_of

LEAST = 3


def tables(rows: int, columns: int, largest: int = 5):
    cells = [(f"p{r}", f"f{c}") for r in range(rows) for c in range(columns)]
    numbers = st.lists(st.integers(0, largest), min_size=len(cells), max_size=len(cells))
    return numbers.map(lambda found: dict(zip(cells, found, strict=True)))


def made(single: dict) -> Breakdown:
    places, fields = {p for p, _f in single}, {f for _p, f in single}
    return table_of("entered", single, places=places, fields=fields)


class Attacker:
    """Knows what is shown, that every cell is 0 or more, and that a table adds up."""

    def __init__(self, table: Breakdown) -> None:
        self.table = table
        self.places = sorted({p for p, _f in table.cells} - {TOTAL})
        self.fields = sorted({f for _p, f in table.cells} - {TOTAL})
        self.possible: dict = {cell: set() for cell in table.cells}
        for rows in self._fitting(dict.fromkeys(self.fields, 0), 0, 0):
            self._note(rows)

    def _rows_of(self, place: str) -> Iterator[tuple[int, ...]]:
        """Every row that fits what is shown of it."""
        ranges = []
        for field in self.fields:
            shown = self.table.shown(place, field)
            most = self.table.total if (top := self.table.shown(TOTAL, field)) is None else top
            ranges.append(range(most + 1) if shown is None else [shown])
        added = self.table.shown(place, TOTAL)
        for row in itertools.product(*ranges):
            if sum(row) <= self.table.total and added in (None, sum(row)):
                yield row

    def _fitting(self, columns: dict, total: int, at: int) -> Iterator[list[tuple[int, ...]]]:
        if at == len(self.places):
            tops = [self.table.shown(TOTAL, field) for field in self.fields]
            fits = all(t in (None, c) for t, c in zip(tops, columns.values(), strict=True))
            if fits and total == self.table.total:
                yield []
            return
        for row in self._rows_of(self.places[at]):
            if total + sum(row) > self.table.total:
                continue
            added = {f: columns[f] + n for f, n in zip(self.fields, row, strict=True)}
            for rest in self._fitting(added, total + sum(row), at + 1):
                yield [row, *rest]

    def _note(self, rows: list[tuple[int, ...]]) -> None:
        for place, row in zip(self.places, rows, strict=True):
            self.possible[place, TOTAL].add(sum(row))
            for field, number in zip(self.fields, row, strict=True):
                self.possible[place, field].add(number)
        for number, field in enumerate(self.fields):
            self.possible[TOTAL, field].add(sum(row[number] for row in rows))

    def width(self, cell) -> int:
        return max(self.possible[cell]) - min(self.possible[cell])


def assert_safe(table: Breakdown, cells) -> None:
    attacker = Attacker(table)
    wanted = min(LEAST, table.total)  # of a zone of two, nobody is more than two
    for cell in cells:
        assert attacker.width(cell) >= wanted, (cell, attacker.possible[cell])


@pytest.mark.parametrize("shape", [(2, 2), (2, 3)])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_small_cell_can_be_reckoned(shape, data):
    [table] = protected([made(data.draw(tables(*shape)))], least=LEAST)

    small = [cell for cell, value in table.cells.items() if 0 < value < LEAST]
    assert all(table.shown(*cell) is None for cell in small)
    assert_safe(table, small)


@given(tables(3, 3, largest=3))
@settings(max_examples=15, deadline=None)
def test_nor_in_a_larger_table(single):
    [table] = protected([made(single)], least=LEAST)

    assert_safe(table, [cell for cell, value in table.cells.items() if 0 < value < LEAST])


@given(tables(2, 3), tables(2, 3, largest=2), st.booleans())
@settings(max_examples=60, deadline=None)
def test_nor_by_comparing_with_the_edition_before(first, change, adds):
    second = {
        cell: value + change[cell] if adds else max(0, value - change[cell])
        for cell, value in first.items()
    }
    before, after = protected([made(first), made(second)], least=LEAST)

    assert before.hidden <= after.hidden  # what was hidden stays hidden
    moved = [
        cell for cell, value in after.cells.items()
        if 0 < abs(value - before.cells[cell]) < LEAST
    ]  # fmt: skip
    # The two editions have no cell in common: a difference is known where both ends are.
    assert_safe(after, moved)
    assert_safe(before, [cell for cell, value in before.cells.items() if 0 < value < LEAST])
    assert_safe(after, [cell for cell, value in after.cells.items() if 0 < value < LEAST])


def test_hiding_the_small_cell_alone_would_not_do():
    single = {("a", "it"): 1, ("a", "bio"): 9, ("b", "it"): 8, ("b", "bio"): 7}
    table = made(single)
    alone = Breakdown("entered", table.cells, table.total, frozenset({("a", "it")}))

    assert Attacker(alone).possible["a", "it"] == {1}
    [safe] = protected([table], least=LEAST)
    assert safe.hidden == {(p, f) for p in "ab" for f in ("it", "bio")}
    assert [safe.shown(place, TOTAL) for place in "ab"] == [10, 15]


def test_what_needs_no_hiding_is_shown():
    [table] = protected([made({("a", "it"): 3, ("a", "bio"): 0, ("b", "it"): 4, ("b", "bio"): 5})],
                        least=LEAST)  # fmt: skip

    assert not table.hidden


def test_zone_of_two_shows_nothing_below_itself():
    [table] = protected([made({("a", "it"): 1, ("b", "bio"): 1})], least=LEAST)

    assert table.hidden == set(table.cells)
    assert table.shown(TOTAL, TOTAL) == 2


def test_place_that_came_to_nothing_is_a_row_all_the_same():
    first, second = protected(
        [made({("a", "it"): 9, ("b", "it"): 5}), made({("a", "it"): 9})], least=LEAST
    )

    assert first.places == second.places == ["a", "b"]
    assert second.shown("b", "it") == 0  # all five: no single one


def test_larger_zone_is_decided_in_no_time():
    places, fields = range(20), range(12)
    single = {(f"p{p}", f"f{f}"): (p * 7 + f * 5) % 9 for p in places for f in fields}

    [table] = protected([made(single)], least=LEAST)

    shown = sum(table.shown(*cell) is not None for cell in table.cells)
    assert shown > len(table.cells) / 2
