"""Parameters of an address: only those that are offered, each once, with a sane value."""

from collections.abc import Collection, Iterable

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

LONGEST = 200  # characters; a cursor has about 20, a company's name at most 120
# PostgreSQL cannot store NUL; the other one is what Django makes of invalid UTF-8.
UNREADABLE = "\x00\ufffd"


def require_known(query: QueryDict, known: Iterable[str]) -> None:
    """Refuse what was not offered, so that a slip of the pen is never silently ignored.

    Raises RuleViolation ``unknown_parameter``, ``repeated_parameter``,
    ``invalid_parameter``.
    """
    offered = sorted(known)
    for name, values in query.lists():
        if name not in offered:
            raise RuleViolation(
                "unknown_parameter",
                _("There is no parameter “%(name)s” here. Known are: %(known)s."),
                name=_shown(name),
                known=", ".join(offered),
            )
        if len(values) > 1:
            raise RuleViolation(
                "repeated_parameter",
                _("The parameter “%(name)s” is given more than once."),
                field=name,
                name=name,
            )
        if len(values[0]) > LONGEST or any(sign in values[0] for sign in UNREADABLE):
            raise RuleViolation(
                "invalid_parameter",
                _("The value of “%(name)s” is too long or not readable text."),
                field=name,
                name=name,
            )


def required(query: QueryDict, name: str) -> str:
    """A value that the address cannot do without. Raises ``missing_parameter``."""
    value = query.get(name, "").strip()
    if not value:
        raise RuleViolation(
            "missing_parameter",
            _("The parameter “%(name)s” is needed here."),
            field=name,
            name=name,
        )
    return value


def choice(query: QueryDict, name: str, offered: Collection[str]) -> str | None:
    """A value out of a few words, or None where it is not given. Raises ``invalid_choice``."""
    value = query.get(name)
    if value is None or value in offered:
        return value
    raise RuleViolation(
        "invalid_choice",
        _("“%(value)s” is no value of “%(name)s”. Known are: %(known)s."),
        field=name,
        value=_shown(value),
        name=name,
        known=", ".join(sorted(offered)),
    )


def _shown(text: str) -> str:
    """What somebody typed, fit to be repeated in a sentence."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:40])
