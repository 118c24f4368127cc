"""Choices about late facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LateState(models.TextChoices):
    """迟报事项的处理: what a person decided about a late fact."""

    OPEN = "open", pgettext_lazy("late fact", "To be decided")
    # It goes into the next edition of its year.
    RESTATE = "restate", _("To be restated")
    RESTATED = "restated", _("Restated")
    # The published year stays; the fact is named with the first year that is not published yet.
    CARRIED = "carried", _("Carried forward")
    REJECTED = "rejected", pgettext_lazy("late fact", "Rejected")
    # Nobody decided, and it makes no difference any more.
    LAPSED = "lapsed", pgettext_lazy("late fact", "Makes no difference any more")


WAITING = [LateState.OPEN, LateState.RESTATE]
DECIDED = [LateState.RESTATE, LateState.RESTATED, LateState.CARRIED, LateState.REJECTED]
