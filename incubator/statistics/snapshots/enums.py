"""Choices about snapshots."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotKind(models.TextChoices):
    """Why an edition of a year's figures was published."""

    FIRST = "first", _("First publication")
    # Some facts were wrong or came late: the edition before it, and these facts alone.
    CORRECTION = "correction", _("Correction")
    # More data or a better method, announced beforehand: everything is counted anew.
    REVISION = "revision", _("Revision")


class SnapshotState(models.TextChoices):
    """Where an edition stands."""

    PREPARING = "preparing", _("Being prepared")
    PREPARED = "prepared", _("Waits for approval")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    FAILED = "failed", _("Failed")


# A year has at most one edition that waits for something.
OPEN = [SnapshotState.PREPARING, SnapshotState.PREPARED]
# Nothing of these will change any more.
CLOSED = [SnapshotState.PUBLISHED, SnapshotState.WITHDRAWN, SnapshotState.FAILED]
