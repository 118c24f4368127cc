"""Verbs on facts with evidence: recorded, verified, corrected; never changed.

A company's people submit a fact and the office verifies it; what the office records itself is
verified at once. A correction is a new fact that replaces the old one when it is verified.
"""

import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import HNTE_NATIONAL, USUAL_MONTHS, FactState, QualificationKind, Right
from companies.lifecycle.holding import locked_company
from companies.models import Company, CompanyFact, Evidence, Qualification
from incubator.core.dates import add_months, day_of
from incubator.core.errors import RuleViolation, violation_of
from incubator.core.files import check_upload
from incubator.core.history import recorded

F = TypeVar("F", bound=CompanyFact)
# Where what a constraint says is shown.
ABOUT = {
    "certificate_ends_before_it_begins": "valid_until",
    "property_granted_before_application": "granted_on",
    "property_lapsed_before_grant": "lapsed_on",
    "project_ends_before_it_begins": "ends_on",
    "project_accepted_before_approval": "accepted_on",
    "product_ends_before_launch": "ended_on",
    "round_larger_than_its_company": "post_money",
    "loan_values_nothing": "post_money",
}
# The rules under which high-tech enterprises were recognised changed on this day (domain 9.2).
RULES_OF_2016 = datetime.date(2016, 1, 1)
RULES_OF_2008 = datetime.date(2008, 1, 1)


@transaction.atomic
def add_evidence(
    *,
    company: Company,
    title: str,
    upload,
    by,
    at: datetime.datetime,
    dated: datetime.date | None = None,
) -> Evidence:
    """Keep a document of a company; the same file twice is kept once, under its first title.

    Raises RuleViolation: those of ``core.files.check_upload``, ``evidence_without_title``,
    ``evidence_of_the_future``.
    """
    title = " ".join(title.split())
    if not title:
        raise RuleViolation("evidence_without_title", _("Say what the document is."), field="title")
    if dated and dated > day_of(at):
        raise RuleViolation(
            "evidence_of_the_future", _("The document is dated in the future."), field="dated"
        )
    checked = check_upload(upload)
    locked_company(company.pk)
    if same := company.evidence.filter(sha256=checked.sha256).first():
        return same
    with recorded(by=by):
        return Evidence.objects.create(
            company=company, title=title, dated=dated, uploaded_at=at, uploaded_by=by,
            **checked.columns(),
        )  # fmt: skip


@transaction.atomic
def record_fact(
    kind: type[F],
    /,
    *,
    company: Company,
    by,
    at: datetime.datetime,
    verified: bool = True,
    evidence: Evidence | None = None,
    replaces: F | None = None,
    correction: str = "",
    **columns,
) -> F:
    """Put a fact on file: verified at once (the office), or waiting (the company's people).

    With ``replaces`` it corrects another one, for the reason ``correction``. Raises
    RuleViolation: ``fact_in_future``, ``fact_on_file`` (409), ``evidence_of_another_company``,
    ``certificate_of_another_time``, ``certificate_before_its_issue``,
    ``correction_without_reason``, ``fact_corrected_already`` (409), ``fact_field_invalid``, and
    one code for each constraint of the kind, such as ``certificate_ends_before_it_begins``,
    ``round_larger_than_its_company``.
    """
    company = locked_company(company.pk)
    _require_evidence_of(company, evidence)
    fact = kind(
        company=company, evidence=evidence, recorded_at=at, recorded_by=by, replaces=replaces,
        correction=correction.strip(), **columns,
    )  # fmt: skip
    if verified:
        fact.state, fact.verified_at, fact.verified_by = FactState.VERIFIED, at, by
    _require_correction(fact)
    _require_sound(fact, at)
    with recorded(by=by):
        fact.save(force_insert=True)
    return fact


def submit_fact(kind: type[F], /, *, company: Company, by, at: datetime.datetime, **columns) -> F:
    """As ``record_fact``, by somebody of the company; the office verifies it later.

    Raises RuleViolation as that verb, and ``right_missing`` (403).
    """
    require_right_in(company, by, Right.EDIT)
    return record_fact(kind, company=company, by=by, at=at, verified=False, **columns)


