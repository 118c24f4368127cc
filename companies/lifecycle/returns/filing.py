"""Returns of many companies, written and handed in by the office as a file brings them.

As ``file_return`` does with one, in a few statements for a hundred; and taken back whole.
"""

import datetime
from collections.abc import Mapping, Sequence

from django.db.models import Exists, Model, OuterRef

from companies.enums import ReturnState
from companies.lifecycle.returns.rows import Outcome, Row, Sheet, dues_named, judged
from companies.models import DueReturn, Return, ReturnMove, ReturnValue
from incubator.imports.kinds import deleted


def file_returns(*, sheet: Sheet, rows: Sequence[Row]) -> list[Outcome]:
    """Write and hand in the returns of those rows that have no problem; what came of each.

    Inside a transaction: what is owed is held until it ends, so that whoever begins one of
    these returns meanwhile waits. Who may do it is the caller's business.
    """
    dues = dues_named(sheet, rows)
    if missing := [due for due in dues if due.pk is None]:
        DueReturn.objects.bulk_create(missing, ignore_conflicts=True)
    _held(period=sheet.period, company__in=[due.company_id for due in dues])
    outcomes = judged(sheet, rows)
    _written([one for one in outcomes if one.good], sheet.by, sheet.at)
    return outcomes


def hold_returns(*, keys: Sequence[int]) -> None:
    """Hold what returns are for, before the returns: as every verb that begins one does."""
    _held(returns__in=keys)


def take_back_returns(
    *, reports: Sequence[Return], parts: Mapping[type[Model], Sequence[int]]
) -> None:
    """Delete returns that a file brought, with their ``parts``; they are owed again.

    The database lets go only what came in a file and is as it was handed in, and of that
    the figures and moves only after their return.
    """
    dues = [report.due_id for report in reports]
    deleted(Return, [report.pk for report in reports])
    for model, keys in parts.items():
        deleted(model, keys)
    handed_in = Return.objects.filter(due=OuterRef("pk"), submitted_at__isnull=False)
    DueReturn.objects.filter(~Exists(handed_in), pk__in=dues).update(handed_in_at=None)


def _held(**which: object) -> None:
    list(
        DueReturn.objects.select_for_update(of=("self",))
        .filter(**which)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _written(outcomes: Sequence[Outcome], by, at: datetime.datetime) -> None:
    reports = [one.report for one in outcomes if one.report is not None]
    for report in reports:
        report.due_id = report.due.pk
    Return.objects.bulk_create(reports)
    values = [value for one in outcomes for value in one.values]
    for value in values:
        value.report_id = value.report.pk
    ReturnValue.objects.bulk_create(values, batch_size=5_000)
    _moved(reports, "", ReturnState.DRAFT, by, at)
    keys = [report.pk for report in reports]
    Return.objects.filter(pk__in=keys).update(
        state=ReturnState.SUBMITTED, submitted_at=at, submitted_by=by
    )
    _moved(reports, ReturnState.DRAFT, ReturnState.SUBMITTED, by, at)
    DueReturn.objects.filter(returns__in=keys, handed_in_at__isnull=True).update(handed_in_at=at)


def _moved(reports: Sequence[Return], before: str, after: str, by, at: datetime.datetime) -> None:
    ReturnMove.objects.bulk_create(
        ReturnMove(report=report, before=before, after=after, moved_at=at, moved_by=by)
        for report in reports
    )
