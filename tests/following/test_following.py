"""Graduates are asked for five years; who survived is said beside how many answered."""

import threading
from fractions import Fraction

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from companies import lifecycle
from companies.enums import SURVIVING, Fate
from companies.models import FollowUp, Residence
from companies.queries.following import cohorts
from companies.rules.following import survival
from companies.schedule import open_follow_ups
from incubator.core.errors import RuleViolation
from tests.factories import ResidenceFactory
from tests.following.rows import at, graduate, heard

pytestmark = pytest.mark.django_db


class TestAsking:
    def test_each_graduate_for_five_years_once_they_are_over(self):
        stay = graduate(2008)
        ResidenceFactory()  # still there
        new = [lifecycle.open_follow_ups(at=at(year)) for year in range(2009, 2017)]

        assert new == [0, 1, 1, 1, 1, 1, 0, 0]
        assert [*stay.follow_ups.order_by("year").values_list("year", flat=True)] == [
            2009, 2010, 2011, 2012, 2013,
        ]  # fmt: skip

    def test_what_was_missed_is_caught_up_and_again_changes_nothing(self):
        graduate(2008)

        assert [lifecycle.open_follow_ups(at=at(2013)) for _run in range(2)] == [4, 0]

    @pytest.mark.parametrize("outcome", ["dissolved", "merged"])
    def test_whoever_has_ended_is_not_asked_again(self, outcome):
        stay = graduate(2008)
        lifecycle.open_follow_ups(at=at(2010))
        heard(stay, 2009, outcome)

        assert lifecycle.open_follow_ups(at=at(2012)) == 0

    def test_whoever_was_lost_is(self):
        stay = graduate(2008)
        lifecycle.open_follow_ups(at=at(2010))
        heard(stay, 2009, "lost")

        assert lifecycle.open_follow_ups(at=at(2011)) == 1


class TestAnswering:
    @pytest.fixture
    def stay(self):
        stay = graduate(2008)
        lifecycle.open_follow_ups(at=at(2012))
        return stay

    def test_heard_and_heard_better(self, stay):
        heard(stay, 2009, "lost")
        heard(stay, 2009, "operating", staff=12, revenue=5)

        row = stay.follow_ups.get(year=2009)
        assert (row.outcome, row.staff) == ("operating", 12)
        assert [one.outcome for one in row.history.order_by("pgh_id")] == ["", "lost", "operating"]

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("follow_up_outcome_unknown", {"outcome": ""}),
            ("follow_up_without_source", {"source": " "}),
            ("follow_up_figures_unreached", {"outcome": "lost", "staff": 3}),
        ],
    )
    def test_refused(self, stay, code, changed):
        row = stay.follow_ups.get(year=2009)
        answer = {"outcome": "operating", "source": "电话"} | changed

        with pytest.raises(RuleViolation, match=code) as refusal:
            lifecycle.record_follow_up(follow_up=row, by=None, at=at(2010), **answer)

        assert refusal.value.detail
        assert not FollowUp.objects.reached().exists()

    def test_nobody_comes_back_from_the_dead(self, stay):
        heard(stay, 2009, "dissolved")

        with pytest.raises(RuleViolation, match="follow_up_after_the_end"):
            heard(stay, 2010, "operating")
        heard(stay, 2010, "lost")

    def test_nobody_was_dead_while_in_business(self, stay):
        heard(stay, 2010, "operating")

        with pytest.raises(RuleViolation, match="follow_up_before_the_end") as refusal:
            heard(stay, 2009, "dissolved")

        assert "2010" in refusal.value.detail
        heard(stay, 2011, "dissolved")


def test_a_graduation_that_was_superseded_is_counted_no_more():
    stay = graduate(2008)
    lifecycle.open_follow_ups(at=at(2011))
    counted = [*FollowUp.objects.of_graduates().values_list("year", flat=True)]

    Residence.objects.filter(pk=stay.pk).update(left_on="2010-06-01")

    assert sorted(counted) == [2009, 2010]
    assert [*FollowUp.objects.of_graduates()] == []


