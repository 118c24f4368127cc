"""Stakes on a day: what each is worth and has brought, all together, and the caps of texts."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from companies.enums import StakeMoveKind
from companies.models import Company, EquityStake, Residence, StakeMove
from companies.rules.eligibility import full_months
from companies.rules.stakes import Position, position_of, together
from incubator.core.dates import add_months
from incubator.institutions.conditions import meets
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Criterion, Rulebook
from incubator.institutions.queries import Shelf, criteria_of
from incubator.institutions.rules import RULES

K = StakeMoveKind
MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class Holding:
    """One stake and how it stands on a day."""

    stake: EquityStake
    position: Position


@dataclass(frozen=True)
class Portfolio:
    """All stakes agreed by a day, all of them as one, and those of known value as one."""

    holdings: list[Holding]
    total: Position
    valued: Position


@dataclass(frozen=True)
class Cap:
    """One limit of a text, and whether a stake keeps it: True, False, or None (unknown)."""

    rulebook: Rulebook
    criterion: Criterion
    value: Fraction | None
    is_kept: bool | None


def with_moves(stakes: QuerySet[EquityStake]) -> QuerySet[EquityStake]:
    """Stakes with the moves that count read along, in order."""
    moves = StakeMove.objects.counted().order_by("on", "pk")
    return stakes.select_related("company", "incubator").prefetch_related(Prefetch("moves", moves))


def portfolio(stakes: QuerySet[EquityStake], *, on: datetime.date) -> Portfolio:
    """Stakes as they stood at the end of a day; two queries."""
    rows = with_moves(stakes.agreed(by=on)).order_by("-agreed_on", "-pk")
    holdings = [Holding(one, position_of(one, one.moves.all(), on=on)) for one in rows]
    positions = [one.position for one in holdings]
    known = [one for one in positions if one.value is not None]
    return Portfolio(holdings, together(positions, on=on), together(known, on=on))


def shares_over_time(company: Company) -> list[tuple[datetime.date, Decimal]]:
    """What all stakes in a company hold together (per cent) on each day on which it changes."""
    stakes = list(with_moves(company.equity_stakes.counted()))
    days = {one.agreed_on for one in stakes} | {
        move.on for one in stakes for move in one.moves.all() if move.share is not None
    }
    return [
        (
            day,
            sum(
                (
                    position_of(one, one.moves.all(), on=day).share or Decimal(0)
                    for one in stakes
                    if one.agreed_on <= day
                ),
                Decimal(0),
            ),
        )
        for day in sorted(days)
    ]


def caps_on(stake: EquityStake, *, shelf: Shelf) -> list[Cap]:
    """Every limit on stakes of every published text, beside this one as it was agreed.

    A text of elsewhere is shown for comparison; none of them stops a stake (domain 8.7).
    """
    found = []
    for rulebook in shelf.rulebooks:
        for criterion in criteria_of(rulebook, Purpose.EQUITY):
            rule = RULES.get(criterion.rule)
            if rule is None or rule.parameter:
                continue
            found.append(_cap(rulebook, criterion, stake))
    return found


def _cap(rulebook: Rulebook, criterion: Criterion, stake: EquityStake) -> Cap:
    measured = MEASURES.get(criterion.rule, lambda _stake: None)(stake)
    if isinstance(measured, bool):
        return Cap(rulebook, criterion, None, measured)
    threshold = criterion.threshold
    if measured is None or threshold is None:
        return Cap(rulebook, criterion, measured, None)
    if criterion.rule == "paid_in_stages_above":
        return Cap(rulebook, criterion, measured, _is_in_stages(stake, threshold))
    return Cap(
        rulebook, criterion, measured, meets(measured, threshold, RULES[criterion.rule].compare)
    )


def _is_in_stages(stake: EquityStake, above: Fraction) -> bool | None:
    """Whether a large stake was paid in parts; unknown while it is not all paid."""
    if stake.agreed <= above:
        return True
    parts = [one for one in stake.moves.all() if one.kind == K.PAID_IN and one.withdrawn_at is None]
    if len(parts) > 1:
        return True
    whole = sum((one.amount for one in parts), Decimal(0)) >= stake.agreed
    return False if whole else None


def _age(stake: EquityStake) -> Fraction | None:
    """In years, exact on every anniversary."""
    registered = stake.company.registered_on
    if registered is None:
        return None
    whole = full_months(registered, stake.agreed_on)
    since, until = add_months(registered, whole), add_months(registered, whole + 1)
    running = Fraction((stake.agreed_on - since).days, (until - since).days)
    return (whole + running) / MONTHS_IN_YEAR


def _is_inside(stake: EquityStake) -> bool:
    stays = Residence.objects.filter(company=stake.company_id, incubator=stake.incubator_id)
    return stays.open(on=stake.agreed_on).exists()


def _share(stake: EquityStake) -> Fraction | None:
    return None if stake.share is None else Fraction(stake.share)


# How much of what each rule limits a stake is, or whether it is so; None: not on file.
MEASURES = {
    "largest_stake": _share,
    "largest_deal": lambda stake: Fraction(stake.agreed),
    "paid_in_stages_above": lambda stake: Fraction(stake.agreed),
    "age_of_company": _age,
    "no_control": lambda stake: None if stake.share is None else stake.share <= 50,  # noqa: PLR2004
    "inside": _is_inside,
}
