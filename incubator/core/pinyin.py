"""Chinese names for sorting and for search: by characters, pinyin or a few Latin letters."""

import re

from pypinyin import Style, lazy_pinyin


def pinyin_of(name: str) -> str:
    """Syllables joined without tones: 宁波甬江 → ``ningboyongjiang``."""
    return "".join(lazy_pinyin(name)).lower()


def initials_of(name: str) -> str:
    """First letters: 宁波甬江 → ``nbyj``."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def apart(text: str) -> str:
    """A space before each Chinese character: 甬江A → `` 甬 江A``, as the database has it.

    A trigram index cuts words into threes. Most Chinese words have two characters, which
    gives nothing to look for; as words of their own they are found.
    """
    return re.sub("[一-鿿]", r" \g<0>", text)
