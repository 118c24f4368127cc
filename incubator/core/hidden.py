"""Characters that nobody sees or that turn a line around: of no name, and of no cell of a file."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

BREAKS = "\t\n\r"


def hidden_in(text: str) -> str:
    """The first of them, as U+202E; empty where there is none."""
    if text.isprintable():
        return ""
    hidden = (sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf"))
    return next((f"U+{ord(sign):04X}" for sign in hidden if sign not in BREAKS), "")


def require_seen(text: str, *, field: str | None = None) -> None:
    """Raises RuleViolation ``hidden_character`` where one of them stands in ``text``."""
    if sign := hidden_in(text):
        raise RuleViolation(
            "hidden_character",
            _("It holds a character that nobody sees (%(sign)s): type it again."),
            field=field,
            sign=sign,
        )
