"""Columns that lists offer beside their own: whose row it is by its code, and a company's stays."""

from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from companies.admin.inlines import standing_of
from companies.models import Company
from incubator.core.shown import days, listing


@display(description=_("unified social credit code"))
def company_code(row) -> str:
    """Of the company that the row is of; names may change, the code stays."""
    return row.company.unified_code or ""


@display(description=_("residences"))
def stays(company: Company) -> str:
    """All that the reader may see (prefetched by the list's queryset)."""
    said = (f"{one.incubator} {days(one.admitted_on, one.left_on)}" for one in company.seen_stays)
    return listing(said) or "—"


def standing_alone(company: Company) -> str:
    """The latest stay's, without its place: in a file each column says one thing."""
    return standing_of(company.seen_stays[0])[1] if company.seen_stays else ""


def place_of_standing(company: Company) -> str:
    """Where the latest stay is: the file's column beside that of ``standing_alone``."""
    return str(company.seen_stays[0].incubator) if company.seen_stays else ""
