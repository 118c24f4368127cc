"""The admin's pages on which a company leaves: its leases end with its stay."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Residence
from facilities import lifecycle as facilities
from facilities.models import SpaceLease
from tests.factories import LeaseFactory, MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date
OUT = DAY(2008, 9, 1)
SENT = {"leave": {"on": f"{OUT}", "why": "withdrew.own_wish"}}


@pytest.fixture
def lease() -> SpaceLease:
    """From April 2007 to March 2010."""
    return LeaseFactory()


@pytest.fixture
def client(lease, browser_as) -> Client:
    """Of the manager of its incubator."""
    return browser_as(MembershipFactory(incubator=lease.incubator).user)


def address(verb: str, stay: Residence) -> str:
    return reverse(f"admin:companies_residence_{verb}", args=[stay.pk])


def on_file() -> list:
    """Stays, leases, lettings and claims, with their histories."""
    tables = [Residence, SpaceLease]
    tables += [SpaceLease.leased_units.rel.related_model, SpaceLease.charges.rel.related_model]
    tables += [table.history.rel.related_model for table in tables]
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("verb", SENT)
def test_stay_and_leases_end_on_the_same_day(lease, client, verb):
    coming = LeaseFactory(
        residence=lease.residence, units=[UnitFactory(building__incubator=lease.incubator)],
        signed_on=DAY(2008, 1, 1), begins_on=DAY(2009, 1, 1), ends_on=DAY(2010, 1, 1),
    )  # fmt: skip

    response = client.post(address(verb, lease.residence), SENT[verb])

    stay = Residence.objects.get(pk=lease.residence_id)
    lease.refresh_from_db()
    coming.refresh_from_db()
    assert response.status_code == 302
    assert (stay.left_on, lease.ended_on, coming.cancelled_on) == (OUT, OUT, OUT)


@pytest.mark.parametrize("verb", SENT)
def test_whoever_did_it_did_it_to_the_lease_too(lease, client, verb):
    client.post(address(verb, lease.residence), SENT[verb])

    last = lease.history.order_by("-pgh_id").first()
    user = MembershipFactory._meta.model.objects.get(incubator=lease.incubator).user
    assert last.pgh_context["username"] == user.username
    assert last.pgh_context["reason"]


@pytest.mark.parametrize("verb", SENT)
def test_refused_exit_leaves_both_as_they_were(lease, client, verb):
    before = on_file()

    response = client.post(address(verb, lease.residence), SENT[verb] | {"on": "2007-02-01"})

    assert response.context["form"].errors.as_data()["on"][0].code == "exit_before_admission"
    assert on_file() == before


@pytest.mark.parametrize("verb", SENT)
def test_exit_of_another_incubator_is_not_there(lease, browser_as, verb):
    stranger = browser_as(MembershipFactory().user)
    before = on_file()

    response = stranger.post(address(verb, lease.residence), SENT[verb])

    assert response.status_code == 404
    assert on_file() == before


def test_chain_that_was_renewed_ends_where_it_runs(lease, client):
    renewed = facilities.renew(
        lease=lease, ends_on=DAY(2011, 4, 1), signed_on=DAY(2008, 1, 1), by=None
    )
    last = facilities.renew(
        lease=renewed, ends_on=DAY(2012, 3, 1), signed_on=DAY(2008, 1, 1), by=None
    )

    client.post(address("leave", lease.residence), {"on": "2010-09-01", "why": "withdrew.own_wish"})

    ends = SpaceLease.objects.order_by("pk").values_list("pk", "until_on", "cancelled_on")
    assert list(ends) == [
        (lease.pk, DAY(2010, 4, 1), None),
        (renewed.pk, DAY(2010, 9, 1), None),
        (last.pk, DAY(2010, 9, 1), DAY(2010, 9, 1)),
    ]


def test_claims_after_the_day_are_taken_back(lease, client):
    client.post(address("leave", lease.residence), SENT["leave"])
    ended = SpaceLease.objects.get(pk=lease.pk)

    assert (ended.until_on, ended.leased_units.get().ends_on) == (OUT, OUT)
    assert not ended.charges.live().filter(from_on__gte=OUT).exists()


def test_lease_without_the_stay_goes_on(lease, client):
    """What a company leases as a non-incubatee does not stand on its stay."""
    facilities.end(lease=lease, on=DAY(2008, 1, 1), by=None, reason="退租")
    other = LeaseFactory(
        residence=lease.residence, units=[UnitFactory(building__incubator=lease.incubator)],
    )  # fmt: skip
    SpaceLease.objects.filter(pk=other.pk).update(residence=None, price_class="non_incubatee")

    client.post(address("leave", lease.residence), SENT["leave"])

    other.refresh_from_db()
    assert other.until_on == DAY(2010, 4, 1)
