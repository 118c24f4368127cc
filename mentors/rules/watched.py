"""How many mentors and sessions a rulebook asks for; the limits are rows of ``Criterion``."""

from decimal import ROUND_CEILING, Decimal

# One mentor for at most ``limit`` incubatees; so many mentors; so many sessions of each
# mentor in a year (domain 2.3, 2.5 and 7).
RATIO, LEAST, SESSIONS = "mentor_ratio", "mentors_least", "sessions_a_year"


def mentors_needed(rule: str, limit: Decimal, *, incubatees: int) -> int:
    """How many mentors an incubator with so many incubatees has to have."""
    if rule == RATIO:
        return int((Decimal(incubatees) / limit).to_integral_value(ROUND_CEILING))
    return int(limit) if incubatees else 0
