"""认定对照: an institution against the thresholds of a rulebook. Pure; its figures are given.

A figure may be known in part: some incubatees have said nothing. Then it lies between two
bounds, and a condition is met where the lower one meets it, not met where not even the upper
one does, and unknown between. Unknown is never counted as not met.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from companies.enums import Standing
from incubator.institutions.conditions import items_of, meets, reduced
from incubator.institutions.enums import Joined, Purpose
from incubator.institutions.models import Criterion, Incubator, Rulebook
from incubator.institutions.queries import chosen, criteria_of, parameter
from incubator.institutions.rules import RULES, Compare

MET, NOT_MET, UNKNOWN = Standing.MET, Standing.NOT_MET, Standing.UNKNOWN
# Conditions that are asked of an institution only after so many years of operation.
AFTER_YEARS = {"turnover": 3}
UPWARDS = (Compare.AT_LEAST, Compare.MORE_THAN)


@dataclass(frozen=True)
class Measured:
    """An institution's figure in the measure of its rule: between ``low`` and ``high``.

    ``silent`` is how many incubatees nothing is on file of; ``high`` None: nothing bounds it.
    """

    low: Fraction
    high: Fraction | None
    silent: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether all of it is known."""
        return self.low == self.high


def exactly(value) -> Measured:
    """A figure that is known."""
    return Measured(Fraction(value), Fraction(value))


@dataclass(frozen=True)
class Line:
    """One condition: its threshold (lowered where the text says so), the figure, the verdict.

    ``short`` is what is missing to the threshold by what is known for certain.
    """

    criterion: Criterion
    threshold: Fraction | None
    is_lowered: bool
    measured: Measured | None
    standing: Standing
    short: Fraction | None = None


@dataclass(frozen=True)
class Condition:
    """One numbered condition: its parts, all or any of which are to be met."""

    lines: tuple[Line, ...]
    standing: Standing


@dataclass(frozen=True)
class Check:
    """An institution against one rulebook."""

    rulebook: Rulebook
    conditions: tuple[Condition, ...]

    def count(self, standing: Standing) -> int:
        """How many conditions stand so."""
        return sum(one.standing == standing for one in self.conditions)

    @property
    def standing(self) -> Standing:
        """All met; any not met; or not to be told (a text without conditions as well)."""
        if self.count(NOT_MET):
            return NOT_MET
        return MET if self.conditions and not self.count(UNKNOWN) else UNKNOWN


def check(
    incubator: Incubator,
    rulebook: Rulebook,
    figures: Mapping[str, Measured],
    *,
    remote: bool = False,
) -> Check:
    """Every condition of recognition that holds for an institution of its kind and focus.

    ``remote``: it lies in a hardship or remote area; only what the text lists is lowered.
    """
    stated = criteria_of(rulebook, Purpose.RECOGNITION, kind=incubator.kind, focus=incubator.focus)
    criteria = [
        one
        for one in chosen(stated, set())
        if one.rule in RULES and not RULES[one.rule].parameter and _asked_yet(one.rule, figures)
    ]
    factor = _factor(rulebook) if remote else None
    round_up = parameter(rulebook, "round_reduced_up") is not None
    return Check(
        rulebook,
        tuple(
            _condition([_line(one, figures.get(one.rule), factor, round_up) for one in item])
            for item in items_of(criteria)
        ),
    )


def _asked_yet(rule: str, figures: Mapping[str, Measured]) -> bool:
    """Whether an institution is as old as the condition asks; so where its age is not on file."""
    age = figures.get("years_operating")
    return age is None or age.low >= AFTER_YEARS.get(rule, 0)


def _factor(rulebook: Rulebook) -> Fraction | None:
    stated = parameter(rulebook, "remote_factor")
    return stated.threshold if stated else None


def _condition(lines: list[Line]) -> Condition:
    found = [line.standing for line in lines]
    is_any = any(line.criterion.joined == Joined.ANY for line in lines)
    settles, otherwise = (MET, NOT_MET) if is_any else (NOT_MET, MET)
    if settles in found:
        return Condition(tuple(lines), settles)
    return Condition(tuple(lines), UNKNOWN if UNKNOWN in found else otherwise)


def _line(
    criterion: Criterion, measured: Measured | None, factor: Fraction | None, round_up: bool
) -> Line:
    threshold, compare = criterion.threshold, RULES[criterion.rule].compare
    if compare == Compare.REQUIRED:
        return Line(criterion, None, False, measured, MET if measured else UNKNOWN)
    if threshold is None:
        return Line(criterion, None, False, measured, UNKNOWN)
    asked = reduced(threshold, criterion, factor=factor, round_up=round_up)
    standing = _standing(measured, asked, compare)
    short = None
    if measured is not None and standing != MET:
        known = measured.low if compare in UPWARDS else measured.high
        short = None if known is None else abs(asked - known)
    return Line(criterion, asked, asked != threshold, measured, standing, short)


def _standing(measured: Measured | None, threshold: Fraction, compare: Compare) -> Standing:
    if measured is None:
        return UNKNOWN
    worst: Fraction | None = measured.low
    best = measured.high
    if compare not in UPWARDS:
        worst, best = best, worst
    if worst is not None and meets(worst, threshold, compare):
        return MET
    return UNKNOWN if best is None or meets(best, threshold, compare) else NOT_MET
