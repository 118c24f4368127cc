"""Verified returns of many companies at once, for zones that are made up.

As the import of sheets does it, rows go in by batches: what is typed is read by the same rules,
and the constraints and history of the database see every row.
"""

import datetime
from collections.abc import Collection, Mapping

from django.db import transaction

from companies.enums import ReturnState
from companies.lifecycle.returns import Typed
from companies.lifecycle.returns.writing import filled, known_figures
from companies.models import DueReturn, Return, ReturnMove, ReturnPeriod, ReturnValue
from companies.queries.returns import on_file

BATCH = 5_000
S = ReturnState


@transaction.atomic
def file_many(
    *, period: ReturnPeriod, figures: Mapping[int, Mapping[str, Typed]], at: datetime.datetime
) -> int:
    """Hand in and verify a whole return for each company (by key) that owes one and has none.

    Returns how many. The checks of the form are not run: figures are made to pass them.
    """
    items = list(period.form.items.order_by("position"))
    dues = (
        DueReturn.objects.filter(period=period, company__in=figures, returns=None, waived_at=None)
        .select_related("company", "residence", "period")
        .prefetch_related("company__aliases")
        .order_by("pk")
    )
    reports, values = [], []
    for due in dues:
        report = Return(
            due=due, form_id=period.form_id, started_at=at, saved_at=at, is_generated=True
        )
        typed = known_figures(items, on_file(due), {})
        given = figures[due.company_id]
        typed |= {item: given[item.code] for item in items if item.code in given}
        reports.append(report)
        values.append(filled(report, typed, by=None, at=at))
    _write(reports, values, at)
    return len(reports)


def _write(reports: list[Return], values: list[list[ReturnValue]], at: datetime.datetime) -> None:
    Return.objects.bulk_create(reports, batch_size=BATCH)
    rows = []
    for report, of_report in zip(reports, values, strict=True):
        for value in of_report:
            value.report_id = report.pk
            rows.append(value)
    ReturnValue.objects.bulk_create(rows, batch_size=BATCH)
    keys = [report.pk for report in reports]
    _move(keys, "", S.DRAFT, at)
    Return.objects.filter(pk__in=keys).update(state=S.SUBMITTED, submitted_at=at)
    _move(keys, S.DRAFT, S.SUBMITTED, at)
    Return.objects.filter(pk__in=keys).update(state=S.VERIFIED, verified_at=at)
    _move(keys, S.SUBMITTED, S.VERIFIED, at)
    DueReturn.objects.filter(returns__in=keys, handed_in_at=None).update(handed_in_at=at)


def _move(keys: Collection[int], before: str, after: str, at: datetime.datetime) -> None:
    ReturnMove.objects.bulk_create(
        (ReturnMove(report_id=pk, before=before, after=after, moved_at=at) for pk in keys),
        batch_size=BATCH,
    )
