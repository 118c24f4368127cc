"""Whether a company may come in: one function per criterion, each with its reason.

A verdict is met, not met, or unknown; unknown is never silently "no". A rulebook's rows
(``institutions.models.Criterion``) say which rules hold, with which limit, by which source.
To add a criterion, put its rule into ``institutions.rules``, write its function here, and name it
in a rulebook; a rule without a function here is one that the office judges.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from companies.enums import Fact, Place, YesNo
from incubator.core.dates import add_months
from incubator.core.shown import area as square_metres
from incubator.core.shown import day, money
from incubator.institutions import rules as vocabulary
from incubator.institutions.conditions import condition_said
from incubator.institutions.enums import Certainty, TechField


@dataclass(frozen=True)
class Verdict:
    """``met``: True, False, or None for unknown; ``condition`` and ``own`` are sentences.

    ``judged``: only a person can tell, so that it is no reason to call the rest unknown.
    """

    rule: str
    met: bool | None
    condition: str
    own: str
    source: str = ""
    certainty: str = ""
    judged: bool = False

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the value of the rule is unconfirmed, which the screen has to say."""
        return self.certainty == Certainty.UNKNOWN


@dataclass(frozen=True)
class Case:
    """Who asks to come in: what is known of the company, where to, and on which day."""

    facts: Mapping[str, Any]
    field: str  # of a specialised incubator, "" where every field is welcome
    on: datetime.date


Rule = Callable[[Case, Decimal], Verdict]


def age(case: Case, limit: Decimal) -> Verdict:
    """At most ``limit`` months from registration to the day of applying."""
    condition = _("Registered at most %(months)d months before it comes in, or not yet.") % {
        "months": limit
    }
    if case.facts.get(Fact.REGISTERED_PLACE) == Place.NOT_YET:
        return Verdict("age", True, condition, _("Not registered yet."))
    registered = case.facts.get(Fact.REGISTERED_ON)
    if registered is None:
        return Verdict("age", None, condition, _unknown())
    return Verdict(
        "age",
        case.on <= add_months(registered, int(limit)),
        condition,
        _("Registered on %(registered)s, %(months)d full months before %(on)s.")
        % {
            "registered": day(registered),
            "months": full_months(registered, case.on),
            "on": day(case.on),
        },
    )


def capital(case: Case, limit: Decimal) -> Verdict:
    """Registered capital of at most ``limit`` yuan."""
    condition = _("Registered capital of at most %(limit)s.") % {"limit": money(limit)}
    return _at_most("capital", condition, case.facts.get(Fact.REGISTERED_CAPITAL), limit)


def revenue(case: Case, limit: Decimal) -> Verdict:
    """Where it moves in from elsewhere: the previous year's revenue at most ``limit`` yuan."""
    condition = _("If it moves in from elsewhere: at most %(limit)s of revenue last year.") % {
        "limit": money(limit)
    }
    moved = case.facts.get(Fact.MOVED_IN)
    if moved == YesNo.NO:
        return Verdict("revenue", True, condition, _("Does not move in from elsewhere."))
    if moved is None:
        return Verdict("revenue", None, condition, _unknown())
    return _at_most("revenue", condition, case.facts.get(Fact.PREVIOUS_REVENUE), limit)


def area(case: Case, limit: Decimal) -> Verdict:
    """Less than ``limit`` m² wanted."""
    condition = _("An area of less than %(limit)s.") % {"limit": square_metres(limit)}
    wanted = case.facts.get(Fact.AREA_WANTED)
    if wanted is None:
        return Verdict("area", None, condition, _unknown())
    return Verdict("area", wanted < limit, condition, square_metres(wanted))


def place(case: Case, limit: Decimal) -> Verdict:
    """Registered, and at work, on the incubator's site."""
    condition = _("Registered and at work inside the incubator’s site.")
    given = case.facts.get(Fact.REGISTERED_PLACE)
    if given is None:
        return Verdict("place", None, condition, _unknown())
    met = {Place.OUTSIDE: False}.get(given, True)
    return Verdict("place", met, condition, str(Place(given).label))


def field(case: Case, limit: Decimal) -> Verdict:
    """A specialised incubator takes its own field."""
    if not case.field:
        return Verdict("field", True, _("Every technical field is welcome."), "")
    condition = _("The incubator’s field: %(field)s.") % {"field": TechField(case.field).label}
    given = case.facts.get(Fact.FIELD)
    if given is None:
        return Verdict("field", None, condition, _unknown())
    return Verdict("field", given == case.field, condition, str(TechField(given).label))


def cash_capital(case: Case, limit: Decimal) -> Verdict:
    """At most ``limit`` yuan of the capital in cash: never more than the capital itself."""
    condition = _("At most %(limit)s of the registered capital in cash.") % {"limit": money(limit)}
    whole = case.facts.get(Fact.REGISTERED_CAPITAL)
    if whole is not None and whole <= limit:
        return Verdict("cash_capital", True, condition, money(whole))
    return Verdict("cash_capital", None, condition, _unknown())


RULES: dict[str, Rule] = {
    "place": place,
    "age": age,
    "capital": capital,
    "revenue": revenue,
    "area": area,
    "field": field,
    "cash_capital": cash_capital,
}

# What each rule has to know.
NEEDS: dict[str, list[str]] = {
    "place": [Fact.REGISTERED_PLACE],
    "age": [Fact.REGISTERED_PLACE, Fact.REGISTERED_ON],
    "capital": [Fact.REGISTERED_CAPITAL],
    "revenue": [Fact.MOVED_IN, Fact.PREVIOUS_REVENUE],
    "area": [Fact.AREA_WANTED],
    "field": [Fact.FIELD],
    "cash_capital": [Fact.REGISTERED_CAPITAL],
}


def assess(case: Case, criteria: Iterable) -> list[Verdict]:
    """One verdict for each criterion (a ``Criterion``, or anything with its columns)."""
    return [_assessed(case, criterion) for criterion in criteria]


def _assessed(case: Case, criterion) -> Verdict:
    judge = RULES.get(criterion.rule)
    known = vocabulary.RULES[criterion.rule]
    needs_number = known.compare != vocabulary.Compare.REQUIRED
    if judge is None or (needs_number and criterion.threshold is None):
        # A person judges it, or its number is not on file: nothing is said of the company.
        verdict = Verdict(criterion.rule, None, condition_said(criterion), "", judged=known.judged)
    else:
        verdict = judge(case, Decimal(criterion.limit or 0) / criterion.divisor)
    return replace(verdict, source=criterion.source, certainty=criterion.certainty)


def overall(verdicts: Iterable[Verdict]) -> bool | None:
    """Eligible: False where anything is not met, None where anything is unknown.

    What only a person can judge does not count here.
    """
    met = [verdict.met for verdict in verdicts if not verdict.judged]
    if False in met:
        return False
    return None if None in met else True


def full_months(since: datetime.date, on: datetime.date) -> int:
    """Whole months from one day to a later one; 0 before the first is full."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return max(months if add_months(since, months) <= on else months - 1, 0)


def _at_most(rule: str, condition: str, value: Decimal | None, limit: Decimal) -> Verdict:
    if value is None:
        return Verdict(rule, None, condition, _unknown())
    return Verdict(rule, value <= limit, condition, money(value))


def _unknown() -> str:
    return _("Not said yet.")
