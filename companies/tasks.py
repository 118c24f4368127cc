"""Doorbells of companies: letters that were confirmed."""

from celery import shared_task

from companies import lifecycle
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
