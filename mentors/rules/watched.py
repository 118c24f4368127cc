"""How many mentors rulebooks ask for; the limits are rows of ``institutions.Criterion``."""

import math
from fractions import Fraction

# Mentors for every ten incubatees, mentors at least, and sessions of each mentor in a year, as
# ``institutions.rules`` calls them (domain 2.3, 2.5 and 7).
PER_TEN, LEAST, SESSIONS = "mentors_per_10", "mentors", "meetings_per_year"


def mentors_needed(rule: str, limit: Fraction, *, incubatees: int) -> int:
    """How many mentors an incubator with so many incubatees has to have, by one criterion.

    One begun group of incubatees needs a mentor like a full one: 11 incubatees at one per ten
    need two. Without any incubatee nothing is asked.
    """
    if not incubatees:
        return 0
    return math.ceil(limit * incubatees / 10) if rule == PER_TEN else math.ceil(limit)
