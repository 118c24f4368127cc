"""What beat starts for companies: reminders, lost letters, returns, graduates, duplicates."""

from celery import shared_task

from companies import lifecycle
from companies.lifecycle import returns
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


@shared_task(name="companies.schedule.open_return_periods")
def open_return_periods(**later: object) -> None:
    """Put periods that are over on the list, with everybody who owes them."""
    returns.open_periods(at=now())


@shared_task(name="companies.schedule.remind_of_returns")
def remind_of_returns(**later: object) -> None:
    """Write to companies that owe something, and to managers about the silent ones."""
    returns.remind_of_returns(at=now())


@shared_task(name="companies.schedule.open_follow_ups")
def open_follow_ups(**later: object) -> None:
    """Put graduates on the list of whom to ask, once a year is over."""
    lifecycle.open_follow_ups(at=now())


@shared_task(name="companies.schedule.look_for_duplicates")
def look_for_duplicates(**later: object) -> None:
    """Find companies that may be on file twice."""
    lifecycle.look_for_duplicates(at=now())
