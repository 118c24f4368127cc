"""The rows of institutions: incubators with their phases, and rulebooks."""

from incubator.institutions.models.places import Incubator, IncubatorQuerySet, Phase
from incubator.institutions.models.rulebooks import Criterion, Rulebook, RulebookQuerySet

__all__ = ["Criterion", "Incubator", "IncubatorQuerySet", "Phase", "Rulebook", "RulebookQuerySet"]
