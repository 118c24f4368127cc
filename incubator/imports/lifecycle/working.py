"""What a worker does with a file: it looks at every row, later it writes them.

Looking is writing that is taken back: each row calls its verb in a savepoint, so that the dry
run says what will happen and what one row does to the next. Written is batch by batch, each in
one transaction with its progress, so a killed worker goes on where it stood; all-or-none in one.
"""

import datetime
import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from incubator.core.dates import now
from incubator.core.db import advisory_lock, find_by_index
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.shown import listing
from incubator.imports.enums import ImportState
from incubator.imports.kinds import (
    Fault,
    Kind,
    Line,
    Outcome,
    Repeated,
    Values,
    Work,
    Wrong,
    kind_of,
    values_of,
)
from incubator.imports.lifecycle.bringing import IMPORT_LOCK
from incubator.imports.models import FileImport, ImportedRow
from incubator.imports.reading import rows_of

logger = logging.getLogger(__name__)

PROGRESS_KEPT = 3600  # seconds
# What people read of an error of ours, kept as it stands; the log has the rest.
BROKE_OFF = gettext_noop(
    "The system broke off at this file. Check it again; if that does not help, tell whoever runs "
    "the system: its log says what happened."
)
SAID = 160  # of the name of what was made
# What a value that nobody foresaw makes a row stumble over; never what the machines lack.
STUMBLES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def check(*, import_id: int, at: datetime.datetime) -> FileImport | None:
    """Look at every row of a file; nothing is written but what was found.

    Safe when called twice, at once, or after a kill. None where nothing is to be done.
    """
    return _worked(import_id, ImportState.CHECKING, _check)


def write(*, import_id: int, at: datetime.datetime) -> FileImport | None:
    """Write the rows of a confirmed file, from where it stood.

    Safe when called twice, at once, or after a kill. None where nothing is to be done.
    """
    return _worked(import_id, ImportState.WRITING, _write)


