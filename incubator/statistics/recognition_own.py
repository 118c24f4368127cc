"""What an institution stated of itself, and what follows from it, for the recognition check.

What it stated nothing of is not there, and so unknown.
"""

import datetime
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, Sum

from companies.enums import OF_A_FUND, StakeMoveKind
from companies.models import DueReturn, EquityStake, FollowUp, Return, StakeMove
from companies.queries.figures import YEARLY
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    ServicePlatform,
    YearAccount,
)
from incubator.statistics.recognition import Measured, exactly
from incubator.statistics.recognition_cohort import Cohort, per_cent


def own_figures(incubator: Incubator, on: datetime.date, cohort: Cohort) -> dict[str, Measured]:
    """By the codes of ``institutions.rules``."""
    return {
        **_staff(incubator, on, len(cohort.firms)),
        **_funds(incubator, on),
        **_platform(incubator, on),
        **_income(incubator, cohort.year),
        **_reporting(incubator, on),
        **_jobs(incubator, cohort),
    }


def _staff(incubator: Incubator, on: datetime.date, firms: int) -> dict[str, Measured]:
    """By the last count up to the day."""
    count = InstitutionStaff.objects.latest(by=on).filter(incubator=incubator).first()
    if count is None:
        return {}
    parts = {
        "professional_share": count.professional,
        "college_staff_share": count.college,
        "bachelor_staff_share": count.bachelor,
        "trained_staff_share": count.trained,
    }
    found = {
        "institution_staff": exactly(count.total),
        "professional": exactly(count.professional),
        **{
            rule: exactly(per_cent(part, count.total))
            for rule, part in parts.items()
            if part is not None
        },
    }
    if firms:
        found["professional_per_10"] = exactly(Fraction(count.professional * 10, firms))
    return found


def _funds(incubator: Incubator, on: datetime.date) -> dict[str, Measured]:
    """What its funds hold, and the companies in which they have put money."""
    stated = IncubationFund.objects.counted().filter(incubator=incubator, since_on__lte=on)
    holding = Q(until_on__isnull=True) | Q(until_on__gt=on)
    told = stated.aggregate(number=Count("pk"), amount=Sum("amount", filter=holding))
    paid = StakeMove.objects.counted().filter(
        stake=OuterRef("pk"), kind=StakeMoveKind.PAID_IN, on__lte=on
    )  # fmt: skip
    stakes = EquityStake.objects.agreed(by=on).filter(incubator=incubator, vehicle__in=OF_A_FUND)
    cases = stakes.filter(Exists(paid)).count()
    found = {}
    if told["number"]:
        found["fund"] = exactly(told["amount"] or 0)
    if told["number"] or cases:
        found["fund_cases"] = exactly(cases)
    return found


def _platform(incubator: Incubator, on: datetime.date) -> dict[str, Measured]:
    """One for its field; a platform that nobody stated may be there all the same."""
    platforms = ServicePlatform.objects.holding(on=on).filter(incubator=incubator)
    if incubator.field:
        platforms = platforms.filter(field=incubator.field)
    number = platforms.count()
    return {"platform": exactly(number)} if number else {}


def _income(incubator: Incubator, year: int) -> dict[str, Measured]:
    """Of the last year that is over: what is neither rent nor property fees."""
    account = YearAccount.objects.counted().filter(incubator=incubator, year=year).first()
    if account is None or not account.income:
        return {}
    return {
        "service_income_share": exactly(
            per_cent(account.income - account.income_property, account.income)
        )
    }


def _reporting(incubator: Incubator, on: datetime.date) -> dict[str, Measured]:
    """Years in a row, up to the last whose returns are due, in which every return is verified."""
    verified = Return.objects.in_force().filter(due=OuterRef("pk"))
    years = (
        DueReturn.objects.filter(
            incubator=incubator, period__code=YEARLY, period__due_on__lt=on,
            waived_at__isnull=True,
        )
        .values_list("period__year")
        .annotate(owed=Count("pk"), whole=Count("pk", filter=Exists(verified)))
        .order_by("-period__year")
    )  # fmt: skip
    rows = list(years)
    if not rows:
        return {}
    running, last = 0, rows[0][0]
    for year, owed, whole in rows:
        if year != last - running or owed != whole:
            break
        running += 1
    return {"years_of_statistics": exactly(running)}


def _jobs(incubator: Incubator, cohort: Cohort) -> dict[str, Measured]:
    """Of the last year that is over; of those that said nothing there may be any number."""
    said = cohort.says("staff")
    asked = FollowUp.objects.filter(incubator=incubator, year=cohort.year)
    told = asked.aggregate(
        number=Count("pk"), heard=Count("pk", filter=Q(staff__isnull=False)), jobs=Sum("staff")
    )
    if not said and not told["heard"]:
        return {}
    jobs = Fraction(sum(said.values()) + (told["jobs"] or 0))
    silent = len(cohort.firms) - len(said) + told["number"] - told["heard"]
    return {"jobs": Measured(jobs, None if silent else jobs, silent)}
