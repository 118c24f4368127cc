"""Integration tests of what is seeded of the time after: asked for five years, in every outcome."""

import pytest
from django.db.models import Count

from companies.enums import FINAL, Fate
from companies.models import EquityStake, FollowUp, Residence
from companies.queries.following import cohorts
from companies.queries.stakes import portfolio
from incubator.core.dates import now
from seeds.zone2007 import after
from tests.facts.rows import DAY

pytestmark = pytest.mark.usefixtures("zone")


def test_every_graduate_is_followed_in_every_outcome():
    assert set(FollowUp.objects.values_list("outcome", flat=True)) == set(Fate.values)
    assert not FollowUp.objects.filter(company__is_generated=False).exists()
    asked = FollowUp.objects.values("residence").annotate(n=Count("pk"))
    assert max(row["n"] for row in asked) == 5


def test_nothing_is_heard_after_the_end():
    for last in FollowUp.objects.filter(outcome__in=FINAL):
        assert not last.residence.follow_ups.filter(year__gt=last.year).exists()


def test_survival_of_2007_is_between_none_and_all():
    (cohort,) = [one for one in cohorts(Residence.objects.all(), last_year=2013) if
                 one.year == 2007]  # fmt: skip

    assert cohort.graduates == 30
    assert 0 < cohort.marks[2].rate < 1
    assert 0 < cohort.marks[2].response <= 1


def test_stakes_stand_in_the_portfolio():
    found = portfolio(EquityStake.objects.all(), on=DAY(2008, 12, 31))

    assert len(found.holdings) == 3
    assert found.total.paid_in == 920_000


def test_a_second_time_changes_nothing():
    assert after.build(at=now()) is False
