"""Verbs on leases: amend, renew, end, cancel. What is owed follows with them."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.models import Residence
from facilities.lifecycle.charges import bring_in_line
from facilities.lifecycle.granting import LeaseTerms, grant_lease, held_units, let
from facilities.lifecycle.holding import release_lapsed
from facilities.lifecycle.refusals import (
    refuse_handed_back,
    refuse_reserved,
    require_reason,
    require_units,
)
from facilities.lifecycle.vacancy import meets
from facilities.models import PriceStep, SpaceLease, Unit
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded


@transaction.atomic
def renew(
    *,
    lease: SpaceLease,
    ends_on: datetime.date,
    signed_on: datetime.date,
    by,
    terms: LeaseTerms | None = None,
    residence: Residence | None = None,
    number: str = "",
    document: object = "",
) -> SpaceLease:
    """Go on where a lease ends, with its last units, in a lease of its own.

    Without ``terms`` the last price goes on, with no free months and no new deposit: the
    deposit of the first lease stays with the tenant's last. Raises RuleViolation:
    ``already_renewed`` (409), ``already_handed_back`` (409), ``lease_already_ended`` (409),
    ``unit_taken`` (409, names the next tenant), and those of ``grant_lease``.
    """
    lease = locked(lease)
    _refuse_renewed(lease)
    refuse_handed_back(lease)
    if lease.until_on != lease.ends_on:
        raise _already_ended(lease)
    last = Unit.objects.filter(lettings__lease=lease, lettings__ends_on=lease.until_on)
    renewed = grant_lease(
        company=lease.company,
        residence=residence or lease.residence,
        units=list(last.order_by("pk")),
        begins_on=lease.until_on,
        ends_on=ends_on,
        signed_on=signed_on,
        terms=terms or terms_of_renewal(lease),
        by=by,
        number=number,
        contact_email=lease.contact_email,
        document=document,
    )
    renewed.renews = lease
    renewed.handed_over_on = renewed.begins_on if lease.handed_over_on else None
    with recorded(by=by):
        renewed.save(update_fields=["renews", "handed_over_on"])
    return renewed


@transaction.atomic
def amend(
    *,
    lease: SpaceLease,
    on: datetime.date,
    by,
    reason: str,
    unit_price: Decimal | None = None,
    units: Sequence[Unit] | None = None,
) -> SpaceLease:
    """From a day on: another unit price, or other units; claims from then on follow.

    Raises RuleViolation: ``nothing_to_amend``, ``outside_lease``, and those of
    ``grant_lease`` about units and prices.
    """
    lease = locked(lease)
    if unit_price is None and units is None:
        raise RuleViolation("nothing_to_amend", _("Say what changes: the price or the units."))
    if not lease.begins_on <= on < lease.until_on:
        raise RuleViolation(
            "outside_lease",
            _("The lease runs from %(begin)s to %(until)s."),
            field="on",
            begin=lease.begins_on,
            until=lease.until_on,
        )
    with recorded(by=by, reason=reason):
        if unit_price is not None:
            _step_price(lease, on, unit_price)
        if units is not None:
            _exchange_units(lease, on, units)
        bring_in_line([lease], on=on, reason=reason)
    return lease


@transaction.atomic
def end(*, lease: SpaceLease, on: datetime.date, by, reason: str) -> SpaceLease:
    """End a lease before its agreed end, or earlier than was said before.

    Claims for the time after are taken back.
    Raises RuleViolation: ``lease_already_ended`` (409), ``already_renewed`` (409),
    ``lease_end_outside_its_period``.
    """
    lease = locked(lease)
    if lease.cancelled_on or (lease.ended_on and lease.ended_on <= on):
        raise _already_ended(lease)
    _refuse_renewed(lease)
    if not lease.begins_on < on < lease.ends_on:
        raise RuleViolation(
            "lease_end_outside_its_period",
            _("The lease runs from %(begin)s to %(until)s; it ends early on a day between."),
            field="on",
            begin=lease.begins_on,
            until=lease.ends_on,
        )
    lease.ended_on = on
    with recorded(by=by, reason=reason):
        lease.save(update_fields=["ended_on"])
        lease.refresh_from_db(fields=["until_on"])
        lease.leased_units.filter(begins_on__gte=on).delete()
        lease.leased_units.filter(ends_on__gt=on).update(ends_on=on)
        lease.price_steps.filter(from_on__gte=on).delete()
        bring_in_line([lease], on=on, reason=reason)
    return lease


@transaction.atomic
def cancel(*, lease: SpaceLease, on: datetime.date, by, reason: str) -> SpaceLease:
    """Undo a lease, or a renewal, on a day before it begins; its units are free again.

    Raises RuleViolation: ``reason_missing``, ``lease_has_begun`` (409),
    ``lease_already_ended`` (409), ``already_renewed`` (409).
    """
    lease = locked(lease)
    require_reason(reason)
    if lease.cancelled_on is not None:
        raise _already_ended(lease)
    _refuse_renewed(lease)
    if on > lease.begins_on:
        raise RuleViolation(
            "lease_has_begun",
            _("The lease began on %(begin)s; end it instead."),
            field="on",
            status=409,
            begin=lease.begins_on,
        )
    lease.cancelled_on, lease.renews, lease.handed_over_on = on, None, None
    with recorded(by=by, reason=reason):
        lease.save(update_fields=["cancelled_on", "renews", "handed_over_on"])
        lease.refresh_from_db(fields=["until_on"])
        lease.leased_units.all().delete()
        lease.price_steps.all().delete()
        bring_in_line([lease], on=on, reason=reason)
    return lease


def locked(lease: SpaceLease) -> SpaceLease:
    """The lease as it is now, held until the transaction ends."""
    return (
        SpaceLease.objects.select_for_update(of=("self",))
        .select_related("company", "incubator", "residence")
        .get(pk=lease.pk)
    )


def terms_of_renewal(lease: SpaceLease) -> LeaseTerms:
    """The last price goes on, with no free months and no new deposit."""
    last_step = lease.price_steps.order_by("from_on").last()
    return LeaseTerms(
        price_class=lease.price_class,
        unit_price=last_step.unit_price if last_step else lease.unit_price,
        price_basis=lease.price_basis,
        rhythm=lease.rhythm,
        property_fee=lease.property_fee,
        late_fee_rate=lease.late_fee_rate,
    )


@transaction.atomic
def file_document(*, lease: SpaceLease, document: object, by) -> SpaceLease:
    """Put the signed document of a lease on file; the name of an earlier one stays in history."""
    lease = locked(lease)
    lease.document = document
    with recorded(by=by):
        lease.save(update_fields=["document"])
    return lease


def _step_price(lease: SpaceLease, on: datetime.date, unit_price: Decimal) -> None:
    if unit_price < 0:
        raise RuleViolation("invalid_price", _("A price is not below zero."), field="unit_price")
    PriceStep.objects.update_or_create(lease=lease, from_on=on, defaults={"unit_price": unit_price})


def _exchange_units(lease: SpaceLease, on: datetime.date, units: Sequence[Unit]) -> None:
    """From a day on exactly these units; those that stay to the end keep their row."""
    held = held_units(units)
    now = lease.leased_units.filter(meets(on, lease.until_on))
    lasting = now.filter(begins_on__lte=on, ends_on=lease.until_on, unit__in=held)
    staying = set(lasting.values_list("unit_id", flat=True))
    going = now.exclude(unit__in=staying)
    going.filter(begins_on__gte=on).delete()
    going.update(ends_on=on)
    coming = [unit for unit in held if unit.pk not in staying]
    require_units(coming, lease.incubator, on, lease.until_on)
    release_lapsed(on=today(), units=coming)
    refuse_reserved(coming, on, lease.until_on)
    let(lease, coming, on, lease.until_on)


def _refuse_renewed(lease: SpaceLease) -> None:
    renewal = SpaceLease.objects.filter(renews=lease).first()
    if renewal:
        raise RuleViolation(
            "already_renewed",
            _("The lease was renewed by %(number)s."),
            status=409,
            number=renewal.number,
        )


def _already_ended(lease: SpaceLease) -> RuleViolation:
    return RuleViolation(
        "lease_already_ended",
        _("The lease already ended on %(on)s."),
        status=409,
        on=lease.ended_on or lease.cancelled_on,
    )
