"""Appointing the mentors of a list: who is plainly new together, the others one by one.

Lists are sent twice, and people stand in them twice: nobody is put on file a second time.
"""

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incubator.core.db import take_turn
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from mentors.lifecycle.appointments import (
    Terms,
    appoint,
    certificates_issued,
    new_term,
    register_and_appoint,
    tell_appointed,
)
from mentors.lifecycle.people import new_mentor
from mentors.lifecycle.refusals import clean_text
from mentors.models import Appointment, Mentor

PHONE_DIGITS = 7  # fewer are an extension, and name nobody
NATIONAL_DIGITS = 11  # of a mobile number without +86
CERTIFICATE = "certificate"
LIST_LOCK = 2034  # the family of the lock of those that write lists of mentors


@dataclass(frozen=True)
class MentorDraft:
    """Somebody to appoint: ``facts`` as ``register_mentor`` takes them, and the term."""

    facts: dict[str, Any]
    terms: Terms


@dataclass(frozen=True)
class Tried:
    """What comes of one draft: a term, of somebody ``on_file`` before or new.

    Without a term it is left out: the person is on file with that very one.
    """

    appointment: Appointment | None = None
    on_file: Mentor | None = None


def hold_lists(*, wait: bool = True) -> None:
    """Lists are written and taken back one after the other until the transaction ends.

    Each names people in an order of its own, at whichever incubator: two at once would hold what
    the other waits for. Raises ``mentors_being_imported`` (409) where one is at it, unless
    ``wait``.
    """
    if not take_turn(LIST_LOCK, wait=wait):
        raise RuleViolation(
            "mentors_being_imported",
            _("A list of mentors is being imported right now: try again in a minute."),
            status=409,
        )


def hold_listed(*, mentors: Sequence[int], terms: Sequence[int]) -> None:
    """Hold the mentors, and those of the terms, before the terms: as every verb does."""
    of_terms = Appointment.objects.filter(pk__in=terms).values("mentor")
    listed = Mentor.objects.filter(Q(pk__in=mentors) | Q(pk__in=of_terms))
    list(listed.select_for_update(of=("self",)).order_by("pk"))


@transaction.atomic
def appoint_drafted(*, incubator: Incubator, draft: MentorDraft, known: "OnFile", by) -> Tried:
    """Appoint somebody who has not that very term already, put on file first where need be.

    Raises RuleViolation as ``register_mentor`` and ``appoint`` do, or ``mentor_on_file`` (409).
    """
    on_file = known.person(draft.facts)
    if on_file is None:
        term = register_and_appoint(
            incubator=incubator, terms=draft.terms, namesake=True, by=by, **draft.facts
        )
        known.add(term.mentor)
        return Tried(term)
    same = Appointment.objects.filter(
        mentor=on_file, incubator=incubator, begins_on=draft.terms.begins_on,
        ends_on=draft.terms.ends_on, ended_on=None,
    )  # fmt: skip
    if same.exists():
        return Tried(on_file=on_file)
    term = appoint(mentor=on_file, incubator=incubator, terms=draft.terms, by=by)
    return Tried(term, on_file)


@transaction.atomic
def appoint_drafts(
    *, incubator: Incubator, drafts: Sequence[MentorDraft], known: "OnFile", by
) -> list[Appointment | None]:
    """Put on file and appoint those who are plainly new, in a few statements.

    None for every other draft, of which ``appoint_drafted`` says what comes of it: what is wrong
    with it, and whatever shares a name, an address or a number with somebody on file or with
    another of the drafts. Raises IntegrityError where somebody was quicker; then nothing is kept.
    """
    drawn = _plainly_new(incubator, drafts, known)
    terms = [term for term in drawn if term is not None]
    with recorded(by=by):
        Mentor.objects.bulk_create(term.mentor for term in terms)
        Appointment.objects.bulk_create(terms)
    for term in terms:
        known.add(term.mentor)
        tell_appointed(term)
    return drawn


