"""A rulebook's criteria as people read them, as they go together, and as they are lowered.

Pure functions over ``models.Criterion`` rows.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.core.numbers import figure
from incubator.core.shown import measured, money
from incubator.institutions.rules import MOST, RULES, Compare, Measure, RuleKind

SIGNS = {Measure.PERCENT: "%", Measure.AREA: "m²"}
THIRDS = 3  # two thirds are said as 2/3: 66.67 % would be another number


def items_of(criteria: Iterable) -> list[list]:
    """The criteria of each numbered item together, in order; one without a number is its own."""
    items: dict[object, list] = {}
    for place, criterion in enumerate(criteria):
        items.setdefault(criterion.item or place, []).append(criterion)
    return list(items.values())


def reduced(threshold: Fraction, criterion, *, factor: Fraction | None, round_up: bool) -> Fraction:
    """A threshold in a hardship or remote area: lowered where the text lists it, else as it is.

    Counts are rounded up where ``round_up`` says so (domain 12.13: no rule was found).
    """
    if factor is None or not criterion.reducible:
        return threshold
    lower = threshold * factor
    whole = RULES[criterion.rule].measure == Measure.COUNT
    return Fraction(math.ceil(lower)) if whole and round_up else lower


def meets(value: Fraction | int, threshold: Fraction, compare: Compare) -> bool:
    """Whether a figure meets a threshold."""
    match compare:
        case Compare.AT_LEAST:
            return value >= threshold
        case Compare.MORE_THAN:
            return value > threshold
        case Compare.AT_MOST:
            return value <= threshold
        case Compare.LESS_THAN:
            return value < threshold
    raise ValueError(compare)


def most_said(code: str, number: Fraction | None) -> str:
    """The most that a number under a rule can be, where this one is more; else nothing."""
    rule = RULES.get(code)
    most = MOST.get(rule.measure) if rule else None
    if rule is None or most is None or (number or 0) <= most:
        return ""
    return number_said(Fraction(most), rule.measure)


def number_said(number: Fraction | None, measure: Measure) -> str:
    """A figure with its unit, in the reader's language; “number not on file” for None."""
    if number is None:
        return _("number not on file")
    part = number / 100
    if measure == Measure.PERCENT and part.denominator == THIRDS:
        return str(part)
    if measure == Measure.YUAN:
        return money(Decimal(number.numerator) / number.denominator)
    if measure in SIGNS:
        return measured(float(number), SIGNS[measure])
    count = int(number)
    with_unit = {
        Measure.MONTHS: ngettext("%(n)s month", "%(n)s months", count),
        Measure.YEARS: ngettext("%(n)s year", "%(n)s years", count),
        Measure.DAYS: ngettext("%(n)s day", "%(n)s days", count),
        Measure.YUAN_PER_M2: _("%(n)s yuan per m²"),
    }
    return with_unit.get(measure, "%(n)s") % {"n": figure(float(number))}


def condition_said(criterion) -> str:
    """“Longest stay: at most 48 months”, in the reader's language."""
    rule = RULES.get(criterion.rule)
    if rule is None:
        return criterion.rule
    if rule.compare == Compare.REQUIRED:
        return str(rule.label)
    return _("%(rule)s: %(limit)s") % {
        "rule": rule.label,
        "limit": limit_said(rule, criterion.threshold),
    }


def limit_said(rule: RuleKind, threshold: Fraction | None) -> str:
    """“at most 48 months”; a parameter is its bare number."""
    number = number_said(threshold, rule.measure)
    if threshold is None or rule.parameter:
        return number
    words = {
        Compare.AT_LEAST: _("at least %(number)s"),
        Compare.MORE_THAN: _("more than %(number)s"),
        Compare.AT_MOST: _("at most %(number)s"),
        Compare.LESS_THAN: _("less than %(number)s"),
    }
    return words[rule.compare] % {"number": number}
