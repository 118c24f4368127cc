"""The checklist of an admission: what there is, what is missing, and who has to act next."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from companies.enums import Holder, Need
from companies.models import Admission, Decision, IncubationAgreement
from facilities.models import Reservation, ReservedUnit
from incubator.core.dates import day_of
from incubator.core.shown import clauses, listing, money
from incubator.core.shown import day as day_said

# Where the rows that were fetched for many are found.
AGREEMENTS, RESERVATIONS = "live_agreements", "live_reservations"
DECISIONS = "standing_decisions"


@dataclass(frozen=True)
class Step:
    """One line of the checklist. ``holder`` has to act next; ``said`` is a sentence.

    ``needed`` is False where the admission goes without it.
    """

    need: Need
    done: bool
    holder: Holder
    said: str
    on: datetime.date | None = None
    by: object = None
    needed: bool = True


@dataclass(frozen=True)
class Checklist:
    """What there is and what is missing, in order."""

    admission: Admission
    steps: list[Step]
    agreement: IncubationAgreement | None
    reservation: Reservation | None

    @property
    def missing(self) -> list[Step]:
        """What has to be there before the company can be admitted."""
        return [
            step
            for step in self.steps
            if step.needed and not step.done and step.need != Need.HANDOVER
        ]

    @property
    def is_ready(self) -> bool:
        """Whether nothing but the admission itself is left."""
        return not self.missing and not self.admission.done_at


def with_checklists(admissions: QuerySet[Admission]) -> QuerySet[Admission]:
    """Fetches what the checklists of many admissions look at, with a steady number of queries."""
    agreements = IncubationAgreement.objects.live().select_related("scan__filed_by", "drafted_by")
    units = ReservedUnit.objects.select_related("unit__building").order_by("unit")
    decisions = Decision.objects.in_force().select_related("decided_by")
    reservations = (
        Reservation.objects.live()
        .select_related("made_by", "deposit_recorded_by")
        .prefetch_related(Prefetch("reserved_units", units))
    )
    return admissions.select_related(
        "application__call", "incubator", "residence", "settled_by", "done_by"
    ).prefetch_related(
        Prefetch("application__agreements", agreements, AGREEMENTS),
        Prefetch("application__decisions", decisions.prefetch_related("conditions"), DECISIONS),
        Prefetch("reservations", reservations, RESERVATIONS),
        "residence__leases",
    )


def checklist_of(admission: Admission) -> Checklist:
    """The checklist of one that ``with_checklists`` fetched, or of any other."""
    if not hasattr(admission, RESERVATIONS):
        admission = with_checklists(Admission.objects.filter(pk=admission.pk)).get()
    drafted: list[IncubationAgreement] = getattr(admission.application, AGREEMENTS)
    reserved: list[Reservation] = getattr(admission, RESERVATIONS)
    agreement, reservation = next(iter(drafted), None), next(iter(reserved), None)
    decided: list[Decision] = getattr(admission.application, DECISIONS)
    steps = [
        _conditions(next(iter(decided), None)),
        _registration(admission),
        _drafted(agreement),
        _signed(agreement),
        _rooms(admission, reservation),
        _deposit(admission, reservation),
    ]
    ready = all(step.done or not step.needed for step in steps)
    steps.append(_handover(admission, ready))
    return Checklist(admission, steps, agreement, reservation)


def _conditions(decision: Decision | None) -> Step:
    """What the acceptance itself still waits for; one that was recorded without a decision none."""
    if decision is None:
        return Step(Need.CONDITIONS, True, Holder.NOBODY, _("Accepted."))
    if decision.announced_at is None:
        said = _("The letter of acceptance is still in the outbox.")
        return Step(Need.CONDITIONS, False, Holder.MANAGER, said)
    still_open = [one for one in decision.conditions.all() if one.met_at is None]
    if still_open:
        said = clauses(one.text for one in still_open)
        return Step(Need.CONDITIONS, False, Holder.APPLICANT, said)
    day = day_of(decision.announced_at)
    return Step(Need.CONDITIONS, True, Holder.NOBODY, _("Accepted."), day, decision.decided_by)


def _registration(admission: Admission) -> Step:
    if admission.settled_on:
        return Step(
            Need.REGISTRATION,
            True,
            Holder.NOBODY,
            _("%(name)s, %(code)s")
            % {"name": admission.registered_name, "code": admission.unified_code},
            admission.settled_on,
            admission.settled_by,
        )
    said = _("The licence with this site as registered address is missing.")
    if admission.name_approved_on:
        said = _("The name is approved (%(number)s, %(on)s); the licence is still missing.") % {
            "number": admission.name_approval,
            "on": day_said(admission.name_approved_on),
        }
    return Step(Need.REGISTRATION, False, Holder.APPLICANT, said)


def _drafted(agreement: IncubationAgreement | None) -> Step:
    if agreement is None:
        said = _("No agreement is drafted yet.")
        return Step(Need.AGREEMENT, False, Holder.MANAGER, said)
    said = _("%(number)s, until %(last)s") % {
        "number": agreement.number,
        "last": day_said(agreement.ends_on),
    }
    day = day_of(agreement.drafted_at)
    return Step(Need.AGREEMENT, True, Holder.NOBODY, said, day, agreement.drafted_by)


def _signed(agreement: IncubationAgreement | None) -> Step:
    if agreement is None or agreement.signed_on is None or agreement.scan is None:
        said = _("The company signs; the office files the scan.")
        holder = Holder.APPLICANT if agreement else Holder.MANAGER
        return Step(Need.SIGNED, False, holder, said)
    said = agreement.scan.original_name
    return Step(
        Need.SIGNED, True, Holder.NOBODY, said, agreement.signed_on, agreement.scan.filed_by
    )


def _rooms(admission: Admission, reservation: Reservation | None) -> Step:
    if admission.registered_only:
        said = _("Registered only: it takes no rooms.")
        return Step(Need.ROOMS, False, Holder.NOBODY, said, needed=False)
    if admission.residence is not None:
        leases = sorted(lease.number for lease in admission.residence.leases.all())
        return Step(Need.ROOMS, True, Holder.NOBODY, _("Let: %s") % listing(leases))
    if reservation is None:
        return Step(Need.ROOMS, False, Holder.MANAGER, _("No rooms are reserved yet."))
    units = listing(row.unit for row in reservation.reserved_units.all())
    said = _("%(units)s, kept until %(until)s") % {
        "units": units,
        "until": day_said(reservation.holds_until),
    }
    return Step(Need.ROOMS, True, Holder.NOBODY, said, reservation.made_on, reservation.made_by)


def _deposit(admission: Admission, reservation: Reservation | None) -> Step:
    if admission.registered_only or (reservation is not None and not reservation.deposit):
        return Step(Need.DEPOSIT, False, Holder.NOBODY, _("No deposit is agreed on."), needed=False)
    if admission.done_at:
        return Step(Need.DEPOSIT, True, Holder.NOBODY, _("Booked under the lease."))
    if reservation is None:
        said = _("It is set when rooms are reserved.")
        return Step(Need.DEPOSIT, False, Holder.MANAGER, said)
    amount = money(reservation.deposit)
    if reservation.deposit_paid_on is None:
        said = _("%s: not paid yet.") % amount
        return Step(Need.DEPOSIT, False, Holder.FINANCE, said)
    said = " · ".join(filter(None, [amount, reservation.deposit_reference]))
    return Step(
        Need.DEPOSIT,
        True,
        Holder.NOBODY,
        said,
        reservation.deposit_paid_on,
        reservation.deposit_recorded_by,
    )


def _handover(admission: Admission, ready: bool) -> Step:
    if admission.done_at:
        return Step(
            Need.HANDOVER,
            True,
            Holder.NOBODY,
            _("The stay has begun; a mentor is proposed next."),
            day_of(admission.done_at),
            admission.done_by,
        )
    said = _("Everything is there.") if ready else _("When everything else is there.")
    return Step(Need.HANDOVER, False, Holder.MANAGER if ready else Holder.NOBODY, said)
