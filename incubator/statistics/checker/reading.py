"""The numbers of a text, as Chinese official style writes them: 30余家, 近3000名, 两成, 翻一番.

A mention keeps where it stands, so that a page can mark it, and the interval that its form
states (see ``incubator.statistics.printed``). Numbers that are no quantities are not mentions:
years and dates, names (3C地块, 258人才网), document and telephone numbers, ordinals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from incubator.statistics.printed import MULTIPLIERS, Interval, interval_of, parse_printed

# Characters of full width that stand for others, one for one: places in the text stay true.
HALF = str.maketrans("０１２３４５６７８９％．，（）：；", "0123456789%.,():;")
# The units of such texts, longest first, so that 平方米 is not read as 平.
UNITS = (
    "万平方米", "平方公里", "平方米", "公顷", "人次", "亿美元", "万美元", "美元", "元", "亩", "家",
    "个", "项", "件", "名", "人", "场", "户", "所", "幢", "栋", "条", "次", "套", "期", "倍", "成",
    "台", "辆", "吨", "㎡", "%",
)  # fmt: skip
UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS if not unit.startswith(("万", "亿"))),
                       key=len, reverse=True))  # fmt: skip
BEFORE = "达到|高达|达|超过|突破|超|逾|近|不足|不到|约|大约"
AFTER = "以上|左右|上下"

DIGITS = re.compile(
    rf"(?P<before>{BEFORE})?\s?(?<![0-9A-Za-z.#-])(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,12}}(?:\.[0-9]{{1,4}})?)"
    rf"(?![0-9A-Za-z#])\s?(?P<more>余|多)?(?P<multiplier>万亿|[百千万亿])?(?P<late>余|多)?\s?"
    rf"(?P<unit>{UNIT})(?P<after>{AFTER})?"
)
CHINESE = re.compile(
    rf"(?P<before>{BEFORE})?(?<![第之零一二两三四五六七八九十百千万亿])"
    rf"(?P<number>[一二两三四五六七八九十百千零〇]{{1,9}}?)(?P<more>余|多)?"
    rf"(?P<multiplier>万亿|[万亿])?(?P<late>余|多)?(?P<unit>{UNIT})(?P<after>{AFTER})?"
)
YEAR = re.compile(
    r"(?<![0-9])(?P<digits>(?:19|20)[0-9]{2})年|(?P<signs>[一二][零〇○O一二三四五六七八九]{3})年"
)
DOUBLED = re.compile(r"翻(?P<times>[一二两三])?番")
FIGURES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
# A unit and the character after it that make another word: 10个月, 258人才网.
LONGER_WORDS = {("个", "月"), ("人", "才"), ("人", "民"), ("名", "牌")}


@dataclass(frozen=True)
class Mention:
    """One number of a text: ``text[start:end]``, its unit as written, the values it allows.

    ``unit`` is without a multiplier: 3亿元 is of the unit 元. A share (两成, 50%, 翻一番) is of
    the unit %, whatever it was written in.
    """

    start: int
    end: int
    form: str
    unit: str
    interval: Interval


def mentions(text: str) -> Iterator[Mention]:
    """The quantities of a text in their order; nothing overlaps."""
    plain = text.translate(HALF)
    found = [*_digits(plain), *_chinese(plain), *_doubled(plain)]
    end = 0
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def interval_of_form(form: str) -> Interval:
    """What a printed form states, in figures or in Chinese numerals: 30余家, 七百家.

    Raises RuleViolation ``unreadable_printed_form``.
    """
    found = list(mentions(form.strip()))
    if len(found) == 1 and found[0].form == form.strip().translate(HALF):
        return found[0].interval
    return parse_printed(form)


def years_named(text: str) -> Iterator[tuple[int, int]]:
    """The calendar years that a text names, each with its place: 2007年, 二〇〇七年."""
    for match in YEAR.finditer(text):
        if match["digits"]:
            yield match.start(), int(match["digits"])
        else:
            figures = [FIGURES.get(sign, 0) for sign in match["signs"]]
            year = int("".join(map(str, figures)))
            if 1900 <= year < 2100:  # noqa: PLR2004 - 一千年 is no year of a report
                yield match.start(), year


def chinese_number(text: str) -> int | None:
    """三百二十 → 320, 十五 → 15; None for what is no number (一五, 百)."""
    total = digit = 0
    least = None
    for character in text:
        if character in PLACES:
            place = PLACES[character]
            if (least is not None and place >= least) or (not digit and place != PLACES["十"]):
                return None
            total += (digit or 1) * place
            digit, least = 0, place
        else:
            if digit:
                return None
            digit = FIGURES[character]
    return total + digit


def _digits(text: str) -> Iterator[Mention]:
    for match in DIGITS.finditer(text):
        if text[match.start("number") - 1 : match.start("number")] == "第":
            continue  # 第3家: which one, not how many
        if (match["unit"], text[match.end() : match.end() + 1]) in LONGER_WORDS:
            continue
        if mention := _mention(match, match["number"].replace(",", "")):
            yield mention


def _chinese(text: str) -> Iterator[Mention]:
    for match in CHINESE.finditer(text):
        number = chinese_number(match["number"]) or _bare(match)
        # 一个, 一项, 两家 are mostly words, not figures; a share or a rounded number is one.
        beside = match["multiplier"] or match["more"] or match["late"]
        is_figure = match["unit"] == "成" or len(match["number"]) > 1 or beside
        if number and is_figure and (mention := _mention(match, str(number))):
            yield mention


def _bare(match: re.Match) -> int | None:
    """百余家 is 100余家: a place without a digit counts as one of it where it is rounded."""
    return PLACES.get(match["number"]) if match["more"] else None


def _doubled(text: str) -> Iterator[Mention]:
    for match in DOUBLED.finditer(text):
        times = FIGURES[match["times"] or "一"]
        grown = Decimal(2**times - 1) * 100
        yield Mention(
            match.start(), match.end(), match[0], "%", Interval(grown, grown, high_included=True)
        )


def _mention(match: re.Match, number: str) -> Mention | None:
    """None where two words contradict each other (近30余家)."""
    words = [match[name] for name in ("before", "more", "late", "after") if match[name]]
    if words[0:1] in (["达"], ["达到"], ["高达"]) and words[1:] == ["以上"]:
        words = words[1:]  # 达90%以上 says no more than 90%以上
    if len(words) > 1:
        return None
    multiplier = _multiplier(match["multiplier"] or "")
    unit = match["unit"]
    if unit == "成":
        multiplier, unit = 10, "%"
    interval = interval_of(number, multiplier, words[0] if words else "", unit="")
    unit = {"㎡": "平方米"}.get(unit, unit)
    return Mention(match.start(), match.end(), match[0].strip(), unit, interval)


def _multiplier(text: str) -> int:
    return MULTIPLIERS["万"] * MULTIPLIERS["亿"] if text == "万亿" else MULTIPLIERS[text]
