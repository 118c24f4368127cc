"""Verbs on computations: ask for a year, compute it, clean up after a killed worker.

A year has at most one run that is not over (the database holds it), and computing takes
a lock on the year that dies with its process. So two starts at once, a doubled message
and a worker killed half-way all end in one whole set of totals.
"""

import datetime
import logging

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from incubator.core.dates import now, parse_year, year_of
from incubator.core.db import advisory_lock, steady_read
from incubator.core.errors import BROKE_OFF, QUEUE_SILENT, WORKER_ENDED, RuleViolation
from incubator.statistics import tasks
from incubator.statistics.computation import CountedYear, count_year
from incubator.statistics.enums import OPEN, RunState, Step
from incubator.statistics.models import ComputationRun, YearlyTotal

logger = logging.getLogger(__name__)

YEAR_LOCK = 2007  # the family of this part's advisory locks; the key is the year
RING_AGAIN_AFTER = datetime.timedelta(minutes=10)


def request_run(*, year: int, trigger: str, at: datetime.datetime, by=None) -> ComputationRun:
    """Ask a worker to compute a year's totals, and return the run to watch.

    Raises RuleViolation: ``invalid_year``, ``year_in_future``, ``computation_under_way``
    (409), ``broker_unavailable`` (503; the run is kept as failed).
    """
    year = parse_year(year)
    if year > year_of(at):
        raise RuleViolation("year_in_future", _("%(year)d has not begun."), field="year", year=year)
    release_interrupted(at=at, year=year)
    try:
        with transaction.atomic():
            run = ComputationRun.objects.create(
                year=year, trigger=trigger, requested_by=by, requested_at=at
            )
            transaction.on_commit(lambda: _ring(run.pk))
    except IntegrityError:
        running = ComputationRun.objects.filter(year=year, state__in=OPEN).first()
        if running is None:
            raise
        raise RuleViolation(
            "computation_under_way",
            _("The totals of %(year)d are already being computed (run %(run)d)."),
            status=409,
            year=year,
            run=running.pk,
        ) from None
    except OperationalError as error:
        _fail(run.pk, code="broker_unavailable", error=QUEUE_SILENT, at=now())
        raise RuleViolation(
            "broker_unavailable",
            _("The job queue does not answer, so nothing was computed. Try again later."),
            status=503,
        ) from error
    return run


def ring_again(*, year: int) -> ComputationRun | None:
    """Send the doorbell of a year's open run once more, in case the first got lost.

    A doubled message does no harm. None where the year has no open run.
    """
    run = ComputationRun.objects.filter(year=year, state__in=OPEN).first()
    if run is not None:
        _ring(run.pk)
    return run


def compute(*, run_id: int, at: datetime.datetime) -> ComputationRun | None:
    """Compute the year of a run: count, check the identity, write, all or nothing.

    Safe when called twice, at once, or after a kill: returns None where another process
    is at it or where the run is over, and starts again where a killed one stopped.
    """
    run = ComputationRun.objects.filter(pk=run_id).first()
    if run is None or run.is_over:
        logger.info("computation_skipped", extra={"run": run_id})
        return None
    with advisory_lock(YEAR_LOCK, run.year) as held:
        if not held:
            logger.info("computation_already_running", extra={"run": run_id})
            return None
        run.refresh_from_db()
        if run.is_over:
            return None
        _advance(run, Step.COUNTING, 10, started_at=at)
        try:
            with steady_read():
                counted = count_year(run.year)
            _advance(run, Step.CHECKING, 70)
            counted.require_identity()
            _advance(run, Step.WRITING, 90)
            _write(run, counted)
        except RuleViolation as violation:
            with translation.override("zh-hans"):
                detail = violation.detail
            _fail(run.pk, code=violation.code, error=detail, at=now())
        except Exception:
            _fail(run.pk, code="computation_failed", error=BROKE_OFF, at=now())
            raise
    run.refresh_from_db()
    return run


def release_interrupted(*, at: datetime.datetime, year: int | None = None) -> int:
    """Mark runs whose process is gone as failed; ring again for those that got lost.

    A running run whose year is not locked has no process any more. Returns how many
    were marked.
    """
    released = 0
    open_runs = ComputationRun.objects.filter(state__in=OPEN).order_by("pk")
    if year is not None:
        open_runs = open_runs.filter(year=year)
    for run in open_runs:
        if run.state == RunState.QUEUED:
            if at - run.requested_at > RING_AGAIN_AFTER:
                _ring(run.pk)
            continue
        with advisory_lock(YEAR_LOCK, run.year) as held:
            if held and _fail(run.pk, code="interrupted", error=WORKER_ENDED, at=at):
                released += 1
    return released


def _ring(run_id: int) -> None:
    """Send the doorbell. The broker's silence is told at once instead of retried."""
    tasks.compute_yearly_totals.apply_async(kwargs={"run_id": run_id}, retry=False)


def _advance(
    run: ComputationRun, step: Step, progress: int, started_at: datetime.datetime | None = None
) -> None:
    run.state, run.step, run.progress = RunState.RUNNING, step, progress
    if started_at:
        run.started_at = started_at
    run.save(update_fields=["state", "step", "progress", "started_at"])


@transaction.atomic
def _write(run: ComputationRun, counted: CountedYear) -> None:
    """Replace the year's totals and close the run: readers see the old year or the new."""
    YearlyTotal.objects.filter(year=run.year).delete()
    YearlyTotal.objects.bulk_create(
        YearlyTotal(
            year=run.year,
            indicator=figure.indicator,
            part=figure.part,
            incubator_id=figure.incubator_id,
            counted=figure.counted,
            opening_balance=figure.opening_balance,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            run=run,
        )
        for figure in counted.figures
    )
    run.state, run.step, run.progress = RunState.SUCCEEDED, Step.DONE, 100
    run.finished_at = now()
    run.identity = [line.as_line() for line in counted.identity]
    run.save(update_fields=["state", "step", "progress", "finished_at", "identity"])


def _fail(run_id: int, *, code: str, error: str, at: datetime.datetime) -> int:
    """Close an open run as failed; one that is over stays as it is."""
    return ComputationRun.objects.filter(pk=run_id, state__in=OPEN).update(
        state=RunState.FAILED, error_code=code, error=error[:2000], finished_at=at
    )
