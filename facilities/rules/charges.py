"""What a lease makes due, from its terms alone: exact until one rounding per charge.

The formulas are the house's own and stand here in full; the rhythms, price bases, free
months, deposits and subsidies are those that leases in the field have (domain 8.1, 8.5, 8.8).

*Months of the lease* are counted from its first day: month k begins on ``begins_on`` plus
k months, on the same day of the month, or on the last day of a month that lacks it (from
31 January: 28 or 29 February, then 31 March). They tile the lease without gap or overlap.

*Price per m² and day*: price × area × days. *Price per m² and month*: price × area for a
whole month of the lease; a part of one counts (its days) / (the days of that month). Where
the price or the area changes inside a month, each part counts by its own days.

*Free months*: the first ones cost no rent; the property fee runs on. *Subsidy* of year y of
the lease (months 12(y-1) to 12y-1): yuan × area up to a limit, per month and by days as
above, at most the rent of the same days. One that is paid *once* is yuan × area on the first
day of its year, and is taken off the rents of that year in their order until it is used up;
what is left at the end of the year is not paid. *Deposits* are due on the first day and stand for
no period: they are written as of that one day. A lease that was cancelled makes nothing due.

A charge is for one period of the payment rhythm, due in advance on its first day. Its rent
and its subsidy are each rounded half up to the fen, once.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from facilities.enums import ChargeKind, PriceBasis, Rhythm, SubsidyBasis
from incubator.core.dates import add_months

MONTHS_OF = {
    Rhythm.MONTHLY: 1,
    Rhythm.QUARTERLY: 3,
    Rhythm.HALF_YEARLY: 6,
    Rhythm.YEARLY: 12,
}
FEN = 100
ONE_DAY = datetime.timedelta(days=1)


class Piece(NamedTuple):
    """An area in m² let on [begins_on, ends_on)."""

    area: Decimal
    begins_on: datetime.date
    ends_on: datetime.date


class Step(NamedTuple):
    """From a day on the unit price (yuan) is another one."""

    from_on: datetime.date
    unit_price: Decimal


class Subsidy(NamedTuple):
    """Yuan per m² (and month) in one year of the lease (1, 2, …), for at most some m²."""

    lease_year: int
    yuan: Decimal
    max_area: Decimal | None = None
    basis: str = SubsidyBasis.M2_MONTH


@dataclass(frozen=True)
class Terms:
    """A lease on [begins_on, until_on), as far as money goes. Prices and deposits in yuan."""

    begins_on: datetime.date
    until_on: datetime.date
    pieces: tuple[Piece, ...]
    basis: str
    unit_price: Decimal
    rhythm: str
    steps: tuple[Step, ...] = ()
    free_months: int = 0
    property_fee: Decimal = Decimal(0)
    subsidies: tuple[Subsidy, ...] = ()
    room_deposit: Decimal = Decimal(0)
    utilities_deposit: Decimal = Decimal(0)


class PlannedCharge(NamedTuple):
    """What is due on a day for [from_on, until_on), in whole fen."""

    kind: str
    from_on: datetime.date
    until_on: datetime.date
    due_on: datetime.date
    gross_fen: int
    subsidy_fen: int = 0

    @property
    def amount_fen(self) -> int:
        """What the tenant owes."""
        return self.gross_fen - self.subsidy_fen


class Stretch(NamedTuple):
    """Days inside one month of the lease on which price and area stay the same."""

    month: int
    begins_on: datetime.date
    ends_on: datetime.date
    part: Fraction  # of the month
    area: Fraction
    price: Fraction

    @property
    def days(self) -> int:
        return (self.ends_on - self.begins_on).days


def planned_charges(terms: Terms) -> list[PlannedCharge]:
    """Everything that a lease makes due, by day and kind. Nothing of zero yuan is claimed."""
    if terms.until_on <= terms.begins_on:
        return []
    first = terms.begins_on
    planned = [
        PlannedCharge(kind, first, first + ONE_DAY, first, fen(Fraction(yuan)))
        for kind, yuan in (
            (ChargeKind.ROOM_DEPOSIT, terms.room_deposit),
            (ChargeKind.UTILITIES_DEPOSIT, terms.utilities_deposit),
        )
    ]
    left: dict[int, Fraction] = {}  # of subsidies that are paid once, by year
    for begins_on, ends_on in periods(terms):
        rent = subsidy = fee = Fraction(0)
        for stretch in _stretches(terms, begins_on, ends_on):
            due = _rent(terms, stretch)
            rent += due
            subsidy += min(due, _subsidy(terms, stretch, due, left))
            fee += Fraction(terms.property_fee) * stretch.area * stretch.part
        planned += [
            PlannedCharge(ChargeKind.RENT, begins_on, ends_on, begins_on, fen(rent), fen(subsidy)),
            PlannedCharge(ChargeKind.PROPERTY_FEE, begins_on, ends_on, begins_on, fen(fee)),
        ]
    return [charge for charge in planned if charge.gross_fen]


def periods(terms: Terms) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The periods of the rhythm, the last one cut at the end of the lease."""
    if terms.rhythm == Rhythm.ONCE:
        yield terms.begins_on, terms.until_on
        return
    length = MONTHS_OF[Rhythm(terms.rhythm)]
    month, begins_on = 0, terms.begins_on
    while begins_on < terms.until_on:
        month += length
        ends_on = add_months(terms.begins_on, month)
        yield begins_on, min(ends_on, terms.until_on)
        begins_on = ends_on


