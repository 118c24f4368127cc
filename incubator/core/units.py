"""Money and area: how they are stored (yuan, m²) and the units that people say.

Source of the conversions: domain notes 9.4 (1 亩 = 10,000/15 m²; 万元, 千元, 亿元).
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MU_IN_SQUARE_METRES = Fraction(10_000, 15)

YUAN_PER = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
}

CENT = Decimal("0.01")


def mu_to_square_metres(mu: Decimal | int) -> Decimal:
    """亩 to m², rounded half up to 0.01 m²: 98 亩 are 65,333.33 m²."""
    exact = Fraction(mu) * MU_IN_SQUARE_METRES
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def square_metres_to_mu(area: Decimal) -> Decimal:
    """m² to 亩, rounded half up to 0.01 亩."""
    exact = Fraction(area) / MU_IN_SQUARE_METRES
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def to_yuan(amount: Decimal | int, unit: str) -> Decimal:
    """``amount`` of 元, 千元, 万元 or 亿元 in yuan. Raises KeyError for another unit."""
    return Decimal(amount) * YUAN_PER[unit]
