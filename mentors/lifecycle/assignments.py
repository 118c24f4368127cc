"""Verbs on assignments: asked for or proposed, agreed by both, active, ended."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.register import locked_residence
from companies.models import Residence
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.enums import AssignmentState, EndReason, Need, Side
from mentors.lifecycle.agreements import (
    refuse_conflict,
    refuse_many,
    refuse_second,
    require_period,
)
from mentors.lifecycle.clearing import (
    cancel_plans,
    end_all,
    first_day_without,
    refuse_held_after,
    tell_ended,
)
from mentors.lifecycle.people import refuse_retired
from mentors.lifecycle.refusals import (
    clean_text,
    locked_mentor,
    require_move,
    require_past,
    require_side,
    require_side_of,
    require_word,
)
from mentors.lifecycle.telling import tell_of_assignment
from mentors.models import Assignment, Mentor, MentoringSession

A = AssignmentState
REFUSED = "assignment_move_refused"


@transaction.atomic
def propose_assignment(
    *,
    residence: Residence,
    mentor: Mentor,
    goals: str,
    begins_on: datetime.date,
    ends_on: datetime.date,
    asked_by: str,
    by,
    at: datetime.datetime,
    needs: Sequence[str] = (),
    despite: str = "",
) -> Assignment:
    """Ask for a mentor as the company, or propose one as the office; the other side is told.

    A company that asks has agreed. ``despite`` says why a conflict of interest is accepted,
    which only the office may. Raises RuleViolation: ``not_your_part`` (403), ``goals_missing``,
    ``unknown_word``, ``mentor_retired`` (409), and those of ``agreements``.
    """
    residence = locked_residence(residence)
    mentor = locked_mentor(mentor.pk)
    require_word("asked_by", asked_by, [Side.COMPANY, Side.OFFICE])
    place, company = residence.incubator_id, residence.company
    require_side(asked_by, by=by, at=at, mentor=mentor, incubator_id=place, company=company)
    refuse_retired(mentor)
    for need in needs:
        require_word("needs", need, Need.values)
    assignment = Assignment(
        residence=residence,
        company=residence.company,
        incubator=residence.incubator,
        mentor=mentor,
        asked_by=asked_by,
        needs=[need for need in Need.values if need in needs],
        goals=clean_text(goals, field="goals", most=2000, code="goals_missing"),
        begins_on=begins_on,
        ends_on=ends_on,
        despite=clean_text(despite, field="despite", most=300, lines=False),
        proposed_at=at,
        proposed_by=by,
        company_agreed_at=at if asked_by == Side.COMPANY else None,
    )
    refuse_many(assignment)
    refuse_second(assignment)
    refuse_conflict(assignment)
    require_period(assignment)
    with recorded(by=by):
        assignment.save()
    _tell_proposed(assignment)
    return assignment


@transaction.atomic
def agree(
    *, assignment: Assignment, side: str, by, at: datetime.datetime, for_them: bool = False
) -> Assignment:
    """Say yes for one side; once both have, the assignment is accepted and takes a place.

    With ``for_them`` the office notes what a side has told it otherwise. Raises
    RuleViolation: ``not_your_part`` (403), ``agreed_already`` (409),
    ``assignment_move_refused`` (409), ``mentor_has_no_place`` (409),
    ``assignment_outside_residence`` (409), ``assignment_outside_term`` (409),
    ``mentor_of_own_company`` and ``conflict_of_interest`` (409): a stake may be declared later.
    """
    assignment = _held(assignment, with_stay=True)
    require_side_of(assignment, Side.OFFICE if for_them else side, by=by, at=at)
    require_word("side", side, [Side.COMPANY, Side.MENTOR])
    require_move(assignment, A.ACCEPTED, REFUSED)
    column = f"{side}_agreed_at"
    if getattr(assignment, column):
        raise RuleViolation("agreed_already", _("This side has already agreed."), status=409)
    setattr(assignment, column, at)
    both = bool(assignment.company_agreed_at and assignment.mentor_agreed_at)
    refuse_conflict(assignment)
    if both:
        require_period(assignment)
        assignment.state, assignment.accepted_at = A.ACCEPTED, at
    with recorded(by=by, reason="for_them" if for_them else ""):
        assignment.save(update_fields=[column, "state", "accepted_at", "appointment"])
    if both:
        tell_of_assignment(
            assignment,
            _("%(mentor)s and %(company)s have agreed on mentoring"),
            _("Both sides have agreed: %(mentor)s advises %(company)s from %(begin)s to %(end)s."),
        )
    return assignment


@transaction.atomic
def decline_assignment(
    *, assignment: Assignment, side: str, said: str, by, at: datetime.datetime
) -> Assignment:
    """Say no, or take back what was proposed or accepted but is not active yet.

    Raises RuleViolation: ``not_your_part`` (403), ``reason_missing``,
    ``assignment_move_refused`` (409).
    """
    assignment = _held(assignment)
    require_side_of(assignment, side, by=by, at=at)
    require_move(assignment, A.DECLINED, REFUSED)
    assignment.state, assignment.declined_at = A.DECLINED, at
    assignment.said = clean_text(said, field="said", most=500, code="reason_missing")
    with recorded(by=by):
        assignment.save(update_fields=["state", "declined_at", "said"])
    tell_ended(assignment)
    return assignment


@transaction.atomic
def activate_assignment(
    *, assignment: Assignment, on: datetime.date, by, at: datetime.datetime
) -> Assignment:
    """Let an accepted assignment begin on a day, today or earlier, within stay and term.

    Raises RuleViolation: ``in_future``, ``assignment_move_refused`` (409),
    ``assignment_ends_before_it_begins``, ``assignment_outside_residence`` (409),
    ``assignment_outside_term`` (409), ``mentor_has_no_place`` (409).
    """
    require_past(on)
    assignment = _held(assignment, with_stay=True)
    require_move(assignment, A.ACTIVE, REFUSED)
    assignment.begins_on = on
    require_period(assignment)
    assignment.state, assignment.activated_at = A.ACTIVE, at
    with recorded(by=by):
        assignment.save(update_fields=["state", "activated_at", "begins_on", "appointment"])
    return assignment


@transaction.atomic
def end_assignment(
    *,
    assignment: Assignment,
    reason: str,
    by,
    at: datetime.datetime,
    on: datetime.date | None = None,
    said: str = "",
    side: str = Side.OFFICE,
) -> Assignment:
    """End an active assignment; ``on`` is its first day without. Later plans are cancelled.

    Without ``on`` it ends now: today, or with today where a session has begun today.

    Raises RuleViolation: ``not_your_part`` (403), ``in_future``, ``unknown_word``,
    ``assignment_move_refused`` (409), ``ended_before_it_began``, ``session_after_end`` (409).
    """
    require_word("reason", reason, EndReason.values)
    assignment = _held(assignment)
    require_side_of(assignment, side, by=by, at=at)
    sessions = MentoringSession.objects.filter(assignment=assignment)
    on = on or first_day_without(sessions, at)
    require_past(on, first_without=True)
    require_move(assignment, A.ENDED, REFUSED)
    if on < assignment.begins_on:
        raise RuleViolation(
            "ended_before_it_began",
            _("The assignment began on %(begin)s and cannot end on %(on)s."),
            field="on",
            begin=assignment.begins_on,
            on=on,
        )
    on = min(on, assignment.ends_on)
    refuse_held_after(sessions, on, at=at)
    assignment.state, assignment.ended_on, assignment.end_reason = A.ENDED, on, reason
    assignment.said = clean_text(said, field="said", most=500)
    with recorded(by=by):
        assignment.save(update_fields=["state", "ended_on", "end_reason", "said"])
        cancel_plans(sessions, on=on, because=str(EndReason(reason).label), at=at)
    assignment.refresh_from_db(fields=["until_on"])
    tell_ended(assignment)
    return assignment


@transaction.atomic
def end_assignments_of(
    *, residence: Residence, on: datetime.date, by, reason: str
) -> list[Assignment]:
    """End what stands on a stay that ended on a day; whoever ends the stay calls this with it.

    Sessions that were held after a day that is recorded late stay on file: they took place.
    """
    at = now()
    with recorded(by=by, reason=reason):
        ended = end_all(
            Assignment.objects.filter(residence=residence),
            on=on, because=EndReason.RESIDENCE_ENDED, said=reason, at=at,
        )  # fmt: skip
        plans = MentoringSession.objects.filter(residence=residence)
        cancel_plans(plans, on=on, because=reason, at=at)
    return ended


def close_assignments_over(*, on: datetime.date) -> int:
    """End the active assignments whose agreed period is over; how many."""
    over = Assignment.objects.filter(state=A.ACTIVE, ends_on__lte=on).order_by("pk")
    return sum(_close_over(pk, on) for pk in over.values_list("pk", flat=True))


@transaction.atomic
def _close_over(pk: int, on: datetime.date) -> bool:
    still = Assignment.objects.filter(pk=pk, state=A.ACTIVE, ends_on__lte=on)
    assignment = still.select_for_update(of=("self",), no_key=True).first()
    if assignment is None:
        return False
    assignment.state, assignment.ended_on = A.ENDED, assignment.ends_on
    assignment.end_reason = EndReason.PERIOD_OVER
    with recorded(reason="period over"):
        assignment.save(update_fields=["state", "ended_on", "end_reason"])
    tell_ended(assignment)
    return True


def _held(assignment: Assignment, *, with_stay: bool = False) -> Assignment:
    """As on file now, held until the end; before it the stay, where asked, and the mentor."""
    if with_stay:
        locked_residence(assignment.residence)
    locked_mentor(assignment.mentor_id)
    return (
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("residence__company", "residence__incubator", "mentor__user")
        .select_related("company", "incubator", "appointment")
        .get(pk=assignment.pk)
    )


def _tell_proposed(assignment: Assignment) -> None:
    """The mentor, and the company where the office proposes."""
    tell_of_assignment(
        assignment,
        _("Proposed: %(mentor)s as a mentor of %(company)s"),
        _(
            "It is proposed that %(mentor)s advises %(company)s from %(begin)s to %(end)s. "
            "Please say whether you agree."
        ),
        to="both" if assignment.asked_by == Side.OFFICE else "mentor",
    )
