"""Verbs on incubation agreements and on an operator's own values and text for them."""

import datetime
from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.documents.agreement import FIELDS
from companies.enums import Entry, Fact, PaperKind
from companies.lifecycle.admissions import require_accepted
from companies.lifecycle.apart import require_apart
from companies.lifecycle.moving import locked_application
from companies.lifecycle.register import open_residence
from companies.models import (
    AgreementTemplate,
    Application,
    IncubationAgreement,
    Paper,
    RegisteredEntry,
    Residence,
)
from companies.queries.applications import facts_said
from companies.rules.terms import BY_NAME, defaults, impossible, last_day
from incubator.core.dates import day_of, require_year, today
from incubator.core.errors import RuleViolation
from incubator.core.files import DOCX, check_upload
from incubator.core.history import recorded
from incubator.core.word import require_template
from incubator.institutions.models import Incubator


@transaction.atomic
def set_template(
    *,
    incubator: Incubator,
    values: Mapping[str, int],
    by,
    at: datetime.datetime,
    text=None,
    keep_text: bool = True,
) -> AgreementTemplate:
    """Another version of an operator's values and text; agreements drafted earlier keep theirs.

    Without ``text`` the last version's goes on, or with ``keep_text`` False the standard one.
    Raises RuleViolation: ``term_impossible``, those of ``core.files.check_upload`` and of
    ``core.word.require_template``.
    """
    Incubator.objects.select_for_update(of=("self",), no_key=True).get(pk=incubator.pk)
    values = _possible(defaults() | dict(values))
    last = incubator.agreement_templates.order_by("-version").first()
    kept: dict[str, Any] = {}
    if last and keep_text:
        kept = {"text": last.text.name, "text_name": last.text_name}
    if text is not None:
        checked = check_upload(text, kinds=(DOCX,))
        require_template(cast(BinaryIO, checked.upload.file), fields=FIELDS)
        checked.upload.name = checked.name
        kept = {"text": checked.upload, "text_name": checked.name}
    with recorded(by=by):
        incubator.agreement_templates.filter(superseded_at__isnull=True).update(superseded_at=at)
        return AgreementTemplate.objects.create(
            incubator=incubator,
            version=last.version + 1 if last else 1,
            made_at=at,
            made_by=by,
            **values,
            **kept,
        )


@transaction.atomic
def draft_agreement(
    *,
    by,
    at: datetime.datetime,
    begins_on: datetime.date,
    application: Application | None = None,
    residence: Residence | None = None,
    values: Mapping[str, int] | None = None,
    head: str = "",
    number: str = "",
) -> IncubationAgreement:
    """Draft an agreement for an accepted application, or anew for a stay that goes on.

    Values are those of the incubator's template, changed by ``values``. A draft that was there
    is made void; a signed one has to be made void first. Raises RuleViolation:
    ``agreement_for_nobody``, ``application_not_accepted`` (409),
    ``residence_already_ended`` (409), ``agreement_signed_already`` (409),
    ``agreement_exists`` (409), ``term_impossible``, ``invalid_year``, ``case_kept_from_you``
    (403).
    """
    require_year(begins_on, field="begins_on")
    if application is not None:
        application = _accepted(application, by)
        place, party = application.incubator, _party_of_application(application)
    elif residence is not None:
        residence = open_residence(residence)
        place, party = residence.incubator, _party_of_company(residence)
    else:
        raise RuleViolation(
            "agreement_for_nobody", _("An agreement is for an application or for a stay.")
        )
    template = place.agreement_templates.filter(superseded_at__isnull=True).first()
    agreed = _possible((template.values() if template else defaults()) | dict(values or {}))
    if head.strip():
        party["party_head"] = " ".join(head.split())[:60]
    with recorded(by=by):
        _replace_draft(application, residence, on=day_of(at))
        return IncubationAgreement.objects.create(
            incubator=place,
            application=application,
            residence=residence,
            template=template,
            number=_number(place, number, day_of(at).year),
            begins_on=begins_on,
            ends_on=last_day(begins_on, agreed["term_months"]),
            drafted_at=at,
            drafted_by=by,
            **party,
            **agreed,
        )


@transaction.atomic
def file_signed_agreement(
    *,
    agreement: IncubationAgreement,
    upload,
    signed_on: datetime.date,
    by,
    at: datetime.datetime,
) -> IncubationAgreement:
    """File the scan of a signed agreement; from then on it binds.

    Raises RuleViolation: ``agreement_void`` (409), ``agreement_signed_already`` (409),
    ``signed_in_future``, ``case_kept_from_you`` (403), and those of ``core.files.check_upload``.
    """
    agreement = _live(agreement, by=by)
    _refuse_signed(agreement)
    if signed_on > today():
        raise RuleViolation(
            "signed_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="signed_on",
            on=signed_on,
        )
    checked = check_upload(upload)
    with recorded(by=by):
        agreement.scan = Paper.objects.create(
            incubator_id=agreement.incubator_id,
            company_id=agreement.residence.company_id if agreement.residence else None,
            kind=PaperKind.AGREEMENT,
            filed_at=at,
            filed_by=by,
            **checked.columns(),
        )
        agreement.signed_on = signed_on
        agreement.save(update_fields=["scan", "signed_on"])
    return agreement


