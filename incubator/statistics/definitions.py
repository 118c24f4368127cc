"""What an indicator is."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.functional import Promise

from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import STAYS, FactKind


@dataclass(frozen=True)
class Ratio:
    """The sum of some figures over another figure of the same year and place."""

    parts: tuple[str, ...]
    whole: str
    factor: int = 100

    def of(self, values: dict[str, Decimal]) -> Decimal | None:
        """Two decimals; None where the whole is nothing."""
        whole = values.get(self.whole)
        if not whole:
            return None
        part = sum((values.get(code, Decimal(0)) for code in self.parts), Decimal(0))
        return (part * self.factor / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Indicator:
    """One figure of the zone: its name, its definition, and the facts that it counts.

    ``facts(year)`` gives the queryset; its rows have ``incubator``, and ``counts`` says what
    they are. With ``once_each`` a company (or whoever the facts are about) counts once however
    many rows it has (at zone level too); otherwise every row counts. First stays and
    graduations need no such sorting out: a company has one of each. With ``sums`` the figure
    is the sum of a column. ``split_by`` names a column whose values are given as ``parts`` of
    the figure. Accelerators have a figure only ``with_accelerators``. A ratio has a ``ratio``
    instead of facts. A figure is stated where facts of the kind that it counts are on file, or
    of the kind ``stated_with``.
    """

    code: str
    label: str | Promise
    kind: IndicatorKind
    unit: str | Promise
    definition: str | Promise
    source: str
    facts: Callable[[int], QuerySet] | None = None
    counts: FactKind = STAYS
    once_each: bool = False
    sums: str = ""
    split_by: str = ""
    parts: tuple[tuple[str, Any], ...] = ()
    stated_with: FactKind | None = None
    with_accelerators: bool = False
    ratio: Callable[[int], Ratio] | None = None
    # What nobody has reported is not stated; without this, no facts are a figure of zero.
    only_where_found: bool = False

    @property
    def measure(self) -> Count | Sum:
        """The aggregate that turns the facts into the figure."""
        if self.sums:
            return Sum(self.sums)
        return Count(self.counts.about, distinct=True) if self.once_each else Count("pk")

    def part_label(self, code: str) -> str:
        """The name of a part in the reader's language; "" for the whole."""
        return str(dict(self.parts).get(code, code))
