"""Reservations that hold no longer give their units back."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from facilities.models import Reservation, Unit
from incubator.core.history import recorded


def release(reservation: Reservation, on: datetime.date, reason: str) -> None:
    """Free its units; the row stays and says why."""
    reservation.reserved_units.all().delete()
    reservation.released_on, reservation.release_reason = on, reason.strip()[:200]
    reservation.save(update_fields=["released_on", "release_reason"])


def lapsed(*, on: datetime.date) -> QuerySet[Reservation]:
    """Those that hold no longer on a day, though nobody has released them.

    One for which a deposit was received does not lapse: rooms are owed for the money.
    """
    return Reservation.objects.live().filter(holds_until__lte=on, deposit_paid_on__isnull=True)


@transaction.atomic
def release_lapsed(*, on: datetime.date, units: Iterable[Unit] | None = None) -> int:
    """Release what has lapsed by a day, all or of some units; how many reservations."""
    over = lapsed(on=on)
    if units is not None:
        over = over.filter(reserved_units__unit__in=units)
    keys = set(over.values_list("pk", flat=True))
    found = list(Reservation.objects.live().filter(pk__in=keys).select_for_update(of=("self",)))
    with recorded(reason="lapsed"):
        for reservation in found:
            release(reservation, on, gettext("Lapsed."))
    return len(found)
