"""Institutions and rulebooks in the admin."""

from incubator.institutions.admin.places import IncubatorAdmin, PhaseAdmin

__all__ = ["IncubatorAdmin", "PhaseAdmin"]
