"""A change of area exchanges the rooms of a lease with its approval."""

import pytest

from incubator.workflows import changes
from tests.factories import LeaseFactory, UnitFactory
from tests.staying.conftest import AT, DAY, refused
from tests.staying.test_changes import ask
from tests.workflows.test_admit import everything

pytestmark = pytest.mark.django_db

ON = DAY(2008, 3, 1)


@pytest.fixture
def lease():
    return LeaseFactory()


def approve(change, **more):
    return changes.approve(**{"change": change, "effective_on": ON, "by": None, "at": AT} | more)


def test_rooms_follow_the_approval(lease):
    [old] = [row.unit for row in lease.leased_units.all()]
    more = UnitFactory(building=old.building)
    change = ask(lease.residence, "area")

    approved = approve(change, lease=lease, units=[old, more])

    assert approved.state == "approved"
    assert sorted(lease.leased_units.values_list("unit", "begins_on")) == [
        (old.pk, lease.begins_on), (more.pk, ON),
    ]  # fmt: skip


def test_decided_without_rooms(lease):
    assert approve(ask(lease.residence, "area")).state == "approved"


def test_what_the_rooms_refuse_is_not_approved(lease):
    taken = LeaseFactory(residence__incubator=lease.incubator).leased_units.get().unit
    change = ask(lease.residence, "area")
    before = everything()

    assert refused(approve, change=change, lease=lease, units=[taken]) == "unit_taken"
    assert refused(approve, change=change, lease=lease) == "rooms_missing"
    assert everything() == before


def test_lease_of_another_stay(lease):
    other = LeaseFactory()

    for change in (ask(lease.residence, "area"), ask(other.residence, "scope")):
        assert refused(approve, change=change, lease=other, units=[]) == "lease_of_another"
