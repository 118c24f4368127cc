"""What beat starts: sealing the history every hour, looking at all of it every night."""

import logging

from celery import shared_task

from incubator.core import sealing, verifying
from incubator.core.dates import now

logger = logging.getLogger(__name__)


@shared_task(name="incubator.core.schedule.seal_history")
def seal_history(**later: object) -> None:
    """Put what was recorded since the last seal under seals."""
    sealing.seal_history(at=now())


@shared_task(name="incubator.core.schedule.check_history")
def check_history(**later: object) -> None:
    """Verify the history; what is not as it should be stands in the log, outside the database."""
    moment = now()
    sealing.seal_history(at=moment)
    check = verifying.check_history(at=moment)
    told = {"seals": check.seals, "head": check.head, "findings": check.findings}
    if check.findings:
        logger.error("history_changed", extra=told)
    else:
        logger.info("history_intact", extra=told)
