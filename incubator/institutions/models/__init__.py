"""The rows of institutions: incubators, their phases, changes and own facts, and rulebooks."""

from incubator.institutions.models.accounts import YearAccount
from incubator.institutions.models.changes import IncubatorChange, IncubatorChangeQuerySet
from incubator.institutions.models.own_facts import (
    IncubationFund,
    InstitutionStaff,
    OwnDocument,
    OwnFact,
    ServicePlatform,
)
from incubator.institutions.models.places import Incubator, IncubatorQuerySet, OfIncubator, Phase
from incubator.institutions.models.rulebooks import Criterion, Rulebook, RulebookQuerySet

__all__ = [
    "Criterion",
    "IncubationFund",
    "Incubator",
    "IncubatorChange",
    "IncubatorChangeQuerySet",
    "IncubatorQuerySet",
    "InstitutionStaff",
    "OfIncubator",
    "OwnDocument",
    "OwnFact",
    "Phase",
    "Rulebook",
    "RulebookQuerySet",
    "ServicePlatform",
    "YearAccount",
]
