"""Verbs on returns: handed in once, sent back, verified for good, corrected by a new version."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import ReturnState, Right
from companies.lifecycle.returns.mails import tell_sent_back
from companies.lifecycle.returns.moving import (
    locked_due,
    locked_return,
    move,
    record_move,
    require_right,
    require_writable,
    sentence,
)
from companies.lifecycle.returns.writing import Typed, begin, copy_values, fill_in, refresh_facts
from companies.models import DueReturn, Return
from companies.queries.returns import findings_of
from companies.rules.returns.checks import Finding
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

S = ReturnState


class ReturnIncomplete(RuleViolation):
    """``return_incomplete``: everything that stops a return, item by item."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(
            "return_incomplete",
            _("%(count)d figures are missing, wrong or to be answered for; nothing is handed in."),
            count=len({finding.item for finding in found}),
        )
        self.findings = list(found)

    @property
    def fields(self) -> dict[str, list[str]]:
        """Each sentence under the item it is about."""
        found: dict[str, list[str]] = {}
        for finding in self.findings:
            found.setdefault(finding.item, []).append(finding.detail)
        return found


@transaction.atomic
def submit_return(*, report: Return, by, at: datetime.datetime) -> Return:
    """Hand in a return, for the first time or after it was sent back.

    Safe to repeat: whoever asks again, or at the same time, changes nothing. Raises
    RuleViolation: ``return_incomplete`` (a ReturnIncomplete), ``right_missing`` (403),
    ``return_not_writable`` (409).
    """
    report = locked_return(report)
    require_right(report.due.company, by, Right.SIGN)
    return _hand_in(report, by=by, at=at)


@transaction.atomic
def file_return(
    *, due: DueReturn, figures: Mapping[str, Typed], by, at: datetime.datetime
) -> Return:
    """Write and hand in a whole return for a company, as the office does it from paper.

    Raises RuleViolation: those of ``start_return``, ``fill_in`` and ``submit_return`` but for
    rights, which are the caller's business; ``return_with_company`` (409) where the company
    is at it itself.
    """
    with recorded(by=by):
        report = begin(due=due, by=by, at=at)
        if report.state != S.DRAFT or _was_touched(report):
            raise RuleViolation(
                "return_with_company",
                _("This return is “%(state)s” already; nothing is put over it."),
                status=409,
                state=report.get_state_display(),
            )
        fill_in(report=report, figures=figures, by=by, at=at, for_office=True)
        return _hand_in(locked_return(report), by=by, at=at)


@transaction.atomic
def send_back_return(*, report: Return, reason: str, by, at: datetime.datetime) -> Return:
    """Give a return back to its company with a reason; it can be written in again.

    Raises RuleViolation: ``return_move_refused`` (409), ``said_nothing``.
    """
    reason = sentence(reason, field="reason")
    report = locked_return(report)
    with recorded(by=by, reason=reason):
        move(report, S.RETURNED, by=by, at=at, said=reason)
    tell_sent_back(report, reason)
    return report


@transaction.atomic
def verify_return(*, report: Return, by, at: datetime.datetime) -> Return:
    """Confirm a return. From now on it never changes; a correction supersedes it.

    Raises RuleViolation: ``return_move_refused`` (409), ``verified_by_submitter`` (409).
    """
    report = locked_return(report)
    if by is not None and report.submitted_by_id == by.pk:
        raise RuleViolation(
            "verified_by_submitter",
            _("You handed this return in yourself; somebody else has to verify it."),
            status=409,
        )
    with recorded(by=by):
        move(report, S.VERIFIED, by=by, at=at, verified_at=at, verified_by=by)
    return report


@transaction.atomic
def correct_return(
    *, report: Return, reason: str, by, at: datetime.datetime, for_office: bool = False
) -> Return:
    """Begin the next version of a verified return, with its figures to start from.

    The old one stays in force until the new one is verified, and on record for ever. Who
    may do it for the office is the page's part; for the company it takes the right to
    write. Raises RuleViolation: ``return_not_correctable`` (409), ``said_nothing``,
    ``right_missing`` (403).
    """
    reason = sentence(reason, field="reason")
    due = locked_due(report.due)
    report = locked_return(report)
    if not for_office:
        require_right(due.company, by, Right.EDIT)
    newest = due.returns.order_by("-version").first()
    if report.state != S.VERIFIED or newest != report:
        raise RuleViolation(
            "return_not_correctable",
            _("Only a verified return is corrected, and only its newest version."),
            status=409,
        )
    with recorded(by=by, reason=reason):
        next_one = Return.objects.create(
            due=due, form_id=report.form_id, version=report.version + 1, supersedes=report,
            corrected_because=reason, started_at=at, started_by=by, saved_at=at,
            is_generated=report.is_generated,
        )  # fmt: skip
        record_move(next_one, before="", by=by, at=at, said=reason)
        copy_values(of=report, to=next_one, by=by, at=at)
    return next_one


def _hand_in(report: Return, *, by, at: datetime.datetime) -> Return:
    if report.state == S.SUBMITTED:
        return report
    require_writable(report)
    with recorded(by=by):
        refresh_facts(report, by=by, at=at)
        if found := [finding for finding in findings_of(report) if finding.stops]:
            raise ReturnIncomplete(found)
        move(report, S.SUBMITTED, by=by, at=at, submitted_at=at, submitted_by=by)
        DueReturn.objects.filter(pk=report.due_id, handed_in_at__isnull=True).update(
            handed_in_at=at
        )
    return report


def _was_touched(report: Return) -> bool:
    """Whether anybody has written in it since it was begun."""
    return report.values.filter(saved_at__gt=report.started_at).exists()
