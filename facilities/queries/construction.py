"""What was planned, being built and built, as known on a day."""

import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from facilities.models import ConstructionRecord
from incubator.institutions.models import Phase


def latest_of_phases(*, on: datetime.date) -> QuerySet:
    """The last record of every phase up to a day."""
    last = ConstructionRecord.objects.filter(phase=OuterRef("pk"), as_of__lte=on)
    keys = Phase.objects.values(last=Subquery(last.order_by("-as_of", "-pk").values("pk")[:1]))
    return ConstructionRecord.objects.filter(pk__in=keys)
