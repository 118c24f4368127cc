"""Verbs on claims and payments: what a lease makes due, what came in, what goes back."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from facilities.enums import ChargeKind, PaymentKind
from facilities.lifecycle.refusals import require_reason
from facilities.models import Charge, LeasedUnit, SpaceLease
from facilities.rules.charges import (
    Piece,
    PlannedCharge,
    Step,
    Subsidy,
    Terms,
    late_fee_fen,
    planned_charges,
)
from incubator.core.dates import year_end
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded


@dataclass
class Outcome:
    """How many claims were made, taken back, and left as they were."""

    made: int = 0
    reversed: int = 0
    kept: int = 0

    def __iadd__(self, other: "Outcome") -> "Outcome":
        self.made += other.made
        self.reversed += other.reversed
        self.kept += other.kept
        return self


@dataclass
class _Difference:
    """What has to change so that a lease's claims are what its terms say."""

    kept: int = 0
    missing: list[Charge] = field(default_factory=list)
    wrong: list[Charge] = field(default_factory=list)


def terms_of(lease: SpaceLease) -> Terms:
    """The money side of a lease, for ``rules.charges``. Reads what ``with_terms`` fetched."""
    return Terms(
        begins_on=lease.begins_on,
        until_on=lease.until_on,
        pieces=tuple(
            Piece(letting.unit.floor_area, letting.begins_on, letting.ends_on)
            for letting in lease.leased_units.all()
        ),
        basis=lease.price_basis,
        unit_price=lease.unit_price,
        rhythm=lease.rhythm,
        steps=tuple(Step(step.from_on, step.unit_price) for step in lease.price_steps.all()),
        free_months=lease.free_months,
        property_fee=lease.property_fee,
        subsidies=tuple(
            Subsidy(step.lease_year, step.yuan, step.max_area, step.basis)
            for step in lease.subsidy_steps.all()
        ),
        room_deposit=lease.room_deposit,
        utilities_deposit=lease.utilities_deposit,
    )


def with_terms(leases: Sequence[SpaceLease]) -> list[SpaceLease]:
    """The same leases fetched with all that their claims follow from, in six queries."""
    said = Charge.objects.filter(Q(reversed_on__isnull=True) | Q(waived=True))
    said = said.exclude(kind=ChargeKind.LATE_FEE).order_by("pk")
    return list(
        SpaceLease.objects.filter(pk__in=[lease.pk for lease in leases])
        .prefetch_related(
            Prefetch("leased_units", LeasedUnit.objects.select_related("unit")),
            "price_steps",
            "subsidy_steps",
            Prefetch("charges", said, "said_charges"),
        )
        .order_by("pk")
    )


@transaction.atomic
def generate_charges(*, lease: SpaceLease, until: datetime.date, by) -> Outcome:
    """Claim everything that a lease makes due up to a day. A second call makes nothing.

    What somebody waived stays waived (``claim_again`` takes that back).
    """
    lease = SpaceLease.objects.select_for_update(of=("self",)).get(pk=lease.pk)
    with recorded(by=by):
        return claim([lease], through=until)


def unclaimed_fen(lease: SpaceLease) -> int:
    """What a lease makes due until its end and nobody has ever claimed.

    A claim that somebody reversed was claimed: it was waived, not forgotten.
    """
    [found] = with_terms([lease])
    known = {(charge.kind, charge.from_on) for charge in found.said_charges}  # type: ignore[attr-defined]
    planned = planned_charges(terms_of(found))
    return sum(each.amount_fen for each in planned if (each.kind, each.from_on) not in known)


def charge_first_year(leases: Sequence[SpaceLease]) -> Outcome:
    """Claim what is due in the calendar year in which each lease begins."""
    return _claim(leases, lambda lease: year_end(lease.begins_on.year))


