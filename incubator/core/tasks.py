"""Jobs of core: mail."""

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from incubator.core.mail import as_html


@shared_task(autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=3600, max_retries=8)
def send_mail(*, to: str, subject: str, text: str, language: str = "", **later: object) -> None:
    """Send one mail; a mail server that is down is asked again for some hours."""
    mail = EmailMultiAlternatives(subject, text, to=[to])
    mail.attach_alternative(as_html(text, language=language or settings.LANGUAGE_CODE), "text/html")
    mail.send()
