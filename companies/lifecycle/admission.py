"""Register and admit in one transaction, and find the company that is already on file."""

import datetime

from django.db import transaction

from companies.enums import AliasKind
from companies.lifecycle import register
from companies.models import Company, CompanyAlias, Residence
from incubator.core.codes import clean_organisation_code, clean_unified_code
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator


def company_on_file(*, unified_code: str = "", organisation_code: str = "") -> Company | None:
    """The company that bears one of these codes, whoever may see it; wrong codes find none."""
    if unified_code:
        try:
            code = clean_unified_code(unified_code)
        except RuleViolation:
            return None
        if found := Company.objects.bearing(code):
            return found
    try:
        organisation_code = clean_organisation_code(organisation_code)
    except RuleViolation:
        return None
    alias = (
        CompanyAlias.objects.filter(kind=AliasKind.ORGANISATION_CODE, value=organisation_code)
        .select_related("company")
        .first()
    )
    return alias.company if alias else None


@transaction.atomic
def register_and_admit(
    *,
    by,
    incubator: Incubator,
    on: datetime.date,
    due_on: datetime.date,
    note: str = "",
    known: bool = False,
    unified_code: str = "",
    organisation_code: str = "",
    **details,
) -> Residence:
    """Put a company on file and admit it; with ``known``, admit the one that is on file.

    ``details`` are for ``register.register_company``, and unused for a known company.
    Raises RuleViolation as that verb and ``register.admit`` do; then nothing is kept.
    """
    company = None
    if known:
        company = company_on_file(unified_code=unified_code, organisation_code=organisation_code)
    if company is None:
        company = register.register_company(
            by=by, unified_code=unified_code, organisation_code=organisation_code, **details
        )
    return register.admit(
        company=company, incubator=incubator, on=on, due_on=due_on, by=by, note=note
    )
