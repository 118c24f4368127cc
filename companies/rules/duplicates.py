"""When two names or codes are so near that they may be of one company. No database."""

import re
import unicodedata

# What names of companies share says nothing about one of them.
FORMS = re.compile("有限责任公司|股份有限公司|有限公司|集团|公司")
SIGNS = re.compile("[^一-鿿A-Z0-9]")
NEAR = 0.6
ALIKE = 2  # characters that two names share at least


def core_of(name: str) -> str:
    """A name without spaces, signs, full-width letters and its legal form, in capitals.

    As ``company_name_core`` of the database has it (``core.db.NameCore``).
    """
    plain = unicodedata.normalize("NFKC", name).upper()
    return FORMS.sub("", SIGNS.sub("", plain))


def are_near(one: str, other: str) -> bool:
    """Whether most pairs of neighbouring characters of the shorter name stand in the other."""
    first, second = (_pairs(core_of(name)) for name in (one, other))
    if not first or not second:
        return False
    shared = len(first & second)
    return shared >= ALIKE and shared / min(len(first), len(second)) >= NEAR


def codes_near(one: str | None, other: str | None) -> bool:
    """Whether two codes differ in one place before the check digit, which then differs too."""
    if not one or not other or one == other or len(one) != len(other):
        return False
    return sum(a != b for a, b in zip(one[:-1], other[:-1], strict=True)) <= 1


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
