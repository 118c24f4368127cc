"""What a score is: one formula, in decimals, from criteria to a case.

A review: each value on its criterion's scale becomes a percentage of the way from the
scale's beginning to its end; the score is the mean of these, weighted::

    score = Σ weight × 100 × (value − minimum) / (maximum − minimum)  /  Σ weight

A case: the mean or the median of the scores of its signed reviews; where the stage says
so, and there are enough of them, without one highest and one lowest. Both are rounded to
two decimals, halves away from zero; a case is computed from the rounded reviews, so that
anybody can repeat it from what is shown. Whoever abstained has no score and does not count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, Protocol

from companies.enums import Combination

CENT = Decimal("0.01")
EXACT = Context(prec=50, rounding=ROUND_HALF_UP)


class Scale(Protocol):
    """What a criterion says: its weight, and the scale that it is scored on."""

    weight: Decimal
    minimum: Decimal
    maximum: Decimal
    step: Decimal


def is_on(scale: Scale, value: Decimal) -> bool:
    """Whether a value stands on the scale, at one of its steps."""
    return (
        value.is_finite()
        and scale.minimum <= value <= scale.maximum
        and (value - scale.minimum) % scale.step == 0
    )


def values_of(scale: Scale) -> list[Decimal]:
    """Every value of a scale, from its beginning to its end."""
    count = int((scale.maximum - scale.minimum) / scale.step)
    return [scale.minimum + number * scale.step for number in range(count + 1)]


def review_score(scored: Iterable[tuple[Scale, Decimal]]) -> Decimal:
    """The score of one review, 0 to 100; ``scored`` are all criteria with their values."""
    total = weights = Decimal(0)
    for scale, value in scored:
        share = EXACT.divide(value - scale.minimum, scale.maximum - scale.minimum)
        total = EXACT.add(total, EXACT.multiply(scale.weight, share))
        weights += scale.weight
    return rounded(EXACT.divide(EXACT.multiply(total, Decimal(100)), weights))


def case_score(
    scores: Sequence[Decimal], *, combination: str, drop_from: int | None
) -> Decimal | None:
    """The score of a case from those of its reviews, in any order; None without any."""
    counted = sorted(scores)
    if drop_from is not None and len(counted) >= drop_from:
        counted = counted[1:-1]
    if not counted:
        return None
    if combination == Combination.MEDIAN:
        half = len(counted) // 2
        counted = counted[half : half + 1] if len(counted) % 2 else counted[half - 1 : half + 1]
    return rounded(EXACT.divide(sum(counted, Decimal(0)), Decimal(len(counted))))


def spread(scores: Sequence[Decimal]) -> Decimal | None:
    """How far the highest is from the lowest; None below two."""
    return max(scores) - min(scores) if len(scores) > 1 else None


def places(scores: Mapping[Any, Decimal | None]) -> dict[Any, int | None]:
    """The place of each case among all, from 1; equal scores share one, none has none."""
    better = sorted((score for score in scores.values() if score is not None), reverse=True)
    first: dict[Decimal, int] = {}
    for place, score in enumerate(better, 1):
        first.setdefault(score, place)
    return {key: None if score is None else first[score] for key, score in scores.items()}


def rounded(score: Decimal) -> Decimal:
    """To two decimals, halves away from zero."""
    return score.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Formula:
    """How a stage makes one score of several."""

    combination: str
    drop_from: int | None

    def __call__(self, scores: Sequence[Decimal]) -> Decimal | None:
        return case_score(scores, combination=self.combination, drop_from=self.drop_from)
