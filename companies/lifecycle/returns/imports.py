"""Verbs on files of many returns: checked by a worker, looked at, then written by a worker.

The file is read twice: what it says is believed only against the register as it is when it is
written. Each batch is one transaction with its progress, so a killed worker goes on where it
stood, and no return is ever half there.
"""

import datetime
import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from companies.enums import ImportState, ReturnState
from companies.lifecycle.returns.rows import Outcome, Sheet, dues_named, judged
from companies.models import DueReturn, Return, ReturnImport, ReturnMove, ReturnPeriod, ReturnValue
from companies.returns_table import Row, Table, read_table
from incubator.core.dates import now
from incubator.core.db import advisory_lock
from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload
from incubator.core.files.kinds import XLSX
from incubator.core.history import recorded
from incubator.institutions.models import Incubator

logger = logging.getLogger(__name__)

IMPORT_LOCK = 2014  # the family of this part's advisory locks; the key is the import
BATCH = 250  # rows in one transaction
MOST_TOLD = 1_000  # problems that are kept; whoever has more begins with these
RING_AGAIN_AFTER = datetime.timedelta(minutes=10)
WORKING = [ImportState.CHECKING, ImportState.WRITING]


def request_import(
    *,
    period: ReturnPeriod,
    upload,
    by,
    at: datetime.datetime,
    incubator: Incubator | None = None,
    language: str = "",
) -> ReturnImport:
    """Take a file in and ask a worker to check it; the import to watch.

    Raises RuleViolation: those of ``core.files.check_upload``, ``broker_unavailable`` (503).
    """
    checked = check_upload(upload, kinds=(XLSX,))
    run = ReturnImport.objects.create(
        period=period,
        incubator=incubator,
        file=checked.upload,
        file_name=checked.name,
        sha256=checked.sha256,
        asked_at=at,
        asked_by=by,
        language=language or translation.get_language() or "zh-hans",
    )
    _ring(run)
    return run


def confirm_import(*, run: ReturnImport, leave_out: bool, by, at: datetime.datetime) -> None:
    """Have the rows without an error written; those with one only stay out if it is said.

    Raises RuleViolation: ``import_not_checked`` (409), ``import_has_errors`` (409),
    ``import_empty`` (409), ``broker_unavailable`` (503).
    """
    with transaction.atomic():
        run = ReturnImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state != ImportState.CHECKED:
            raise RuleViolation(
                "import_not_checked",
                _("This file is “%(state)s”; only a checked one is written."),
                status=409,
                state=run.get_state_display(),
            )
        if not run.good:
            raise RuleViolation(
                "import_empty", _("No row of this file can be written."), status=409
            )
        if run.good < run.rows and not leave_out:
            raise RuleViolation(
                "import_has_errors",
                _("%(count)d rows have errors: put them right, or say that they stay out."),
                field="leave_out",
                status=409,
                count=run.rows - run.good,
            )
        run.state, run.done = ImportState.WRITING, 0
        run.save(update_fields=["state", "done"])
    _ring(run)


def check_import(*, import_id: int, at: datetime.datetime) -> ReturnImport | None:
    """Look at every row and cell of a file; nothing is written but what was found.

    Safe when called twice, at once, or after a kill. None where nothing is to be done.
    """
    return _worked(import_id, ImportState.CHECKING, at, _check)


def write_import(*, import_id: int, at: datetime.datetime) -> ReturnImport | None:
    """Write the good rows of a confirmed file, batch by batch, from where it stood.

    Safe when called twice, at once, or after a kill. None where nothing is to be done.
    """
    return _worked(import_id, ImportState.WRITING, at, _write)


def resume_imports(*, at: datetime.datetime) -> int:
    """Ring again for imports that wait and that nobody is at; how many."""
    waiting = ReturnImport.objects.filter(
        state__in=WORKING, asked_at__lt=at - RING_AGAIN_AFTER
    ).order_by("pk")
    count = 0
    for run in waiting:
        with advisory_lock(IMPORT_LOCK, run.pk) as free:
            if free:
                _ring(run)
                count += 1
    return count


def _worked(
    import_id: int,
    state: ImportState,
    at: datetime.datetime,
    work: Callable[[ReturnImport, Table, Sheet], None],
) -> ReturnImport | None:
    with advisory_lock(IMPORT_LOCK, import_id) as held:
        run = ReturnImport.objects.select_related("period__form", "asked_by").filter(
            pk=import_id, state=state
        ).first()  # fmt: skip
        if not held or run is None:
            logger.info("return_import_skipped", extra={"import": import_id})
            return None
        try:
            with translation.override(run.language):
                table, sheet = _opened(run, at)
                work(run, table, sheet)
        except RuleViolation as violation:
            with translation.override(run.language):
                _fail(run, violation.detail)
        except Exception as error:
            _fail(run, repr(error))
            raise
    run.refresh_from_db()
    return run


