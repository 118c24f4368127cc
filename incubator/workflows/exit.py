"""A company leaves, or graduates, and what stands on its stay ends with it: one transaction."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import lifecycle as companies
from companies.enums import LeavingState, LeavingStep
from companies.lifecycle.leavings import (
    locked_leaving,
    next_step,
    refuse_closed,
    refuse_graduation_under_way,
    refuse_leaving_under_way,
    require_ground,
    require_signed,
)
from companies.lifecycle.register import locked_residence
from companies.models import Leaving, Residence
from facilities import lifecycle as facilities
from facilities.models import SpaceLease
from facilities.queries.leases import Statement, statement
from incubator.core.errors import RuleViolation
from mentors import lifecycle as mentors


@transaction.atomic
def leave(
    *,
    residence: Residence,
    reason: str,
    on: datetime.date,
    by,
    ground: str = "",
    note: str = "",
) -> Residence:
    """``companies.lifecycle.leave``, with all that stands on the residence.

    For what is recorded afterwards; a stay that is being wound up ends with ``end_stay``.
    Raises RuleViolation also ``ground_does_not_fit``, ``leaving_under_way`` (409),
    ``graduation_under_way`` (409).
    """
    require_ground(reason, ground)
    locked_residence(residence)
    refuse_leaving_under_way(residence)
    refuse_graduation_under_way(residence)
    return _leave(residence, on, by, reason=reason, ground=ground, note=note)


@transaction.atomic
def graduate(*, residence: Residence, on: datetime.date, by) -> Residence:
    """``companies.lifecycle.graduate``, with all that stands on the residence.

    A review ends with ``workflows.graduation.close``; this is for records from before there
    were any. Raises RuleViolation also ``graduation_under_way`` (409).
    """
    locked_residence(residence)
    refuse_graduation_under_way(residence)
    graduated = companies.graduate(residence=residence, on=on, by=by)
    _end_all(graduated, on, by)
    return graduated


@transaction.atomic
def end_stay(
    *,
    leaving: Leaving,
    on: datetime.date,
    by,
    at: datetime.datetime,
    keys_back: bool = False,
    findings: str = "",
    reference: str = "",
) -> Leaving:
    """End the stay that is wound up, with its leases and assignments.

    With ``keys_back`` the rooms are inspected (``findings``) and handed back and the deposits
    refunded on the same day, which needs the whole chain and nothing owed; without, that
    stays open for ``settle``. Raises RuleViolation: ``leaving_closed`` (409),
    ``leaving_ended`` (409), ``leaving_steps_missing`` (409), those of
    ``companies.lifecycle.leave`` and, with ``keys_back``, of ``settle``.
    """
    leaving = locked_leaving(leaving)
    refuse_closed(leaving)
    require_signed(leaving)
    stay = leaving.residence
    companies.mark_ended(leaving=leaving, on=on, by=by)
    _leave(stay, on, by, reason=leaving.reason, ground=leaving.ground)
    if keys_back or (next_step(leaving) is None and not _is_open(stay, on)):
        return settle(leaving=leaving, on=on, by=by, at=at, findings=findings, reference=reference)
    return locked_leaving(leaving)


@transaction.atomic
def settle(
    *,
    leaving: Leaving,
    on: datetime.date,
    by,
    at: datetime.datetime,
    findings: str = "",
    reference: str = "",
) -> Leaving:
    """What was left open of an ended stay: inspection, keys, the last claims, deposits back.

    Raises RuleViolation: ``leaving_closed`` (409), ``leaving_not_ended`` (409),
    ``leaving_steps_missing`` (409), and those of ``facilities.lifecycle`` ``inspect``,
    ``hand_back`` (nothing may be owed) and ``refund``.
    """
    leaving = locked_leaving(leaving)
    refuse_closed(leaving)
    if leaving.state != LeavingState.ENDED:
        raise RuleViolation(
            "leaving_not_ended", gettext_lazy("The stay has not ended yet."), status=409
        )
    require_signed(leaving, tuple(LeavingStep))
    for lease in leases_of(leaving.residence):
        _take_back(lease, on, by, findings)
    for lease in leases_of(leaving.residence):
        facilities.refund_deposits(lease=lease, on=on, by=by, reference=reference)
    return companies.mark_closed(leaving=leaving, by=by, at=at)


@dataclass(frozen=True)
class Preview:
    """What ends with a stay on a day, and what is owed either way (fen)."""

    leases: list[SpaceLease]
    to_hand_back: list[SpaceLease]
    statement: Statement

    @property
    def open(self) -> int:
        """What the company owes, deposits that never came in left out."""
        return sum(line.open for line in self.statement.lines if not line.charge.is_deposit)

    @property
    def held(self) -> int:
        """Deposits that go back."""
        return self.statement.held

    @property
    def credit(self) -> int:
        """What it paid too much, and gets back on the lease's page."""
        return self.statement.credit


