"""Unit tests: which numbers a text holds, and what their forms allow."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.statistics.checker.reading import chinese_number, mentions

DIGITS = "零一二三四五六七八九"


def read(text: str) -> list[tuple[str, str, str]]:
    return [(one.form, one.unit, str(one.interval)) for one in mentions(text)]


@pytest.mark.parametrize(
    ("text", "form", "unit", "means"),
    [
        ("引进企业210家", "210家", "家", "= 210"),
        ("毕业30余家", "30余家", "家", "≥ 30, < 40"),
        ("毕业三十余家", "三十余家", "家", "≥ 30, < 40"),
        ("十多个项目", "十多个", "个", "≥ 10, < 20"),
        ("引进人才近3000名", "近3000名", "名", "≥ 2500, < 3000"),
        ("1100多个项目", "1100多个", "个", "≥ 1100, < 1200"),
        ("一千一百多个项目", "一千一百多个", "个", "≥ 1100, < 1200"),
        ("总数达700家", "达700家", "家", "≥ 700, < 800"),
        ("总数突破700家", "突破700家", "家", "> 700, < 800"),
        ("不到50家", "不到50家", "家", "≥ 40, < 50"),
        ("50家左右", "50家左右", "家", "≥ 45, < 55"),
        ("面积10万平方米", "10万平方米", "平方米", "= 100000"),
        ("占地98亩", "98亩", "亩", "= 98"),
        ("收入268亿元", "268亿元", "元", "= 26800000000"),
        ("收入1.2万亿元", "1.2万亿元", "元", "= 1200000000000"),
        ("增长58.2%", "58.2%", "%", "= 58.2"),
        ("增长两成", "两成", "%", "= 20"),
        ("增长近五成", "近五成", "%", "≥ 45, < 50"),
        ("增长3成以上", "3成以上", "%", "≥ 30"),
        ("产值翻一番", "翻一番", "%", "= 100"),
        ("产值翻两番", "翻两番", "%", "= 300"),
        ("达90%以上", "达90%以上", "%", "≥ 90"),
        ("引进1,200家", "1,200家", "家", "= 1200"),
        ("引进２１０家", "２１０家", "家", "= 210"),
        ("引进 210 家", "210 家", "家", "= 210"),
        ("一万余名学生", "一万余名", "名", "≥ 10000, < 20000"),
    ],
)
def test_forms(text, form, unit, means):
    (found,) = mentions(text)

    assert text[found.start : found.end].strip() == form
    assert (found.unit, str(found.interval)) == (unit, means)


@pytest.mark.parametrize(
    "text",
    [
        "2007年", "7月1日", "第3家", "3C地块", "5#地块", "258人才网", "热线87901890", "十七大",
        "一个研究院", "二期工程", "“一、五、十”", "近30余家", "10个月", "V2.0", "GB 32100-2015",
        "十二五规划", "两家", "",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text):
    assert read(text) == []


@given(st.integers(1, 9999))
def test_chinese_numbers_are_read_back(number):
    assert chinese_number(_written(number)) == number


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    """Whatever is pasted, mentions lie in it, in order, without overlap."""
    end = 0
    for one in mentions(text):
        assert end <= one.start < one.end <= len(text)
        assert one.interval.low >= 0 or one.interval.low == Decimal(0)
        end = one.end


def _written(number: int) -> str:
    """An independent writer: 320 → 三百二十, 305 → 三百零五, 12 → 十二."""
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        elif text:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text
