"""Unit tests of printed forms: the table, the refusals, and properties over all numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.statistics.printed import WORDS, parse_printed, step_of

TABLE = [
    # form, a value that it allows at the low end, at the high end, values that it refuses
    ("210家", 210, 210, [209, 211]),
    ("30余家", 30, 39, [29, 40]),
    ("30余", 30, 39, [29, 40]),
    ("1100多个", 1100, 1199, [1099, 1200]),
    ("达700家", 700, 799, [699, 800]),
    ("近3000名", 2500, 2999, [2499, 3000]),
    ("约3000名", 2500, 3499, [2499, 3500]),
    ("超过500家", 501, 599, [500, 600]),
    ("不足50家", 40, 49, [39, 50]),
    ("800家以上", 800, 10**9, [799]),
    ("10万平方米", 100_000, 100_000, [99_999, 100_001]),
    ("30多万元", 300_000, 399_999, [299_999, 400_000]),
    ("3余万", 30_000, 39_999, [29_999, 40_000]),
    ("268亿元", 26_800_000_000, 26_800_000_000, [26_799_999_999]),
    ("３０余家", 30, 39, [29, 40]),
    ("1,100多个", 1100, 1199, [1099, 1200]),
    ("0家", 0, 0, [1]),
]


@pytest.mark.parametrize(("form", "low", "high", "outside"), TABLE, ids=[row[0] for row in TABLE])
def test_form_allows_its_interval_and_nothing_beside_it(form, low, high, outside):
    interval = parse_printed(form)

    assert interval.contains(low)
    assert interval.contains(high)
    assert [value for value in outside if interval.contains(value)] == []


@pytest.mark.parametrize(
    ("form", "unit"), [("30余家", "家"), ("10万平方米", "平方米"), ("98亩", "亩"), ("58.2%", "%")]
)
def test_unit_is_kept(form, unit):
    assert parse_printed(form).unit == unit


@pytest.mark.parametrize(
    "form",
    ["", "家", "三十余家", "近30余家", "约30以上", "30-40家", "-30家", "30 40", "30余余", "1e5"],
)
def test_unreadable_form_is_refused(form):
    with pytest.raises(RuleViolation) as refusal:
        parse_printed(form)

    assert refusal.value.code == "unreadable_printed_form"
    assert refusal.value.field == "printed"


@given(st.integers(0, 10**9))
def test_plain_number_states_exactly_itself(number):
    interval = parse_printed(str(number))

    assert (interval.low, interval.high) == (number, number)


@given(st.integers(1, 10**9), st.sampled_from(["余", "多"]), st.decimals(0, 2, places=2))
def test_more_than_reaches_to_the_next_step(number, word, excess):
    interval = parse_printed(f"{number}{word}")
    value = number + step_of(str(number)) * excess

    assert interval.contains(value) == (excess < 1)


@given(st.integers(1, 10**9), st.sampled_from(sorted(WORDS)))
def test_every_word_reads_before_or_after_a_number(number, word):
    form = f"{number}{word}" if word in {"余", "多", "以上", "左右", "上下"} else f"{word}{number}"

    interval = parse_printed(form)

    assert interval.high is None or interval.low <= interval.high


@pytest.mark.parametrize(
    ("digits", "step"), [("30", 10), ("210", 10), ("1100", 100), ("700", 100), ("7", 1), ("0", 1)]
)
def test_step_is_the_place_of_the_last_digit(digits, step):
    assert step_of(digits) == step


def test_step_of_decimals_is_their_last_place():
    assert step_of("58.2") == Decimal("0.1")
