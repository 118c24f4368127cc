"""What beat starts: the running year every night, and the sweep after killed workers."""

import logging

from celery import shared_task

from incubator.core.dates import now, year_of
from incubator.core.errors import RuleViolation
from incubator.statistics import lifecycle
from incubator.statistics.enums import Trigger

logger = logging.getLogger(__name__)


@shared_task(name="incubator.statistics.schedule.compute_current_year")
def compute_current_year(**later: object) -> None:
    """Ask for the totals of the running year; two beats at once ask for one run."""
    moment = now()
    try:
        lifecycle.request_run(year=year_of(moment), trigger=Trigger.SCHEDULE, at=moment)
    except RuleViolation as violation:
        logger.warning("nightly_totals_refused", extra={"code": violation.code})


@shared_task(name="incubator.statistics.schedule.sweep_interrupted_runs")
def sweep_interrupted_runs(**later: object) -> None:
    """Close runs whose worker was killed, and ring again for runs that got lost."""
    lifecycle.release_interrupted(at=now())