def submit_evidence(*, company: Company, by, at: datetime.datetime, **columns) -> Evidence:
    """As ``add_evidence``, by somebody of the company. Raises also ``right_missing`` (403)."""
    require_right_in(company, by, Right.EDIT)
    return add_evidence(company=company, by=by, at=at, **columns)


def require_right_in(company: Company, by, least: Right) -> None:
    """Raises ``right_missing`` (403) where somebody may not do so much for a company."""
    order = list(Right)
    acting = company.representatives.in_force().filter(user=by).first()
    if acting is None or order.index(Right(acting.right)) < order.index(least):
        raise RuleViolation("right_missing", _("You do not have the right to do this."), status=403)


@transaction.atomic
def verify_fact(*, fact: F, by, at: datetime.datetime) -> F:
    """The office has looked at it and its document; what it replaces no longer counts.

    Raises RuleViolation ``fact_decided_already`` (409).
    """
    fact = _locked(fact)
    if fact.state != FactState.SUBMITTED:
        raise _decided(fact)
    fact.state, fact.verified_at, fact.verified_by = FactState.VERIFIED, at, by
    with recorded(by=by):
        fact.save(update_fields=["state", "verified_at", "verified_by"])
    return fact


@transaction.atomic
def reject_fact(*, fact: F, reason: str, by, at: datetime.datetime) -> F:
    """Not accepted, or found to be wrong after it was verified; it stays on file and counts no
    more.

    Raises RuleViolation: ``fact_decided_already`` (409), ``rejection_without_reason``.
    """
    fact = _locked(fact)
    if fact.state == FactState.REJECTED:
        raise _decided(fact)
    if not reason.strip():
        raise RuleViolation(
            "rejection_without_reason", _("Say why; the company reads it."), field="reason"
        )
    fact.state, fact.rejected_at, fact.rejection = FactState.REJECTED, at, reason.strip()
    with recorded(by=by):
        fact.save(update_fields=["state", "rejected_at", "rejection"])
    return fact


@transaction.atomic
def attach_evidence(*, fact: F, evidence: Evidence, by) -> F:
    """Put a document behind a fact that has none.

    Raises RuleViolation: ``evidence_there_already`` (409), ``evidence_of_another_company``.
    """
    fact = _locked(fact)
    if fact.evidence_id is not None:
        raise RuleViolation(
            "evidence_there_already",
            _("A document stands behind it already; another one belongs to a correction."),
            status=409,
        )
    _require_evidence_of(fact.company, evidence)
    fact.evidence = evidence
    with recorded(by=by):
        fact.save(update_fields=["evidence"])
    return fact


@transaction.atomic
def complete_fact(*, fact: F, by, at: datetime.datetime, **columns) -> F:
    """Fill in what came true later, such as the day of a grant; only what is still empty.

    Raises RuleViolation: ``fact_complete_already`` (409), and those of ``record_fact``.
    """
    fact = _locked(fact)
    given = {name: value for name, value in columns.items() if value is not None}
    if not given or any(name not in fact.LATER or getattr(fact, name) for name in given):
        raise RuleViolation(
            "fact_complete_already",
            _("This is filled in already; where it is wrong, correct it."),
            status=409,
        )
    for name, value in given.items():
        setattr(fact, name, value)
    _require_sound(fact, at)
    with recorded(by=by):
        fact.save(update_fields=list(given))
    return fact


def _rows_like(fact: CompanyFact) -> Any:
    """The manager of a fact's kind: each kind has a table of its own."""
    return fact.__class__._default_manager


def _locked(fact: F) -> F:
    # What it replaces and what replaces it are of the same company: one lock for all of them.
    locked_company(fact.company_id)
    rows = _rows_like(fact).select_for_update(of=("self",)).select_related("company")
    return rows.get(pk=fact.pk)


