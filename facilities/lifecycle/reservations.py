"""Verbs on reservations: rooms kept for who is to move in, their deposit, let or released."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.apart import require_apart
from companies.models import Admission, Company, Residence
from facilities.enums import DEPOSITS
from facilities.lifecycle.granting import LeaseTerms, grant_lease, held_units
from facilities.lifecycle.holding import release, release_lapsed
from facilities.lifecycle.payments import record_payment
from facilities.lifecycle.refusals import (
    refuse_reserved,
    require_end_after_begin,
    require_reason,
    require_terms,
    require_units,
)
from facilities.models import Reservation, ReservedUnit, SpaceLease, Unit
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

# How long rooms are kept where nobody says otherwise; our choice.
DAYS = 30
TERMS = (
    "price_class", "unit_price", "price_basis", "rhythm", "free_months", "property_fee",
    "late_fee_rate", "room_deposit", "utilities_deposit",
)  # fmt: skip


@transaction.atomic
def reserve_units(
    *,
    admission: Admission,
    units: Sequence[Unit],
    begins_on: datetime.date,
    ends_on: datetime.date,
    terms: LeaseTerms,
    by,
    at: datetime.datetime,
    on: datetime.date,
    holds_until: datetime.date | None = None,
) -> Reservation:
    """Keep vacant units for an admission on [begins_on, ends_on), at these terms.

    Raises RuleViolation: ``admission_over`` (409), ``reserved_already`` (409),
    ``steps_not_reserved``, ``hold_too_short``, ``unit_reserved`` (409), ``case_kept_from_you``
    (403), and those of ``grant_lease`` about days, units and prices.
    """
    require_apart(by, [admission.application_id])
    rows = Admission.objects.select_for_update(of=("self",)).select_related("incubator")
    admission = rows.get(pk=admission.pk)
    _refuse_over(admission)
    _refuse_second(admission)
    require_end_after_begin(begins_on, ends_on)
    _refuse_steps(terms)
    holds_until = holds_until or on + datetime.timedelta(days=DAYS)
    _refuse_short(holds_until, on)
    held = held_units(units)
    require_terms(terms, admission.incubator, begins_on, ends_on)
    require_units(held, admission.incubator, begins_on, ends_on)
    with recorded(by=by):
        release_lapsed(on=on, units=held)
        refuse_reserved(held, begins_on, ends_on)
        reservation = Reservation.objects.create(
            incubator_id=admission.incubator_id,
            admission=admission,
            begins_on=begins_on,
            ends_on=ends_on,
            made_on=on,
            made_at=at,
            made_by=by,
            holds_until=holds_until,
            **terms.as_columns(),
        )
        _keep(reservation, held)
    return reservation


def _refuse_second(admission: Admission) -> None:
    """Raises ``reserved_already`` (409)."""
    if admission.reservations.live().exists():
        raise RuleViolation(
            "reserved_already",
            _("Rooms are reserved already; release those first."),
            status=409,
        )


def _refuse_steps(terms: LeaseTerms) -> None:
    """Raises ``steps_not_reserved``."""
    if terms.price_steps or terms.subsidies:
        raise RuleViolation(
            "steps_not_reserved",
            _("Price steps and subsidies are agreed on with the lease, not before."),
        )


def _refuse_short(holds_until: datetime.date, on: datetime.date) -> None:
    """Raises ``hold_too_short``."""
    if holds_until <= on:
        raise RuleViolation(
            "hold_too_short", _("Rooms are kept for a day at least."), field="holds_until"
        )


def _keep(reservation: Reservation, held: Sequence[Unit]) -> None:
    ReservedUnit.objects.bulk_create(
        ReservedUnit(
            reservation=reservation,
            unit=unit,
            incubator_id=reservation.incubator_id,
            begins_on=reservation.begins_on,
            ends_on=reservation.ends_on,
        )
        for unit in held
    )


@transaction.atomic
def record_deposit(
    *,
    reservation: Reservation,
    on: datetime.date,
    by,
    at: datetime.datetime,
    reference: str = "",
) -> Reservation:
    """The deposit for reserved rooms came in, whole; with the lease it becomes its payment.

    Raises RuleViolation: ``reservation_released`` (409), ``no_deposit_agreed`` (409),
    ``deposit_paid_already`` (409), ``payment_in_future``, ``case_kept_from_you`` (403).
    """
    reservation = _of_the_office(reservation, by)
    if not reservation.deposit:
        raise RuleViolation(
            "no_deposit_agreed", _("No deposit is agreed on for these rooms."), status=409
        )
    if reservation.deposit_paid_on is not None:
        raise RuleViolation(
            "deposit_paid_already",
            _("The deposit was paid on %(on)s."),
            field="on",
            status=409,
            on=reservation.deposit_paid_on,
        )
    if on > today():
        raise RuleViolation(
            "payment_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )
    reservation.deposit_paid_on, reservation.deposit_reference = on, reference.strip()[:80]
    reservation.deposit_recorded_at, reservation.deposit_recorded_by = at, by
    with recorded(by=by):
        reservation.save()
    return reservation


@transaction.atomic
def release_reservation(
    *, reservation: Reservation, on: datetime.date, reason: str, by
) -> Reservation:
    """The units are free again. Raises ``reservation_released`` (409), ``reason_missing``,
    ``deposit_held`` (409) while a deposit for them is held, ``case_kept_from_you`` (403).
    """
    return _release(_of_the_office(reservation, by), on, reason, by)


def _release(reservation: Reservation, on: datetime.date, reason: str, by) -> Reservation:
    require_reason(reason)
    if reservation.deposit_paid_on is not None:
        raise RuleViolation(
            "deposit_held",
            _("A deposit was received for these rooms; give it back and take the record back "
              "first."),
            status=409,
        )  # fmt: skip
    with recorded(by=by, reason=reason):
        release(reservation, on, reason)
    return reservation


def release_kept(*, admission: Admission, on: datetime.date, reason: str, by) -> None:
    """Everything that is kept for an admission that is over, whoever ended it.

    Raises ``deposit_held`` (409) as ``release_reservation`` does.
    """
    for reservation in admission.reservations.live():
        _release(_live(reservation), on, reason, by)


@transaction.atomic
def take_deposit_back(*, reservation: Reservation, reason: str, by) -> Reservation:
    """The deposit was given back, or never came: the reservation holds none.

    Raises RuleViolation: ``reservation_released`` (409), ``reason_missing``,
    ``no_deposit_held`` (409), ``case_kept_from_you`` (403).
    """
    reservation = _of_the_office(reservation, by)
    require_reason(reason)
    if reservation.deposit_paid_on is None:
        raise RuleViolation("no_deposit_held", _("No deposit is held."), status=409)
    reservation.deposit_paid_on = reservation.deposit_recorded_at = None
    reservation.deposit_recorded_by, reservation.deposit_reference = None, ""
    with recorded(by=by, reason=reason):
        reservation.save()
    return reservation


@transaction.atomic
def let_reserved(
    *,
    reservation: Reservation,
    company: Company,
    residence: Residence,
    signed_on: datetime.date,
    on: datetime.date,
    by,
    number: str = "",
    contact_email: str = "",
) -> SpaceLease:
    """Let the reserved units for good, claim what is due, and book the deposit that came in.

    The lease begins on the reserved day, or on ``on`` where that is later; it ends as reserved.
    Raises as ``grant_lease`` and ``record_payment``; then the reservation stays as it was.
    """
    reservation = _live(reservation)
    units = [row.unit for row in reservation.reserved_units.select_related("unit")]
    terms = LeaseTerms(**{name: getattr(reservation, name) for name in TERMS})
    with recorded(by=by):
        release(reservation, on, gettext("Let."))
        lease = grant_lease(
            company=company,
            residence=residence,
            units=units,
            begins_on=max(reservation.begins_on, on),
            ends_on=reservation.ends_on,
            signed_on=signed_on,
            terms=terms,
            by=by,
            number=number,
            contact_email=contact_email,
        )
        _book_deposit(lease, reservation, by)
    return lease


def _book_deposit(lease: SpaceLease, reservation: Reservation, by) -> None:
    paid_on = reservation.deposit_paid_on
    if paid_on is None:
        return
    for charge in lease.charges.live().filter(kind__in=DEPOSITS):
        record_payment(
            charge=charge,
            amount_fen=charge.amount_fen,
            on=paid_on,
            reference=reservation.deposit_reference,
            by=by,
        )


def _of_the_office(reservation: Reservation, by) -> Reservation:
    """The same, for somebody from whom its applicant is not kept."""
    reservation = _live(reservation)
    require_apart(by, [reservation.admission.application_id])
    return reservation


def _live(reservation: Reservation) -> Reservation:
    reservation = (
        Reservation.objects.select_for_update(of=("self",))
        .select_related("incubator", "admission")
        .get(pk=reservation.pk)
    )
    if reservation.released_on is not None:
        raise RuleViolation(
            "reservation_released",
            _("These rooms were released on %(on)s."),
            status=409,
            on=reservation.released_on,
        )
    return reservation


def _refuse_over(admission: Admission) -> None:
    if admission.done_at or admission.given_up_at:
        raise RuleViolation(
            "admission_over",
            _("This admission is over: the company is in, or does not come in."),
            status=409,
        )
