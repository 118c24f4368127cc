"""Who reviews which case: so many each, nobody twice, no conflicts, loads as even as can be.

Pure and repeatable: the same problem with the same seed gives the same pairs. Three steps:

1. The hardest cases first (those that the fewest may review), each is given to people who
   have not reached the even load, of them to those of its field, of them to the least busy;
   the seed decides between equals.
2. What is still lacking is found room for by moving others aside along an augmenting path,
   so that nothing is called impossible that is possible.
3. Whoever has two more than another passes one on, along a path as well.

Pairs that exist already (``kept``) are never moved: topping up keeps what was done.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any


@dataclass(frozen=True)
class Case:
    """A case: how many reviews it needs in all, and its technical field."""

    key: int
    wanted: int
    field: str = ""


@dataclass(frozen=True)
class Helper:
    """Somebody who reviews: at most ``most`` cases in all, and the fields they know."""

    key: int
    most: int
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Problem:
    """``kept`` and ``barred`` are pairs of a case's key and a helper's key.

    ``kept`` fill a place of the case and of the helper; ``barred`` must not be (conflicts,
    and whoever abstained or left).
    """

    cases: tuple[Case, ...]
    helpers: tuple[Helper, ...]
    kept: frozenset[tuple[int, int]] = frozenset()
    barred: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Lack:
    """A case that could not be given enough: how many it still needs, and who may at all."""

    case: int
    lacking: int
    may: int  # helpers without conflict, with those who have it already


@dataclass(frozen=True)
class Remedy:
    """What would make it possible.

    Either ``people`` more, without conflict with the cases that lack, each with room for
    ``room`` cases. Or, for all but ``only_people`` of the places, ``raises``: helpers whose
    most would have to be so much more.
    """

    people: int
    room: int
    only_people: int
    raises: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Result:
    """The new pairs (case, helper), and what is lacking."""

    pairs: tuple[tuple[int, int], ...]
    lacks: tuple[Lack, ...] = ()
    remedy: Remedy | None = None


@dataclass
class _Board:
    """The assignment as it grows."""

    problem: Problem
    room: dict[int, int] = field(default_factory=dict)  # what a helper can still take
    load: dict[int, int] = field(default_factory=dict)
    of_case: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    movable: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    need: dict[int, int] = field(default_factory=dict)
    may: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        barred: dict[int, set[int]] = defaultdict(set)
        for case, helper in self.problem.barred:
            barred[case].add(helper)
        known = {helper.key for helper in self.problem.helpers}
        self.load = dict.fromkeys(known, 0)
        for case, helper in self.problem.kept:
            self.of_case[case].add(helper)
            if helper in known:
                self.load[helper] += 1
        self.room = {h.key: max(0, h.most - self.load[h.key]) for h in self.problem.helpers}
        for one in self.problem.cases:
            here = barred[one.key]
            self.may[one.key] = [h.key for h in self.problem.helpers if h.key not in here]
            self.need[one.key] = max(0, one.wanted - len(self.of_case[one.key]))

    def put(self, case: int, helper: int) -> None:
        """Give a case to a helper."""
        self.of_case[case].add(helper)
        self.movable[helper].add(case)
        self.room[helper] -= 1
        self.load[helper] += 1

    def take(self, case: int, helper: int) -> None:
        """Take a case from a helper again."""
        self.of_case[case].discard(helper)
        self.movable[helper].discard(case)
        self.room[helper] += 1
        self.load[helper] -= 1

    def free(self, case: int) -> Iterator[int]:
        """Who may have a case and has not."""
        has = self.of_case[case]
        return (helper for helper in self.may[case] if helper not in has)

    def reached(self, cases: Iterable[int]) -> tuple[dict[int, int], dict[int, int]]:
        """Whom room could be asked of: helper → for which case, and case → from whom.

        Breadth first from cases that lack; a helper who has no room is asked which of
        their own cases somebody else could take.
        """
        asked_for: dict[int, int] = {}
        taken_from: dict[int, int] = {}
        start = list(cases)
        seen, queue = set(start), deque(start)
        while queue:
            case = queue.popleft()
            for helper in self.free(case):
                if helper in asked_for:
                    continue
                asked_for[helper] = case
                for other in sorted(self.movable[helper]):
                    if other not in seen:
                        seen.add(other)
                        taken_from[other] = helper
                        queue.append(other)
        return asked_for, taken_from

    def shift(self, helper: int, asked_for: dict[int, int], taken_from: dict[int, int]) -> int:
        """Move along the path that ends at a helper; the case that it began with."""
        while True:
            case = asked_for[helper]
            if case not in taken_from:
                self.put(case, helper)
                return case
            before = taken_from[case]
            self.take(case, before)
            self.put(case, helper)
            helper = before


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem as it is kept on record."""
    return {
        "cases": [[case.key, case.wanted, case.field] for case in problem.cases],
        "helpers": [[h.key, h.most, sorted(h.fields)] for h in problem.helpers],
        "kept": sorted(map(list, problem.kept)),
        "barred": sorted(map(list, problem.barred)),
    }


