"""Verbs on companies and residences: the only place where their standing changes.

Every verb takes the actor as ``by`` and the effective date as ``on``, runs in one
transaction and raises RuleViolation with a stable code; the history records both.
"""

import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import GROUNDS, LEFT, AliasKind, ExitReason, FounderKind
from companies.lifecycle.entering import (
    clean_name,
    new_company,
    new_stay,
    refuse_future,
)
from companies.lifecycle.holding import locked_company
from companies.models import Company, CompanyAlias, Residence
from incubator.core.codes import clean_organisation_code
from incubator.core.dates import require_year, today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator
from incubator.institutions.queries import stay_limits


def register_company(
    *,
    by,
    name: str,
    unified_code: str | None = None,
    organisation_code: str | None = None,
    registered_on: datetime.date | None = None,
    registered_capital: Decimal | None = None,
    field: str = "",
    founder_kind: str = FounderKind.GENERAL,
    is_generated: bool = False,
) -> Company:
    """Put a company on file under its one code (or, before 2015, an older one).

    Raises RuleViolation: ``invalid_unified_code``, ``company_exists`` (409, names the
    first), ``company_without_code``, those of ``clean_name``, ``invalid_organisation_code``,
    ``registered_in_future``.
    """
    company = new_company(
        name=name, unified_code=unified_code, organisation_code=organisation_code,
        registered_on=registered_on, registered_capital=registered_capital, field=field,
        founder_kind=founder_kind, is_generated=is_generated,
    )  # fmt: skip
    if organisation_code:
        organisation_code = clean_organisation_code(organisation_code)
    try:
        with recorded(by=by), transaction.atomic():
            company.save(force_insert=True)
            if organisation_code:
                company.aliases.create(kind=AliasKind.ORGANISATION_CODE, value=organisation_code)
    except IntegrityError:
        refuse_second_company(company.unified_code, organisation_code)
        raise
    return company


@transaction.atomic
def rename_company(*, company: Company, name: str, on: datetime.date, by) -> Company:
    """Give a company its new name; it stays findable under the old one.

    Raises RuleViolation: those of ``clean_name``, ``same_name``, ``renamed_in_future``.
    """
    company = locked_company(company.pk)
    name = clean_name(name)
    if name == company.name:
        raise RuleViolation("same_name", _("That is its name already."), field="name")
    refuse_future("renamed_in_future", on)
    with recorded(by=by):
        company.aliases.create(kind=AliasKind.FORMER_NAME, value=company.name, until=on)
        company.name = name
        company.name_pinyin = pinyin_of(name)
        company.name_initials = initials_of(name)
        company.save(update_fields=["name", "name_pinyin", "name_initials"])
    return company


@transaction.atomic
def admit(
    *,
    company: Company,
    incubator: Incubator,
    on: datetime.date,
    due_on: datetime.date,
    by,
    note: str = "",
) -> Residence:
    """Open a residence (入驻) from ``on`` to the agreed last day ``due_on``.

    Raises RuleViolation: ``admission_in_future``, ``incubator_not_open``,
    ``due_before_admission``, ``invalid_year``, ``admitted_before_registration``,
    ``residence_overlap`` (409).
    """
    company = locked_company(company.pk)
    incubator = Incubator.objects.get(pk=incubator.pk)
    stay = new_stay(company=company, incubator=incubator, on=on, due_on=due_on, note=note)
    _refuse_overlap(company, incubator, on)
    with recorded(by=by):
        stay.save(force_insert=True)
    return stay


@transaction.atomic
def extend(*, residence: Residence, due_on: datetime.date, by, reason: str = "") -> Residence:
    """Agree on a later last day of an open residence (延期); why, where it is beyond the limit.

    Raises RuleViolation: ``residence_already_ended`` (409), ``extension_not_later``,
    ``invalid_year``, ``beyond_longest_stay``.
    """
    residence = open_residence(residence)
    if due_on <= residence.due_on:
        raise RuleViolation(
            "extension_not_later",
            _("The residence is already agreed until %(due)s; an extension ends later."),
            field="due_on",
            due=residence.due_on,
        )
    require_year(due_on, field="due_on")
    refuse_silent_overstay(residence, due_on, on=today(), said=reason, field="reason")
    residence.due_on = due_on
    with recorded(by=by, reason=reason):
        residence.save(update_fields=["due_on"])
    return residence


def refuse_silent_overstay(
    residence: Residence, due_on: datetime.date, *, on: datetime.date, said: str, field: str
) -> None:
    """Raises ``beyond_longest_stay``: the texts say "in principle", so that words are enough.

    Measured by the most generous rulebook that held during the stay until ``on``, special
    cases included.
    """
    if said.strip() or residence.programme != Programme.INCUBATION:
        return
    limits = stay_limits(
        on=residence.admitted_on,
        until=on,
        field=residence.company.field,
        founder_kind=residence.company.founder_kind,
        kind=residence.incubator.kind,
    )
    every = [one for limit in limits for one in (limit, limit.otherwise) if one is not None]
    days = [day for one in every if (day := one.last_day(residence.admitted_on)) is not None]
    if days and due_on > max(days):
        raise RuleViolation(
            "beyond_longest_stay",
            _("The longest stay ends on %(last)s; say why it is extended beyond."),
            field=field,
            last=max(days),
        )


