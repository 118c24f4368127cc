"""A list of mentors, as an import appoints it: row by row, tried first or for good."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from mentors import lifecycle
from mentors.lifecycle.imports import Tried
from mentors.models import Appointment


@dataclass(frozen=True)
class Fate:
    """What comes of a draft: as ``Tried`` says, or a refusal."""

    tried: Tried | None = None
    refusal: RuleViolation | None = None

    @property
    def appointment(self) -> Appointment | None:
        return self.tried.appointment if self.tried else None

    @property
    def on_file(self):
        return self.tried.on_file if self.tried else None


@transaction.atomic
def appoint_many(*, incubator: Incubator, drafts: Sequence, by) -> list[Appointment]:
    """All of them or none."""
    Incubator.objects.select_for_update(of=("self",), no_key=True).get(pk=incubator.pk)
    known = lifecycle.OnFile(incubator)
    tried = [
        lifecycle.appoint_drafted(incubator=incubator, draft=draft, known=known, by=by)
        for draft in drafts
    ]
    return [one.appointment for one in tried if one.appointment]


def trial_of(*, incubator: Incubator, drafts: Sequence) -> list[Fate]:
    """What would come of each, done for real and taken back."""
    fates = []
    with transaction.atomic():
        known = lifecycle.OnFile(incubator)
        for draft in drafts:
            try:
                with transaction.atomic():
                    fates.append(Fate(lifecycle.appoint_drafted(
                        incubator=incubator, draft=draft, known=known, by=None)))  # fmt: skip
            except RuleViolation as violation:
                fates.append(Fate(refusal=violation))
        transaction.set_rollback(True)
    return fates
