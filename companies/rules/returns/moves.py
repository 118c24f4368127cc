"""The whole life of a return on one screen."""

from companies.enums import ReturnState

S = ReturnState

# From each state the states that may follow. What is verified stays: a correction is a
# return of its own, the next version.
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.RETURNED, S.VERIFIED}),
    S.RETURNED: frozenset({S.SUBMITTED}),
    S.VERIFIED: frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Whether the table allows it."""
    return after in MOVES[before]
