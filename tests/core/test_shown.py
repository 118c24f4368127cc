"""How values are shown, in Chinese as its offices write and in English."""

import datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from incubator.core import shown

DAY = datetime.date(2007, 3, 1)
MOMENT = datetime.datetime(2007, 3, 1, 7, 30, tzinfo=datetime.UTC)

CASES = [
    (shown.day, (DAY,), "2007年3月1日", "March 1, 2007"),
    (shown.day, (datetime.datetime(2007, 3, 1, 17, 0, tzinfo=datetime.UTC),),
     "2007年3月2日", "March 2, 2007"),
    (shown.day, (None,), "—", "—"),
    (shown.moment, (MOMENT,), "2007年3月1日 15:30", "March 1, 2007, 15:30"),
    (shown.clock, (MOMENT,), "15:30", "15:30"),
    (shown.days, (DAY, datetime.date(2008, 3, 1)),
     "2007年3月1日至2008年3月1日", "March 1, 2007 – March 1, 2008"),
    (shown.days, (DAY, None), "2007年3月1日起", "since March 1, 2007"),
    (shown.money, (Decimal("500000.00"),), "50万元", "500,000 yuan"),
    (shown.money, (1_234_500,), "123.45万元", "1,234,500 yuan"),
    (shown.money, (Decimal("12345.60"),), "12,345.60元", "12,345.60 yuan"),
    (shown.money, (Decimal(-20_000),), "-2万元", "-20,000 yuan"),
    (shown.money, (800,), "800元", "800 yuan"),
    (shown.money, (None,), "—", "—"),
    (shown.money_in, (Decimal(500_000), "万元"), "50万元", "500,000 yuan"),
    (shown.money_in, (Decimal("1234.5"), "千元", 6), "1.2345千元", "1,234.50 yuan"),
    (shown.amount, (Decimal("500000.00"),), "500,000", "500,000"),
    (shown.amount, (Decimal("0.5"),), "0.50", "0.50"),
    (shown.account, (6000,), "6,000.00", "6,000.00"),
    (shown.of_fen, (1_234_56,), "1,234.56", "1,234.56"),
    (shown.area, (Decimal("200.00"),), "200 m²", "200 m²"),
    (shown.area, (Decimal("65333.33"),), "65,333.33 m²", "65,333.33 m²"),
    (shown.percent, (Decimal("0.00"),), "0%", "0%"),
    (shown.percent, (Decimal("30.0000"), 4), "30%", "30%"),
    (shown.percent, (12.25, 1), "12.2%", "12.2%"),
    (shown.measured, (210, "家"), "210家", "210 家"),
    (shown.measured, (210, "companies"), "210 companies", "210 companies"),
    (shown.measured, (75, "%"), "75%", "75%"),
    (shown.measured, (1500, "m²"), "1,500 m²", "1,500 m²"),
    (shown.listing, (["甲", "", None, "乙"],), "甲、乙", "甲, 乙"),
    (shown.clauses, (["甲", "乙"],), "甲；乙", "甲; 乙"),
    (shown.aside, ("甲", "乙"), "甲（乙）", "甲 (乙)"),
    (shown.aside, ("甲", ""), "甲", "甲"),
    (shown.enclosed, (3,), "（3）", " (3)"),
    (shown.enclosed, (None,), "", ""),
    (shown.labelled, ("甲", 1), "甲：1", "甲: 1"),
    (shown.anything, (True,), "是", "yes"),
    (shown.anything, (MOMENT,), "2007年3月1日 15:30", "March 1, 2007, 15:30"),
    (shown.anything, (DAY,), "2007年3月1日", "March 1, 2007"),
    (shown.anything, (Decimal("30.0000"), 4), "30", "30"),
    (shown.anything, (["甲", "乙"],), "甲、乙", "甲, 乙"),
    (shown.anything, ({"甲": 1},), "甲：1", "甲: 1"),
    (shown.anything, (2007,), "2007", "2007"),
    (shown.anything, ("",), "—", "—"),
]  # fmt: skip


@pytest.mark.parametrize(("show", "values", "chinese", "english"), CASES)
def test_shown(show, values, chinese, english):
    with override("zh-hans"):
        assert show(*values) == chinese
    with override("en"):
        assert show(*values) == english


def test_templates_have_the_same():
    text = "{{ d|day }} {{ m|money }} {{ a|area }} {{ s|percent }} {{ l|listing }}"
    values = {"d": DAY, "m": 500_000, "a": 200, "s": 75, "l": ["甲", "乙"]}

    with override("zh-hans"):
        assert Template(text).render(Context(values)) == "2007年3月1日 50万元 200 m² 75% 甲、乙"