@transaction.atomic
def graduate(*, residence: Residence, on: datetime.date, by) -> Residence:
    """End a residence with 毕业 on the day the graduation was approved.

    Raises RuleViolation: ``already_graduated``, ``residence_already_ended``,
    ``not_in_incubation`` (409), ``exit_before_admission``, ``exit_in_future``.
    """
    residence = locked_residence(residence)
    if residence.programme != Programme.INCUBATION:
        raise RuleViolation(
            "not_in_incubation",
            _("A company graduates from an incubator; %(incubator)s is an accelerator."),
            status=409,
            incubator=residence.incubator.name,
        )
    earlier = (
        Residence.objects.filter(company=residence.company, exit_reason=ExitReason.GRADUATED)
        .select_related("incubator")
        .first()
    )
    if earlier:
        raise RuleViolation(
            "already_graduated",
            _("%(company)s already graduated from %(incubator)s on %(on)s."),
            status=409,
            company=residence.company.name,
            incubator=earlier.incubator.name,
            on=earlier.left_on,
        )
    return _end(residence, ExitReason.GRADUATED, on, by, note="")


@transaction.atomic
def leave(
    *,
    residence: Residence,
    reason: str,
    on: datetime.date,
    by,
    ground: str = "",
    note: str = "",
) -> Residence:
    """End a residence otherwise: 肄业, 淘汰, 消亡 or 迁出.

    Without a ``ground`` only where an older record tells none; the workflow that people use
    asks for one. Raises RuleViolation: ``unknown_exit_reason`` (graduation has a verb of its
    own), ``ground_does_not_fit``, ``residence_already_ended`` (409),
    ``exit_before_admission``, ``exit_in_future``.
    """
    if reason not in LEFT:
        raise RuleViolation(
            "unknown_exit_reason",
            _("“%(reason)s” is not a reason for leaving."),
            field="reason",
            reason=str(reason)[:40],
        )
    if ground and ground not in GROUNDS[reason]:
        raise RuleViolation(
            "ground_does_not_fit",
            _("Say on which ground; it has to be one that goes with the reason."),
            field="ground",
        )
    return _end(locked_residence(residence), reason, on, by, ground=ground, note=note)


def _end(
    residence: Residence, reason: str, on: datetime.date, by, *, note: str, ground: str = ""
) -> Residence:
    _refuse_ended(residence)
    refuse_future("exit_in_future", on)
    if on <= (residence.admitted_latest or residence.admitted_on):
        raise RuleViolation(
            "exit_before_admission",
            _("The company was admitted on %(admitted)s and cannot leave on %(on)s."),
            field="on",
            admitted=residence.admitted_latest or residence.admitted_on,
            on=on,
        )
    residence.left_on = on
    residence.exit_reason, residence.exit_ground = reason, ground
    if note:
        residence.note = "\n".join(filter(None, [residence.note, note]))
    with recorded(by=by):
        residence.save(update_fields=["left_on", "exit_reason", "exit_ground", "note"])
    return residence


def locked_residence(residence: Residence) -> Residence:
    """The row as it is now, held until the transaction ends; its company is held first,
    so that two residences of one company cannot both graduate."""
    locked_company(residence.company_id)
    return (
        Residence.objects.select_for_update(of=("self",))
        .select_related("company", "incubator")
        .get(pk=residence.pk)
    )


def open_residence(residence: Residence) -> Residence:
    """The same, of a stay that goes on. Raises ``residence_already_ended`` (409)."""
    residence = locked_residence(residence)
    _refuse_ended(residence)
    return residence


def _refuse_ended(residence: Residence) -> None:
    if residence.left_on is not None:
        raise RuleViolation(
            "residence_already_ended",
            _("This residence already ended on %(on)s (%(reason)s)."),
            status=409,
            on=residence.left_on,
            reason=residence.get_exit_reason_display(),
        )


def refuse_second_company(code: str | None, organisation_code: str | None) -> None:
    """Raises ``company_exists`` (409) naming who bears one of the codes."""
    first = None
    if code:
        first = Company.objects.bearing(code)
    if first is None and organisation_code:
        alias = (
            CompanyAlias.objects.filter(kind=AliasKind.ORGANISATION_CODE, value=organisation_code)
            .select_related("company")
            .first()
        )
        first = alias.company if alias else None
    if first:
        raise RuleViolation(
            "company_exists",
            _("The code %(code)s already belongs to %(name)s (no. %(id)d)."),
            field="unified_code",
            status=409,
            code=code or organisation_code,
            name=first.name,
            id=first.pk,
        )


def _refuse_overlap(company: Company, incubator: Incubator, on: datetime.date) -> None:
    later = (
        Residence.objects.filter(company=company, incubator=incubator)
        .exclude(left_on__lte=on)
        .order_by("admitted_on")
        .first()
    )
    if later:
        raise RuleViolation(
            "residence_overlap",
            _("%(company)s already has a residence in %(incubator)s from %(begin)s to %(until)s."),
            status=409,
            company=company.name,
            incubator=incubator.name,
            begin=later.admitted_on,
            until=later.left_on or _("today"),
        )
