"""Doorbells of facilities: a worker is told which row, and does the rest by itself."""

from celery import shared_task

from incubator.core.dates import now


@shared_task(name="facilities.tasks.generate_charges")
def generate_charges(*, run_id: int, **later: object) -> None:
    """Do one requested run of charges. ``later`` lets messages of newer versions through."""
    from facilities import lifecycle  # lifecycle sends this task

    lifecycle.generate_year(run_id=run_id, at=now())


@shared_task(
    name="facilities.tasks.mail_lease_notice",
    autoretry_for=(OSError,),
    retry_backoff=60,
    max_retries=8,
)
def mail_lease_notice(*, notice_id: int, **later: object) -> None:
    """Mail one notice; while the mail server is away it is tried again for some hours."""
    from facilities import lifecycle

    lifecycle.mail_notice(notice_id=notice_id, at=now())
