"""Verbs on terms: appoint, renew, change what a mentor takes on, end."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import FIRST_YEAR, LAST_YEAR
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from mentors.enums import EndReason, FilingLevel
from mentors.lifecycle.clearing import clear_after
from mentors.lifecycle.people import (
    clean_email,
    refuse_namesake,
    refuse_retired,
    register_mentor,
)
from mentors.lifecycle.refusals import (
    clean_text,
    locked_mentor,
    require_past,
    require_word,
    taken_back,
)
from mentors.lifecycle.telling import of_mentor, tell
from mentors.models import Appointment, Assignment, Mentor

MOST_COMPANIES, MOST_HOURS = 50, 200
MOST_YEARS = 30  # of one term; no regulation's, the office's own sense


@dataclass(frozen=True)
class Terms:
    """A term [begins_on, ends_on), who issued the certificate, and what the mentor takes on.

    ``companies`` at once and ``hours`` a month, at most. Without ``appointed_by`` it is the
    incubator itself.
    """

    begins_on: datetime.date
    ends_on: datetime.date
    companies: int = 5
    hours: int = 8
    appointed_by: str = ""
    level: str = FilingLevel.INCUBATOR
    certificate: str = ""


@transaction.atomic
def appoint(*, mentor: Mentor, incubator: Incubator, terms: Terms, by) -> Appointment:
    """Appoint a mentor at an incubator, and tell them.

    Raises RuleViolation: ``mentor_retired`` (409), ``term_ends_before_it_begins``,
    ``term_not_plausible``, ``invalid_capacity``, ``unknown_word``, ``appointment_overlap`` (409),
    ``certificate_exists`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    refuse_retired(mentor)
    term = new_term(mentor, incubator, terms)
    _save(term, by)
    tell_appointed(term)
    return term


@transaction.atomic
def register_and_appoint(
    *,
    incubator: Incubator,
    terms: Terms,
    by,
    known: bool = False,
    namesake: bool = False,
    email: str = "",
    **facts: Any,
) -> Appointment:
    """Put somebody on file and appoint them; with ``known``, whoever has the e-mail address.

    ``namesake`` says that somebody on file of the same name is another person. ``facts`` are
    for ``people.register_mentor``. Raises RuleViolation: ``mentor_on_file`` (409), and as that
    verb and ``appoint`` do; then nothing is kept.
    """
    email = clean_email(email)
    mentor = Mentor.objects.filter(email__iexact=email).first() if known and email else None
    if mentor is None:
        if not namesake:
            refuse_namesake(facts.get("name", ""), facts.get("employer", ""))
        mentor = register_mentor(by=by, email=email, **facts)
    return appoint(mentor=mentor, incubator=incubator, terms=terms, by=by)


@transaction.atomic
def renew_appointment(
    *,
    appointment: Appointment,
    ends_on: datetime.date,
    by,
    companies: int | None = None,
    hours: int | None = None,
    level: str = "",
    certificate: str = "",
) -> Appointment:
    """续聘: a term of its own that begins where the last ends, with its capacity unless told.

    Raises RuleViolation: ``term_already_renewed`` (409), ``term_ended_early`` (409),
    ``capacity_below_load`` (409), and those of ``appoint``.
    """
    mentor = locked_mentor(appointment.mentor_id)
    refuse_retired(mentor)
    last = _locked(appointment)
    if Appointment.objects.filter(renews=last).exists():
        raise RuleViolation(
            "term_already_renewed", _("This term has already been renewed."), status=409
        )
    if last.ended_on is not None:
        raise RuleViolation(
            "term_ended_early",
            _("This term ended early, on %(on)s; appoint the mentor anew."),
            status=409,
            on=last.ended_on,
        )
    terms = Terms(
        begins_on=last.ends_on,
        ends_on=ends_on,
        companies=last.companies if companies is None else companies,
        hours=last.hours if hours is None else hours,
        appointed_by=last.appointed_by,
        level=level or last.level,
        certificate=certificate,
    )
    term = new_term(mentor, last.incubator, terms)
    _refuse_below_load(term)
    term.renews = last
    _save(term, by)
    tell_appointed(term)
    return term


@transaction.atomic
def amend_appointment(*, appointment: Appointment, companies: int, hours: int, by) -> Appointment:
    """Change what a mentor takes on. Raises ``invalid_capacity``, ``capacity_below_load`` (409)."""
    locked_mentor(appointment.mentor_id)
    term = _locked(appointment)
    _require_capacity(companies, hours)
    term.companies, term.hours = companies, hours
    _refuse_below_load(term)
    with recorded(by=by):
        term.save(update_fields=["companies", "hours"])
    return term


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, on: datetime.date, reason: str, by, at: datetime.datetime
) -> Appointment:
    """End a term early, and those that renew it; assignments, slots and plans end with it.

    Raises RuleViolation: ``in_future``, ``reason_missing``, ``term_already_over`` (409),
    ``session_after_end`` (409).
    """
    require_past(on, first_without=True)
    reason = clean_text(reason, field="reason", most=200, code="reason_missing", lines=False)
    mentor = locked_mentor(appointment.mentor_id)
    term = _locked(appointment)
    if max(on, term.begins_on) >= term.until_on:
        raise RuleViolation(
            "term_already_over",
            _("The term was over on %(until)s."),
            field="on",
            status=409,
            until=term.until_on,
        )
    with recorded(by=by, reason=reason):
        _end_with_renewals(term, on, reason)
        term.refresh_from_db(fields=["until_on"])
        clear_after(
            mentor=mentor, incubator_id=term.incubator_id, on=on,
            because=EndReason.TERM_ENDED, said=reason, by=by, at=at,
        )  # fmt: skip
    tell(
        of_mentor(mentor),
        _("Your appointment at %(incubator)s has ended"),
        _("Your appointment as a mentor at %(incubator)s ended on %(on)s: %(reason)s"),
        page=reverse("mentoring:home"),
        incubator=term.incubator.name,
        on=on,
        reason=reason,
    )
    return term


def _end_with_renewals(term: Appointment, on: datetime.date, reason: str) -> None:
    """The last of a chain first, so that nothing stands behind a gap."""
    chain = [term]
    while later := Appointment.objects.filter(renews=chain[-1]).first():
        chain.append(later)
    for each in reversed(chain):
        if each.ended_on is None:
            each.ended_on, each.end_reason = max(on, each.begins_on), reason
            each.save(update_fields=["ended_on", "end_reason"])


def _locked(appointment: Appointment) -> Appointment:
    """As on file now, held; its mentor is held already. Raises ``mentor_taken_back`` (409)."""
    terms = Appointment.objects.select_for_update(of=("self",), no_key=True)
    term = terms.select_related("mentor__user", "incubator").filter(pk=appointment.pk).first()
    if term is None:
        raise taken_back()
    return term


def new_term(mentor: Mentor, incubator: Incubator, terms: Terms) -> Appointment:
    """A term drawn up, not on file, that keeps the rules of one; raises as ``appoint`` but for
    what is on file already."""
    if terms.ends_on <= terms.begins_on:
        raise RuleViolation(
            "term_ends_before_it_begins",
            _("A term that begins on %(begin)s cannot end on %(end)s."),
            field="ends_on",
            begin=terms.begins_on,
            end=terms.ends_on,
        )
    _require_plausible(terms)
    _require_capacity(terms.companies, terms.hours)
    require_word("level", terms.level, FilingLevel.values)
    columns = vars(terms) | {
        "appointed_by": clean_text(
            terms.appointed_by or incubator.name, field="appointed_by", most=120, lines=False
        ),
        "certificate": clean_text(terms.certificate, field="certificate", most=60, lines=False),
    }
    return Appointment(mentor=mentor, incubator=incubator, **columns)


def _require_plausible(terms: Terms) -> None:
    """Raises ``term_not_plausible``: what else is a slip of the keyboard, by a digit or two."""
    begin, end = terms.begins_on.year, terms.ends_on.year
    if begin < FIRST_YEAR or end > LAST_YEAR or end - begin > MOST_YEARS:
        raise RuleViolation(
            "term_not_plausible",
            _("A term lies between %(first)d and %(last)d and lasts at most %(most)d years."),
            field="ends_on",
            first=FIRST_YEAR,
            last=LAST_YEAR,
            most=MOST_YEARS,
        )


def _require_capacity(companies: int, hours: int) -> None:
    if not (1 <= companies <= MOST_COMPANIES and 1 <= hours <= MOST_HOURS):
        raise RuleViolation(
            "invalid_capacity",
            _("A mentor takes on 1 to %(companies)d companies and 1 to %(hours)d hours a month."),
            field="companies",
            companies=MOST_COMPANIES,
            hours=MOST_HOURS,
        )


def _refuse_below_load(term: Appointment) -> None:
    taken = (
        Assignment.objects.taking_a_place()
        .filter(mentor=term.mentor_id, incubator=term.incubator_id)
        .count()
    )
    if taken > term.companies:
        raise RuleViolation(
            "capacity_below_load",
            _("The mentor has %(taken)d companies there now; end some first."),
            field="companies",
            status=409,
            taken=taken,
        )


def _save(term: Appointment, by) -> None:
    """Raises ``appointment_overlap`` and ``certificate_exists`` (409)."""
    _refuse_overlap(term)
    _refuse_second_certificate(term)
    try:
        with recorded(by=by), transaction.atomic():
            term.save()
    except IntegrityError:
        _refuse_second_certificate(term)  # somebody was quicker
        raise
    term.refresh_from_db(fields=["until_on"])


def _refuse_overlap(term: Appointment) -> None:
    other = (
        Appointment.objects.filter(
            mentor=term.mentor_id,
            incubator=term.incubator_id,
            begins_on__lt=term.ends_on,
            until_on__gt=term.begins_on,
        )
        .order_by("begins_on")
        .first()
    )
    if other:
        raise RuleViolation(
            "appointment_overlap",
            _("%(mentor)s is already appointed there from %(begin)s to %(until)s."),
            status=409,
            mentor=term.mentor.name,
            begin=other.begins_on,
            until=other.until_on,
        )


def _refuse_second_certificate(term: Appointment) -> None:
    if certificates_issued(term.incubator_id, [term.certificate]):
        raise RuleViolation(
            "certificate_exists",
            _("The incubator already issued the certificate %(certificate)s."),
            field="certificate",
            status=409,
            certificate=term.certificate,
        )


def certificates_issued(incubator_id: int, numbers: Iterable[str]) -> set[str]:
    """Those of the numbers that an incubator has on a certificate already; empty is none."""
    wanted = [number for number in numbers if number]
    terms = Appointment.objects.filter(incubator=incubator_id, certificate__in=wanted)
    return set(terms.values_list("certificate", flat=True))


def tell_appointed(term: Appointment) -> None:
    """That somebody is appointed, once it is on file."""
    tell(
        of_mentor(term.mentor),
        _("You are appointed as a mentor at %(incubator)s"),
        _("You are appointed as a mentor at %(incubator)s from %(begin)s to %(end)s."),
        page=reverse("mentoring:home"),
        incubator=term.incubator.name,
        begin=term.begins_on,
        end=term.ends_on,
    )
