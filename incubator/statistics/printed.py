"""Printed forms: what 30余家 or 近3000名 in a Chinese document says about the exact value.

A form maps to an interval by the word beside the number. The *step* is the place value of
the last digit that is not zero (30 → 10, 1100 → 100, 700 → 100, 210 → 10). The report's own
forms and the meaning of 余 are given (domain section 1); the widths of 近 and 约 are ours:
half a step, which is what rounding to that digit can hide.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

MULTIPLIERS = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True)
class Interval:
    """The values that a printed form allows: from ``low`` up to ``high`` (None: no end)."""

    low: Decimal
    high: Decimal | None
    low_included: bool = True
    high_included: bool = False
    unit: str = ""

    def contains(self, value: Decimal | int) -> bool:
        """Whether the form is true of the exact ``value``."""
        above = value > self.low or (self.low_included and value == self.low)
        if self.high is None:
            return above
        return above and (value < self.high or (self.high_included and value == self.high))

    def __str__(self) -> str:
        if self.high == self.low:
            return f"= {self.low.normalize():f}"
        low = f"{'≥' if self.low_included else '>'} {self.low.normalize():f}"
        if self.high is None:
            return low
        return f"{low}, {'≤' if self.high_included else '<'} {self.high.normalize():f}"


# Word → the interval around number n with step s. The last two columns: low, high included.
WORDS = {
    "": lambda n, s: (n, n, True, True),
    "余": lambda n, s: (n, n + s, True, False),
    "多": lambda n, s: (n, n + s, True, False),
    "达": lambda n, s: (n, n + s, True, False),
    "达到": lambda n, s: (n, n + s, True, False),
    "超": lambda n, s: (n, n + s, False, False),
    "超过": lambda n, s: (n, n + s, False, False),
    "逾": lambda n, s: (n, n + s, False, False),
    "近": lambda n, s: (n - s / 2, n, True, False),
    "不足": lambda n, s: (n - s, n, True, False),
    "约": lambda n, s: (n - s / 2, n + s / 2, True, False),
    "以上": lambda n, s: (n, None, True, False),
}
# Words that say the same as another.
SAME = {
    "高达": "达", "突破": "超", "不到": "不足", "大约": "约", "左右": "约", "上下": "约",
}  # fmt: skip
WORDS |= {word: WORDS[other] for word, other in SAME.items()}

FORM = re.compile(
    r"(?P<before>达到|高达|达|超过|突破|超|逾|近|不足|不到|约|大约)?"
    r"(?P<number>[0-9]{1,12}(?:\.[0-9]{1,4})?)"
    r"(?P<more>余|多)?(?P<multiplier>[百千万亿]?)(?P<late>余|多)?"
    r"(?P<unit>[^0-9\s以]{0,6}?)(?P<after>以上|左右|上下)?"
)


def parse_printed(form: str) -> Interval:
    """The interval that a printed form such as ``30余家`` states.

    Full-width digits are read as digits. Raises RuleViolation ``unreadable_printed_form``
    for anything that the table does not know, and for two words that contradict.
    """
    text = unicodedata.normalize("NFKC", form).replace(",", "").strip()
    match = FORM.fullmatch(text)
    words = (
        [match[name] for name in ("before", "more", "late", "after") if match[name]]
        if match
        else []
    )
    if match is None or len(words) > 1:
        raise RuleViolation(
            "unreadable_printed_form",
            _("“%(form)s” is not a number in a form that can be read."),
            field="printed",
            form=form[:40],
        )
    multiplier = MULTIPLIERS[match["multiplier"]]
    word = words[0] if words else ""
    return interval_of(match["number"], multiplier, word, unit=match["unit"])


def interval_of(digits: str, multiplier: int, word: str, *, unit: str) -> Interval:
    """The interval of a number as written, its multiplier and the word beside it (or "")."""
    number = Decimal(digits) * multiplier
    step = step_of(digits) * multiplier
    low, high, low_included, high_included = WORDS[word](number, step)
    return Interval(low, high, low_included, high_included, unit=unit)


def step_of(digits: str) -> Decimal:
    """The place value of the last digit that is not zero: 1100 → 100, 12.5 → 0.1, 0 → 1."""
    if "." in digits:
        return Decimal(1).scaleb(-len(digits.split(".")[1]))
    kept = digits.rstrip("0")
    return Decimal(1).scaleb(len(digits) - len(kept)) if kept else Decimal(1)
