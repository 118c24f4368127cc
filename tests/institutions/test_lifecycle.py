"""Integration tests of phases: the table of moves, dates, refusals."""

import datetime

import pytest

from incubator.core.errors import RuleViolation
from incubator.institutions.enums import PhaseState
from incubator.institutions.lifecycle import MOVES, move_phase
from tests.factories import PhaseFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date
P = PhaseState
DATES = {
    P.PLANNED: {},
    P.TENDER: {},
    P.CONSTRUCTION: {"started_on": DAY(2008, 1, 1)},
    P.IN_USE: {"started_on": DAY(2008, 1, 1), "opened_on": DAY(2009, 3, 16)},
}


@pytest.mark.parametrize("now", P)
@pytest.mark.parametrize("to", P)
def test_moves_are_those_of_the_table(now, to):
    phase = PhaseFactory(state=now, **DATES[now])
    history = phase.history.count()

    if to in MOVES[now]:
        assert move_phase(phase=phase, to=to, on=DAY(2009, 3, 16), by=None).state == to
    else:
        with pytest.raises(RuleViolation) as refusal:
            move_phase(phase=phase, to=to, on=DAY(2009, 3, 16), by=None)
        assert (refusal.value.code, refusal.value.status) == ("phase_move_refused", 409)
        assert phase.history.count() == history


def test_the_accelerators_first_phase():
    phase = PhaseFactory(state=P.TENDER)

    move_phase(phase=phase, to=P.CONSTRUCTION, on=DAY(2008, 4, 1), by=None)
    move_phase(phase=phase, to=P.IN_USE, on=DAY(2009, 3, 16), by=None)

    phase.refresh_from_db()
    assert (phase.started_on, phase.opened_on) == (DAY(2008, 4, 1), DAY(2009, 3, 16))


def test_opening_before_the_start_is_refused():
    phase = PhaseFactory(state=P.CONSTRUCTION, started_on=DAY(2008, 4, 1))

    with pytest.raises(RuleViolation) as refusal:
        move_phase(phase=phase, to=P.IN_USE, on=DAY(2008, 4, 1), by=None)

    assert refusal.value.code == "phase_opens_before_start"
