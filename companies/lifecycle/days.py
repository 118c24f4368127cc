"""The day on which a step was done: it has happened, and not before the step that comes first."""

import datetime

from django.utils.translation import gettext_lazy as _

from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation


def require_past(on: datetime.date, at: datetime.datetime) -> None:
    """Raises ``in_future``."""
    if on > day_of(at):
        raise RuleViolation(
            "in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )


def require_after(on: datetime.date, earliest: datetime.date | None) -> None:
    """Raises ``step_too_early``; whatever it is, the first step is not."""
    if earliest and on < earliest:
        raise RuleViolation(
            "step_too_early",
            _("The step before was on %(day)s; this one cannot be earlier."),
            field="on",
            day=earliest,
        )


def require_day(on: datetime.date, earliest: datetime.date | None, at: datetime.datetime) -> None:
    """Both. Raises ``in_future``, ``step_too_early``."""
    require_past(on, at)
    require_after(on, earliest)
