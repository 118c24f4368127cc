"""Verbs that let units: one lease, or many at once by the same rules."""

import contextlib
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.holding import locked_companies, locked_company
from companies.models import Company, Residence
from facilities.enums import Rhythm, SubsidyBasis
from facilities.lifecycle.charges import charge_first_year
from facilities.lifecycle.holding import release_lapsed
from facilities.lifecycle.refusals import (
    refuse_held_over,
    refuse_reserved,
    refuse_taken,
    require_end_after_begin,
    require_rentable,
    require_residence,
    require_signed,
    require_terms,
    require_vacant,
)
from facilities.lifecycle.vacancy import standing_on
from facilities.models import LeasedUnit, PriceStep, SpaceLease, SubsidyStep, Unit
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator


@dataclass(frozen=True)
class LeaseTerms:
    """What a lease costs. Prices in yuan per m² and day or month, deposits in yuan.

    ``price_steps`` are (from day, unit price); ``subsidies`` are (year of the lease, yuan
    per m², most m² or None, SubsidyBasis or none for one a month); ``late_fee_rate`` is a
    share per day.
    """

    price_class: str
    unit_price: Decimal
    price_basis: str
    rhythm: str = Rhythm.QUARTERLY
    free_months: int = 0
    property_fee: Decimal = Decimal(0)
    late_fee_rate: Decimal = Decimal(0)
    room_deposit: Decimal = Decimal(0)
    utilities_deposit: Decimal = Decimal(0)
    price_steps: tuple[tuple[datetime.date, Decimal], ...] = ()
    subsidies: tuple[tuple[int, Decimal, Decimal | None, *tuple[str, ...]], ...] = ()

    def as_columns(self) -> dict[str, object]:
        """The terms that are columns of the lease itself."""
        return {
            name: value
            for name, value in vars(self).items()
            if name not in {"price_steps", "subsidies"}
        }


@dataclass(frozen=True)
class LeaseDraft:
    """A lease that is to be on [begins_on, ends_on); the next number where it has none."""

    company: Company
    residence: Residence | None
    units: Sequence[Unit]
    begins_on: datetime.date
    ends_on: datetime.date
    signed_on: datetime.date
    terms: LeaseTerms
    number: str = ""
    contact_email: str = ""
    document: object = ""
    note: str = ""


@dataclass(frozen=True)
class Held:
    """Rows that drafts name, as they are now, by key; of companies those that were not merged."""

    companies: dict[int, Company]
    residences: dict[int, Residence]
    units: dict[int, Unit]


@transaction.atomic
def grant_lease(
    *,
    company: Company,
    residence: Residence | None,
    units: Sequence[Unit],
    begins_on: datetime.date,
    ends_on: datetime.date,
    signed_on: datetime.date,
    terms: LeaseTerms,
    by,
    number: str = "",
    contact_email: str = "",
    document: object = "",
    note: str = "",
) -> SpaceLease:
    """Let units to a company on [begins_on, ends_on) and claim what is due in the first year.

    Without a ``number`` the institution's next one is taken. Raises RuleViolation:
    ``lease_without_units``, ``lease_ends_before_it_begins``, ``signed_in_future``,
    ``unit_of_another_incubator``, ``lease_exists`` (409), and those of ``require_residence``,
    ``require_terms``, ``require_units``, ``refuse_reserved`` and ``refuse_held_over``.
    """
    draft = LeaseDraft(
        company=company, residence=residence, units=units, begins_on=begins_on, ends_on=ends_on,
        signed_on=signed_on, terms=terms, number=number, contact_email=contact_email,
        document=document, note=note,
    )  # fmt: skip
    _require_days(draft)
    company = locked_company(company.pk)
    if residence is not None:
        residence = _residences([residence.pk]).get()
    held = held_units(units)
    lease = _drawn(draft, held[0].incubator, company, residence)
    _require_possible(lease, terms, held)
    require_vacant(held, begins_on, ends_on)
    release_lapsed(on=today(), units=held)
    refuse_reserved(held, begins_on, ends_on)
    refuse_held_over(held, company, signed_on)
    with recorded(by=by):
        _hold_numbers(lease.incubator)
        lease.number = _number(lease.incubator, number, signed_on.year)
        try:
            with transaction.atomic():
                _write([(lease, terms, held)])
        except IntegrityError:
            refuse_taken(held, begins_on, ends_on)
            raise
        charge_first_year([lease])
    return lease