class TestSurvival:
    def test_of_a_cohort_beside_its_response(self):
        """Of five: one in business, one merged early, one dissolved, one lost, one silent."""
        stays = [graduate(2008) for _number in range(5)]
        lifecycle.open_follow_ups(at=at(2014))
        for stay, year, outcome in (
            (stays[0], 2013, "operating"), (stays[1], 2009, "merged"),
            (stays[2], 2011, "dissolved"), (stays[3], 2013, "lost"),
        ):  # fmt: skip
            heard(stay, year, outcome)

        (cohort,) = cohorts(Residence.objects.all(), last_year=2013)

        found = [(mark.alive, mark.known, mark.cohort) for mark in cohort.marks]
        assert found == [(2, 2, 5), (2, 3, 5), (2, 3, 5)]
        assert (cohort.marks[1].rate, cohort.marks[1].response) == (Fraction(2, 3), Fraction(3, 5))

    def test_what_is_not_over_is_not_told(self):
        graduate(2008)

        (cohort,) = cohorts(Residence.objects.all(), last_year=2010)

        assert [mark is None for mark in cohort.marks] == [False, True, True]

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, count, django_assert_num_queries):
        for number in range(count):
            graduate(2008 + number)

        with django_assert_num_queries(2):
            assert len(cohorts(Residence.objects.all(), last_year=2015)) == count

    @given(
        answers=st.lists(
            st.tuples(st.integers(1, 8), st.integers(2009, 2013), st.sampled_from(Fate.values)),
            max_size=30,
        ),
        years=st.integers(1, 5),
    )
    def test_agrees_with_counting_by_hand(self, answers, years):
        graduated = dict.fromkeys(range(1, 9), 2008)
        found = survival(graduated, answers, years=years)

        def stands(stay: int) -> bool | None:
            mine = [(year, outcome) for one, year, outcome in answers if one == stay]
            if any(o in SURVIVING and y >= 2008 + years for y, o in mine):
                return True
            if any(o == Fate.MERGED for _y, o in mine):
                return True
            return False if any(o == "dissolved" and y <= 2008 + years for y, o in mine) else None

        fates = [stands(stay) for stay in graduated]
        assert (found.alive, found.gone) == (fates.count(True), fates.count(False))
        assert found.cohort == 8
        assert found.known <= found.cohort


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_ask_once():
    for _number in range(3):
        graduate(2008)
    gate = threading.Barrier(2)

    def run() -> None:
        gate.wait()
        lifecycle.open_follow_ups(at=at(2012))
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert FollowUp.objects.count() == 9


class TestPages:
    @pytest.fixture
    def client_of(self, manager, browser_as):
        return browser_as(manager)

    def test_recorded_and_on_to_the_next(self, client_of, incubator):
        first, second = graduate(2008, incubator=incubator), graduate(2008, incubator=incubator)
        lifecycle.open_follow_ups(at=at(2010))
        row, other = first.follow_ups.get(), second.follow_ups.get()

        response = client_of.post(
            f"/admin/companies/followup/{row.pk}/heard/",
            {"outcome": "operating", "source": "王经理，电话", "staff": "9", "revenue": "300万"},
        )

        row.refresh_from_db()
        assert (row.outcome, row.revenue) == ("operating", 3_000_000)
        assert response.url == f"/admin/companies/followup/{other.pk}/change/"

    def test_survival_of_ones_own(self, client_of, incubator):
        graduate(2008, incubator=incubator)
        graduate(2009)

        page = client_of.get(reverse("admin:companies_followup_survival"))

        assert [cohort.year for cohort, _said in page.context["rows"]] == [2008]

    @pytest.mark.parametrize("count", [1, 3])
    def test_list_costs_the_same(self, client_of, incubator, count, django_assert_num_queries):
        for _number in range(count):
            graduate(2008, incubator=incubator)
        lifecycle.open_follow_ups(at=at(2010))

        with django_assert_num_queries(7):
            client_of.get("/admin/companies/followup/")


def test_job():
    stay = graduate(2020)
    open_follow_ups()

    assert stay.follow_ups.count() == 5
