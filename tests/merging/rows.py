"""Two companies with stays after each other, and the merge of them."""

import datetime

from stdnum.cn import uscc

from companies.models import Company, CompanyMerge, Residence, Return
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.dates import SHANGHAI
from incubator.workflows.merging.lifecycle import merge, undo
from incubator.workflows.merging.plan import Plan, plan
from incubator.workflows.merging.ways import Pair
from tests.factories import CompanyFactory, ResidenceFactory, organisation_code
from tests.returns.conftest import filed

DAY = datetime.date
AT = datetime.datetime(2026, 11, 1, 9, tzinfo=SHANGHAI)
EVERYWHERE = Access(frozenset(Permission), everywhere=True)


def coded(number: int, **facts) -> Company:
    """A company from before 2015, with an older code."""
    return CompanyFactory(unified_code=None, organisation_code=organisation_code(number), **facts)


def twins(**facts) -> tuple[Company, Company]:
    """Two records: one with its unified code, one from before with an older one alone."""
    return CompanyFactory(name="宁波甬江软件有限公司", **facts), coded(7, name="宁波甬江软件公司")


def stays_of_both(**more) -> tuple[Residence, Residence]:
    """The older record was in until 2008, the newer one from then on, in the same incubator."""
    kept, merged = twins()
    first = ResidenceFactory(company=merged, left_on=DAY(2008, 3, 1), reason="moved", **more)
    return ResidenceFactory(company=kept, incubator=first.incubator, on=DAY(2008, 3, 1)), first


def merged_into(kept: Company, merged: Company, **more) -> CompanyMerge:
    given = {"reason": "同一企业", "by": None, "at": AT, "access": EVERYWHERE}
    return merge(**{"kept": kept, "merged": merged} | given | more)


def undone(row: CompanyMerge, **more) -> CompanyMerge:
    given = {"reason": "看错了", "by": None, "at": AT, "access": EVERYWHERE}
    return undo(**{"merge": row} | given | more)


def coded_apart() -> tuple[Company, Company]:
    """Two records of one company; the second was put on file with the code of another one."""
    mine, others = (unified_around(organisation_code(number)) for number in (5_001, 5_002))
    kept = CompanyFactory(name="宁波甬江软件有限公司", unified_code=mine)
    return kept, CompanyFactory(name="宁波甬江软件公司", unified_code=others)


def unified_around(older: str) -> str:
    """The unified code of whom an organisation code is of."""
    body = "91330200" + older.replace("-", "")
    return body + uscc.calc_check_digit(body)


def reported_by_both(**more) -> tuple[Return, Return]:
    """A return for 2007 of either record, both verified."""
    kept, merged = twins()
    for company in (kept, merged):
        ResidenceFactory(company=company)
    return filed(kept, **more), filed(merged, **more)


def planned(kept: Company, merged: Company, *theirs: str, access: Access = EVERYWHERE) -> Plan:
    return plan(Pair(kept, merged, frozenset(theirs)), access=access)


def codes(kept: Company, merged: Company, *theirs: str, access: Access = EVERYWHERE) -> list[str]:
    """The codes of everything that stands against a merge."""
    return [one.code for one in planned(kept, merged, *theirs, access=access).refusals]
