"""Reads of leases and of what is owed under them."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from facilities.models import Charge, Payment, SpaceLease
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
    """One claim with what came in for it and what is open on the day of the statement (fen)."""

    charge: Charge
    received: int
    refunded: int
    payments: list[Payment]
    overdue: bool

    @property
    def due(self) -> int:
        """What the claim is worth: nothing once it is reversed."""
        return self.charge.amount_fen if self.charge.is_live else 0

    @property
    def open(self) -> int:
        """What is still to be paid."""
        return max(self.due - self.received, 0)

    @property
    def credit(self) -> int:
        """What was paid beyond the claim and not given back."""
        if self.charge.is_deposit and self.charge.is_live:
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
    def open(self) -> int:
        """What is to be paid, in fen."""
        return sum(line.open for line in self.lines)

    @property
    def overdue(self) -> int:
        """The part of it whose day is past."""
        return sum(line.open for line in self.lines if line.overdue)

    @property
    def credit(self) -> int:
        """What the tenant has paid too much."""
        return sum(line.credit for line in self.lines)

    @property
    def held(self) -> int:
        """Deposits that the house holds."""
        return sum(line.held for line in self.lines)


def statement(leases: QuerySet, *, on: datetime.date) -> Statement:
    """The claims of some leases that are due by a day, or were reversed after a payment."""
    paid = Payment.objects.filter(paid_on__lte=on).order_by("paid_on", "pk")
    charges = (
        Charge.objects.filter(lease__in=leases, due_on__lte=on)
        .select_related("lease")
        .prefetch_related(Prefetch("payments", paid, "paid"))
        .order_by("due_on", "kind", "pk")
    )
    lines = [_line(charge, on) for charge in charges]
    return Statement([line for line in lines if line.charge.is_live or line.payments], on)


def _line(charge: Charge, on: datetime.date) -> StatementLine:
    live = [payment for payment in charge.paid if payment.reversed_on is None]
    received = sum(p.amount_fen for p in live if p.kind == "received")
    refunded = sum(p.amount_fen for p in live if p.kind == "refunded")
    overdue = charge.is_live and charge.due_on < on and received < charge.amount_fen
    return StatementLine(charge, received, refunded, charge.paid, overdue)
