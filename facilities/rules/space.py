"""Rules about space: areas that add up, and the share that incubatees must use."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple


class Span(NamedTuple):
    """An area in m² that exists on [begins_on, ends_on); None is open."""

    area: Decimal
    begins_on: datetime.date
    ends_on: datetime.date | None = None


class Peak(NamedTuple):
    """The largest sum of areas, and the first day on which it stands."""

    area: Decimal
    on: datetime.date | None


def peak(spans: Iterable[Span]) -> Peak:
    """The largest sum of areas on any one day. On one day the ends come before the begins."""
    changes: list[tuple[datetime.date, Decimal]] = []
    for span in spans:
        changes.append((span.begins_on, span.area))
        if span.ends_on is not None:
            changes.append((span.ends_on, -span.area))
    total, largest = Decimal(0), Peak(Decimal(0), None)
    for day, change in sorted(changes):
        total += change
        if total > largest.area:
            largest = Peak(total, day)
    return largest


@dataclass(frozen=True)
class ShareRule:
    """What part of an institution's own area incubatees must use, from a day on.

    ``with_public``: the area of public service counts on their side too.
    """

    code: str
    from_on: datetime.date
    at_least: Fraction
    with_public: bool
    source: str


# Domain 2 (documents and their dates) and 11.2 (the table of thresholds). The day on which
# a document took effect was mostly not found; the day of issue stands for it. The rule of
# 2025 states no share in the sources, so that of 2018 stays the last.
SHARE_RULES = (
    ShareRule(
        "CN-2006", datetime.date(2006, 12, 7), Fraction(2, 3), False,
        "国科发高字〔2006〕498号; share confirmed by local rules of the same family only",
    ),
    ShareRule(
        "CN-2010", datetime.date(2010, 11, 29), Fraction(3, 4), True,
        "国科发高〔2010〕680号; text not found, date unconfirmed",
    ),
    ShareRule(
        "CN-2018", datetime.date(2019, 1, 1), Fraction(3, 4), True, "国科发区〔2018〕300号",
    ),
)  # fmt: skip


def share_rule(on: datetime.date) -> ShareRule | None:
    """The rule in force on a day; None before the first."""
    in_force = [rule for rule in SHARE_RULES if rule.from_on <= on]
    return in_force[-1] if in_force else None


def changes_of_share() -> list[ShareRule]:
    """The first rule, and those by which another part counts than before."""
    changed: list[ShareRule] = []
    for rule in SHARE_RULES:
        if not changed or changed[-1].with_public != rule.with_public:
            changed.append(rule)
    return changed


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part`` of ``whole`` in per cent with two decimals; None where there is no whole."""
    if not whole:
        return None
    return (100 * part / whole).quantize(Decimal("0.01"))
