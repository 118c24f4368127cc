"""Verbs on phases of construction."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.enums import PhaseState
from incubator.institutions.models import Phase

# The whole life of a phase on one screen.
MOVES = {
    PhaseState.PLANNED: {PhaseState.TENDER, PhaseState.CONSTRUCTION},
    PhaseState.TENDER: {PhaseState.PLANNED, PhaseState.CONSTRUCTION},
    PhaseState.CONSTRUCTION: {PhaseState.IN_USE},
    PhaseState.IN_USE: set(),
}


@transaction.atomic
def move_phase(*, phase: Phase, to: PhaseState, on: datetime.date, by) -> Phase:
    """Move a phase to its next state; ``on`` becomes the start or the opening day.

    Raises RuleViolation ``phase_move_refused`` (409) for a move that the table lacks.
    """
    phase = Phase.objects.select_for_update(of=("self",)).get(pk=phase.pk)
    if to not in MOVES[PhaseState(phase.state)]:
        raise RuleViolation(
            "phase_move_refused",
            _("A phase that is “%(now)s” cannot become “%(to)s”."),
            status=409,
            now=phase.get_state_display(),
            to=PhaseState(to).label,
        )
    if to == PhaseState.CONSTRUCTION:
        phase.started_on = on
    if to == PhaseState.IN_USE:
        if phase.started_on and on <= phase.started_on:
            raise RuleViolation(
                "phase_opens_before_start",
                _("A phase opens after its construction began on %(started)s."),
                field="on",
                started=phase.started_on,
            )
        phase.opened_on = on
    phase.state = to
    with recorded(by=by):
        phase.save(update_fields=["state", "started_on", "opened_on"])
    return phase
