"""The docking rule between incubator and accelerator: one function for each condition.

Pure functions over what a graduate promises (domain 4.2); numbers come from the rulebook.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from companies.enums import Standing
from incubator.institutions.conditions import meets
from incubator.institutions.models import Criterion
from incubator.institutions.rules import RULES


@dataclass(frozen=True)
class Promise:
    """What a graduate promises: yuan per m², output also per year. None: not judged yet."""

    area: Decimal
    investment_per_m2: Decimal
    output_per_m2: Decimal
    fits_industry: bool | None = None
    passed: bool | None = None


@dataclass(frozen=True)
class Docking:
    """How one condition stands, and what is short of it in the unit of the rule."""

    criterion: Criterion
    standing: Standing
    value: Fraction | None = None
    short: Fraction | None = None


def docking(criteria: Iterable[Criterion], promise: Promise) -> list[Docking]:
    """Every condition of entry to the accelerator, in the order of the text."""
    return [JUDGES[one.rule](one, promise) for one in criteria if one.rule in JUDGES]


def subsidy(criteria: Iterable[Criterion], area: Decimal) -> Decimal | None:
    """The subsidy paid once for an area (yuan); None where the text gives none."""
    row = next((one for one in criteria if one.rule == "move_in_subsidy"), None)
    if row is None or row.threshold is None:
        return None
    amount = row.threshold * Fraction(area)
    return (Decimal(amount.numerator) / amount.denominator).quantize(Decimal("0.01"))


def _figure(value: Callable[[Promise], Decimal]) -> Callable[[Criterion, Promise], Docking]:
    def judge(criterion: Criterion, promise: Promise) -> Docking:
        found, limit = Fraction(value(promise)), criterion.threshold
        if limit is None:
            return Docking(criterion, Standing.UNKNOWN, found)
        if meets(found, limit, RULES[criterion.rule].compare):
            return Docking(criterion, Standing.MET, found)
        return Docking(criterion, Standing.NOT_MET, found, limit - found)

    return judge


def _said(value: Callable[[Promise], bool | None]) -> Callable[[Criterion, Promise], Docking]:
    def judge(criterion: Criterion, promise: Promise) -> Docking:
        said = value(promise)
        if said is None:
            return Docking(criterion, Standing.UNKNOWN)
        return Docking(criterion, Standing.MET if said else Standing.NOT_MET)

    return judge


JUDGES: dict[str, Callable[[Criterion, Promise], Docking]] = {
    "investment_per_m2": _figure(lambda promise: promise.investment_per_m2),
    "output_per_m2": _figure(lambda promise: promise.output_per_m2),
    "industry_fit": _said(lambda promise: promise.fits_industry),
    "review_passed": _said(lambda promise: promise.passed),
}
