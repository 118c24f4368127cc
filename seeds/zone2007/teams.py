"""Teams before the centre's experts while the demo runs: a review in every state; all made up.

What people would see is of the weeks before the seeding: rounds that are over, two that are
running, decisions whose letters are out or still in the outbox, and admissions under way.
"""

import datetime
import secrets
from collections.abc import Sequence
from functools import partial

from django.db import transaction

from companies import lifecycle
from companies.enums import ApplicationState, Outcome, ReviewState, StageKind
from companies.lifecycle.calls import digest_of
from companies.lifecycle.choosing import Choice
from companies.models import (
    Application,
    Call,
    CriterionScore,
    Review,
    Reviewer,
    ReviewerInvitation,
    ReviewRound,
    RubricCriterion,
    Stage,
)
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI, day_of
from incubator.core.history import recorded
from incubator.institutions.enums import TechField
from seeds.zone2007 import admissions, reviews, stated
from seeds.zone2007.calls import ANSWERS
from seeds.zone2007.entries import Entry, applicant_of, write

DAY = datetime.timedelta(days=1)
# Those of the last letters wait in the outbox.
OUTCOMES = [
    *[Outcome.WAITING] * 2, Outcome.DEFER, *[Outcome.ACCEPT] * 7, *[Outcome.CONDITIONS] * 2,
    *[Outcome.REJECT] * 2, Outcome.ACCEPT, Outcome.REJECT,
]  # fmt: skip
LETTERS_OUT = 14
IN_DEPARTMENT, WITH_EXPERTS, DECIDED = 3, 6, len(OUTCOMES)
DEPARTMENT = ["部门评审人1"]
EXPERTS = [f"入孵评审专家{number}" for number in range(1, 5)]
SEED = 2012


@transaction.atomic
def build(*, at: datetime.datetime, manager: User, reviewer: User) -> bool:
    """Make the teams and their review where there are none; whether any were made."""
    call = Call.objects.get(code=f"{stated.INNOVATION_CENTRE}-rolling")
    if call.review_rounds.exists():
        return False
    with recorded(reason="示例数据：评审与入驻"):
        today = datetime.datetime.combine(day_of(at), datetime.time(0, 30), tzinfo=SHANGHAI)
        teams = write(call, _entries(today), applicant_of("teams"))
        stages = {stage.kind: stage for stage in Stage.objects.filter(call=call)}
        in_department, others = teams[:IN_DEPARTMENT], teams[IN_DEPARTMENT:]
        with_experts, decided = others[:WITH_EXPERTS], others[WITH_EXPERTS:]
        _over(stages[StageKind.DEPARTMENT], others, DEPARTMENT, today - 24 * DAY)
        _reach_experts(stages, decided, today - 18 * DAY)
        _over(stages[StageKind.EXPERT], decided, EXPERTS[:3], today - 18 * DAY)
        _decide(call, decided, today)
        _reach_experts(stages, with_experts, today - 4 * DAY)
        _read_in_department(stages[StageKind.DEPARTMENT], in_department, manager, today)
        _read_by_experts(stages[StageKind.EXPERT], reviewer, today)
        admissions.build(call, today)
    return True


def _entries(today: datetime.datetime) -> list[Entry]:
    fields = TechField.values
    return [
        Entry(
            number=number,
            at=today - (31 - number % 4) * DAY,
            checked_at=today - (30 - number % 4 - number % 3) * DAY,
            end=ApplicationState.COMPLETE,
            answers={
                **ANSWERS,
                "name": f"示例创业团队{number + 1:02d}",
                "field": fields[number % len(fields)],
                "staff": str(3 + number % 9),
            },
        )
        for number in range(IN_DEPARTMENT + WITH_EXPERTS + DECIDED)
    ]


def _over(
    stage: Stage, cases: Sequence[Application], names: Sequence[str], at: datetime.datetime
) -> None:
    """A round that is over: everybody reviewed every case."""
    review_round = lifecycle.open_round(stage=stage, due_at=at + 10 * DAY, by=None, at=at)
    for place, person in enumerate(reviews.reviewers(review_round, names, at=at)):
        made = reviews.assign_in_turn(review_round, cases, [person], at=at)
        reviews.sign(
            made, quality=partial(_seen_by, place), first=at + DAY,
            last=at + 5 * DAY,
        )  # fmt: skip
    lifecycle.close_round(review_round=review_round, by=None, at=at + 6 * DAY)


def _quality(case: int) -> float:
    return 0.5 + case * 7 % 10 / 24


def _seen_by(person: int, case: int) -> float:
    """As one of several sees it: milder or stricter, and not of one mind about each case."""
    return _quality(case) + (-0.05, 0.02, 0.08)[person] + (case * (person + 3) % 5 - 2) / 50


