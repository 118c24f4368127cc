"""A company and its stay before they are on file: what has to be right about them by themselves.

No query but for what a caller hands in; what is on file already speaks up in ``register``.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import FounderKind
from companies.models import Company, Residence
from incubator.core.codes import clean_organisation_code, clean_unified_code
from incubator.core.dates import require_year, today
from incubator.core.errors import RuleViolation
from incubator.core.hidden import require_seen
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.models import Incubator


def new_company(
    *,
    name: str,
    unified_code: str | None = None,
    organisation_code: str | None = None,
    registered_on: datetime.date | None = None,
    registered_capital: Decimal | None = None,
    field: str = "",
    founder_kind: str = FounderKind.GENERAL,
    is_generated: bool = False,
) -> Company:
    """A company as it would be put on file.

    Raises RuleViolation: those of ``clean_name``, ``invalid_unified_code``,
    ``company_without_code``, ``invalid_organisation_code``, ``registered_in_future``.
    """
    name = clean_name(name)
    code = clean_unified_code(unified_code) if unified_code else None
    if code is None and not organisation_code:
        raise RuleViolation(
            "company_without_code",
            _("A company needs a unified social credit code, or an older code from before 2015."),
            field="unified_code",
        )
    if organisation_code:
        clean_organisation_code(organisation_code)
    require_registration_day(registered_on, first_admission=None)
    return Company(
        unified_code=code, name=name, name_pinyin=pinyin_of(name),
        name_initials=initials_of(name), registered_on=registered_on,
        registered_capital=registered_capital, field=field, founder_kind=founder_kind,
        is_generated=is_generated,
    )  # fmt: skip


def new_stay(
    *,
    company: Company,
    incubator: Incubator,
    on: datetime.date,
    due_on: datetime.date,
    note: str = "",
) -> Residence:
    """A stay as it would be put on file.

    Raises RuleViolation: ``admission_in_future``, ``incubator_not_open``,
    ``due_before_admission``, ``invalid_year``, ``admitted_before_registration``.
    """
    refuse_future("admission_in_future", on)
    if not incubator.is_open_on(on):
        raise RuleViolation(
            "incubator_not_open",
            _("%(incubator)s was not open on %(on)s."),
            field="incubator",
            incubator=incubator.name,
            on=on,
        )
    if due_on <= on:
        raise RuleViolation(
            "due_before_admission",
            _("A residence that begins on %(on)s cannot be due on %(due)s."),
            field="due_on",
            on=on,
            due=due_on,
        )
    require_year(due_on, field="due_on")
    if company.registered_on and on < company.registered_on:
        raise RuleViolation(
            "admitted_before_registration",
            _("The company was registered only on %(registered)s."),
            field="on",
            registered=company.registered_on,
        )
    return Residence(
        company=company, incubator=incubator, programme=incubator.programme, admitted_on=on,
        due_on=due_on, note=note,
    )  # fmt: skip


@dataclass(frozen=True)
class Newcomer:
    """A company that is on file under no code, and its stay where it has one."""

    company: Company
    stay: Residence | None = None


@transaction.atomic
def register_newcomers(*, newcomers: Sequence[Newcomer], by) -> None:
    """Put many on file that ``new_company`` and ``new_stay`` drew up, in two statements.

    All or none. Raises IntegrityError where one of their codes is on file after all: whoever
    wants to know which asks ``register_company`` one by one.
    """
    with recorded(by=by):
        Company.objects.bulk_create(one.company for one in newcomers)
        Residence.objects.bulk_create(one.stay for one in newcomers if one.stay)


def refuse_future(code: str, on: datetime.date, *, field: str = "on") -> None:
    """Raises the refusal of this code for a day that is still to come."""
    if on > today():
        raise RuleViolation(
            code,
            _("%(on)s is in the future; record it when it has happened."),
            field=field,
            on=on,
        )


def require_registration_day(
    registered_on: datetime.date | None, *, first_admission: datetime.date | None
) -> None:
    """A company was registered before today and before its first admission.

    Raises RuleViolation: ``registered_in_future``, ``admitted_before_registration``.
    """
    if registered_on is None:
        return
    refuse_future("registered_in_future", registered_on, field="registered_on")
    if first_admission and first_admission < registered_on:
        raise RuleViolation(
            "admitted_before_registration",
            _("The company was admitted on %(admitted)s and cannot be registered on %(on)s."),
            field="registered_on",
            admitted=first_admission,
            on=registered_on,
        )


def clean_name(name: str) -> str:
    """The name with single spaces. Raises ``company_without_name``, ``hidden_character``."""
    name = " ".join(name.split())
    if not name:
        raise RuleViolation("company_without_name", _("A company needs a name."), field="name")
    require_seen(name, field="name")
    return name
