"""What made the graduates of 2007 ready, and what the others lacked; all made up by rule.

The 30 graduates meet four of the five conditions of the 2006 generation (the fifth was cut off
in the copy that was read, and stays unknown). Of the other incubatees of 2006 some lack one
condition, the rest more. No figure in it is anybody's.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from companies.enums import ExitReason, FactState, QualificationKind
from companies.lifecycle import returns
from companies.lifecycle.returns import Typed
from companies.models import (
    Evidence,
    Judgement,
    Qualification,
    Residence,
    ReturnPeriod,
    StaffCount,
)
from incubator.core.dates import SHANGHAI, year_begin, year_end
from incubator.core.files import check_upload
from incubator.core.history import recorded
from incubator.institutions.enums import Programme
from seeds.filing import file_many
from seeds.papers import page

YEAR = 2006
AT = datetime.datetime(YEAR + 1, 1, 16, 10, tzinfo=SHANGHAI)
RECOGNISED_ON = datetime.date(YEAR, 6, 15)
COUNTED_ON = year_end(YEAR)
# Before the year was over, so that at its end the graduates of the next were expected.
JUDGED_ON = datetime.date(YEAR, 12, 20)
ON_FILE = datetime.date(YEAR + 1, 1, 17)  # the returns as well
TITLE = "高新技术企业认定证书"
WHY = "示例：与负责人面谈，并查阅其管理制度、知识产权台账和销售合同。"
WHY_NOT = "示例：负责人尚缺市场经验，正随创业导师学习。"
OTHERS = 160  # of those that were in incubation at the end of the year before and after
FLOWS = ("revenue", "operating_profit", "total_profit", "taxes", "payroll", "science_spending")


@dataclass(frozen=True)
class Facts:
    """What is on file of one company (千元, people); None: the office has not judged it."""

    revenue: int
    research: int
    equity: int
    staff: int
    researchers: int
    is_recognised: bool
    is_able: bool | None = True


def ready(place: int) -> Facts:
    """Meets a, b, c and d."""
    revenue, staff = 5_200 + 310 * (place % 17), 14 + place % 20
    return Facts(revenue, revenue * 7 // 100, 1_150 + 90 * (place % 9), staff, staff * 3 // 10,
                 is_recognised=True)  # fmt: skip


def lacking(place: int) -> Facts:
    """One condition short in most ways that there are, or far from it."""
    near = ready(place)
    kinds = [
        replace(near, revenue=4_960 - 35 * (place % 5), research=360),
        replace(near, is_recognised=False),
        replace(near, research=near.revenue * 43 // 1000),
        replace(near, researchers=near.staff // 6),
        replace(near, is_able=False),
        replace(near, is_able=None),
        *(Facts(300 + 40 * (place % 30), 20 + place % 30, 180 + place % 90, 5 + place % 6, 1,
                is_recognised=False, is_able=None) for _more in range(6)),
    ]  # fmt: skip
    return kinds[place % len(kinds)]


@transaction.atomic
def build() -> bool:
    """Returns of 2006 and facts, where none of these are on file; whether any were made."""
    if Judgement.objects.exists():
        return False
    known = {stay: ready(place) for place, stay in enumerate(_graduates())}
    known |= {stay: lacking(place) for place, stay in enumerate(_others(OTHERS))}
    if not known:
        return False
    with recorded(reason="示例数据：毕业条件"):
        _file(known)
        certificates = Evidence.objects.bulk_create(_certificates(known))
        Qualification.objects.bulk_create(_recognitions(known, certificates))
        StaffCount.objects.bulk_create(_counts(known))
        Judgement.objects.bulk_create(_judgements(known))
    return True


def _graduates() -> list[Residence]:
    """Of the year after, the first to leave first."""
    return list(
        Residence.objects.filter(
            company__is_generated=True, exit_reason=ExitReason.GRADUATED,
            left_on__year=YEAR + 1,
        ).select_related("company").order_by("left_on", "pk")
    )  # fmt: skip


def _others(count: int) -> list[Residence]:
    """Stays through the end of the year and of the one after, of companies with no other."""
    stays = Residence.objects.filter(
        company__is_generated=True, programme=Programme.INCUBATION, left_on=None,
        admitted_on__lt=year_begin(YEAR + 1),
    )  # fmt: skip
    alone = stays.exclude(company__residences__left_on__isnull=False)
    # Those whose returns are made elsewhere stay as they are.
    others = alone.exclude(company__due_returns__returns__isnull=False)
    return list(others.select_related("company").order_by("pk")[:count])


def _file(known: dict[Residence, Facts]) -> None:
    """The yearly return, and the operating report of the last quarter."""
    returns.load_forms(at=AT)
    periods: list[ReturnPeriod] = [
        returns.open_period(code="torch-yearly", year=YEAR, at=AT),
        returns.open_period(code="operating-quarterly", year=YEAR, number=4, at=AT),
    ]
    for period, said in zip(periods, (_yearly, _quarterly), strict=True):
        figures = {stay.company_id: said(facts) for stay, facts in known.items()}
        file_many(period=period, figures=figures, at=AT)


def _yearly(facts: Facts) -> dict[str, Typed]:
    said = {
        "registration_type": "limited", "industry": "示例行业", "area_used": "120",
        "is_hnte": "yes" if facts.is_recognised else "no", "has_mentor": "yes",
        "is_returnee_company": "no", "is_student_company": "no", "revenue": facts.revenue,
        "net_profit": facts.revenue // 12, "exports": 0, "rd_spending": facts.research,
        "investment_received": 0, "staff": facts.staff, "staff_college_up": facts.staff - 1,
        "staff_doctors": 0, "ip_applied": 2, "ip_granted": 1, "ip_valid": 1,
    }  # fmt: skip
    return {code: Typed(str(figure)) for code, figure in said.items()}


def _quarterly(facts: Facts) -> dict[str, Typed]:
    """In 万元, a quarter of the year with the year to date."""
    year = facts.revenue // 10
    equity = facts.equity // 10
    said = {
        "revenue": year, "operating_profit": year // 12, "total_profit": year // 12,
        "taxes": year // 20, "payroll": facts.staff * 3, "science_spending": facts.research // 10,
        "assets": equity * 3 // 2, "liabilities": equity * 3 // 2 - equity, "equity": equity,
        "staff": facts.staff,
    }  # fmt: skip
    return {
        code: Typed(str(figure // 4), year=str(figure)) if code in FLOWS else Typed(str(figure))
        for code, figure in said.items()
    }


def _recognised(known: dict[Residence, Facts]) -> Iterator[tuple[Residence, str]]:
    """Each with the number of its certificate."""
    for number, (stay, facts) in enumerate(known.items(), start=1):
        if facts.is_recognised:
            yield stay, f"示例{YEAR}{number:04d}"


def _certificates(known: dict[Residence, Facts]) -> Iterator[Evidence]:
    """The documents behind the recognitions; behind counts of staff there are none."""
    for stay, number in _recognised(known):
        scan = page(TITLE, TITLE, stay.company.name, f"编号：{number}", f"{RECOGNISED_ON}")
        yield Evidence(
            company_id=stay.company_id, title=f"{TITLE}（示例）", dated=RECOGNISED_ON,
            uploaded_at=AT, **check_upload(scan).columns(),
        )  # fmt: skip


def _recognitions(
    known: dict[Residence, Facts], certificates: list[Evidence]
) -> Iterator[Qualification]:
    for (stay, number), certificate in zip(_recognised(known), certificates, strict=True):
        yield Qualification(
            company_id=stay.company_id, kind=QualificationKind.HNTE_LOCAL, number=number,
            issued_by="示例发证机关", issued_on=RECOGNISED_ON, valid_from=RECOGNISED_ON,
            state=FactState.VERIFIED, recorded_at=AT, verified_at=AT, evidence=certificate,
        )  # fmt: skip


def _counts(known: dict[Residence, Facts]) -> Iterator[StaffCount]:
    for stay, facts in known.items():
        yield StaffCount(
            company_id=stay.company_id, counted_on=COUNTED_ON, total=facts.staff,
            bachelors=facts.staff // 2, researchers=facts.researchers,
            state=FactState.VERIFIED, recorded_at=AT, verified_at=AT,
        )  # fmt: skip


def _judgements(known: dict[Residence, Facts]) -> Iterator[Judgement]:
    at = datetime.datetime.combine(JUDGED_ON, datetime.time(15), tzinfo=SHANGHAI)
    for stay, facts in known.items():
        if facts.is_able is not None:
            yield Judgement(
                residence=stay, rule="able_founder", is_met=facts.is_able,
                words=WHY if facts.is_able else WHY_NOT, judged_on=JUDGED_ON, judged_at=at,
            )  # fmt: skip
