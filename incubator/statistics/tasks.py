"""Doorbells: a worker is told which run to compute and does the rest by itself."""

from celery import shared_task

from incubator.core.dates import now


@shared_task(name="incubator.statistics.tasks.compute_yearly_totals")
def compute_yearly_totals(*, run_id: int, **later: object) -> None:
    """Compute one requested run. ``later`` lets messages of newer versions through."""
    from incubator.statistics import lifecycle  # lifecycle sends this task

    lifecycle.compute(run_id=run_id, at=now())
