"""Doorbells: a worker is told which run to compute and does the rest by itself."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from incubator.core.dates import now
from incubator.core.errors import RuleViolation


@shared_task(name="incubator.statistics.tasks.compute_yearly_totals")
def compute_yearly_totals(*, run_id: int, **later: object) -> None:
    """Compute one requested run. ``later`` lets messages of newer versions through."""
    from incubator.statistics import lifecycle  # lifecycle sends this task
    from incubator.statistics.restating import lifecycle as restating

    run = lifecycle.compute(run_id=run_id, at=now())
    if run is not None:
        # What moved a published year is told at once, not only at night.
        restating.look(year=run.year, at=now())


@shared_task(name="incubator.statistics.tasks.prepare_snapshot")
def prepare_snapshot(*, snapshot_id: int, **later: object) -> None:
    """Prepare one requested edition of a year's figures."""
    from incubator.statistics.snapshots import building  # whose verbs send this task

    building.build(snapshot_id=snapshot_id)


# A receiver that answers by the drop costs a worker half a minute, and no more.
@shared_task(name="incubator.statistics.tasks.deliver_webhook", soft_time_limit=30, time_limit=60)
def deliver_webhook(*, delivery_id: int, **later: object) -> None:
    """Try to deliver one message to a webhook."""
    from incubator.statistics.webhooks import lifecycle  # whose verbs send this task

    lifecycle.deliver(delivery_id=delivery_id, at=now())


@shared_task(name="incubator.statistics.tasks.find_late_facts")
def find_late_facts(*, year: int, **later: object) -> None:
    """Bring the queue of late facts of a published year up to date."""
    from incubator.statistics.restating import lifecycle  # see above

    lifecycle.look(year=year, at=now())


def ask_for_late_facts(year: int) -> int:
    """Have a worker look, after the commit; the year. A silent broker says so (see ``look``)."""
    try:
        find_late_facts.apply_async(kwargs={"year": year}, retry=False)
    except OperationalError as error:
        raise RuleViolation(
            "broker_unavailable",
            _("The job queue does not answer, so nobody looks. Try again later."),
            status=503,
        ) from error
    return year
