"""Letters with places to fill in: no logic, no code, only names from a fixed list.

A template is text in which ``{{ name }}`` stands for one of ``PLACES``. Everything else is
text and stays as it is; what is filled in is never looked at again, so that nobody can put
a place into a letter by calling their company one.
"""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from companies.enums import LetterKind, Outcome
from incubator.core.errors import RuleViolation
from incubator.core.shown import listing

# What may be filled in, and what it is.
PLACES = {
    "name": _("Name of the company or team"),
    "call": _("Title of the call"),
    "incubator": _("Name of the incubator"),
    "receipt": _("Receipt number"),
    "day": _("Day of the decision"),
    "said": _("What the applicant is told"),
    "comments": _("Reviewers’ comments for the applicant"),
    "conditions": _("Conditions, each with its day"),
    "rank": _("Place on the waiting list"),
    "until": _("Day on which it is taken up again"),
    "address": _("Link to the application"),
}
PLACE = re.compile(r"(?<!\{)\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}(?!\})")
BRACES = ("{{", "}}")
KINDS: dict[str, LetterKind] = {
    Outcome.ACCEPT: LetterKind.ACCEPTED,
    Outcome.CONDITIONS: LetterKind.CONDITIONS,
    Outcome.WAITING: LetterKind.WAITING,
    Outcome.REJECT: LetterKind.REFUSED,
    Outcome.DEFER: LetterKind.DEFERRED,
}
# A letter that does not say this is no letter of its kind.
NEEDED: dict[str, frozenset[str]] = {
    LetterKind.CONDITIONS: frozenset({"conditions"}),
    LetterKind.REFUSED: frozenset({"said"}),
    LetterKind.DEFERRED: frozenset({"until"}),
}

# What is never empty in a letter, of whatever kind.
FILLED = frozenset({"name", "call", "incubator", "day", "address"})


def require_sound(text: str, *, field: str) -> set[str]:
    """The places of a template.

    Raises RuleViolation: ``placeholder_unknown``, ``placeholder_broken``.
    """
    names = PLACE.findall(text)
    for name in names:
        if name not in PLACES:
            raise RuleViolation(
                "placeholder_unknown",
                _("There is no place called “%(name)s”; there are: %(places)s."),
                field=field,
                name=name[:40],
                places=listing(PLACES),
            )
    rest = PLACE.sub("", text)
    if any(brace in rest for brace in BRACES):
        raise RuleViolation(
            "placeholder_broken",
            _("Double braces stand around one name each, as in “{{ name }}”."),
            field=field,
        )
    return set(names)


def require_needed(kind: str, places: Iterable[str], *, field: str) -> None:
    """Raises RuleViolation ``placeholder_missing`` for a letter that would not say enough."""
    missing = sorted(NEEDED.get(kind, frozenset()) - set(places))
    if missing:
        raise RuleViolation(
            "placeholder_missing",
            _("This letter has to contain “%(name)s” in double braces."),
            field=field,
            name=missing[0],
        )


def require_words(kind: str, text: str, *, field: str) -> None:
    """Raises RuleViolation ``template_without_words`` where a letter could come out empty."""
    least = filled(text, dict.fromkeys(FILLED | NEEDED.get(kind, frozenset()), "x"))
    if not any(sign.isalnum() for sign in least):
        raise RuleViolation(
            "template_without_words",
            _("What is filled in here may be empty; the text needs words of its own."),
            field=field,
        )


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template with its places filled in, once. What has no value is empty."""
    return PLACE.sub(lambda place: values.get(place.group(1), ""), text).strip()
