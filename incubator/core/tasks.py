"""Jobs of core: mail."""

from celery import shared_task

from incubator.core.mail import deliver


@shared_task(autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=3600, max_retries=8)
def send_mail(*, to: str, subject: str, text: str, language: str = "", **later: object) -> None:
    """Send one mail; a mail server that is down is asked again for some hours."""
    deliver(to=to, subject=subject, text=text, language=language)
