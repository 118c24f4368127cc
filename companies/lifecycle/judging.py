"""The office says of a condition that no document tells whether it is met, and why."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.days import require_past
from companies.lifecycle.texts import required
from companies.models import Judgement, Residence
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.enums import Purpose
from incubator.institutions.rules import RULES, Compare

# Conditions of graduation without a number: it is so, or it is not.
JUDGED = [
    rule.code
    for rule in RULES.values()
    if Purpose.GRADUATION in rule.purposes and rule.compare == Compare.REQUIRED
]
LONGEST = 1000


@transaction.atomic
def judge_condition(
    *,
    residence: Residence,
    rule: str,
    is_met: bool,
    words: str,
    on: datetime.date,
    by,
    at: datetime.datetime,
) -> Judgement:
    """Put an opinion on file; from its day on it counts instead of the one before.

    Raises RuleViolation: ``condition_not_judged``, ``said_nothing``, ``answer_too_long``,
    ``in_future``, ``judged_before_admission``.
    """
    if rule not in JUDGED:
        raise RuleViolation(
            "condition_not_judged",
            _("This condition has a number; what is on file decides it."),
            field="rule",
        )
    words = required(words, field="words", most=LONGEST)
    require_past(on, at)
    if on < residence.admitted_on:
        raise RuleViolation(
            "judged_before_admission",
            _("The company was admitted on %(admitted)s only."),
            field="on",
            admitted=residence.admitted_on,
        )
    with recorded(by=by):
        return Judgement.objects.create(
            residence=residence, rule=rule, is_met=is_met, words=words, judged_on=on,
            judged_at=at, judged_by=by,
        )  # fmt: skip
