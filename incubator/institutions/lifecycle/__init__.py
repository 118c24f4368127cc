"""Verbs on institutions, phases, changes, rulebooks: the only place where a state changes."""

from incubator.institutions.lifecycle.changes import (
    record_own_change,
    report_own_change,
    withdraw_own_change,
)
from incubator.institutions.lifecycle.phases import MOVES, move_phase
from incubator.institutions.lifecycle.rulebooks import (
    add_criterion,
    discard_rulebook,
    draft_rulebook,
    drop_criterion,
    end_rulebook,
    publish_rulebook,
    revise_rulebook,
)

__all__ = [
    "MOVES",
    "add_criterion",
    "discard_rulebook",
    "draft_rulebook",
    "drop_criterion",
    "end_rulebook",
    "move_phase",
    "publish_rulebook",
    "record_own_change",
    "report_own_change",
    "revise_rulebook",
    "withdraw_own_change",
]
