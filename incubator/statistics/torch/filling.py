"""Fills in the form of an incubator: what the facts know, what was typed, how last year was."""

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import QuerySet, Sum

from companies.enums import FounderKind
from companies.models import Residence
from facilities.models import Building
from facilities.queries.occupancy import area_by_use
from incubator.accounts.access import Access
from incubator.core.dates import year_end
from incubator.core.units import YUAN_PER
from incubator.institutions.enums import Focus
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    YearAccount,
)
from incubator.statistics.incubatee_indicators import reported, reports
from incubator.statistics.models import TorchEntry
from incubator.statistics.torch.items import CHECKS, ITEMS, Broken, Check, Item, broken_rules

# A change against last year by more than this wants a word of explanation; the share is ours.
LARGE = Decimal("0.2")
Value = Decimal | str | None


@dataclass(frozen=True)
class Line:
    """One item as filled in, in the unit of the form; None where nothing on file answers it.

    ``is_typed`` are words that nothing on file answers: a person types them here.
    """

    item: Item
    value: Value
    before: Value = None
    explanation: str = ""
    is_typed: bool = False

    @property
    def change(self) -> Decimal | None:
        """Against last year, as a share of it; None where there is nothing to compare."""
        if not isinstance(self.value, Decimal) or not isinstance(self.before, Decimal):
            return None
        if not self.before:
            return None if not self.value else Decimal(1)
        return ((self.value - self.before) / abs(self.before)).quantize(Decimal("0.001"))

    @property
    def is_unexplained(self) -> bool:
        """Whether it changed much and nobody has said why."""
        return self.change is not None and abs(self.change) > LARGE and not self.explanation


@dataclass(frozen=True)
class TorchForm:
    """The form of one incubator and year, with the rules that do not hold.

    ``silent`` companies inside at the year's end are in no sum of what companies reported.
    """

    incubator: Incubator
    year: int
    lines: list[Line]
    broken: list[Broken]
    silent: int

    @property
    def rules(self) -> tuple[Check, ...]:
        """Every check rule of the form."""
        return CHECKS

    @property
    def missing(self) -> list[Line]:
        """The items without anything in them."""
        return [line for line in self.lines if line.value in (None, "")]

    @property
    def unexplained(self) -> list[Line]:
        """Those that changed much without a word."""
        return [line for line in self.lines if line.is_unexplained]


def form_of(incubator: Incubator, year: int) -> TorchForm:
    """The form as it stands now; nothing is kept of what the facts know."""
    known, before = facts_of(incubator, year), facts_of(incubator, year - 1)
    typed, typed_before = _typed(incubator, year), _typed(incubator, year - 1)
    lines = [
        Line(
            item=item,
            value=_said(item, known, typed),
            before=_said(item, before, typed_before),
            explanation=typed[item.key].explanation if item.key in typed else "",
            is_typed=item.is_text and known.get(item.key) is None,
        )
        for item in ITEMS
    ]
    figures = {line.item.key: line.value for line in lines if isinstance(line.value, Decimal)}
    return TorchForm(incubator, year, lines, broken_rules(figures), _silent(incubator, year))


def facts_of(incubator: Incubator, year: int) -> dict[str, Value]:
    """What the facts know of a year and its end, by the key of the item; None: not on file."""
    day = year_end(year)
    if incubator.opened_on is None or incubator.opened_on > day:
        return {}
    return {
        "name": incubator.name,
        "founded": incubator.opened_on.isoformat(),
        "type": "2" if incubator.focus == Focus.SPECIALISED else "1",
        "address": incubator.address or None,
        **_account(incubator, year),
        "fund": _fund(incubator, day),
        **_staff(incubator, day),
        **_space(incubator, day),
        **_incubatees(incubator, year),
    }


