"""From days that are known only roughly to what a figure is at least and at most.

A stay may have begun on any day from its earliest to its latest, and ended likewise, as long as it
ended after it began; how one stay went says nothing of another. So a figure is at least the sum of
what it is at least of each company. Pure but for ``spans_of``, which reads the few companies that
have such a stay: all others are exact. (product notes 2, item 15)
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from companies.enums import LEFT, ExitReason
from companies.models import Residence
from incubator.core.dates import year_begin, year_end

Key = tuple[str, str, int | None]  # indicator, part, place (None: the zone)
Bounds = tuple[int, int]  # at least, at most


@dataclass(frozen=True)
class Stay:
    """One stay: the earliest and latest day of its begin, and of its end (None: it goes on)."""

    key: int
    place: int
    begin: tuple[datetime.date, datetime.date]
    end: tuple[datetime.date, datetime.date] | None = None
    reason: str = ""


@dataclass(frozen=True)
class Bounded:
    """One company's stays, and the days that figures of a year look at."""

    stays: Sequence[Stay]
    eve: datetime.date
    first: datetime.date
    last: datetime.date

    def all(self) -> dict[Key, Bounds]:
        """Every figure of stays of which days decide, of the zone and of each place."""
        found: dict[Key, Bounds] = {}
        for place in [None, *sorted({stay.place for stay in self.stays})]:
            here = [stay for stay in self.stays if place in (None, stay.place)]
            for code, part, bounds in self._figures(here):
                found[code, part, place] = bounds
        return found

    def _figures(self, here: list[Stay]) -> Iterator[tuple[str, str, Bounds]]:
        yield "entered", "", self._entered(here)
        yield "re_entered", "", self._re_entered(here)
        yield "graduated", "", self._ended(here, ExitReason.GRADUATED)
        yield "left", "", self._ended(here, *LEFT)
        for reason in LEFT:
            yield "left", str(reason), self._ended(here, reason)
        yield "in_incubation", "", self._inside(here, self.last)
        yield "in_incubation_before", "", self._inside(here, self.eve)
        begun = [(stay.begin[1] <= self.last, stay.begin[0] <= self.last) for stay in here]
        yield "cumulative_incubated", "", _once(begun)
        graduated = [self._by_last(stay) for stay in here if stay.reason == ExitReason.GRADUATED]
        yield "cumulative_graduated", "", _each(graduated)
        yield "cumulative_left", "", self._gone(here)

    def _ended(self, here: list[Stay], *reasons: str) -> Bounds:
        """How many ended in the year for one of these reasons."""
        return _each(
            (self.first <= stay.end[0] and stay.end[1] <= self.last,
             stay.end[0] <= self.last and self.first <= stay.end[1])
            for stay in here if stay.end and stay.reason in reasons
        )  # fmt: skip

    def _inside(self, here: list[Stay], day: datetime.date) -> Bounds:
        """Whether the company is in at the end of a day."""
        return _once([(_must_be_open(stay, day), _may_be_open(stay, day)) for stay in here])

    def _by_last(self, stay: Stay) -> tuple[bool, bool]:
        """Whether a stay has ended by the year's end."""
        if stay.end is None:
            return False, False
        return stay.end[1] <= self.last, stay.end[0] <= self.last

    def _gone(self, here: list[Stay]) -> Bounds:
        """Whether it has left for good by the year's end: in nowhere, and no graduate."""
        left = [stay for stay in here if stay.reason in LEFT]
        least = any(self._by_last(stay)[0] for stay in left) and not any(
            _may_be_open(stay, self.last)
            or (stay.reason == ExitReason.GRADUATED and self._by_last(stay)[1])
            for stay in self.stays
        )
        most = any(
            self._by_last(stay)[1]
            and all(self._may_be_past(other) for other in self.stays if other != stay)
            for stay in left
        )
        return int(least), int(most)

    def _may_be_past(self, stay: Stay) -> bool:
        """Whether a stay can be neither open at the year's end nor a graduation by then."""
        return stay.begin[1] > self.last or (stay.reason in LEFT and self._by_last(stay)[1])

    def _in_year(self, stay: Stay) -> tuple[bool, bool]:
        """Whether a stay begins in the year: must it, can it?"""
        begin, end = stay.begin
        return self.first <= begin and end <= self.last, begin <= self.last and self.first <= end

    def _can_lead(self, stay: Stay, day: datetime.date) -> bool:
        """Whether a stay that begins on a day can be the company's first."""
        return all((other.begin[1], other.key) > (day, stay.key)
                   for other in self.stays if other != stay)  # fmt: skip

    def _entered(self, here: list[Stay]) -> Bounds:
        """Whether the company's first stay is one of these and begins in the year."""
        most = any(
            self._in_year(stay)[1] and self._can_lead(stay, max(stay.begin[0], self.first))
            for stay in here
        )
        within = (
            min(stay.begin[0] for stay in self.stays) >= self.first
            and min(stay.begin[1] for stay in self.stays) <= self.last
        )
        elsewhere = any(
            self._can_lead(stay, stay.begin[0]) for stay in self.stays if stay not in here
        )
        return int(within and not elsewhere), int(most)

    def _re_entered(self, here: list[Stay]) -> Bounds:
        """How many of these begin in the year and are not the company's first stay."""
        must = [stay for stay in here if self._in_year(stay)[0]]
        may = [stay for stay in here if self._in_year(stay)[1]]
        return self._fewest(must, may), self._most(may)

    def _most(self, may: list[Stay]) -> int:
        """All that can, less the first of them where nothing else can come before all of them."""
        if not may:
            return 0
        earliest = min((min(stay.begin[1], self.last), stay.key) for stay in may)
        led = any((stay.begin[0], stay.key) < earliest for stay in self.stays if stay not in may)
        return len(may) - (not led)

    def _fewest(self, must: list[Stay], may: list[Stay]) -> int:
        """All that have to; one less where the first of all can be one of them and no other of
        these is in the year.
        """
        can_wait = all(stay.begin[1] > self.last for stay in may if stay not in must)
        leads = can_wait and any(self._can_lead(stay, stay.begin[0]) for stay in must)
        return len(must) - leads


