"""A call whose experts read blind, with a panel meeting that is closed and one that is open.

All of it is made up, and of the weeks before the seeding. Experts differ as they do: some are
strict, some are mild, and of two cases they agree little.
"""

import datetime
from collections.abc import Mapping, Sequence
from functools import partial
from random import Random

from django.db import transaction

from companies import lifecycle
from companies.enums import (
    ApplicationState,
    Blind,
    CallKind,
    Combination,
    Duty,
    Outcome,
    PanelChoice,
    StageKind,
)
from companies.models import Application, Call, PanelItem, PanelMeeting, Stage
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI, day_of
from incubator.core.history import recorded
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from seeds.zone2007 import reviews, stated
from seeds.zone2007.calls import ANSWERS
from seeds.zone2007.entries import Entry, applicant_of, write

CODE = f"{stated.INNOVATION_CENTRE}-blind"
TITLE, TITLE_EN = "硬科技创业专场（盲评示例）", "Deep-technology teams (an example of blind review)"
SUMMARY = "专家评审环节隐去企业名称、人员和文件信息。申请均为示例数据。"
SUMMARY_EN = "Experts see neither names nor people nor files. All of its applications are made up."
DAY = datetime.timedelta(days=1)
SEED = 2013
# How many cases were decided in the first meeting, are before the second, and are being read.
FIRST, SECOND, READING = 5, 4, 3
EXPERTS = [f"盲评专家{number}" for number in range(1, 4)]
# How mild each expert is, beside the others.
MILD = (-0.09, 0.01, 0.1)
# In the order of scores. The third place on the list was given up before its letter was out.
OUTCOMES = (
    Outcome.ACCEPT, Outcome.CONDITIONS, Outcome.WAITING, Outcome.REJECT, Outcome.REJECT,
)  # fmt: skip
LETTERS_OUT = 3
GUESTS = (("评审会主任（示例）", Duty.CHAIR), ("会议记录人（示例）", Duty.SECRETARY))
NOTES = ("技术成熟度高，建议尽快对接中试场地。（示例）", "团队缺少市场负责人，需补充。（示例）")
SPOKEN = "评委意见不一，请申请人补充客户证明后再议。（示例）"
C = PanelChoice


@transaction.atomic
def build(*, at: datetime.datetime, deputy: User, reviewer: User) -> bool:
    """Make the call and all that hangs on it where it is missing; whether it was made."""
    if Call.objects.filter(code=CODE).exists():
        return False
    with recorded(reason="示例数据：盲评与评审会"):
        today = datetime.datetime.combine(day_of(at), datetime.time(0, 30), tzinfo=SHANGHAI)
        call = _call(today)
        stage = Stage.objects.get(call=call, kind=StageKind.EXPERT)
        applicant = applicant_of("blind")
        _over(stage, _teams(call, 0, FIRST, applicant, today), today - 26 * DAY)
        _first_meeting(stage, today - 18 * DAY)
        _over(stage, _teams(call, FIRST, SECOND, applicant, today), today - 12 * DAY)
        _second_meeting(stage, today - DAY)
        late = _teams(call, FIRST + SECOND, READING, applicant, today)
        _read(stage, late, [reviewer, deputy], today)
    return True


def _call(today: datetime.datetime) -> Call:
    call = lifecycle.prepare_call(
        by=None,
        incubator=Incubator.objects.get(code=stated.INNOVATION_CENTRE),
        kind=CallKind.ROLLING,
        code=CODE,
        title=TITLE,
        title_en=TITLE_EN,
        summary=SUMMARY,
        summary_en=SUMMARY_EN,
        opens_at=today - 60 * DAY,
    )
    stages = call.review_plans.get().stages
    stages.filter(kind=StageKind.DEPARTMENT).delete()
    stages.filter(kind=StageKind.EXPERT).update(
        blind=list(Blind.values), actors="both", combination=Combination.MEAN, reviews_wanted=3
    )
    return lifecycle.publish_call(call=call, by=None, at=today - 60 * DAY)


def _teams(
    call: Call, first: int, count: int, applicant: User, today: datetime.datetime
) -> list[Application]:
    """Complete, in the experts' stage; the earlier ones came earlier."""
    fields = TechField.values
    came = today - (44 - 2 * first) * DAY
    return write(
        call,
        [
            Entry(
                number=number,
                at=came + (number - first) * DAY / 2,
                checked_at=came + 3 * DAY + (number - first) * DAY / 4,
                end=ApplicationState.COMPLETE,
                answers={
                    **ANSWERS,
                    "name": f"示例硬科技团队{number + 1:02d}",
                    "field": fields[number % len(fields)],
                    "staff": str(4 + number % 7),
                },
            )
            for number in range(first, first + count)
        ],
        applicant,
    )


