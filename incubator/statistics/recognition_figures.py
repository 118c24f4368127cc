"""The figures of one institution on a day that the conditions of recognition speak of.

Space, stays, graduates, mentors and stakes are the institution's own records and known. What
incubatees have is known where a verified fact says so, or where their verified return of the
last year that is over says that they have none; of the others nothing is known.
"""

import datetime
from collections.abc import Callable, Collection
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet, Sum

from companies.enums import HNTE_NATIONAL, PATENTS, ExitReason, QualificationKind, StakeMoveKind
from companies.models import (
    Company,
    EquityStake,
    FinancingRound,
    IntellectualProperty,
    Qualification,
    Residence,
)
from companies.queries.figures import yearly_figures
from facilities.enums import AT_DISPOSAL, UnitUse
from facilities.models import Building, LeasedUnit, Unit
from facilities.queries.occupancy import let_to_incubatees
from incubator.core.dates import add_months
from incubator.institutions.models import Incubator
from incubator.statistics.models import OpeningBalance
from incubator.statistics.recognition import Measured, exactly
from mentors.models import Appointment

DAYS_A_YEAR = Fraction(1461, 4)
DAYS_A_MONTH = DAYS_A_YEAR / 12
GROWTH = Fraction(6, 5)  # by over 20 %
# Codes of the yearly return that say how much of something a company has.
RETURNED = (
    "revenue", "rd_spending", "investment_received", "ip_applied", "ip_valid", "staff",
    "staff_college_up",
)  # fmt: skip


def figures_of_institution(incubator: Incubator, *, on: datetime.date) -> dict[str, Measured]:
    """By the codes of ``institutions.rules``; what is not on file is not there."""
    stays = list(
        Residence.objects.of_incubation()
        .open(on=on)
        .filter(incubator=incubator)
        .select_related("company")
        .order_by("pk")
    )
    firms = {stay.company_id: stay.company for stay in stays}
    return {
        **_space(incubator, on, len(firms)),
        **_people(incubator, on, len(firms)),
        **_stays(incubator, stays, on),
        **(_shares(incubator, firms, on) if firms else {}),
    }


def _space(incubator: Incubator, on: datetime.date, firms: int) -> dict[str, Measured]:
    buildings = Building.objects.in_use(on=on).filter(incubator=incubator)
    own = _area(buildings.filter(tenure__in=AT_DISPOSAL))
    if not own:
        return {}
    units = Unit.objects.filter(incubator=incubator)
    of_firms = let_to_incubatees(units, on=on)
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
        "incubatee_share": exactly(_per_cent(used, own)),
        "incubatee_and_public_share": exactly(_per_cent(used + public, own)),
        "density": exactly(Fraction(firms * 1000) / Fraction(own)),
        "largest_tenant_share": exactly(_per_cent(largest or 0, own)),
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
        found["years_operating"] = exactly((on - incubator.opened_on).days / DAYS_A_YEAR)
    if not firms:
        return found
    year_ago = add_months(on, -12)
    moved = Residence.objects.of_incubation().filter(incubator=incubator)
    turned = moved.filter(admitted_on__gt=year_ago, admitted_on__lte=on).count()
    turned += moved.filter(left_on__gt=year_ago, left_on__lte=on).count()
    lengths = [(on - stay.admitted_on).days / DAYS_A_MONTH for stay in stays]
    lately = graduates.filter(left_on__gt=year_ago).count()
    return found | {
        "graduates_of_year_share": exactly(_per_cent(lately, firms)),
        "turnover": exactly(_per_cent(turned, firms)),
        "average_stay": exactly(sum(lengths, Fraction(0)) / len(lengths)),
        "longest_stay_of_all": exactly(max(lengths)),
    }


