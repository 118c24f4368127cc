"""Choices about figures and about the runs that compute them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class TargetState(models.TextChoices):
    """How a target stands on a day."""

    NOT_MEASURED = "not_measured", _("Not measured here")
    NOT_BEGUN = "not_begun", _("Not begun")
    NO_DATA = "no_data", _("Nothing on file of that year")
    OPEN = "open", pgettext_lazy("target", "Open")
    ON_COURSE = "on_course", _("On course")
    BEHIND = "behind", _("Behind")
    MET = "met", _("Met")
    MISSED = "missed", _("Missed")


class Method(models.TextChoices):
    """How a forecast was made."""

    SHARES = (
        "shares",
        _(
            "What is reached so far, divided by the share of their year that earlier years had "
            "reached at the end of the same month: the band is from the fastest to the slowest of "
            "them."
        ),
    )
    STRAIGHT = (
        "straight",
        _(
            "What is reached so far, carried on at the same pace; fewer than two earlier years are "
            "on file, so there is no band."
        ),
    )
