"""Where a page of a list begins that has no number: after a row, before one, from a letter on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.db.models import Model, QuerySet

from incubator.accounts.lists.keyset import Keyset

# In an address: the key of a row, or what one knows of where to look. Before nothing: the end.
AFTER, BEFORE, FROM = PLACES = ("_after", "_before", "_from")


@dataclass(frozen=True)
class Place:
    """A place as an address names it."""

    way: str
    text: str

    @classmethod
    def named_by(cls, asked: Mapping[str, str]) -> Self | None:
        """The first that there is; an empty field of a form asks for the beginning."""
        for way in PLACES:
            if way in asked:
                return None if way != BEFORE and not asked[way].strip() else cls(way, asked[way])
        return None


class PlacedRows:
    """The rows of one page, and where one goes from there.

    Whoever goes back beyond the first row, or on beyond the last, gets a whole page there.
    Raises ``keyset.NoSuchPlace``.
    """

    def __init__(self, rows: QuerySet, place: Place | None, *, page: int, size: int) -> None:
        self.keyset, self.size = Keyset(rows), size
        self.rows: list[Model] = []
        self.has_previous, self.has_next = True, True
        if place is None:
            self._numbered(page)
        else:
            ways = {AFTER: self._after, BEFORE: self._before, FROM: self._from}
            ways[place.way](place.text)

    @property
    def steps(self) -> list[tuple[str, dict[str, str] | None]]:
        """First, previous, next, last: what their addresses name, None where one is there."""
        back, on = self.has_previous and self.rows, self.has_next and self.rows
        return [
            ("first", {} if back else None),
            ("previous", {BEFORE: self.keyset.written(self.rows[0])} if back else None),
            ("next", {AFTER: self.keyset.written(self.rows[-1])} if on else None),
            ("last", {BEFORE: ""} if on else None),
        ]

    def _numbered(self, page: int) -> None:
        begin = (page - 1) * self.size
        self._on(self.keyset.skipping(begin, self.size + 1))
        self.has_previous = page > 1

    def _after(self, text: str) -> None:
        self._on(self.keyset.after(self.keyset.read(text), self.size + 1))
        if not self.rows:
            self._last()

    def _before(self, text: str) -> None:
        if not text:
            self._last()
            return
        found = self.keyset.before(self.keyset.read(text), self.size + 1)
        if len(found) <= self.size:
            self._numbered(1)
            return
        self.rows = found[-self.size :]

    def _from(self, text: str) -> None:
        self._on(self.keyset.at(text, self.size + 1))
        if self.rows:
            self.has_previous = bool(self.keyset.before(self.keyset.key_of(self.rows[0]), 1))
        else:
            self._last()

    def _on(self, found: list[Model]) -> None:
        self.rows, self.has_next = found[: self.size], len(found) > self.size

    def _last(self) -> None:
        found = self.keyset.last(self.size + 1)
        self.rows, self.has_next = found[-self.size :], False
        self.has_previous = len(found) > self.size
