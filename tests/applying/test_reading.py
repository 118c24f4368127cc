"""Answers read as they are meant, refused with a code, and kept in any case."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from companies.enums import Fact
from companies.models import Question
from companies.rules.answers import as_text, clean, is_empty
from companies.rules.reading import read, to_number
from incubator.core.errors import RuleViolation


def asked(kind: str, **more) -> Question:
    return Question(**({"key": "q", "label": "问", "kind": kind, "position": 1} | more))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), (" 1,200 ", 1200), ("１２００", 1200), ("3.5", Decimal("3.5")),
        ("50万", 500_000), ("1.2亿", 120_000_000), ("120 m²", 120), ("120m2", 120), ("-3", -3),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(text, number):
    assert to_number(text, unit="m²") == number


@pytest.mark.parametrize(
    "text", ["", "abc", "1e5", "NaN", "Infinity", "1.2.3", "--1", "12人", "9" * 16, "½", "٣x"]
)
def test_no_number(text):
    with pytest.raises(RuleViolation) as refused:
        to_number(text, unit="m²")
    assert refused.value.code == "answer_not_a_number"


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("50", 500_000), ("50万", 500_000), ("50万元", 500_000), ("500000元", 500_000),
        ("0.5", 5_000), ("1亿", 100_000_000), ("1,000", 10_000_000), ("５０", 500_000),
    ],
)  # fmt: skip
def test_money_in_ten_thousands(text, yuan):
    assert read(asked("money", unit="万元"), text) == yuan


@given(st.integers(min_value=0, max_value=10**8))
def test_money_says_the_same_again(amount):
    question = asked("money", unit="万元")
    with translation.override("zh-hans"):
        said = as_text(question, str(amount))

    assert read(question, said) == amount * 10_000


@pytest.mark.parametrize(
    "text", ["2007-05-01", "2007-5-1", "2007/5/1", "2007.5.1", "2007年5月1日", "２００７-05-01"]
)
def test_days_as_people_type_them(text):
    assert read(asked("date"), text) == datetime.date(2007, 5, 1)


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_every_day_is_read(day):
    assert read(asked("date"), f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        (asked("text", required=True), "  ", "answer_missing"),
        (asked("text"), "长" * 201, "answer_too_long"),
        (asked("text", maximum=5), "六个字的名称", "answer_too_long"),
        (asked("text"), "甲\u202e乙", "hidden_character"),
        (asked("long_text", minimum=20), "太短", "answer_too_short"),
        (asked("text", fact=Fact.UNIFIED_CODE), "91330200MA00000000", "invalid_unified_code"),
        (asked("text"), ["a"], "answer_shape"),
        (asked("number", minimum=1), "0", "answer_too_small"),
        (asked("number", maximum=10), "11", "answer_too_large"),
        (asked("money"), "-1", "answer_negative"),
        (asked("money", unit="万元"), "9999999999999", "answer_not_a_number"),
        (asked("date"), "2007-02-30", "answer_not_a_day"),
        (asked("date"), "1066-10-14", "answer_not_a_day"),
        (asked("date"), "昨天", "answer_not_a_day"),
        (asked("choice", options=["a", "b"]), "c", "answer_not_offered"),
        (asked("choices", options=["a", "b"]), ["a", "c"], "answer_not_offered"),
        (asked("choices", options=["a", "b", "c"], maximum=1), ["a", "b"], "answer_too_many"),
        (asked("choices", options=["a", "b", "c"], minimum=2), ["a"], "answer_too_few"),
        (asked("people", columns=["name", "share"]), [{"share": "5"}], "answer_missing"),
        (asked("people", columns=["name", "share"]), [{"name": "甲", "share": "x"}],
         "answer_not_a_number"),
        (asked("people", columns=["name", "share"]), [{"name": "甲", "share": "101"}],
         "answer_too_large"),
        (asked("people", columns=["name", "born"]), [{"name": "甲", "born": "97"}],
         "answer_too_small"),
        (asked("people", columns=["name", "share"]),
         [{"name": "甲", "share": "60"}, {"name": "乙", "share": "41"}],
         "answer_shares_over_hundred"),
        (asked("people", columns=["name"]), "甲", "answer_shape"),
        (asked("people", columns=["name"]), [{"name": "长" * 201}], "answer_too_long"),
        (asked("people", columns=["name"]), [{"name": "甲\u200b"}], "hidden_character"),
        (asked("file", required=True), None, "answer_missing"),
    ],
)  # fmt: skip
def test_refusals(question, value, code):
    with pytest.raises(RuleViolation) as refused:
        read(question, value)
    assert (refused.value.code, refused.value.field) == (code, "q")
    assert refused.value.detail


def test_row_at_fault_is_named():
    question = asked("people", columns=["name", "share"])
    with pytest.raises(RuleViolation, match="2"):
        read(question, [{"name": "甲", "share": "1"}, {"name": "", "share": "3"}])


def test_units_are_said_in_the_readers_language():
    question = asked("money", unit="万元")

    with translation.override("zh-hans"):
        assert as_text(question, "50") == "50万元"
    with translation.override("en"):
        assert as_text(question, "50") == "500,000 yuan"
        assert as_text(asked("number", unit="台"), "3") == "3 台"  # as the manager wrote it


def test_people_are_said_a_line_each_without_what_was_left_empty():
    question = asked("people", columns=["name", "share", "degree"])

    said = as_text(question, [{"name": "甲", "share": "60"}, {"name": "乙", "degree": "博士"}])

    assert said == "甲 · 60%\n乙 · 博士"


@given(st.text(max_size=300))
def test_any_text_can_be_kept_and_said_again(text):
    kept = clean(text)

    assert clean(kept) == kept
    assert "\x00" not in kept
    for kind in ("text", "long_text", "number", "money", "date"):
        assert isinstance(as_text(asked(kind), kept), str)


@pytest.mark.parametrize("value", [{"x": "1"}, 5, None, ["a"] * 201, {"name": 3}])
def test_shapes_that_no_form_sends(value):
    with pytest.raises(RuleViolation) as refused:
        clean(value)
    assert refused.value.code == "answer_shape"


def test_a_book_is_not_kept():
    with pytest.raises(RuleViolation) as refused:
        clean("字" * 20_001)
    assert refused.value.code == "answer_too_long"


def test_marks_that_turn_a_line_around_are_taken_out():
    assert clean("a\u202eb\x07\u2066c") == "abc"


@pytest.mark.parametrize("value", ["", "  ", [], [{}], [{"name": " "}], None, [[], ""]])
def test_nothing_is_empty(value):
    assert is_empty(value)