def progress_of(run: FileImport) -> int:
    """Per cent of the rows of the present step; what one transaction has not told yet as well."""
    if run.state not in (ImportState.CHECKING, ImportState.WRITING):
        return 0 if run.state in (ImportState.MAPPING, ImportState.CANCELLED) else 100
    rows, done = cache.get(_place(run), (run.rows, run.done))
    return min(99, 100 * max(done, run.done) // rows) if rows else 0


def _worked(
    import_id: int, state: ImportState, work: Callable[[Kind, Work, list[Line]], None]
) -> FileImport | None:
    with advisory_lock(IMPORT_LOCK, import_id) as held:
        run = FileImport.objects.select_related(
            "incubator", "brought_by", "confirmed_by"
        ).filter(pk=import_id, state=state).first()  # fmt: skip
        if not held or run is None:
            logger.info("file_import_skipped", extra={"import": import_id})
            return None
        by = run.brought_by if state == ImportState.CHECKING else run.confirmed_by
        try:
            with translation.override(run.language), recorded(
                by=by, reason=f"import {run.pk}", file_import=run.pk
            ):  # fmt: skip
                kind, one = kind_of(run), Work(run, by)
                work(kind, one, _opened(kind, one))
        except RuleViolation as violation:
            with translation.override(run.language):
                _moved(run, state=ImportState.FAILED, error=violation.detail, finished_at=now())
        except Exception:
            _moved(run, state=ImportState.FAILED, error=BROKE_OFF, finished_at=now())
            raise
        finally:
            cache.delete(_place(run))
    run.refresh_from_db()
    return run


def _opened(kind: Kind, work: Work) -> list[Line]:
    """The rows that are filled in. Of the others it is told how many there are."""
    run = work.run
    with run.file.open("rb") as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != run.sha256:
        raise RuleViolation(
            "import_file_changed",
            gettext_lazy("The file is no longer what was brought: bring it again."),
            status=409,
        )
    lines, totals = rows_of(content, kind, head=run.head, mapping=run.mapping, fixed=run.fixed)
    filled = [line for line in lines if line.filled]
    if not filled:
        raise RuleViolation(
            "file_not_filled_in",
            gettext_lazy("Nothing is filled in yet: its rows say no more than %(columns)s."),
            field="file",
            columns=listing(one.label for one in kind.columns if one.name in kind.prefilled),
        )
    if totals:
        work.remarks.append(_("%d rows are totals of others and stay out.") % totals)
    if left := len(lines) - len(filled):
        work.remarks.append(_("%d rows were not filled in and stay out.") % left)
    return filled


def _check(kind: Kind, work: Work, lines: list[Line]) -> None:
    outcomes: list[Outcome] = []
    with transaction.atomic():
        find_by_index()
        kind.begin(work)
        for batch in _batches(kind, lines, 0):
            outcomes += _tried(kind, work, batch)
            _tell(work.run, len(lines), len(outcomes))
        found = _found(outcomes)
        transaction.set_rollback(True)
    _moved(
        work.run, state=ImportState.CHECKED, checked_at=now(), rows=len(lines), done=0,
        good=sum(one.good for one in outcomes),
        repeated=sum(one.repeated is not None for one in outcomes),
        remarks=work.remarks, **found,
    )  # fmt: skip


def _write(kind: Kind, work: Work, lines: list[Line]) -> None:
    if work.run.all_or_none:
        _write_all(kind, work, lines)
        return
    run = work.run
    work.numbers = {(made.model, made.key): made.number for made in run.made.order_by("pk")}
    kind.begin(work)
    for batch in _batches(kind, lines, run.done):
        with transaction.atomic():
            find_by_index()
            outcomes = _tried(kind, work, batch)
            _keep(run, outcomes)
            done = run.done + len(batch)
            if not _moved(run, done=done, written=run.written + _count(outcomes),
                          **_joined(run, outcomes)):  # fmt: skip
                raise _moved_on(run)
            run.refresh_from_db(fields=["done", "written", "problems", "repeats"])
    _moved(run, state=ImportState.DONE, finished_at=now())


def _write_all(kind: Kind, work: Work, lines: list[Line]) -> None:
    """Every row that is not on file, or, where something changed since the check, none."""
    outcomes: list[Outcome] = []
    run = work.run
    with transaction.atomic():
        find_by_index()
        kind.begin(work)
        for batch in _batches(kind, lines, 0):
            outcomes += _tried(kind, work, batch)
            _tell(run, len(lines), len(outcomes))
        faulty = any(one.faults for one in outcomes)
        found = _found(outcomes)
        if faulty:
            transaction.set_rollback(True)
        else:
            _keep(run, outcomes)
            _moved(run, state=ImportState.DONE, finished_at=now(), done=len(lines),
                   written=_count(outcomes), **found)  # fmt: skip
    if faulty:
        good, repeated = _count(outcomes), sum(one.repeated is not None for one in outcomes)
        said = gettext_noop("Something has changed since the check, so nothing was written.")
        _moved(run, state=ImportState.CHECKED, done=0, good=good, repeated=repeated, error=said,
               **found)  # fmt: skip


def _tried(kind: Kind, work: Work, batch: Sequence[Line]) -> list[Outcome]:
    """Each row by itself: what one of them stumbles over leaves the others alone."""
    labels = kind.labels()
    read = [(line, *values_of(kind, line.cells, labels)) for line in batch]
    clear = [(line, values) for line, values, faults in read if not faults]
    kind.prepare(work, [values for _line, values in clear])
    came = {line.number: Outcome(line.number, faults=faults) for line, _values, faults in read
            if faults}  # fmt: skip
    for stretch in kind.stretches(work, clear):
        came |= {one.number: one for one in _together(kind, work, stretch)}
        for line, values in stretch:
            if line.number not in came:
                came[line.number] = _one(kind, work, line, values)
    return [came[line.number] for line in batch]


def _together(
    kind: Kind, work: Work, rows: Sequence[tuple[Line, Values]]
) -> list[Outcome]:  # fmt: skip
    """What the kind writes of many rows at once; nothing where the database refuses it."""
    try:
        with transaction.atomic():
            outcomes = kind.together(work, rows)
            _hold_now()
    except (IntegrityError, DataError, ObjectDoesNotExist, *STUMBLES) as error:
        logger.info("imported_rows_one_by_one", extra={"error": str(error)})
        kind.prepare(work, [values for _line, values in rows])
        return []
    for outcome in outcomes:
        work.made(outcome)
    return outcomes


def _one(kind: Kind, work: Work, line: Line, values: Values) -> Outcome:
    try:
        with transaction.atomic():
            made = kind.write(work, values)
            _hold_now()
    except Repeated as repeated:
        return Outcome(line.number, repeated=repeated)
    except Wrong as wrong:
        return Outcome(line.number, faults=wrong.faults)
    except RuleViolation as violation:
        return Outcome(line.number, faults=[_fault(kind, line, violation)])
    except (IntegrityError, DataError, ObjectDoesNotExist, *STUMBLES) as error:
        return Outcome(line.number, faults=[_fault(kind, line, _unforeseen(error, line))])
    outcome = Outcome(line.number, made=made)
    work.made(outcome)
    return outcome


def _hold_now() -> None:
    """What the database looks at when a transaction ends, it looks at after each row."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _unforeseen(error: Exception, line: Line) -> RuleViolation:
    """What is said of a row of which no verb said why it cannot be written."""
    if isinstance(error, ObjectDoesNotExist):
        return _overtaken()
    if isinstance(error, IntegrityError | DataError):
        logger.warning("imported_row_refused", extra={"row": line.number, "error": str(error)})
        return _refused_by_database()
    logger.error("imported_row_stumbled", exc_info=error, extra={"row": line.number})
    return RuleViolation(
        "row_unreadable",
        gettext_lazy("This row could not be read: look at its days and numbers, or leave it out."),
    )


def _overtaken() -> RuleViolation:
    """Somebody took back what the row builds on while it was written."""
    return RuleViolation(
        "row_overtaken",
        gettext_lazy("What this row builds on has just been taken off file: check the file again."),
    )


def _refused_by_database() -> RuleViolation:
    return RuleViolation(
        "refused_by_database",
        gettext_lazy("What this row says cannot be kept: it contradicts what is on file."),
    )


def _fault(kind: Kind, line: Line, violation: RuleViolation) -> Fault:
    """A verb's refusal, with the column that it is about."""
    name = kind.fields.get(violation.field or "", violation.field or "")
    column = kind.column(name)
    value = str(line.cells.get(name, ""))[:80] if column else ""
    return Fault(str(column.label) if column else "", value, violation.code, violation.detail)


def _keep(run: FileImport, outcomes: Sequence[Outcome]) -> None:
    ImportedRow.objects.bulk_create(
        [
            ImportedRow(
                file_import=run, number=one.number, model=thing._meta.label_lower, key=thing.pk,
                said=str(thing)[:SAID],
            )
            for one in outcomes
            for thing in one.made
        ],
        batch_size=2_000,
    )  # fmt: skip


def _count(outcomes: Sequence[Outcome]) -> int:
    return sum(one.good for one in outcomes)


def _found(outcomes: Sequence[Outcome]) -> dict[str, list[dict[str, Any]]]:
    """Everything that is told of rows, as JSON."""
    return {
        "problems": [
            {"row": one.number, "column": fault.column, "value": fault.value, "code": fault.code,
             "detail": fault.said}
            for one in outcomes for fault in one.faults
        ],
        "repeats": [
            {"row": one.number, "detail": one.repeated.said, "certain": one.repeated.certain,
             "model": one.repeated.row._meta.label_lower, "key": one.repeated.row.pk}
            for one in outcomes if one.repeated
        ],
    }  # fmt: skip


def _joined(run: FileImport, outcomes: Sequence[Outcome]) -> dict[str, list[dict[str, Any]]]:
    """What the check found, and what is found now: each row as it is told last."""
    rows = {one.number for one in outcomes}
    now_found = _found(outcomes)
    return {
        name: sorted(
            [one for one in getattr(run, name) if one["row"] not in rows] + now_found[name],
            key=lambda one: one["row"],
        )
        for name in ("problems", "repeats")
    }


def _batches(kind: Kind, lines: list[Line], done: int) -> Iterator[list[Line]]:
    for start in range(done, len(lines), kind.batch):
        yield lines[start : start + kind.batch]


def _moved(run: FileImport, **columns: Any) -> bool:
    """Write where a file stands; False where somebody has given it up meanwhile."""
    states = (ImportState.CHECKING, ImportState.WRITING)
    return bool(FileImport.objects.filter(pk=run.pk, state__in=states).update(**columns))


def _moved_on(run: FileImport) -> RuleViolation:
    return RuleViolation(
        "import_moved_on",
        gettext_lazy("This file is “%(state)s” now; that can no longer be done."),
        status=409,
        state=run.get_state_display(),
    )


def _place(run: FileImport) -> str:
    return f"file-import-{run.pk}"


def _tell(run: FileImport, rows: int, done: int) -> None:
    """How far a step is that is one transaction: nobody sees its rows before its end."""
    cache.set(_place(run), (rows, done), PROGRESS_KEPT)