@transaction.atomic
def grant_leases(
    *, incubator: Incubator, drafts: Sequence[LeaseDraft], by
) -> list[SpaceLease | None]:
    """Let units by many drafts in as few statements as by one; in their order, as they are read.

    None stands for each draft that ``grant_lease`` would refuse, or that takes units elsewhere:
    whoever wants to know why asks it. Raises IntegrityError where two drafts want a unit for the
    same day.
    """
    held = held_for(
        companies=[one.company.pk for one in drafts],
        residences=[one.residence.pk for one in drafts if one.residence is not None],
        units=[unit.pk for one in drafts for unit in one.units],
    )
    able: dict[int, tuple[SpaceLease, LeaseTerms, list[Unit]]] = {}
    for place, draft in enumerate(drafts):
        with contextlib.suppress(RuleViolation, KeyError):  # no longer on file
            able[place] = _able(draft, incubator, held)
    able = dict(_unhindered(able))
    if not able:
        return [None] * len(drafts)
    release_lapsed(on=today(), units=[unit for _lease, _terms, units in able.values()
                                      for unit in units])  # fmt: skip
    with recorded(by=by):
        _hold_numbers(incubator)
        numbers = _Numbers(incubator, [drafts[place] for place in able])
        for place, (lease, _terms, _units) in able.items():
            lease.number = numbers.taken_for(drafts[place])
        granted = {place: one for place, one in able.items() if one[0].number}
        _write(list(granted.values()))
        charge_first_year([lease for lease, _terms, _units in granted.values()])
    return [granted[place][0] if place in granted else None for place in range(len(drafts))]


def held_for(*, companies: Iterable[int], residences: Iterable[int], units: Iterable[int]) -> Held:
    """Rows of these keys, held in the order in which ``grant_lease`` holds them."""
    return Held(
        locked_companies(companies),
        {one.pk: one for one in _residences(residences)},
        {one.pk: one for one in _units(units)},
    )


def held_units(units: Sequence[Unit]) -> list[Unit]:
    """The units as they are now, held in one order, so that of fifty who try one is first."""
    if not units:
        raise _without_units()
    return list(_units(unit.pk for unit in units))


def _without_units() -> RuleViolation:
    return RuleViolation(
        "lease_without_units", _("A lease has at least one unit."), field="units"
    )  # fmt: skip


def _residences(keys: Iterable[int]) -> QuerySet[Residence]:
    rows = Residence.objects.select_for_update(of=("self",))
    return rows.filter(pk__in=set(keys)).order_by("pk")


def _units(keys: Iterable[int]) -> QuerySet[Unit]:
    rows = Unit.objects.select_for_update(of=("self",)).select_related("incubator", "building")
    return rows.filter(pk__in=set(keys)).order_by("pk")


def _require_days(draft: LeaseDraft) -> None:
    require_end_after_begin(draft.begins_on, draft.ends_on)
    require_signed(draft.signed_on)


def _drawn(
    draft: LeaseDraft, incubator: Incubator, company: Company, residence: Residence | None
) -> SpaceLease:
    """The lease of a draft, not yet written and without a number."""
    return SpaceLease(
        incubator=incubator, company=company, residence=residence, signed_on=draft.signed_on,
        begins_on=draft.begins_on, ends_on=draft.ends_on, contact_email=draft.contact_email,
        document=draft.document, note=draft.note, **draft.terms.as_columns(),
    )  # fmt: skip


def _require_possible(lease: SpaceLease, terms: LeaseTerms, units: Sequence[Unit]) -> None:
    """What has to be right about a lease whoever else has its units."""
    require_residence(lease)
    require_terms(terms, lease.incubator, lease.begins_on, lease.ends_on)
    require_rentable(units, lease.incubator, lease.begins_on, lease.ends_on)


def _able(
    draft: LeaseDraft, incubator: Incubator, held: Held
) -> tuple[SpaceLease, LeaseTerms, list[Unit]]:
    """The lease of a draft against which nothing speaks but perhaps what stands on its units.

    Raises as ``grant_lease``, and KeyError for what is no longer on file.
    """
    _require_days(draft)
    stay = held.residences[draft.residence.pk] if draft.residence is not None else None
    lease = _drawn(draft, incubator, held.companies[draft.company.pk], stay)
    units = [held.units[key] for key in sorted({unit.pk for unit in draft.units})]
    _require_possible(lease, draft.terms, units)
    if not units:
        raise _without_units()
    return lease, draft.terms, units


