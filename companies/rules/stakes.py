"""What a stake is worth and what it has brought: pure sums over its moves, no clock.

Money in Decimal yuan, shares in per cent. Of a stake that is not paid in whole only the part that
is counts as worth something: the rest is still owed. The return is the internal rate of return of
the dated payments (actual days, 365 to the year): the yearly rate at which all of them, the value
still held included, are worth nothing together. What is not known is None, never 0.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from django.utils.translation import gettext_lazy as _

from companies.enums import StakeMoveKind
from incubator.core.errors import RuleViolation
from incubator.core.numbers import figure

K = StakeMoveKind
YEAR = 365
DIGITS = 40
LOWEST, HIGHEST = Decimal("-0.999999"), Decimal(1_000_000)
EXACT = Decimal("0.0000000001")
HUNDRED = Decimal(100)
CENT = Decimal("0.01")
MONEY = (K.DIVIDEND, K.EXITED)


@dataclass(frozen=True)
class CashFlow:
    """Money on a day: below 0 what is paid in, above 0 what comes back."""

    on: datetime.date
    amount: Decimal


@dataclass(frozen=True)
class Position:
    """A stake, or several together, on a day. ``value`` None: the company was never valued."""

    on: datetime.date
    agreed: Decimal
    share: Decimal | None
    paid_in: Decimal
    returned: Decimal
    value: Decimal | None
    is_registered: bool
    flows: tuple[CashFlow, ...]

    @property
    def is_over(self) -> bool:
        """Whether all of it has been sold or written off."""
        return self.share == 0

    @property
    def multiple(self) -> Decimal | None:
        """What came back and is still held, for each yuan paid in (DPI and RVPI together)."""
        if self.value is None or not self.paid_in:
            return None
        return (self.returned + self.value) / self.paid_in

    @property
    def rate(self) -> Decimal | None:
        """The internal rate of return a year; None where it has none."""
        if self.value is None:
            return None
        return irr([*self.flows, CashFlow(self.on, self.value)])


def position_of(stake, moves: Iterable, *, on: datetime.date) -> Position:
    """A stake with its moves as it stood at the end of a day (rows of ``models.EquityStake``)."""
    known = [one for one in sorted(moves, key=_in_order) if one.on <= on]
    shares = [one.share for one in known if one.share is not None]
    share = shares[-1] if shares else stake.share
    valued = [one.amount for one in known if one.kind == K.VALUED]
    worth = valued[-1] if valued else stake.valuation
    paid = [CashFlow(one.on, -one.amount) for one in known if one.kind == K.PAID_IN]
    paid_in = -sum((one.amount for one in paid), Decimal(0))
    back = [CashFlow(one.on, one.amount) for one in known if one.kind in MONEY]
    return Position(
        on=on,
        agreed=stake.agreed,
        share=share,
        paid_in=paid_in,
        returned=sum((one.amount for one in back), Decimal(0)),
        value=_value(share, worth, paid_in / stake.agreed),
        is_registered=any(one.kind == K.REGISTERED for one in known),
        flows=tuple(paid + back),
    )


def together(positions: Sequence[Position], *, on: datetime.date) -> Position:
    """Several stakes as one; its value is unknown where that of any is."""
    values = [one.value for one in positions]
    return Position(
        on=on,
        agreed=sum((one.agreed for one in positions), Decimal(0)),
        share=None,
        paid_in=sum((one.paid_in for one in positions), Decimal(0)),
        returned=sum((one.returned for one in positions), Decimal(0)),
        value=None if None in values else sum(filter(None, values), Decimal(0)),
        is_registered=all(one.is_registered for one in positions),
        flows=tuple(flow for one in positions for flow in one.flows),
    )


def irr(flows: Iterable[CashFlow]) -> Decimal | None:
    """The yearly rate at which the present value of payments is zero, by bisection.

    None without a payment in each direction, or where the sign does not change between a
    loss of nearly everything and a millionfold gain.
    """
    moved = [flow for flow in flows if flow.amount]
    if not any(flow.amount < 0 for flow in moved) or not any(flow.amount > 0 for flow in moved):
        return None
    first = min(flow.on for flow in moved)
    with localcontext() as context:
        context.prec = DIGITS
        low, high = LOWEST, HIGHEST
        at_low = present_value(moved, low, first)
        if at_low * present_value(moved, high, first) > 0:
            return None
        while high - low > EXACT:
            middle = (low + high) / 2
            at_middle = present_value(moved, middle, first)
            if at_low * at_middle <= 0:
                high = middle
            else:
                low, at_low = middle, at_middle
        return (low + high) / 2


def present_value(
    flows: Iterable[CashFlow], rate: Decimal, first: datetime.date
) -> Decimal:  # fmt: skip
    """What payments are worth on the ``first`` day at a yearly rate."""
    growth = 1 + rate
    return sum(
        (flow.amount / growth ** (Decimal((flow.on - first).days) / YEAR) for flow in flows),
        Decimal(0),
    )


def first_misfit(stake, moves: Iterable) -> tuple | None:
    """The first move that cannot follow those before it, and the RuleViolation that says why.

    ``stake_is_over`` (409), ``not_a_convertible``, ``stake_not_converted``,
    ``share_not_smaller``. A move that is not saved yet comes last on its day.
    """
    share = stake.share
    for move in sorted(moves, key=_in_order):
        if violation := _misfit(move, share):
            return move, violation
        if move.share is not None:
            share = move.share
    return None


def _misfit(move, share: Decimal | None) -> RuleViolation | None:
    """What is wrong with a move where so much is held before it."""
    if share == 0:
        return RuleViolation(
            "stake_is_over", _("Nothing is held any more; the stake is over."), status=409
        )
    if move.kind == K.CONVERTED and share is not None:
        return RuleViolation(
            "not_a_convertible", _("Only a convertible without a share is converted."), field="kind"
        )
    if share is None and (move.kind in {K.DILUTED, K.REGISTERED} or _keeps_some(move)):
        return RuleViolation(
            "stake_not_converted",
            _("A convertible has no share before it is converted."),
            field="kind",
        )
    if share is not None and move.kind in {K.DILUTED, K.EXITED} and move.share >= share:
        return RuleViolation(
            "share_not_smaller",
            _("Less is held afterwards than the %(share)s%% before."),
            field="share",
            share=figure(share, 4),
        )
    return None


def _keeps_some(move) -> bool:
    return move.kind == K.EXITED and bool(move.share)


def _value(share: Decimal | None, worth: Decimal | None, paid: Decimal) -> Decimal | None:
    """Of the share that is paid for: ``paid`` is the part of what was agreed."""
    if share == 0:
        return Decimal(0)
    if share is None or worth is None:
        return None
    return (worth * share / HUNDRED * paid).quantize(CENT)


def _in_order(move) -> tuple:
    return (move.on, move.pk is None, move.pk or 0)