def bring_in_line(leases: Sequence[SpaceLease], *, on: datetime.date, reason: str) -> Outcome:
    """After a change of terms: claims, as far as they were made, are what the terms say now.

    Wrong ones are reversed on the day ``on``, and what was paid for them goes over to what
    stands instead; the rest of it is the tenant's credit.
    """
    last = Charge.objects.filter(lease__in=leases).aggregate(day=Max("from_on"))["day"]
    return claim(leases, through=year_end((last or on).year), on=on, reason=reason)


def claim(
    leases: Sequence[SpaceLease],
    *,
    through: datetime.date,
    on: datetime.date | None = None,
    reason: str = "",
) -> Outcome:
    """Make the claims of leases what their terms say, for periods that begin up to a day.

    The caller holds the leases. One set of queries for all of them, however many.
    """
    return _claim(leases, lambda _lease: through, on=on, reason=reason)


def _claim(
    leases: Sequence[SpaceLease],
    through: Callable[[SpaceLease], datetime.date],
    *,
    on: datetime.date | None = None,
    reason: str = "",
) -> Outcome:
    """``claim``, of each lease up to a day of its own."""
    outcome, missing, wrong = Outcome(), [], []
    for lease in with_terms(leases):
        found = _difference(lease, through(lease))
        outcome += Outcome(len(found.missing), len(found.wrong), found.kept)
        missing += found.missing
        wrong += found.wrong
    fees = list(Charge.objects.live().filter(late_for__in=wrong)) if wrong else []
    outcome.reversed += len(fees)
    wrong += fees  # the fee on a wrong claim is wrong too
    for charge in wrong:
        charge.reversed_on = on or charge.from_on
        charge.reversal_reason = (reason or str(_("The terms of the lease changed.")))[:200]
    Charge.objects.bulk_update(wrong, ["reversed_on", "reversal_reason"])
    Charge.objects.bulk_create(missing, batch_size=2_000)
    if wrong:
        _carry_over(wrong, missing)
    return outcome


def _difference(lease: SpaceLease, through: datetime.date) -> _Difference:
    found = _Difference()
    said = lease.said_charges  # type: ignore[attr-defined]
    waived = {(charge.kind, charge.from_on) for charge in said if charge.waived}
    standing = {(charge.kind, charge.from_on): charge for charge in said if charge.is_live}
    for planned in planned_charges(terms_of(lease)):
        key = (planned.kind, planned.from_on)
        charge = standing.pop(key, None)
        if charge is None and key in waived:
            continue
        if charge is not None and _same(charge, planned):
            found.kept += 1
            continue
        if charge is not None:
            found.wrong.append(charge)
        if charge is not None or planned.from_on <= through:
            found.missing.append(_charge(lease, planned))
    found.wrong += standing.values()
    return found


def _same(charge: Charge, planned: PlannedCharge) -> bool:
    return (charge.until_on, charge.due_on, charge.gross_fen, charge.subsidy_fen) == (
        planned.until_on,
        planned.due_on,
        planned.gross_fen,
        planned.subsidy_fen,
    )


def _charge(lease: SpaceLease, planned: PlannedCharge) -> Charge:
    return Charge(
        lease=lease,
        kind=planned.kind,
        from_on=planned.from_on,
        until_on=planned.until_on,
        due_on=planned.due_on,
        gross_fen=planned.gross_fen,
        subsidy_fen=planned.subsidy_fen,
        amount_fen=planned.amount_fen,
    )


def _carry_over(wrong: Iterable[Charge], made: Iterable[Charge]) -> None:
    """Payments for a reversed claim follow to the claim that stands in its place."""
    instead = {(charge.lease_id, charge.kind, charge.from_on): charge for charge in made}
    for charge in wrong:
        following = instead.get((charge.lease_id, charge.kind, charge.from_on))
        if following:
            charge.payments.filter(reversed_on__isnull=True).update(charge=following)


