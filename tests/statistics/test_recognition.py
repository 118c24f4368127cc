"""An institution against a rulebook: met, not met, unknown; lowered only where the text says so."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection

from companies.models import FinancingRound, IntellectualProperty
from incubator.institutions.models import Rulebook
from incubator.institutions.queries import Shelf
from incubator.institutions.rulebook_files import load_rulebooks
from incubator.statistics.recognition import Measured, check, exactly
from incubator.statistics.recognition_figures import figures_of_institution
from incubator.statistics.recognition_lines import lines_of
from tests.factories import IncubatorFactory, ResidenceFactory
from tests.facts.rows import AT, DAY, fact
from tests.returns.conftest import filed
from tests.stakes.rows import move, stake

pytestmark = pytest.mark.django_db
ON = DAY(2008, 12, 31)


@pytest.fixture
def rulebook() -> Rulebook:
    load_rulebooks(by=None, at=AT)
    return Shelf.load().of_code("cn-2018")


@pytest.fixture
def place(db):
    return IncubatorFactory()


def standings(found) -> dict[str, str]:
    return {line["rule"]: line["standing"] for line in lines_of(found)}


ENOUGH = {
    "own_area": exactly(10_000), "incubatees": exactly(50), "graduates": exactly(20),
    "fund": exactly(5_000_000), "density": exactly(3), "fund_cases": exactly(3),
    "incubatee_and_public_share": exactly(75), "years_operating": exactly(3),
    "years_of_statistics": exactly(2), "financed_share": exactly(10),
    "professional_share": exactly(80), "professional_per_10": exactly(1),
    "mentors_per_10": exactly(1), "ip_applied_share": exactly(50), "ip_valid_share": exactly(0),
}  # fmt: skip


def test_exactly_enough_is_enough(rulebook, place):
    found = check(place, rulebook, ENOUGH)

    assert found.standing == "met"
    assert found.count("met") == 13  # the two of a pair are one condition each


def test_a_hair_less_is_not_met_and_says_what_is_missing(rulebook, place):
    found = check(place, rulebook, ENOUGH | {"own_area": exactly(9_999)})

    assert (found.standing, found.count("not_met")) == ("not_met", 1)
    (line,) = [line for line in lines_of(found) if line["standing"] == "not_met" and
               line["rule"] == "own_area"]  # fmt: skip
    assert "1 m²" in line["missing"]


def test_nothing_known_is_unknown_and_never_not_met(rulebook, place):
    found = check(place, rulebook, {})

    assert (found.standing, found.count("not_met"), found.count("met")) == ("unknown", 0, 0)


def test_figure_between_two_bounds(rulebook, place):
    for low, high, standing in ((10, 60, "met"), (5, 60, "unknown"), (0, 9, "not_met")):
        given = ENOUGH | {"financed_share": Measured(Fraction(low), Fraction(high), 3)}
        assert standings(check(place, rulebook, given))["financed_share"] == standing


def test_either_of_a_pair_will_do(rulebook, place):
    either = check(place, rulebook, ENOUGH | {"ip_applied_share": exactly(0),
                                              "ip_valid_share": exactly(30)})  # fmt: skip
    neither = check(place, rulebook, ENOUGH | {"ip_applied_share": exactly(0)})

    assert either.standing == "met"
    assert neither.standing == "not_met"


def test_remote_lowers_what_the_text_lists_and_nothing_else(rulebook, place):
    """Area, counts, fund and IP by 20 % (domain 2.3); density, shares and staff stay."""
    found = check(place, rulebook, {}, remote=True)

    lowered = {line["rule"]: line["threshold"] for line in lines_of(found) if line["lowered_to"]}
    assert lowered == {
        "own_area": 8_000, "incubatees": 40, "graduates": 16, "fund": 4_000_000,
        "ip_applied_share": 40, "ip_valid_share": 24,
    }  # fmt: skip


def test_specialised_has_its_own_thresholds(rulebook):
    place = IncubatorFactory(focus="specialised", field="materials")

    thresholds = {line["rule"]: line["threshold"] for line in lines_of(check(place, rulebook, {}))}

    assert (thresholds["incubatees"], thresholds["density"], thresholds["graduates"]) == (30, 2, 15)
    assert thresholds["platform"] is None
    assert thresholds["same_field_share"] == 75


def test_text_without_numbers_decides_nothing(place):
    load_rulebooks(by=None, at=AT)
    found = check(place, Shelf.load().of_code("cn-2025"), ENOUGH)

    assert found.standing == "unknown"


class TestFigures:
    def test_of_an_institution_without_anything(self, place):
        figures = figures_of_institution(place, on=ON)

        assert figures["incubatees"] == exactly(0)
        assert "own_area" not in figures
        assert "financed_share" not in figures

    def test_facts_returns_and_silence(self, place):
        financed, without, silent = (
            ResidenceFactory(incubator=place).company for _number in range(3)
        )
        fact(FinancingRound, company=financed, closed_on=DAY(2008, 5, 1))
        filed(without)  # of 2007: no investment

        share = figures_of_institution(place, on=ON)["financed_share"]

        assert silent
        assert share.low == Fraction(100, 3)
        assert share.high in {Fraction(200, 3), Fraction(100)}
        assert share.silent in {1, 2}

    def test_rights_count_by_the_day(self, place):
        company = ResidenceFactory(incubator=place).company
        fact(IntellectualProperty, company=company, applied_on=DAY(2008, 5, 1))

        before = figures_of_institution(place, on=DAY(2008, 4, 30))["ip_applied_share"]
        after = figures_of_institution(place, on=ON)["ip_applied_share"]

        assert (before.low, before.high, after.low) == (0, 100, 100)

    def test_stake_counts_registered_and_paid_in(self, place):
        held = stake(incubator=place)
        assert figures_of_institution(place, on=ON)["held_share"] == exactly(0)
        move(held, "registered", DAY(2008, 2, 1))
        assert figures_of_institution(place, on=ON)["held_share"] == exactly(0)
        move(held, "paid_in", DAY(2008, 3, 1), amount=Decimal(999_999))
        assert figures_of_institution(place, on=ON)["held_share"] == exactly(0)
        move(held, "paid_in", DAY(2008, 3, 1), amount=Decimal(1))

        assert figures_of_institution(place, on=DAY(2008, 2, 28))["held_share"] == exactly(0)
        assert figures_of_institution(place, on=ON)["held_share"] == exactly(100)

    def test_stays_and_graduates_agree_with_plain_sql(self, place):
        ResidenceFactory(incubator=place, graduated_on=DAY(2008, 3, 3))
        for _number in range(3):
            ResidenceFactory(incubator=place)
        ResidenceFactory()  # elsewhere

        figures = figures_of_institution(place, on=ON)

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FILTER (WHERE left_on IS NULL OR left_on > %s), "
                "count(*) FILTER (WHERE exit_reason = 'graduated' AND left_on <= %s) "
                "FROM companies_residence WHERE incubator_id = %s",
                [ON, ON, place.pk],
            )
            incubatees, graduates = cursor.fetchone()
        assert figures["incubatees"] == exactly(incubatees) == exactly(3)
        assert figures["graduates"] == exactly(graduates) == exactly(1)
        assert figures["turnover"] == exactly(Fraction(100, 3))

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, place, count, django_assert_num_queries):
        for _number in range(count):
            ResidenceFactory(incubator=place)

        with django_assert_num_queries(23):
            figures_of_institution(place, on=ON)


class TestPage:
    def test_of_ones_own_incubator(self, rulebook, manager, incubator, browser_as):
        client = browser_as(manager)
        address = f"/admin/institutions/incubator/{incubator.pk}/recognition/"

        page = client.get(f"{address}?rulebook=cn-2018&remote=1&on=2020-01-01")

        assert page.context["rulebook"].code == "cn-2018"
        assert "8,000" in page.text
        assert client.get(address).context["rulebook"] is not None

    def test_of_another_there_is_none(self, rulebook, manager, browser_as):
        other = IncubatorFactory()

        response = browser_as(manager).get(
            f"/admin/institutions/incubator/{other.pk}/recognition/"
        )  # fmt: skip

        assert response.status_code == 404

    def test_before_any_text(self, manager, incubator, browser_as):
        page = browser_as(manager).get(f"/admin/institutions/incubator/{incubator.pk}/recognition/")

        assert page.context["rulebook"] is None
