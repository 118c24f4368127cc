"""What several pages of mentoring show: states in colour, standings, lists of choices."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incubator.core.admin_fields import badge
from incubator.core.dates import today
from incubator.core.numbers import figure
from mentors.enums import ApplicationState, AssignmentState, SessionState
from mentors.models import Appointment, Mentor

COLOURS = {
    ApplicationState: {"submitted": "info", "accepted": "success", "declined": "danger"},
    AssignmentState: {"proposed": "info", "accepted": "warning", "active": "success"},
    SessionState: {
        "planned": "info", "held": "warning", "confirmed": "success", "not_held": "danger",
    },
}  # fmt: skip
ENDING_SOON = datetime.timedelta(days=60)


def state_badge(state: ApplicationState | AssignmentState | SessionState) -> str:
    """A state in its colour."""
    return badge(COLOURS[type(state)].get(state.value, "default"), state.label)


def term_standing(term: Appointment) -> tuple[str, str]:
    """How a term stands today: the colour of its badge, and its words."""
    day = today()
    renewed = hasattr(term, "renewed_by")
    if term.begins_on > day:
        return "info", pgettext("term", "Begins later")
    if term.until_on > day + ENDING_SOON or (renewed and term.until_on > day):
        return "success", pgettext("mentor", "In office")
    if term.until_on > day:
        return "warning", _("Ends in %(days)d days") % {"days": (term.until_on - day).days}
    return "default", pgettext("term", "Over")


def mentor_standing(mentor: Mentor, terms: Iterable[Appointment]) -> tuple[str, str]:
    """How a mentor stands today by the terms that the reader may see."""
    if mentor.retired_on:
        return "default", _("Retired")
    order = ["success", "warning", "info", "default"]
    standings = sorted((term_standing(term) for term in terms), key=lambda s: order.index(s[0]))
    if not standings or standings[0][0] == "default":
        return "default", _("Not in office")
    return standings[0]


def length(minutes: int) -> str:
    """Minutes as hours, with one decimal where it says something."""
    hours = Decimal(minutes) / 60
    shown = figure(hours, 1)
    return _("%(hours)s h") % {"hours": shown}
