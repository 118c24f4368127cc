"""Choices about figures and about the runs that compute them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndicatorKind(models.TextChoices):
    """What a figure is (domain 5.4): happening in the year, standing at its end, or ever."""

    FLOW = "flow", _("In the year")
    STOCK = "stock", _("At the year's end")
    CUMULATIVE = "cumulative", _("Since the beginning")
    RATIO = "ratio", _("Ratio at the year's end")


class RunState(models.TextChoices):
    """Where a computation stands."""

    QUEUED = "queued", _("Waiting for a worker")
    RUNNING = "running", _("Running")
    SUCCEEDED = "succeeded", _("Done")
    FAILED = "failed", _("Failed")


# A year has at most one run that is not over.
OPEN = [RunState.QUEUED, RunState.RUNNING]
OVER = [RunState.SUCCEEDED, RunState.FAILED]


class Trigger(models.TextChoices):
    """What started a computation."""

    SCHEDULE = "schedule", _("Nightly schedule")
    ADMIN = "admin", _("Admin")
    COMMAND = "command", _("Command line")


class Step(models.TextChoices):
    """What a running computation is doing."""

    WAITING = "waiting", _("Waiting")
    COUNTING = "counting", _("Counting the facts")
    CHECKING = "checking", _("Checking the stock-flow identity")
    WRITING = "writing", _("Writing the totals")
    DONE = "done", _("Done")


class YearStatus(models.TextChoices):
    """Whether a year's figures may still move."""

    PROVISIONAL = "provisional", _("Provisional")
    PUBLISHED = "published", _("Published")