class OnFile:
    """Everybody on file, found by what a list says of them (two statements)."""

    def __init__(self, incubator: Incubator) -> None:
        there = Appointment.objects.filter(incubator=incubator)
        self.there = set(there.values_list("mentor", flat=True))
        self.by_email: dict[str, Mentor] = {}
        self.by_phone: dict[str, list[Mentor]] = defaultdict(list)
        self.by_name: dict[str, list[Mentor]] = defaultdict(list)
        for mentor in Mentor.objects.only("name", "employer", "email", "phone").order_by("pk"):
            self._keep(mentor)

    def add(self, mentor: Mentor) -> None:
        """Somebody new, appointed there."""
        self.there.add(mentor.pk)
        self._keep(mentor)

    def person(self, facts: dict[str, Any]) -> Mentor | None:
        """The one whom a draft names: by e-mail, by phone, or by name and employer.

        Raises ``mentor_on_file`` (409) where that is not certain, and, but by e-mail, for
        somebody who was never appointed at the incubator: it learns nothing of them.
        """
        name = _plain(facts["name"])
        by_email = self.by_email.get(_plain(facts.get("email", "")))
        if by_email:
            return self._same_name(by_email, name, _("The e-mail address"))
        by_phone = self.by_phone.get(_digits(facts.get("phone", "")), [])
        if by_phone:
            one = next((one for one in by_phone if _plain(one.name) == name), by_phone[0])
            return self._certain(self._same_name(one, name, _("The phone number")), facts)
        namesakes = self.by_name.get(name, [])
        employer = _plain(facts.get("employer", ""))
        alike = [one for one in namesakes if employer and _plain(one.employer) == employer]
        unsure = [
            one
            for one in namesakes
            if one.pk in self.there and not (employer and one.employer) and not facts.get("email")
        ]
        if len(alike) > 1 or (unsure and not alike):
            raise _ask_for_address(facts)
        return self._certain(alike[0], facts) if alike else None

    def _keep(self, mentor: Mentor) -> None:
        if mentor.email:
            self.by_email[_plain(mentor.email)] = mentor
        if digits := _digits(mentor.phone):
            self.by_phone[digits].append(mentor)
        self.by_name[_plain(mentor.name)].append(mentor)

    def _same_name(self, mentor: Mentor, name: str, what: Promise) -> Mentor:
        if _plain(mentor.name) == name:
            return mentor
        said = mentor.name if mentor.pk in self.there else _("somebody else")
        raise RuleViolation(
            "mentor_on_file",
            _("%(what)s is on file for %(name)s. Correct it, or leave it empty."),
            status=409,
            what=what,
            name=said,
        )

    def _certain(self, mentor: Mentor, facts: dict[str, Any]) -> Mentor:
        email = _plain(facts.get("email", ""))
        if email and mentor.email and mentor.pk in self.there:
            raise RuleViolation(
                "mentor_on_file",
                _("%(name)s is on file with another e-mail address: %(email)s."),
                field="email",
                status=409,
                name=mentor.name,
                email=mentor.email,
            )
        if mentor.pk not in self.there:
            raise _ask_for_address(facts)
        return mentor


def _plainly_new(
    incubator: Incubator, drafts: Sequence[MentorDraft], known: OnFile
) -> list[Appointment | None]:
    """A term, with its mentor, drawn up for each draft that the others leave alone."""
    marks = [set(_marks(draft)) for draft in drafts]
    often = Counter(mark for each in marks for mark in each)
    issued = certificates_issued(
        incubator.pk, {number for each in marks for kind, number in each if kind == CERTIFICATE}
    )
    drawn: list[Appointment | None] = [None] * len(drafts)
    for place, draft in enumerate(drafts):
        if any(often[mark] > 1 for mark in marks[place]):
            continue
        with contextlib.suppress(RuleViolation):  # said where it comes one by one
            if known.person(draft.facts) is None:
                term = new_term(new_mentor(**draft.facts), incubator, draft.terms)
                drawn[place] = term if term.certificate not in issued else None
    return drawn


def _marks(draft: MentorDraft) -> Iterator[tuple[str, str]]:
    """By what another draft may mean the same person, or the same certificate."""
    facts = draft.facts
    for name in (facts["name"], _seen(facts["name"])):
        yield "name", _plain(name)
    yield from ((kind, said) for kind, said in (
        ("email", _plain(facts.get("email", ""))),
        ("phone", _digits(facts.get("phone", ""))),
        (CERTIFICATE, _seen(draft.terms.certificate)),
    ) if said)  # fmt: skip


def _seen(text: str) -> str:
    """As it is kept, however long it is."""
    return clean_text(text, field="", most=len(text), lines=False)


def _ask_for_address(facts: dict[str, Any]) -> RuleViolation:
    return RuleViolation(
        "mentor_on_file",
        _("%(name)s is already on file in the zone; give the e-mail address that is on file."),
        field="email",
        status=409,
        name=facts["name"],
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _digits(text: str) -> str:
    digits = re.sub(r"[^0-9]", "", text)
    return digits[-NATIONAL_DIGITS:] if len(digits) >= PHONE_DIGITS else ""
