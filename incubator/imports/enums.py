"""Where a file of many rows stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(models.TextChoices):
    """From the file to what it made, and back."""

    MAPPING = "mapping", _("columns to be named")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    WRITING = "writing", _("being written")
    DONE = "done", _("written")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("given up")
    UNDONE = "undone", pgettext_lazy("import", "taken back")


S = ImportState
# What a worker is to do.
WORKING = [S.CHECKING, S.WRITING]
# The states that have an end.
ENDED = [S.DONE, S.FAILED, S.CANCELLED, S.UNDONE]
# What made rows that can be taken back.
WRITTEN = [S.DONE, S.FAILED]
# Every move there is; the database refuses all others.
MOVES = [
    (S.MAPPING, S.CHECKING),
    (S.MAPPING, S.CANCELLED),
    (S.CHECKING, S.CHECKED),
    (S.CHECKING, S.FAILED),
    (S.CHECKING, S.CANCELLED),
    (S.CHECKED, S.CHECKING),
    (S.CHECKED, S.WRITING),
    (S.CHECKED, S.CANCELLED),
    (S.WRITING, S.DONE),
    (S.WRITING, S.CHECKED),
    (S.WRITING, S.FAILED),
    (S.FAILED, S.CHECKING),
    (S.FAILED, S.CANCELLED),
    (S.FAILED, S.UNDONE),
    (S.DONE, S.UNDONE),
]
