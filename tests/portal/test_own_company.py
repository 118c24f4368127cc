"""A company's own page: days as agreements say them."""

import datetime

import pytest
from django.urls import reverse

from tests.factories import LeaseFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


def test_a_lease_is_told_with_its_last_day_as_the_agreement_is(client, monkeypatch):
    """Until the first day after, one page told two ends of one time."""
    lease = LeaseFactory(ends_on=datetime.date(2010, 4, 1))
    monkeypatch.setattr("incubator.workflows.portal.pages.today", lambda: datetime.date(2008, 1, 1))
    client.force_login(RepresentativeFactory(company=lease.company).user)

    shown = client.get(reverse("company:page", args=[lease.company_id]))

    assert f"租约{lease.number}，至2010年3月31日" in shown.text
