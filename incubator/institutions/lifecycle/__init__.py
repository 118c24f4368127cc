"""Verbs on institutions, their phases and rulebooks: the only place where a state changes."""

from incubator.institutions.lifecycle.phases import MOVES, move_phase
from incubator.institutions.lifecycle.rulebooks import (
    discard_rulebook,
    draft_rulebook,
    end_rulebook,
    publish_rulebook,
    revise_rulebook,
)

__all__ = [
    "MOVES",
    "discard_rulebook",
    "draft_rulebook",
    "end_rulebook",
    "move_phase",
    "publish_rulebook",
    "revise_rulebook",
]
