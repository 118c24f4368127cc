"""Jobs of core: mail."""

from typing import Any

from celery import Task, shared_task

from incubator.core.mail import deliver


class Unlogged(Task):
    """Its arguments stay out of the log of jobs: a mail holds links for one person alone."""

    abstract = True

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        return super().apply_async(args, kwargs, **options | {"kwargsrepr": "{…}"})


@shared_task(
    base=Unlogged,
    autoretry_for=(OSError,),
    retry_backoff=30,
    retry_backoff_max=3600,
    max_retries=8,
)
def send_mail(*, to: str, subject: str, text: str, language: str = "", **later: object) -> None:
    """Send one mail; a mail server that is down is asked again for some hours."""
    deliver(to=to, subject=subject, text=text, language=language)
