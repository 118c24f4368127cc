"""A company leaves, or graduates: its leases and assignments end with its stay, in one
transaction."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from companies import lifecycle as companies
from companies.models import Residence
from facilities import lifecycle as facilities
from facilities.models import SpaceLease
from mentors import lifecycle as mentors


@transaction.atomic
def leave(*, residence: Residence, reason: str, on: datetime.date, by, note: str = "") -> Residence:
    """``companies.lifecycle.leave``, with what stands on the residence."""
    left = companies.leave(residence=residence, reason=reason, on=on, by=by, note=note)
    _end_what_stands(left, on, by)
    return left


@transaction.atomic
def graduate(*, residence: Residence, on: datetime.date, by) -> Residence:
    """``companies.lifecycle.graduate``, with what stands on the residence."""
    graduated = companies.graduate(residence=residence, on=on, by=by)
    _end_what_stands(graduated, on, by)
    return graduated


def leases_that_end_with(residence: Residence, *, on: datetime.date) -> QuerySet[SpaceLease]:
    """The leases on a residence that go on after a day, the last of a chain first."""
    later = SpaceLease.objects.filter(residence=residence, cancelled_on=None, until_on__gt=on)
    return later.order_by("-begins_on", "-pk")


def _end_what_stands(residence: Residence, on: datetime.date, by) -> None:
    """The last of a chain of renewals first: what has not begun is cancelled, the rest ends."""
    why = _("The residence ended (%(reason)s).") % {"reason": residence.get_exit_reason_display()}
    for lease in leases_that_end_with(residence, on=on):
        verb = facilities.cancel if lease.begins_on >= on else facilities.end
        verb(lease=lease, on=on, by=by, reason=why)
    mentors.end_assignments_of(residence=residence, on=on, by=by, reason=why)
