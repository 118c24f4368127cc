"""Verbs on the keys: hand over, inspect, hand back (domain 8.3: contract, deposit, handover)."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from facilities.enums import DEPOSITS
from facilities.lifecycle.charges import unclaimed_fen
from facilities.lifecycle.leases import locked
from facilities.lifecycle.payments import yuan
from facilities.lifecycle.refusals import refuse_handed_back, refuse_kept
from facilities.lifecycle.vacancy import kept_by_tenants
from facilities.models import SpaceLease
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded


@transaction.atomic
def hand_over(*, lease: SpaceLease, on: datetime.date, by) -> SpaceLease:
    """Give the tenant the keys, once the deposit is paid and the last tenant is out.

    Raises RuleViolation: ``already_handed_over`` (409), ``outside_lease``,
    ``deposit_unpaid`` (409), ``unit_not_handed_back`` (409).
    """
    lease = locked(lease)
    if lease.handed_over_on is not None:
        raise RuleViolation(
            "already_handed_over",
            _("The units were already handed over on %(on)s."),
            status=409,
            on=lease.handed_over_on,
        )
    if not lease.begins_on <= on < lease.until_on:
        raise RuleViolation(
            "outside_lease",
            _("The lease runs from %(begin)s to %(until)s."),
            field="on",
            begin=lease.begins_on,
            until=lease.until_on,
        )
    unpaid = open_of(lease, deposits=True)
    if unpaid:
        raise RuleViolation(
            "deposit_unpaid",
            _("%(open)s yuan of the deposit are not paid yet."),
            status=409,
            open=yuan(unpaid),
        )
    _refuse_previous_tenant(lease)
    lease.handed_over_on = on
    with recorded(by=by):
        lease.save(update_fields=["handed_over_on"])
    return lease


@transaction.atomic
def inspect(*, lease: SpaceLease, on: datetime.date, findings: str, by) -> SpaceLease:
    """Write down what the inspection before the release found.

    Raises RuleViolation: ``not_handed_over`` (409), ``already_handed_back`` (409),
    ``inspected_before_handover``, ``findings_missing``.
    """
    _refuse_future(on)
    lease = locked(lease)
    _require_with_tenant(lease)
    if not findings.strip():
        raise RuleViolation(
            "findings_missing",
            _("Say what the inspection found, also when all is in order."),
            field="findings",
        )
    if lease.handed_over_on and on < lease.handed_over_on:
        raise RuleViolation(
            "inspected_before_handover",
            _("The units were handed over only on %(on)s."),
            field="on",
            on=lease.handed_over_on,
        )
    lease.inspected_on, lease.findings = on, findings.strip()
    with recorded(by=by):
        lease.save(update_fields=["inspected_on", "findings"])
    return lease


@transaction.atomic
def hand_back(*, lease: SpaceLease, on: datetime.date, by) -> SpaceLease:
    """Take the keys back: the lease is over, the units are inspected, nothing is owed.

    Raises RuleViolation: ``not_handed_over``, ``already_handed_back``, ``lease_still_running``,
    ``already_renewed``, ``not_inspected``, ``charges_not_claimed``,
    ``open_charges`` (all 409), ``keys_in_future``.
    """
    _refuse_future(on)
    lease = locked(lease)
    _require_with_tenant(lease)
    renewal = SpaceLease.objects.filter(renews=lease).first()
    if renewal:
        raise RuleViolation(
            "already_renewed",
            _("The lease was renewed by %(number)s."),
            status=409,
            number=renewal.number,
        )
    if on < lease.until_on:
        raise RuleViolation(
            "lease_still_running",
            _("The lease runs until %(until)s; end it first."),
            field="on",
            status=409,
            until=lease.until_on,
        )
    if lease.inspected_on is None or lease.inspected_on > on:
        raise RuleViolation(
            "not_inspected", _("The units are inspected before they are handed back."), status=409
        )
    unclaimed = sum(unclaimed_fen(each) for each in _chain(lease))
    if unclaimed:
        raise RuleViolation(
            "charges_not_claimed",
            _("%(open)s yuan of this lease have not been claimed yet; claim them first."),
            status=409,
            open=yuan(unclaimed),
        )
    owed = sum(open_of(each, deposits=False) for each in _chain(lease))
    if owed:
        raise RuleViolation(
            "open_charges",
            _("%(open)s yuan are still open; they are paid or reversed before the hand-back."),
            status=409,
            open=yuan(owed),
        )
    lease.handed_back_on = on
    with recorded(by=by):
        lease.save(update_fields=["handed_back_on"])
    return lease


def _refuse_future(on: datetime.date) -> None:
    if on > today():
        raise RuleViolation(
            "keys_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )


def open_of(lease: SpaceLease, *, deposits: bool) -> int:
    """What is open of a lease's claims in fen: of its deposits, or of all the others."""
    charges = lease.charges.live().with_paid()
    charges = charges.filter(kind__in=DEPOSITS) if deposits else charges.exclude(kind__in=DEPOSITS)
    return sum(max(charge.amount_fen - charge.received, 0) for charge in charges)


def _chain(lease: SpaceLease) -> list[SpaceLease]:
    """A lease and those that it renews."""
    chain = [lease]
    while earlier := chain[-1].renews:
        chain.append(earlier)
    return chain


def _require_with_tenant(lease: SpaceLease) -> None:
    if lease.handed_over_on is None:
        raise RuleViolation("not_handed_over", _("The units were never handed over."), status=409)
    refuse_handed_back(lease)


def _refuse_previous_tenant(lease: SpaceLease) -> None:
    """A unit that an earlier tenant still has the keys of cannot be handed over."""
    units = lease.leased_units.values_list("unit", flat=True)
    refuse_kept(
        [
            letting
            for letting in kept_by_tenants(units)
            if letting.lease_id != lease.pk and letting.begins_on < lease.until_on
        ]
    )
