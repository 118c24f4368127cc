"""Verbs on money: what came in for claims, what goes back, what was written down wrongly."""

import datetime

from django.db import transaction
from django.db.models import Case, Sum, When
from django.utils.translation import gettext_lazy as _

from facilities.enums import DEPOSITS, PaymentKind
from facilities.lifecycle.charges import held_charge, require_live
from facilities.lifecycle.refusals import require_reason
from facilities.models import Charge, Payment, SpaceLease
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.shown import of_fen


@transaction.atomic
def record_payment(
    *, charge: Charge, amount_fen: int, on: datetime.date, by, reference: str = ""
) -> Payment:
    """Write down what came in for a claim, whole or in part.

    Raises RuleViolation: ``invalid_amount``, ``payment_in_future``, ``charge_reversed`` (409),
    ``overpaid`` (409).
    """
    charge = held_charge(charge)
    _require_amount(amount_fen)
    _refuse_future(on)
    require_live(charge)
    open_fen = charge.amount_fen - _paid(charge, PaymentKind.RECEIVED)
    if amount_fen > open_fen:
        raise RuleViolation(
            "overpaid",
            _("%(open)s yuan are open, not %(amount)s."),
            field="amount",
            status=409,
            open=yuan(open_fen),
            amount=yuan(amount_fen),
        )
    with recorded(by=by):
        return _payment(charge, PaymentKind.RECEIVED, amount_fen, on, reference)


@transaction.atomic
def record_receipt(
    *, lease: SpaceLease, amount_fen: int, on: datetime.date, by, reference: str = ""
) -> list[Payment]:
    """Write down one receipt for several claims of a lease: the one due first is paid first.

    Of those due on one day the deposits go first, since the keys wait for them.
    Raises RuleViolation: ``invalid_amount``, ``payment_in_future``, ``overpaid`` (409) where
    more came in than the claims of the lease leave open.
    """
    SpaceLease.objects.select_for_update(of=("self",)).get(pk=lease.pk)
    _require_amount(amount_fen)
    _refuse_future(on)
    deposits_first = Case(When(kind__in=DEPOSITS, then=0), default=1)
    charges = Charge.objects.filter(lease=lease).live().with_paid()
    charges = charges.order_by("due_on", deposits_first, "kind", "pk")
    left, shares = amount_fen, []
    for charge in charges:
        share = min(left, charge.amount_fen - charge.received)
        if share > 0:
            shares.append((charge, share))
            left -= share
    if left:
        raise RuleViolation(
            "overpaid",
            _("%(open)s yuan are open, not %(amount)s."),
            field="amount",
            status=409,
            open=yuan(amount_fen - left),
            amount=yuan(amount_fen),
        )
    with recorded(by=by):
        return [
            _payment(charge, PaymentKind.RECEIVED, share, on, reference) for charge, share in shares
        ]


@transaction.atomic
def refund(
    *, charge: Charge, amount_fen: int, on: datetime.date, by, reference: str = ""
) -> Payment:
    """Give back a deposit, or what was paid beyond a claim.

    A deposit goes back after the units were handed back, or once a lease is over that was
    never handed over. Raises RuleViolation:
    ``invalid_amount``, ``payment_in_future``, ``deposit_still_needed`` (409),
    ``nothing_to_refund`` (409).
    """
    charge = held_charge(charge)
    _require_amount(amount_fen)
    _refuse_future(on)
    held = _paid(charge, PaymentKind.RECEIVED) - _paid(charge, PaymentKind.REFUNDED)
    if charge.is_deposit and charge.is_live:
        last = _last_of(charge.lease)
        never_moved_in = last.handed_over_on is None and last.until_on <= on
        if last.handed_back_on is None and not never_moved_in:
            raise RuleViolation(
                "deposit_still_needed",
                _("The deposit goes back after the units were handed back."),
                status=409,
            )
    elif charge.is_live:
        held -= charge.amount_fen
    if amount_fen > held:
        raise RuleViolation(
            "nothing_to_refund",
            _("At most %(most)s yuan can be given back."),
            field="amount",
            status=409,
            most=yuan(max(held, 0)),
        )
    with recorded(by=by):
        return _payment(charge, PaymentKind.REFUNDED, amount_fen, on, reference)


@transaction.atomic
def refund_deposits(
    *, lease: SpaceLease, on: datetime.date, by, reference: str = ""
) -> list[Payment]:
    """Give back, whole, what is held of a lease's deposits. Raises as ``refund``."""
    refunds = []
    for charge in lease.charges.live().filter(kind__in=DEPOSITS).order_by("pk"):
        held = _paid(charge, PaymentKind.RECEIVED) - _paid(charge, PaymentKind.REFUNDED)
        if held > 0:
            refunds.append(
                refund(charge=charge, amount_fen=held, on=on, by=by, reference=reference)
            )
    return refunds


@transaction.atomic
def reverse_payment(*, payment: Payment, on: datetime.date, reason: str, by) -> Payment:
    """Take back what was written down wrongly; the row stays.

    Raises RuleViolation: ``reason_missing``, ``payment_reversed`` (409), ``refund_stands`` (409).
    """
    charge = held_charge(payment.charge)
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    require_reason(reason)
    if payment.reversed_on is not None:
        raise RuleViolation("payment_reversed", _("This payment was already reversed."), status=409)
    if payment.kind == PaymentKind.RECEIVED:
        left = _paid(charge, PaymentKind.RECEIVED) - payment.amount_fen
        if left < _paid(charge, PaymentKind.REFUNDED):
            raise RuleViolation(
                "refund_stands",
                _("Part of this payment was given back; reverse the refund first."),
                status=409,
            )
    payment.reversed_on, payment.reversal_reason = on, reason
    with recorded(by=by, reason=reason):
        payment.save(update_fields=["reversed_on", "reversal_reason"])
    return payment


def yuan(amount_fen: int) -> str:
    """Fen as yuan with two decimals, for reading."""
    return of_fen(amount_fen)


def _paid(charge: Charge, kind: str) -> int:
    live = charge.payments.filter(kind=kind, reversed_on__isnull=True)
    return live.aggregate(total=Sum("amount_fen"))["total"] or 0


def _payment(
    charge: Charge, kind: str, amount_fen: int, on: datetime.date, reference: str
) -> Payment:
    return Payment.objects.create(
        lease_id=charge.lease_id,
        charge=charge,
        kind=kind,
        paid_on=on,
        amount_fen=amount_fen,
        reference=reference,
    )


def _last_of(lease: SpaceLease) -> SpaceLease:
    """The last lease of a chain of renewals."""
    while following := SpaceLease.objects.filter(renews=lease).first():
        lease = following
    return lease


def _refuse_future(on: datetime.date) -> None:
    if on > today():
        raise RuleViolation(
            "payment_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )


def _require_amount(amount_fen: int) -> None:
    if amount_fen <= 0:
        raise RuleViolation("invalid_amount", _("An amount is above zero."), field="amount")
