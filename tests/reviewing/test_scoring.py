"""Scores: the formula by hand, recomputed in plain SQL, and true of any numbers."""

from decimal import Decimal
from fractions import Fraction
from statistics import mean, median
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from companies import lifecycle
from companies.models import Application, Review, Stage
from companies.queries.standings import last_scores, ranking, standings
from companies.rules.scoring import case_score, is_on, places, review_score, spread, values_of
from tests.reviewing.conftest import AT, DUE, expert, in_review, only, score_all

D = Decimal
# The formula once more, in another language: numeric, rounded half away from zero.
REVIEW_SQL = """
    SELECT r.id, round(100 * sum(c.weight * (s.value - c.minimum) / (c.maximum - c.minimum))
                       / sum(c.weight), 2)
    FROM companies_review r
    JOIN companies_criterionscore s ON s.review_id = r.id
    JOIN companies_rubriccriterion c ON c.id = s.criterion_id
    WHERE r.state = 'signed' GROUP BY r.id
"""
CASE_SQL = """
    SELECT application_id, round(avg(score), 2) FROM (
        SELECT application_id, score, count(*) OVER w AS number,
            row_number() OVER (PARTITION BY application_id ORDER BY score, id) AS place
        FROM companies_review WHERE state = 'signed'
        WINDOW w AS (PARTITION BY application_id)
    ) counted
    WHERE number < 3 OR place NOT IN (1, number) GROUP BY application_id
"""


def scale(weight=1, minimum=0, maximum=10, step=1) -> SimpleNamespace:
    return SimpleNamespace(weight=D(weight), minimum=D(minimum), maximum=D(maximum), step=D(step))