def from_json(kept: dict[str, Any]) -> Problem:
    """The problem that was kept."""
    return Problem(
        cases=tuple(Case(*case) for case in kept["cases"]),
        helpers=tuple(Helper(key, most, frozenset(f)) for key, most, f in kept["helpers"]),
        kept=frozenset((case, helper) for case, helper in kept["kept"]),
        barred=frozenset((case, helper) for case, helper in kept["barred"]),
    )


def assign(problem: Problem, *, seed: int) -> Result:
    """Pairs for every place that is lacking, as many as there can be."""
    board = _Board(problem)
    _give(board, Random(seed))  # noqa: S311 - repeatable on purpose, no secret
    _augment(board)
    _even_out(board)
    pairs = tuple(
        sorted((case, helper) for helper, cases in board.movable.items() for case in cases)
    )
    lacks = tuple(
        Lack(case.key, board.need[case.key], len(set(board.may[case.key]) | kept))
        for case in problem.cases
        if board.need[case.key]
        for kept in [{h for c, h in problem.kept if c == case.key}]
    )
    return Result(pairs, lacks, _remedy(board, lacks) if lacks else None)


def even_load(room: dict[int, int], load: dict[int, int], slots: int) -> int:
    """The smallest load that, reached by all who can, has place for so many more."""
    most = max((load[key] + room[key] for key in room), default=0)
    for level in range(most + 1):
        if sum(max(0, min(load[k] + room[k], level) - load[k]) for k in room) >= slots:
            return level
    return most


def _give(board: _Board, random: Random) -> None:
    """Step 1."""
    level = even_load(board.room, board.load, sum(board.need.values()))
    fields = {helper.key: helper.fields for helper in board.problem.helpers}
    order = [case for case in board.problem.cases if board.need[case.key]]
    random.shuffle(order)
    order.sort(key=lambda case: len(board.may[case.key]))
    for case in order:
        ranked = [
            (board.load[key] >= level, case.field not in fields[key], board.load[key],
             random.random(), key)
            for key in board.free(case.key)
            if board.room[key] > 0
        ]  # fmt: skip
        ranked.sort()
        for *_reasons, helper in ranked[: board.need[case.key]]:
            board.put(case.key, helper)
            board.need[case.key] -= 1


def _augment(board: _Board) -> None:
    """Step 2: one more for a case that lacks, as long as there is a way to somebody's room."""
    while lacking := sorted(case for case, need in board.need.items() if need):
        asked_for, taken_from = board.reached(lacking)
        ends = [helper for helper in asked_for if board.room[helper] > 0]
        if not ends:
            return
        helper = min(ends, key=lambda key: (board.load[key], key))
        board.need[board.shift(helper, asked_for, taken_from)] -= 1


def _even_out(board: _Board) -> None:
    """Step 3. Each move makes the sum of squares of all loads smaller, so it ends."""
    while _pass_on(board):
        pass


def _pass_on(board: _Board) -> bool:
    for giver in sorted(board.movable, key=lambda key: (-board.load[key], key)):
        taker = min(
            (k for k, room in board.room.items() if room > 0),
            key=lambda k: (board.load[k], k),
            default=None,
        )
        if taker is None or board.load[giver] - board.load[taker] <= 1:
            return False
        if _passed(board, giver):
            return True
    return False


def _passed(board: _Board, giver: int) -> bool:
    """Whether one of a helper's cases found a way to somebody who has two fewer."""
    asked_for: dict[int, int] = {}
    taken_from: dict[int, int] = dict.fromkeys(sorted(board.movable[giver]), giver)
    queue = deque(taken_from)
    while queue:
        case = queue.popleft()
        for helper in board.free(case):
            if helper in asked_for or helper == giver:
                continue
            asked_for[helper] = case
            if board.room[helper] > 0 and board.load[giver] - board.load[helper] > 1:
                _move_on(board, helper, giver, asked_for, taken_from)
                return True
            for other in sorted(board.movable[helper]):
                if other not in taken_from:
                    taken_from[other] = helper
                    queue.append(other)
    return False


def _move_on(board, helper: int, giver: int, asked_for: dict, taken_from: dict) -> None:
    while helper != giver:
        case = asked_for[helper]
        before = taken_from[case]
        board.take(case, before)
        board.put(case, helper)
        helper = before


def _remedy(board: _Board, lacks: tuple[Lack, ...]) -> Remedy:
    """What the same steps could do with more people, and with loads that never end.

    A case that fewer may review than it needs lacks people whatever the loads are.
    """
    lacking = sum(lack.lacking for lack in lacks)
    people = max(lack.lacking for lack in lacks)
    board.room = {helper: room + lacking for helper, room in board.room.items()}
    _augment(board)
    raises = {helper: lacking - room for helper, room in board.room.items()}
    return Remedy(
        people=people,
        room=-(-lacking // people),
        only_people=sum(board.need.values()),
        raises=tuple(sorted((helper, by) for helper, by in raises.items() if by > 0)),
    )
