"""Unit tests: a number in the forms of official texts, each true of the number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.statistics.checker.reading import mentions
from incubator.statistics.printed import parse_printed
from incubator.statistics.writer.rounding import exact, growth, reaching, rounded


@pytest.mark.parametrize(
    ("value", "unit", "form"),
    [
        (7, "家", "7家"),
        (19, "家", "19家"),
        (30, "家", "30家"),
        (31, "家", "30余家"),
        (37, "家", "30余家"),
        (38, "家", "近40家"),
        (204, "家", "200余家"),
        (208, "家", "近210家"),
        (1126, "个", "1100多个"),
        (2960, "名", "2900余名"),
        (2985, "名", "近3000名"),
        (700, "家", "700家"),
        (12_000, "名", "1.2万名"),
        (12_345, "名", "1.2万余名"),
        (300_000, "名", "30万名"),
    ],
)
def test_rounded(value, unit, form):
    assert rounded(value, unit) == form


@pytest.mark.parametrize(
    ("value", "form"), [(700, "达700家"), (702, "700余家"), (7, "达7家"), (0, "达0家")]
)
def test_reaching(value, form):
    assert reaching(value, "家") == form


@given(st.integers(0, 5_000_000), st.sampled_from(["家", "名", "个"]))
def test_every_form_is_true_of_its_number_and_is_read_back(value, unit):
    for form in (exact(value, unit), rounded(value, unit), reaching(value, unit)):
        assert parse_printed(form).contains(value), form
        (mention,) = mentions(f"共{form}。")
        assert mention.interval.contains(value), form


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (210, 145, "同比增长44.8%"),
        (149, 100, "同比增长49%"),
        (95, 100, "同比下降5%"),
        (266, 100, "同比增长166%"),
        (100, 100, "与上年持平"),
        (100_001, 100_000, ""),
    ],
)
def test_growth(now, before, said):
    assert growth(Decimal(now), Decimal(before)) == said
