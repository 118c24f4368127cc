"""Figures before, with and after a merge: the identity holds, and what was told stays told."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.models import Residence
from incubator.core.dates import now, today
from incubator.core.known import as_known
from incubator.statistics.computation import CountedYear, count_year
from incubator.statistics.models import LateFact
from incubator.statistics.restating import lifecycle as restating
from incubator.statistics.snapshots.bundle import files_in
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory
from tests.merging.rows import DAY, coded, codes, merged_into, undone
from tests.publishing.rows import a_zone, published, recorded_yesterday
from tests.returns.conftest import filed

YEARS = range(2005, 2010)


def entered(of_years: dict) -> int:
    return sum(year["entered", "", None] for year in of_years.values())


days = st.dates(DAY(2005, 1, 1), DAY(2009, 6, 30))


def values_of(counted: CountedYear) -> dict:
    """The figures by indicator, part and place."""
    return {(one.indicator, one.part, one.incubator_id): one.value for one in counted.figures}


def figures() -> dict:
    """Every figure of every year; counting refuses a year whose identity does not hold."""
    return {year: values_of(count_year(year)) for year in YEARS}


@pytest.mark.django_db
@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(ours=st.tuples(days, days), theirs=st.tuples(days, days), graduates=st.booleans(),
       same=st.booleans())  # fmt: skip
def test_the_identity_holds_with_every_merge_and_undoing_it_leaves_no_trace(
    ours, theirs, graduates, same
):
    kept, merged = CompanyFactory(), coded(CompanyFactory().pk)
    place = IncubatorFactory()
    for company, (begin, end), where in (
        (kept, sorted(ours), place),
        (merged, sorted(theirs), place if same else IncubatorFactory()),
    ):
        gone = end + datetime.timedelta(days=1)
        how = {"graduated_on": gone} if graduates and company is kept else {"left_on": gone}
        ResidenceFactory(company=company, incubator=where, on=begin, due_on=DAY(2020, 1, 1), **how)
    if codes(kept, merged):
        return
    before = figures()

    row = merged_into(kept, merged)
    together = figures()
    undone(row)

    assert figures() == before
    assert entered(before) - entered(together) == 1


@pytest.mark.django_db(transaction=True)
class TestPublished:
    """Recorded time is that of transactions."""

    def test_a_day_before_the_merge_knows_two(self):
        stay = ResidenceFactory(company=coded(3))
        kept = ResidenceFactory().company
        recorded_yesterday()
        before = values_of(count_year(2007))
        yesterday = today() - datetime.timedelta(days=1)

        merged_into(kept, stay.company)

        assert values_of(count_year(2007)) != before
        with as_known(yesterday):
            assert values_of(count_year(2007)) == before

    def test_a_published_year_stays_and_the_merge_is_a_late_fact(self):
        a_zone()
        stays = Residence.objects.filter(left_on=None).order_by("pk")
        kept, other = (stay.company for stay in stays)
        other.unified_code = None
        other.save()
        Residence.objects.filter(company=other).update(incubator=IncubatorFactory())
        snapshot = published()
        files = files_in(snapshot)

        row = merged_into(kept, other, at=now())
        restating.look(year=2007, at=now())

        assert files_in(snapshot) == files
        late = LateFact.objects.get(company=kept)
        told = {one["indicator"]: (one["old"], one["new"]) for one in late.effects
                if not one["incubator"] and not one["part"]}  # fmt: skip
        assert told["entered"] == ("2.00", "1.00")
        undone(row, at=now())
        restating.look(year=2007, at=now())
        assert not LateFact.objects.waiting().exists()

    def test_a_return_that_gives_way_reaches_a_published_year_as_a_late_fact(self):
        a_zone()
        stays = Residence.objects.filter(left_on=None).order_by("pk")
        kept, other = (stay.company for stay in stays)
        Residence.objects.filter(company=other).update(incubator=IncubatorFactory())
        ours, _theirs = filed(kept), filed(other)
        snapshot = published()
        files = files_in(snapshot)

        row = merged_into(
            kept, other, at=now(), holds=[ours.due_id], holds_because="原件",
            code_in_error=other.unified_code, error_because="抄错",
        )  # fmt: skip
        restating.look(year=2007, at=now())

        assert files_in(snapshot) == files
        late = LateFact.objects.get(company=kept)
        told = {one["indicator"]: (one["old"], one["new"]) for one in late.effects
                if not one["incubator"] and not one["part"]}  # fmt: skip
        old, new = (Decimal(one) for one in told["revenue"])
        assert old == 2 * new > 0
        undone(row, at=now())
        restating.look(year=2007, at=now())
        assert not LateFact.objects.waiting().exists()
