"""How every row that names a company goes when two records of one company are put together.

Whatever refers to a company stands here, each key with its way: a test compares this table with
the models. Models are named by their labels, since some belong to parts above this one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.db.models import ForeignKey, Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import AliasKind, Entry
from companies.models import (
    Company,
    CompanyAlias,
    Evidence,
    RegisteredEntry,
    Representative,
    Shareholding,
)
from mentors.models import Stake

SHAREHOLDERS = "shareholders"
CODES = [AliasKind.ORGANISATION_CODE, AliasKind.RECORDED_AS]
CODE = re.compile(r"[0-9A-Z]{8}([0-9A-Z]{9})[0-9A-Z]|([0-9A-Z]{8})-?([0-9A-Z])")


def subject_of(code: str) -> str:
    """Whose a code is: the organisation code, also inside a unified code (GB 32100)."""
    found = CODE.fullmatch(code)
    return "".join(part or "" for part in found.groups()) if found else ""


@dataclass(frozen=True)
class Pair:
    """The company that stays and its second record, and what somebody said of them.

    ``theirs`` is taken of the second one, ``code_in_error`` is of neither, and of two returns
    for one period the due one in ``holds`` counts.
    """

    kept: Company
    merged: Company
    theirs: frozenset[str] = field(default_factory=frozenset)
    code_in_error: str = ""
    holds: frozenset[int] = field(default_factory=frozenset)

    @property
    def erring(self) -> Company | None:
        """The one whose code never belonged to it, where somebody said so."""
        both = (self.kept, self.merged)
        return next((one for one in both if self.code_in_error == one.unified_code), None)

    @cached_property
    def aliases_in_error(self) -> dict[int, int]:
        """Older forms of a code in error, and records of it, each with whose alias it is."""
        if not self.code_in_error:
            return {}
        rows = CompanyAlias.objects.filter(company=self.erring, kind__in=CODES)
        return {
            pk: company for pk, company, value in rows.values_list("pk", "company", "value")
            if subject_of(value) == subject_of(self.code_in_error)
        }  # fmt: skip

    @cached_property
    def twins(self) -> dict[int, int]:
        """Documents of the second record that the first has too, each with the one it has."""
        ours = dict(self.kept.evidence.values_list("sha256", "pk"))
        return {
            pk: ours[digest]
            for pk, digest in self.merged.evidence.values_list("pk", "sha256")
            if digest in ours
        }

    @cached_property
    def entries(self) -> dict[str, set[str]]:
        """Of which entries of the register either has any."""
        return {
            side: set(company.entries.values_list("entry", flat=True))
            for side, company in (("kept", self.kept), ("merged", self.merged))
        }

    @cached_property
    def both_held(self) -> bool:
        """Whether shareholders of both are on file."""
        return self.kept.shareholdings.exists() and self.merged.shareholdings.exists()


def _none(_pair: Pair) -> Q | None:
    """Every row goes along."""


@dataclass(frozen=True)
class Way:
    """How the rows of one key go.

    ``behind`` says which of the second record's rows stay with it, and ``why``; ``stays`` says
    why none ever moves.
    """

    behind: Callable[[Pair], Q | None] = _none
    why: str | Promise = ""
    stays: str = ""


def _acting_for_both(pair: Pair) -> Q:
    users = Representative.objects.in_force().filter(company=pair.kept).values("user")
    return Q(ended_at__isnull=True, user__in=users)


def _declared_for_both(pair: Pair) -> Q:
    found = Q(pk__in=[])
    for one in Stake.objects.filter(company=pair.kept):
        later = Q(until_on__isnull=True) | Q(until_on__gt=one.from_on)
        same = Q(mentor=one.mentor_id, kind=one.kind) & later
        found |= same & Q(from_on__lt=one.until_on) if one.until_on else same
    return found


def _never_its_code(pair: Pair) -> Q | None:
    return Q(pk__in=pair.aliases_in_error) if pair.code_in_error else None


def _same_documents(pair: Pair) -> Q:
    return Q(pk__in=pair.twins)


def _other_entries(pair: Pair) -> Q:
    return Q(entry__in=(pair.entries["kept"] & pair.entries["merged"]) - pair.theirs)


def _other_shareholders(pair: Pair) -> Q | None:
    return Q() if pair.both_held and SHAREHOLDERS not in pair.theirs else None


GOES = Way()
THEN = "It says what was, under the number that was then in use."
FACTS = (
    "Award", "FinancingRound", "IntellectualProperty", "MarketEvent", "Product", "Project",
    "Qualification", "StaffCount", "SubsidyClaim",
)  # fmt: skip

WAYS: dict[str, Way] = {
    "companies.Residence.company": GOES,
    "companies.DueReturn.company": GOES,
    "facilities.SpaceLease.company": GOES,
    "mentors.Assignment.company": GOES,
    "mentors.MentoringSession.company": GOES,
    "companies.ChangeRequest.company": GOES,
    "companies.Leaving.company": GOES,
    "companies.GraduationReview.company": GOES,
    "companies.FollowUp.company": GOES,
    "companies.Referral.company": GOES,
    "companies.Application.company": GOES,
    "companies.Evidence.company": Way(_same_documents, _("the same documents are there already")),
    **{f"companies.{kind}.company": GOES for kind in FACTS},
    "companies.EquityStake.company": GOES,
    "companies.Paper.company": GOES,
    "companies.Representative.company": Way(
        _acting_for_both, _("the same people act for the other one already")
    ),
    "companies.RegisteredEntry.company": Way(
        _other_entries, _("what the other one says is kept")
    ),
    "companies.Shareholding.company": Way(
        _other_shareholders, _("what the other one says is kept")
    ),
    "mentors.Stake.company": Way(_declared_for_both, _("declared for the other one already")),
    "companies.CompanyAlias.company": Way(
        _never_its_code, _("the code never belonged to the company")
    ),
    "companies.Company.merged_into": Way(stays="Undone one after the other, the last one first."),
    "companies.CompanyMerge.kept": Way(stays=THEN),
    "companies.CompanyMerge.merged": Way(stays=THEN),
    "companies.PossibleDuplicate.first": Way(stays="The pair is closed by the merge itself."),
    "companies.PossibleDuplicate.second": Way(stays="The pair is closed by the merge itself."),
    # An open one lapses with the next look; the same rows are then late facts of the other.
    "statistics.LateFact.company": Way(stays=THEN),
}  # fmt: skip


def model_of(key: str) -> type[Model]:
    """The model of a key such as ``companies.Residence.company``."""
    return apps.get_model(key.rpartition(".")[0])


def going() -> Iterator[tuple[str, type[Model], Way]]:
    """The keys whose rows go along, in the order in which a page tells them."""
    for key, way in WAYS.items():
        if not way.stays:
            yield key, model_of(key), way


def keys_to_companies() -> set[str]:
    """Every foreign key to a company that there is, but those of histories."""
    return {
        f"{model._meta.label}.{key.name}"
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model")
        for key in model._meta.concrete_fields
        if isinstance(key, ForeignKey) and key.related_model is Company
    }


# What is exchanged where the second record's is taken: one row at a time would overlap.
EXCHANGED: dict[type[Model], Callable[[Pair], Q | None]] = {
    RegisteredEntry: lambda pair: Q(
        entry__in=pair.entries["kept"] & pair.entries["merged"] & pair.theirs & set(Entry.values)
    ),
    Shareholding: lambda pair: (
        Q() if pair.both_held and SHAREHOLDERS in pair.theirs else None
    ),
}  # fmt: skip

__all__ = ["EXCHANGED", "SHAREHOLDERS", "WAYS", "Evidence", "Pair", "Way", "going",
           "keys_to_companies", "model_of"]  # fmt: skip