def _unhindered(
    able: dict[int, tuple[SpaceLease, LeaseTerms, list[Unit]]],
) -> Iterator[tuple[int, tuple[SpaceLease, LeaseTerms, list[Unit]]]]:
    """Those on whose units nothing stands."""
    if not able:
        return
    leases = [lease for lease, _terms, _units in able.values()]
    standing = standing_on(
        [unit for _lease, _terms, units in able.values() for unit in units],
        min(lease.begins_on for lease in leases),
        max(lease.ends_on for lease in leases),
        on=today(),
    )
    for place, (lease, terms, units) in able.items():
        days = (lease.begins_on, lease.ends_on)
        if not standing.hinders(units, days, lease.company_id, lease.signed_on):
            yield place, (lease, terms, units)


def _write(granted: Sequence[tuple[SpaceLease, LeaseTerms, Sequence[Unit]]]) -> None:
    """Leases with their units and steps."""
    SpaceLease.objects.bulk_create(lease for lease, _terms, _units in granted)
    LeasedUnit.objects.bulk_create(
        letting
        for lease, _terms, units in granted
        for letting in _lettings(lease, units, lease.begins_on, lease.ends_on)
    )
    PriceStep.objects.bulk_create(
        PriceStep(lease=lease, from_on=day, unit_price=price)
        for lease, terms, _units in granted
        for day, price in terms.price_steps
    )
    SubsidyStep.objects.bulk_create(
        SubsidyStep(lease=lease, lease_year=year, yuan=yuan, max_area=area, basis=each)
        for lease, terms, _units in granted
        for year, yuan, area, *basis in terms.subsidies
        for each in basis or [SubsidyBasis.M2_MONTH]
    )


def let(
    lease: SpaceLease, units: Iterable[Unit], begin: datetime.date, end: datetime.date
) -> None:  # fmt: skip
    """Put units under a lease on [begin, end)."""
    LeasedUnit.objects.bulk_create(_lettings(lease, units, begin, end))


def _lettings(
    lease: SpaceLease, units: Iterable[Unit], begin: datetime.date, end: datetime.date
) -> Iterator[LeasedUnit]:
    for unit in units:
        yield LeasedUnit(
            lease=lease, unit=unit, incubator_id=lease.incubator_id, begins_on=begin, ends_on=end
        )


def _hold_numbers(incubator: Incubator) -> None:
    """Whoever hands out a number of an incubator's leases does so alone."""
    Incubator.objects.select_for_update(of=("self",), no_key=True).get(pk=incubator.pk)


def _number(incubator: Incubator, wanted: str, year: int) -> str:
    """A free lease number: the wanted one, or the institution's next of the year."""
    leases = SpaceLease.objects.filter(incubator=incubator)
    wanted = wanted.strip()
    if not wanted:
        count = leases.filter(number__startswith=_series(year)).count()
        return _following(year, count, lambda number: leases.filter(number=number).exists())
    if leases.filter(number=wanted).exists():
        raise RuleViolation(
            "lease_exists",
            _("%(incubator)s already has a lease %(number)s."),
            field="number",
            status=409,
            incubator=incubator.name,
            number=wanted,
        )
    return wanted


def _series(year: int) -> str:
    """With what the numbers of a year begin."""
    return f"ZL{year}-"


def _following(year: int, count: int, is_taken: Callable[[str], bool]) -> str:
    """The number after ``count`` others of a year, or the first free one after it."""
    following = count + 1
    while is_taken(f"{_series(year)}{following:04d}"):
        following += 1
    return f"{_series(year)}{following:04d}"


class _Numbers:
    """The lease numbers of an incubator beside which those of drafts are to stand."""

    def __init__(self, incubator: Incubator, drafts: Sequence[LeaseDraft]) -> None:
        series = {_series(draft.signed_on.year) for draft in drafts}
        either = Q(number__in=[draft.number.strip() for draft in drafts])
        for one in series:
            either |= Q(number__startswith=one)
        leases = SpaceLease.objects.filter(either, incubator=incubator)
        self.taken = set(leases.values_list("number", flat=True))
        self.counts = Counter(
            {one: sum(number.startswith(one) for number in self.taken) for one in series}
        )

    def taken_for(self, draft: LeaseDraft) -> str:
        """As ``_number`` finds it after the drafts before; empty where it would refuse."""
        year, number = draft.signed_on.year, draft.number.strip()
        if not number:
            number = _following(year, self.counts[_series(year)], self.taken.__contains__)
        elif number in self.taken:
            return ""
        self.taken.add(number)
        for one in self.counts:
            self.counts[one] += number.startswith(one)
        return number
