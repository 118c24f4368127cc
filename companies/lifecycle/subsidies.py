"""Verbs on claims to subsidies: granted or refused, paid, taken back."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from companies.enums import FactState, PaymentDirection
from companies.models import SubsidyClaim, SubsidyPayment
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.numbers import grouped


@transaction.atomic
def grant_claim(*, claim: SubsidyClaim, amount: Decimal, on: datetime.date, by) -> SubsidyClaim:
    """Grant a claim, wholly or in part (yuan).

    Raises RuleViolation: ``claim_decided_already`` (409), ``claim_not_verified`` (409),
    ``more_granted_than_asked``, ``claim_decided_before_application``.
    """
    claim = _undecided(claim, on)
    if not 0 < amount <= claim.asked:
        raise RuleViolation(
            "more_granted_than_asked",
            _("Between nothing and the %(asked)s yuan that were asked for."),
            field="amount",
            asked=grouped(claim.asked),
        )
    claim.granted = amount
    return _decide(claim, on, by)


@transaction.atomic
def refuse_claim(*, claim: SubsidyClaim, reason: str, on: datetime.date, by) -> SubsidyClaim:
    """Refuse a claim. Raises as ``grant_claim``, and ``refusal_without_reason``."""
    claim = _undecided(claim, on)
    if not reason.strip():
        raise RuleViolation("refusal_without_reason", _("Say why."), field="reason")
    claim.refusal = reason.strip()
    return _decide(claim, on, by)


@transaction.atomic
def pay_claim(
    *, claim: SubsidyClaim, amount: Decimal, on: datetime.date, by, at: datetime.datetime
) -> SubsidyPayment:
    """Record what was paid out under a granted claim.

    Raises RuleViolation: ``claim_not_granted`` (409), ``more_paid_than_granted``,
    ``subsidy_before_decision``, ``subsidy_in_future``.
    """
    claim = _granted(claim, on, at)
    left = (claim.granted or Decimal(0)) - moved(claim, PaymentDirection.PAID)
    if not 0 < amount <= left:
        raise RuleViolation(
            "more_paid_than_granted",
            _("Of what was granted, %(left)s yuan are left to pay."),
            field="amount",
            left=grouped(left),
        )
    return _record(claim, PaymentDirection.PAID, amount, on, by, at)


@transaction.atomic
def claw_back(
    *,
    claim: SubsidyClaim,
    amount: Decimal,
    reason: str,
    on: datetime.date,
    by,
    at: datetime.datetime,
) -> SubsidyPayment:
    """Record what was taken back of what was paid, and why.

    Raises RuleViolation: ``claim_not_granted`` (409), ``more_taken_back_than_paid``,
    ``taken_back_without_reason``, ``subsidy_before_decision``, ``subsidy_in_future``.
    """
    claim = _granted(claim, on, at)
    if not reason.strip():
        raise RuleViolation("taken_back_without_reason", _("Say why."), field="reason")
    held = moved(claim, PaymentDirection.PAID) - moved(claim, PaymentDirection.CLAWED_BACK)
    if not 0 < amount <= held:
        raise RuleViolation(
            "more_taken_back_than_paid",
            _("The company holds %(held)s yuan of it."),
            field="amount",
            held=grouped(held),
        )
    return _record(claim, PaymentDirection.CLAWED_BACK, amount, on, by, at, reason.strip())


def moved(claim: SubsidyClaim, direction: PaymentDirection) -> Decimal:
    """What was paid, or taken back, under a claim so far (yuan)."""
    lines = claim.payments.filter(direction=direction)
    return lines.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def _undecided(claim: SubsidyClaim, on: datetime.date) -> SubsidyClaim:
    claim = SubsidyClaim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state != FactState.VERIFIED:
        raise RuleViolation(
            "claim_not_verified", _("The claim itself has not been verified."), status=409
        )
    if claim.decided_on is not None:
        raise RuleViolation(
            "claim_decided_already",
            _("The claim was decided on %(on)s."),
            status=409,
            on=claim.decided_on,
        )
    if on < claim.applied_on:
        raise RuleViolation(
            "claim_decided_before_application",
            _("A claim is decided after it was made."),
            field="on",
        )
    return claim


def _decide(claim: SubsidyClaim, on: datetime.date, by) -> SubsidyClaim:
    claim.decided_on = on
    with recorded(by=by):
        claim.save(update_fields=["decided_on", "granted", "refusal"])
    return claim


def _granted(claim: SubsidyClaim, on: datetime.date, at: datetime.datetime) -> SubsidyClaim:
    claim = SubsidyClaim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.granted is None or claim.decided_on is None:
        raise RuleViolation("claim_not_granted", _("The claim was not granted."), status=409)
    if on < claim.decided_on:
        raise RuleViolation(
            "subsidy_before_decision",
            _("It was granted only on %(on)s."),
            field="on",
            on=claim.decided_on,
        )
    if on > day_of(at):
        raise RuleViolation(
            "subsidy_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )
    return claim


def _record(  # noqa: PLR0917 - one line of a table
    claim: SubsidyClaim,
    direction: PaymentDirection,
    amount: Decimal,
    on: datetime.date,
    by,
    at: datetime.datetime,
    reason: str = "",
) -> SubsidyPayment:
    with recorded(by=by):
        return SubsidyPayment.objects.create(
            claim=claim, direction=direction, amount=amount, on=on, reason=reason, recorded_at=at
        )
