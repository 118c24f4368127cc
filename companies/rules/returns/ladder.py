"""The ladder of reminders: which rung a due return stands on, on a day of Shanghai.

Our own steps; no rule was found. Who is late by more than ``LONGEST`` is not written to any
more: it is on the list, and somebody has to call.
"""

import datetime

from companies.enums import ReminderLevel

BEFORE, AFTER, ESCALATE = 7, 7, 14  # days
LONGEST = 60  # days


def rung(*, due_on: datetime.date, on: datetime.date) -> ReminderLevel | None:
    """The highest rung for the company itself that is reached on a day."""
    passed = (on - due_on).days
    if not -BEFORE <= passed <= LONGEST:
        return None
    if passed >= AFTER:
        return ReminderLevel.AFTER
    return ReminderLevel.DUE if passed >= 0 else ReminderLevel.BEFORE


def is_escalated(*, due_on: datetime.date, on: datetime.date) -> bool:
    """Whether the manager is told as well."""
    return ESCALATE <= (on - due_on).days <= LONGEST