def rows(sql: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return dict(cursor.fetchall())


def test_a_review_by_hand():
    """(60 × 8/10 + 40 × (3 − 1)/(5 − 1)) / 100 = 68 %."""
    assert review_score([(scale(60), D(8)), (scale(40, 1, 5), D(3))]) == D("68.00")
    assert review_score([(scale(1), D(1)), (scale(2), D(0))]) == D("3.33")


@pytest.mark.parametrize(
    ("scores", "combination", "drop_from", "score"),
    [
        (["70", "80", "91"], "mean", None, "80.33"),
        (["70", "80", "95"], "median", None, "80.00"),
        (["70", "80", "91", "95"], "median", None, "85.50"),
        (["0", "80", "82", "100"], "mean", 4, "81.00"),
        (["0", "80", "100"], "mean", 4, "60.00"),
        (["0", "80", "100"], "mean", 3, "80.00"),
        (["0.01", "0.02"], "mean", None, "0.02"),
        ([], "mean", None, None),
    ],
)
def test_a_case_by_hand(scores, combination, drop_from, score):
    found = case_score(list(map(D, scores)), combination=combination, drop_from=drop_from)
    assert found == (score and D(score))


def test_places_are_shared_and_spread_needs_two():
    assert places({1: D(80), 2: D(90), 3: D(80), 4: None, 5: D(70)}) == {
        1: 2, 2: 1, 3: 2, 4: None, 5: 4,
    }  # fmt: skip
    assert (spread([D(60), D(85)]), spread([D(60)]), spread([])) == (D(25), None, None)


@pytest.mark.parametrize("value", ["-1", "11", "0.25", "NaN", "Infinity", "1e3"])
def test_what_is_not_on_the_scale(value):
    assert not is_on(scale(step="0.5"), D(value))


def test_a_scale_step_by_step():
    assert values_of(scale(1, 1, 3, "0.5")) == [D("1.0"), D("1.5"), D("2.0"), D("2.5"), D("3.0")]


SCALES = st.builds(
    lambda weight, minimum, steps, step: scale(
        D(weight) / 100, minimum, minimum + steps * (D(step) / 4), D(step) / 4
    ),
    st.integers(1, 10_000), st.integers(-5, 5), st.integers(1, 40), st.integers(1, 8),
)  # fmt: skip
SCORED = st.lists(
    SCALES.flatmap(lambda s: st.tuples(st.just(s), st.sampled_from(values_of(s)))), min_size=1
)
CENTS = st.integers(0, 10_000).map(lambda cents: D(cents) / 100)


@given(SCORED)
def test_a_review_in_fractions(scored):
    """Computed without any rounding, it lies within half a cent of what is shown."""
    exact = sum(
        Fraction(s.weight) * Fraction(v - s.minimum) / Fraction(s.maximum - s.minimum)
        for s, v in scored
    ) * 100 / sum(Fraction(s.weight) for s, _v in scored)  # fmt: skip

    score = review_score(scored)

    assert 0 <= score <= 100
    assert abs(Fraction(score) - exact) <= Fraction(1, 200)


@given(st.lists(CENTS, min_size=1, max_size=9), st.sampled_from([None, 3, 5]))
def test_a_case_in_fractions(scores, drop_from):
    kept = sorted(scores)
    if drop_from and len(kept) >= drop_from:
        kept = kept[1:-1]
    for combination, formula in (("mean", mean), ("median", median)):
        found = case_score(scores, combination=combination, drop_from=drop_from)
        exact = Fraction(formula([Fraction(score) for score in kept]))
        assert abs(Fraction(found) - exact) <= Fraction(1, 200)
        assert min(scores) <= found <= max(scores)
        assert found == case_score(scores[::-1], combination=combination, drop_from=drop_from)


@pytest.fixture
def scored(db):
    """Three cases of which each has one more review than the one before."""
    from tests.factories import CallFactory

    call = CallFactory()
    only(call, "expert", reviews_wanted=4, position=2, drop_from=3)
    stage = Stage.objects.get(plan__version=2, plan__call=call, kind="expert")
    cases = [in_review(call, number) for number in range(3)]
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    for number in range(4):
        reviewer = expert(review_round, number)
        for place, case in enumerate(cases):
            if number <= place + 1:
                review = lifecycle.assign_by_hand(
                    reviewer=reviewer, application=case, by=None, at=AT
                )
                sign_unevenly(review, number + place)
    return SimpleNamespace(stage=stage, cases=cases)


def sign_unevenly(review: Review, start: int) -> None:
    by = review.reviewer.user
    criteria = review.round.stage.rubric.criteria.order_by("position")
    values = {one.pk: (start * 3 + number * 7) % 11 for number, one in enumerate(criteria)}
    saved = lifecycle.save_review(review=review, seen=0, scores=values, by=by, at=AT)
    lifecycle.sign_review(review=review, seen=saved.revision, by=by, at=AT)


@pytest.mark.django_db
def test_the_same_in_plain_sql(scored):
    by_review, by_case = rows(REVIEW_SQL), rows(CASE_SQL)

    assert by_review == dict(Review.objects.values_list("pk", "score"))
    found = standings(scored.cases, stage=scored.stage)
    assert by_case == {row.case.pk: row.score for row in found}
    assert by_case == last_scores(scored.cases)
    assert [len(row.reviews) for row in found] == [2, 3, 4]
    assert [row.is_whole for row in found] == [False, False, True]


@pytest.mark.django_db
def test_who_abstained_does_not_count(panel):
    score_all(panel.reviews[0], 9)
    lifecycle.abstain(
        review=panel.reviews[1], reason="不熟悉该领域", by=panel.experts[1].user, at=AT
    )

    row = standings([panel.case], stage=panel.stage)[0]
    assert (row.score, row.assigned, row.is_whole) == (D(90), 1, False)


@pytest.mark.django_db
def test_a_review_of_older_papers_does_not_count(reviewed):
    """The applicant has handed in again since: what was read is not what there is."""
    case = reviewed.case
    assert Review.objects.counting().count() == 2
    first = case.submissions.get()
    case.submissions.create(round=2, content=first.content, content_hash="1" * 64, submitted_at=AT)

    assert not Review.objects.counting().exists()


@pytest.mark.django_db
def test_the_best_first_and_equals_by_receipt(scored):
    order = ranking(stage=scored.stage, seen=[*scored.cases, in_review(scored.stage.call, 9)])

    scores = [row.score for row in order]
    assert scores[-1] is None
    assert scores[:-1] == sorted(scores[:-1], reverse=True)
    assert [row.place for row in order] == [1, 2, 3, None]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_ranking_costs_the_same(scored, count, django_assert_num_queries):
    seen = list(Application.objects.filter(pk__in=[c.pk for c in scored.cases[:count]]))
    with django_assert_num_queries(2):
        assert len(ranking(stage=scored.stage, seen=seen)) == count
