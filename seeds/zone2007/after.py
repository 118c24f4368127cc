"""What became of the graduates in the years after, and stakes of the centre; all made up.

Each graduate is asked every year as the job would have asked it, and answered in one statement
per outcome; nobody is asked again after it was dissolved or merged.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from companies import lifecycle
from companies.enums import Fate, StakeMoveKind
from companies.models import Company, EquityStake, FollowUp
from companies.rules.following import YEARS
from incubator.core.dates import SHANGHAI
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from seeds.zone2007 import stated

LAST = 2008 + YEARS
FIRST = 2003
SOURCE = "示例：电话回访"
# What is heard of every so-many-th graduate so many years after: (of every, year, outcome).
FATES = (
    (9, 2, Fate.DISSOLVED),
    (11, 3, Fate.MERGED),
    (13, 4, Fate.MOVED),
    (17, 4, Fate.LISTED),
    (7, 3, Fate.LOST),
    (5, 5, Fate.LOST),
)
GONE = (Fate.DISSOLVED, Fate.LOST)
STAKES: tuple[dict[str, Any], ...] = (
    {"instrument": "cash", "vehicle": "incubator", "agreed": Decimal(300_000),
     "share": Decimal(6), "valuation": Decimal(5_000_000)},
    {"instrument": "rent", "vehicle": "incubator", "agreed": Decimal(120_000),
     "share": Decimal(3), "valuation": Decimal(4_000_000)},
    {"instrument": "convertible", "vehicle": "own_fund", "agreed": Decimal(500_000),
     "share": None, "valuation": None},
)  # fmt: skip


@transaction.atomic
def build(*, at: datetime.datetime) -> bool:
    """Follow-ups and stakes where there are none; whether any were made."""
    if FollowUp.objects.exists() or EquityStake.objects.exists():
        return False
    with recorded(reason="示例数据：毕业跟踪与持股"):
        for year in range(FIRST, LAST + 1):
            lifecycle.open_follow_ups(at=_january(year + 1))
            _hear(year)
        _hold(at)
    return True


def _hear(year: int) -> None:
    """Everything that was heard about the end of a year."""
    asked = FollowUp.objects.open().filter(year=year, company__is_generated=True)
    heard: dict[Fate, list[int]] = {}
    for row in asked.select_related("residence").order_by("pk"):
        heard.setdefault(_fate(row), []).append(row.pk)
    for outcome, rows in heard.items():
        # Between 6 and 45 people, by rule; of whoever is gone nobody says how many.
        staff = None if outcome in GONE else F("residence_id") % 40 + 6
        FollowUp.objects.filter(pk__in=rows).update(
            outcome=outcome, staff=staff, source=SOURCE, answered_at=_january(year + 1)
        )


def _fate(row: FollowUp) -> Fate:
    left = row.residence.left_on
    after = row.year - left.year if left else 0
    for every, years, outcome in FATES:
        if row.residence.pk % every == 0 and after == years:
            return outcome
    return Fate.OPERATING


def _hold(at: datetime.datetime) -> None:
    """A few stakes in companies of the centre, paid in and registered, one of them valued."""
    centre = Incubator.objects.get(code=stated.INNOVATION_CENTRE)
    companies = Company.objects.filter(
        is_generated=True, residences__incubator=centre, residences__left_on=None
    )
    for company, terms in zip(companies.order_by("pk")[: len(STAKES)], STAKES, strict=False):
        stake = lifecycle.agree_stake(
            company=company, incubator=centre, agreed_on=datetime.date(2007, 3, 1), by=None, at=at,
            **terms,
        )  # fmt: skip
        happened: list[tuple] = [(StakeMoveKind.PAID_IN, {"amount": stake.agreed})]
        if stake.share is not None:
            happened.append((StakeMoveKind.REGISTERED, {}))
        if stake.share == STAKES[0]["share"]:
            happened.append((StakeMoveKind.VALUED, {"amount": Decimal(8_000_000)}))
        for month, (kind, columns) in enumerate(happened, start=4):
            lifecycle.record_stake_move(
                stake=stake, kind=kind, on=datetime.date(2007, month, 1), by=None, at=at, **columns
            )


def _january(year: int) -> datetime.datetime:
    return datetime.datetime(year, 1, 10, 10, tzinfo=SHANGHAI)
