"""Reads of leases and of what is owed under them."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from facilities.enums import ChargeKind, PaymentKind
from facilities.models import Charge, Payment, SpaceLease
from facilities.rules.charges import late_fee_fen
from incubator.accounts.access import Access


def ending_within(days: int, *, on: datetime.date, access: Access) -> QuerySet:
    """Running leases that end in at most so many days and are not renewed, first ends first."""
    return (
        SpaceLease.objects.visible_to(access)
        .running(on=on)
        .not_renewed()
        .filter(until_on__lte=on + datetime.timedelta(days=days))
        .select_related("company", "incubator")
        .order_by("until_on", "pk")
    )


@dataclass(frozen=True)
class StatementLine:
    """One claim with what came in for it and what is open on the day of the statement (fen).

    ``live`` says whether it stood on that day; ``late_fee`` is what has grown for it by that
    day and is not claimed yet.
    """

    charge: Charge
    received: int
    refunded: int
    payments: list[Payment]
    live: bool
    overdue: bool
    late_fee: int = 0

    @property
    def due(self) -> int:
        """What the claim is worth: nothing once it is reversed."""
        return self.charge.amount_fen if self.live else 0

    @property
    def open(self) -> int:
        """What is still to be paid."""
        return max(self.due - self.received, 0)

    @property
    def credit(self) -> int:
        """What was paid beyond the claim and not given back."""
        if self.charge.is_deposit and self.live:
            return 0
        return max(self.received - self.refunded - self.due, 0)

    @property
    def held(self) -> int:
        """A deposit that the house holds."""
        return self.received - self.refunded if self.charge.is_deposit else 0


@dataclass(frozen=True)
class Statement:
    """对账单: everything under one company's leases in one institution up to a day."""

    lines: list[StatementLine]
    on: datetime.date

    @property
    def claimed(self) -> int:
        """All claims that stand, in fen."""
        return sum(line.due for line in self.lines)

    @property
    def received(self) -> int:
        """What came in and was not given back."""
        return sum(line.received - line.refunded for line in self.lines)

    @property
    def open(self) -> int:
        """What is to be paid."""
        return sum(line.open for line in self.lines)

    @property
    def overdue(self) -> int:
        """The part of it whose day is past."""
        return sum(line.open for line in self.lines if line.overdue)

    @property
    def late_fee(self) -> int:
        """Late fees that have grown and are not claimed yet."""
        return sum(line.late_fee for line in self.lines)

    @property
    def credit(self) -> int:
        """What the tenant has paid too much."""
        return sum(line.credit for line in self.lines)

    @property
    def held(self) -> int:
        """Deposits that the house holds."""
        return sum(line.held for line in self.lines)


def statement(leases: QuerySet, *, on: datetime.date) -> Statement:
    """The claims of some leases that are due by a day, as they stood on that day.

    What was reversed by then is left out unless something was paid for it; what was
    reversed later still stands. Two queries, however many claims.
    """
    paid = Payment.objects.filter(paid_on__lte=on).order_by("paid_on", "pk")
    charges = list(
        Charge.objects.filter(lease__in=leases, due_on__lte=on)
        .select_related("lease")
        .prefetch_related(Prefetch("payments", paid, "paid"))
        .order_by("due_on", "kind", "pk")
    )
    claimed: Counter = Counter()
    for charge in charges:
        if charge.late_for_id and _stood(charge, on):
            claimed[charge.late_for_id] += charge.amount_fen
    lines = [_line(charge, on, claimed[charge.pk]) for charge in charges]
    return Statement([line for line in lines if line.live or line.payments], on)


def _stood(row: Charge | Payment, on: datetime.date) -> bool:
    return row.reversed_on is None or row.reversed_on > on


def _line(charge: Charge, on: datetime.date, late_fee_claimed: int) -> StatementLine:
    standing = [payment for payment in charge.paid if _stood(payment, on)]
    incoming = [p for p in standing if p.kind == PaymentKind.RECEIVED]
    received = sum(p.amount_fen for p in incoming)
    refunded = sum(p.amount_fen for p in standing if p.kind == PaymentKind.REFUNDED)
    live = _stood(charge, on)
    grown = 0
    if live and not charge.is_deposit and charge.kind != ChargeKind.LATE_FEE:
        grown = late_fee_fen(
            charge.amount_fen,
            charge.due_on,
            [(p.paid_on, p.amount_fen) for p in incoming],
            rate=charge.lease.late_fee_rate,
            on=on,
        )
    return StatementLine(
        charge,
        received,
        refunded,
        charge.paid,
        live,
        overdue=live and charge.due_on < on and received < charge.amount_fen,
        late_fee=max(grown - late_fee_claimed, 0),
    )