def late_fee_fen(
    amount_fen: int,
    due_on: datetime.date,
    payments: Iterable[tuple[datetime.date, int]],
    *,
    rate: Decimal,
    on: datetime.date,
) -> int:
    """The late fee of one claim up to a day: what is open × rate, for each day after it was due.

    ``payments`` are (day, fen); each lowers the base from its day on. Half up to the fen.
    """
    fen_days, base, since = 0, amount_fen, due_on
    for paid_on, paid in sorted(payments):
        if paid_on > on:
            break
        if paid_on > since:
            fen_days += max(base, 0) * (paid_on - since).days
            since = paid_on
        base -= paid
    fen_days += max(base, 0) * max((on - since).days, 0)
    return rounded(fen_days * Fraction(rate))


def fen(yuan: Fraction) -> int:
    """Yuan in whole fen, half up."""
    return rounded(yuan * FEN)


def rounded(number: Fraction) -> int:
    """A number of at least zero, half up."""
    return int(number + Fraction(1, 2))


def _months(terms: Terms, begin: datetime.date, end: datetime.date) -> Iterator[tuple]:
    """The months of the lease that share days with [begin, end): number, first day, next first."""
    month = (begin.year - terms.begins_on.year) * 12 + begin.month - terms.begins_on.month
    month -= add_months(terms.begins_on, month) > begin
    first = add_months(terms.begins_on, month)
    while first < end:
        following = add_months(terms.begins_on, month + 1)
        yield month, first, following
        month, first = month + 1, following


def _stretches(terms: Terms, begin: datetime.date, end: datetime.date) -> Iterator[Stretch]:
    """[begin, end) cut where a month, the price or the area changes."""
    cuts = {step.from_on for step in terms.steps}
    for piece in terms.pieces:
        cuts |= {piece.begins_on, piece.ends_on}
    for month, first, following in _months(terms, begin, end):
        low, high = max(first, begin), min(following, end)
        days = sorted({low, high, *(day for day in cuts if low < day < high)})
        whole = (following - first).days
        for since, until in itertools.pairwise(days):
            yield Stretch(
                month,
                since,
                until,
                Fraction((until - since).days, whole),
                _area(terms.pieces, since),
                _price(terms, since),
            )


def _area(pieces: Sequence[Piece], on: datetime.date) -> Fraction:
    return Fraction(sum(p.area for p in pieces if p.begins_on <= on < p.ends_on))


def _price(terms: Terms, on: datetime.date) -> Fraction:
    price = terms.unit_price
    for step in sorted(terms.steps):
        if step.from_on <= on:
            price = step.unit_price
    return Fraction(price)


def _rent(terms: Terms, stretch: Stretch) -> Fraction:
    if stretch.month < terms.free_months:
        return Fraction(0)
    amount = stretch.days if terms.basis == PriceBasis.M2_DAY else stretch.part
    return stretch.price * stretch.area * amount


def _subsidy(terms: Terms, stretch: Stretch, due: Fraction, left: dict[int, Fraction]) -> Fraction:
    """What is taken off the rent ``due``; ``left`` remembers what is paid once."""
    year = stretch.month // 12 + 1
    for step in terms.subsidies:
        if step.lease_year == year:
            area = stretch.area
            if step.max_area is not None:
                area = min(area, Fraction(step.max_area))
            yuan = Fraction(step.yuan) * area
            if step.basis != SubsidyBasis.M2_ONCE:
                return yuan * stretch.part
            taken = min(left.setdefault(year, yuan), due)
            left[year] -= taken
            return taken
    return Fraction(0)
