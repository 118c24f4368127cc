"""Limits of stays by the texts that held during them."""

import datetime

from companies.models import Residence
from incubator.institutions.queries import Shelf, StayLimit


def limits_of(residence: Residence, *, on: datetime.date, shelf: Shelf) -> list[StayLimit]:
    """The limits of every text in force during a stay up to a day, newest first: a stay that
    crosses generations has one of each (no rule of transition was found, domain 14.10)."""
    return shelf.stay_limits(
        field=residence.company.field,
        founder_kind=residence.company.founder_kind,
        kind=residence.incubator.kind,
        on=residence.admitted_on,
        until=residence.left_on or on,
    )


def deciding(limits: list[StayLimit]) -> StayLimit | None:
    """Of limits, newest first, the first whose number is on file."""
    return next((one for one in limits if one.months is not None), None)
