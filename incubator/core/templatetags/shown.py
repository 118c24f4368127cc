"""The functions of ``core.shown`` as filters; every template has them without loading."""

from django.db.models import DecimalField, Model
from django.template import Library
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from incubator.core import shown
from incubator.core.glossary import TERMS, term_in
from incubator.core.numbers import figure

register = Library()

FILTERS = {
    "day": shown.day, "last_day": shown.last_day, "moment": shown.moment,
    "clock": shown.clock, "money": shown.money,
    "amount": shown.amount, "account": shown.account, "area": shown.area,
    "percent": shown.percent, "figure": figure, "measured": shown.measured,
    "listing": shown.listing, "clauses": shown.clauses,
    "enclosed": shown.enclosed, "aside": shown.aside, "labelled": shown.labelled,
    "days_until": shown.days,
}  # fmt: skip
for name, function in FILTERS.items():
    register.filter(name, function)


@register.filter
def decimal_of(field: object) -> str:
    """A decimal that a page of the admin only shows, as people read it; "" for anything else."""
    found = getattr(field, "resolved_field", None)
    if not found or not isinstance(found[0], DecimalField) or found[2] is None:
        return ""
    return figure(found[2], found[0].decimal_places)


@register.filter
def trail(parts: list[dict]) -> list[dict]:
    """Where a page of the admin stands: words begin large, the name of a row as it is written,
    and nothing is said twice running."""
    said = [
        {"link": part.get("link"), "title": _titled(part["title"])} for part in parts
    ]  # fmt: skip
    after = [*(one["title"] for one in said[1:]), None]
    return [one for one, following in zip(said, after, strict=True) if one["title"] != following]


def _titled(title: object) -> str:
    return str(title) if isinstance(title, Model) else capfirst(str(title))


@register.simple_tag(takes_context=True)
def term(context: dict, code: str, *, named: bool = False) -> str:
    """A “?” that opens the meaning of a word and its source: with a key, a finger or a mouse."""
    found = TERMS[code]
    return format_html(
        '<details class="term" name="term"><summary aria-label="{}">{}'
        '<span aria-hidden="true">?</span></summary>'
        '<p><b>{}</b> {} <small>{} <a href="{}#{}">{}</a></small></p></details>',
        _("What “%s” means") % found.word,
        format_html("{} ", found.word) if named else "",
        capfirst(found.word), found.meaning, found.sources, _all_terms(context), code,
        _("All terms"),
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def explain(context: dict, label: object) -> str:
    """The “?” of the term that a label speaks of; nothing where it speaks of none."""
    code = term_in(str(label))
    return term(context, code) if code else ""


def _all_terms(context: dict) -> str:
    """Where the terms stand all together: of the office in the admin, of everybody elsewhere."""
    match = getattr(context.get("request"), "resolver_match", None)
    return reverse("admin:glossary" if match and match.app_name == "admin" else "portal:terms")
