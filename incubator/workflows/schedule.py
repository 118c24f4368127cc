"""What beat starts for workflows: erasures whose time has come, reports to the authority."""

import logging

from celery import shared_task

from incubator.core.dates import now
from incubator.workflows import duties, personal

logger = logging.getLogger(__name__)


@shared_task(name="incubator.workflows.schedule.erase_what_may_go")
def erase_what_may_go(**later: object) -> None:
    """Each request in a transaction of its own: one that fails holds up no other."""
    for request in personal.open_requests():
        try:
            personal.erase_what_may_go(request=request, at=now())
        except Exception:
            logger.exception("erasure_failed", extra={"request": request.pk})


@shared_task(name="incubator.workflows.schedule.remind_of_own_changes")
def remind_of_own_changes(**later: object) -> None:
    """Tell managers what of their institution has to be reported soon, or should have been."""
    duties.remind_of_own_changes(at=now())
