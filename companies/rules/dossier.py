"""What is known of a company by a day: each value with its date and where it stands."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from companies.enums import KnownFrom


@dataclass(frozen=True)
class Source:
    """Where a value stands: its table, its row, and what it is called there.

    ``is_proven`` is False where the office has recorded it and no document stands behind it.
    """

    kind: KnownFrom
    pk: int = 0
    said: str = ""
    is_proven: bool = True


@dataclass(frozen=True)
class Known:
    """A value that is on file (yuan, people; 1 and 0 for yes and no), and of which day."""

    value: Fraction
    on: datetime.date
    source: Source


@dataclass(frozen=True)
class Certificate:
    """A recognition that holds on [valid_from, valid_until), or without an end."""

    valid_from: datetime.date
    valid_until: datetime.date | None
    source: Source


@dataclass(frozen=True)
class Dossier:
    """What is known of one company on ``as_of``.

    ``figures`` are yearly ones by year and item, ``newest`` those of the last operating report
    by item. ``until`` is the day up to which time is counted: later than ``as_of`` where
    somebody asks who would be ready by then.
    """

    as_of: datetime.date
    registered_on: datetime.date | None = None
    until: datetime.date | None = None
    figures: Mapping[tuple[int, str], Known] = field(default_factory=dict)
    newest: Mapping[str, Known] = field(default_factory=dict)
    certificates: Mapping[str, Sequence[Certificate]] = field(default_factory=dict)
    rights: Known | None = None  # how many technical rights are valid
    rounds: Known | None = None  # angel and venture capital together (yuan)
    market: Known | None = None  # a merger or listing
    staff: Known | None = None
    researchers: Known | None = None
    judged: Mapping[str, Known] = field(default_factory=dict)

    @property
    def last_year(self) -> int:
        """The last year that was over, the day of its end included."""
        tomorrow = self.as_of + datetime.timedelta(days=1)
        return tomorrow.year - 1

    def yearly(self, item: str) -> Known | None:
        """A figure of the last year, or of the one before while that one's is not in."""
        return self.figures.get((self.last_year, item)) or self.figures.get(
            (self.last_year - 1, item)
        )
