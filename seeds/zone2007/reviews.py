"""People who review, what they score, and letters that are out: sets of rows, all made up.

A review is written as it becomes: assigned, scored, then signed with the score that the
rules make of its criteria. The database looks at every score.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from random import Random

from django.db.models import OuterRef, Subquery

from companies import lifecycle
from companies.enums import OutboxState, ReviewState
from companies.models import (
    Application,
    Call,
    CriterionScore,
    Decision,
    Letter,
    OutboxLetter,
    Review,
    Reviewer,
    ReviewRound,
    RubricCriterion,
    Submission,
)
from companies.rules.scoring import review_score
from incubator.accounts.models import User
from incubator.institutions.enums import TechField

SEED = 2011
# Reviewers have addresses of their own organisation: one of an applicant's would be a conflict.
DOMAIN = "panel.test"
SIGNED_COLUMNS = [
    "state", "revision", "comment_office", "comment_applicant", "recommends", "saved_at",
    "submission", "score", "signed_at",
]  # fmt: skip
COMMENTS = ("技术路线清楚，请补充客户意向。", "团队分工合理，财务测算偏乐观。", "")
Quality = Callable[[int], float]


def reviewers(
    review_round: ReviewRound, names: Sequence[str], *, at: datetime.datetime
) -> list[Reviewer]:
    """People of a round; nobody can sign in as one of them, and no mail goes to them."""
    users = []
    for name in names:
        user, made = User.objects.get_or_create(
            username=f"panel-{name}", defaults={"name": f"{name}（示例）", "is_active": False}
        )
        if made:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        users.append(user)
    return Reviewer.objects.bulk_create(
        Reviewer(
            round=review_round,
            user=user,
            employer="示例评审机构",
            expertise=sorted([TechField.values[place % 3], TechField.values[3 + place % 3]]),
            email_domain=DOMAIN,
            max_load=400,
            joined_at=at,
        )
        for place, user in enumerate(users)
    )


def assign_in_turn(
    review_round: ReviewRound,
    cases: Iterable[Application],
    people: Sequence[Reviewer],
    *,
    at: datetime.datetime,
) -> list[Review]:
    """One reviewer for each case, in turn."""
    return Review.objects.bulk_create(
        Review(
            call_id=review_round.call_id,
            round=review_round,
            reviewer=people[place % len(people)],
            application=case,
            assigned_at=at,
        )
        for place, case in enumerate(cases)
    )


def sign(
    reviews: Sequence[Review],
    *,
    quality: Quality,
    first: datetime.datetime,
    last: datetime.datetime,
) -> None:
    """Score and sign, evenly over a time; ``quality`` of a case (by key) is from 0 to 1."""
    if not reviews:
        return
    criteria = list(RubricCriterion.objects.filter(rubric=reviews[0].round.stage.rubric_id))
    handed_in = dict(
        Submission.objects.filter(application__in=[review.application_id for review in reviews])
        .order_by("round")
        .values_list("application", "pk")
    )
    scores = []
    for place, review in enumerate(reviews):
        values = _values(criteria, quality(review.application_id), place)
        scores += [
            CriterionScore(review=review, criterion=criterion, value=value)
            for criterion, value in values
        ]
        review.score = review_score(values)
        review.signed_at = review.saved_at = first + (last - first) * place / len(reviews)
        review.submission_id = handed_in[review.application_id]
        review.revision, review.state = 1, ReviewState.SIGNED
        review.recommends = review.score >= 70
        review.comment_applicant = COMMENTS[place % len(COMMENTS)]
        review.comment_office = "示例评语，仅供内部参考。"
    CriterionScore.objects.bulk_create(scores, batch_size=5_000)
    keep(reviews)


def keep(reviews: Sequence[Review]) -> None:
    """Write what became of reviews; quicker for many than an update that names each row."""
    Review.objects.bulk_create(
        reviews, update_conflicts=True, unique_fields=["pk"], update_fields=SIGNED_COLUMNS
    )


def _values(
    criteria: Sequence[RubricCriterion], quality: float, number: int
) -> list[tuple[RubricCriterion, Decimal]]:
    random = Random(f"{SEED} {number} {quality:.6f}")
    return [
        (
            criterion,
            min(
                criterion.maximum,
                max(criterion.minimum, Decimal(round(10 * quality + random.gauss(0, 0.8)))),
            ),
        )
        for criterion in criteria
    ]


def send_letters(call: Call, *, at: datetime.datetime, most: int | None = None) -> int:
    """Confirm the prepared letters of a call, and put them on file as sent; how many."""
    prepared = OutboxLetter.objects.filter(call=call, state=OutboxState.PREPARED).order_by("pk")
    keys = list(prepared.values_list("pk", flat=True)[:most])
    batch = lifecycle.confirm_letters(call=call, count=len(keys), letters=keys, by=None, at=at)
    going = OutboxLetter.objects.filter(pk__in=keys)
    Letter.objects.bulk_create(
        Letter(
            application_id=letter.application_id,
            kind=letter.kind,
            language=letter.language,
            subject=letter.subject,
            body=letter.body,
            written_at=at,
        )
        for letter in going.order_by("pk")
    )
    on_file = Letter.objects.filter(
        application=OuterRef("application"), kind=OuterRef("kind"), written_at=at
    )
    going.update(letter=Subquery(on_file.values("pk")[:1]), state=OutboxState.SENT, sent_at=at)
    Decision.objects.filter(outbox_letter__in=keys).update(announced_at=at)
    type(batch).objects.filter(pk=batch.pk).update(finished_at=at)
    return len(keys)
