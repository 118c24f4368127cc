"""Verbs on winding up a stay: asked for or begun, signed along its chain, refused, taken back.

That the stay itself ends, with its leases, is ``incubator.workflows.exit``.
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import (
    ASKED_BY_COMPANY,
    DECIDING,
    GROUNDS,
    WARNED,
    LeavingState,
    LeavingStep,
    Right,
)
from companies.lifecycle.acting import require_company_right
from companies.lifecycle.register import open_residence
from companies.lifecycle.texts import WORDS, required
from companies.models import Leaving, LeavingSignature, Residence
from incubator.core.dates import day_of, today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded


@transaction.atomic
def begin_leaving(
    *,
    residence: Residence,
    reason: str,
    ground: str,
    words: str,
    wanted_on: datetime.date,
    by,
    at: datetime.datetime,
    warned_on: datetime.date | None = None,
    from_office: bool = False,
) -> Leaving:
    """Begin to wind up a stay: its company asks for it, or the office begins it.

    Raises RuleViolation: ``right_missing`` (403), ``ground_does_not_fit``,
    ``warning_missing``, ``warned_in_future``, ``said_nothing``,
    ``residence_already_ended`` (409), ``leaving_before_admission``,
    ``leaving_under_way`` (409), ``graduation_under_way`` (409).
    """
    if not from_office:
        require_company_right(residence.company_id, by, Right.SIGN)
    require_ground(reason, ground, asked_by_company=not from_office)
    _require_warning(ground, warned_on, on=day_of(at))
    residence = open_residence(residence)
    if wanted_on <= residence.admitted_on:
        raise RuleViolation(
            "leaving_before_admission",
            _("The company was admitted on %(admitted)s and cannot leave on %(on)s."),
            field="wanted_on",
            admitted=residence.admitted_on,
            on=wanted_on,
        )
    refuse_leaving_under_way(residence)
    refuse_graduation_under_way(residence)
    words = required(words, field="words", most=WORDS)
    with recorded(by=by):
        return Leaving.objects.create(
            residence=residence,
            company_id=residence.company_id,
            incubator_id=residence.incubator_id,
            reason=reason,
            ground=ground,
            words=words,
            wanted_on=wanted_on,
            warned_on=warned_on,
            asked_at=at,
            asked_by=by,
            from_office=from_office,
        )


@transaction.atomic
def sign_step(
    *,
    leaving: Leaving,
    step: str,
    on: datetime.date,
    by,
    at: datetime.datetime,
    note: str = "",
) -> LeavingSignature:
    """Put the next signature of the chain on file; a signature is never changed.

    Raises RuleViolation: ``leaving_closed`` (409), ``step_unknown``, ``step_signed`` (409),
    ``step_before_its_turn`` (409), ``signed_in_future``.
    """
    leaving = locked_leaving(leaving)
    refuse_closed(leaving)
    if step not in LeavingStep.values:
        raise RuleViolation("step_unknown", _("There is no such step."), field="step")
    if on > today():
        raise RuleViolation(
            "signed_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )
    if leaving.signatures.filter(step=step).exists():
        raise RuleViolation("step_signed", _("This step is signed already."), status=409)
    following = next_step(leaving)
    if following and step != following:
        raise RuleViolation(
            "step_before_its_turn",
            _("First comes “%(step)s”."),
            field="step",
            status=409,
            step=following.label,
        )
    with recorded(by=by):
        return leaving.signatures.create(
            step=step, signed_on=on, recorded_at=at, recorded_by=by, note=note.strip()[:500]
        )


@transaction.atomic
def refuse_leaving(*, leaving: Leaving, said: str, by, at: datetime.datetime) -> Leaving:
    """The stay goes on; the company reads why.

    Raises RuleViolation: ``leaving_closed`` (409), ``leaving_ended`` (409), ``said_nothing``.
    """
    leaving = _still_open(leaving)
    said = required(said, field="said", most=WORDS)
    return _set(leaving, LeavingState.REFUSED, by=by, closed_at=at, said=said)


@transaction.atomic
def withdraw_leaving(*, leaving: Leaving, by, at: datetime.datetime) -> Leaving:
    """The company stays after all.

    Raises RuleViolation: ``right_missing`` (403), ``leaving_closed`` (409),
    ``leaving_ended`` (409), ``leaving_is_the_offices`` (409).
    """
    require_company_right(leaving.company_id, by, Right.SIGN)
    leaving = _still_open(leaving)
    if leaving.from_office:
        raise RuleViolation(
            "leaving_is_the_offices",
            _("The office has begun this; write to it."),
            status=409,
        )
    return _set(leaving, LeavingState.WITHDRAWN, by=by, closed_at=at)


@transaction.atomic
def mark_ended(*, leaving: Leaving, on: datetime.date, by) -> Leaving:
    """The stay has ended; rooms and money may still be open. Raises ``leaving_ended`` (409)."""
    return _set(_still_open(leaving), LeavingState.ENDED, by=by, ended_on=on)


@transaction.atomic
def mark_closed(*, leaving: Leaving, by, at: datetime.datetime) -> Leaving:
    """Nothing is open any more.

    Raises RuleViolation: ``leaving_closed`` (409), ``leaving_not_ended`` (409),
    ``leaving_steps_missing`` (409).
    """
    leaving = locked_leaving(leaving)
    refuse_closed(leaving)
    if leaving.state != LeavingState.ENDED:
        raise RuleViolation("leaving_not_ended", _("The stay has not ended yet."), status=409)
    require_signed(leaving, tuple(LeavingStep))
    return _set(leaving, LeavingState.CLOSED, by=by, closed_at=at)


def next_step(leaving: Leaving) -> LeavingStep | None:
    """Whose turn it is; None where all have signed."""
    signed = set(leaving.signatures.values_list("step", flat=True))
    return next((step for step in LeavingStep if step not in signed), None)


def require_signed(leaving: Leaving, steps: tuple[LeavingStep, ...] = DECIDING) -> None:
    """Raises ``leaving_steps_missing`` (409), naming the first of ``steps`` that has not."""
    signed = set(leaving.signatures.values_list("step", flat=True))
    missing = next((step for step in steps if step not in signed), None)
    if missing is not None:
        raise RuleViolation(
            "leaving_steps_missing",
            _("“%(step)s” has not signed yet."),
            status=409,
            step=missing.label,
        )


def require_ground(reason: str, ground: str, *, asked_by_company: bool = False) -> None:
    """Raises ``ground_does_not_fit`` where a ground does not go with a reason."""
    fitting = (ASKED_BY_COMPANY if asked_by_company else GROUNDS).get(reason, ())
    if ground not in fitting:
        raise RuleViolation(
            "ground_does_not_fit",
            _("Say on which ground; it has to be one that goes with the reason."),
            field="ground",
        )


def refuse_leaving_under_way(residence: Residence) -> None:
    """Raises ``leaving_under_way`` (409)."""
    if residence.leavings.under_way().exists():
        raise RuleViolation(
            "leaving_under_way",
            _("This stay is already being wound up; finish that first."),
            status=409,
        )


def refuse_graduation_under_way(residence: Residence) -> None:
    """Raises ``graduation_under_way`` (409)."""
    if residence.graduation_reviews.under_way().exists():
        raise RuleViolation(
            "graduation_under_way",
            _("A graduation review of this stay is under way; finish that first."),
            status=409,
        )


def locked_leaving(leaving: Leaving) -> Leaving:
    """The row as it is now, held until the transaction ends."""
    return (
        Leaving.objects.select_for_update(of=("self",))
        .select_related("residence__company", "residence__incubator", "company", "incubator")
        .get(pk=leaving.pk)
    )


def refuse_closed(leaving: Leaving) -> None:
    """Raises ``leaving_closed`` (409)."""
    if leaving.state not in {LeavingState.OPEN, LeavingState.ENDED}:
        raise RuleViolation(
            "leaving_closed",
            _("This winding-up is already “%(state)s”."),
            status=409,
            state=leaving.get_state_display(),
        )


def _still_open(leaving: Leaving) -> Leaving:
    leaving = locked_leaving(leaving)
    refuse_closed(leaving)
    if leaving.state == LeavingState.ENDED:
        raise RuleViolation(
            "leaving_ended",
            _("The stay ended on %(on)s already."),
            status=409,
            on=leaving.ended_on,
        )
    return leaving


def _require_warning(ground: str, warned_on: datetime.date | None, *, on: datetime.date) -> None:
    """Termination needs a written warning first (domain 8.4)."""
    if ground in WARNED and warned_on is None:
        raise RuleViolation(
            "warning_missing",
            _("On this ground a stay is ended after a written warning; say when it was given."),
            field="warned_on",
        )
    if warned_on is not None and warned_on > on:
        raise RuleViolation(
            "warned_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="warned_on",
            on=warned_on,
        )


def _set(leaving: Leaving, state: LeavingState, *, by, **columns: object) -> Leaving:
    columns |= {"state": state}
    for name, value in columns.items():
        setattr(leaving, name, value)
    with recorded(by=by):
        leaving.save(update_fields=list(columns))
    return leaving
