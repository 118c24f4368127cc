"""What stands on units for some days: out of service, let, kept for somebody, keys still out.

Each is asked in one place, of one unit or of thousands: who lets one lease has the first that is
found refused in words, who lets many learns of which units anything is found at all.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet

from facilities.lifecycle.holding import lapsed
from facilities.models import Closure, LeasedUnit, ReservedUnit, SpaceLease, Unit


class _Days(Protocol):
    """A row of [begins_on, ends_on); without an end it goes on."""

    begins_on: datetime.date
    ends_on: datetime.date | None


def meets(begin: datetime.date, end: datetime.date | None) -> Q:
    """Rows whose [begins_on, ends_on) shares a day with [begin, end)."""
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=begin)
    return later if end is None else later & Q(begins_on__lt=end)


def is_met(row: _Days, begin: datetime.date, end: datetime.date) -> bool:
    """``meets`` of a row that was read."""
    return (row.ends_on is None or row.ends_on > begin) and row.begins_on < end


def closures(
    units: Iterable[Unit], begin: datetime.date, end: datetime.date | None
) -> QuerySet[Closure]:
    """When they are out of service on a day of [begin, end)."""
    return Closure.objects.filter(meets(begin, end), unit__in=units)


def lettings(
    units: Iterable[Unit], begin: datetime.date, end: datetime.date | None
) -> QuerySet[LeasedUnit]:
    """To whom they are let on a day of [begin, end)."""
    return LeasedUnit.objects.filter(meets(begin, end), unit__in=units)


def keepings(
    units: Iterable[Unit], begin: datetime.date, end: datetime.date | None
) -> QuerySet[ReservedUnit]:
    """For whom they are kept on a day of [begin, end)."""
    return ReservedUnit.objects.filter(meets(begin, end), unit__in=units)


def kept_by_tenants(units: Iterable[int]) -> list[LeasedUnit]:
    """Lettings of units whose tenant was given the keys and has not given them back.

    What an amendment took out of a lease before its end was given back with it; a renewed
    lease goes on in the one that renews it. Two small reads by key.
    """
    found = list(
        LeasedUnit.objects.filter(
            unit__in=list(units),
            lease__handed_over_on__isnull=False,
            lease__handed_back_on__isnull=True,
        )
        .select_related("unit", "lease__company")
        .order_by("ends_on", "pk")
    )
    keys = [letting.lease_id for letting in found]
    renewed = set(SpaceLease.objects.filter(renews__in=keys).values_list("renews", flat=True))
    return [
        letting
        for letting in found
        if letting.ends_on == letting.lease.until_on and letting.lease_id not in renewed
    ]


def held_over(
    kept: Iterable[LeasedUnit], company_id: int, signed_on: datetime.date
) -> list[LeasedUnit]:
    """Of those whose keys are out, what stands in the way of somebody else's lease."""
    return [
        letting
        for letting in kept
        if letting.ends_on <= signed_on and letting.lease.company_id != company_id
    ]


@dataclass(frozen=True)
class Standing:
    """What stands on many units: rows of a period by unit, and lettings whose keys are out."""

    rows: dict[int, list[Any]]
    kept: dict[int, list[LeasedUnit]]

    def hinders(
        self,
        units: Collection[Unit],
        days: tuple[datetime.date, datetime.date],
        company_id: int,
        signed_on: datetime.date,
    ) -> bool:
        """Whether anything keeps a company from being let these units for [begin, end)."""
        return any(
            any(is_met(row, *days) for row in self.rows.get(unit.pk, ()))
            or held_over(self.kept.get(unit.pk, ()), company_id, signed_on)
            for unit in units
        )


def standing_on(
    units: Sequence[Unit], begin: datetime.date, end: datetime.date, *, on: datetime.date
) -> Standing:
    """What stands on units on a day of [begin, end): five reads, however many units.

    A reservation that has lapsed by the day ``on`` keeps nobody out: it is to be released.
    """
    rows: dict[int, list[Model]] = defaultdict(list)
    living = keepings(units, begin, end).exclude(reservation__in=lapsed(on=on))
    for found in (closures(units, begin, end), lettings(units, begin, end), living):
        for row in found:
            rows[row.unit_id].append(row)
    kept: dict[int, list[LeasedUnit]] = defaultdict(list)
    for letting in kept_by_tenants(unit.pk for unit in units):
        kept[letting.unit_id].append(letting)
    return Standing(rows, kept)
