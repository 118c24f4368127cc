"""What an indicator is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, DecimalField, F, Max, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Round
from django.utils.functional import Promise

from incubator.institutions.enums import Purpose
from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import STAYS, FactKind


@dataclass(frozen=True)
class Ratio:
    """The sum of some figures over the sum of others, of the same year and place.

    Without ``whole`` it is the sum alone.
    """

    parts: tuple[str, ...]
    whole: tuple[str, ...] = ()
    factor: int = 100

    def of(self, values: Mapping[str, Decimal | None]) -> Decimal | None:
        """Two decimals; None where the whole is nothing, or a value is None: nobody stated it."""
        part, whole = _added(values, self.parts), _added(values, self.whole)
        if part is None or whole is None or (self.whole and not whole):
            return None
        share = part * self.factor / (whole if self.whole else 1)
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _added(values: Mapping[str, Decimal | None], codes: tuple[str, ...]) -> Decimal | None:
    total = Decimal(0)
    for code in codes:
        value = values.get(code, Decimal(0))
        if value is None:
            return None
        total += value
    return total


@dataclass(frozen=True)
class Reading:
    """One way in which a figure was read by the rules of some years, ``since`` a first year.

    Without a ``ratio`` it is what the rulebook with this code says of those that are counted.
    """

    code: str
    label: str | Promise
    ratio: Ratio | None
    since: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Indicator:
    """One figure of the zone: its name, its definition, and the facts that it counts.

    ``facts(year)`` gives the queryset; its rows have ``incubator``, and ``counts`` says what
    they are. With ``once_each`` a company (or whoever the facts are about) counts once however
    many rows it has (at zone level too); otherwise every row counts. First stays and
    graduations need no such sorting out: a company has one of each. With ``sums`` the figure
    is the sum of a column, with ``averages`` its mean, with ``largest`` its largest value.
    ``split_by`` names a column whose values are given as ``parts`` of the figure. Accelerators
    have a figure only ``with_accelerators``. A ratio has a ``ratio`` instead of facts. A figure
    is stated where facts of the kind that it counts are on file, or of the kind
    ``stated_with``.
    """

    code: str
    label: str | Promise
    kind: IndicatorKind
    unit: str | Promise
    definition: str | Promise
    source: str | Promise
    facts: Callable[[int], QuerySet] | None = None
    counts: FactKind = STAYS
    once_each: bool = False
    sums: str = ""
    averages: str = ""
    largest: str = ""
    split_by: str = ""
    parts: tuple[tuple[str, Any], ...] = ()
    stated_with: FactKind | None = None
    with_accelerators: bool = False
    ratio: Callable[[int], Ratio] | None = None
    # The column by whose month a flow falls into months, where its facts have one day each.
    dated: str = ""
    # Where the rules changed what a ratio is made of: its readings, the oldest first.
    readings: tuple[Reading, ...] = ()
    # Whether a rulebook decides what counts: its line breaks where another one came into force.
    by_rulebook: Purpose | None = None
    # What nobody has reported is not stated; without this, no facts are a figure of zero.
    only_where_found: bool = False

    @property
    def column(self) -> str:
        """The column that is summed, averaged or of which the largest is taken; "" for a count."""
        return self.sums or self.averages or self.largest

    @property
    def measure(self) -> Combinable:
        """The aggregate that turns the facts into the figure."""
        if self.sums:
            return Sum(self.sums)
        if self.averages:
            exact = DecimalField(max_digits=20, decimal_places=2)
            return Round(Avg(F(self.averages)), 2, output_field=exact)
        if self.largest:
            return Max(self.largest)
        return Count(self.counts.about, distinct=True) if self.once_each else Count("pk")

    @property
    def measure_in_sql(self) -> str:
        """The same, over a column “measured”."""
        if self.sums:
            return "sum(measured)"
        if self.averages:
            return "round(avg(measured), 2)"
        if self.largest:
            return "max(measured)"
        return "count(DISTINCT measured)" if self.once_each else "count(*)"

    def part_label(self, code: str) -> str:
        """The name of a part in the reader's language; "" for the whole."""
        return str(dict(self.parts).get(code, code))
