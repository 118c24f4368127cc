"""One institution worked out by hand against the national texts, and the numbers of the texts.

Every number below was written down from the rows that the test makes, or from the notes of the
domain; nothing of it is asked of the code.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from companies import lifecycle
from companies.models import FinancingRound, IntellectualProperty, Qualification
from incubator.institutions.models import (
    IncubationFund,
    InstitutionStaff,
    ServicePlatform,
    YearAccount,
)
from incubator.institutions.queries import Shelf
from incubator.institutions.rulebook_files import load_rulebooks
from incubator.statistics.recognition import check, exactly
from incubator.statistics.recognition_figures import figures_of_institution
from incubator.statistics.recognition_lines import lines_of
from tests.factories import (
    AppointmentFactory,
    BuildingFactory,
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    ResidenceFactory,
    UnitFactory,
    simple_terms,
)
from tests.facts.rows import AT, DAY, fact
from tests.following.rows import at, graduate, heard
from tests.institutions.own import own
from tests.returns.conftest import filed
from tests.stakes.rows import move, stake

pytestmark = pytest.mark.django_db
ON = DAY(2008, 12, 31)
NOTHING = {
    "exports": "0", "investment_received": "0", "ip_applied": "0", "ip_applied_invention": "0",
    "ip_valid": "0", "ip_granted": "0",
}  # fmt: skip


@pytest.fixture
def place(db):
    """Ten incubatees since June 2006; three have reported for 2007, that they have nothing."""
    place = IncubatorFactory(opened_on=DAY(2005, 12, 31), field="electronics")
    stays = [
        ResidenceFactory(
            incubator=place, on=DAY(2006, 6, 30),
            company=CompanyFactory(registered_on=DAY(2006, 3, 1), field="electronics"),
        )
        for _number in range(10)
    ]  # fmt: skip
    for year in (2006, 2007):
        graduated = {"graduated_on": DAY(year, 12, 1)}
        ResidenceFactory(incubator=place, on=DAY(2006, 1, 1), **graduated)
    house = BuildingFactory(incubator=place, floor_area=Decimal(2_000))
    rooms = [UnitFactory(building=house, floor_area=Decimal(area)) for area in (300, 500, 400)]
    LeaseFactory(residence=stays[0], units=rooms[:2])
    LeaseFactory(residence=stays[1], units=rooms[2:])
    UnitFactory(building=house, floor_area=Decimal(100), use="public_service", rentable=False)
    AppointmentFactory(incubator=place)
    for stay in stays[:3]:
        filed(stay.company, **NOTHING, staff="12", staff_college_up="9")
    fact(FinancingRound, company=stays[3].company, closed_on=DAY(2008, 5, 1))
    fact(IntellectualProperty, company=stays[4].company, granted_on=DAY(2008, 3, 1))
    fact(Qualification, company=stays[5].company, kind="tech_sme", valid_until=None)
    held = stake(company=stays[6].company, incubator=place, vehicle="own_fund")
    move(held, "registered", DAY(2008, 2, 1))
    move(held, "paid_in", DAY(2008, 3, 1), amount=1_000_000)
    own(InstitutionStaff, incubator=place)
    own(IncubationFund, incubator=place)
    own(ServicePlatform, incubator=place)
    own(YearAccount, incubator=place)
    return place


def test_every_figure_of_an_institution(place):
    figures = figures_of_institution(place, on=ON)

    expected = {
        "own_area": 2_000,
        "incubatee_share": 60,  # 1,200 of 2,000 m²
        "incubatee_and_public_share": 65,
        "density": 5,  # 10 on 2,000 m²
        "largest_tenant_share": 40,
        "incubatees": 10,
        "graduates": 2,
        "graduates_of_year_share": 0,  # the last was in 2007
        "years_operating": 3,
        "turnover": 0,
        "average_stay": Fraction(30) + Fraction(1, 31),  # since 30 June 2006
        "mentors": 1,
        "mentors_per_10": 1,
        "institution_staff": 20,
        "professional": 16,
        "professional_share": 80,
        "professional_per_10": 16,
        "college_staff_share": 90,
        "bachelor_staff_share": 75,
        "trained_staff_share": 30,
        "fund": 5_000_000,
        "fund_cases": 1,
        "platform": 1,
        "service_income_share": 40,  # all but 600 of 1,000
        "years_of_statistics": 0,  # three of the eleven returns of 2007 are verified
        "held_share": 10,
        "same_field_share": 100,
        "new_firm_share": 0,
    }
    assert {rule: figures[rule] for rule in expected} == {
        rule: exactly(value) for rule, value in expected.items()
    }


def test_what_is_known_of_some_only_lies_between_two_numbers(place):
    figures = figures_of_institution(place, on=ON)

    bounds = {
        # One has; nobody reported for 2006, when all were registered, that they had none.
        "financed_share": (10, 100),
        "financed": (1, 10),
        # The round was in 2008; three reported none for 2007.
        "financed_last_year_share": (0, 70),
        "ip_applied_share": (10, 100),
        "ip_valid_share": (10, 70),
        "tech_sme_share": (10, 100),
        "growing_share": (0, 100),
        "college_share": (0, 100),
        "jobs": (36, None),  # three with twelve each, and whoever else works there
    }
    assert {rule: (figures[rule].low, figures[rule].high) for rule in bounds} == bounds


def test_against_the_text_of_2018(place):
    """The numbers of domain notes 2.3, and how the institution stands to each."""
    load_rulebooks(by=None, at=AT)
    found = check(place, Shelf.load().of_code("cn-2018"), figures_of_institution(place, on=ON))

    lines = {
        line["rule"]: (line["threshold"], line["standing"], line["certainty"])
        for line in lines_of(found)
    }
    assert lines == {
        "years_operating": (3, "met", "V"),
        "years_of_statistics": (2, "not_met", "V"),
        "own_area": (10_000, "not_met", "V"),
        "incubatee_and_public_share": (75, "not_met", "V"),
        "fund": (5_000_000, "met", "V"),
        "financed_share": (10, "met", "V"),
        "fund_cases": (3, "not_met", "V"),
        "professional_share": (80, "met", "V"),
        "professional_per_10": (1, "met", "V"),
        "mentors_per_10": (1, "met", "V"),
        "ip_applied_share": (50, "unknown", "V"),
        "ip_valid_share": (30, "unknown", "V"),
        "incubatees": (50, "not_met", "V"),
        "density": (3, "met", "V"),
        "graduates": (20, "not_met", "V"),
    }
    assert found.standing == "not_met"
    missing = {line["rule"]: line["missing"] for line in lines_of(found)}
    assert "8,000 m²" in missing["own_area"]
    assert "2" in missing["fund_cases"]
    assert missing["fund"] == ""


def test_against_the_checks_of_2025(place):
    load_rulebooks(by=None, at=AT)
    found = check(place, Shelf.load().of_code("cn-2025"), figures_of_institution(place, on=ON))

    lines = {line["rule"]: (line["threshold"], line["standing"]) for line in lines_of(found)}
    assert lines["held_share"] == (10, "met")
    assert lines["financed_last_year_share"] == (20, "unknown")
    assert lines["growing_share"] == (30, "unknown")
    assert lines["service_income_share"] == (30, "met")
    assert lines["own_area"] == (None, "unknown")


# Of each text and focus what the notes say (domain 2.1 to 2.3, 11): threshold and tag.
TEXTS = {
    ("cn-2006", "comprehensive"): {
        "own_area": (10_000, "U"), "incubatee_share": (Fraction(200, 3), "U"),
        "incubatees": (80, "U"), "graduates": (25, "U"), "fund": (3_000_000, "U"),
        "college_staff_share": (70, "U"), "years_operating": (3, "U"),
    },
    ("cn-2006", "specialised"): {"own_area": (5_000, "U"), "incubatees": (50, "U")},
    ("cn-2010", "comprehensive"): {
        "own_area": (10_000, "U"), "incubatee_and_public_share": (75, "U"),
        "incubatees": (80, "U"), "graduates": (25, "U"), "ip_applied_share": (30, "U"),
        "college_share": (70, "U"), "jobs": (1_200, "U"), "fund": (3_000_000, "U"),
        "fund_cases": (3, "U"), "years_operating": (3, "U"), "years_of_statistics": (2, "U"),
        "college_staff_share": (70, "U"), "trained_staff_share": (30, "U"),
        "mentor_mechanism": (None, "U"),
    },
    ("cn-2010", "specialised"): {
        "own_area": (5_000, "U"), "incubatees": (50, "U"), "graduates": (15, "U"),
        "jobs": (800, "U"), "platform": (None, "U"),
    },
    ("cn-2018", "specialised"): {
        "own_area": (10_000, "V"), "incubatees": (30, "V"), "density": (2, "V"),
        "graduates": (15, "V"), "same_field_share": (75, "V"), "platform": (None, "V"),
    },
    ("tianjin-2021", "specialised"): {
        "own_area": (5_000, "V"), "incubatees": (15, "V"), "density": (3, "V"),
        "graduates": (5, "V"), "fund": (2_000_000, "V"), "fund_cases": (1, "V"),
        "years_operating": (2, "V"), "years_of_statistics": (1, "V"),
    },
    ("shenzhen-2025", "comprehensive"): {
        "own_area": (3_000, "S"), "incubatees": (20, "S"), "graduates": (8, "S"),
        "fund": (3_000_000, "S"), "institution_staff": (5, "S"), "mentors": (3, "S"),
        "financed": (2, "S"),
    },
    ("huizhou-2022", "specialised"): {
        "own_area": (2_000, "V"), "incubatees": (8, "V"), "institution_staff": (5, "V"),
        "mentors_per_10": (2, "V"), "financed": (1, "V"),
    },
    ("qinghai", "specialised"): {
        "own_area": (2_000, "V"), "incubatees": (20, "V"), "graduates": (10, "V"),
        "professional_share": (50, "V"), "sites": (3, "V"),
    },
    ("nb-yuyao", "comprehensive"): {
        "own_area": (10_000, "V"), "incubatees": (5, "V"), "bachelor_staff_share": (70, "V"),
        "largest_tenant_share": (10, "V"), "average_stay": (48, "V"),
        "longest_stay_of_all": (72, "V"), "turnover": (25, "V"),
    },
    ("anhui", "specialised"): {
        "own_area": (5_000, "V"), "incubatees": (11, "V"), "graduates_of_year_share": (10, "V"),
        "professional_share": (30, "V"), "same_field_share": (75, "V"),
    },
    ("wenzhou-2018", "specialised"): {
        "own_area": (3_000, "V"), "incubatees": (20, "V"), "years_operating": (1, "V"),
    },
    ("beijing-2026", "comprehensive"): {
        "years_operating": (1, "S"), "incubatees": (30, "S"), "new_firm_share": (20, "S"),
        "tech_sme_share": (40, "S"), "growing_share": (30, "S"),
    },
}  # fmt: skip


@pytest.mark.parametrize(("code", "focus"), TEXTS, ids=lambda one: one)
def test_numbers_and_tags_of_the_texts(code, focus):
    load_rulebooks(by=None, at=AT)
    place = IncubatorFactory(focus=focus, field="electronics")
    found = check(place, Shelf.load().of_code(code), {})

    lines = {
        line.criterion.rule: (line.threshold, line.criterion.certainty)
        for condition in found.conditions
        for line in condition.lines
    }
    expected = TEXTS[code, focus]
    assert {rule: lines.get(rule) for rule in expected} == expected


def test_conditions_that_are_asked_after_three_years_are_not_asked_before(db):
    load_rulebooks(by=None, at=AT)
    text, place = Shelf.load().of_code("nb-yuyao"), IncubatorFactory()

    def asked(years) -> bool:
        found = check(place, text, {"years_operating": exactly(years)})
        return any(line["rule"] == "turnover" for line in lines_of(found))

    assert [asked(years) for years in (0, Fraction(35, 12), 3, 9)] == [False, False, True, True]


def test_of_an_accelerator_the_accelerated_count(db):
    load_rulebooks(by=None, at=AT)
    place = IncubatorFactory(accelerator=True)
    house = BuildingFactory(incubator=place, floor_area=Decimal(1_000))
    stay = ResidenceFactory(incubator=place, on=DAY(2007, 1, 1))
    LeaseFactory(
        residence=stay, units=[UnitFactory(building=house, floor_area=Decimal(800))],
        terms=simple_terms(price_class="accelerator"),
    )  # fmt: skip

    figures = figures_of_institution(place, on=ON)

    assert figures["incubatees"] == exactly(1)
    assert figures["incubatee_share"] == exactly(80)


def test_jobs_of_graduates_count_and_are_whole_where_everybody_answered(db):
    stay = graduate(2006, on=DAY(2005, 1, 1))
    lifecycle.open_follow_ups(at=at(2008))
    there = stay.incubator
    assert "jobs" not in figures_of_institution(there, on=ON)

    heard(stay, 2007, "operating", staff=30)

    assert figures_of_institution(there, on=ON)["jobs"] == exactly(30)


def test_statistics_are_complete_where_every_return_is_verified(db):
    place = IncubatorFactory()
    stay = ResidenceFactory(incubator=place, on=DAY(2006, 2, 1))
    filed(stay.company, 2006)
    filed(stay.company, 2007)

    years = figures_of_institution(place, on=ON)["years_of_statistics"]
    ResidenceFactory(incubator=place, on=DAY(2007, 2, 1))

    assert years == exactly(2)


def test_platform_of_another_field_is_none(db):
    place = IncubatorFactory(focus="specialised", field="materials")
    own(ServicePlatform, incubator=place)

    assert "platform" not in figures_of_institution(place, on=ON)


def test_fund_that_is_over_is_no_longer_there_and_known_to_be_none(db):
    place = IncubatorFactory()
    own(IncubationFund, incubator=place, until_on=DAY(2008, 12, 31))

    assert figures_of_institution(place, on=DAY(2008, 12, 30))["fund"] == exactly(5_000_000)
    assert figures_of_institution(place, on=ON)["fund"] == exactly(0)
