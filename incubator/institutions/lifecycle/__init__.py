"""Verbs on institutions, what they have, and rulebooks: the only place where a state changes."""

from incubator.institutions.lifecycle.changes import (
    record_own_change,
    report_own_change,
    withdraw_own_change,
)
from incubator.institutions.lifecycle.own_facts import (
    add_own_document,
    attach_own_document,
    end_own_fact,
    file_own_fact,
    state_own_fact,
    withdraw_own_fact,
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
    "add_own_document",
    "attach_own_document",
    "discard_rulebook",
    "draft_rulebook",
    "drop_criterion",
    "end_own_fact",
    "end_rulebook",
    "file_own_fact",
    "move_phase",
    "publish_rulebook",
    "record_own_change",
    "report_own_change",
    "revise_rulebook",
    "state_own_fact",
    "withdraw_own_change",
    "withdraw_own_fact",
]
