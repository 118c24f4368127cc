"""Limits of stays by the texts that held during them, and whom a version would change."""

import datetime
from dataclasses import dataclass

from companies.models import Residence
from incubator.accounts.access import Access
from incubator.institutions.models import Rulebook
from incubator.institutions.queries import Shelf, StayLimit


@dataclass(frozen=True)
class Effect:
    """One open stay, with the limits of its texts before and after, newest text first."""

    residence: Residence
    before: list[StayLimit]
    after: list[StayLimit]
    on: datetime.date

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that the newest text with a number would allow; None without one."""
        limit = deciding(self.after)
        return limit.last_day(self.residence.admitted_on) if limit else None

    @property
    def is_over(self) -> bool:
        """Whether the stay would be longer already than it may be."""
        return self.last_day is not None and self.last_day < self.on


def limits_of(residence: Residence, *, on: datetime.date, shelf: Shelf) -> list[StayLimit]:
    """The limits of every text in force during a stay up to a day, newest first: a stay that
    crosses generations has one of each (no rule of transition was found, domain 14.10)."""
    return shelf.stay_limits(
        field=residence.company.field,
        founder_kind=residence.company.founder_kind,
        kind=residence.incubator.kind,
        on=residence.admitted_on,
        until=residence.left_on or on,
    )


def deciding(limits: list[StayLimit]) -> StayLimit | None:
    """Of limits, newest first, the first whose number is on file."""
    return next((one for one in limits if one.months is not None), None)


def affected_by(rulebook: Rulebook, *, on: datetime.date, access: Access) -> list[Effect]:
    """The open stays in ``access`` for which a version in preparation would change a limit."""
    shelf = Shelf.load()
    as_it_would_be = shelf.with_version(rulebook)
    stays = (
        Residence.objects.visible_to(access)
        .of_incubation()
        .open(on=on)
        .select_related("company", "incubator")
        .order_by("admitted_on", "pk")
    )
    found = []
    for stay in stays:
        before = limits_of(stay, on=on, shelf=shelf)
        after = limits_of(stay, on=on, shelf=as_it_would_be)
        if _numbers(before) != _numbers(after):
            found.append(Effect(stay, before, after, on))
    return found


def _numbers(limits: list[StayLimit]) -> list[tuple[str, int | None]]:
    return [(limit.rulebook.code, limit.months) for limit in limits]