def preview(residence: Residence, *, on: datetime.date) -> Preview:
    """What would end on a day, and what is owed by it. Nothing is changed."""
    leases = SpaceLease.objects.filter(residence=residence)
    return Preview(
        leases=list(leases_that_end_with(residence, on=on)),
        to_hand_back=list(
            leases.not_renewed()
            .filter(handed_over_on__isnull=False, handed_back_on__isnull=True)
            .order_by("pk")
        ),
        statement=statement(leases, on=on),
    )


def leases_of(residence: Residence) -> QuerySet[SpaceLease]:
    """All leases that ever stood on a residence, the first one first."""
    leases = SpaceLease.objects.filter(residence=residence, cancelled_on=None)
    return leases.order_by("begins_on", "pk")


def leases_that_end_with(residence: Residence, *, on: datetime.date) -> QuerySet[SpaceLease]:
    """The leases on a residence that go on after a day, the last of a chain first."""
    later = SpaceLease.objects.filter(residence=residence, cancelled_on=None, until_on__gt=on)
    return later.order_by("-begins_on", "-pk")


def _leave(residence: Residence, on: datetime.date, by, **why: str) -> Residence:
    left = companies.leave(residence=residence, on=on, by=by, **why)
    _end_all(left, on, by)
    return left


def _end_leases(residence: Residence, on: datetime.date, by) -> None:
    """The last of a chain of renewals first: what has not begun is cancelled, the rest ends."""
    for lease in leases_that_end_with(residence, on=on):
        verb = facilities.cancel if lease.begins_on >= on else facilities.end
        verb(lease=lease, on=on, by=by, reason=_why(residence))


def _end_assignments(residence: Residence, on: datetime.date, by) -> None:
    mentors.end_assignments_of(residence=residence, on=on, by=by, reason=_why(residence))


def _why(residence: Residence) -> str:
    return _("The residence ended (%(reason)s).") % {"reason": residence.get_exit_reason_display()}


# What ends with a stay, one line for each part, called with the stay, the day and by whom.
ENDS_WITH_A_STAY: list[Callable[[Residence, datetime.date, Any], None]] = [
    _end_leases,
    _end_assignments,
]


def _end_all(residence: Residence, on: datetime.date, by) -> None:
    for end in ENDS_WITH_A_STAY:
        end(residence, on, by)


def _is_open(residence: Residence, on: datetime.date) -> bool:
    """Whether keys or deposits are still out."""
    found = preview(residence, on=on)
    return bool(found.to_hand_back or found.held)


def _take_back(lease: SpaceLease, on: datetime.date, by, findings: str) -> None:
    """The last of a chain, where its tenant has the keys: inspected, all claimed, handed back."""
    out = lease.handed_over_on is not None and lease.handed_back_on is None
    if not out or hasattr(lease, "renewed_by"):
        return
    if lease.inspected_on is None or findings.strip():
        facilities.inspect(lease=lease, on=on, findings=findings, by=by)
    facilities.generate_charges(lease=lease, until=lease.until_on, by=by)
    facilities.hand_back(lease=lease, on=on, by=by)
