"""The whole life of an application on one screen."""

from companies.enums import ApplicationState

S = ApplicationState

# From each state the states that may follow. What is over stays over: a company that was
# not accepted, or withdrew, applies anew.
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.RETURNED, S.COMPLETE, S.REFUSED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.SUBMITTED, S.REFUSED, S.WITHDRAWN}),
    S.COMPLETE: frozenset({S.RETURNED, S.REFUSED, S.WITHDRAWN}),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Whether the table allows it."""
    return after in MOVES[before]
