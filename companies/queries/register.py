"""Reads of companies with their residences."""

import datetime

from django.db.models import Max

from companies.models import Residence
from incubator.accounts.access import Access


def demonstration_ends(access: Access, *, on: datetime.date) -> datetime.date | None:
    """The last day on which a generated company came in that is overdue by now, or None.

    Not the last change: whoever tries the system out moves companies in and out today.
    """
    stays = Residence.objects.visible_to(access).overdue(on=on)
    return stays.filter(company__is_generated=True).aggregate(last=Max("admitted_on"))["last"]
