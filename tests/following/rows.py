"""A graduate of 2008 on the list."""

import datetime

from companies import lifecycle
from companies.models import FollowUp, Residence
from incubator.core.dates import SHANGHAI
from tests.factories import ResidenceFactory

DAY = datetime.date


def at(year: int) -> datetime.datetime:
    """In January of a year."""
    return datetime.datetime(year, 1, 10, 10, tzinfo=SHANGHAI)


def graduate(year: int = 2008, **stay) -> Residence:
    """Who graduated in a year."""
    return ResidenceFactory(graduated_on=DAY(year, 6, 1), **stay)


def heard(stay: Residence, year: int, outcome: str, **figures) -> FollowUp:
    """What was heard of a graduate about the end of a year."""
    return lifecycle.record_follow_up(
        follow_up=stay.follow_ups.get(year=year), outcome=outcome, source="电话", by=None,
        at=at(year + 1), **figures,
    )  # fmt: skip
