"""What the institutions of the zone have of their own: staff, funds, a platform; all made up.

No source states any of it, so every row says that it is generated.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from incubator.core.history import recorded
from incubator.institutions.lifecycle import state_own_fact
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    OwnFact,
    ServicePlatform,
    YearAccount,
)
from seeds.zone2007 import stated

DAY = datetime.date
YEARS = (2005, 2006, 2007, 2008)
# Staff at each year's end: all, professional, with college, with a bachelor's degree, trained.
PEOPLE: dict[str, list[tuple[int, ...] | None]] = {
    stated.INNOVATION_CENTRE: [
        (32, 24, 29, 21, 9), (38, 30, 35, 26, 12), (46, 38, 43, 33, 16), (52, 44, 49, 38, 19),
    ],
    stated.SOFTWARE_PARK: [
        None, None, (11, 8, 10, 8, 3), (14, 11, 13, 11, 5),
    ],
}  # fmt: skip
# Income of each year in 万元: from services, rent and property, investments, else.
INCOME: dict[str, list[tuple[int, ...] | None]] = {
    stated.INNOVATION_CENTRE: [
        (210, 620, 0, 40), (265, 690, 15, 45), (330, 760, 30, 50), (405, 800, 45, 60),
    ],
    stated.SOFTWARE_PARK: [None, None, (60, 140, 0, 10), (95, 180, 0, 15)],
}  # fmt: skip
WAN = Decimal(10_000)


@transaction.atomic
def build(*, at: datetime.datetime) -> bool:
    """State them where nothing is stated; whether anything was."""
    if InstitutionStaff.objects.exists():
        return False
    with recorded(reason="示例数据：机构自身情况"):
        for code, counts in PEOPLE.items():
            place = Incubator.objects.get(code=code)
            for year, count, income in zip(YEARS, counts, INCOME[code], strict=True):
                if count and income:
                    _state(InstitutionStaff, place, at, **_people(year, count))
                    _state(YearAccount, place, at, **_account(year, income))
        _funds(at)
    return True


def _people(year: int, count: tuple[int, ...]) -> dict[str, Any]:
    total, professional, college, bachelor, trained = count
    return {
        "counted_on": DAY(year, 12, 31), "total": total, "professional": professional,
        "college": college, "bachelor": bachelor, "trained": trained,
    }  # fmt: skip


def _account(year: int, income: tuple[int, ...]) -> dict[str, Any]:
    service, rent, investment, other = (part * WAN for part in income)
    return {
        "year": year, "income": service + rent + investment + other, "income_service": service,
        "income_property": rent, "income_investment": investment, "income_other": other,
    }  # fmt: skip


def _funds(at: datetime.datetime) -> None:
    centre = Incubator.objects.get(code=stated.INNOVATION_CENTRE)
    park = Incubator.objects.get(code=stated.SOFTWARE_PARK)
    _state(
        IncubationFund, centre, at, kind="own", name="示例种子资金", amount=400 * WAN,
        since_on=DAY(2005, 4, 1),
    )  # fmt: skip
    _state(
        IncubationFund, centre, at, kind="joint", name="示例合作孵化资金", amount=200 * WAN,
        since_on=DAY(2007, 6, 1),
    )  # fmt: skip
    _state(
        ServicePlatform, park, at, name="示例软件测试平台", field=park.field,
        services="软件测试、开发环境租用", since_on=DAY(2007, 9, 1),
    )  # fmt: skip


def _state(kind: type[OwnFact], place: Incubator, at: datetime.datetime, /, **columns: Any) -> None:
    state_own_fact(kind, incubator=place, by=None, at=at, is_generated=True, **columns)