def _opened(run: ReturnImport, at: datetime.datetime) -> tuple[Table, Sheet]:
    items = list(run.period.form.items.order_by("position"))
    with run.file.open("rb") as file:
        table = read_table(file.read(), run.period, items)
    sheet = Sheet(
        period=run.period,
        items=items,
        checks=list(run.period.form.checks.order_by("position")),
        letters=table.letters,
        incubator_id=run.incubator_id,
        by=run.asked_by,
        at=at,
    )
    return table, sheet


def _check(run: ReturnImport, table: Table, sheet: Sheet) -> None:
    problems: list[dict[str, Any]] = []
    good = 0
    _progress(run, rows=len(table.rows), done=0, good=0)
    for start in range(0, len(table.rows), BATCH):
        outcomes = judged(sheet, table.rows[start : start + BATCH])
        good += sum(not outcome.problems for outcome in outcomes)
        problems += [problem for outcome in outcomes for problem in outcome.problems]
        _progress(run, done=start + len(outcomes))
    _progress(
        run, state=ImportState.CHECKED, good=good, checked_at=now(), problems=problems[:MOST_TOLD]
    )


def _write(run: ReturnImport, table: Table, sheet: Sheet) -> None:
    for start in range(0, run.done, BATCH):
        # What was written before the worker was killed still counts as named.
        judged(sheet, table.rows[start : min(start + BATCH, run.done)])
    problems = list(run.problems)
    written = run.written
    for start in range(run.done, len(table.rows), BATCH):
        rows = table.rows[start : start + BATCH]
        with transaction.atomic(), recorded(by=run.asked_by, reason=f"import {run.pk}"):
            outcomes = _held_and_judged(sheet, rows)
            written += _write_batch(run, [one for one in outcomes if not one.problems], sheet.at)
            known = {(problem["row"], problem["code"]) for problem in problems}
            problems += [
                problem
                for outcome in outcomes
                for problem in outcome.problems
                if (problem["row"], problem["code"]) not in known
            ]
            _progress(run, done=start + len(rows), written=written, problems=problems[:MOST_TOLD])
    _progress(run, state=ImportState.DONE, finished_at=now())


def _held_and_judged(sheet: Sheet, rows: list[Row]) -> list[Outcome]:
    """Put on the list what is missing there, hold it, and look at every figure."""
    dues = dues_named(sheet, rows)
    if missing := [due for due in dues if due.pk is None]:
        DueReturn.objects.bulk_create(missing, ignore_conflicts=True)
    companies = [due.company_id for due in dues]
    held = DueReturn.objects.select_for_update(of=("self",)).filter(
        period=sheet.period, company__in=companies
    )
    list(held.order_by("pk"))
    return judged(sheet, rows)


def _write_batch(run: ReturnImport, outcomes: list[Outcome], at: datetime.datetime) -> int:
    reports = [one.report for one in outcomes if one.report is not None]
    for report in reports:
        report.due_id, report.imported_from = report.due.pk, run
    Return.objects.bulk_create(reports)
    values = []
    for one in outcomes:
        for value in one.values:
            value.report_id = value.report.pk
            values.append(value)
    ReturnValue.objects.bulk_create(values, batch_size=5_000)
    _moved(reports, "", ReturnState.DRAFT, run.asked_by, at)
    keys = [report.pk for report in reports]
    Return.objects.filter(pk__in=keys).update(
        state=ReturnState.SUBMITTED, submitted_at=at, submitted_by=run.asked_by
    )
    _moved(reports, ReturnState.DRAFT, ReturnState.SUBMITTED, run.asked_by, at)
    DueReturn.objects.filter(returns__in=keys, handed_in_at__isnull=True).update(handed_in_at=at)
    return len(reports)


def _moved(reports: list[Return], before: str, after: str, by, at: datetime.datetime) -> None:
    ReturnMove.objects.bulk_create(
        ReturnMove(report=report, before=before, after=after, moved_at=at, moved_by=by)
        for report in reports
    )


def _progress(run: ReturnImport, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(run, name, value)
    ReturnImport.objects.filter(pk=run.pk).update(**columns)


def _fail(run: ReturnImport, error: str) -> None:
    ReturnImport.objects.filter(pk=run.pk, state__in=WORKING).update(
        state=ImportState.FAILED, error=error[:2000], finished_at=now()
    )


def _ring(run: ReturnImport) -> None:
    """Send the doorbell. The broker's silence is told at once instead of retried."""
    from companies import tasks  # tasks calls these verbs

    doorbell = {
        ImportState.CHECKING: tasks.check_returns_file,
        ImportState.WRITING: tasks.write_returns_file,
    }[ImportState(run.state)]
    try:
        doorbell.apply_async(kwargs={"import_id": run.pk}, retry=False)
    except OperationalError as error:
        _fail(run, "The job queue does not answer.")
        raise RuleViolation(
            "broker_unavailable",
            _("The job queue does not answer, so nothing was computed. Try again later."),
            status=503,
        ) from error
