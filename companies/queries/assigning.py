"""What an assignment starts from: the cases of a round, its people, what is kept and barred."""

from collections import defaultdict

from companies.enums import WRITABLE, ApplicationState, Fact, ReviewState
from companies.models import Application, Question, Review, Reviewer, ReviewRound
from companies.queries.conflicts import conflicts_between, last_answers
from companies.rules.assigning import Case, Helper, Problem


def cases_of(review_round: ReviewRound):
    """The cases that stand in a round's stage now."""
    return Application.objects.filter(
        call=review_round.call_id, state=ApplicationState.COMPLETE, stage=review_round.stage_id
    )


def problem_of(review_round: ReviewRound, *, wanted: int | None = None) -> Problem:
    """The problem that ``rules.assigning`` solves, as things stand; a few queries.

    A case needs ``wanted`` reviews (as many as the stage asks for), less those that count
    already from other rounds of the stage. Barred are conflicts, whoever abstained or had
    the case taken away, and whoever reviewed it in another round.
    """
    wanted = wanted or review_round.stage.reviews_wanted
    cases = list(cases_of(review_round).order_by("pk"))
    people = list(review_round.reviewers.in_force().select_related("user").order_by("pk"))
    of_user = {reviewer.user_id: reviewer.pk for reviewer in people}
    keys = {case.pk for case in cases}
    kept, barred = _had_here(review_round, keys)
    had, elsewhere = _had_elsewhere(review_round, keys, of_user)
    fields = fields_of(cases)
    return Problem(
        cases=tuple(
            Case(case.pk, max(0, wanted - had[case.pk]), fields.get(case.pk, "")) for case in cases
        ),
        helpers=tuple(
            Helper(reviewer.pk, reviewer.max_load, frozenset(reviewer.expertise))
            for reviewer in people
        ),
        kept=frozenset(kept),
        barred=frozenset(barred | elsewhere | close_pairs(people, cases)),
    )


def close_pairs(people: list[Reviewer], cases: list[Application]) -> set[tuple[int, int]]:
    """Pairs (case, reviewer) that must not be: on record, or found now."""
    from companies.models import Conflict

    of_user = {reviewer.user_id: reviewer.pk for reviewer in people}
    on_record = Conflict.objects.filter(user__in=of_user, application__in=cases)
    lifted = set(on_record.exclude(lifted_at=None).values_list("user", "application", "ground"))
    pairs = {
        (case, of_user[user])
        for user, case in on_record.in_force().values_list("user", "application")
    }
    return pairs | {
        (case, of_user[user])
        for user, case, ground in conflicts_between(people, cases)
        if (user, case, ground) not in lifted
    }


def fields_of(cases: list[Application]) -> dict[int, str]:
    """The technical field that each case said last, by its key."""
    keys: dict[int, str] = dict(
        Question.objects.filter(
            fact=Fact.FIELD, questionnaire__in={case.questionnaire_id for case in cases}
        ).values_list("questionnaire", "key")
    )
    answers = last_answers(cases)
    return {
        case.pk: str(answers.get(case.pk, {}).get(keys.get(case.questionnaire_id, ""), ""))
        for case in cases
    }


def _had_here(
    review_round: ReviewRound, keys: set[int]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Pairs that fill a place in this round, and those that were and do so no longer."""
    here = Review.objects.filter(round=review_round)
    counting = here.counting().values_list("application", "reviewer")
    writing = here.filter(state__in=WRITABLE).values_list("application", "reviewer")
    kept = {*counting, *writing}
    return kept, {
        pair for pair in here.values_list("application", "reviewer") if pair[0] in keys
    } - kept


def _had_elsewhere(
    review_round: ReviewRound, keys: set[int], of_user: dict[int, int]
) -> tuple[dict[int, int], set[tuple[int, int]]]:
    """How many reviews of the stage count from other rounds, and who wrote them."""
    had: dict[int, int] = defaultdict(int)
    barred = set()
    others = Review.objects.filter(
        round__stage=review_round.stage_id, application__in=keys, state=ReviewState.SIGNED
    ).exclude(round=review_round)
    for case, user in others.counting().values_list("application", "reviewer__user"):
        had[case] += 1
        if user in of_user:
            barred.add((case, of_user[user]))
    return had, barred
