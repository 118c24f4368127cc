"""Where a value stands that a condition was judged by: its row, for whoever wants to look."""

from django.contrib import admin
from django.db.models import Model
from django.template import Library

from companies.enums import KnownFrom
from companies.models import (
    FinancingRound,
    IntellectualProperty,
    MarketEvent,
    Qualification,
    Return,
    StaffCount,
)
from companies.rules.dossier import Source
from incubator.core.admin_fields import link

register = Library()

# What is not named has no page of its own: the register is the company's, an opinion is words.
PAGES: dict[str, type[Model]] = {
    KnownFrom.REPORT: Return,
    KnownFrom.QUALIFICATION: Qualification,
    KnownFrom.PROPERTY: IntellectualProperty,
    KnownFrom.ROUND: FinancingRound,
    KnownFrom.MARKET: MarketEvent,
    KnownFrom.STAFF: StaffCount,
}


@register.simple_tag
def known_from(source: Source | None, said: str) -> str:
    """``said``, as a link to the row in the admin where it has a page."""
    model = PAGES.get(source.kind) if source else None
    if source is None or model is None or not source.pk:
        return said
    return link(admin.site.get_model_admin(model).address_of(model(pk=source.pk)), said)
