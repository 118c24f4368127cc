"""Assigning: never past a rule, as many as there can be, even, repeatable, explained."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.rules.assigning import Case, Helper, Problem, assign, even_load

FIELDS = ("", "electronics", "biology")


@st.composite
def problems(draw) -> Problem:
    cases = tuple(
        Case(key, draw(st.integers(0, 3)), draw(st.sampled_from(FIELDS)))
        for key in range(draw(st.integers(0, 6)))
    )
    helpers = tuple(
        Helper(
            100 + key, draw(st.integers(0, 4)), frozenset(draw(st.sets(st.sampled_from(FIELDS))))
        )
        for key in range(draw(st.integers(0, 5)))
    )
    pairs = [(case.key, helper.key) for case in cases for helper in helpers]
    some = st.sets(st.sampled_from(pairs)) if pairs else st.just(set())
    barred = frozenset(draw(some))
    room, kept = {helper.key: helper.most for helper in helpers}, set()
    for case, helper in sorted(draw(some) - barred):
        if room[helper]:
            room[helper] -= 1
            kept.add((case, helper))
    return Problem(cases, helpers, frozenset(kept), barred)


def most_possible(problem: Problem) -> int:
    """How many new pairs there can be at most, by Hall: a cut through every set of cases."""
    kept_of, load = Counter(c for c, _h in problem.kept), Counter(h for _c, h in problem.kept)
    need = {c.key: max(0, c.wanted - kept_of[c.key]) for c in problem.cases}
    room = {h.key: h.most - load[h.key] for h in problem.helpers}
    taken = problem.kept | problem.barred
    keys = list(need)
    return min(
        sum(need[case] for case in keys if case not in chosen)
        + sum(min(room[h], sum((c, h) not in taken for c in chosen)) for h in room)
        for size in range(len(keys) + 1)
        for chosen in combinations(keys, size)
    )


@given(problems(), st.integers(0, 2**31))
@settings(max_examples=300, deadline=None)
def test_rules_are_kept_and_nothing_possible_is_missed(problem, seed):
    result = assign(problem, seed=seed)

    of_case = Counter(case for case, _helper in result.pairs)
    loads = Counter(helper for _case, helper in [*result.pairs, *problem.kept])
    assert not set(result.pairs) & (problem.kept | problem.barred)
    assert len(set(result.pairs)) == len(result.pairs)
    assert all(loads[helper.key] <= helper.most for helper in problem.helpers)
    kept_of = Counter(case for case, _helper in problem.kept)
    lacks = {lack.case: lack.lacking for lack in result.lacks}
    for case in problem.cases:
        needed = max(0, case.wanted - kept_of[case.key])
        assert of_case[case.key] + lacks.get(case.key, 0) == needed
    assert len(result.pairs) == most_possible(problem)


@given(problems(), st.integers(0, 2**31))
@settings(max_examples=200, deadline=None)
def test_same_seed_same_pairs(problem, seed):
    assert assign(problem, seed=seed) == assign(problem, seed=seed)


@given(problems())
@settings(max_examples=200, deadline=None)
def test_people_who_are_said_to_be_enough_are_enough(problem):
    remedy = assign(problem, seed=1).remedy
    if remedy is None:
        return
    more = tuple(Helper(900 + n, remedy.room) for n in range(remedy.people))

    assert assign(replace(problem, helpers=problem.helpers + more), seed=1).lacks == ()


@given(problems())
@settings(max_examples=200, deadline=None)
def test_loads_that_are_said_to_be_enough_are_enough(problem):
    remedy = assign(problem, seed=1).remedy
    if remedy is None:
        return
    by = dict(remedy.raises)
    raised = tuple(replace(h, most=h.most + by.get(h.key, 0)) for h in problem.helpers)

    result = assign(replace(problem, helpers=raised), seed=1)

    assert sum(lack.lacking for lack in result.lacks) == remedy.only_people


def test_loads_are_even_whatever_the_fields_are():
    cases = tuple(Case(key, 3, "electronics") for key in range(40))
    helpers = tuple(
        Helper(100 + key, 40, frozenset({"electronics"} if key < 3 else {"biology"}))
        for key in range(8)
    )

    loads = Counter(helper for _case, helper in assign(Problem(cases, helpers), seed=7).pairs)

    assert set(loads.values()) == {15}


def test_fields_match_where_loads_allow_it():
    cases = tuple(Case(key, 1, FIELDS[1 + key % 2]) for key in range(20))
    helpers = (
        Helper(100, 20, frozenset({"electronics"})),
        Helper(101, 20, frozenset({"biology"})),
    )

    pairs = assign(Problem(cases, helpers), seed=7).pairs

    assert all(helper == 100 + case % 2 for case, helper in pairs)


def test_after_a_drop_out_what_was_done_is_kept():
    cases = tuple(Case(key, 2) for key in range(30))
    helpers = tuple(Helper(100 + key, 30) for key in range(4))
    first = assign(Problem(cases, helpers), seed=3)
    kept = frozenset(pair for pair in first.pairs if pair[1] != 100)

    left = assign(Problem(cases, helpers[1:], kept), seed=3)

    assert left.lacks == ()
    assert len(left.pairs) == sum(helper == 100 for _case, helper in first.pairs)
    loads = Counter(helper for _case, helper in [*left.pairs, *kept])
    assert set(loads.values()) == {20}


def test_another_seed_gives_other_pairs():
    problem = Problem(
        tuple(Case(key, 2) for key in range(30)), tuple(Helper(100 + key, 30) for key in range(9))
    )

    assert assign(problem, seed=1).pairs != assign(problem, seed=2).pairs


def test_impossible_is_explained():
    """Three are wanted of two people who may, and another case finds everybody busy."""
    problem = Problem(
        (Case(1, 3), Case(2, 3)),
        (Helper(100, 1), Helper(101, 9), Helper(102, 9)),
        barred=frozenset({(1, 102)}),
    )

    result = assign(problem, seed=1)

    assert {(lack.case, lack.may) for lack in result.lacks} <= {(1, 2), (2, 3)}
    assert sum(lack.lacking for lack in result.lacks) == 2
    assert result.remedy.only_people == 1
    assert result.remedy.raises == ((100, 1),)


@pytest.mark.parametrize(
    ("room", "load", "slots", "level"),
    [
        ({1: 5, 2: 5}, {1: 0, 2: 0}, 4, 2),
        ({1: 1, 2: 9}, {1: 0, 2: 0}, 6, 5),
        ({1: 5, 2: 5}, {1: 4, 2: 0}, 2, 2),
        ({1: 1}, {1: 0}, 9, 1),
        ({}, {}, 3, 0),
    ],
)
def test_even_load(room, load, slots, level):
    assert even_load(room, load, slots) == level
