"""What verbs of facilities ask of units and leases before they touch them."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from companies.models import Company
from facilities.enums import PriceBasis, PriceClass, Rhythm, SubsidyBasis
from facilities.lifecycle.vacancy import (
    closures,
    held_over,
    keepings,
    kept_by_tenants,
    lettings,
)
from facilities.models import LeasedUnit, SpaceLease, Unit
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.shown import listing
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator

# A longer lease is a slip of the keyboard; its claims would be thousands.
LONGEST = datetime.timedelta(days=18_263)


def require_living(unit: Unit, on: datetime.date, *, strictly: bool = False) -> None:
    begun = unit.begins_on < on if strictly else unit.begins_on <= on
    if not begun or (unit.ends_on is not None and unit.ends_on <= on):
        raise RuleViolation(
            "unit_not_there",
            _("Unit %(unit)s exists from %(begin)s to %(until)s."),
            field="on",
            unit=unit.number,
            begin=unit.begins_on,
            until=unit.ends_on or _("further notice"),
        )


def refuse_ending(unit: Unit) -> None:
    """Raises ``unit_ends_already`` where a later end of the unit is on file already."""
    if unit.ends_on is not None:
        raise RuleViolation(
            "unit_ends_already",
            _(
                "Unit %(unit)s already ends on %(on)s and is followed by others; take that back "
                "first."
            ),
            field="on",
            status=409,
            unit=unit.number,
            on=unit.ends_on,
        )


def refuse_let(unit: Unit, begin: datetime.date, end: datetime.date | None) -> None:
    """Raises ``unit_let`` where a lease holds the unit on a day of [begin, end), and
    ``unit_reserved`` (409) where somebody is about to move in."""
    refuse_reserved([unit], begin, end)
    letting = (
        lettings([unit], begin, end).select_related("lease__company").order_by("begins_on").first()
    )
    if letting:
        raise RuleViolation(
            "unit_let",
            _("Unit %(unit)s is let to %(company)s until %(until)s (lease %(lease)s)."),
            status=409,
            unit=unit.number,
            company=letting.lease.company.name,
            until=letting.ends_on,
            lease=letting.lease.number,
        )


def refuse_reserved(
    units: Iterable[Unit], begins_on: datetime.date, ends_on: datetime.date | None
) -> None:
    """Raises ``unit_reserved`` (409) where a unit is kept for somebody on [begins_on, ends_on).

    For whom is on the plan of its building, as far as the reader may know it.
    """
    kept = (
        keepings(units, begins_on, ends_on)
        .select_related("unit", "reservation")
        .order_by("begins_on", "pk")
        .first()
    )
    if kept:
        raise RuleViolation(
            "unit_reserved",
            _("Unit %(unit)s is reserved for somebody who moves in, until %(until)s."),
            field="units",
            status=409,
            unit=kept.unit.number,
            until=kept.reservation.holds_until,
        )


def refuse_kept(kept: Sequence[LeasedUnit]) -> None:
    """Raises ``unit_not_handed_back`` (409) naming the units that a tenant still has."""
    if kept:
        first = kept[0].lease
        raise RuleViolation(
            "unit_not_handed_back",
            _("%(company)s has not handed back unit %(unit)s yet (lease %(lease)s)."),
            status=409,
            company=first.company.name,
            unit=listing(letting.unit.number for letting in kept if letting.lease == first),
            lease=first.number,
        )


def refuse_held_over(units: Sequence[Unit], company: Company, signed_on: datetime.date) -> None:
    """Whoever's lease was over when the next one was signed has to give the unit back first.

    Raises ``unit_not_handed_back`` (409).
    """
    refuse_kept(held_over(kept_by_tenants(unit.pk for unit in units), company.pk, signed_on))


def require_end_after_begin(begins_on: datetime.date, ends_on: datetime.date) -> None:
    """Raises ``lease_ends_before_it_begins``, ``lease_too_long``."""
    if ends_on <= begins_on:
        raise RuleViolation(
            "lease_ends_before_it_begins",
            _("A lease from %(begin)s cannot end on %(end)s."),
            field="ends_on",
            begin=begins_on,
            end=ends_on,
        )
    if ends_on - begins_on > LONGEST:
        raise RuleViolation(
            "lease_too_long",
            _("A lease from %(begin)s to %(end)s would run for more than 50 years."),
            field="ends_on",
            begin=begins_on,
            end=ends_on,
        )


def require_signed(signed_on: datetime.date) -> None:
    """Raises ``signed_in_future``."""
    if signed_on > today():
        raise RuleViolation(
            "signed_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="signed_on",
            on=signed_on,
        )


def require_residence(lease: SpaceLease) -> None:
    """The residence that a lease stands on is this company's, here, and lasts as long.

    While it is open it lasts until the agreed last day; to let longer, extend it first.
    """
    residence = lease.residence
    if residence is None:
        if lease.price_class != PriceClass.NON_INCUBATEE:
            raise RuleViolation(
                "lease_needs_a_residence",
                _("Only a non-incubatee leases without a residence; admit the company first."),
                field="residence",
            )
        return
    if (residence.company_id, residence.incubator_id) != (lease.company_id, lease.incubator_id):
        raise RuleViolation(
            "residence_of_another_company",
            _("The residence is not one of %(company)s in %(incubator)s."),
            field="residence",
            company=lease.company.name,
            incubator=lease.incubator.name,
        )
    left, last = residence.left_on, lease.ends_on - datetime.timedelta(days=1)
    too_long = lease.ends_on > left if left else last > residence.due_on
    if lease.begins_on < residence.admitted_on or too_long:
        raise RuleViolation(
            "lease_outside_residence",
            _("The residence lasts from %(begin)s to %(end)s; a lease lies within it."),
            field="ends_on" if too_long else "begins_on",
            begin=residence.admitted_on,
            end=residence.left_on or residence.due_on,
        )


def require_terms(
    terms, incubator: Incubator, begins_on: datetime.date, ends_on: datetime.date
) -> None:
    """The price has a basis, fits the institution, and steps within the lease."""
    _require_possible(terms)
    accelerated = terms.price_class == PriceClass.ACCELERATOR
    in_accelerator = incubator.programme == Programme.ACCELERATION
    if terms.price_class not in PriceClass.values or (
        accelerated != in_accelerator and terms.price_class != PriceClass.NON_INCUBATEE
    ):
        raise RuleViolation(
            "price_class_does_not_fit",
            _("%(incubator)s does not let at this price class."),
            field="price_class",
            incubator=incubator.name,
        )
    if terms.price_basis not in PriceBasis.values:
        raise RuleViolation(
            "price_without_basis",
            _("Say what the price is for: m² and day, or m² and month."),
            field="price_basis",
        )
    prices = {
        "unit_price": terms.unit_price,
        "property_fee": terms.property_fee,
        "late_fee_rate": terms.late_fee_rate,
        "room_deposit": terms.room_deposit,
        "utilities_deposit": terms.utilities_deposit,
        "price_steps": min((price for _day, price in terms.price_steps), default=0),
    }
    for field, price in prices.items():
        if price < 0:
            raise RuleViolation("invalid_price", _("A price is not below zero."), field=field)
    for day, _price in terms.price_steps:
        if not begins_on < day < ends_on:
            raise RuleViolation(
                "price_step_outside_lease",
                _("The price changes on %(day)s, outside of the lease."),
                field="price_steps",
                day=day,
            )


IMPOSSIBLE = {
    "rhythm": _("Say how often the rent is due."),
    "late_fee_rate": _("A late fee is at most 5 percent a day."),
    "free_months": _("Between 0 and 120 months are free."),
    "price_steps": _("The price changes at most once on a day."),
    "subsidies": _("Each year of the lease, 1 to 50, has at most one subsidy, above zero."),
}


def _require_possible(terms) -> None:
    """Raises ``invalid_terms`` where the database would refuse without an explanation."""
    years = [year for year, *_rest in terms.subsidies]
    wrong = {
        "rhythm": terms.rhythm not in Rhythm.values,
        "late_fee_rate": terms.late_fee_rate > Decimal("0.05"),
        "free_months": not 0 <= terms.free_months <= 120,  # noqa: PLR2004 - as the sentence says
        "price_steps": len(dict(terms.price_steps)) < len(terms.price_steps),
        "subsidies": len(set(years)) < len(years)
        or not set(years) <= set(range(1, 51))
        or not {basis for _y, _yuan, _area, *rest in terms.subsidies for basis in rest}
        <= set(SubsidyBasis.values)
        or any(
            yuan <= 0 or (area is not None and area <= 0)
            for _y, yuan, area, *_rest in terms.subsidies
        ),
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise RuleViolation("invalid_terms", IMPOSSIBLE[field], field=field)


def require_units(
    units: list[Unit], incubator: Incubator, begins_on: datetime.date, ends_on: datetime.date
) -> None:
    """Units that can be let here for all of [begins_on, ends_on)."""
    require_rentable(units, incubator, begins_on, ends_on)
    require_vacant(units, begins_on, ends_on)


def require_rentable(
    units: Iterable[Unit], incubator: Incubator, begins_on: datetime.date, ends_on: datetime.date
) -> None:
    """Units that are there to be let here for all of [begins_on, ends_on), by themselves.

    Raises RuleViolation: ``unit_of_another_incubator``, ``unit_not_to_let``, ``unit_not_there``.
    """
    for unit in units:
        if unit.incubator_id != incubator.pk:
            raise RuleViolation(
                "unit_of_another_incubator",
                _("Unit %(unit)s belongs to another institution."),
                field="units",
                unit=unit.number,
            )
        if not unit.rentable:
            raise RuleViolation(
                "unit_not_to_let",
                _("Unit %(unit)s is not to let (%(use)s)."),
                field="units",
                unit=unit.number,
                use=unit.get_use_display(),
            )
        if begins_on < unit.begins_on or (unit.ends_on and ends_on > unit.ends_on):
            raise RuleViolation(
                "unit_not_there",
                _("Unit %(unit)s exists from %(begin)s to %(until)s."),
                field="units",
                unit=unit.number,
                begin=unit.begins_on,
                until=unit.ends_on or _("further notice"),
            )


def require_vacant(
    units: Iterable[Unit], begins_on: datetime.date, ends_on: datetime.date
) -> None:  # fmt: skip
    """Raises RuleViolation: ``unit_closed`` (409), ``unit_taken`` (409)."""
    _refuse_closed(units, begins_on, ends_on)
    refuse_taken(units, begins_on, ends_on)


def _refuse_closed(units: Iterable[Unit], begins_on: datetime.date, ends_on: datetime.date) -> None:
    closure = (
        closures(units, begins_on, ends_on).select_related("unit").order_by("begins_on").first()
    )
    if closure:
        raise RuleViolation(
            "unit_closed",
            _("Unit %(unit)s is out of service from %(begin)s to %(until)s (%(reason)s)."),
            field="units",
            status=409,
            unit=closure.unit.number,
            begin=closure.begins_on,
            until=closure.ends_on or _("further notice"),
            reason=closure.get_reason_display(),
        )


def refuse_taken(units: Iterable[Unit], begins_on: datetime.date, ends_on: datetime.date) -> None:
    """Raises ``unit_taken`` (409) naming who has a unit on a day of [begins_on, ends_on)."""
    letting = (
        lettings(units, begins_on, ends_on)
        .select_related("unit", "lease__company")
        .order_by("begins_on", "pk")
        .first()
    )
    if letting:
        raise RuleViolation(
            "unit_taken",
            _("Unit %(unit)s is let to %(company)s from %(begin)s to %(until)s (lease %(lease)s)."),
            field="units",
            status=409,
            unit=letting.unit.number,
            company=letting.lease.company.name,
            begin=letting.begins_on,
            until=letting.ends_on,
            lease=letting.lease.number,
        )


def refuse_handed_back(lease: SpaceLease) -> None:
    """Raises ``already_handed_back`` (409)."""
    if lease.handed_back_on is not None:
        raise RuleViolation(
            "already_handed_back",
            _("The units were already handed back on %(on)s."),
            status=409,
            on=lease.handed_back_on,
        )


def require_reason(reason: str) -> None:
    """Raises ``reason_missing``."""
    if not reason.strip():
        raise RuleViolation("reason_missing", _("Say why."), field="reason")
