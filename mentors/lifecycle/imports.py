"""Appointing many mentors at one stroke: all of them or none, and the same as a trial."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from mentors.lifecycle.appointments import Terms, register_and_appoint
from mentors.models import Appointment, Mentor


@dataclass(frozen=True)
class MentorDraft:
    """Somebody to appoint: ``facts`` as ``register_mentor`` takes them, and the term."""

    facts: dict[str, Any]
    terms: Terms


@transaction.atomic
def appoint_many(*, incubator: Incubator, drafts: Sequence[MentorDraft], by) -> list[Appointment]:
    """Appoint each; whoever has an e-mail address that is on file, is not put on file again.

    Raises RuleViolation for the first that cannot be, as ``register_and_appoint`` does, or
    ``mentor_on_file`` (409).
    """
    return [_appoint(incubator, draft, by) for draft in drafts]


def problems_of(
    *, incubator: Incubator, drafts: Sequence[MentorDraft]
) -> list[tuple[int, RuleViolation]]:
    """What speaks against each of them, tried for real and taken back; nobody is told anything."""
    problems = []
    with transaction.atomic():
        for place, draft in enumerate(drafts):
            try:
                with transaction.atomic():
                    _appoint(incubator, draft, None)
            except RuleViolation as violation:
                problems.append((place, violation))
        transaction.set_rollback(True)
    return problems


def _appoint(incubator: Incubator, draft: MentorDraft, by) -> Appointment:
    """Without an e-mail address, name and employer tell who somebody is."""
    facts = draft.facts
    if not facts.get("email"):
        alike = Mentor.objects.filter(
            name=facts["name"],
            employer=facts.get("employer", ""),
            appointments__incubator=incubator,
        )
        if alike.exists():
            raise RuleViolation(
                "mentor_on_file",
                _("%(name)s of the same employer is already on file; give the e-mail address."),
                status=409,
                name=facts["name"],
            )
    return register_and_appoint(incubator=incubator, terms=draft.terms, by=by, known=True, **facts)
