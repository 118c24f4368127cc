"""Why a change was made, where no person typed it: codes that the history keeps, in words.

A code is written in one language for ever; its words are those of the reader.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

REASONS: dict[str, Promise] = {
    "reminder": gettext_lazy("a reminder was sent"),
    "outbox": gettext_lazy("a letter was sent from the outbox"),
    "late facts": gettext_lazy("a fact was recorded after its year had been published"),
    "possible duplicates": gettext_lazy("search for companies that are on file twice"),
    "due returns": gettext_lazy("returns were asked for"),
    "return forms": gettext_lazy("forms of returns were loaded"),
    "graduates to be followed": gettext_lazy("graduates were put down to be followed"),
    "asked whether it was held": gettext_lazy("the company was asked whether the session was held"),
    "no answer": gettext_lazy("nobody answered in time"),
    "period over": gettext_lazy("the agreed period was over"),
    "lapsed": pgettext_lazy("reason", "the reservation lapsed"),
    "for_them": gettext_lazy("agreed to on their behalf"),
    "generate_zone": gettext_lazy("made-up data of a generated zone"),
    "generate_space": gettext_lazy("made-up rooms and leases of a generated zone"),
}
# Codes with a number of their own: an import, a year's charges.
NUMBERED: dict[str, Promise] = {
    "import": gettext_lazy("import no. %(number)s"),
    "charges of": gettext_lazy("claims of %(number)s"),
}
_NUMBERED = re.compile(rf"({'|'.join(NUMBERED)}) (\d+)")


def reason_said(reason: str) -> str:
    """A reason in the reader's language; what a person typed stays as it was typed."""
    if reason in REASONS:
        return str(REASONS[reason])
    if found := _NUMBERED.fullmatch(reason):
        return str(NUMBERED[found[1]]) % {"number": found[2]}
    return reason
