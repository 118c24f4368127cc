"""Figures in groups of three."""

from decimal import Decimal

import pytest

from incubator.core.numbers import grouped


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (700, "700"),
        (100_000, "100,000"),
        (Decimal("1234567.00"), "1,234,567"),
        (Decimal("65333.33"), "65,333.33"),
        (Decimal("-0.5"), "-0.50"),
    ],
)
def test_grouped(value, text):
    assert grouped(value) == text


def test_places_can_be_asked_for():
    assert grouped(Decimal(98), 2) == "98.00"
