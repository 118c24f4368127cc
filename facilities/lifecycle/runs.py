"""Verbs on charge runs: a worker claims a year for many leases, and shows how far it is."""

import datetime
import logging
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from facilities import tasks
from facilities.lifecycle.charges import claim
from facilities.models import ChargeRun, SpaceLease
from incubator.core.dates import now, parse_year, year_begin, year_end
from incubator.core.db import advisory_lock
from incubator.core.errors import BROKE_OFF, QUEUE_SILENT, RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator

logger = logging.getLogger(__name__)

RUN_LOCK = 2009  # the family of this part's advisory locks; the key is the run
BATCH = 500  # leases in one transaction


def request_charges(
    *, year: int, at: datetime.datetime, by, incubator: Incubator | None = None
) -> ChargeRun:
    """Ask a worker to claim what leases make due in a year, and return the run to watch.

    A run that got lost is rung for again. Raises RuleViolation: ``invalid_year``,
    ``charges_under_way`` (409), ``broker_unavailable`` (503).
    """
    year = parse_year(year)
    try:
        with transaction.atomic():
            run = ChargeRun.objects.create(
                year=year, incubator=incubator, requested_by=by, requested_at=at
            )
    except IntegrityError:
        run = _lost_run(year, incubator)
    try:
        tasks.generate_charges.apply_async(kwargs={"run_id": run.pk}, retry=False)
    except OperationalError as error:
        _finish(run, error=QUEUE_SILENT)
        raise RuleViolation(
            "broker_unavailable",
            _("The job queue does not answer, so nothing was computed. Try again later."),
            status=503,
        ) from error
    return run


def generate_year(*, run_id: int, at: datetime.datetime) -> ChargeRun | None:
    """Do a requested run, batch by batch. Safe when called twice, at once, or after a kill.

    None where it is over or another process is at it.
    """
    with advisory_lock(RUN_LOCK, run_id) as held:
        run = ChargeRun.objects.filter(pk=run_id, finished_at__isnull=True).first()
        if not held or run is None:
            logger.info("charge_run_skipped", extra={"run": run_id})
            return None
        keys = list(_leases_of(run))
        run.leases, run.done, run.started_at = len(keys), 0, at
        run.save(update_fields=["leases", "done", "started_at"])
        try:
            for start in range(0, len(keys), BATCH):
                _claim_batch(run, keys[start : start + BATCH])
        except Exception:
            _finish(run, error=BROKE_OFF)
            raise
        _finish(run)
    run.refresh_from_db()
    return run


@transaction.atomic
def _claim_batch(run: ChargeRun, keys: list[int]) -> None:
    leases = list(
        SpaceLease.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    )
    with recorded(by=run.requested_by, reason=f"charges of {run.year}"):
        outcome = claim(leases, through=year_end(run.year))
    ChargeRun.objects.filter(pk=run.pk).update(
        done=F("done") + len(keys), made=F("made") + outcome.made
    )


def _leases_of(run: ChargeRun) -> Iterator[int]:
    """The leases that run in the year."""
    leases = SpaceLease.objects.filter(
        begins_on__lte=year_end(run.year), until_on__gt=year_begin(run.year)
    )
    if run.incubator_id:
        leases = leases.filter(incubator=run.incubator_id)
    return leases.order_by("pk").values_list("pk", flat=True).iterator()


def _lost_run(year: int, incubator: Incubator | None) -> ChargeRun:
    """The open run of a year, where nobody is at it."""
    run = ChargeRun.objects.get(year=year, incubator=incubator, finished_at__isnull=True)
    with advisory_lock(RUN_LOCK, run.pk) as free:
        if not free:
            raise RuleViolation(
                "charges_under_way",
                _("The charges of %(year)d are already being made (%(progress)d%% done)."),
                status=409,
                year=year,
                progress=run.progress,
            )
    return run


def _finish(run: ChargeRun, *, error: str = "") -> None:
    ChargeRun.objects.filter(pk=run.pk).update(finished_at=now(), error=error[:2000])
