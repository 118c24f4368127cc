"""The unit of money that stands above figures: in a heading, or in a line above all headings.

Units are 元, 千元, 万元, 百万元 and 亿元. What only looks like one (美元, 十万元, a currency
without its scale) is told apart from a heading that names none: no figure is read by a guess.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

TIMES = {
    "百万": "百万元", "佰万": "百万元", "1000000": "百万元", "million": "百万元",
    "millions": "百万元", "万": "万元", "萬": "万元", "10000": "万元", "tenthousand": "万元",
    "tensofthousands": "万元", "千": "千元", "仟": "千元", "1000": "千元", "thousand": "千元",
    "thousands": "千元", "亿": "亿元", "億": "亿元", "100000000": "亿元", "100million": "亿元",
    "hundredmillion": "亿元",
}  # fmt: skip
_MANY = "|".join(sorted(TIMES, key=len, reverse=True))
_YUAN = "元|圆|圓|yuan"
_OURS = "人民币|人民幣|rmb|cny|¥"
_MONEY = f"(?:{_YUAN})(?:{_OURS})?|{_OURS}"
_FOREIGN = (
    "美元|美金|欧元|港元|港币|日元|日币|英镑|澳元|加元|韩元|台币|法郎|卢布|外币|外汇|"
    r"\$|€|£|(?<![a-z])(?:usd|eur|hkd|jpy|gbp|aud|cad|dollars?|euros?|pounds?|yen)(?![a-z])"
)
FOREIGN = re.compile(_FOREIGN)
GROUPS = re.compile(r"(?<=\d),(?=\d{3})")
BETWEEN = re.compile(r"[()\[\]{}【】〔〕〖〗〈〉《》「」<>,;:、。|/_\-—–]+")
# A part of a heading that says nothing but a unit.
WHOLE = re.compile(
    r"(?:以|按|in|units?|(?:金额|货币|计量|数据)?单位)?(?:为|是|:)?"
    rf"(?:{_OURS})?[×x]?(?P<times>{_MANY})?(?:of)?(?P<yuan>{_YUAN})?(?:{_OURS})?(?:计|整)?"
)
# A unit behind the name without anything between them; 单元 and 多元 are words.
ENDING = re.compile(
    rf"(?:(?<![十百千万亿\d])(?<!ten)(?<!hundred)(?P<times>{_MANY})(?:of)?(?:{_MONEY})"
    r"|(?<![十百千万亿\d单多])(?<!lion)(?<!lions)(?<!sand)(?<!sands)(?<!of)"
    rf"(?P<yuan>{_YUAN})(?:{_OURS})?)$"
)
# What hints at a unit behind a name, and in brackets.
ENDS_LIKE_ONE = re.compile(rf"(?:[十百千万亿]|(?<![单多])元|(?:{_OURS})\d*|yuan|million|thousand)$")
LIKE_ONE = re.compile(rf"[元圆圓万萬亿億千仟币]|{_OURS}|yuan|million|thousand|billion|^[kmw]$")
# What is said of all figures above the headings, and is none of the units.
ABOVE_LIKE_ONE = re.compile(
    r"(?:(?:金额|货币|计量)?单位|币种|units?|currency)?(?:为|是)?"
    rf"[十百千万亿\d]*(?:thousand|million|billion)?(?:{_FOREIGN}|(?<=[十百千万亿\d])元)"
)


def unit_of(heading: str) -> str | None:
    """The unit that a heading of money names: empty where it names none, None where it hints at
    one that is not understood, or at two."""
    text = _plain(heading)
    name, *parts = BETWEEN.split(_joined(text))
    endings = map(ENDING.search, (name, *parts))
    units = {_meant(ending) for ending in endings if ending}
    units |= {unit for unit in map(_whole, (name, *parts)) if unit}
    if FOREIGN.search(text) or len(units) > 1:
        return None
    if units:
        return units.pop()
    hints = ENDS_LIKE_ONE.search(name) or any(LIKE_ONE.search(part) for part in parts)
    return None if hints else ""


def unit_above(lines: Iterable[Sequence[str]]) -> str | None:
    """The unit that lines above the headings (“单位：万元”) give to all figures; as ``unit_of``."""
    parts = [
        part for line in lines for cell in line for part in BETWEEN.split(_joined(_plain(cell)))
    ]
    units = {unit for unit in map(_whole, parts) if unit}
    if len(units) > 1 or any(not _whole(part) and ABOVE_LIKE_ONE.fullmatch(part) for part in parts):
        return None
    return units.pop() if units else ""


def _plain(text: str) -> str:
    return GROUPS.sub("", unicodedata.normalize("NFKC", text).lower())


def _joined(text: str) -> str:
    return "".join(text.replace("*", "").split())


def _whole(part: str) -> str:
    match = WHOLE.fullmatch(part)
    if match is None or not (match["times"] or match["yuan"]):
        return ""
    if (match["times"] or "").isdecimal() and not _names_money(part):
        return ""  # a bare 1000 may be anything
    return _meant(match)


def _names_money(part: str) -> bool:
    return re.search(rf"{_YUAN}|{_OURS}", part) is not None


def _meant(match: re.Match) -> str:
    times = match["times"]
    return TIMES[times] if times else "元"
