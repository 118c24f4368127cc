"""What somebody chose of one application, and whether it says all that its outcome needs."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from companies.enums import Outcome
from companies.lifecycle.texts import fitting, required
from companies.models import Application, Call, DecisionCondition
from companies.rules.answers import clean
from incubator.core.errors import RuleViolation

MOST_CONDITIONS = 20
LONGEST_TEXT = 4000
LONGEST = 730  # days that a decision is put off, or a condition may take


@dataclass(frozen=True)
class Choice:
    """One outcome for one application.

    ``seen`` is the number of the last decision that the chooser saw, 0 for none, so that
    nobody decides over what they do not know. ``said`` goes to the applicant, ``reason``
    stays on file. ``rank`` is a place on the waiting list, by default the next; ``until``
    the day until which it is put off; ``conditions`` pairs of a text and a day.
    """

    application: Application
    seen: int
    outcome: str
    reason: str = ""
    said: str = ""
    rank: int | None = None
    until: datetime.date | None = None
    conditions: Sequence[tuple[str, datetime.date]] = ()

    def held(self, application: Application, *, rank: int | None) -> "Choice":
        """The same for the row as it is now, its texts as they are kept."""
        return replace(
            self,
            application=application,
            rank=rank,
            reason=clean(self.reason).strip(),
            said=clean(self.said).strip(),
            conditions=[(clean(text).strip(), due_on) for text, due_on in self.conditions],
        )


def require_sound(choice: Choice, *, call: Call, on: datetime.date) -> None:
    """Raises RuleViolation for a choice that is not whole.

    ``outcome_unknown``, ``application_of_another_call``, ``said_nothing`` (a rejection),
    ``conditions_wanted``, ``conditions_not_wanted``, ``condition_not_whole``,
    ``until_wanted``, ``until_not_wanted``, ``until_not_possible``, ``answer_too_long``.
    """
    if choice.outcome not in Outcome.values:
        raise RuleViolation("outcome_unknown", _("There is no such outcome."), field="outcome")
    if choice.application.call_id != call.pk:
        raise RuleViolation(
            "application_of_another_call", _("One decides of the applications to one call.")
        )
    if choice.outcome == Outcome.REJECT:
        required(choice.said, field="said", most=LONGEST_TEXT)
    for name in ("reason", "said"):
        fitting(getattr(choice, name), field=name, most=LONGEST_TEXT)
    _require_until(choice, on)
    _require_conditions(choice, on)


def _require_until(choice: Choice, on: datetime.date) -> None:
    if choice.outcome != Outcome.DEFER:
        if choice.until is not None:
            raise RuleViolation(
                "until_not_wanted", _("Only what is put off has such a day."), field="until"
            )
        return
    if choice.until is None:
        raise RuleViolation("until_wanted", _("Say until when it is put off."), field="until")
    if not 1 <= (choice.until - on).days <= LONGEST:
        raise RuleViolation(
            "until_not_possible",
            _("A day from tomorrow on, within two years."),
            field="until",
        )


def _require_conditions(choice: Choice, on: datetime.date) -> None:
    if choice.outcome != Outcome.CONDITIONS:
        if choice.conditions:
            raise RuleViolation(
                "conditions_not_wanted",
                _("Only an acceptance with conditions has conditions."),
                field="conditions",
            )
        return
    if not 1 <= len(choice.conditions) <= MOST_CONDITIONS:
        raise RuleViolation(
            "conditions_wanted",
            _("Say 1 to %(most)d conditions."),
            field="conditions",
            most=MOST_CONDITIONS,
        )
    most = DecisionCondition._meta.get_field("text").max_length or 0
    for text, due_on in choice.conditions:
        if not text.strip() or len(text) > most or not 0 <= (due_on - on).days <= LONGEST:
            raise RuleViolation(
                "condition_not_whole",
                _("A condition has words (at most %(most)d characters) and a day to come."),
                field="conditions",
                most=most,
            )