@transaction.atomic
def bind_agreement(
    *, agreement: IncubationAgreement, residence: Residence, by
) -> IncubationAgreement:
    """The stay that a signed agreement was made for has begun.

    Raises RuleViolation: ``agreement_void`` (409), ``agreement_unsigned`` (409),
    ``case_kept_from_you`` (403).
    """
    agreement = _live(agreement, by=by)
    if agreement.scan is None:
        raise RuleViolation(
            "agreement_unsigned", _("This agreement is not signed yet."), status=409
        )
    agreement.residence = residence
    agreement.scan.company_id = residence.company_id
    with recorded(by=by):
        agreement.save(update_fields=["residence"])
        agreement.scan.save(update_fields=["company"])
    return agreement


@transaction.atomic
def void_agreement(
    *, agreement: IncubationAgreement, on: datetime.date, reason: str, by
) -> IncubationAgreement:
    """Make an agreement void, so that another can be drafted; it stays on file.

    Raises RuleViolation: ``reason_missing``, ``agreement_void`` (409), ``case_kept_from_you``
    (403).
    """
    agreement = _live(agreement, by=by)
    if not reason.strip():
        raise RuleViolation("reason_missing", _("Say why."), field="reason")
    agreement.void_on, agreement.void_reason = on, reason.strip()[:200]
    with recorded(by=by, reason=reason):
        agreement.save(update_fields=["void_on", "void_reason"])
    return agreement


def _possible(values: dict[str, int]) -> dict[str, int]:
    """Raises ``term_impossible``; names that no term has are left out."""
    values = {name: value for name, value in values.items() if name in BY_NAME}
    if wrong := impossible(values):
        raise RuleViolation(
            "term_impossible",
            _("“%(label)s” is between %(least)d and %(most)d."),
            field=wrong.name,
            label=str(wrong.label),
            least=wrong.least,
            most=wrong.most,
        )
    return values


def _accepted(application: Application, by) -> Application:
    require_apart(by, [application])
    application = locked_application(application)
    require_accepted(application)
    return application


def _party_of_application(application: Application) -> dict[str, str]:
    """As registered meanwhile, else as the applicant wrote it."""
    facts = facts_said(application)
    admission = getattr(application, "admission", None)
    name = admission.registered_name if admission else ""
    code = (admission.unified_code if admission else None) or application.unified_code
    return {
        "party": name or str(facts.get(Fact.NAME) or application.name),
        "party_code": code or "",
        "party_head": str(facts.get(Fact.LEGAL_REPRESENTATIVE) or "")[:60],
    }


def _party_of_company(residence: Residence) -> dict[str, str]:
    heads = RegisteredEntry.objects.filter(
        company=residence.company, entry=Entry.LEGAL_REPRESENTATIVE
    ).holding(on=today())
    return {
        "party": residence.company.name,
        "party_code": residence.company.unified_code or "",
        "party_head": (heads.values_list("said", flat=True).first() or "")[:60],
    }


def _replace_draft(
    application: Application | None, residence: Residence | None, *, on: datetime.date
) -> None:
    whose = {"application": application} if application else {"residence": residence}
    for before in IncubationAgreement.objects.live().filter(**whose).select_for_update():
        _refuse_signed(before)
        before.void_on, before.void_reason = on, str(_("Replaced by another draft."))
        before.save(update_fields=["void_on", "void_reason"])


def _number(incubator: Incubator, wanted: str, year: int) -> str:
    """A free number: the wanted one, or the institution's next of the year."""
    Incubator.objects.select_for_update(of=("self",), no_key=True).get(pk=incubator.pk)
    numbers = IncubationAgreement.objects.filter(incubator=incubator)
    wanted = wanted.strip()
    if not wanted:
        following = numbers.filter(number__startswith=f"FH{year}-").count() + 1
        while numbers.filter(number=f"FH{year}-{following:04d}").exists():
            following += 1
        return f"FH{year}-{following:04d}"
    if numbers.filter(number=wanted).exists():
        raise RuleViolation(
            "agreement_exists",
            _("%(incubator)s already has an agreement %(number)s."),
            field="number",
            status=409,
            incubator=incubator.name,
            number=wanted,
        )
    return wanted


def _live(agreement: IncubationAgreement, *, by) -> IncubationAgreement:
    """Not void, and, as long as there is no stay, of no case that is kept from ``by``."""
    agreement = (
        IncubationAgreement.objects.select_for_update(of=("self",))
        .select_related("residence", "incubator")
        .get(pk=agreement.pk)
    )
    if agreement.residence_id is None:
        require_apart(by, [agreement.application_id])
    if agreement.void_on is not None:
        raise RuleViolation(
            "agreement_void",
            _("This agreement is void since %(on)s."),
            status=409,
            on=agreement.void_on,
        )
    return agreement


def _refuse_signed(agreement: IncubationAgreement) -> None:
    if agreement.signed_on is not None:
        raise RuleViolation(
            "agreement_signed_already",
            _("Agreement %(number)s was signed on %(on)s."),
            status=409,
            number=agreement.number,
            on=agreement.signed_on,
        )