# The item of the form, and the column of the year's account (yuan there, 千元 here).
OF_ACCOUNT = {
    "from_public": "invested_public", "from_companies": "invested_corporate",
    "from_society": "invested_social", "from_others": "invested_other",
    "assets_gross": "assets_gross", "assets_net": "assets_net", "income": "income",
    "income_services": "income_service", "income_property": "income_property",
    "income_investment": "income_investment", "income_other": "income_other",
    "net_profit": "net_profit", "taxes": "taxes", "grants": "grants",
    "grants_national": "grants_national",
}  # fmt: skip
OF_STAFF = {
    "staff": "total", "staff_technical": "technical", "staff_college": "college",
    "staff_returnees": "returnees",
}  # fmt: skip


def _account(incubator: Incubator, year: int) -> dict[str, Value]:
    account = YearAccount.objects.counted().filter(incubator=incubator, year=year).first()
    if account is None:
        return {}
    return {item: thousands(getattr(account, column)) for item, column in OF_ACCOUNT.items()}


def _fund(incubator: Incubator, day: datetime.date) -> Decimal | None:
    """Of an institution that never stated a fund nothing is known."""
    stated = IncubationFund.objects.counted().filter(incubator=incubator, since_on__lte=day)
    if not stated.exists():
        return None
    held = IncubationFund.objects.holding(on=day).filter(incubator=incubator)
    return thousands(held.aggregate(sum=Sum("amount"))["sum"] or Decimal(0))


def _staff(incubator: Incubator, day: datetime.date) -> dict[str, Value]:
    """By the last count of the year; one of years ago says nothing of this one."""
    counts = InstitutionStaff.objects.latest(by=day).filter(incubator=incubator)
    count = counts.filter(counted_on__year=day.year).first()
    if count is None:
        return {}
    numbers = {item: getattr(count, column) for item, column in OF_STAFF.items()}
    return {item: None if n is None else Decimal(n) for item, n in numbers.items()}


def _space(incubator: Incubator, day: datetime.date) -> dict[str, Value]:
    if not Building.objects.filter(incubator=incubator).in_use(on=day).exists():
        return {}
    area = area_by_use(on=day, access=Access(incubator_ids=frozenset({incubator.pk})))
    return {
        "area": area.total,
        "area_office": area.office,
        "area_incubatees": area.incubatee,
        "area_public": area.public_service,
        "area_other": area.other,
    }


def _silent(incubator: Incubator, year: int) -> int:
    reported = reports(year).filter(due__incubator=incubator).values("due__company")
    return _inside(incubator, year).exclude(company__in=reported).count()


def _inside(incubator: Incubator, year: int) -> QuerySet[Residence]:
    return Residence.objects.of_incubation().open(on=year_end(year)).filter(incubator=incubator)


def _incubatees(incubator: Incubator, year: int) -> dict[str, Value]:
    """Counted at the year's end, and what their verified returns add up to."""
    inside = _inside(incubator, year)
    returnees = inside.filter(company__founder_kind=FounderKind.RETURNEE).count()
    return {
        "incubatees": Decimal(inside.count()),
        "by_returnees": Decimal(returnees),
        "revenue": _reported(incubator, year, "revenue"),
        "rd_spending": _reported(incubator, year, "rd_spending"),
    }


def _reported(incubator: Incubator, year: int, item: str) -> Decimal | None:
    """The sum of an item of the verified returns; None where nobody reported it."""
    rows = reported(item)(year).filter(incubator=incubator.pk)
    return thousands(rows.aggregate(sum=Sum("number"))["sum"])


def thousands(yuan: Decimal | None) -> Decimal | None:
    """Yuan in 千元, whole as the form has them."""
    if yuan is None:
        return None
    return (yuan / YUAN_PER["千元"]).quantize(Decimal(1), ROUND_HALF_UP)


def _typed(incubator: Incubator, year: int) -> dict[str, TorchEntry]:
    rows = TorchEntry.objects.filter(incubator=incubator, year=year)
    return {entry.item: entry for entry in rows}


def _said(item: Item, known: dict[str, Value], typed: dict[str, TorchEntry]) -> Value:
    """What is on file; of words what was typed, where nothing is."""
    if (value := known.get(item.key)) is not None or not item.is_text:
        return value
    entry = typed.get(item.key)
    return entry.words or None if entry else None
