"""The rows of institutions: incubators with their phases and changes, and rulebooks."""

from incubator.institutions.models.changes import IncubatorChange, IncubatorChangeQuerySet
from incubator.institutions.models.places import Incubator, IncubatorQuerySet, OfIncubator, Phase
from incubator.institutions.models.rulebooks import Criterion, Rulebook, RulebookQuerySet

__all__ = [
    "Criterion",
    "Incubator",
    "IncubatorChange",
    "IncubatorChangeQuerySet",
    "IncubatorQuerySet",
    "OfIncubator",
    "Phase",
    "Rulebook",
    "RulebookQuerySet",
]
