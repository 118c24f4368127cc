"""A stake of ten per cent, and what happens to it."""

import datetime
from decimal import Decimal

from companies import lifecycle
from companies.models import Company, EquityStake, StakeMove
from incubator.core.dates import SHANGHAI
from tests.factories import ResidenceFactory

DAY = datetime.date
AT = datetime.datetime(2012, 3, 1, 10, tzinfo=SHANGHAI)
TERMS = {
    "vehicle": "incubator", "instrument": "cash", "agreed_on": DAY(2008, 1, 1),
    "agreed": Decimal(1_000_000), "share": Decimal(10), "valuation": Decimal(10_000_000),
}  # fmt: skip


def stake(*, company: Company | None = None, incubator=None, **changed) -> EquityStake:
    """Of a company in residence, unless it is named."""
    if company is None:
        stay = ResidenceFactory(**({"incubator": incubator} if incubator else {}))
        company, incubator = stay.company, stay.incubator
    incubator = incubator or company.residences.get().incubator
    return lifecycle.agree_stake(
        company=company, incubator=incubator, by=None, at=AT, **TERMS | changed
    )


def move(of: EquityStake, kind: str, on: datetime.date, **columns) -> StakeMove:
    """Something that happened to a stake; amounts and shares may be plain numbers."""
    numbers = {name: Decimal(str(columns[name])) for name in ("amount", "share") if name in columns}
    return lifecycle.record_stake_move(
        stake=of, kind=kind, on=on, by=None, at=AT, **columns | numbers
    )
