"""What beat starts for companies: reminders of drafts."""

from celery import shared_task

from companies import lifecycle
from incubator.core.dates import now


@shared_task(name="companies.schedule.remind_of_drafts")
def remind_of_drafts(**later: object) -> None:
    """Mail those whose call closes soon."""
    lifecycle.remind_of_drafts(at=now())
