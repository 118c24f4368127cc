"""Reports that agreements ask for and that are on nobody's list: nobody was asked for them yet."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from companies.models import DueReturn, IncubationAgreement
from companies.rules.duties import AGREED, AgreedReport, newest_over


@dataclass(frozen=True)
class Unasked:
    """The newest period of a report that one agreement asks for, and that is on no list."""

    report: AgreedReport
    agreement: IncubationAgreement
    begins_on: datetime.date
    ends_on: datetime.date


def unasked(access, *, on: datetime.date) -> list[Unasked]:
    """Of agreements in force, as signed, of stays that last; two queries for any number.

    Nobody owes what was over before the company entered, whenever the agreement begins.
    """
    wanted = [
        Unasked(report, agreement, *period)
        for agreement in _in_force(access, on=on)
        for report in AGREED
        if (period := _period(agreement, report, on=on))
    ]
    if not wanted:
        return []
    listed = _listed(wanted)
    return [
        one
        for one in wanted
        if not any(
            one.begins_on <= ends_on <= one.ends_on
            for form in one.report.forms
            for ends_on in listed[one.agreement.residence.company_id, form]
        )
    ]


def _in_force(access, *, on: datetime.date):
    return (
        IncubationAgreement.objects.visible_to(access)
        .signed()
        .filter(residence__isnull=False, residence__left_on__isnull=True, begins_on__lte=on)
        .select_related("residence__company", "incubator")
        .order_by("pk")
    )


def _period(agreement: IncubationAgreement, report: AgreedReport, *, on: datetime.date):
    months = getattr(agreement, report.term)
    period = newest_over(months, since=agreement.begins_on, on=on)
    return period if period and period[1] >= agreement.residence.admitted_on else None


def _listed(wanted: list[Unasked]) -> dict[tuple[int, str], list[datetime.date]]:
    """The last days of the periods that companies were asked for, by company and form."""
    rows = DueReturn.objects.filter(
        form__code__in={form for report in AGREED for form in report.forms},
        company__in={one.agreement.residence.company_id for one in wanted},
        period__ends_on__gte=min(one.begins_on for one in wanted),
    ).values_list("company", "form__code", "period__ends_on")
    found: dict[tuple[int, str], list[datetime.date]] = defaultdict(list)
    for company, form, ends_on in rows:
        found[company, form].append(ends_on)
    return found
