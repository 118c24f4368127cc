"""Graduates on their way into the accelerator, in every state, after it opened; all made up."""

import datetime
from decimal import Decimal

from django.db import transaction

from companies import lifecycle
from companies.enums import FINAL, ExitReason
from companies.models import Referral, Residence
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI, add_months
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from incubator.workflows import accelerate
from seeds.zone2007 import stated

REFERRED, REVIEWED = datetime.date(2009, 4, 1), datetime.date(2009, 4, 20)
MOVED_IN, PAID = datetime.date(2009, 5, 4), datetime.date(2009, 6, 1)
STAY = 60  # months
AREA = Decimal(2_000)
WORDS = "示例：扩大产能，新建一条装配线。"
# Investment and output of each year (万元): the promise of output is first missed, then kept.
YEARS = {2009: (400, 2_600), 2010: (200, 3_900), 2011: (60, 4_600)}
CASES = ("referred", "accepted", "refused", "moved in", "moved in by exception", "withdrawn")


@transaction.atomic
def build(*, by: User) -> bool:
    """Referrals where there are none; whether any were made."""
    if Referral.objects.exists():
        return False
    place = Incubator.objects.get(code=stated.ACCELERATOR)
    stays = Residence.objects.filter(
        company__is_generated=True, exit_reason=ExitReason.GRADUATED, left_on__year=2007
    ).exclude(follow_ups__outcome__in=FINAL)
    with recorded(reason="示例数据：转入加速器"):
        for stay, case in zip(stays.order_by("left_on", "pk"), CASES, strict=False):
            _go_on(_refer(stay, place, case, by), case, by)
    return True


def _refer(stay: Residence, place: Incubator, case: str, by: User) -> Referral:
    """Below the densities of the rule where it is accepted by exception, or not at all."""
    is_low = case in ("refused", "moved in by exception")
    wanted = lifecycle.Wanted(
        area=AREA,
        investment_per_m2=Decimal(2_400 if is_low else 3_200),
        output_per_m2=Decimal(15_000 if is_low else 21_000),
        words=WORDS,
    )
    return lifecycle.refer(
        graduation=stay, accelerator=place, wanted=wanted, on=REFERRED, by=by, at=_at(REFERRED)
    )


def _go_on(referral: Referral, case: str, by: User) -> None:
    if case == "withdrawn":
        lifecycle.withdraw_referral(referral=referral, by=by)
    if case in ("referred", "withdrawn"):
        return
    opinion = lifecycle.Opinion(
        accepted=case != "refused",
        fits_industry=True,
        words="示例：承诺低于办法的要求。" if case == "refused" else "示例：符合产业导向，同意。",
        exception="示例：产业链配套项目，经办公会同意。" if "exception" in case else "",
    )
    lifecycle.review_referral(
        referral=referral, opinion=opinion, on=REVIEWED, by=by, at=_at(REVIEWED)
    )
    if not case.startswith("moved in"):
        return
    accelerate.move_in(
        referral=referral, on=MOVED_IN, due_on=add_months(MOVED_IN, STAY), area=AREA, by=by
    )
    lifecycle.pay_move_in_subsidy(referral=referral, on=PAID, by=by, at=_at(PAID))
    for year, (investment, output) in YEARS.items():
        lifecycle.record_accelerator_year(
            referral=referral, year=year, investment=Decimal(investment * 10_000),
            output=Decimal(output * 10_000), by=by, at=_at(datetime.date(year + 1, 1, 20)),
        )  # fmt: skip


def _at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(10), tzinfo=SHANGHAI)
