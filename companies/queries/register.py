"""Reads of companies with their residences."""

import datetime

from companies.models import Residence
from incubator.accounts.access import Access


def demonstration_ends(access: Access) -> datetime.date | None:
    """The last day on which generated companies came or went; None where none may be seen."""
    stays = Residence.objects.visible_to(access).filter(company__is_generated=True)
    # Each the first row of an index: a maximum over both columns would read every stay.
    came = stays.order_by("-admitted_on", "-id").values_list("admitted_on", flat=True)[:1]
    left = stays.filter(left_on__isnull=False).order_by("-left_on", "admitted_on", "id")
    return max(came.union(left.values_list("left_on", flat=True)[:1]), default=None)
