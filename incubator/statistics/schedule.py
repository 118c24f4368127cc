"""What beat starts: the running year and years that have moved, every night, and the sweep."""

import datetime
import logging

from celery import shared_task

from incubator.core.dates import now, year_of
from incubator.core.errors import RuleViolation
from incubator.statistics import lifecycle
from incubator.statistics.computation import moved_years
from incubator.statistics.enums import Trigger
from incubator.statistics.restating import lifecycle as restating
from incubator.statistics.snapshots import lifecycle as snapshots
from incubator.statistics.snapshots.queries import published_years
from incubator.statistics.webhooks import lifecycle as webhooks

logger = logging.getLogger(__name__)


@shared_task(name="incubator.statistics.schedule.compute_current_year")
def compute_current_year(**later: object) -> None:
    """Ask for the totals of the running year; two beats at once ask for one run."""
    moment = now()
    _ask(year_of(moment), at=moment)


@shared_task(name="incubator.statistics.schedule.compute_moved_years")
def compute_moved_years(**later: object) -> None:
    """Ask for the totals of earlier years whose facts were changed after they were computed."""
    moment = now()
    for year in moved_years(before=year_of(moment)):
        _ask(year, at=moment)


@shared_task(name="incubator.statistics.schedule.find_late_facts")
def find_late_facts(**later: object) -> None:
    """Compare every published year with what would be counted today."""
    for year in published_years():
        restating.look(year=year, at=now())


@shared_task(name="incubator.statistics.schedule.sweep_interrupted_runs")
def sweep_interrupted_runs(**later: object) -> None:
    """Close runs whose worker was killed, and ring again for runs that got lost; snapshots too."""
    lifecycle.release_interrupted(at=now())
    snapshots.release_interrupted(at=now())


@shared_task(name="incubator.statistics.schedule.send_due_webhooks")
def send_due_webhooks(**later: object) -> None:
    """Have messages to webhooks sent that are due: another attempt, or a ring that got lost."""
    webhooks.take_up_due(at=now())


def _ask(year: int, *, at: datetime.datetime) -> None:
    try:
        lifecycle.request_run(year=year, trigger=Trigger.SCHEDULE, at=at)
    except RuleViolation as violation:
        logger.warning("nightly_totals_refused", extra={"year": year, "code": violation.code})
