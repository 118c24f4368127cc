"""What a finding says to people: the value, where it stands, and what is missing."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.enums import KnownFrom, Standing
from companies.rules.readiness import MONTHS_IN_YEAR, Finding, Verdict
from incubator.core.numbers import figure
from incubator.core.shown import day
from incubator.institutions.conditions import number_said
from incubator.institutions.rules import RULES, Compare, Measure


def value_said(finding: Finding) -> str:
    """“800,000 yuan”, “yes”, “18.5 %”; a dash where nothing is known."""
    rule = RULES[finding.criterion.rule]
    if rule.compare == Compare.REQUIRED:
        if finding.known is None:
            return "—"
        return _("yes") if finding.known.value else _("no")
    return "—" if finding.value is None else number_said(_rounded(finding.value), rule.measure)


def document_said(finding: Finding) -> str:
    """Where the value stands: “Verified return · 2006”; a dash where nothing is known."""
    if finding.known is None:
        return "—"
    source = finding.known.source
    return " · ".join(filter(None, [str(KnownFrom(source.kind).label), source.said]))


def missing_said(finding: Finding) -> str:
    """What is missing: “40,000 yuan short”, “month 14 of 24”; empty where the condition is met."""
    if finding.standing == Standing.MET:
        return ""
    if finding.standing == Standing.UNKNOWN:
        return _unknown(finding)
    if finding.months is not None:
        return _("month %(running)s of %(all)s") % {
            "running": finding.months[0], "all": finding.months[1],
        }  # fmt: skip
    if finding.ended is not None:
        return _("ended on %(on)s") % {"on": day(finding.ended)}
    if finding.short is not None:
        return _short(finding)
    return _("It is not so.")


def verdict_said(verdict: Verdict) -> str:
    """“3 of 4 conditions met, 1 unknown”."""
    if verdict.needed is None or not verdict.items:
        return _("The text does not say how many conditions are needed.")
    met, unknown = verdict.count(Standing.MET), verdict.count(Standing.UNKNOWN)
    said = _("%(met)s met, %(needed)s needed of %(all)s") % {
        "met": met, "needed": verdict.needed, "all": len(verdict.items),
    }  # fmt: skip
    return said + _(", %(count)s unknown") % {"count": unknown} if unknown else said


def _unknown(finding: Finding) -> str:
    rule = RULES[finding.criterion.rule]
    if finding.criterion.limit is None and rule.compare != Compare.REQUIRED:
        return _("The text’s number is not on file.")
    if rule.judged:
        return _("The office has not judged it yet.")
    if finding.known is not None:
        return _("What is on file is not enough to tell.")
    if rule.compare == Compare.REQUIRED:
        return _("Nothing on file says so, or says that it is not so.")
    return _("Nothing on file says it.")


def _short(finding: Finding) -> str:
    rule = RULES[finding.criterion.rule]
    short = finding.short or Fraction()
    if not short:
        return _("exactly at the limit, and it must be more")
    if rule.measure == Measure.PERCENT:
        points = figure(float(short), 1) if short >= Fraction(1, 10) else _("less than 0.1")
        return _("%(n)s percentage points short") % {"n": points}
    if rule.measure == Measure.YEARS:
        # Kept to a hundredth of a year, upwards: a month is more than eight of them.
        months = int(short * MONTHS_IN_YEAR + Fraction(1, 2))
        return ngettext("%(n)d month short", "%(n)d months short", months) % {"n": months}
    # Upwards to whole yuan: what is missing is never said to be less than it is.
    return _("%(number)s short") % {"number": number_said(Fraction(-(-short // 1)), rule.measure)}


def _rounded(value: Fraction) -> Fraction:
    """To what people read; a value just below a limit never reads as the limit."""
    return Fraction(int(value * 100), 100)
