"""Doorbells of companies: letters that were confirmed, files of returns."""

from celery import shared_task

from companies import lifecycle
from companies.lifecycle.returns import imports
from incubator.core.dates import now


@shared_task(name="companies.tasks.send_letters")
def send_letters(*, batch_id: int, **later: object) -> None:
    """File and mail a batch. ``later`` lets messages of newer versions through."""
    lifecycle.send_batch(batch_id=batch_id, at=now())


@shared_task(
    name="companies.tasks.mail_letter",
    autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=3600, max_retries=8,
)  # fmt: skip
def mail_letter(*, outbox_id: int, **later: object) -> None:
    """Mail one letter; a mail server that is down is asked again for some hours."""
    lifecycle.mail_letter(outbox_id=outbox_id, at=now())


@shared_task(name="companies.tasks.check_returns_file")
def check_returns_file(*, import_id: int, **later: object) -> None:
    """Look at every row of a file of returns."""
    imports.check_import(import_id=import_id, at=now())


@shared_task(name="companies.tasks.write_returns_file")
def write_returns_file(*, import_id: int, **later: object) -> None:
    """Write the good rows of a file of returns that was confirmed."""
    imports.write_import(import_id=import_id, at=now())
