"""The figures of one institution on a day that the conditions of recognition speak of.

Space, stays, graduates, mentors and stakes are the institution's own records and known; what it
has of its own is known where it was stated (``recognition_own``). What incubatees have is known
where a verified fact says so, or where their verified returns say that they have none; of the
others nothing is known.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, Q, QuerySet, Sum

from companies.enums import HNTE_NATIONAL, PATENTS, ExitReason, QualificationKind, StakeMoveKind
from companies.models import (
    Company,
    EquityStake,
    FinancingRound,
    IntellectualProperty,
    Qualification,
    Residence,
)
from companies.rules.eligibility import full_months
from facilities.enums import AT_DISPOSAL, UnitUse
from facilities.models import Building, LeasedUnit, Unit
from facilities.queries.occupancy import let_to, let_to_incubatees
from incubator.core.dates import add_months, year_begin, year_end
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator
from incubator.statistics.models import OpeningBalance
from incubator.statistics.recognition import Measured, exactly
from incubator.statistics.recognition_cohort import Cohort, companies_of, per_cent
from incubator.statistics.recognition_own import own_figures
from mentors.models import Appointment

GROWTH = Fraction(6, 5)  # by over 20 %


def figures_of_institution(incubator: Incubator, *, on: datetime.date) -> dict[str, Measured]:
    """By the codes of ``institutions.rules``; what is not on file is not there."""
    # An accelerator's conditions speak of the companies that it accelerates.
    stays = list(
        Residence.objects.open(on=on)
        .filter(incubator=incubator)
        .select_related("company")
        .order_by("pk")
    )
    firms = {stay.company_id: stay.company for stay in stays}
    cohort = Cohort(firms, on)
    return {
        **_space(incubator, stays, on),
        **_people(incubator, on, len(firms)),
        **_stays(incubator, stays, on),
        **own_figures(incubator, on, cohort),
        **(_shares(incubator, cohort, on) if firms else {}),
    }


def _space(
    incubator: Incubator, stays: list[Residence], on: datetime.date
) -> dict[str, Measured]:  # fmt: skip
    buildings = Building.objects.in_use(on=on).filter(incubator=incubator)
    own = _area(buildings.filter(tenure__in=AT_DISPOSAL))
    if not own:
        return {}
    units = Unit.objects.filter(incubator=incubator)
    firms = len({stay.company_id for stay in stays})
    of_firms = let_to_incubatees(units, on=on)
    if incubator.programme == Programme.ACCELERATION:
        of_firms = let_to(units, [stay.pk for stay in stays], on=on)
    used = _area(of_firms)
    public = _area(
        units.existing(on=on)
        .filter(use=UnitUse.PUBLIC_SERVICE)
        .exclude(pk__in=of_firms.values("pk"))
    )
    largest = (
        LeasedUnit.objects.filter(unit__incubator=incubator, begins_on__lte=on, ends_on__gt=on)
        .values("lease__company")
        .annotate(area=Sum("unit__floor_area"))
        .order_by("-area")
        .values_list("area", flat=True)
        .first()
    )
    return {
        "own_area": exactly(own),
        "incubatee_share": exactly(per_cent(used, own)),
        "incubatee_and_public_share": exactly(per_cent(used + public, own)),
        "density": exactly(Fraction(firms * 1000) / Fraction(own)),
        "largest_tenant_share": exactly(per_cent(largest or 0, own)),
    }


def _people(incubator: Incubator, on: datetime.date, firms: int) -> dict[str, Measured]:
    mentors = Appointment.objects.in_force(on=on).filter(incubator=incubator)
    number = mentors.values("mentor").distinct().count()
    found = {"mentors": exactly(number)}
    if firms:
        found["mentors_per_10"] = exactly(Fraction(number * 10, firms))
    return found


def _stays(
    incubator: Incubator, stays: list[Residence], on: datetime.date
) -> dict[str, Measured]:  # fmt: skip
    graduates = Residence.objects.of_incubation().filter(
        incubator=incubator, exit_reason=ExitReason.GRADUATED, left_on__lte=on
    )
    before = OpeningBalance.objects.filter(
        indicator="cumulative_graduated", incubator=incubator, as_of__lte=on
    ).aggregate(sum=Sum("value"))["sum"]
    firms = len({stay.company_id for stay in stays})
    found = {
        "incubatees": exactly(firms),
        "graduates": exactly(graduates.count() + int(before or 0)),
    }
    if incubator.opened_on:
        found["years_operating"] = exactly(Fraction(full_months(incubator.opened_on, on), 12))
    if not firms:
        return found
    year_ago = add_months(on, -12)
    moved = Residence.objects.filter(incubator=incubator)
    turned = moved.filter(admitted_on__gt=year_ago, admitted_on__lte=on).count()
    turned += moved.filter(left_on__gt=year_ago, left_on__lte=on).count()
    lengths = [months_between(stay.admitted_on, on) for stay in stays]
    lately = graduates.filter(left_on__gt=year_ago).count()
    return found | {
        "graduates_of_year_share": exactly(per_cent(lately, firms)),
        "turnover": exactly(per_cent(turned, firms)),
        "average_stay": exactly(sum(lengths, Fraction(0)) / len(lengths)),
        "longest_stay_of_all": exactly(max(lengths)),
    }


def months_between(begin: datetime.date, end: datetime.date) -> Fraction:
    """Whole months and the part of the month that runs: exact on every anniversary."""
    whole = full_months(begin, end)
    since, until = add_months(begin, whole), add_months(begin, whole + 1)
    return whole + Fraction((end - since).days, (until - since).days)


def _shares(incubator: Incubator, cohort: Cohort, on: datetime.date) -> dict[str, Measured]:
    """What part of the incubatees has something."""
    firms = cohort.firms
    rights = IntellectualProperty.objects.technical()
    small = Qualification.objects.holding(QualificationKind.TECH_SME, on=on)
    either = Qualification.objects.holding(
        QualificationKind.TECH_SME, QualificationKind.HNTE_LOCAL, *HNTE_NATIONAL, on=on
    )
    rounds = FinancingRound.objects.venture(by=on)
    financed = cohort.ever(rounds, "investment_received")
    lately = rounds.filter(
        closed_on__range=(year_begin(cohort.year), year_end(cohort.year))
    )  # fmt: skip
    grown, not_grown = _growth(cohort.says, cohort.year)
    # Who has no year before the last one is in no way among those that grew.
    not_grown |= {
        pk for pk, firm in firms.items()
        if firm.registered_on and firm.registered_on.year >= cohort.year
    }  # fmt: skip
    new = {pk for pk, firm in firms.items() if firm.registered_on and _in(firm, cohort.year)}
    dated = {pk for pk, firm in firms.items() if firm.registered_on}
    found = {
        "financed_share": financed,
        "financed_last_year_share": cohort.by_facts(lately, "investment_received"),
        "financed": _counted(financed, len(firms)),
        "ip_applied_share": cohort.ever(
            rights.filter(kind__in=PATENTS).applied(by=on),
            "ip_applied",
            proof="ip_applied_invention",
        ),
        "ip_valid_share": cohort.by_facts(rights.valid(on=on), "ip_valid"),
        "held_share": cohort.share(companies_of(_held(incubator, on), firms), firms),
        "growing_share": cohort.share(grown, not_grown),
        "tech_sme_share": cohort.share(companies_of(small, firms), ()),
        "hnte_or_sme_share": cohort.share(companies_of(either, firms), ()),
        "new_firm_share": cohort.share(new, dated - new),
        **_staff(cohort.says("staff"), cohort.says("staff_college_up"), len(firms)),
    }
    if incubator.field:
        same = {pk for pk, firm in firms.items() if firm.field == incubator.field}
        known = {pk for pk, firm in firms.items() if firm.field}
        found["same_field_share"] = cohort.share(same, known - same)
    return found


def _held(incubator: Incubator, on: datetime.date) -> QuerySet:
    """Its stakes that are paid in whole and registered by a day, and not sold."""
    happened = Q(moves__on__lte=on, moves__withdrawn_at=None)
    stakes = EquityStake.objects.filter(incubator=incubator).agreed(by=on)
    registered = stakes.filter(happened, moves__kind=StakeMoveKind.REGISTERED).values("pk")
    sold = stakes.filter(happened, moves__kind=StakeMoveKind.EXITED, moves__share=0).values("pk")
    return (
        stakes.filter(pk__in=registered)
        .exclude(pk__in=sold)
        .annotate(paid=Sum("moves__amount", filter=happened & Q(moves__kind=StakeMoveKind.PAID_IN)))
        .filter(paid__gte=F("agreed"))
    )


def _growth(says: Callable, year: int) -> tuple[set[int], set[int]]:
    """Who grew by over 20 % in revenue or in research, and who is known not to have."""
    grown: set[int] = set()
    compared: dict[str, set[int]] = {}
    for code in ("revenue", "rd_spending"):
        now, before = says(code, year), says(code, year - 1)
        compared[code] = {one for one in now if one in before}
        grown |= {
            one for one in compared[code]
            if before[one] > 0 and Fraction(now[one]) > GROWTH * Fraction(before[one])
        }  # fmt: skip
    return grown, (compared["revenue"] & compared["rd_spending"]) - grown


def _staff(staff: dict, college: dict, firms: int) -> dict[str, Measured]:
    """Of those that reported; without all of them the share is only between two bounds."""
    both = [one for one in staff if one in college and staff[one]]
    if not both:
        return {}
    total = sum(staff[one] for one in both)
    share = per_cent(sum(college[one] for one in both), total)
    if sum(one in college for one in staff) == firms:
        return {"college_share": exactly(share)}
    return {"college_share": Measured(Fraction(0), Fraction(100), firms - len(both))}


def _counted(share: Measured, firms: int) -> Measured:
    most = firms if share.high is None else share.high * firms / 100
    return Measured(share.low * firms / 100, Fraction(most), share.silent)


def _in(firm: Company, year: int) -> bool:
    return firm.registered_on is not None and firm.registered_on.year == year


def _area(rows: QuerySet) -> Decimal:
    return rows.aggregate(sum=Sum("floor_area"))["sum"] or Decimal(0)
