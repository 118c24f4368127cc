"""Choices of following graduates: what became of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Fate(models.TextChoices):
    """毕业后去向: how a graduate stands at the end of a year."""

    OPERATING = "operating", _("Operating in the zone")
    MERGED = "merged", pgettext_lazy("outcome", "Merged or acquired")
    LISTED = "listed", pgettext_lazy("outcome", "Listed")
    MOVED = "moved", pgettext_lazy("outcome", "Moved away and operating")
    DISSOLVED = "dissolved", pgettext_lazy("outcome", "Dissolved")
    LOST = "lost", _("Out of reach")


# Still in business counts, wherever; so does being merged, acquired or listed (domain 10, NBIA).
SURVIVING = (Fate.OPERATING, Fate.MERGED, Fate.LISTED, Fate.MOVED)
# Nobody is asked any more about what has ended.
FINAL = (Fate.DISSOLVED, Fate.MERGED)
