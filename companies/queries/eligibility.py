"""Which conditions of entry hold for a call, and what they say of a company."""

import datetime
from collections.abc import Mapping
from typing import Any

from companies.models import Call
from companies.rules.eligibility import NEEDS, Case, Verdict, assess
from incubator.core.dates import day_of
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Criterion, Rulebook


def rulebook_for(call: Call, *, on: datetime.date) -> Rulebook | None:
    """The call's own rulebook, or the newest that is in force on a day."""
    if call.rulebook_id:
        return call.rulebook
    return Rulebook.objects.in_force(on=on).order_by("-effective_from", "code").first()


def facts_needed(*, call: Call, at: datetime.datetime) -> set[str]:
    """What the conditions in force at a moment have to know of a company."""
    needed: set[str] = set()
    for criterion in _criteria(call, day_of(at)):
        if criterion.rule != "field" or call.incubator.field:
            needed.update(NEEDS[criterion.rule])
    return needed


def _criteria(call: Call, on: datetime.date) -> list[Criterion]:
    rulebook = rulebook_for(call, on=on)
    return list(rulebook.criteria.filter(purpose=Purpose.ENTRY).order_by("pk")) if rulebook else []


def verdicts_of(*, call: Call, facts: Mapping[str, Any], at: datetime.datetime) -> list[Verdict]:
    """One verdict for each condition of entry in force at a moment; none without a rulebook."""
    on = day_of(at)
    return assess(Case(facts=facts, field=call.incubator.field, on=on), _criteria(call, on))