class _Cohort:
    """The incubatees of a day, and what their last yearly returns say."""

    def __init__(self, firms: dict[int, Company], on: datetime.date) -> None:
        self.firms = firms
        self.year = on.year - 1  # the last one that is over
        self.figures = yearly_figures(
            codes=RETURNED, years=(self.year - 1, self.year), companies=firms
        )

    def says(self, code: str, which: int = 0) -> dict[int, Decimal]:
        """An item by company, of the last year that is over or another."""
        return {
            company: reported.number
            for (company, of, item), reported in self.figures.items()
            if of == (which or self.year) and item == code
        }

    def share(self, has: Collection[int], without: Collection[int]) -> Measured:
        """Who has something; who is neither known to have it nor not to, is unknown."""
        yes = set(has) & set(self.firms)
        silent = len(set(self.firms) - yes - set(without))
        low = _per_cent(len(yes), len(self.firms))
        return Measured(low, low + _per_cent(silent, len(self.firms)), silent)

    def by_facts(self, rows: QuerySet, code: str) -> Measured:
        """Who has such facts, or reported more than none; who reported none has not."""
        said = self.says(code)
        has = {*_companies(rows, self.firms), *(one for one, number in said.items() if number > 0)}
        return self.share(has, [one for one, number in said.items() if number == 0])


def _shares(
    incubator: Incubator, firms: dict[int, Company], on: datetime.date
) -> dict[str, Measured]:
    """What part of the incubatees has something."""
    cohort = _Cohort(firms, on)
    rights = IntellectualProperty.objects.technical()
    small = Qualification.objects.holding(QualificationKind.TECH_SME, on=on)
    either = Qualification.objects.holding(
        QualificationKind.TECH_SME, QualificationKind.HNTE_LOCAL, *HNTE_NATIONAL, on=on
    )
    financed = cohort.by_facts(FinancingRound.objects.venture(by=on), "investment_received")
    grown, not_grown = _growth(cohort.says, cohort.year)
    new = {pk for pk, firm in firms.items() if firm.registered_on and _in(firm, cohort.year)}
    dated = {pk for pk, firm in firms.items() if firm.registered_on}
    found = {
        "financed_share": financed,
        "financed": _counted(financed, len(firms)),
        "ip_applied_share": cohort.by_facts(
            rights.filter(kind__in=PATENTS).applied(by=on), "ip_applied"
        ),
        "ip_valid_share": cohort.by_facts(rights.valid(on=on), "ip_valid"),
        "held_share": cohort.share(_companies(_held(incubator, on), firms), firms),
        "growing_share": cohort.share(grown, not_grown),
        "tech_sme_share": cohort.share(_companies(small, firms), ()),
        "hnte_or_sme_share": cohort.share(_companies(either, firms), ()),
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
    happened = Q(moves__on__lte=on)
    stakes = EquityStake.objects.filter(incubator=incubator).agreed(by=on)
    registered = stakes.filter(happened, moves__kind=StakeMoveKind.REGISTERED).values("pk")
    sold = stakes.filter(happened, moves__kind=StakeMoveKind.EXITED, moves__share=0).values("pk")
    return (
        stakes.filter(pk__in=registered)
        .exclude(pk__in=sold)
        .annotate(paid=Sum("moves__amount", filter=happened & Q(moves__kind=StakeMoveKind.PAID_IN)))
        .filter(paid__gte=Decimal("0.01"))
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
    share = _per_cent(sum(college[one] for one in both), total)
    if len(staff) == firms:
        return {"college_share": exactly(share)}
    return {"college_share": Measured(Fraction(0), Fraction(100), firms - len(both))}


def _companies(rows: QuerySet, firms: dict[int, Company]) -> set[int]:
    return set(rows.filter(company__in=firms).values_list("company", flat=True))


def _counted(share: Measured, firms: int) -> Measured:
    return Measured(share.low * firms / 100, share.high * firms / 100, share.silent)


def _in(firm: Company, year: int) -> bool:
    return firm.registered_on is not None and firm.registered_on.year == year


def _per_cent(part, whole) -> Fraction:
    return Fraction(part) * 100 / Fraction(whole)


def _area(rows: QuerySet) -> Decimal:
    return rows.aggregate(sum=Sum("floor_area"))["sum"] or Decimal(0)
