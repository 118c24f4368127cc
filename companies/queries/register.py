"""Reads of companies with their residences."""

import datetime

from companies.models import Residence
from incubator.accounts.access import Access


def demonstration_ends(access: Access, *, on: datetime.date) -> datetime.date | None:
    """The last day on which a generated company came in that is overdue by now, or None.

    Not the last change: whoever tries the system out moves companies in and out today.
    """
    stays = Residence.objects.visible_to(access).overdue(on=on).filter(company__is_generated=True)
    # The first row of an index: a maximum would read every stay.
    return stays.order_by("-admitted_on", "-id").values_list("admitted_on", flat=True).first()