def _decided(fact: CompanyFact) -> RuleViolation:
    return RuleViolation(
        "fact_decided_already",
        _("The office has decided about it already: %(state)s."),
        status=409,
        state=fact.get_state_display(),
    )


def _require_evidence_of(company: Company, evidence: Evidence | None) -> None:
    if evidence is not None and evidence.company_id != company.pk:
        raise RuleViolation(
            "evidence_of_another_company",
            _("This document belongs to another company."),
            field="evidence",
        )


def _require_correction(fact: CompanyFact) -> None:
    if fact.replaces is None:
        return
    if not fact.correction:
        raise RuleViolation(
            "correction_without_reason", _("Say why it is corrected."), field="correction"
        )
    others = _rows_like(fact).filter(replaces=fact.replaces)
    wrong_row = fact.replaces.company_id != fact.company_id
    if wrong_row or others.exclude(state=FactState.REJECTED).exists():
        raise RuleViolation(
            "fact_corrected_already",
            _("It has been corrected already; correct the newest one."),
            status=409,
        )


def _require_sound(fact: CompanyFact, at: datetime.datetime) -> None:
    for name in fact.HAPPENED:
        day = getattr(fact, name)
        if day and day > day_of(at):
            raise RuleViolation(
                "fact_in_future",
                _("%(on)s is in the future; record it when it has happened."),
                field=name,
                on=day,
            )
    try:
        fact.clean_fields(exclude=_columns_of_the_verb(fact))
        fact.validate_constraints()
    except ValidationError as error:
        raise violation_of(error, otherwise="fact_field_invalid", about=ABOUT) from error
    if isinstance(fact, Qualification):
        _require_time_of(fact)
    _refuse_twice(fact)


def _columns_of_the_verb(fact: CompanyFact) -> set[str]:
    """Every column but the fact's own, which the verb itself fills."""
    return {column.name for column in fact._meta.concrete_fields} - set(fact.OWN)


def _require_time_of(certificate: Qualification) -> None:
    """The national certificates of high-tech enterprises name the rules of their time."""
    issued = certificate.issued_on
    fits = {
        QualificationKind.HNTE_2008: RULES_OF_2008 <= issued < RULES_OF_2016,
        QualificationKind.HNTE_2016: issued >= RULES_OF_2016,
    }
    if not fits.get(QualificationKind(certificate.kind), True):
        raise RuleViolation(
            "certificate_of_another_time",
            _("A certificate under these rules was not issued on %(on)s."),
            field="issued_on",
            on=issued,
        )
    if certificate.kind in HNTE_NATIONAL and certificate.valid_from < issued:
        raise RuleViolation(
            "certificate_before_its_issue",
            _("It was issued on %(on)s and does not hold before that day."),
            field="valid_from",
            on=issued,
        )


# By what two facts of a company are the same one.
SAME_BY = {
    "Qualification": ("kind", "number", "valid_from"),
    "IntellectualProperty": ("kind", "number"),
    "FinancingRound": ("kind", "closed_on", "amount", "investor"),
    "StaffCount": ("counted_on",),
    "MarketEvent": ("kind", "happened_on"),
    "Award": ("title", "awarded_on"),
    "Product": ("name",),
    "Project": ("title", "approved_on"),
    "SubsidyClaim": ("policy", "applied_on"),
}


def _refuse_twice(fact: CompanyFact) -> None:
    same = {name: getattr(fact, name) for name in SAME_BY[fact.__class__.__name__]}
    twins = (
        _rows_like(fact)
        .filter(company=fact.company_id, **same)
        .exclude(state=FactState.REJECTED)
        .exclude(pk=fact.pk)
        .exclude(pk=fact.replaces.pk if fact.replaces else None)
    )
    if twins.filter(replaced_by__isnull=True).exists():
        raise RuleViolation("fact_on_file", _("This is on file already."), status=409)


def usual_end(kind: str, valid_from: datetime.date) -> datetime.date | None:
    """When a certificate of a kind usually ends (three years: unconfirmed); None: not known."""
    months = USUAL_MONTHS.get(QualificationKind(kind))
    return add_months(valid_from, months) if months else None
