"""Which conditions of entry hold for a call, and what they say of a company."""

import datetime
from collections.abc import Mapping
from typing import Any

from companies.enums import Fact
from companies.models import Call
from companies.rules.eligibility import NEEDS, Case, Verdict, assess
from incubator.core.dates import day_of
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Criterion, Rulebook
from incubator.institutions.queries import Shelf, chosen, criteria_of
from incubator.institutions.rules import special_cases


def rulebook_for(call: Call, *, on: datetime.date, shelf: Shelf | None = None) -> Rulebook | None:
    """The call's own rulebook (its published version), or the newest in force on a day that
    says something about entry."""
    shelf = shelf or Shelf.load()
    if call.rulebook_id:
        return shelf.of_code(call.rulebook.code) or call.rulebook
    return shelf.applying(Purpose.ENTRY, on=on)


def facts_needed(*, call: Call, at: datetime.datetime) -> set[str]:
    """What the conditions in force at a moment have to know of a company."""
    needed: set[str] = set()
    for criterion in _criteria(call, day_of(at)):
        if criterion.rule != "field" or call.incubator.field:
            needed.update(NEEDS.get(criterion.rule, ()))
    return needed


def verdicts_of(
    *, call: Call, facts: Mapping[str, Any], at: datetime.datetime, shelf: Shelf | None = None
) -> list[Verdict]:
    """One verdict for each condition of entry in force at a moment; none without a rulebook."""
    on = day_of(at)
    cases = special_cases(
        field=facts.get(Fact.FIELD) or call.incubator.field,
        founder_kind=facts.get(Fact.FOUNDER_KIND) or "",
    )
    criteria = chosen(_criteria(call, on, shelf), cases)
    return assess(Case(facts=facts, field=call.incubator.field, on=on), criteria)


def _criteria(call: Call, on: datetime.date, shelf: Shelf | None = None) -> list[Criterion]:
    rulebook = rulebook_for(call, on=on, shelf=shelf)
    if rulebook is None:
        return []
    incubator = call.incubator
    return criteria_of(rulebook, Purpose.ENTRY, kind=incubator.kind, focus=incubator.focus)
