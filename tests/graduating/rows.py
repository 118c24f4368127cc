"""Companies with what makes them ready under the generation of 2006, or something less."""

import datetime

from companies import lifecycle
from companies.lifecycle import returns
from companies.models import Company, Qualification, Residence, StaffCount
from incubator.core.dates import SHANGHAI
from tests.factories import CompanyFactory, ResidenceFactory
from tests.facts.rows import fact
from tests.returns.conftest import filed, opened

DAY = datetime.date
ADMITTED = DAY(2005, 3, 1)
ON = DAY(2007, 9, 28)
AT = datetime.datetime(2007, 9, 28, 10, tzinfo=SHANGHAI)
IN_2007 = datetime.datetime(2007, 1, 10, 10, tzinfo=SHANGHAI)
# In 万元, as the operating report takes them.
OPERATING = {
    "revenue": "60", "operating_profit": "5", "total_profit": "5", "taxes": "4", "payroll": "30",
    "science_spending": "9", "assets": "200", "liabilities": "80", "equity": "120", "staff": "12",
}  # fmt: skip

FLOWS = {"revenue", "operating_profit", "total_profit", "taxes", "payroll", "science_spending"}


def stay_of(**facts) -> Residence:
    """Since March 2005, of a company registered the year before."""
    company = CompanyFactory(registered_on=DAY(2004, 6, 1))
    return ResidenceFactory(company=company, on=ADMITTED, due_on=DAY(2008, 3, 1), **facts)


def reported(company: Company, *, equity: str = "120", **changed: str) -> None:
    """The yearly return of 2006 and the operating report of its last quarter, verified."""
    figures = {"revenue": "6,000", "rd_spending": "400", "staff": "12", "is_hnte": "no"}
    filed(company, 2006, at=IN_2007, **figures | changed)
    period = opened("operating-quarterly", 2006, 4, at=IN_2007)
    own = OPERATING | {"equity": equity, "liabilities": str(200 - int(equity))}
    report = returns.file_return(
        due=returns.due_of(company=company, period=period),
        figures={
            code: returns.Typed(text, year=text if code in FLOWS else "")
            for code, text in own.items()
        },
        by=None, at=IN_2007,
    )  # fmt: skip
    returns.verify_return(report=report, by=None, at=IN_2007)


def recognised(company: Company, **changed) -> Qualification:
    """High-tech by the city since June 2006."""
    row = {"kind": "hnte_local", "number": f"甬高企{company.pk}号", "issued_on": DAY(2006, 6, 1),
           "valid_from": DAY(2006, 6, 1), "valid_until": None}  # fmt: skip
    return fact(Qualification, company=company, **row | changed)


def counted(company: Company, *, total: int = 12, researchers: int = 4) -> StaffCount:
    return fact(
        StaffCount, company=company, counted_on=DAY(2006, 12, 31), total=total, doctors=0,
        bachelors=4, researchers=researchers,
    )  # fmt: skip


def judged(stay: Residence, *, is_met: bool = True, rule: str = "able_founder", on=None):
    return lifecycle.judge_condition(
        residence=stay, rule=rule, is_met=is_met, words="面谈并查阅材料。",
        on=on or DAY(2007, 9, 3), by=None, at=AT,
    )  # fmt: skip


def ready(**facts) -> Residence:
    """Four items of the five are met: a, b, c and d; the last was cut off in the copy."""
    stay = stay_of(**facts)
    reported(stay.company)
    recognised(stay.company)
    counted(stay.company)
    judged(stay)
    return stay
