"""What beat starts for imports."""

from celery import shared_task

from incubator.core.dates import now
from incubator.imports import lifecycle


@shared_task(name="incubator.imports.schedule.resume_imports")
def resume_imports(**later: object) -> None:
    """Ring again for files whose worker was killed."""
    lifecycle.resume(at=now())
