"""How a fact stands on a day: what the office said of it, and whether it holds then."""

import datetime

from companies.enums import FactStanding, FactState


def standing_of(fact, *, on: datetime.date) -> FactStanding:
    """The standing of a fact on a day; it was read ``with_standing``.

    Only what is verified and not corrected since holds at all, on [from, until).
    """
    if fact.state == FactState.REJECTED:
        return FactStanding.REJECTED
    if fact.state == FactState.SUBMITTED:
        return FactStanding.WAITING
    if fact.is_replaced:
        return FactStanding.REPLACED
    if fact.holds_from is None:
        return FactStanding.APPLIED
    if on < fact.holds_from:
        return FactStanding.NOT_YET
    ended = fact.holds_until is not None and fact.holds_until <= on
    return FactStanding.ENDED if ended else FactStanding.HOLDS
