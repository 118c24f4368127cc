"""How long companies stay, who comes and goes, what graduates become, and who is next."""

import datetime
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies import lifecycle
from companies.models import IntellectualProperty, Qualification, Residence
from companies.queries.following import cohorts
from companies.queries.readiness import expected, incubatees, readiness, text_for
from incubator.accounts.access import Access
from incubator.core.dates import SHANGHAI, add_months, midnight, year_of
from incubator.institutions.lifecycle import publish_rulebook
from incubator.institutions.queries import Shelf
from incubator.statistics import queries
from incubator.statistics.computation import count_year
from incubator.statistics.definitions import Ratio
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.recognition_figures import months_between
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, a_draft, criterion
from tests.facts.rows import AT, DAY, fact
from tests.following.rows import at, graduate, heard
from tests.statistics.test_incubatee_figures import figures, from_sql

pytestmark = pytest.mark.django_db
YEAR_LENGTH = Fraction(1461, 4)


def rounded(number: Fraction) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


class TestLengths:
    def test_worked_out_by_hand(self):
        place = IncubatorFactory()
        ResidenceFactory(incubator=place, on=DAY(2006, 12, 31))  # 365 days at the end of 2007
        ResidenceFactory(incubator=place, on=DAY(2005, 12, 31))  # 730 days
        ResidenceFactory(incubator=place, on=DAY(2005, 1, 1), graduated_on=DAY(2007, 1, 1))
        ResidenceFactory(incubator=place, on=DAY(2006, 1, 1), left_on=DAY(2007, 1, 1))
        ResidenceFactory(on=DAY(2008, 1, 1))  # not yet there

        found = figures(2007, place)

        # 365 / 30.4375 = 11.99, 730 / 30.4375 = 23.98
        assert (found["stay_average"], found["stay_longest"]) == (
            Decimal("17.99"), Decimal("23.98"),
        )  # fmt: skip
        assert found["graduate_stay_average"] == Decimal("23.98")
        assert "stay_average" not in figures(2004, place)

    def test_list_behind_a_mean_gives_the_mean(self):
        for day in (DAY(2005, 3, 1), DAY(2006, 9, 9)):
            ResidenceFactory(on=day)
        for code in ("stay_average", "stay_longest"):
            facts = queries.facts_behind(2007, BY_CODE[code])
            added = facts.aggregate(n=BY_CODE[code].measure)["n"]
            assert added == figures(2007)[code]

    def test_in_and_out_agrees_with_plain_sql(self):
        place = IncubatorFactory()
        ResidenceFactory(incubator=place, on=DAY(2006, 1, 1), left_on=DAY(2007, 12, 31))
        ResidenceFactory(incubator=place, on=DAY(2007, 1, 1), graduated_on=DAY(2007, 12, 31))
        for _number in range(4):
            ResidenceFactory(incubator=place, on=DAY(2007, 12, 31))

        moved = from_sql(
            "SELECT count(*) FILTER (WHERE extract(year FROM admitted_on) = 2007)"
            " + count(*) FILTER (WHERE extract(year FROM left_on) = 2007)"
            " FROM companies_residence"
        )

        assert moved == 7
        assert figures(2007)["turnover"] == figures(2007, place)["turnover"] == 175

    def test_zone_without_anybody_states_no_rates(self):
        ResidenceFactory(on=DAY(2009, 1, 1))

        assert not {"turnover", "graduation_rate", "stay_average"} & set(figures(2007))


class TestGraduationRate:
    @pytest.mark.parametrize(("of", "rate"), [("year_end", 50), ("average", 40)])
    def test_of_the_end_or_of_the_mean_of_both_ends(self, settings, of, rate):
        settings.GRADUATION_RATE_OF = of
        ResidenceFactory(on=DAY(2006, 1, 1), graduated_on=DAY(2007, 12, 31))
        ResidenceFactory(on=DAY(2006, 1, 1))
        ResidenceFactory(on=DAY(2006, 1, 1), left_on=DAY(2007, 1, 1))
        ResidenceFactory(on=DAY(2007, 1, 1))

        found = figures(2007)

        assert (found["in_incubation_before"], found["in_incubation"]) == (3, 2)
        assert found["graduation_rate"] == rate


