"""Verbs on graduation reviews: applied, visited, heard, proposed by one, confirmed by another.

That the formalities are done and the stay ends is ``incubator.workflows.graduation``. Each step
has its day (``on``) and is recorded once (``at``); a day may lie before the recording.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import GraduationOutcome, GraduationState, Right
from companies.lifecycle.acting import refuse_decided, require_company_right
from companies.lifecycle.days import require_day, require_past
from companies.lifecycle.graduation_parts import (
    begin_review,
    in_turn,
    keep_findings,
    locked_review,
    next_certificate,
    require_conditions,
    require_later,
    require_outcome,
    require_somebody,
    set_columns,
    standing_of,
    stay_that_may_graduate,
    tell_company,
    text_in_force,
)
from companies.lifecycle.register import extend, open_residence
from companies.lifecycle.texts import WORDS, required
from companies.models import GraduationReview, Residence
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Rulebook

S, OUTCOME = GraduationState, GraduationOutcome
DECIDED = {
    OUTCOME.GRADUATE: S.PASSED,
    OUTCOME.EXTEND: S.EXTENDED,
    OUTCOME.REFUSE: S.REFUSED,
}


@transaction.atomic
def apply_for_graduation(
    *,
    residence: Residence,
    words: str,
    on: datetime.date,
    by,
    at: datetime.datetime,
    rulebook: Rulebook | None = None,
    from_office: bool = False,
) -> GraduationReview:
    """Ask to graduate, under the text in force on the day (or one of those, where several are).

    Raises RuleViolation: ``right_missing`` (403), ``residence_already_ended`` (409),
    ``not_in_incubation`` (409), ``leaving_under_way`` (409), ``graduation_under_way`` (409),
    ``in_future``, ``graduation_before_admission``, ``rulebook_not_in_force``,
    ``said_nothing``, ``answer_too_long``.
    """
    if not from_office:
        require_company_right(residence.company_id, by, Right.SIGN)
    words = required(words, field="words", most=WORDS)
    residence = stay_that_may_graduate(residence)
    require_past(on, at)
    if on <= residence.admitted_on:
        raise RuleViolation(
            "graduation_before_admission",
            _("The company was admitted on %(admitted)s only."),
            field="on",
            admitted=residence.admitted_on,
        )
    return begin_review(
        residence, text_in_force(rulebook, on), by=by,
        words=words, applied_on=on, applied_at=at, from_office=from_office,
    )  # fmt: skip


@transaction.atomic
def withdraw_graduation(
    *, review: GraduationReview, by, at: datetime.datetime, from_office: bool = False
) -> GraduationReview:
    """The company does not want to graduate now, or the office closes what it began by mistake.

    Raises RuleViolation: ``right_missing`` (403), ``graduation_decided`` (409).
    """
    if not from_office:
        require_company_right(review.company_id, by, Right.SIGN)
    review = locked_review(review)
    refuse_decided(review)
    return set_columns(review, by=by, state=S.WITHDRAWN)


@transaction.atomic
def record_visit(
    *, review: GraduationReview, on: datetime.date, words: str, by, at: datetime.datetime
) -> GraduationReview:
    """Somebody has been on site; what was found.

    Raises RuleViolation: ``graduation_out_of_turn`` (409), ``in_future``,
    ``step_too_early``, ``said_nothing``, ``answer_too_long``.
    """
    review = in_turn(review, S.APPLIED)
    require_day(on, review.applied_on, at)
    words = required(words, field="words", most=WORDS)
    return set_columns(
        review, by=by, state=S.VISITED, visited_on=on, visited_by=by, visit_words=words
    )


@transaction.atomic
def record_committee(
    *,
    review: GraduationReview,
    on: datetime.date,
    members: int,
    advice: str,
    words: str,
    by,
    at: datetime.datetime,
) -> GraduationReview:
    """The committee has met: how many, what it advises, and why.

    Raises RuleViolation as ``record_visit``, and ``outcome_unknown``, ``committee_of_nobody``.
    """
    review = in_turn(review, S.VISITED)
    require_day(on, review.visited_on, at)
    require_outcome(advice, field="advice")
    if members < 1:
        raise RuleViolation(
            "committee_of_nobody", _("Say how many members were present."), field="members"
        )
    words = required(words, field="words", most=WORDS)
    return set_columns(
        review, by=by, state=S.HEARD, heard_on=on, heard_by=by, members=members,
        advice=advice, committee_words=words,
    )  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """What is to be decided, and why. ``until`` is the new last day of an extended stay."""

    outcome: str
    reason: str
    unknown_reason: str = ""
    until: datetime.date | None = None


@transaction.atomic
def propose_decision(
    *,
    review: GraduationReview,
    proposal: Proposal,
    on: datetime.date,
    by,
    at: datetime.datetime,
) -> GraduationReview:
    """The first of two people decides; how every condition stands on the day is kept with it.

    Raises RuleViolation as ``record_visit``, and ``outcome_unknown``, ``decider_missing``,
    ``conditions_not_met`` (409), ``conditions_unknown`` (409: they need a written reason),
    ``extension_not_later``.
    """
    review = in_turn(review, S.HEARD)
    require_day(on, review.heard_on, at)
    require_outcome(proposal.outcome, field="outcome")
    require_somebody(by)
    reason = required(proposal.reason, field="reason", most=WORDS)
    found = standing_of(review, on=on)
    unknown_reason = ""
    if proposal.outcome == OUTCOME.GRADUATE:
        unknown_reason = require_conditions(found, proposal.unknown_reason)
    until = None
    if proposal.outcome == OUTCOME.EXTEND:
        until = require_later(review, proposal.until)
    keep_findings(review, found, at)
    return set_columns(
        review, by=by, state=S.PROPOSED, proposed_on=on, proposed_by=by, reason=reason,
        outcome=proposal.outcome, unknown_reason=unknown_reason, extended_until=until,
    )  # fmt: skip


@transaction.atomic
def confirm_decision(
    *, review: GraduationReview, on: datetime.date, by, at: datetime.datetime
) -> GraduationReview:
    """The second of two people decides the same: from here on it is a decision.

    One that passes gets its certificate number; an extension moves the last day. Raises
    RuleViolation as ``record_visit``, and ``decider_missing``, ``decided_by_one_alone`` (409),
    ``residence_already_ended`` (409), ``extension_not_later``, and where facts have changed since
    the proposal ``conditions_not_met`` (409), ``conditions_unknown`` (409).
    """
    review = in_turn(review, S.PROPOSED)
    require_day(on, review.proposed_on, at)
    require_somebody(by)
    if by.pk == review.proposed_by_id:
        raise RuleViolation(
            "decided_by_one_alone",
            _("You proposed this decision; somebody else has to confirm it."),
            status=409,
        )
    stay = open_residence(review.residence)
    decided = {"decided_on": on, "decided_at": at, "decided_by": by}
    if review.outcome == OUTCOME.GRADUATE:
        require_conditions(standing_of(review, on=on), review.unknown_reason)
        decided["certificate_number"] = next_certificate(review.incubator, year=on.year)
    if review.outcome == OUTCOME.EXTEND:
        until = require_later(review, review.extended_until)
        extend(residence=stay, due_on=until, by=by, reason=review.reason[:200])
    review = set_columns(review, by=by, state=DECIDED[OUTCOME(review.outcome)], **decided)
    tell_company(review, review.reason)
    return review


@transaction.atomic
def reject_proposal(
    *, review: GraduationReview, words: str, by, at: datetime.datetime
) -> GraduationReview:
    """The second person does not agree: the review is before the committee's advice again.

    What was found on the conditions stays on file. Raises RuleViolation:
    ``graduation_out_of_turn`` (409), ``decided_by_one_alone`` (409), ``said_nothing``.
    """
    review = in_turn(review, S.PROPOSED)
    words = required(words, field="words", most=500)
    if by is not None and by.pk == review.proposed_by_id:
        raise RuleViolation(
            "decided_by_one_alone",
            _("You proposed this decision; somebody else has to confirm it."),
            status=409,
        )
    with recorded(reason=words):
        return set_columns(
            review, by=by, state=S.HEARD, outcome="", proposed_on=None, proposed_by=None,
            reason="", unknown_reason="", extended_until=None,
        )  # fmt: skip


@transaction.atomic
def mark_graduated(
    *, review: GraduationReview, on: datetime.date, by, at: datetime.datetime
) -> GraduationReview:
    """The formalities are done. The workflow ends the stay in the same transaction.

    Raises RuleViolation: ``graduation_out_of_turn`` (409), ``in_future``,
    ``step_too_early``.
    """
    review = in_turn(review, S.PASSED)
    require_day(on, review.decided_on, at)
    review = set_columns(review, by=by, state=S.GRADUATED, closed_on=on, closed_at=at, closed_by=by)
    tell_company(review, review.certificate_number)
    return review


@transaction.atomic
def supersede_graduation(
    *, review: GraduationReview, reason: str, on: datetime.date, by, at: datetime.datetime
) -> GraduationReview:
    """Begin another review in the place of one that is decided, which stays as it is.

    One that passed counts no more. Raises RuleViolation: ``reason_missing``,
    ``graduation_not_decided`` (409), ``graduation_superseded`` (409), and those of
    ``apply_for_graduation``.
    """
    review = locked_review(review)
    if not reason.strip():
        raise RuleViolation("reason_missing", _("Say why."), field="reason")
    if review.decided_on is None:
        raise RuleViolation(
            "graduation_not_decided", _("Nothing is decided yet that could be superseded."),
            status=409,
        )  # fmt: skip
    if GraduationReview.objects.filter(supersedes=review).exists():
        raise RuleViolation(
            "graduation_superseded", _("Another review has superseded this one."), status=409
        )
    if review.state == S.PASSED:
        set_columns(review, by=by, state=S.ANNULLED)
    residence = stay_that_may_graduate(review.residence)
    require_past(on, at)
    return begin_review(
        residence, text_in_force(None, on), by=by, words=review.words, applied_on=on,
        applied_at=at, from_office=True, supersedes=review, superseding_reason=reason.strip()[:500],
    )  # fmt: skip
