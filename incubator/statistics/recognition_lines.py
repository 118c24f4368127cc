"""A recognition check in words, for the page and for programs alike."""

from fractions import Fraction

from django.utils.translation import gettext as _

from companies.enums import Standing
from incubator.institutions.conditions import condition_said, limit_said, number_said
from incubator.institutions.rules import RULES, Compare
from incubator.statistics.recognition import Check, Line, Measured


def lines_of(check: Check) -> list[dict]:
    """Each part of each condition, in order, with its figure and what is missing."""
    return [
        {
            "item": line.criterion.item,
            "joined": line.criterion.joined if len(condition.lines) > 1 else "",
            "rule": line.criterion.rule,
            "condition": condition_said(line.criterion),
            "threshold": _number(line.threshold),
            "lowered_to": _lowered(line),
            "value": None if line.measured is None else _number(line.measured.low),
            "value_at_most": _number(line.measured.high) if line.measured else None,
            "silent": line.measured.silent if line.measured else None,
            "said": _measured_said(line.measured, line),
            "standing": str(line.standing),
            "condition_standing": str(condition.standing),
            "missing": missing_said(line),
            "source": line.criterion.source,
            "certainty": line.criterion.certainty,
        }
        for condition in check.conditions
        for line in condition.lines
    ]


def missing_said(line: Line) -> str:
    """What is missing, in the reader's language; nothing where it is met."""
    if line.standing == Standing.MET:
        return ""
    if line.measured is None:
        if RULES[line.criterion.rule].compare == Compare.REQUIRED:
            return _("to be shown by papers")
        return _("not on file")
    if line.threshold is None or line.short is None:
        return _("the text’s number was not seen")
    said = number_said(line.short, RULES[line.criterion.rule].measure)
    if line.standing == Standing.NOT_MET:
        return _("%(number)s off") % {"number": said}
    return _("%(number)s off by what is known; %(silent)d incubatees have reported nothing") % {
        "number": said,
        "silent": line.measured.silent,
    }


def _lowered(line: Line) -> str:
    if not line.is_lowered:
        return ""
    return limit_said(RULES[line.criterion.rule], line.threshold)


def _measured_said(measured: Measured | None, line: Line) -> str:
    if measured is None:
        return "—"
    rule = RULES[line.criterion.rule]
    if rule.compare == Compare.REQUIRED:
        return _("on file")
    low = number_said(measured.low, rule.measure)
    if measured.is_exact:
        return low
    if measured.high is None:
        return _("at least %(number)s") % {"number": low}
    return _("between %(low)s and %(high)s") % {
        "low": low,
        "high": number_said(measured.high, rule.measure),
    }


def _number(number: Fraction | None) -> float | int | None:
    if number is None:
        return None
    return int(number) if number.denominator == 1 else round(float(number), 4)
