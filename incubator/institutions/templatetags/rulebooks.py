"""How well a rule's value is known, said the same way on every screen that uses it."""

from django.template import Library
from django.utils.html import format_html
from django.utils.translation import gettext as _

from incubator.institutions.enums import Certainty

register = Library()


@register.simple_tag
def known_by(certainty: str) -> str:
    """A mark beside a value that is unconfirmed or second-hand; nothing where the text was seen.

    For the portal; the admin has ``institutions.admin.words.certainty_badge``.
    """
    if certainty == Certainty.UNKNOWN:
        return format_html(
            '<span class="badge warn" title="{}">{}</span>',
            _("No copy of the text was found; ask the office before relying on it."),
            _("Unconfirmed value"),
        )
    if certainty == Certainty.SECONDARY:
        return format_html('<span class="badge quiet">{}</span>', _("Secondary source"))
    return ""
