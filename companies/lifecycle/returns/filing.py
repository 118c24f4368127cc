"""Returns of many companies, written and handed in by the office as a file brings them.

As ``file_return`` does with one, in a few statements for hundreds; and taken back whole.
"""

from collections.abc import Mapping, Sequence

from django.db.models import Exists, Model, OuterRef

from companies.enums import ReturnState
from companies.lifecycle.returns.rows import Outcome, Row, Sheet, dues_named, judged
from companies.models import DueReturn, Return, ReturnMove, ReturnValue
from incubator.imports.kinds import deleted


def file_returns(*, sheet: Sheet, rows: Sequence[Row]) -> list[Outcome]:
    """Write and hand in the returns of those rows that have no problem; what came of each.

    Inside a transaction: what is owed is held until it ends, so that whoever begins one of
    these returns meanwhile waits. Who may do it is the caller's business. A trial, which is
    taken back, begins the returns and no more: their figures the rules have read whole.
    """
    dues = dues_named(sheet, rows)
    if missing := [due for due in dues if due.pk is None]:
        DueReturn.objects.bulk_create(missing, ignore_conflicts=True)
    _held(period=sheet.period, company__in=[due.company_id for due in dues])
    outcomes = judged(sheet, rows)
    _written([one for one in outcomes if one.good], sheet)
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


def _written(outcomes: Sequence[Outcome], sheet: Sheet) -> None:
    reports = [one.report for one in outcomes if one.report is not None]
    for report in reports:
        report.due_id = report.due.pk
    Return.objects.bulk_create(reports)
    if sheet.is_trial:
        return
    _filled([value for one in outcomes for value in one.values])
    _moved(reports, sheet)
    Return.objects.filter(pk__in=[report.pk for report in reports]).update(
        state=ReturnState.SUBMITTED, submitted_at=sheet.at, submitted_by=sheet.by
    )
    dues = [report.due_id for report in reports]
    DueReturn.objects.filter(pk__in=dues, handed_in_at__isnull=True).update(handed_in_at=sheet.at)


def _filled(values: Sequence[ReturnValue]) -> None:
    for value in values:
        value.report_id = value.report.pk
    ReturnValue.objects.bulk_create(values)


def _moved(reports: Sequence[Return], sheet: Sheet) -> None:
    steps = (("", ReturnState.DRAFT), (ReturnState.DRAFT, ReturnState.SUBMITTED))
    ReturnMove.objects.bulk_create(
        ReturnMove(
            report=report, before=before, after=after, moved_at=sheet.at, moved_by=sheet.by
        )
        for before, after in steps
        for report in reports
    )  # fmt: skip
