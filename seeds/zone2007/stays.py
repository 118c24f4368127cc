"""Agreements, changes and winding-ups of the centre's stays, in every state; all made up.

They lie around the report (March 2008). Changes go through the verbs; winding-ups of stays
that ended long before are written as the chain of the leaving form would have left them.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from companies import lifecycle
from companies.enums import (
    GROUNDS,
    WARNED,
    ChangeKind,
    ExitGround,
    ExitReason,
    LeavingState,
    LeavingStep,
)
from companies.models import (
    ChangeRequest,
    IncubationAgreement,
    Leaving,
    LeavingSignature,
    Residence,
)
from incubator.core.dates import SHANGHAI
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from incubator.workflows.changes import approve
from seeds.zone2007 import stated
from seeds.zone2007.admissions import sign

DAY = datetime.timedelta(days=1)
ASKED_AT = datetime.datetime(2008, 1, 7, 10, tzinfo=SHANGHAI)
SIGNED = 12
ENDED_EACH = 3  # stays that ended for each reason with their leaving form on file
S = LeavingState


@transaction.atomic
def build() -> bool:
    """Make what belongs to stays where nothing of it is on file; whether anything was made."""
    if IncubationAgreement.objects.filter(residence__isnull=False).exists():
        return False
    with recorded(reason="示例数据：孵化协议、变更与退出"):
        centre = Incubator.objects.get(code=stated.INNOVATION_CENTRE)
        inside = Residence.objects.filter(
            incubator=centre, left_on=None, admitted_on__year=2007, company__is_generated=True
        )
        stays = list(inside.select_related("company", "incubator").order_by("pk")[:40])
        lifecycle.set_template(incubator=centre, values={}, by=None, at=_at(stays[0].admitted_on))
        _agree(stays[: SIGNED + 2])
        _change(stays[:SIGNED])
        _leave(centre, stays[-8:])
    return True


def _agree(stays: Sequence[Residence]) -> None:
    """Signed, but for one that is a draft and one that was made void."""
    for place, stay in enumerate(stays):
        at = _at(stay.admitted_on)
        agreement = lifecycle.draft_agreement(
            residence=stay, begins_on=stay.admitted_on, by=None, at=at
        )
        if place < SIGNED:
            sign(agreement, on=stay.admitted_on, at=at)
    lifecycle.void_agreement(
        agreement=agreement, on=stay.admitted_on + 30 * DAY, reason="条款有误（示例）。", by=None
    )


def _change(stays: Sequence[Residence]) -> None:
    """Waiting, refused, withdrawn, approved; of those one filed, one late, one by the office."""
    asked = [
        _ask(stay, kind, **wanted) for stay, (kind, wanted) in zip(stays, _wanted(), strict=False)
    ]
    _waiting, refused, withdrawn, filed, late, area, capital = asked
    lifecycle.refuse_change(
        change=refused, said="请先补充股东会决议（示例）。", by=None, at=ASKED_AT + 5 * DAY
    )
    ChangeRequest.objects.filter(pk=withdrawn.pk).update(
        state="withdrawn", closed_at=ASKED_AT + 2 * DAY
    )
    for change in (filed, late, area, capital):
        approve(
            change=change, effective_on=change.planned_on, by=None, at=ASKED_AT + 20 * DAY,
            said="同意（示例）。",
        )  # fmt: skip
    for change in (filed, capital):
        lifecycle.record_filing(
            change=change, on=change.planned_on + 2 * DAY, by=None, at=ASKED_AT + 25 * DAY,
            from_office=True,
        )  # fmt: skip


def _wanted() -> list[tuple[ChangeKind, dict]]:
    return [
        (ChangeKind.SCOPE, {"words": "软件开发；技术咨询（示例）"}),
        (ChangeKind.SHAREHOLDERS, {"shareholders": [
            {"holder": "示例股东甲", "share": "60", "contribution": ""},
            {"holder": "示例股东乙", "share": "40", "contribution": ""},
        ]}),
        (ChangeKind.LEGAL_REPRESENTATIVE, {"words": "示例负责人乙"}),
        (ChangeKind.ADDRESS, {"words": "示例地址A座201室"}),
        (ChangeKind.SCOPE, {"words": "电子产品研发（示例）"}),
        (ChangeKind.AREA, {"amount": 300}),
        (ChangeKind.CAPITAL, {"amount": 3_000_000}),
    ]  # fmt: skip


def _ask(stay: Residence, kind: ChangeKind, **wanted) -> ChangeRequest:
    return lifecycle.ask_change(
        residence=stay,
        kind=kind,
        reason="经营需要（示例）。",
        planned_on=ASKED_AT.date() + 18 * DAY,
        by=None,
        at=ASKED_AT,
        from_office=True,
        **wanted,
    )


@dataclass(frozen=True)
class _Form:
    """A leaving form and how many of its chain have signed."""

    leaving: Leaving
    signed: int


def _leave(centre: Incubator, inside: Sequence[Residence]) -> None:
    """Forms of stays that ended in 2007, and of some that go on."""
    forms = [*_ended(centre), *_going_on(inside)]
    Leaving.objects.bulk_create(form.leaving for form in forms)
    LeavingSignature.objects.bulk_create(
        LeavingSignature(
            leaving=form.leaving,
            step=step,
            signed_on=form.leaving.asked_at.date() + place * DAY,
            recorded_at=form.leaving.asked_at + place * DAY,
        )
        for form in forms
        for place, step in enumerate(list(LeavingStep)[: form.signed])
    )


def _ended(centre: Incubator) -> Iterator[_Form]:
    """The stay ended on its ground; of the last one the property company has not settled."""
    for reason, grounds in GROUNDS.items():
        ended = Residence.objects.filter(
            incubator=centre, exit_reason=reason, left_on__year=2007
        ).order_by("-left_on", "pk")
        for place, stay in enumerate(ended[:ENDED_EACH]):
            ground = grounds[place % len(grounds)]
            Residence.objects.filter(pk=stay.pk).update(exit_ground=ground)
            is_open = reason == ExitReason.MOVED and not place
            left_at = _at(stay.left_on or ASKED_AT.date())
            leaving = _leaving(stay, reason, ground, left_at - 20 * DAY)
            leaving.ended_on = stay.left_on
            leaving.state = S.ENDED if is_open else S.CLOSED
            leaving.closed_at = None if is_open else left_at + 5 * DAY
            yield _Form(leaving, len(LeavingStep) - is_open)


def _going_on(stays: Sequence[Residence]) -> Iterator[_Form]:
    """Just asked for, on its way, waiting for the stay to end; refused; taken back."""
    wish = (ExitReason.WITHDREW, ExitGround.OWN_WISH)
    removal = (ExitReason.REMOVED, ExitGround.FEES_UNPAID)
    refused = {
        "state": S.REFUSED,
        "closed_at": ASKED_AT + 4 * DAY,
        "said": "请先结清费用（示例）。",
    }
    withdrawn = {"state": S.WITHDRAWN, "closed_at": ASKED_AT + DAY}
    cases = [
        (wish, 0, {}),
        (wish, 2, {}),
        (removal, 3, {}),
        (wish, 1, refused),
        (wish, 0, withdrawn),
    ]
    for stay, (why, signed, columns) in zip(stays, cases, strict=False):
        leaving = _leaving(stay, *why, ASKED_AT)
        for name, value in columns.items():
            setattr(leaving, name, value)
        yield _Form(leaving, signed)


def _leaving(stay: Residence, reason: str, ground: str, at: datetime.datetime) -> Leaving:
    return Leaving(
        residence=stay,
        company_id=stay.company_id,
        incubator_id=stay.incubator_id,
        reason=reason,
        ground=ground,
        words="示例说明。",
        wanted_on=at.date() + 20 * DAY,
        warned_on=at.date() - 30 * DAY if ground in WARNED else None,
        from_office=reason == ExitReason.REMOVED,
        asked_at=at,
    )


def _at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(10), tzinfo=SHANGHAI)
