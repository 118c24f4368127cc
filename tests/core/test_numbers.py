"""Figures in groups of three."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from incubator.core.numbers import figure, grouped


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


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("16.30"), "16.3"), (Decimal("16.00"), "16"), (Decimal("1234.567"), "1,234.57"),
     (Decimal(100), "100"), (0, "0"), (Decimal("-0.50"), "-0.5")],
)  # fmt: skip
def test_a_chart_says_no_more_than_it_knows(value, text):
    assert figure(value) == text


def test_places_can_be_asked_for():
    assert grouped(Decimal(98), 2) == "98.00"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_group_figures_in_every_language(language):
    with override(language):
        shown = Template('{{ value|floatformat:"-2g" }}').render(Context({"value": 1234567.5}))

    assert shown == "1,234,567.50"