def _over(stage: Stage, cases: Sequence[Application], at: datetime.datetime) -> None:
    """A round that is over: three experts reviewed every case, each in their own way."""
    review_round = lifecycle.open_round(stage=stage, due_at=at + 7 * DAY, by=None, at=at)
    people = reviews.reviewers(review_round, EXPERTS, at=at)
    names = {case.pk: case.name for case in cases}
    for person, mild in zip(people, MILD, strict=True):
        made = reviews.assign_in_turn(review_round, cases, [person], at=at)
        reviews.sign(
            made, quality=partial(_quality, names, mild=mild), first=at + DAY,
            last=at + 5 * DAY,
        )  # fmt: skip
    lifecycle.close_round(review_round=review_round, by=None, at=at + 6 * DAY)


def _quality(names: Mapping[int, str], case: int, mild: float) -> float:
    """Of a case as one expert sees it: its own worth, their mildness, and their taste.

    By its name, which is the same in every demo, where its key is not.
    """
    worth = Random(f"{SEED} {names[case]}").uniform(0.45, 0.85)
    taste = Random(f"{SEED} {names[case]} {mild}").uniform(-0.12, 0.12)
    return min(max(worth + mild + taste, 0.05), 0.98)


def _meet(stage: Stage, at: datetime.datetime) -> PanelMeeting:
    meeting = lifecycle.open_meeting(
        stage=stage, held_on=day_of(at), place="创新中心302会议室", by=None, at=at
    )
    for name, duty in GUESTS:
        lifecycle.seat_member(meeting=meeting, name=name, duty=duty, by=None)
    return meeting


def _vote(item: PanelItem, choices: Sequence[str], at: datetime.datetime) -> None:
    voting = item.meeting.members.exclude(duty=Duty.SECRETARY).order_by("pk")
    keys = voting.values_list("pk", flat=True)
    lifecycle.vote(item=item, votes=dict(zip(keys, choices, strict=True)), by=None, at=at)


def _first_meeting(stage: Stage, at: datetime.datetime) -> None:
    """Everything was voted on and decided; the meeting is closed, most of its letters are out."""
    meeting = _meet(stage, at + 9 * DAY / 24)
    items = list(meeting.items.select_related("application").order_by("position"))
    for place, (item, outcome) in enumerate(zip(items, OUTCOMES, strict=True)):
        moment = at + (10 + place / 4) * DAY / 24
        refused = outcome == Outcome.REJECT
        _vote(item, [C.AGAINST if refused else C.FOR] * 3 + [C.ABSTAIN if place % 2 else C.FOR],
              moment)  # fmt: skip
        if place < len(NOTES):
            lifecycle.write_panel_note(item=item, text=NOTES[place], by=None, at=moment)
        lifecycle.decide_in_meeting(item=item, by=None, at=moment, **_choice(outcome, at))
    lifecycle.close_meeting(meeting=meeting, by=None, at=at + 12 * DAY / 24)
    # One came up from the waiting list before its letter was out: that letter is not sent.
    waiting = items[OUTCOMES.index(Outcome.WAITING)].application
    lifecycle.decide(application=waiting, seen=1, outcome=Outcome.ACCEPT, by=None, at=at + 2 * DAY)
    reviews.send_letters(stage.call, at=at + 3 * DAY, most=LETTERS_OUT)


def _choice(outcome: Outcome, at: datetime.datetime) -> dict:
    told: dict = {"seen": 0, "outcome": outcome}
    if outcome == Outcome.REJECT:
        told["said"] = "核心技术尚处概念阶段，欢迎样机完成后再次申请。（示例）"
    if outcome == Outcome.CONDITIONS:
        told["conditions"] = [("补充市场负责人并提交劳动合同（示例条件）", day_of(at + 60 * DAY))]
    return told


def _second_meeting(stage: Stage, at: datetime.datetime) -> None:
    """It goes on: one case is decided, one was voted on and talked about, the others wait."""
    meeting = _meet(stage, at + 9 * DAY / 24)
    first, second, *_others = meeting.items.order_by("position")
    moment = at + 10 * DAY / 24
    _vote(first, [C.FOR] * 4, moment)
    lifecycle.decide_in_meeting(item=first, seen=0, outcome=Outcome.ACCEPT, by=None, at=moment)
    _vote(second, [C.FOR, C.AGAINST, C.AGAINST, C.ABSTAIN], moment)
    lifecycle.write_panel_note(item=second, text=SPOKEN, by=None, at=moment)


def _read(
    stage: Stage, cases: Sequence[Application], people: Sequence[User], today: datetime.datetime
) -> None:
    """A round that runs: the demo reviewer and the deputy read blind, one expert has signed."""
    opened = today - 2 * DAY
    review_round = lifecycle.open_round(stage=stage, due_at=today + 21 * DAY, by=None, at=opened)
    (fellow,) = reviews.reviewers(review_round, EXPERTS[:1], at=opened)
    own = [
        review_round.reviewers.create(
            user=user, employer="示例大学", email_domain=user.email.rpartition("@")[2],
            joined_at=opened,
        )
        for user in people
    ]  # fmt: skip
    for one in own:
        reviews.assign_in_turn(review_round, cases, [one], at=opened)
    theirs = reviews.assign_in_turn(review_round, cases, [fellow], at=opened)
    names = {case.pk: case.name for case in cases}
    reviews.sign(
        theirs[:1], quality=partial(_quality, names, mild=MILD[0]), first=opened + DAY, last=today
    )