@transaction.atomic
def reverse_charge(*, charge: Charge, on: datetime.date, reason: str, by) -> Charge:
    """Take back a late fee or a claim that should not stand; what was paid becomes credit.

    A claim takes its late fees along and is waived: nobody makes it again but by
    ``claim_again``. Raises RuleViolation: ``reason_missing``, ``charge_reversed`` (409).
    """
    charge = held_charge(charge)
    require_reason(reason)
    require_live(charge)
    with recorded(by=by, reason=reason):
        for each in (charge, *charge.late_fees.live()):
            each.reversed_on, each.reversal_reason = on, reason
            each.waived = each.kind != ChargeKind.LATE_FEE
            each.save(update_fields=["reversed_on", "reversal_reason", "waived"])
    return charge


@transaction.atomic
def claim_again(*, charge: Charge, by) -> Charge:
    """Take a waiver back: what the lease makes due now stands again, with what was paid for it.

    Raises RuleViolation: ``not_waived`` (409), ``no_longer_due`` (409).
    """
    charge = held_charge(charge)
    if not charge.waived:
        raise RuleViolation(
            "not_waived", _("This claim stands, or stands again already."), status=409
        )
    with recorded(by=by):
        charge.waived = False
        charge.save(update_fields=["waived"])
        claim([charge.lease], through=charge.from_on)
        again = Charge.objects.live().filter(
            lease=charge.lease_id, kind=charge.kind, from_on=charge.from_on
        )
        made = again.exclude(kind=ChargeKind.LATE_FEE).first()
        if made is None:
            raise RuleViolation(
                "no_longer_due", _("The lease no longer makes this due."), status=409
            )
        _carry_over([charge], [made])
    return made


@transaction.atomic
def record_late_fee(*, charge: Charge, on: datetime.date, by) -> Charge:
    """Claim the late fee of an overdue claim up to a day, by the lease's rate.

    Days that an earlier late fee covers are not counted again. Raises RuleViolation:
    ``charge_reversed`` (409), ``no_late_fee`` (409).
    """
    charge = held_charge(charge)
    require_live(charge)
    earlier = charge.late_fees.filter(reversed_on__isnull=True)
    since = earlier.aggregate(day=Max("until_on"))["day"] or charge.due_on
    amount = late_fee_of(charge, on=on) - (late_fee_of(charge, on=since) if since else 0)
    if amount <= 0 or on <= since:
        raise RuleViolation(
            "no_late_fee",
            _("No late fee is due for this claim on %(on)s."),
            field="on",
            status=409,
            on=on,
        )
    with recorded(by=by):
        return Charge.objects.create(
            lease=charge.lease,
            kind=ChargeKind.LATE_FEE,
            from_on=since,
            until_on=on,
            due_on=on,
            gross_fen=amount,
            amount_fen=amount,
            late_for=charge,
        )


def late_fee_of(charge: Charge, *, on: datetime.date) -> int:
    """What is due in late fees for a claim up to a day, in fen."""
    if charge.is_deposit or charge.kind == ChargeKind.LATE_FEE:
        return 0
    received = charge.payments.filter(reversed_on__isnull=True, kind=PaymentKind.RECEIVED)
    return late_fee_fen(
        charge.amount_fen,
        charge.due_on,
        received.values_list("paid_on", "amount_fen"),
        rate=charge.lease.late_fee_rate,
        on=on,
    )


def held_charge(charge: Charge) -> Charge:
    """The claim as it is now; its lease is held until the transaction ends."""
    SpaceLease.objects.select_for_update(of=("self",)).get(pk=charge.lease_id)
    return Charge.objects.select_for_update(of=("self",)).select_related("lease").get(pk=charge.pk)


def require_live(charge: Charge) -> None:
    """Raises ``charge_reversed`` (409)."""
    if not charge.is_live:
        raise RuleViolation(
            "charge_reversed", _("This claim was reversed on %(on)s."), status=409,
            on=charge.reversed_on,
        )  # fmt: skip
