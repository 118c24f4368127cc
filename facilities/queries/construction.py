"""What was planned, being built and built, as known on a day."""

import datetime
from collections.abc import Iterable

from facilities.models import ConstructionRecord
from incubator.accounts.access import Access


def latest_records(*, on: datetime.date, access: Access) -> list[ConstructionRecord]:
    """The last record of every phase, and of every project as a whole, up to a day."""
    return list(
        ConstructionRecord.objects.visible_to(access)
        .filter(as_of__lte=on)
        .select_related("incubator", "phase")
        .order_by("incubator", "phase", "-as_of", "-pk")
        .distinct("incubator", "phase")
    )


def of_phases(records: Iterable[ConstructionRecord]) -> list[ConstructionRecord]:
    """Those that speak of one phase."""
    return [record for record in records if record.phase_id is not None]
