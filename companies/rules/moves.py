"""The whole life of an application on one screen."""

from companies.enums import ApplicationState

S = ApplicationState

# From each state the states that may follow. What is over stays over: a company that was
# not accepted, or withdrew, applies anew. An acceptance whose conditions are not met becomes
# a refusal; nobody is moved back from it to the waiting list.
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.RETURNED, S.COMPLETE, S.REFUSED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.SUBMITTED, S.REFUSED, S.WITHDRAWN}),
    S.COMPLETE: frozenset({S.ACCEPTED, S.WAITING, S.DEFERRED, S.REFUSED, S.RETURNED, S.WITHDRAWN}),
    S.WAITING: frozenset({S.ACCEPTED, S.REFUSED, S.WITHDRAWN}),
    S.DEFERRED: frozenset({S.COMPLETE, S.ACCEPTED, S.WAITING, S.REFUSED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.ADMITTED, S.REFUSED, S.WITHDRAWN}),
    S.ADMITTED: frozenset(),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Whether the table allows it."""
    return after in MOVES[before]
