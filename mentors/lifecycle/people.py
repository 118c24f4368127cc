"""Verbs on mentors: put on file, corrected, retired."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.accounts.access import Access
from incubator.accounts.models import User
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.enums import TechField
from mentors.enums import Language, MentorKind, Need, Stage, Tier
from mentors.lifecycle.refusals import clean_text, locked_mentor, require_past, require_word
from mentors.models import Mentor
from mentors.models.profile import PROFILE

WORDS = {"fields": TechField, "strengths": Need, "stages": Stage, "languages": Language}
LENGTHS = {"name": 80, "employer": 120, "title": 80}
OWN = ("email", "phone", "tier", "note")


@transaction.atomic
def register_mentor(*, by, user: User | None = None, **facts: Any) -> Mentor:
    """Put somebody on file as a mentor; whether they are in office, appointments say.

    ``facts`` are those of ``new_mentor``. Raises RuleViolation: ``mentor_exists`` (409), and those
    of ``new_mentor``.
    """
    mentor = new_mentor(user=user, **facts)
    refuse_second_mentor(mentor.email, user)
    try:
        with recorded(by=by), transaction.atomic():
            mentor.save()
    except IntegrityError:
        refuse_second_mentor(mentor.email, user)  # somebody was quicker
        raise
    return mentor


def new_mentor(
    *,
    name: str,
    kind: str,
    email: str = "",
    user: User | None = None,
    tier: str = Tier.MENTOR,
    phone: str = "",
    note: str = "",
    is_generated: bool = False,
    **profile: Any,
) -> Mentor:
    """A mentor drawn up, not on file.

    ``profile`` are ``employer``, ``title``, ``fields``, ``strengths``, ``stages``,
    ``languages`` and ``experience``. Raises RuleViolation: ``mentor_without_name``,
    ``unknown_word``, ``email_invalid``, ``text_too_long``.
    """
    facts = clean_profile({"name": name, "kind": kind, **profile})
    email = clean_email(email or (user.email if user else ""))
    require_word("tier", tier, Tier.values)
    return Mentor(
        **facts,
        **_names(facts["name"]),
        email=email,
        user=user,
        tier=tier,
        phone=clean_phone(phone),
        note=note,
        is_generated=is_generated,
    )


def refuse_namesake(name: str, employer: str) -> None:
    """Raises ``mentor_on_file`` (409) where it may be somebody who is on file already.

    Of the same name; two known employers that differ are two persons.
    """
    employer = " ".join(employer.split())
    alike = Mentor.objects.filter(name__iexact=" ".join(name.split()))
    if employer:
        alike = alike.filter(Q(employer__iexact=employer) | Q(employer=""))
    if alike.exists():
        raise RuleViolation(
            "mentor_on_file",
            _("%(name)s is already on file in the zone: give the e-mail address that is on file, "
              "or say that this is somebody else."),
            field="namesake",
            status=409,
            name=name,
        )  # fmt: skip


@transaction.atomic
def correct_mentor(*, mentor: Mentor, by, access: Access | None = None, **facts: Any) -> Mentor:
    """Put right what is on file of a mentor; what ``facts`` does not name stays.

    With an ``access``, another e-mail address only where it reaches all of the terms that run:
    by that address an account is tied. Raises RuleViolation as ``register_mentor`` does, and
    ``mentor_serves_elsewhere`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    known = {name: facts.get(name, getattr(mentor, name)) for name in (*PROFILE, *OWN)}
    own = {name: known.pop(name) for name in OWN}
    require_word("tier", own["tier"], Tier.values)
    own["email"] = clean_email(own["email"])
    own["phone"] = clean_phone(own["phone"])
    if own["email"].lower() != mentor.email.lower():
        refuse_serving_elsewhere(mentor, access, today())
    refuse_second_mentor(own["email"], None, but=mentor)
    profile = clean_profile(known)
    changed = profile | own | _names(profile["name"])
    for name, value in changed.items():
        setattr(mentor, name, value)
    with recorded(by=by):
        mentor.save(update_fields=list(changed))
    return mentor


@transaction.atomic
def retire_mentor(
    *,
    mentor: Mentor,
    on: datetime.date,
    reason: str,
    by,
    at: datetime.datetime,
    access: Access | None = None,
) -> Mentor:
    """Every term ends, with what stands on it; the record stays, and its figures with it.

    With an ``access``, only where it reaches all of the terms that run. Raises RuleViolation:
    ``mentor_retired`` (409), ``in_future``, ``reason_missing``, ``mentor_serves_elsewhere``
    (409), and those of ``appointments.end_appointment``.
    """
    from mentors.lifecycle.appointments import end_appointment  # terms stand on mentors

    require_past(on, first_without=True)
    mentor = locked_mentor(mentor.pk)
    refuse_retired(mentor)
    reason = clean_text(reason, field="reason", most=200, code="reason_missing", lines=False)
    running = mentor.appointments.filter(until_on__gt=on).order_by("begins_on")
    refuse_serving_elsewhere(mentor, access, on)
    with recorded(by=by, reason=reason):
        for term in list(running):
            term.refresh_from_db(fields=["until_on"])  # it may have ended with the one before
            if term.until_on > max(on, term.begins_on):
                end_appointment(appointment=term, on=on, reason=reason, by=by, at=at)
        mentor.retired_on, mentor.retirement_reason = on, reason
        mentor.save(update_fields=["retired_on", "retirement_reason"])
    return mentor


@transaction.atomic
def bring_back(*, mentor: Mentor, by) -> Mentor:
    """Let a mentor who had retired be appointed again. Raises ``mentor_not_retired`` (409)."""
    mentor = locked_mentor(mentor.pk)
    if mentor.retired_on is None:
        raise RuleViolation(
            "mentor_not_retired", _("%(mentor)s has not retired."), status=409, mentor=mentor.name
        )
    mentor.retired_on, mentor.retirement_reason = None, ""
    with recorded(by=by):
        mentor.save(update_fields=["retired_on", "retirement_reason"])
    return mentor


def refuse_serving_elsewhere(mentor: Mentor, access: Access | None, on: datetime.date) -> None:
    """Raises ``mentor_serves_elsewhere`` (409) where a term runs, or is to come, out of reach."""
    running = mentor.appointments.filter(until_on__gt=on)
    if access and not all(access.reaches(term.incubator_id) for term in running):
        raise RuleViolation(
            "mentor_serves_elsewhere",
            _(
                "%(mentor)s is also appointed elsewhere: this is for the administrators of the "
                "zone. The term here you can end."
            ),
            status=409,
            mentor=mentor.name,
        )


def refuse_retired(mentor: Mentor) -> None:
    """Raises ``mentor_retired`` (409)."""
    if mentor.retired_on is not None:
        raise RuleViolation(
            "mentor_retired",
            _("%(mentor)s retired on %(on)s."),
            status=409,
            mentor=mentor.name,
            on=mentor.retired_on,
        )


def clean_profile(given: dict[str, Any]) -> dict[str, Any]:
    """The columns of a profile, in order and without what nobody sees.

    Raises RuleViolation: ``mentor_without_name``, ``unknown_word``, ``text_too_long``.
    """
    facts: dict[str, Any] = {
        name: clean_text(
            str(given.get(name) or ""),
            field=name,
            most=most,
            lines=False,
            code="mentor_without_name" if name == "name" else "",
        )
        for name, most in LENGTHS.items()
    }
    require_word("kind", given.get("kind"), MentorKind.values)
    facts["kind"] = given["kind"]
    for name, choices in WORDS.items():
        words = list(given.get(name) or [])
        for word in words:
            require_word(name, word, choices.values)
        facts[name] = [word for word in choices.values if word in words]
    facts["experience"] = clean_text(
        str(given.get("experience") or ""), field="experience", most=4000
    )
    return facts


def clean_email(text: str) -> str:
    """Raises ``email_invalid``."""
    email = text.strip()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise RuleViolation(
            "email_invalid",
            _("“%(email)s” is not an e-mail address."),
            field="email",
            email=email[:80],
        ) from None
    return email


def clean_phone(text: str) -> str:
    """Raises ``text_too_long``."""
    return clean_text(text, field="phone", most=40, lines=False)


def refuse_second_mentor(email: str, user: User | None, *, but: Mentor | None = None) -> None:
    """Raises ``mentor_exists`` (409) for an address or an account that another mentor has."""
    others = Mentor.objects.exclude(pk=but.pk) if but else Mentor.objects.all()
    taken = (email and others.filter(email__iexact=email).exists()) or (
        user is not None and others.filter(user=user).exists()
    )
    if taken:
        raise RuleViolation(
            "mentor_exists",
            _("A mentor with this e-mail address or account is already on file."),
            field="email",
            status=409,
        )


def _names(name: str) -> dict[str, str]:
    return {"name_pinyin": pinyin_of(name), "name_initials": initials_of(name)}
