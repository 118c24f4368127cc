"""Races with real concurrent connections: one merge, and no lease for who is gone."""

import pytest

from companies.lifecycle import register_company, returns
from companies.models import Company, CompanyMerge, Return
from facilities.models import SpaceLease
from tests.companies.test_races import at_once
from tests.factories import LeaseFactory, ResidenceFactory, UnitFactory
from tests.merging.rows import AT, coded, coded_apart, merged_into, reported_by_both, twins, undone

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


def test_a_return_that_is_verified_meanwhile_counts_or_stays_as_it_is():
    ours, theirs = reported_by_both(verified=False)
    returns.verify_return(report=ours, by=None, at=AT)

    outcomes = at_once(
        lambda: merged_into(
            ours.due.company, theirs.due.company, holds=[ours.due_id], holds_because="原件"
        ),
        lambda: returns.verify_return(report=theirs, by=None, at=AT),
    )

    assert outcomes in ({"done": 2}, {"done": 1, "return_superseded": 1})
    assert list(Return.objects.in_force()) == [ours]


def test_a_return_that_is_handed_in_meanwhile_never_counts_twice():
    """Who hands in first is asked about; who comes later hands in what gave way."""
    ours, theirs = reported_by_both(verified=False)
    returns.verify_return(report=ours, by=None, at=AT)
    returns.send_back_return(report=theirs, reason="缺数", by=None, at=AT)
    stated = Return.objects.filter(pk=theirs.pk)

    outcomes = at_once(
        lambda: merged_into(ours.due.company, theirs.due.company),
        lambda: stated.update(state="submitted"),
    )

    assert outcomes in (
        {"done": 1, "return_superseded": 1}, {"done": 1, "merge_reported_twice": 1},
    )  # fmt: skip


def test_the_bearer_of_a_code_comes_while_the_merge_is_undone():
    kept, merged = coded_apart()
    wrong = merged.unified_code
    row = merged_into(kept, merged, code_in_error=wrong, error_because="抄错")

    outcomes = at_once(
        lambda: undone(row),
        lambda: register_company(name="宁波东海机械有限公司", unified_code=wrong, by=None),
    )

    assert outcomes in (
        {"done": 1, "merge_code_taken": 1}, {"done": 1, "merge_built_upon": 1},
        {"done": 1, "company_exists": 1},
    )  # fmt: skip
    assert Company.objects.filter(unified_code=wrong).count() == 1
