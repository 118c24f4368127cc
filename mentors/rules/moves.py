"""The whole lives of applications, assignments and sessions on one screen."""

from mentors.enums import ApplicationState, AssignmentState, SessionState

A, P, S = AssignmentState, ApplicationState, SessionState

# From each state the states that may follow. What is over stays over: whoever wants to go on
# proposes, books or applies anew. A session that was closed unheld may still be reported.
MOVES: dict[type, dict[str, frozenset[str]]] = {
    ApplicationState: {
        P.SUBMITTED: frozenset({P.ACCEPTED, P.DECLINED, P.WITHDRAWN}),
        P.ACCEPTED: frozenset(),
        P.DECLINED: frozenset(),
        P.WITHDRAWN: frozenset(),
    },
    AssignmentState: {
        A.PROPOSED: frozenset({A.ACCEPTED, A.DECLINED}),
        A.ACCEPTED: frozenset({A.ACTIVE, A.DECLINED}),
        A.ACTIVE: frozenset({A.ENDED}),
        A.ENDED: frozenset(),
        A.DECLINED: frozenset(),
    },
    SessionState: {
        S.PLANNED: frozenset({S.HELD, S.NOT_HELD, S.CANCELLED}),
        S.HELD: frozenset({S.CONFIRMED, S.NOT_HELD}),
        S.NOT_HELD: frozenset({S.HELD}),
        S.CONFIRMED: frozenset(),
        S.CANCELLED: frozenset(),
    },
}


def may_move(before: str, after: ApplicationState | AssignmentState | SessionState) -> bool:
    """Whether the table of the state's kind allows it."""
    return after in MOVES[type(after)][before]
