"""Which cells of additive tables stay hidden, so that no small one can be reckoned from others.

A table with its totals is a network: each cell is an arc, and at every node as much goes in as
comes out (a row adds up to its total). Whoever reads what is shown can only move hidden arcs in
circles; so the range that a hidden cell may have, for all that can be known, is found by a
largest flow between its ends, and is exact (networks have whole solutions). No database.

A small cell is hidden (primary), then others, the cheapest first, until the range of each
sensitive cell is wide enough (complementary). Zeros may be hidden too, and no mark tells one
kind from the other.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass

Key = Hashable
Node = Hashable


@dataclass(frozen=True)
class Arc:
    """One cell: its key, the nodes it leads from and to, and its value (0 or more)."""

    key: Key
    tail: Node
    head: Node
    value: int


def is_small(value: int, least: int) -> bool:
    """Whether a number of companies is so small that it points at some: 1 to ``least`` - 1."""
    return 0 < abs(value) < least


def hidden_of(
    arcs: Iterable[Arc], *, sensitive: Collection[Key], before: Collection[Key] = (), width: int
) -> frozenset[Key]:
    """The keys to hide: the ``sensitive``, those hidden ``before``, and what these need.

    Afterwards the range of every sensitive cell is at least ``width`` wide, or everything is
    hidden that can be. What is always shown is no arc.
    """
    network = _Network(arcs)
    hidden = {key for key in (*sensitive, *before) if key in network.arcs}
    waiting = sorted((key for key in sensitive if key in network.arcs), key=repr)
    for key in waiting:
        while missing := width - network.reach(key, hidden, width):
            if not (more := network.cheapest(key, hidden, width, missing)):
                return frozenset(network.arcs)  # no way to hide it among some
            hidden |= more
    return frozenset(hidden)


class _Network:
    """Arcs between nodes, and how far a hidden one can move."""

    def __init__(self, arcs: Iterable[Arc]) -> None:
        self.arcs = {arc.key: arc for arc in arcs}
        self.at: dict[Node, list[Arc]] = defaultdict(list)
        for arc in self.arcs.values():
            self.at[arc.tail].append(arc)
            self.at[arc.head].append(arc)

    def reach(self, key: Key, hidden: set[Key], most: int) -> int:
        """How wide the range of a hidden cell is, at most ``most``."""
        up = self._flow(self.arcs[key], hidden, most, rising=True)[0]
        if up >= most:
            return most
        down = self._flow(self.arcs[key], hidden, most - up, rising=False)[0]
        return up + down

    def cheapest(self, key: Key, hidden: set[Key], most: int, missing: int) -> set[Key]:
        """The shown cells of the cheapest circle through a cell that widens its range."""
        arc, ways = self.arcs[key], []
        for rising in (True, False):
            if not rising and self._flow(arc, hidden, most, rising=False)[0] >= arc.value:
                continue  # it falls to nothing already
            moved = self._flow(arc, hidden, most, rising=rising)[1]
            if way := self._cheapest_way(arc, hidden, moved, rising=rising, missing=missing):
                ways.append(way)
        return min(ways, key=lambda way: way[0])[1] if ways else set()

    def _flow(
        self, arc: Arc, hidden: set[Key], most: int, *, rising: bool
    ) -> tuple[int, dict[Key, int]]:
        """The largest flow around ``arc`` through hidden cells, and how much each has moved."""
        moved: dict[Key, int] = defaultdict(int)
        limit = most if rising else min(most, arc.value)
        total = 0
        while total < limit:
            way = self._shortest(arc, hidden, moved, rising=rising)
            if not way:
                break
            room = [self._room(step, moved, forward=f) for step, f in way]
            least = min([limit - total, *(one for one in room if one is not None)])
            for step, forward in way:
                moved[step.key] += least if forward else -least
            total += least
        return total, moved

    @staticmethod
    def _room(arc: Arc, moved: dict[Key, int], *, forward: bool) -> int | None:
        """How much more a cell can move; None for any amount: only nothing is a limit."""
        return None if forward else arc.value + moved[arc.key]

    def _steps(
        self, node: Node, avoid: Arc, moved: dict[Key, int]
    ) -> Iterator[tuple[Arc, bool, Node]]:
        """Where one may go from a node: forward along a cell, or back along one with something."""
        for arc in self.at[node]:
            if arc.key == avoid.key:
                continue
            if arc.tail == node:
                yield arc, True, arc.head
            if arc.head == node and arc.value + moved[arc.key] > 0:
                yield arc, False, arc.tail

    def _shortest(
        self, arc: Arc, hidden: set[Key], moved: dict[Key, int], *, rising: bool
    ) -> list[tuple[Arc, bool]]:
        """A way from one end of a cell to the other through hidden ones; empty for none."""
        start, end = (arc.head, arc.tail) if rising else (arc.tail, arc.head)
        came: dict[Node, tuple[Arc, bool, Node] | None] = {start: None}
        queue = [start]
        for node in queue:
            for step, forward, there in self._steps(node, arc, moved):
                if step.key in hidden and there not in came:
                    came[there] = (step, forward, node)
                    queue.append(there)
        return _walked(came, end)

    def _cheapest_way(
        self, arc: Arc, hidden: set[Key], moved: dict[Key, int], *, rising: bool, missing: int
    ) -> tuple[int, set[Key]] | None:
        """The cost and the shown cells of the cheapest way around; hidden ones cost nothing."""
        start, end = (arc.head, arc.tail) if rising else (arc.tail, arc.head)
        best: dict[Node, int] = {start: 0}
        came: dict[Node, tuple[Arc, bool, Node] | None] = {start: None}
        heap, number = [(0, 0, start)], 0
        while heap:
            cost, _number, node = heapq.heappop(heap)
            if cost > best[node]:
                continue
            for step, forward, there in self._steps(node, arc, moved):
                price = cost + (0 if step.key in hidden else _price(step, missing, forward=forward))
                if price < best.get(there, price + 1):
                    number += 1
                    best[there], came[there] = price, (step, forward, node)
                    heapq.heappush(heap, (price, number, there))
        way = _walked(came, end)
        return (best[end], {step.key for step, _f in way} - hidden) if way else None


def _price(arc: Arc, missing: int, *, forward: bool) -> int:
    """What hiding a cell costs: what the reader loses, and more where it helps too little."""
    helps = forward or arc.value >= missing
    return 10 + arc.value + (0 if helps else 20)


def _walked(came: dict, end: Node) -> list[tuple[Arc, bool]]:
    """The steps that led to ``end``, the first one first."""
    way: list[tuple[Arc, bool]] = []
    node = end
    while step := came.get(node):
        arc, forward, node = step
        way.append((arc, forward))
    return way[::-1]
