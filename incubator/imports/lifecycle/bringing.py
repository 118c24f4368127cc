"""Verbs of people: bring a file, say what its columns are, have it written, give it up."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from incubator.core.dates import now
from incubator.core.db import advisory_lock
from incubator.core.errors import QUEUE_SILENT, RuleViolation
from incubator.core.files import check_upload
from incubator.core.files.kinds import TEXT, XLSX
from incubator.core.shown import listing
from incubator.imports.enums import WORKING, ImportState
from incubator.imports.kinds import Kind, kind_of, recognised
from incubator.imports.models import FileImport
from incubator.imports.reading import Top, top_of
from incubator.institutions.models import Incubator

IMPORT_LOCK = 2029  # the family of this part's advisory locks; the key is the import
RING_AGAIN_AFTER = datetime.timedelta(minutes=10)
FORMATS = (XLSX, TEXT)


def bring(
    *,
    kind: Kind,
    upload,
    by,
    at: datetime.datetime,
    subject: str = "",
    incubator: Incubator | None = None,
    fixed: Mapping[str, str] | None = None,
    bring_alike: bool = False,
    language: str = "",
) -> FileImport:
    """Take a file in. Where its headings say enough, a worker checks it at once.

    What was said of the same headings the last time holds again. Raises RuleViolation: those of
    ``core.files.check_upload``, ``reading.top_of`` and the kind, ``broker_unavailable`` (503).
    """
    kind = kind.about(subject)
    checked = check_upload(upload, kinds=FORMATS)
    content = checked.upload.read()
    checked.upload.seek(0)
    top = top_of(content, kind)
    kind.require_fits(top.above)
    fixed = {name: text for name, text in (fixed or {}).items() if text and kind.column(name)}
    mapping = recognised(kind, top.headings)
    clear = not _missing(kind, mapping, fixed)
    mapping = remembered(kind=kind, headings=top.headings, by=by) or mapping
    clear = clear and not _missing(kind, mapping, fixed)
    run = FileImport.objects.create(
        kind=kind.code,
        subject=subject,
        subject_said=kind.said if subject else "",
        incubator=incubator,
        file=checked.upload,
        file_name=checked.name,
        sha256=checked.sha256,
        head=top.head,
        headings=top.headings,
        mapping=mapping,
        fixed=fixed,
        bring_alike=bring_alike,
        brought_at=at,
        brought_by=by,
        language=language or translation.get_language() or "zh-hans",
        state=ImportState.CHECKING if clear else ImportState.MAPPING,
    )
    if clear:
        ring(run)
    return run


def remembered(*, kind: Kind, headings: list[str], by) -> dict[str, int]:
    """What somebody said of the same headings the last time; nothing where they never did."""
    last = (
        FileImport.objects.filter(kind=kind.code, brought_by=by, headings=headings)
        .exclude(state=ImportState.MAPPING)
        .order_by("-pk")
        .first()
    )
    if last is None or by is None:
        return {}
    return {name: place for name, place in last.mapping.items() if kind.column(name)}


def name_columns(
    *,
    run: FileImport,
    mapping: Mapping[str, int],
    fixed: Mapping[str, str],
    head: int | None = None,
) -> FileImport:
    """Say in which column of the file each thing stands, and what is the same in all rows.

    Then a worker checks it. Raises RuleViolation: ``column_missing``, ``import_moved_on`` (409),
    ``broker_unavailable`` (503).
    """
    kind = kind_of(run)
    with transaction.atomic():
        run = _held(run, ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED)
        known = {column.name for column in kind.columns}
        run.mapping = {name: place for name, place in mapping.items() if name in known}
        run.fixed = {name: text for name, text in fixed.items() if name in known and text}
        if head is not None and head != run.head:
            with run.file.open("rb") as file:
                top = top_of(file.read(), kind, head=head)
            run.head, run.headings = top.head, top.headings
        if missing := _missing(kind, run.mapping, run.fixed):
            raise RuleViolation(
                "column_missing",
                _("Say in which column this stands, or what it is in all rows: %(columns)s."),
                columns=listing(missing),
            )
        _look_again(run)
    ring(run)
    return run


def check_again(*, run: FileImport, bring_alike: bool | None = None) -> FileImport:
    """Have a file looked at once more, as the register is now.

    With ``bring_alike`` whatever only looks like something on file is brought all the same.
    Raises RuleViolation: ``import_moved_on`` (409), ``broker_unavailable`` (503).
    """
    with transaction.atomic():
        run = _held(run, ImportState.CHECKED, ImportState.FAILED)
        if bring_alike is not None:
            run.bring_alike = bring_alike
        _look_again(run)
    ring(run)
    return run


def confirm(
    *, run: FileImport, all_or_none: bool, leave_out_repeats: bool, by, at: datetime.datetime
) -> FileImport:
    """Have a checked file written: all of its rows or none, or those without an error.

    Raises RuleViolation: ``import_moved_on`` (409), ``import_empty`` (409),
    ``import_has_errors`` (409), ``import_has_repeats`` (409), ``broker_unavailable`` (503).
    """
    with transaction.atomic():
        run = _held(run, ImportState.CHECKED)
        _require_writable(run, all_or_none, leave_out_repeats)
        run.state, run.done, run.all_or_none = ImportState.WRITING, 0, all_or_none
        run.confirmed_at, run.confirmed_by, run.error = at, by, ""
        run.save(
            update_fields=["state", "done", "all_or_none", "confirmed_at", "confirmed_by", "error"]
        )
    ring(run)
    return run


def cancel(*, run: FileImport, at: datetime.datetime) -> FileImport:
    """Give a file up of which nothing was written. Raises ``import_moved_on`` (409)."""
    with transaction.atomic():
        run = _held(
            run, ImportState.MAPPING, ImportState.CHECKING, ImportState.CHECKED, ImportState.FAILED
        )
        run.state, run.finished_at = ImportState.CANCELLED, at
        run.save(update_fields=["state", "finished_at"])
    return run


def resume(*, at: datetime.datetime) -> int:
    """Ring again for files that wait and that nobody is at; how many."""
    waiting = FileImport.objects.filter(
        state__in=WORKING, brought_at__lt=at - RING_AGAIN_AFTER
    ).order_by("pk")
    count = 0
    for run in waiting:
        with advisory_lock(IMPORT_LOCK, run.pk) as free:
            if free:
                ring(run)
                count += 1
    return count


def ring(run: FileImport) -> None:
    """Send the doorbell. The broker's silence is told at once instead of retried."""
    from incubator.imports import tasks  # tasks calls these verbs

    doorbell = {
        ImportState.CHECKING: tasks.check_file,
        ImportState.WRITING: tasks.write_file,
    }[ImportState(run.state)]
    try:
        doorbell.apply_async(kwargs={"import_id": run.pk}, retry=False)
    except OperationalError as error:
        FileImport.objects.filter(pk=run.pk, state__in=WORKING).update(
            state=ImportState.FAILED, finished_at=now(), error=QUEUE_SILENT
        )
        raise RuleViolation(
            "broker_unavailable",
            _("The job queue does not answer, so nothing was computed. Try again later."),
            status=503,
        ) from error