def _may_be_open(stay: Stay, day: datetime.date) -> bool:
    return stay.begin[0] <= day and (stay.end is None or stay.end[1] > day)


def _must_be_open(stay: Stay, day: datetime.date) -> bool:
    return stay.begin[1] <= day and (stay.end is None or stay.end[0] > day)


def _once(found: list[tuple[bool, bool]]) -> Bounds:
    """Of a company that counts once: whether any stay has to, whether any can."""
    return int(any(must for must, _may in found)), int(any(may for _must, may in found))


def _each(found) -> Bounds:
    """Of stays that each count: how many have to, how many can."""
    rows = list(found)
    return sum(must for must, _may in rows), sum(may for _must, may in rows)


def spans_of(year: int) -> dict[Key, Bounds]:
    """By how much each figure of a year can be less, and more, than it is counted.

    Only figures that can be otherwise; two queries, however many stays there are.
    """
    stays = Residence.objects.of_incubation()
    rough = stays.known_roughly().values("company")
    rows = stays.filter(company__in=rough).order_by("company", "pk")
    days = year_end(year - 1), year_begin(year), year_end(year)
    less: dict[Key, int] = defaultdict(int)
    more: dict[Key, int] = defaultdict(int)
    for _company, found in groupby(rows, key=lambda row: row.company_id):
        mine = list(found)
        counted = Bounded([_stay(row, roughly=False) for row in mine], *days).all()
        for key, (low, high) in Bounded([_stay(row) for row in mine], *days).all().items():
            less[key] += counted[key][0] - low
            more[key] += high - counted[key][1]
    return {key: (less[key], more[key]) for key in less if less[key] or more[key]}


def _stay(row: Residence, *, roughly: bool = True) -> Stay:
    """A row with its spans, or with the days alone that are counted."""
    begin, end = (row.admitted_on, row.admitted_on), None
    if row.left_on:
        end = (row.left_on, row.left_on)
    if roughly and row.admitted_earliest and row.admitted_latest:
        begin = (row.admitted_earliest, row.admitted_latest)
    if roughly and row.left_earliest and row.left_latest:
        end = (row.left_earliest, row.left_latest)
    return Stay(row.pk, row.incubator_id, begin, end, row.exit_reason)