class TestGoneForGood:
    def test_everybody_ever_is_inside_graduated_or_gone(self):
        a, b = IncubatorFactory(), IncubatorFactory()
        moved = ResidenceFactory(incubator=a, left_on=DAY(2007, 5, 1), reason="moved")
        ResidenceFactory(company=moved.company, incubator=b, on=DAY(2007, 5, 1))
        ResidenceFactory(incubator=a, left_on=DAY(2007, 5, 1))
        ResidenceFactory(incubator=a, graduated_on=DAY(2007, 5, 1))

        zone, there = figures(2007), figures(2007, a)

        assert zone["cumulative_left"] == there["cumulative_left"] == 1
        assert zone["cumulative_incubated"] == (
            zone["in_incubation"] + zone["cumulative_graduated"] + zone["cumulative_left"]
        )


class TestSurvival:
    def test_agrees_with_the_page_of_graduates(self):
        stays = [graduate(2008) for _number in range(5)]
        for year in (2010, 2011, 2012):
            lifecycle.open_follow_ups(at=at(year))
        for stay, said in zip(
            stays,
            [{2009: "operating", 2011: "operating"}, {2009: "merged"}, {2011: "dissolved"},
             {2009: "lost"}],
            strict=False,
        ):  # fmt: skip
            for year, outcome in said.items():
                heard(stay, year, outcome)

        (cohort,) = cohorts(Residence.objects.all(), last_year=2013)
        for after, mark in zip((1, 3), cohort.marks, strict=False):
            found = figures(2008 + after)
            assert found[f"graduates_{after}"] == mark.cohort == 5
            assert found[f"graduates_{after}_known"] == mark.known
            assert found[f"graduates_{after}_surviving"] == mark.alive
            assert found[f"survival_{after}"] == rounded(mark.rate * 100)
            assert found[f"survival_{after}_response"] == rounded(mark.response * 100)
        assert figures(2011)["survival_3"] == rounded(Fraction(200, 3))

    def test_where_nobody_was_asked_nothing_is_stated(self):
        graduate(2008)

        assert "survival_1" not in figures(2009)
        assert "graduates_1" not in figures(2009)


class TestProspects:
    @pytest.fixture
    def text(self, db):
        """Two years of operation and intellectual property, both of them."""
        criteria = [criterion("graduation", "needed", 2),
                    criterion("graduation", "years_of_work", 2),
                    criterion("graduation", "own_ip")]  # fmt: skip
        return publish_rulebook(rulebook=a_draft(criteria=criteria), by=None, at=AT)

    @pytest.fixture
    def stays(self, text):
        place = IncubatorFactory()
        found = []
        for registered, has_right in (
            (DAY(2005, 1, 1), True), (DAY(2006, 6, 1), True), (DAY(2005, 1, 1), False),
            (DAY(2007, 12, 1), False),
        ):  # fmt: skip
            company = CompanyFactory(registered_on=registered)
            found.append(
                ResidenceFactory(company=company, incubator=place, on=max(registered,
                                                                          DAY(2006, 1, 1)))
            )  # fmt: skip
            if has_right:
                fact(IntellectualProperty, company=company, applied_on=DAY(2006, 7, 1),
                     granted_on=DAY(2007, 1, 1))  # fmt: skip
        fact(Qualification, company=found[-1].company)
        return found

    def test_counts_and_names_are_those_of_the_page(self, stays):
        on = DAY(2007, 12, 31)
        shelf = Shelf.load()
        page = readiness(
            incubatees(on=on, access=Access(everywhere=True)), text_for(shelf, on=on), as_of=on
        )
        ready = {one.residence.pk for one in page if one.standing == "met"}
        near = {one.residence.pk for one in page if one.verdict.is_near}
        to_come = expected(
            year=2008,
            on=on,
            access=Access(everywhere=True),
            rulebook=text_for(shelf, on=on),
            shelf=shelf,
        )

        found = figures(2007)

        def named(code):
            return {row.pk for row in queries.facts_behind(2007, BY_CODE[code])}

        assert named("ready") == ready == {stays[0].pk}
        assert named("near_misses") == near
        assert named("expected_graduates") == {one.residence.pk for one in to_come}
        assert named("expected_graduates") == {stays[0].pk, stays[1].pk}
        for code in ("ready", "near_misses", "expected_graduates"):
            assert found[code] == len(named(code))

    def test_before_any_text_nothing_is_stated(self, stays):
        assert "ready" not in figures(2004)

    def test_places_are_kept_apart(self, stays):
        other = ResidenceFactory().incubator

        assert figures(2007, stays[0].incubator)["near_misses"] >= 1
        assert "near_misses" not in figures(2007, other)


