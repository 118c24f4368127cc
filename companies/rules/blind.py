"""What a blind stage hides, and how it is taken out of what stays visible."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from companies.enums import Blind, Column, Fact, QuestionKind

# Facts that go with each kind of hiding; tables of people always are about people.
FACTS: dict[str, frozenset[str]] = {
    Blind.NAME: frozenset({Fact.NAME, Fact.UNIFIED_CODE}),
    Blind.PEOPLE: frozenset(
        {
            Fact.LEGAL_REPRESENTATIVE,
            Fact.CONTACT,
            Fact.PHONE,
            Fact.EMAIL,
            Fact.SHAREHOLDERS,
        }
    ),
}
# Names of files and what is written in them tell of the company and of people.
HIDES_FILES = frozenset(Blind.values)
PERSONAL = (Column.NAME, Column.PHONE)
WRITTEN = (QuestionKind.TEXT, QuestionKind.LONG_TEXT)
# What may be put between the letters of a name, besides blanks, and is not read.
DOTS = frozenset("·・‧•∙⋅")
# A single character stands in every text; hiding it would hide the text.
SHORTEST = 2


def hides_files(blind: Iterable[str]) -> bool:
    """Whether files lose their names, and leave only when they say nothing of anybody."""
    return bool(HIDES_FILES & set(blind))


def hidden_keys(questions: Iterable[Any], *, blind: Iterable[str], keys: Iterable[str]) -> set[str]:
    """The keys of the questions whose answers are hidden."""
    blind, hidden = set(blind), set(keys)
    facts = frozenset().union(*(FACTS.get(kind, frozenset()) for kind in blind))
    for question in questions:
        if question.fact and question.fact in facts:
            hidden.add(question.key)
        if Blind.PEOPLE in blind and question.kind == QuestionKind.PEOPLE:
            hidden.add(question.key)
    return hidden


def secrets_in(questions: Iterable[Any], values: Mapping[str, Any], hidden: set[str]) -> set[str]:
    """The words in hidden answers that could stand in visible ones as well: names, addresses."""
    words: set[str] = set()
    for question in questions:
        value = values.get(question.key)
        if question.key not in hidden:
            continue
        if question.kind in WRITTEN and isinstance(value, str):
            words.add(value)
        elif isinstance(value, list):
            rows = [row for row in value if isinstance(row, dict)]
            words |= {str(row.get(column, "")) for row in rows for column in PERSONAL}
    return words


def letters(text: str) -> tuple[str, list[int]]:
    """What is read of a text, and where each letter stands in it.

    Full width and half width are one; blanks, middle dots and what has no width are nothing.
    """
    found = [
        (letter, place)
        for place, written in enumerate(text)
        for letter in unicodedata.normalize("NFKC", written)
        if not (letter.isspace() or letter in DOTS or unicodedata.category(letter) == "Cf")
    ]
    return "".join(letter for letter, _place in found), [place for _letter, place in found]


class Mask:
    """Takes words out of texts, however their letters are set apart, in either case and width."""

    def __init__(self, words: Iterable[str], *, instead: str) -> None:
        bare = {letters(word)[0] for word in words}
        longest_first = sorted((w for w in bare if len(w) >= SHORTEST), key=lambda w: (-len(w), w))
        self.instead = instead
        self.pattern = (
            re.compile("|".join(map(re.escape, longest_first)), re.I) if longest_first else None
        )

    def __call__(self, value: Any) -> Any:
        """The same text, list or table without the words."""
        if self.pattern is None:
            return value
        if isinstance(value, str):
            return self._without(value)
        if isinstance(value, Mapping):
            return {key: self(item) for key, item in value.items()}
        if isinstance(value, Sequence):
            return [self(item) for item in value]
        return value

    def _without(self, text: str) -> str:
        bare, places = letters(text)
        kept, last = [], 0
        for found in self.pattern.finditer(bare) if self.pattern else ():
            kept += [text[last : places[found.start()]], self.instead]
            last = places[found.end() - 1] + 1
        return "".join([*kept, text[last:]])
