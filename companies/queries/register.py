"""Reads of companies with their residences."""

import datetime

from django.db.models import Max
from django.db.models.functions import Greatest

from companies.models import Residence
from incubator.accounts.access import Access


def demonstration_ends(access: Access) -> datetime.date | None:
    """The last day on which generated companies came or went; None where none may be seen."""
    stays = Residence.objects.visible_to(access).filter(company__is_generated=True)
    return stays.aggregate(last=Max(Greatest("admitted_on", "left_on")))["last"]
