"""Figures as people type them: full width, with a unit of their own, or wrong."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.enums import MONETARY, ItemKind
from companies.rules.returns.reading import LARGEST, in_unit, read, said
from incubator.core.errors import RuleViolation
from incubator.core.units import YUAN_PER


def item(kind: str = "money", unit: str = "千元", **more) -> SimpleNamespace:
    """Anything with the attributes of an item."""
    plain = {
        "code": "x", "kind": kind, "unit": unit, "unit_said": unit, "options": [],
        "is_money": kind in MONETARY,
        "option_labels": [], "option_labels_en": [],
    }  # fmt: skip
    return SimpleNamespace(**plain | more)


CHOICE = item("choice", "", options=["yes", "no"], option_labels=["是", "否"],
              option_labels_en=["Yes", "No"])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "yuan", "unit"),
    [
        ("1200", 1_200_000, "千元"),
        ("1,200", 1_200_000, "千元"),
        ("１，２００", 1_200_000, "千元"),
        (" 1 200 ", 1_200_000, "千元"),
        ("1.5", 1_500, "千元"),
        ("０．５", 500, "千元"),
        ("50万", 500_000, "万元"),
        ("50万元", 500_000, "万元"),
        ("1.2亿元", 120_000_000, "亿元"),
        ("300千元", 300_000, "千元"),
        ("5000元", 5_000, "元"),
        ("￥5000元", 5_000, "元"),
        ("0", 0, "千元"),
        ("0.00001", Decimal("0.01"), "千元"),
    ],
)
def test_money(text, yuan, unit):
    meant = read(item(), text)

    assert (meant.number, meant.unit) == (yuan, unit)


@pytest.mark.parametrize("text", ["-80", "−80", "－80", "–80"])
def test_a_loss_is_below_zero(text):
    assert read(item("result"), text).number == -80_000


@pytest.mark.parametrize(
    ("given", "text", "code"),
    [
        (item(), "十二", "value_not_a_number"),
        (item(), "1,2", "value_not_a_number"),
        (item(), "1，5", "value_not_a_number"),
        (item(), "12,00", "value_not_a_number"),
        (item(), "1.2.3", "value_not_a_number"),
        (item(), "1e5", "value_not_a_number"),
        (item(), "NaN", "value_not_a_number"),
        (item(), "∞", "value_not_a_number"),
        (item(), "=1+1", "value_not_a_number"),
        (item(), "100美元", "value_not_a_number"),
        (item(), "120 m²", "value_not_a_number"),
        (item(), "9" * 60, "value_not_a_number"),
        (item(), "-1", "value_negative"),
        (item(), "0.000001", "value_too_precise"),
        (item(), "99999999999亿", "value_too_large"),
        (item("integer", "人"), "-3", "value_negative"),
        (item("integer", "人"), "12.5", "value_not_whole"),
        (item("integer", "人"), "12项", "value_not_a_number"),
        (item("area", "m²"), "3亩", "value_not_a_number"),
        (item("area", "m²"), "1.234", "value_too_precise"),
        (item("share", "%"), "1001%", "value_too_large"),
        (item("date", ""), "2007-02-30", "value_not_a_day"),
        (item("date", ""), "0007-02-03", "value_not_a_day"),
        (item("date", ""), "去年", "value_not_a_day"),
        (CHOICE, "也许", "value_not_offered"),
        (item("text", ""), "字" * 2_001, "value_too_long"),
    ],
)
def test_what_cannot_be_meant(given, text, code):
    with pytest.raises(RuleViolation) as violation:
        read(given, text)

    assert (violation.value.code, violation.value.field) == (code, "x")


@pytest.mark.parametrize(
    ("given", "text", "number"),
    [
        (item("integer", "人"), "１２人", 12),
        (item("integer", "人"), "12.0", 12),
        (item("area", "m²"), "120.5 ㎡", Decimal("120.5")),
        (item("area", "m²"), "120平方米", 120),
        (item("share", "%"), "65％", 65),
    ],
)
def test_counts_areas_and_shares(given, text, number):
    assert read(given, text).number == number


@pytest.mark.parametrize("text", ["2007-12-31", "2007年12月31日", "2007/12/31", "２００７.12.31"])
def test_days(text):
    assert read(item("date", ""), text).day.isoformat() == "2007-12-31"


@pytest.mark.parametrize("text", ["yes", "是", "Yes", "YES"])
def test_choices_by_word_or_label(text):
    assert read(CHOICE, text).text == "yes"


@pytest.mark.parametrize("kind", list(ItemKind))
def test_nothing_is_nothing(kind):
    assert read(item(kind, ""), "  ").number is None


@given(
    st.decimals(0, LARGEST, places=2),
    st.sampled_from(["元", "千元", "万元"]),
)
def test_no_unit_loses_a_fen(yuan, unit):
    """What is said of an amount, in whatever unit, reads as the same amount again."""
    asked = item("money", unit)

    assert in_unit(asked, yuan) * YUAN_PER[unit] == yuan
    assert read(asked, said(asked, yuan)).number == yuan


def refusal(asked: SimpleNamespace, text: str) -> str | None:
    try:
        read(asked, text)
    except RuleViolation as violation:
        return violation.code if violation.detail else "says nothing"
    return None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text):
    for kind in ItemKind:
        asked = item(kind, "千元" if kind in MONETARY else "")
        code = refusal(asked, text)
        assert code is None or code.startswith("value_")
