"""In which unit amounts stand, as people write it above them: read, or refused, never guessed."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.lifecycle import returns
from companies.models import ReturnItem
from companies.rules.returns.units import TIMES, unit_above, unit_of
from incubator.core.dates import now

UNITS = ["元", "千元", "万元", "百万元", "亿元"]
NAMES = ["总收入", "其中：技术性收入", "研究与试验发展（R&D）经费支出", "多元化经营收入", "Revenue"]
FRAMES = [
    "（{}）", "({})", "【{}】", "[{}]", "，{}", "/{}", " ( {} )", "（单位：{}）", "：{}",
    "-{}", "（{}/年）", "（以{}计）", "{}", "单位：{}",
]  # fmt: skip
SAID = ["{}", "人民币{}", "RMB{}", "{}人民币", "￥{}"]
FOREIGN = [
    "美元",
    "万美元",
    "百万美元",
    "欧元",
    "港币",
    "USD",
    "10,000 USD",
    "EUR",
    "$",
    "million €",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_is_read_however_it_is_written(name):
    for frame, said, unit in product(FRAMES, SAID, UNITS):
        heading = name + frame.format(said.format(unit))
        assert unit_of(heading) == unit, heading


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("总收入（万）", "万元"),
        ("总收入（亿）", "亿元"),
        ("收入(千)", "千元"),
        ("收入（百万）", "百万元"),
        ("收入 (10,000 yuan)", "万元"),
        ("Revenue (× 1,000 yuan)", "千元"),
        ("Revenue, yuan", "元"),
        ("Revenue in millions of yuan", "百万元"),
        ("Revenue (RMB million)", "百万元"),
        ("Revenue (hundred million yuan)", "亿元"),
        ("Revenue (thousand RMB)", "千元"),
        ("收入（含千人计划）（万元）", "万元"),
        ("收入（人民币、万元）", "万元"),
        ("收入*（千元）", "千元"),
        ("总收入", ""),
        ("", ""),
        ("出口（进出口）额", ""),
        ("收入（2007年）", ""),
        ("收入（1000）", ""),
        ("收入（不含税）", ""),
        ("元器件（件）", ""),
        ("经营单元", ""),
        ("Spending by entrepreneurs", ""),
    ],
)
def test_spellings_of_units(heading, unit):
    assert unit_of(heading) == unit


@pytest.mark.parametrize(
    "heading",
    [
        *(f"总收入（{one}）" for one in FOREIGN),
        *(f"总收入，{one}" for one in FOREIGN),
        "收入美元",
        "总收入（千万元）",
        "总收入千万元",
        "总收入（百元）",
        "总收入（10万元）",
        "总收入十万元",
        "Revenue, 10 million yuan",
        "Revenue (ten million yuan)",
        "总收入（人民币）",
        "Revenue (RMB)",
        "Revenue RMB 10,000",
        "总收入（￥）",
        "总收入（万元）（千元）",
        "总收入（元/千元）",
        "Revenue (k)",
    ],
)
def test_what_hints_at_another_unit_is_not_taken_for_none(heading):
    assert unit_of(heading) is None


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_an_answer(text):
    assert unit_of(text) in {*TIMES.values(), "元", "", None}
    assert unit_above([[text]]) in {*TIMES.values(), "元", "", None}


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        (["2007年在孵企业情况表", "", "单位：万元"], "万元"),
        (["单位：", "万元"], "万元"),
        (["（单位：人民币千元）"], "千元"),
        (["金额单位为百万元"], "百万元"),
        (["情况表（万元）"], "万元"),
        (["单位：万元、人、%"], "万元"),
        (["Unit: 10,000 yuan"], "万元"),
        (["填报单位：宁波亿元科技有限公司"], ""),
        (["千万元企业名单", "万达园"], ""),
        ([], ""),
        (["torch-yearly/1", "2007年", "千元"], "千元"),
        (["单位：万美元"], None),
        (["单位：千万元"], None),
        (["Unit: USD"], None),
        (["币种：美元"], None),
        (["", "万元", "千元"], None),
    ],
)
def test_a_line_above_the_headings_gives_the_unit(line, unit):
    assert unit_above([["标题"], line]) == unit


def test_no_item_of_any_form_is_taken_for_another_unit(db):
    returns.load_forms(at=now())

    for item in ReturnItem.objects.all():
        if item.is_money:
            assert [unit_of(item.label), unit_of(item.label_en)] == ["", ""], item.label
            assert unit_of(f"{item.label}（{item.unit}）") == item.unit
            assert unit_of(f"{item.label_en} ({item.unit_said})") == item.unit
