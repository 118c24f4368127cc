"""The table of incubatees for a year: each company's yearly return, in the order of its form.

Money is in 千元, as every notice warns; the rest as it was typed. A company without a verified
return has a line with its name alone, so that nobody is forgotten.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from companies.enums import MONETARY, NUMERIC, ExitReason
from companies.models import Residence, ReturnForm, ReturnItem, ReturnValue
from companies.queries.figures import YEARLY
from incubator.core.dates import year_begin, year_end
from incubator.core.numbers import plain
from incubator.core.units import YUAN_PER
from incubator.institutions.models import Incubator
from incubator.statistics.incubatee_indicators import reports

Cell = str | int | float | None


@dataclass(frozen=True)
class IncubateeTable:
    """The heads (with their units) and one row per company; ``silent`` did not report."""

    head: list[str]
    rows: list[list[Cell]]
    silent: int


def incubatees_of(incubator: Incubator, year: int) -> IncubateeTable:
    """Companies in incubation at the year's end, and those that graduated in the year."""
    items = _items(year)
    values = _values(incubator, year)
    rows, silent = [], 0
    for stay in _stays(incubator, year):
        given = values.get(stay.company_id)
        silent += given is None
        cells = [_cell(item, (given or {}).get(item.code)) for item in items]
        rows.append([stay.company.name, stay.company.unified_code, *cells])
    head = ["企业名称", "统一社会信用代码", *(_head(item) for item in items)]
    return IncubateeTable(head, rows, silent)


def _stays(incubator: Incubator, year: int) -> Iterator[Residence]:
    graduated = Q(
        left_on__range=(year_begin(year), year_end(year)), exit_reason=ExitReason.GRADUATED
    )
    end = year_end(year)
    inside = Q(admitted_on__lte=end) & (Q(left_on__isnull=True) | Q(left_on__gt=end))
    stays = Residence.objects.of_incubation().filter(graduated | inside, incubator=incubator)
    yield from stays.select_related("company").order_by("admitted_on", "pk")


def _items(year: int) -> list[ReturnItem]:
    """Of the version of the yearly form that holds at the year's end, in its order."""
    form = ReturnForm.objects.in_force(on=year_end(year)).filter(code=YEARLY).first()
    if form is None:
        return []
    # The identity stands in the first two columns.
    return [one for one in form.items.order_by("position") if one.on_file not in {"name", "code"}]


def _values(incubator: Incubator, year: int) -> dict[int, dict[str, ReturnValue]]:
    found: dict[int, dict[str, ReturnValue]] = defaultdict(dict)
    rows = ReturnValue.objects.filter(
        report__in=reports(year).filter(due__incubator=incubator)
    ).select_related("item", "report__due")
    for value in rows:
        found[value.report.due.company_id][value.item.code] = value
    return dict(found)


def _head(item: ReturnItem) -> str:
    unit = "千元" if item.kind in MONETARY else item.unit
    return f"{item.label}（{unit}）" if unit else item.label


def _cell(item: ReturnItem, value: ReturnValue | None) -> Cell:
    if value is None:
        return None
    if item.kind in MONETARY and value.number is not None:
        return plain((value.number / YUAN_PER["千元"]).quantize(Decimal("0.01"), ROUND_HALF_UP))
    if item.kind in NUMERIC:
        return plain(value.number)
    said = dict(zip(item.options, item.option_labels, strict=False))
    return said.get(value.typed, value.typed) or None
