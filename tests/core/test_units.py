"""Unit tests of money and area."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from incubator.core.units import mu_to_square_metres, square_metres_to_mu, to_yuan


def test_the_accelerators_site():
    assert mu_to_square_metres(98) == Decimal("65333.33")


def test_fifteen_mu_are_a_hectare():
    assert mu_to_square_metres(15) == Decimal("10000.00")


@given(st.decimals(0, 100_000, places=2))
def test_mu_and_back_differ_by_less_than_rounding(mu):
    assert abs(square_metres_to_mu(mu_to_square_metres(mu)) - mu) <= Decimal("0.01")


def test_money_units():
    amounts = {unit: to_yuan(2, unit) for unit in ("元", "千元", "万元", "亿元")}

    assert amounts == {"元": 2, "千元": 2_000, "万元": 20_000, "亿元": 200_000_000}
