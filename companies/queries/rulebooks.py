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
    def changes(self) -> list[tuple[StayLimit | None, StayLimit | None]]:
        """The limits of each text that differs, before and after; None where it has none."""
        before = {one.rulebook.code: one for one in self.before}
        after = {one.rulebook.code: one for one in self.after}
        return [
            (before.get(code), after.get(code))
            for code in sorted({*before, *after})
            if _number(before.get(code)) != _number(after.get(code))
        ]

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
    effects = [
        Effect(
            stay,
            limits_of(stay, on=on, shelf=shelf),
            limits_of(stay, on=on, shelf=as_it_would_be),
            on,
        )
        for stay in stays
    ]
    return [effect for effect in effects if effect.changes]


def _number(limit: StayLimit | None) -> int | str | None:
    """Its months; a text without a number differs from no text."""
    return "unseen" if limit and limit.months is None else limit and limit.months
