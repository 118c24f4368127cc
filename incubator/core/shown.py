"""How values are shown to people, once for pages, letters and lists, in the reader's language.

Chinese as its offices write: 2007年3月1日, 50万元, 12,345.60元, 200 m², 75%, 210家, and 、 between
the parts of a list. In English: March 1, 2007, 500,000 yuan, 200 m², 75%, 210 companies. The
filters of the same names in templates are these functions. What programs read (the API, files of
a prescribed form, published editions) has formats of its own and is not shown by this.
"""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from incubator.core.last_days import ONE_DAY
from incubator.core.numbers import NOTHING, figure
from incubator.core.units import CENT, YUAN_PER

TEN_THOUSAND = "万元"
CENTS = 2
# Of 万元 no more decimals are told than people take in at a glance.
MOST_OF_TEN_THOUSAND = Decimal(100)
# Signs that stand at their figure without a word's distance (GB/T 15835).
CLOSE = frozenset({"%", "‰"})


def day(value: datetime.date | None) -> str:
    """2007年3月1日; of a moment, the day that it was here."""
    if value is None or value == "":
        return NOTHING
    return date_format(_here(value))


def last_day(until: datetime.date | None) -> str:
    """Of a time that ends before a day, the last day of it: 2007年12月31日 of 2008-01-01."""
    return NOTHING if until is None or until == "" else day(until - ONE_DAY)


def moment(value: datetime.datetime | None) -> str:
    """2007年3月1日 15:30, on the clock of the place."""
    if value is None or value == "":
        return NOTHING
    return date_format(_here(value), "DATETIME_FORMAT")


def clock(value: datetime.datetime | datetime.time | None) -> str:
    """15:30."""
    if value is None or value == "":
        return NOTHING
    return f"{_here(value):%H:%M}"


def days(first: datetime.date | None, last: datetime.date | None) -> str:
    """2007年3月1日至2008年3月1日; 2007年3月1日起 where no end is known."""
    if last is None:
        return pgettext("days", "since %s") % day(first)
    return pgettext("days", "%(first)s – %(last)s") % {"first": day(first), "last": day(last)}


def money(yuan: Decimal | int | None) -> str:
    """50万元 where nothing is lost by it, else 12,345.60元: an amount that is spoken of."""
    if yuan is None or yuan == "":
        return NOTHING
    if _in_chinese() and abs(yuan) >= YUAN_PER[TEN_THOUSAND] and not yuan % MOST_OF_TEN_THOUSAND:
        return f"{figure(Decimal(yuan) / YUAN_PER[TEN_THOUSAND])}{TEN_THOUSAND}"
    return _("%(amount)s yuan") % {"amount": amount(yuan)}


def money_in(yuan: Decimal, unit: str, places: int = CENTS) -> str:
    """Yuan in the unit that they were asked in: 50万元, 400千元; English has no such units, and
    says 500,000 yuan.
    """
    if not _in_chinese():
        return money(yuan)
    return f"{figure(yuan / YUAN_PER[unit], places)}{unit}"


def amount(yuan: Decimal | int | None) -> str:
    """12,345.60 or 500,000: yuan under a heading that says so; cents only where there are some."""
    if yuan is None or yuan == "":
        return NOTHING
    return f"{yuan:,.0f}" if yuan == int(yuan) else f"{yuan:,.{CENTS}f}"


def account(yuan: Decimal | int | None) -> str:
    """6,000.00: yuan as a bill or an account says them, always to the cent."""
    return NOTHING if yuan is None or yuan == "" else f"{yuan:,.{CENTS}f}"


def of_fen(fen: int) -> str:
    """Fen as ``account`` says yuan."""
    return account(Decimal(fen) * CENT)


def area(square_metres: Decimal | int | None) -> str:
    """1,234.5 m² (between a figure and a unit stands a space: GB 3101)."""
    return NOTHING if square_metres is None else f"{figure(square_metres)} m²"


def percent(value: Decimal | float | str | None, places: int = CENTS) -> str:
    """75% of a value of 75, with as many decimals as say something."""
    return NOTHING if value is None or value == "" else f"{figure(value, places)}%"


def measured(value: Decimal | float | None, unit: object = "", places: int = CENTS) -> str:
    """A figure with the unit that it counts: 210家, 210 companies, 1,500 m², 75%."""
    said, unit = figure(value, places), str(unit)
    if value is None or not unit:
        return said
    if unit in CLOSE:
        return f"{said}{unit}"
    if unit.isascii() or unit.startswith("m²") or not _in_chinese():
        return f"{said} {unit}"
    return f"{said}{unit}"


def listing(parts: Iterable[object]) -> str:
    """Names beside one another: 甲、乙 (English: a, b); what is empty is left out."""
    return _(", ").join(str(part) for part in parts if part not in (None, ""))


def clauses(parts: Iterable[object]) -> str:
    """What would each be a sentence: 甲；乙 (English: a; b); what is empty is left out."""
    return _("; ").join(str(part) for part in parts if part not in (None, ""))


def aside(text: object, more: object) -> str:
    """甲（乙）, in English a (b); ``text`` alone where there is nothing more to say."""
    if more in (None, ""):
        return str(text)
    return pgettext("aside", "%(text)s (%(more)s)") % {"text": text, "more": more}


def enclosed(more: object) -> str:
    """（乙）, in English with a blank before it; nothing where there is nothing to say."""
    return "" if more in (None, "") else pgettext("aside", " (%s)") % more


def labelled(label: object, text: object) -> str:
    """甲：乙, in English a: b."""
    return str(label) + _(": ") + str(text)


def kept_sentence(text: str) -> str:
    """A sentence that was kept as its source (``gettext_noop``), in the reader's language; what
    was kept in a language already, as it stands."""
    return _(text) if text else ""


def anything(value: object, places: int = CENTS) -> str:
    """Whatever a column of a table holds, as people read it; ``places`` of a decimal at most."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, Decimal):
        return figure(value, places)
    for kind, show in KINDS.items():
        if isinstance(value, kind):
            return show(value)
    return str(value)


def _here(value):
    """A moment on the clock of the place; a day or a time as it is."""
    is_moment = isinstance(value, datetime.datetime) and value.tzinfo is not None
    return localtime(value) if is_moment else value


# The first that a value is one of counts: a moment is a day as well.
KINDS: dict[type | tuple[type, ...], Callable[[Any], str]] = {
    bool: lambda value: _("yes") if value else _("no"),
    datetime.datetime: moment,
    datetime.date: day,
    datetime.time: clock,
    dict: lambda value: listing(labelled(name, each) for name, each in value.items()),
    (list, tuple): listing,
}


def _in_chinese() -> bool:
    return (get_language() or "").startswith("zh")