def top_again(run: FileImport) -> Top:
    """The beginning of a file that was brought, for whoever names its columns."""
    with run.file.open("rb") as file:
        return top_of(file.read(), kind_of(run), head=run.head)


def _held(run: FileImport, *states: ImportState) -> FileImport:
    """The file as it is now, held; nothing of it may have been written."""
    run = FileImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state not in states or run.written:
        raise RuleViolation(
            "import_moved_on",
            _("This file is “%(state)s” now; that can no longer be done."),
            status=409,
            state=run.get_state_display(),
        )
    return run


def _look_again(run: FileImport) -> None:
    run.state, run.finished_at, run.error, run.done = ImportState.CHECKING, None, "", 0
    run.remarks = []
    run.save()


def _missing(kind: Kind, mapping: Mapping[str, int], fixed: Mapping[str, str]) -> list[str]:
    """What no column and no common value says."""
    given = {*mapping, *(name for name, text in fixed.items() if text)}
    return [str(column.label) for column in kind.lacking(given)]


def _require_writable(run: FileImport, all_or_none: bool, leave_out_repeats: bool) -> None:
    if not run.good:
        raise RuleViolation(
            "import_empty", _("No row of this file can be written."), status=409
        )  # fmt: skip
    faulty = run.rows - run.good - run.repeated
    if faulty and all_or_none:
        raise RuleViolation(
            "import_has_errors",
            _("%(count)d rows have errors: put them right, or say that they stay out."),
            field="all_or_none",
            status=409,
            count=faulty,
        )
    if run.repeated and not leave_out_repeats:
        raise RuleViolation(
            "import_has_repeats",
            _("%(count)d rows are on file already: take them out of the file, or say that they "
              "stay out."),
            field="leave_out_repeats",
            status=409,
            count=run.repeated,
        )  # fmt: skip
