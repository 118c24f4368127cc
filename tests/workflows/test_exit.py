"""Integration tests: a stay ends, and its leases end with it."""

import datetime

import pytest

from companies.models import Residence
from facilities import lifecycle as facilities
from facilities.models import SpaceLease
from incubator.core.errors import RuleViolation
from incubator.workflows import exit as exits
from tests.factories import LeaseFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date
OUT = DAY(2008, 9, 1)
OWN_WISH = {"reason": "withdrew", "ground": "own_wish"}


@pytest.fixture
def lease() -> SpaceLease:
    """From April 2007 to March 2010, of a stay until March 2012."""
    return LeaseFactory()


def days_of(lease: SpaceLease) -> tuple:
    lease.refresh_from_db()
    return lease.until_on, [letting.ends_on for letting in lease.leased_units.all()]


def test_running_lease_ends_on_the_day(lease):
    exits.leave(residence=lease.residence, **OWN_WISH, on=OUT, by=None)

    assert days_of(lease) == (OUT, [OUT])
    assert not lease.charges.live().filter(until_on__gt=OUT).exists()


def test_graduation_ends_it_too(lease):
    graduated = exits.graduate(residence=lease.residence, on=OUT, by=None)

    assert graduated.exit_reason == "graduated"
    assert days_of(lease) == (OUT, [OUT])


def test_renewal_that_has_not_begun_is_cancelled(lease):
    renewal = facilities.renew(
        lease=lease, ends_on=DAY(2011, 4, 1), signed_on=DAY(2008, 6, 1), by=None
    )

    exits.leave(residence=lease.residence, **OWN_WISH, on=OUT, by=None)

    assert days_of(renewal) == (OUT, [])
    assert renewal.cancelled_on == OUT
    assert days_of(lease) == (OUT, [OUT])


def test_lease_that_was_to_end_later_ends_now(lease):
    facilities.end(lease=lease, on=DAY(2009, 1, 1), by=None, reason="退租")

    exits.leave(residence=lease.residence, **OWN_WISH, on=OUT, by=None)

    assert days_of(lease) == (OUT, [OUT])


def test_lease_that_is_over_stays_as_it_was(lease):
    facilities.end(lease=lease, on=DAY(2008, 1, 1), by=None, reason="退租")

    exits.leave(residence=lease.residence, **OWN_WISH, on=OUT, by=None)

    assert days_of(lease) == (DAY(2008, 1, 1), [DAY(2008, 1, 1)])


def test_refused_exit_leaves_the_lease_as_it_was(lease):
    before = days_of(lease)

    with pytest.raises(RuleViolation, match="exit_before_admission"):
        exits.leave(
            residence=lease.residence,
            reason="withdrew",
            ground="own_wish",
            on=DAY(2007, 3, 1),
            by=None,
        )

    assert days_of(lease) == before
    assert Residence.objects.get(pk=lease.residence_id).is_open


def test_lease_that_was_cancelled_after_the_day_does_not_hold_up_the_exit():
    lease = LeaseFactory(begins_on=DAY(2008, 10, 1), signed_on=DAY(2008, 6, 1))
    facilities.cancel(lease=lease, on=DAY(2008, 9, 15), by=None, reason="不租了")

    left = exits.leave(residence=lease.residence, **OWN_WISH, on=OUT, by=None)

    lease.refresh_from_db()
    assert (left.left_on, lease.cancelled_on) == (OUT, DAY(2008, 9, 15))
