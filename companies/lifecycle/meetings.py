"""Verbs of a panel meeting: opened with its agenda, seated, noted, voted, decided, closed."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from companies.enums import REVIEWING, ApplicationState, Duty, PanelChoice
from companies.lifecycle.apart import require_apart
from companies.lifecycle.deciding import decide
from companies.lifecycle.holding import locked_call
from companies.lifecycle.texts import fitting, required
from companies.models import (
    Decision,
    PanelItem,
    PanelMeeting,
    PanelMember,
    PanelNote,
    PanelVote,
    Reviewer,
    Stage,
)
from companies.queries.conflicts import close_among
from companies.queries.meetings import record_of
from companies.queries.standings import of_stage, ranking
from incubator.core.dates import require_year
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

LONGEST_NOTE = 4000


@transaction.atomic
def open_meeting(
    *, stage: Stage, held_on: datetime.date, by, at: datetime.datetime, place: str = ""
) -> PanelMeeting:
    """Call a meeting about the cases of a stage that wait for a decision, the best first.

    Whoever has signed reviews there is seated. Raises RuleViolation:
    ``stage_without_reviews``, ``invalid_year``, ``meeting_open_already`` (409),
    ``meeting_without_cases`` (409).
    """
    if stage.kind not in REVIEWING:
        raise RuleViolation(
            "stage_without_reviews", _("Nothing is scored in “%(stage)s”."), stage=stage
        )
    require_year(held_on, field="held_on")
    call = locked_call(stage.call)
    _refuse_second(stage)
    last = call.panel_meetings.aggregate(last=Max("number"))["last"] or 0
    with recorded(by=by):
        meeting = PanelMeeting.objects.create(
            call=call,
            stage=stage,
            number=last + 1,
            held_on=held_on,
            place=fitting(place, field="place", most=120),
            opened_at=at,
        )
        if not _put_on_agenda(meeting):
            raise RuleViolation(
                "meeting_without_cases",
                _("No case of this stage waits for a decision."),
                status=409,
            )
        signed = Reviewer.objects.filter(round__stage=stage, reviews__state="signed")
        people = {one.user_id: one.user for one in signed.select_related("user").order_by("pk")}
        taken: set[str] = set()
        for user in people.values():
            name = user.name or str(user)
            if name not in taken:
                taken.add(name)
                PanelMember.objects.create(meeting=meeting, user=user, name=name[:80])
    return meeting


def _refuse_second(stage: Stage) -> None:
    """Raises ``meeting_open_already`` (409): one case is not before two rooms at once."""
    if other := stage.meetings.filter(closed_at=None).first():
        raise RuleViolation(
            "meeting_open_already",
            _("Meeting %(number)d about this stage is still open: add the new cases there, or "
              "close it first."),
            status=409,
            number=other.number,
        )  # fmt: skip


@transaction.atomic
def renew_agenda(*, meeting: PanelMeeting, by) -> int:
    """Put cases that came since at the end of the agenda; how many.

    Raises RuleViolation ``meeting_closed`` (409).
    """
    meeting = _running(meeting)
    with recorded(by=by):
        return _put_on_agenda(meeting)


@transaction.atomic
def seat_member(
    *, meeting: PanelMeeting, by, user=None, name: str = "", duty: str = Duty.MEMBER
) -> PanelMember:
    """Let somebody sit in the meeting, with an account or by name.

    Raises RuleViolation: ``meeting_closed`` (409), ``said_nothing``, ``duty_unknown``,
    ``member_there`` (409), ``chair_there`` (409).
    """
    meeting = _running(meeting)
    name = required(name or (user.name if user else ""), field="name", most=80)
    if duty not in Duty.values:
        raise RuleViolation("duty_unknown", _("There is no such duty."), field="duty")
    members = list(meeting.members.all())
    if any(one.name == name or (user and one.user_id == user.pk) for one in members):
        raise RuleViolation(
            "member_there", _("%(name)s sits in this meeting already."), field="name",
            status=409, name=name,
        )  # fmt: skip
    if duty == Duty.CHAIR and any(one.duty == Duty.CHAIR for one in members):
        raise RuleViolation("chair_there", _("A meeting has one chair."), field="duty", status=409)
    with recorded(by=by):
        return PanelMember.objects.create(meeting=meeting, user=user, name=name, duty=duty)


@transaction.atomic
def unseat_member(*, member: PanelMember, by) -> None:
    """Somebody did not come. Raises RuleViolation: ``meeting_closed``, ``member_voted`` (409)."""
    _running(member.meeting)
    if member.votes.exists():
        raise RuleViolation(
            "member_voted", _("%(name)s has voted and stays on record."), status=409,
            name=member.name,
        )  # fmt: skip
    with recorded(by=by):
        member.delete()


@transaction.atomic
def write_panel_note(*, item: PanelItem, text: str, by, at: datetime.datetime) -> PanelNote:
    """Note what was said of a case; sent twice it is one note.

    Raises RuleViolation: ``meeting_closed``, ``said_nothing``, ``answer_too_long``,
    ``case_kept_from_you`` (403).
    """
    meeting = _running(item.meeting)
    require_apart(by, [item.application_id])
    text = required(text, field="text", most=LONGEST_NOTE)
    last = item.notes.order_by("-pk").first()
    if last is not None and (last.text, last.written_by_id) == (text, by and by.pk):
        return last
    with recorded(by=by):
        return PanelNote.objects.create(
            meeting=meeting, item=item, text=text, written_at=at, written_by=by
        )


@transaction.atomic
def vote(
    *, item: PanelItem, votes: Mapping[int, str], by, at: datetime.datetime
) -> list[PanelVote]:
    """Record how members voted on a case, by key of the member; an empty choice takes it back.

    Raises RuleViolation: ``meeting_closed`` (409), ``item_decided`` (409), ``member_unknown``,
    ``vote_unknown``, ``vote_of_secretary``, ``vote_despite_conflict`` (409),
    ``case_kept_from_you`` (403).
    """
    meeting = _running(item.meeting)
    require_apart(by, [item.application_id])
    item = PanelItem.objects.select_related("application").get(pk=item.pk)
    if item.decision_id is not None:
        raise RuleViolation("item_decided", _("This case is decided already."), status=409)
    members = {member.pk: member for member in meeting.members.all()}
    recused = recused_users(item, members.values())
    for key, choice in votes.items():
        _require_vote(members.get(key), choice, recused)
    with recorded(by=by):
        gone = [key for key, choice in votes.items() if not choice]
        PanelVote.objects.filter(item=item, member__in=gone).delete()
        for key, choice in votes.items():
            if choice:
                PanelVote.objects.update_or_create(
                    item=item,
                    member=members[key],
                    defaults={"choice": choice, "cast_at": at, "cast_by": by},
                    create_defaults={
                        "meeting": meeting, "choice": choice, "cast_at": at, "cast_by": by,
                    },
                )  # fmt: skip
    return list(item.votes.order_by("member"))


@transaction.atomic
def decide_in_meeting(*, item: PanelItem, by, at: datetime.datetime, **choice: Any) -> Decision:
    """Decide of the case as everywhere; the meeting's protocol holds the decision.

    Raises RuleViolation: ``meeting_closed``, ``item_decided`` (409), and those of ``decide``.
    """
    _running(item.meeting)
    item = PanelItem.objects.select_related("application__call").get(pk=item.pk)
    if item.decision_id is not None:
        raise RuleViolation("item_decided", _("This case is decided already."), status=409)
    decision = decide(application=item.application, by=by, at=at, **choice)
    item.decision = decision
    with recorded(by=by):
        item.save(update_fields=["decision"])
    return decision


@transaction.atomic
def close_meeting(*, meeting: PanelMeeting, by, at: datetime.datetime) -> PanelMeeting:
    """End a meeting: what it saw is kept, and its protocol never changes after that.

    Raises RuleViolation ``meeting_closed`` (409).
    """
    meeting = _running(meeting)
    meeting.record = record_of(meeting)
    meeting.closed_at = max(at, meeting.opened_at)
    with recorded(by=by):
        meeting.save(update_fields=["closed_at", "record"])
    return meeting


def recused_users(item: PanelItem, members: Iterable[PanelMember]) -> set[int]:
    """Who of the members is close to the case: on record, or by what other tables say."""
    users = {member.user_id for member in members if member.user_id is not None}
    return close_among(users, application=item.application)


def _require_vote(member: PanelMember | None, choice: str, recused: set[int]) -> None:
    if member is None:
        raise RuleViolation("member_unknown", _("There is no such member in this meeting."))
    if choice and choice not in PanelChoice.values:
        raise RuleViolation("vote_unknown", _("There is no such vote."))
    if choice and member.duty == Duty.SECRETARY:
        raise RuleViolation(
            "vote_of_secretary", _("%(name)s keeps the minutes and has no vote."), name=member.name
        )
    if choice and choice != PanelChoice.RECUSED and member.user_id in recused:
        raise RuleViolation(
            "vote_despite_conflict",
            _("%(name)s has a conflict of interest with this case, and stands back."),
            status=409,
            name=member.name,
        )


def _running(meeting: PanelMeeting) -> PanelMeeting:
    """The meeting, held. Raises ``meeting_closed`` (409)."""
    rows = PanelMeeting.objects.select_for_update(of=("self",)).select_related("call", "stage")
    meeting = rows.get(pk=meeting.pk)
    if meeting.closed_at is not None:
        raise RuleViolation(
            "meeting_closed", _("This meeting is closed; its protocol is fixed."), status=409
        )
    return meeting


def _put_on_agenda(meeting: PanelMeeting) -> int:
    """Cases that wait for a decision and are not on it yet, the best first; how many."""
    there = set(meeting.items.values_list("application", flat=True))
    waiting = of_stage(meeting.stage).filter(state=ApplicationState.COMPLETE)
    rows = ranking(stage=meeting.stage, seen=waiting.exclude(pk__in=there))
    first = (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1
    made = PanelItem.objects.bulk_create(
        PanelItem(meeting=meeting, call_id=meeting.call_id, application=row.case, position=position)
        for position, row in enumerate(rows, first)
    )
    return len(made)
