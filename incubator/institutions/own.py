"""What institutions have of their own: the kinds of facts, and how one stands on a day."""

import datetime

from incubator.institutions.enums import OwnStanding
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    OwnFact,
    ServicePlatform,
    YearAccount,
)

# In the order in which pages show them.
OWN_FACTS: tuple[type[OwnFact], ...] = (
    InstitutionStaff,
    IncubationFund,
    ServicePlatform,
    YearAccount,
)


def own_facts_of(incubator: Incubator) -> list[tuple[type[OwnFact], list]]:
    """Every fact of an institution by kind, the newest first; one query for each kind."""
    return [
        (
            kind,
            list(
                kind._default_manager.with_standing()
                .filter(incubator=incubator)
                .select_related("document")
                .order_by(f"-{kind.FROM}", "-pk")
            ),
        )
        for kind in OWN_FACTS
    ]


def standing_of(fact, *, on: datetime.date) -> OwnStanding:
    """The standing of a fact on a day; it was read ``with_standing``."""
    if fact.withdrawn_at is not None:
        return OwnStanding.WITHDRAWN
    if fact.is_replaced:
        return OwnStanding.REPLACED
    if on < fact.holds_from:
        return OwnStanding.NOT_YET
    ended = fact.holds_until is not None and fact.holds_until <= on
    return OwnStanding.ENDED if ended else OwnStanding.HOLDS
