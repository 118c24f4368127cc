"""How the entries of the contest were reviewed and decided of, and who came in: all made up.

The verbs open rounds, assign, move stages and decide for a thousand entries at a stroke; what
reviewers wrote and what followed in the year after is written in sets.
"""

import datetime
from collections.abc import Sequence
from random import Random

from companies import lifecycle
from companies.enums import ApplicationState, LetterKind, Outcome, ReviewState
from companies.lifecycle.choosing import Choice
from companies.models import (
    Admission,
    Application,
    Call,
    Decision,
    Letter,
    Move,
    Residence,
    Review,
    ReviewRound,
    Stage,
)
from companies.queries.standings import ranking
from incubator.core.dates import SHANGHAI
from seeds.zone2007 import reviews

SEED = 2010
DEPARTMENT_AT = datetime.datetime(2007, 5, 8, 9, tzinfo=SHANGHAI)
EXPERTS_AT = datetime.datetime(2007, 5, 16, 9, tzinfo=SHANGHAI)
DECIDED_AT = datetime.datetime(2007, 5, 30, 10, tzinfo=SHANGHAI)
TOLD_AT = datetime.datetime(2007, 5, 31, 9, tzinfo=SHANGHAI)
GIVEN_UP_AT = datetime.datetime(2007, 9, 28, 10, tzinfo=SHANGHAI)
DAY = datetime.timedelta(days=1)
DEPARTMENT = [f"部门评审人{number}" for number in range(1, 5)]
EXPERTS = [f"大赛评审专家{number:02d}" for number in range(1, 13)]
TO_EXPERTS, ACCEPTED, WITH_CONDITIONS, WAITING = 240, 100, 10, 12
S = ApplicationState


def build(call: Call, rows: Sequence[Application], stays: Sequence[Residence]) -> None:
    """From the completeness check to the residence of those who came in."""
    of_code = {stay.company.unified_code: stay for stay in stays}
    coming = {row.pk: of_code[row.unified_code] for row in rows if row.unified_code in of_code}
    quality = {row.pk: _quality(place, row.pk in coming) for place, row in enumerate(rows)}
    stages = {stage.kind: stage for stage in Stage.objects.filter(call=call)}
    in_review = [row for row in rows if row.state == S.COMPLETE]
    _department(stages["department"], in_review, quality)
    best = ranking(stage=stages["department"], seen=in_review)
    chosen = sorted(best, key=lambda row: row.case.pk not in coming)[:TO_EXPERTS]
    lifecycle.move_stage(
        cases=[row.case for row in chosen], to=stages["expert"], by=None, at=EXPERTS_AT
    )
    _experts(stages["expert"], quality)
    judged = ranking(stage=stages["expert"], seen=[row.case for row in chosen])
    judged.sort(key=lambda row: row.case.pk not in coming)
    _decide(call, in_review, [row.case for row in judged])
    _come_in(coming)
    _stay_away(call, coming)


def _quality(number: int, came_in: bool) -> float:
    """How good an entry is made up to be, from 0 to 1."""
    random = Random(f"{SEED} {number}")
    return random.uniform(0.78, 0.97) if came_in else random.triangular(0.2, 0.92, 0.55)


def _department(stage: Stage, cases: Sequence[Application], quality: dict[int, float]) -> None:
    """One person of the office looked at each."""
    review_round = _round(stage, DEPARTMENT_AT)
    people = reviews.reviewers(review_round, DEPARTMENT, at=DEPARTMENT_AT)
    assigned = reviews.assign_in_turn(review_round, cases, people, at=DEPARTMENT_AT)
    reviews.sign(
        assigned, quality=quality.__getitem__, first=DEPARTMENT_AT, last=DEPARTMENT_AT + 6 * DAY
    )
    lifecycle.close_round(review_round=review_round, by=None, at=EXPERTS_AT)


def _experts(stage: Stage, quality: dict[int, float]) -> None:
    """Three of twelve experts each, as the assignment drew them."""
    review_round = _round(stage, EXPERTS_AT)
    reviews.reviewers(review_round, EXPERTS, at=EXPERTS_AT)
    lifecycle.run_assignment(review_round=review_round, by=None, at=EXPERTS_AT, seed=SEED)
    assigned = Review.objects.filter(round=review_round, state=ReviewState.ASSIGNED)
    reviews.sign(
        list(assigned.select_related("round__stage").order_by("pk")),
        quality=quality.__getitem__,
        first=EXPERTS_AT + DAY,
        last=EXPERTS_AT + 12 * DAY,
    )
    lifecycle.close_round(review_round=review_round, by=None, at=DECIDED_AT - DAY)


