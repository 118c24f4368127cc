"""The Celery application: tasks are doorbells, kept in each part's `tasks` and `schedule`."""

import logging.config
import os
from typing import Any

from celery import Celery, Task, signals
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "incubator.settings.local")


class RecordedTask(Task):
    """Says in the history which task wrote what it writes, and in which run of it."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from incubator.core.history import recorded

        with recorded(task=self.name, run=self.request.id or ""):
            return super().__call__(*args, **kwargs)


app = Celery("incubator", task_cls=RecordedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].add(DjangoStructLogInitStep)
app.autodiscover_tasks(related_name="tasks")
app.autodiscover_tasks(related_name="schedule")


@signals.setup_logging.connect
def configure_logging(**_: Any) -> None:
    """Worker and beat write the same structured lines as the web process."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
