"""Institutions and rulebooks in the admin."""

from incubator.institutions.admin.changes import IncubatorChangeAdmin
from incubator.institutions.admin.own_facts import OwnDocumentAdmin, OwnFactAdmin
from incubator.institutions.admin.places import IncubatorAdmin, PhaseAdmin
from incubator.institutions.admin.rulebooks import CriterionAdmin, RulebookAdmin

__all__ = [
    "CriterionAdmin", "IncubatorAdmin", "IncubatorChangeAdmin", "OwnDocumentAdmin",
    "OwnFactAdmin", "PhaseAdmin", "RulebookAdmin",
]  # fmt: skip