def _reach_experts(
    stages: dict[str, Stage], cases: Sequence[Application], at: datetime.datetime
) -> None:
    lifecycle.move_stage(cases=cases, to=stages[StageKind.EXPERT], by=None, at=at)


def _decide(call: Call, cases: Sequence[Application], today: datetime.datetime) -> None:
    choices = [_choice(case, outcome, today) for case, outcome in zip(cases, OUTCOMES, strict=True)]
    lifecycle.decide_batch(choices=choices, by=None, at=today - 8 * DAY)
    reviews.send_letters(call, at=today - 7 * DAY, most=LETTERS_OUT)


def _choice(case: Application, outcome: Outcome, today: datetime.datetime) -> Choice:
    match outcome:
        case Outcome.REJECT:
            return Choice(case, 0, outcome, said="项目尚不具备入孵条件，欢迎完善后再次申请。")
        case Outcome.DEFER:
            return Choice(case, 0, outcome, until=(today + 180 * DAY).date())
        case Outcome.CONDITIONS:
            asked = [("完成知识产权转让登记（示例条件）", (today + 60 * DAY).date())]
            return Choice(case, 0, outcome, conditions=asked)
    return Choice(case, 0, outcome)


def _read_in_department(
    stage: Stage, cases: Sequence[Application], manager: User, today: datetime.datetime
) -> None:
    """The incubator's own reviewer has begun with one of a few cases."""
    review_round = _running(stage, today)
    person = Reviewer.objects.create(
        round=review_round, user=manager, joined_at=review_round.opens_at
    )
    made = reviews.assign_in_turn(review_round, cases, [person], at=review_round.opens_at)
    _begin(made[0], today)


def _read_by_experts(stage: Stage, reviewer: User, today: datetime.datetime) -> None:
    """The demo reviewer and others, with cases in every state, and people who are asked."""
    review_round = _running(stage, today)
    opened = review_round.opens_at
    fellows = reviews.reviewers(review_round, EXPERTS, at=opened)
    mine = Reviewer.objects.create(
        round=review_round,
        user=reviewer,
        employer="示例大学",
        email_domain=reviewer.email.rpartition("@")[2],
        joined_at=opened,
    )
    cases = list(Application.objects.filter(stage=stage, state=ApplicationState.COMPLETE))
    lifecycle.detect_conflicts(review_round=review_round, by=None, at=opened)
    own = reviews.assign_in_turn(review_round, cases, [mine], at=opened)
    reviews.sign(own[:1], quality=_quality, first=today - DAY, last=today)
    _begin(own[1], today)
    theirs = reviews.assign_in_turn(review_round, cases, fellows, at=opened)
    reviews.sign(theirs[:2], quality=_quality, first=today - 2 * DAY, last=today)
    _end(theirs[2], ReviewState.ABSTAINED, "与本人研究方向不符（示例）。", today)
    _end(theirs[3], ReviewState.DROPPED, "改派其他评审人（示例）。", today)
    _invite(review_round, today)


def _running(stage: Stage, today: datetime.datetime) -> ReviewRound:
    return lifecycle.open_round(stage=stage, due_at=today + 30 * DAY, by=None, at=today - 3 * DAY)


def _begin(review: Review, today: datetime.datetime) -> None:
    """Half of the criteria are scored, nothing is signed."""
    rubric = review.round.stage.rubric_id
    criteria = list(RubricCriterion.objects.filter(rubric=rubric).order_by("position"))
    CriterionScore.objects.bulk_create(
        CriterionScore(review=review, criterion=criterion, value=7)
        for criterion in criteria[: len(criteria) // 2]
    )
    review.state, review.revision, review.saved_at = ReviewState.DRAFT, 1, today
    review.comment_office = "示例草稿：还需核实团队的投入程度。"
    review.save(update_fields=["state", "revision", "saved_at", "comment_office"])


def _end(review: Review, state: ReviewState, reason: str, today: datetime.datetime) -> None:
    review.state, review.ended_at, review.ended_because = state, today - DAY, reason
    review.save(update_fields=["state", "ended_at", "ended_because"])


def _invite(review_round: ReviewRound, today: datetime.datetime) -> None:
    """One invitation waits and one was taken back; nobody was mailed, nobody has the links."""
    ReviewerInvitation.objects.bulk_create(
        ReviewerInvitation(
            round=review_round,
            email=f"{name}@{reviews.DOMAIN}",
            name=f"受邀专家{name[-1]}（示例）",
            digest=digest_of(secrets.token_urlsafe(32)),
            invited_at=today - 2 * DAY,
            expires_at=today + 12 * DAY,
            revoked_at=revoked_at,
        )
        for name, revoked_at in (("invited1", None), ("invited2", today - DAY))
    )
