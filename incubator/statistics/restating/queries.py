"""Reads of late facts: what decisions brought into a year."""

from collections.abc import Iterable

from incubator.statistics.models import LateFact
from incubator.statistics.restating.enums import LateState


def carried_into(year: int) -> Iterable[LateFact]:
    """The late facts of published years that a person decided to name with this year."""
    rows = LateFact.objects.filter(state=LateState.CARRIED, carried_to=year)
    return rows.select_related("company", "decided_by").order_by("year", "pk")
