"""What beat starts for companies: reminders, decisions that were put off, lost letters."""

from celery import shared_task

from companies import lifecycle
from incubator.core.dates import now


@shared_task(name="companies.schedule.remind_of_drafts")
def remind_of_drafts(**later: object) -> None:
    """Mail those whose call closes soon."""
    lifecycle.remind_of_drafts(at=now())


@shared_task(name="companies.schedule.take_up_due")
def take_up_due(**later: object) -> None:
    """Go on with applications whose day has come."""
    lifecycle.take_up_due(at=now())


@shared_task(name="companies.schedule.take_up_batches")
def take_up_batches(**later: object) -> None:
    """Ring again for letters whose worker was killed."""
    lifecycle.take_up_batches(at=now())


@shared_task(name="companies.schedule.tell_overdue_changes")
def tell_overdue_changes(**later: object) -> None:
    """Remind of registered changes that should have been filed by now."""
    lifecycle.tell_overdue_changes(at=now())
