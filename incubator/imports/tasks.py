"""Doorbells of imports: a file is to be checked, or to be written."""

from celery import shared_task

from incubator.core.dates import now
from incubator.imports import lifecycle


@shared_task(name="incubator.imports.tasks.check_file")
def check_file(*, import_id: int, **later: object) -> None:
    """Look at every row of a file. ``later`` lets messages of newer versions through."""
    lifecycle.check(import_id=import_id, at=now())


@shared_task(name="incubator.imports.tasks.write_file")
def write_file(*, import_id: int, **later: object) -> None:
    """Write the rows of a file that was confirmed."""
    lifecycle.write(import_id=import_id, at=now())
