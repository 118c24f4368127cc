"""What several pages of facilities read and show: days, states in colour, areas, money."""

import datetime
from decimal import Decimal

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from facilities.enums import SpaceState
from facilities.models import Charge, SpaceLease
from facilities.queries.floors import ENDING_SOON
from incubator.core import shown
from incubator.core.admin_fields import badge
from incubator.core.admin_fields import link as link  # noqa: PLC0414 - words.link
from incubator.core.dates import FIRST_YEAR, LAST_YEAR, today

STATES = {
    SpaceState.LET: "success",
    SpaceState.ENDING: "warning",
    SpaceState.HELD: "warning",
    SpaceState.RESERVED: "info",
    SpaceState.VACANT: "default",
    SpaceState.OUT_OF_SERVICE: "danger",
    SpaceState.NOT_TO_LET: "default",
}


def day(text: str | None) -> datetime.date | None:
    """A day that an address asks for; anything else is no day."""
    try:
        found = parse_date(text or "")
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def area(square_metres: Decimal | None) -> str:
    """m², grouped."""
    return shown.area(square_metres)


def money(fen: int) -> str:
    """Fen as yuan, grouped, always with two decimals."""
    return shown.of_fen(fen)


def state_badge(state: str) -> str:
    """A unit's state in its colour."""
    return badge(STATES[SpaceState(state)], SpaceState(state).label)


def standing(lease: SpaceLease) -> tuple[str, str]:
    """How a lease stands today: the colour of its badge, and its words."""
    if lease.pk is None:  # a row that somebody made up
        return "default", "—"
    left = (lease.until_on - today()).days
    renewed = hasattr(lease, "renewed_by")
    if lease.cancelled_on:
        found = "default", _("Cancelled")
    elif lease.begins_on > today():
        found = "info", _("Begins later")
    elif renewed and left <= 0:
        found = "default", _("Renewed")
    elif left > ENDING_SOON.days or (renewed and left > 0):
        found = "success", pgettext("lease", "Running")
    elif left > 0:
        found = "warning", _("Ends in %(days)d days") % {"days": left}
    elif lease.handed_over_on and not lease.handed_back_on:
        found = "warning", _("Not handed back")
    else:
        found = "default", pgettext("lease", "Over")
    return found


def open_badge(charge: Charge) -> str:
    """What is open of a claim (annotated by ``with_paid``), or that it is paid."""
    left = max(charge.amount_fen - charge.received, 0)
    if not charge.is_live:
        return badge("default", pgettext("claim", "Reversed"))
    if not left:
        return badge("success", pgettext("claim", "Paid"))
    return badge("danger" if charge.due_on < today() else "default", money(left))
