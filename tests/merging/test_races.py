"""Races with real concurrent connections: one merge, and no lease for who is gone."""

import pytest

from companies.models import Company, CompanyMerge
from facilities.models import SpaceLease
from tests.companies.test_races import at_once
from tests.factories import LeaseFactory, ResidenceFactory, UnitFactory
from tests.merging.rows import coded, merged_into, twins

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_merges_with_the_same_company_one_wins():
    kept, merged = twins()
    other = coded(8)

    outcomes = at_once(lambda: merged_into(kept, merged), lambda: merged_into(other, merged))

    assert outcomes == {"done": 1, "company_merged": 1}
    assert CompanyMerge.objects.count() == 1


def test_two_that_merge_each_into_the_other():
    kept, merged = twins()

    outcomes = at_once(lambda: merged_into(kept, merged), lambda: merged_into(merged, kept))

    assert outcomes == {"done": 1, "company_merged": 1}
    assert Company.objects.living().count() == 1


def test_a_lease_that_is_signed_meanwhile_goes_along_or_is_refused():
    kept, merged = twins()
    stay = ResidenceFactory(company=merged)
    unit = UnitFactory(building__incubator=stay.incubator)

    outcomes = at_once(
        lambda: merged_into(kept, merged),
        lambda: LeaseFactory(residence=stay, company=merged, units=[unit]),
    )

    assert outcomes in ({"done": 2}, {"done": 1, "company_merged": 1})
    assert not SpaceLease.objects.filter(company=merged).exists()