def _round(stage: Stage, at: datetime.datetime) -> ReviewRound:
    return lifecycle.open_round(stage=stage, due_at=at + 13 * DAY, by=None, at=at)


def _decide(call: Call, in_review: Sequence[Application], judged: Sequence[Application]) -> None:
    """By the order of the experts; who did not reach them is not accepted."""
    by_place = {case.pk: place for place, case in enumerate(judged)}
    choices = [_choice(case, by_place.get(case.pk)) for case in in_review]
    choices.sort(key=lambda choice: by_place.get(choice.application.pk, len(in_review)))
    lifecycle.decide_batch(choices=choices, by=None, at=DECIDED_AT)
    reviews.send_letters(call, at=TOLD_AT)


def _choice(case: Application, place: int | None) -> Choice:
    if place is None:
        return Choice(case, seen=0, outcome=Outcome.REJECT, said="未进入专家评审。")
    if place < ACCEPTED - WITH_CONDITIONS:
        return Choice(case, seen=0, outcome=Outcome.ACCEPT)
    if place < ACCEPTED:
        asked = [("签署投资意向书（示例条件）", DECIDED_AT.date() + 90 * DAY)]
        return Choice(case, seen=0, outcome=Outcome.CONDITIONS, conditions=asked)
    if place < ACCEPTED + WAITING:
        return Choice(case, seen=0, outcome=Outcome.WAITING)
    return Choice(case, seen=0, outcome=Outcome.REJECT, said="未进入拟入驻名单。")


def _come_in(coming: dict[int, Residence]) -> None:
    """Each accepted entry whose company came in is closed on the day of its admission."""
    cases = list(Application.objects.filter(pk__in=coming).order_by("pk"))
    for case in cases:
        stay = coming[case.pk]
        case.state, case.company, case.admitted_at = S.ADMITTED, stay.company, _morning(stay)
    Application.objects.bulk_update(cases, ["state", "company", "admitted_at"])
    Move.objects.bulk_create(
        Move(
            application=case,
            before=S.ACCEPTED,
            after=S.ADMITTED,
            moved_at=_morning(coming[case.pk]),
        )
        for case in cases
    )  # fmt: skip
    Letter.objects.bulk_create(
        Letter(
            application=case,
            kind=LetterKind.ADMITTED,
            language="zh-hans",
            subject="贵企业已获准入驻",
            body=f"{case.name}：\n\n贵企业已获准入驻。（示例函件）",
            written_at=_morning(coming[case.pk]),
        )
        for case in cases
    )
    admissions = list(Admission.objects.filter(application__in=coming).order_by("pk"))
    for admission in admissions:
        _close(admission, coming[admission.application_id])
    columns = [
        "registered_name", "unified_code", "registered_on", "settled_on", "settled_at",
        "residence", "done_at",
    ]  # fmt: skip
    Admission.objects.bulk_update(admissions, columns)


def _close(admission: Admission, stay: Residence) -> None:
    company = stay.company
    admission.registered_name, admission.unified_code = company.name, company.unified_code
    admission.registered_on = company.registered_on
    admission.settled_on, admission.settled_at = stay.admitted_on, _morning(stay)
    admission.residence, admission.done_at = stay, _morning(stay)


def _stay_away(call: Call, coming: dict[int, Residence]) -> None:
    """Of the others who were accepted, some withdrew; those with conditions met none."""
    accepted = Decision.objects.in_force().filter(call=call).exclude(application__in=coming)
    withdrew = accepted.filter(outcome=Outcome.ACCEPT).values_list("application", flat=True)
    keys = sorted(withdrew)
    Decision.objects.filter(application__in=keys).update(ended_at=GIVEN_UP_AT)
    Application.objects.filter(pk__in=keys).update(state=S.WITHDRAWN, withdrawn_at=GIVEN_UP_AT)
    by = call.applications.filter(pk__in=keys[:1]).values_list("started_by", flat=True).first()
    Move.objects.bulk_create(
        Move(
            application_id=key, before=S.ACCEPTED, after=S.WITHDRAWN, moved_at=GIVEN_UP_AT,
            moved_by_id=by,
        )
        for key in keys
    )  # fmt: skip
    unmet = accepted.filter(outcome=Outcome.CONDITIONS).values_list("application", flat=True)
    Admission.objects.filter(application__in=[*keys, *unmet]).update(
        given_up_at=GIVEN_UP_AT, given_up_reason="未入驻（示例）"
    )


def _morning(stay: Residence) -> datetime.datetime:
    return datetime.datetime.combine(stay.admitted_on, datetime.time(10), tzinfo=SHANGHAI)
