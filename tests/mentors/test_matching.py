"""Suggestions: each point has its reason, and reading them takes four statements."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.institutions.enums import Programme, TechField
from mentors import lifecycle
from mentors.enums import Language, Need, Side, Stage
from mentors.models import Feedback
from mentors.queries.suggestions import candidates, suggestions, wanted_by
from mentors.rules.matching import (
    RULES,
    Candidate,
    Wanted,
    best,
    explained,
    score,
    stage_of,
)
from tests.factories import (
    AppointmentFactory,
    CompanyFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.mentors.rows import AT, DAY, moment, pair

ON = DAY(2008, 3, 1)
WANTED = Wanted(field="materials", stage="start", needs=frozenset({"financing", "legal"}))


def candidate(**changed) -> Candidate:
    facts = {
        "appointment": 1, "mentor": 1, "name": "王一", "fields": frozenset({"materials"}),
        "stages": frozenset({"start"}), "strengths": frozenset({"financing", "legal"}),
        "languages": frozenset({"zh"}), "places": 5, "load": 0, "rating": Decimal(5), "answers": 3,
    }  # fmt: skip
    return Candidate(**facts | changed)


def reasons(**changed) -> dict[str, tuple[int, str]]:
    found = explained(WANTED, candidate(**changed))
    return {one.rule: (one.points, one.why) for one in found.reasons}


def test_points_add_up_to_a_hundred():
    assert sum(most for most, _points, _why in RULES.values()) == 100
    assert explained(WANTED, candidate()).score == 100


@pytest.mark.parametrize(
    ("changed", "rule", "points", "why"),
    [
        ({}, "field", 30, "与企业同属新材料领域。"),
        ({"fields": frozenset()}, "field", 10, "未注明领域；企业领域为新材料。"),
        (
            {"fields": frozenset({"energy"})},
            "field",
            0,
            "导师领域为新能源与节能；企业领域为新材料。",
        ),
        ({"strengths": frozenset({"legal"})}, "need", 12, "所需2项中能辅导1项：法律与知识产权。"),
        ({"strengths": frozenset({"abroad"})}, "need", 0, "所需各项均非其擅长。"),
        ({"stages": frozenset()}, "stage", 5, "未注明阶段；企业处于初创期。"),
        ({"stages": frozenset({"scale"})}, "stage", 0, "擅长辅导加速期企业；该企业处于初创期。"),
        ({"load": 3}, "load", 6, "名额5个，空余2个。"),
        ({"load": 5}, "load", 0, "名额5个，空余0个。"),
        (
            {"rating": Decimal("4.25"), "answers": 8},
            "rating",
            8,
            "企业评分4.2分（满分5分，共8次）。",
        ),
        ({"rating": Decimal(5), "answers": 2}, "rating", 5, "评价不足3次，暂不计入。"),
        ({"rating": None, "answers": 0}, "rating", 5, "评价不足3次，暂不计入。"),
        ({"languages": frozenset({"en"})}, "language", 0, "没有共同语言。"),
        ({"languages": frozenset()}, "language", 5, "共同语言：中文。"),
    ],
)
def test_each_rule_says_why(changed, rule, points, why):
    assert reasons(**changed)[rule] == (points, why)


def test_company_that_says_nothing_gets_an_answer_too():
    nothing = Wanted(field="", stage="growth")
    found = {one.rule: (one.points, one.why) for one in explained(nothing, candidate()).reasons}

    assert found["field"] == (10, "企业领域未登记。")
    assert found["need"] == (12, "企业未说明需求。")


def test_conflict_comes_last_and_names_no_company():
    good = candidate(name="甲", rivals=2)
    own = candidate(name="乙", own=True)
    poor = candidate(name="丙", fields=frozenset({"energy"}), strengths=frozenset())

    found = best(WANTED, [good, own, poor])

    assert [one.candidate.name for one in found] == ["丙", "乙", "甲"]
    assert [one.conflict for one in found] == [
        "", "申报过在该企业的利益关系。", "申报过在同领域其他2家企业的利益关系。",
    ]  # fmt: skip


def test_full_mentors_are_left_out():
    assert best(WANTED, [candidate(load=5), candidate(load=6)]) == []


mentors = st.builds(
    Candidate,
    appointment=st.integers(1, 99),
    mentor=st.integers(1, 99),
    name=st.text(max_size=3),
    fields=st.frozensets(st.sampled_from(TechField.values), max_size=3),
    stages=st.frozensets(st.sampled_from(Stage.values)),
    strengths=st.frozensets(st.sampled_from(Need.values), max_size=4),
    languages=st.frozensets(st.sampled_from(Language.values), max_size=2),
    places=st.integers(1, 50),
    load=st.integers(0, 50),
    rating=st.none() | st.decimals(1, 5, places=2),
    answers=st.integers(0, 9),
    rivals=st.integers(0, 2),
    own=st.booleans(),
)
wanteds = st.builds(
    Wanted,
    field=st.sampled_from(["", *TechField.values]),
    stage=st.sampled_from(Stage.values),
    needs=st.frozensets(st.sampled_from(Need.values), max_size=4),
)


@given(wanteds, mentors)
def test_score_is_the_sum_of_told_reasons_and_within_bounds(wanted, mentor):
    found = explained(wanted, mentor)

    assert found.score == score(wanted, mentor) == sum(one.points for one in found.reasons)
    assert 0 <= found.score <= 100
    assert all(0 <= one.points <= one.most and one.why for one in found.reasons)


@given(wanteds, st.lists(mentors, max_size=8))
def test_ranking_is_by_conflict_then_score(wanted, many):
    found = best(wanted, many)

    order = [(bool(one.conflict), -one.score) for one in found]
    assert order == sorted(order)
    assert all(one.candidate.load < one.candidate.places for one in found)


@given(wanteds, mentors)
def test_more_strength_and_less_load_never_cost_points(wanted, mentor):
    from dataclasses import replace

    stronger = replace(mentor, strengths=frozenset(Need.values), load=0)

    assert score(wanted, stronger) >= score(wanted, mentor)


@pytest.mark.parametrize(
    ("programme", "admitted_on", "stage"),
    [
        (Programme.INCUBATION, DAY(2007, 3, 2), Stage.START),
        (Programme.INCUBATION, DAY(2007, 3, 1), Stage.GROWTH),
        (Programme.ACCELERATION, DAY(2008, 2, 1), Stage.SCALE),
    ],
)
def test_stage_follows_from_the_stay(programme, admitted_on, stage):
    assert stage_of(programme, admitted_on, ON) == stage


# Reading


@pytest.fixture
def stay(db):
    return ResidenceFactory(company=CompanyFactory(field="materials"), due_on=DAY(2030, 1, 1))


def names(stay, **asked) -> list[str]:
    return [one.candidate.name for one in suggestions(stay, on=ON, **asked)]


def test_mentors_in_office_there_are_suggested(stay):
    AppointmentFactory(incubator=stay.incubator, mentor__name="在聘")
    AppointmentFactory(mentor__name="别处")
    over = AppointmentFactory(incubator=stay.incubator, mentor__name="期满", ends_on=ON)
    AppointmentFactory(incubator=stay.incubator, mentor__name="未到", begins_on=DAY(2008, 3, 2))

    assert over.until_on == ON
    assert names(stay) == ["在聘"]
    assert wanted_by(stay, on=ON).field == "materials"


@pytest.mark.django_db
def test_those_at_it_those_of_the_company_and_full_ones_are_left_out():
    both = pair(companies=1)
    stay = both.residence
    assert names(stay) == [both.mentor.name]
    both.propose()
    own = AppointmentFactory(incubator=stay.incubator, mentor__user=UserFactory())
    RepresentativeFactory(company=stay.company, user=own.mentor.user)
    other = ResidenceFactory(incubator=stay.incubator, due_on=DAY(2030, 1, 1))

    assert names(stay) == []
    assert set(names(other)) == {both.mentor.name, own.mentor.name}
    both.propose(residence=other, asked_by=Side.OFFICE, by=None)
    assert names(other) == [own.mentor.name]


@pytest.mark.django_db
def test_load_ratings_and_stakes_are_read():
    both = pair()
    session = both.hold()
    lifecycle.give_feedback(
        session=session, side=Side.COMPANY, rating=4, by=both.founder, at=moment(2008, 3, 11)
    )
    rival = CompanyFactory(field="materials")
    for kind in ("shareholder", "paid"):
        lifecycle.declare_stake(
            mentor=both.mentor, company=rival, kind=kind, from_on=DAY(2008, 1, 1), by=None
        )
    stay = ResidenceFactory(
        incubator=both.incubator, company=CompanyFactory(field="materials"), due_on=DAY(2030, 1, 1)
    )

    (found,) = candidates(stay, on=ON)

    assert (found.load, found.rating, found.answers) == (1, Decimal(4), 1)
    assert (found.rivals, found.own) == (1, False)
    (of_rival,) = candidates(
        ResidenceFactory(incubator=both.incubator, company=rival, due_on=DAY(2030, 1, 1)), on=ON
    )
    assert of_rival.own


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_four_statements(stay, django_assert_num_queries, count):
    for _ in range(count):
        term = AppointmentFactory(incubator=stay.incubator)
        other = ResidenceFactory(incubator=stay.incubator, due_on=DAY(2030, 1, 1))
        lifecycle.propose_assignment(
            residence=other, mentor=term.mentor, goals="融资", begins_on=ON, by=None, at=AT,
            ends_on=DAY(2009, 3, 1), asked_by=Side.OFFICE,
        )  # fmt: skip

    with django_assert_num_queries(4):
        assert len(suggestions(stay, on=ON, needs=["legal"])) == count
    assert not Feedback.objects.exists()
