"""Verbs on institutions, their phases and rulebooks: the only place where a state changes."""

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
    "revise_rulebook",
]
