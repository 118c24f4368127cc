"""Reads one figure as it was typed, and says one again: numbers, money with its unit, days.

An item is anything with the attributes of ``models.ReturnItem``. Full-width digits, commas
and a unit of its own behind the figure are understood; a doubtful one is refused.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from companies.enums import ItemKind
from companies.rules.reading import DAY
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped
from incubator.core.shown import day as day_said
from incubator.core.shown import measured, money_in
from incubator.core.units import CENT, YUAN_PER

LONGEST_TEXT = 2_000
LONGEST_NUMBER = 40
LARGEST = Decimal("9999999999999.99")
LARGEST_SHARE = 1_000  # per cent: goals can be passed
EVERY_DECIMAL = 8
NUMBER = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
# Units that people write behind an amount, longer ones first; 1百万元 is kept as 100万元.
AMOUNT_UNITS = {
    "百万元": "万元", "亿元": "亿元", "万元": "万元", "千元": "千元", "百万": "万元", "亿": "亿元",
    "万": "万元", "千": "千元", "元": "元",
}  # fmt: skip
TIMES = {"百万元": 100, "百万": 100}
MINUS = str.maketrans({"−": "-", "–": "-", "—": "-"})


@dataclass(frozen=True)
class Reading:
    """``number`` in yuan, m², people, pieces or per cent; ``unit`` of an amount as typed."""

    text: str = ""
    number: Decimal | None = None
    unit: str = ""
    day: date | None = None


NOTHING = Reading()


def read(item, typed: str) -> Reading:
    """What was typed under an item; ``NOTHING`` where nothing was.

    Raises RuleViolation with the item's code as ``field``: ``value_not_a_number``,
    ``value_negative``, ``value_not_whole``, ``value_too_precise``, ``value_too_large``,
    ``value_not_a_day``, ``value_not_offered``, ``value_too_long``.
    """
    if not typed.strip():
        return NOTHING
    try:
        return READERS[item.kind](item, typed.strip())
    except RuleViolation as violation:
        violation.field = item.code
        raise


def said(item, number: Decimal | None) -> str:
    """A figure in its item's unit, grouped, with every decimal that it has."""
    if number is None:
        return ""
    if item.is_money:
        return money_in(number, item.unit, EVERY_DECIMAL)
    return measured(number, item.unit_said, EVERY_DECIMAL)


def in_unit(item, number: Decimal) -> Decimal:
    """A figure as it is written in its item's unit, without loss."""
    return number / YUAN_PER[item.unit] if item.is_money else number


def value_said(item, *, typed: str, number: Decimal | None, day: date | None) -> str:
    """Whatever stands under an item, as people read it."""
    if number is not None:
        return said(item, number)
    if day is not None:
        return day_said(day)
    return dict(item.choices).get(typed, typed)


def _plain(text: str) -> str:
    """Half-width, without blanks, and one sort of minus."""
    return "".join(unicodedata.normalize("NFKC", text).translate(MINUS).split())


def _number(text: str, plain: str) -> Decimal:
    match = NUMBER.fullmatch(plain) if len(plain) <= LONGEST_NUMBER else None
    if match is None:
        raise RuleViolation("value_not_a_number", _("“%(text)s” is not a number."), text=text[:40])
    return Decimal(plain.replace(",", ""))


def _within(number: Decimal, *, text: str, signed: bool = False) -> Decimal:
    if number < 0 and not signed:
        raise RuleViolation("value_negative", _("“%(text)s” is below zero."), text=text[:40])
    if abs(number) > LARGEST:
        raise RuleViolation(
            "value_too_large", _("“%(text)s” is larger than can be kept."), text=text[:40]
        )
    if number != number.quantize(CENT):
        raise RuleViolation(
            "value_too_precise",
            _("“%(text)s” has more decimals than can be kept: nothing is rounded silently."),
            text=text[:40],
        )
    return number


def _read_amount(item, text: str) -> Reading:
    plain = _plain(text).removeprefix("¥")
    unit, times = item.unit, 1
    for ending, meant in AMOUNT_UNITS.items():
        if plain.endswith(ending):
            plain, unit, times = plain[: -len(ending)], meant, TIMES.get(ending, 1)
            break
    yuan = _number(text, plain) * times * YUAN_PER[unit]
    return Reading(text, _within(yuan, text=text, signed=item.kind == ItemKind.RESULT), unit)


def _read_integer(item, text: str) -> Reading:
    number = _within(_number(text, _plain(text).removesuffix(item.unit or "\0")), text=text)
    if number != int(number):
        raise RuleViolation(
            "value_not_whole", _("“%(text)s” is not a whole number."), text=text[:40]
        )
    return Reading(text, number)


def _read_area(item, text: str) -> Reading:
    plain = _plain(text).removesuffix("m2").removesuffix("平方米")
    return Reading(text, _within(_number(text, plain), text=text))


def _read_share(item, text: str) -> Reading:
    number = _within(_number(text, _plain(text).removesuffix("%")), text=text)
    if number > LARGEST_SHARE:
        raise RuleViolation(
            "value_too_large", _("“%(text)s” is larger than can be kept."), text=text[:40]
        )
    return Reading(text, number)


def _read_day(item, text: str) -> Reading:
    match = DAY.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2100:  # noqa: PLR2004 - what anybody alive can mean
        raise RuleViolation(
            "value_not_a_day",
            _("“%(text)s” is not a day; write it like 2007-12-31."),
            text=text[:40],
        )
    return Reading(text, day=day)


def _read_choice(item, text: str) -> Reading:
    """By its stored word, or by what it is called in either language (as files have it)."""
    for word, chinese, english in zip(
        item.options, item.option_labels, item.option_labels_en, strict=True
    ):
        if text.casefold() in (word.casefold(), chinese.casefold(), english.casefold()):
            return Reading(word)
    raise RuleViolation(
        "value_not_offered",
        _("“%(text)s” is not one of the choices here."),
        text=text[:40],
    )


def _read_text(item, text: str) -> Reading:
    if len(text) > LONGEST_TEXT:
        raise RuleViolation(
            "value_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            most=grouped(LONGEST_TEXT),
            count=grouped(len(text)),
        )
    return Reading(text)


READERS: dict[str, Callable[..., Reading]] = {
    ItemKind.INTEGER: _read_integer,
    ItemKind.MONEY: _read_amount,
    ItemKind.RESULT: _read_amount,
    ItemKind.AREA: _read_area,
    ItemKind.SHARE: _read_share,
    ItemKind.DATE: _read_day,
    ItemKind.CHOICE: _read_choice,
    ItemKind.TEXT: _read_text,
}
