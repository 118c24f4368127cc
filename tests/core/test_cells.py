"""Text that a spreadsheet cannot take for a formula."""

import datetime
from decimal import Decimal

import pytest

from incubator.core.cells import inert


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠1"]
)
def test_text_that_could_act_gets_an_apostrophe(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "宁波甬江", "a=b", "1-2", "91330200MA2XXXXXXX", "'=1"])
def test_other_text_stays(text):
    assert inert(text) == text


def test_control_characters_go():
    assert inert("a\x00\x07\x1f\ufffeb\tc") == "ab\tc"


def test_a_formula_behind_a_control_character_is_seen():
    assert inert("\x07=1") == "'=1"


@pytest.mark.parametrize("value", [-5, Decimal("-0.5"), None, True, datetime.date(2007, 1, 1)])
def test_numbers_and_dates_stay_what_they_are(value):
    assert inert(value) is value
