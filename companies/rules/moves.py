"""The whole life of an application on one screen: its states, and the stages of its review."""

from companies.enums import ApplicationState, StageKind

S = ApplicationState

# From each state the states that may follow. What is over stays over: a company that was
# not accepted, or withdrew, applies anew. An acceptance whose conditions are not met becomes
# a refusal; nobody is moved back from it to the waiting list. Another place on that list is a
# decision of its own, with its letter.
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.RETURNED, S.COMPLETE, S.REFUSED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.SUBMITTED, S.REFUSED, S.WITHDRAWN}),
    S.COMPLETE: frozenset({S.ACCEPTED, S.WAITING, S.DEFERRED, S.REFUSED, S.RETURNED, S.WITHDRAWN}),
    S.WAITING: frozenset({S.WAITING, S.ACCEPTED, S.REFUSED, S.WITHDRAWN}),
    S.DEFERRED: frozenset({S.COMPLETE, S.ACCEPTED, S.WAITING, S.REFUSED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.ADMITTED, S.REFUSED, S.WITHDRAWN}),
    S.ADMITTED: frozenset(),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Whether the table allows it."""
    return after in MOVES[before]


K = StageKind

# From each stage those that a case may go to, where its plan has them. On, as soon as its
# reviews are there; back, for a reason. The completeness check is left and entered with the
# application's state: who has to send more is asked by letter.
STAGE_MOVES: dict[str, frozenset[str]] = {
    K.COMPLETENESS: frozenset({K.DEPARTMENT, K.EXPERT, K.DEFENCE, K.DECISION}),
    K.DEPARTMENT: frozenset({K.EXPERT, K.DEFENCE, K.DECISION}),
    K.EXPERT: frozenset({K.DEPARTMENT, K.DEFENCE, K.DECISION}),
    K.DEFENCE: frozenset({K.DEPARTMENT, K.EXPERT, K.DECISION}),
    K.DECISION: frozenset({K.DEPARTMENT, K.EXPERT, K.DEFENCE}),
}


def may_step(before: str, after: str) -> bool:
    """Whether a case may go from one kind of stage to another."""
    return after in STAGE_MOVES[before]
