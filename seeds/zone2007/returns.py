"""Yearly returns of some companies in every state, and the founder who writes one; all made up.

The forms are those of the field; no figure in them is anybody's.
"""

import datetime

from django.db import transaction

from companies import lifecycle
from companies.enums import Right
from companies.lifecycle import returns
from companies.lifecycle.returns import Typed
from companies.models import Company, DueReturn, Return, ReturnPeriod
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI, year_end
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from seeds.zone2007 import stated

YEARLY = "torch-yearly"
YEARS = (2006, 2007)
DAY = datetime.timedelta(days=1)
# What becomes of each company's return of the last year, again and again.
FATES = ("verified", "submitted", "submitted", "returned", "draft")
COMPANIES = 20


@transaction.atomic
def build(*, founder: User, at: datetime.datetime) -> bool:
    """Put the forms on file, and returns where there are none; whether any were made."""
    returns.load_forms(at=at)
    if ReturnPeriod.objects.exists():
        return False
    with recorded(reason="示例数据：年度统计报表"):
        periods = {
            year: returns.open_period(code=YEARLY, year=year, at=_in_january(year + 1))
            for year in YEARS
        }
        companies = _companies()
        for place, company in enumerate(companies):
            _report(company, place, periods)
        if companies:
            _let_write(founder, companies[0])
    return True


def _companies() -> list[Company]:
    """Some of the centre's that were there all of both years."""
    centre = Incubator.objects.get(code=stated.INNOVATION_CENTRE)
    there = Company.objects.filter(
        is_generated=True,
        residences__incubator=centre,
        residences__admitted_on__lt=datetime.date(YEARS[0], 1, 1),
        residences__left_on__isnull=True,
    )
    return list(there.distinct().order_by("pk")[:COMPANIES])


def _report(company: Company, place: int, periods: dict[int, ReturnPeriod]) -> None:
    first, last = (DueReturn.objects.get(company=company, period=periods[year]) for year in YEARS)
    earlier = _filed(first, place, grown=0)
    returns.verify_return(report=earlier, by=None, at=_filed_at(first, place) + DAY)
    fate = FATES[place % len(FATES)]
    if place == 0 or fate == "draft":
        return  # the founder's own, or nobody has begun it
    report = _filed(last, place, grown=1)
    if fate == "verified":
        returns.verify_return(report=report, by=None, at=_filed_at(last, place) + DAY)
    if fate == "returned":
        returns.send_back_return(
            report=report,
            reason="研发经费与上年差距较大，请核对后重新提交。",
            by=None,
            at=_filed_at(last, place) + DAY,
        )


def _filed(due: DueReturn, place: int, *, grown: int) -> Return:
    at = _filed_at(due, place)
    return returns.file_return(due=due, figures=_figures(place, grown), by=None, at=at)


def _filed_at(due: DueReturn, place: int) -> datetime.datetime:
    return _in_january(due.period.year + 1) + (place % 9) * DAY


def _figures(place: int, grown: int) -> dict[str, Typed]:
    """Money in 千元; within what needs no explanation from one year to the next."""
    staff = 6 + place + grown * 2
    revenue = 400 + 90 * place + grown * (60 + 20 * place)
    said = {
        "registration_type": "limited", "industry": "示例行业",
        "area_used": str(60 + 10 * place), "is_hnte": "no",
        "has_mentor": "yes" if place % 3 else "no", "is_returnee_company": "no",
        "is_student_company": "no", "revenue": str(revenue), "net_profit": str(revenue // 10 - 30),
        "exports": "0", "rd_spending": str(revenue // 8), "investment_received": "0",
        "staff": str(staff), "staff_college_up": str(staff - 1), "staff_doctors": str(place % 2),
        "staff_returnees": "0", "staff_talents": "0", "ip_applied": str(place % 4),
        "ip_granted": str(place % 3), "ip_valid": str(place % 5), "foreign_patents_bought": "0",
        "innovation_fund_grants": "0",
    }  # fmt: skip
    return {code: Typed(text) for code, text in said.items()}


def _let_write(founder: User, company: Company) -> None:
    if not company.representatives.in_force().filter(user=founder).exists():
        lifecycle.appoint_representative(
            company=company, email=founder.email, right=Right.SIGN, by=None, at=_in_january(2007)
        )


def _in_january(year: int) -> datetime.datetime:
    day = year_end(year - 1) + 8 * DAY
    return datetime.datetime.combine(day, datetime.time(10), tzinfo=SHANGHAI)
