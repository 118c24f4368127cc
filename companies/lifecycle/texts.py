"""What people say in words: cleaned, not empty where it is asked for, and never too long."""

from django.utils.translation import gettext_lazy as _

from companies.rules.answers import clean
from incubator.core.errors import RuleViolation

REASON = 500  # characters
WORDS = 2000  # of an application, an opinion, a finding


def fitting(text: str, *, field: str, most: int) -> str:
    """The text without marks that nobody sees. Raises ``answer_too_long``."""
    text = clean(text).strip()
    if len(text) > most:
        raise RuleViolation(
            "answer_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            field=field,
            most=most,
            count=len(text),
        )
    return text


def required(text: str, *, field: str = "said", most: int = REASON) -> str:
    """The same for what has to be said. Raises ``said_nothing``, ``answer_too_long``."""
    text = fitting(text, field=field, most=most)
    if not text:
        raise RuleViolation("said_nothing", _("Say it in a sentence or more."), field=field)
    return text
