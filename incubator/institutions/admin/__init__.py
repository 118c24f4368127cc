"""Institutions and rulebooks in the admin."""

from incubator.institutions.admin.places import IncubatorAdmin, PhaseAdmin
from incubator.institutions.admin.rulebooks import CriterionAdmin, RulebookAdmin

__all__ = ["CriterionAdmin", "IncubatorAdmin", "PhaseAdmin", "RulebookAdmin"]
