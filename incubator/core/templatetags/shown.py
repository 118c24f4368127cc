"""The functions of ``core.shown`` as filters; every template has them without loading."""

from django.template import Library
from django.utils.html import format_html
from django.utils.translation import gettext as _

from incubator.core import shown
from incubator.core.glossary import TERMS
from incubator.core.numbers import figure

register = Library()

FILTERS = {
    "day": shown.day, "moment": shown.moment, "clock": shown.clock, "money": shown.money,
    "amount": shown.amount, "account": shown.account, "area": shown.area,
    "percent": shown.percent, "figure": figure, "measured": shown.measured,
    "listing": shown.listing, "clauses": shown.clauses,
    "enclosed": shown.enclosed, "aside": shown.aside, "labelled": shown.labelled,
    "days_until": shown.days,
}  # fmt: skip
for name, function in FILTERS.items():
    register.filter(name, function)


@register.simple_tag
def term(code: str, *, named: bool = False) -> str:
    """A “?” that opens the meaning of a word and its source: with a key, a finger or a mouse."""
    found = TERMS[code]
    return format_html(
        '<details class="term"><summary aria-label="{}">{}<span aria-hidden="true">?</span>'
        "</summary><p><b>{}</b> {} <small>{}</small></p></details>",
        _("What “%s” means") % found.word,
        format_html("{} ", found.word) if named else "",
        found.word, found.meaning, found.sources,
    )  # fmt: skip
