"""Figures that companies reported and the office verified, for whoever counts with them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from companies.models import Company, Return, ReturnValue
from incubator.core.db import IsOneOf

YEARLY = "torch-yearly"
# The reports that state what a company owns, the shorter period first.
OPERATING = ("operating-monthly", "operating-quarterly")


@dataclass(frozen=True)
class Reported:
    """One verified figure: yuan, m², people or pieces, and the return that it stands in."""

    number: Decimal
    report: int


@dataclass(frozen=True)
class ReportedOn(Reported):
    """The same, of the last day of its period."""

    on: datetime.date


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
    values = _within(counted).filter(item__code__in=codes, number__isnull=False)
    rows = values.values_list(
        "report__due__company", "report__due__period__year", "item__code", "number", "report"
    )
    return {
        (company, year, code): Reported(number, report)
        for company, year, code, number, report in rows
    }


def yearly_choices(
    *, code: str, years: Collection[int], companies: "QuerySet[Company] | Collection[int]"
) -> dict[tuple[int, int], tuple[str, int]]:
    """What was chosen under an item, by company and year, with the return; in one query."""
    counted = Return.objects.in_force().of_form(YEARLY)
    counted = counted.filter(due__period__year__in=years, due__company__in=companies)
    rows = _within(counted).filter(item__code=code).exclude(typed="")
    found = rows.values_list("report__due__company", "report__due__period__year", "typed", "report")
    return {(company, year): (typed, report) for company, year, typed, report in found}


def newest_figures(
    *,
    codes: Collection[str],
    by: datetime.date,
    companies: "QuerySet[Company] | Collection[int]",
    forms: Collection[str] = OPERATING,
) -> dict[tuple[int, str], ReportedOn]:
    """The last figure in force of a period that was over by a day, by company and item."""
    counted = Return.objects.in_force().filter(
        due__period__code__in=forms, due__period__ends_on__lte=by, due__company__in=companies
    )
    rows = (
        _within(counted)
        .filter(item__code__in=codes, number__isnull=False)
        .order_by("report__due__company", "item__code", "-report__due__period__ends_on", "-pk")
        .distinct("report__due__company", "item__code")
        .values_list(
            "report__due__company", "item__code", "number", "report", "report__due__period__ends_on"
        )
    )
    return {(company, code): ReportedOn(*found) for company, code, *found in rows}


def _within(reports: QuerySet[Return]) -> QuerySet[ReturnValue]:
    """The values in some returns, which are found first: all values would be gone through."""
    return ReturnValue.objects.filter(IsOneOf("report", ArraySubquery(reports.values("pk"))))
