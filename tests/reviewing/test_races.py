"""At the same time: one decision, one signature, one letter; real connections, real locks."""

import pytest
from django.core import mail

from companies import lifecycle
from companies.models import Decision, Letter, OutboxLetter, Review, Stage
from tests.applying.test_races import at_once
from tests.factories import CallFactory, UserFactory
from tests.reviewing.conftest import AT, DUE, expert, in_review, only
from tests.reviewing.constraint_attempts import case as deciding_case

pytestmark = pytest.mark.django_db(transaction=True)


def reviewing() -> Review:
    call = CallFactory()
    only(call, "expert", reviews_wanted=1, position=2)
    in_review(call, 1)
    stage = Stage.objects.get(plan__version=2, plan__call=call, kind="expert")
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    expert(review_round, 1)
    lifecycle.run_assignment(review_round=review_round, by=None, at=AT, seed=1)
    return Review.objects.get()


def test_two_decide_at_once_one_wins_and_the_other_is_told():
    application = deciding_case("decision")
    people = [UserFactory(), UserFactory()]
    outcomes = [
        {"outcome": "reject", "said": "领域不符"},
        {"outcome": "defer", "until": AT.date().replace(day=20)},
    ]

    def decide(number: int):
        lifecycle.decide(
            application=application, seen=0, by=people[number % 2], at=AT, **outcomes[number % 2]
        )
        return "done"

    results = at_once(8, decide)

    assert sorted(results) == ["decided_meanwhile"] * 7 + ["done"]
    assert Decision.objects.count() == OutboxLetter.objects.count() == 1


def test_ten_signatures_are_one():
    review = reviewing()
    by = review.reviewer.user
    keys = review.round.stage.rubric.criteria.values_list("pk", flat=True)
    saved = lifecycle.save_review(
        review=review, seen=0, scores=dict.fromkeys(keys, 7), by=by, at=AT
    )

    results = at_once(
        10, lambda _n: lifecycle.sign_review(review=saved, seen=1, by=by, at=AT).score
    )

    assert set(results) == {70}
    assert review.history.filter(state="signed").count() == 1


def test_saving_and_signing_at_once_never_mix():
    review = reviewing()
    by = review.reviewer.user
    keys = list(review.round.stage.rubric.criteria.values_list("pk", flat=True))
    lifecycle.save_review(review=review, seen=0, scores=dict.fromkeys(keys, 7), by=by, at=AT)

    def act(number: int):
        if number == 0:
            return lifecycle.sign_review(review=review, seen=1, by=by, at=AT).score
        saved = lifecycle.save_review(
            review=review, seen=1, scores=dict.fromkeys(keys, 10), by=by, at=AT
        )
        return saved.revision

    at_once(8, act)

    review.refresh_from_db()
    values = set(review.scores.values_list("value", flat=True))
    assert (review.state, review.score, values) in [
        ("signed", 70, {7}), ("draft", None, {10}),
    ]  # fmt: skip


def test_two_assignments_at_once_give_each_place_once():
    call = CallFactory()
    only(call, "expert", reviews_wanted=2, position=2)
    for number in range(4):
        in_review(call, number)
    stage = Stage.objects.get(plan__version=2, plan__call=call, kind="expert")
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    for number in range(4):
        expert(review_round, number, max_load=2)

    made = at_once(
        4, lambda _n: lifecycle.run_assignment(review_round=review_round, by=None, at=AT).made
    )

    assert sorted(made) == [0, 0, 0, 8]
    assert Review.objects.count() == 8


def test_one_letter_for_a_decision_however_many_jobs_run(monkeypatch):
    """Both jobs, several times at once; nobody but us is told to mail."""
    monkeypatch.setattr("companies.lifecycle.outbox._ring", lambda _pk: None)
    monkeypatch.setattr("companies.lifecycle.outbox._ring_for_one", lambda _pk: None)
    letters = []
    for _number in range(3):
        application = deciding_case("decision")
        lifecycle.decide(
            application=application, seen=0, outcome="reject", said="不符", by=None, at=AT
        )
        letters.append(application.outbox_letters.get())
    batches = [
        lifecycle.confirm_letters(call=letter.call, count=1, by=None, at=AT) for letter in letters
    ]

    filed = at_once(9, lambda n: lifecycle.send_batch(batch_id=batches[n % 3].pk, at=AT))
    mailed = at_once(9, lambda n: lifecycle.mail_letter(outbox_id=letters[n % 3].pk, at=AT))

    assert sorted(filed) == [0] * 6 + [1] * 3
    assert Letter.objects.count() == len(mail.outbox) == sum(mailed) == 3
    assert set(OutboxLetter.objects.values_list("state", flat=True)) == {"sent"}


def test_two_confirm_at_once_and_one_does(monkeypatch):
    monkeypatch.setattr("companies.lifecycle.outbox._ring", lambda _pk: None)
    application = deciding_case("decision")
    lifecycle.decide(application=application, seen=0, outcome="reject", said="不符", by=None, at=AT)

    def confirm(_number: int):
        lifecycle.confirm_letters(call=application.call, count=1, by=None, at=AT)
        return "done"

    assert sorted(at_once(4, confirm)) == ["done"] + ["outbox_empty"] * 3
