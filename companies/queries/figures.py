"""Figures that companies reported and the office verified, for whoever counts with them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from companies.models import Company, Return, ReturnValue

YEARLY = "torch-yearly"


@dataclass(frozen=True)
class Reported:
    """One verified figure: yuan, m², people or pieces, and the return that it stands in."""

    number: Decimal
    report: int


def yearly_figures(
    *,
    codes: Collection[str],
    years: Collection[int],
    companies: "QuerySet[Company] | Collection[int] | None" = None,
    form: str = YEARLY,
) -> dict[tuple[int, int, str], Reported]:
    """Figures in force by company, year and code of the item, in one query.

    What was not reported, or left empty, is not there: it is unknown and never zero.
    ``companies`` are rows or keys; None for all.
    """
    counted = Return.objects.in_force().of_form(form).filter(due__period__year__in=years)
    if companies is not None:
        counted = counted.filter(due__company__in=companies)
    values = ReturnValue.objects.filter(
        report__in=counted, item__code__in=codes, number__isnull=False
    )
    rows = values.values_list(
        "report__due__company", "report__due__period__year", "item__code", "number", "report"
    )
    return {
        (company, year, code): Reported(number, report)
        for company, year, code, number, report in rows
    }