OF_LENGTHS = [
    BY_CODE[code]
    for code in (
        "entered", "re_entered", "graduated", "left", "in_incubation", "turnover", "stay_average",
        "stay_longest",
    )
]  # fmt: skip
dates = st.dates(DAY(2003, 12, 25), DAY(2008, 1, 7))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(dates, st.one_of(st.none(), dates)), min_size=1, max_size=6))
def test_any_stays_give_the_same_lengths_and_flows(histories):
    Residence.objects.all().delete()
    kept = [(begin, end) for begin, end in histories if end is None or end > begin]
    for begin, end in kept:
        ending = {"graduated_on": end} if end else {}
        ResidenceFactory(on=begin, due_on=DAY(2020, 1, 1), **ending)

    for year in (2003, 2004, 2007):
        last = DAY(year, 12, 31)
        inside = [b for b, e in kept if b <= last and (e is None or e > last)]
        # The zone's days are those of Asia/Shanghai: 31 December is over at its midnight.
        flows = Counter(year_of(midnight(day)) for stay in kept for day in stay if day)
        lengths = [rounded(Fraction((last - begin).days) * 12 / YEAR_LENGTH) for begin in inside]
        found = {
            one.indicator: one.counted
            for one in count_year(year, indicators=OF_LENGTHS).figures
            if one.incubator_id is None and not one.part
        }
        assert found.get("stay_longest") == (max(lengths) if lengths else None)
        if lengths:
            exact = sum(map(Fraction, lengths), Fraction(0)) / len(lengths)
            assert found["stay_average"] == rounded(exact)
            assert found["turnover"] == rounded(Fraction(flows[year] * 100, len(inside)))


@given(st.dates(DAY(1990, 1, 1), DAY(2030, 12, 31)), st.integers(0, 120), st.integers(0, 27))
def test_months_between_days_are_exact_on_every_anniversary(begin, months, days):
    end = add_months(begin, months)

    assert months_between(begin, end) == months
    later = months_between(begin, end + datetime.timedelta(days=days))
    assert months <= later <= months + 1


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime.datetime(2007, 12, 31, 15, 59, 59, tzinfo=datetime.UTC), 2007),
        (datetime.datetime(2007, 12, 31, 16, 0, tzinfo=datetime.UTC), 2008),
        (datetime.datetime(2008, 1, 1, 0, 0, tzinfo=SHANGHAI), 2008),
    ],
)
def test_year_turns_at_midnight_in_shanghai(moment, year):
    assert year_of(moment) == year


class TestRatio:
    values = {"a": Decimal(1), "b": Decimal(2), "none": None, "zero": Decimal(0)}

    @pytest.mark.parametrize(
        ("ratio", "value"),
        [
            (Ratio(("a",), ("b",)), Decimal(50)),
            (Ratio(("a", "b"), ("a", "b"), 200), Decimal(200)),
            (Ratio(("a", "b"), factor=1), Decimal(3)),
            (Ratio(("a",), ("zero",)), None),
            (Ratio(("a",), ("unheard",)), None),
            (Ratio(("none",), ("b",)), None),
            (Ratio(("a",), ("b", "none")), None),
            (Ratio(("zero",), ("b",)), Decimal(0)),
        ],
    )
    def test_of(self, ratio, value):
        assert ratio.of(self.values) == value


@pytest.mark.parametrize("count", [1, 3])
def test_year_costs_the_same(count, django_assert_num_queries):
    publish_rulebook(
        rulebook=a_draft(criteria=[criterion("graduation", "years_of_work", 2)]), by=None, at=AT
    )
    for _number in range(count):
        graduate(2007)
        ResidenceFactory()

    with django_assert_num_queries(34):
        count_year(2007)
