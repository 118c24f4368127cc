"""An accepted applicant moves in: one transaction over companies and facilities."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from companies import lifecycle as companies
from companies.enums import Fact, FounderKind
from companies.lifecycle.admissions import locked_admission
from companies.models import Admission, Company, IncubationAgreement, Residence
from companies.queries.applications import facts_said
from facilities import lifecycle as facilities
from incubator.core.errors import RuleViolation
from incubator.institutions.enums import Programme
from incubator.institutions.queries import StayLimit, stay_limit
from incubator.workflows.checklist import Checklist, checklist_of


def limit_of(admission: Admission, *, on: datetime.date) -> StayLimit | None:
    """The longest stay by the rulebook in force on a day; None in an accelerator."""
    if admission.incubator.programme != Programme.INCUBATION:
        return None
    facts = facts_said(admission.application)
    company = _on_file(admission)
    return stay_limit(
        field=(company.field if company else "") or facts.get(Fact.FIELD) or "",
        founder_kind=(company.founder_kind if company else "")
        or facts.get(Fact.FOUNDER_KIND)
        or "",
        kind=admission.incubator.kind,
        on=on,
    )


@transaction.atomic
def admit(
    *,
    admission: Admission,
    on: datetime.date,
    by,
    at: datetime.datetime,
    due_on: datetime.date | None = None,
    lease_signed_on: datetime.date | None = None,
    lease_number: str = "",
) -> Residence:
    """Admit a company whose checklist is complete: everything, or nothing.

    Registers it (or takes the one on file by its code), opens the stay until ``due_on`` (by
    default the last day of the longest stay that the rulebook in force allows), binds the
    agreement to it, lets the reserved rooms, books the deposit, hands over, closes the
    application with its letter, and lets the applicant's people act for the company.

    Raises RuleViolation: ``admission_over`` (409), ``application_not_accepted`` (409),
    ``admission_steps_missing`` (409), ``admission_in_future``, ``outside_agreement``,
    ``code_of_another`` (409), ``stay_too_long``, ``case_kept_from_you`` (403), and
    those of the verbs that it calls.
    """
    admission = locked_admission(admission, by=by)
    checklist = checklist_of(admission)
    agreement, reservation = _agreed(checklist, on), checklist.reservation
    limit, last = _due(limit_of(admission, on=on), on, due_on, agreement)
    company = _company(admission, by)
    residence = companies.admit(
        company=company, incubator=admission.incubator, on=on, due_on=last, by=by
    )
    companies.take_facts(company=company, facts=facts_said(admission.application), by=by)
    companies.bind_agreement(agreement=agreement, residence=residence, by=by)
    if reservation is not None:
        lease = facilities.let_reserved(
            reservation=reservation,
            company=company,
            residence=residence,
            signed_on=lease_signed_on or on,
            on=on,
            by=by,
            number=lease_number,
            contact_email=_email(admission),
        )
        facilities.hand_over(lease=lease, on=on, by=by)
    columns = {"residence": residence, **(_basis(limit) if limit else {})}
    companies.close_admission(admission=admission, by=by, at=at, **columns)
    companies.mark_admitted(application=admission.application, company=company, by=by, at=at)
    companies.appoint_applicants(application=admission.application, company=company, by=by, at=at)
    return residence


@transaction.atomic
def give_up(
    *, admission: Admission, reason: str, on: datetime.date, by, at: datetime.datetime
) -> Admission:
    """The company does not come in after all; rooms that were kept for it are free again.

    Raises RuleViolation: ``admission_over`` (409), ``reason_missing``, ``deposit_held`` (409),
    ``case_kept_from_you`` (403).
    """
    given_up = companies.give_up_admission(admission=admission, reason=reason, by=by, at=at)
    facilities.release_kept(admission=given_up, on=on, reason=reason, by=by)
    return given_up


def _agreed(checklist: Checklist, on: datetime.date) -> IncubationAgreement:
    """The agreement under which the company enters on a day.

    Raises ``admission_steps_missing`` (409), ``admission_in_future``, ``outside_agreement``.
    """
    _require_complete(checklist)
    agreement = checklist.agreement
    assert agreement is not None  # noqa: S101 - the checklist is complete
    companies.refuse_future("admission_in_future", on)
    if not agreement.begins_on <= on <= agreement.ends_on:
        raise RuleViolation(
            "outside_agreement",
            gettext_lazy(
                "Agreement %(number)s holds from %(begin)s to %(end)s; a company enters in that "
                "time."
            ),
            field="on",
            number=agreement.number,
            begin=agreement.begins_on,
            end=agreement.ends_on,
        )
    return agreement


def _require_complete(checklist: Checklist) -> None:
    if missing := checklist.missing:
        raise RuleViolation(
            "admission_steps_missing",
            gettext_lazy("Still missing: %(steps)s."),
            status=409,
            steps=_listed(step.need.label for step in missing),
        )


def _listed(labels: Iterable[str | Promise]) -> str:
    return gettext(", ").join(map(str, labels))


def _due(
    limit: StayLimit | None,
    on: datetime.date,
    due_on: datetime.date | None,
    agreement: IncubationAgreement,
) -> tuple[StayLimit | None, datetime.date]:
    """The rule that the due day stands on, and the day; without a rule it is the agreement's."""
    last = limit.last_day(on) if limit else None
    if limit is None or last is None:
        return None, due_on or agreement.ends_on
    if due_on is None or due_on <= last:
        return limit, due_on or last
    other = limit.otherwise
    longest = other.last_day(on) if other else None
    if longest is not None and due_on <= longest:
        return other, due_on
    raise RuleViolation(
        "stay_too_long",
        gettext_lazy("%(rulebook)s allows a stay until %(last)s at most."),
        field="due_on",
        rulebook=str(limit.rulebook),
        last=longest or last,
    )


def _basis(limit: StayLimit) -> dict[str, object]:
    return {
        "rulebook": limit.rulebook,
        "limit_months": limit.months,
        "limit_source": limit.source,
        "limit_certainty": limit.certainty,
    }


def _on_file(admission: Admission) -> Company | None:
    if admission.application.company is not None:
        return admission.application.company
    return companies.company_on_file(unified_code=admission.unified_code or "")


def _company(admission: Admission, by) -> Company:
    """The company on file by its code, or a new one with what the application says of it."""
    found = companies.company_on_file(unified_code=admission.unified_code or "")
    applied = admission.application.company
    if applied is not None and applied != found:
        raise RuleViolation(
            "code_of_another",
            gettext_lazy("The application was accepted for the company with the code %(code)s."),
            field="unified_code",
            status=409,
            code=applied.unified_code or "—",
        )
    if found is not None:
        return found
    facts = facts_said(admission.application)
    return companies.register_company(
        by=by,
        name=admission.registered_name,
        unified_code=admission.unified_code,
        registered_on=admission.registered_on,
        registered_capital=facts.get(Fact.REGISTERED_CAPITAL),
        field=facts.get(Fact.FIELD) or "",
        founder_kind=facts.get(Fact.FOUNDER_KIND) or FounderKind.GENERAL,
        is_generated=admission.application.is_generated,
    )


def _email(admission: Admission) -> str:
    """For notices about the lease."""
    return str(facts_said(admission.application).get(Fact.EMAIL) or "")
