"""What an answer means: read as typed, checked against its question, said again as text.

A draft keeps whatever was typed; only handing in asks for answers that can be read. A
question is anything with the attributes of ``models.Question``.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.enums import Column, Fact, FounderKind, Place, QuestionKind, YesNo
from companies.rules.reading import is_empty, read
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped
from incubator.core.shown import day, measured, money_in
from incubator.institutions.enums import TechField

# Characters of one answer that are kept at all: whoever pastes a book is told, and the
# text stays in the browser.
LONGEST_ANSWER = 20_000
MOST_ROWS = 200
# Marks that turn a line around for its reader.
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Facts whose answers are words of our own, with a label in each language.
WORDS: dict[str, Any] = {
    Fact.FIELD: TechField,
    Fact.FOUNDER_KIND: FounderKind,
    Fact.MOVED_IN: YesNo,
    Fact.CORPORATE_SHAREHOLDER: YesNo,
    Fact.REGISTERED_PLACE: Place,
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with one answer: the question's key, a stable code, a sentence."""

    key: str
    label: str
    code: str
    detail: str


def options_of(question) -> list[tuple[str, str]]:
    """The choices of a question: stored value and what the reader sees."""
    labels = dict(WORDS[question.fact].choices) if question.fact in WORDS else {}
    return [(value, str(labels.get(value, value))) for value in question.options]


def clean(value: Any) -> Any:
    """An answer as it may be stored: no control characters but line breaks and tabs.

    Raises RuleViolation ``answer_too_long``, ``answer_shape``.
    """
    if isinstance(value, str):
        text = "".join(c for c in value.replace("\r\n", "\n") if c in "\n\t" or _printable(c))
        if len(text) > LONGEST_ANSWER:
            raise RuleViolation(
                "answer_too_long",
                gettext_lazy("At most %(most)s characters can be kept; this answer has %(count)s."),
                most=grouped(LONGEST_ANSWER),
                count=grouped(len(text)),
            )
        return text
    if isinstance(value, list) and len(value) <= MOST_ROWS:
        return [clean(item) for item in value]
    if isinstance(value, dict) and set(value) <= set(Column.values):
        return {key: clean(item) for key, item in value.items()}
    raise RuleViolation("answer_shape", gettext_lazy("This answer has a shape that is not asked."))


def _printable(character: str) -> bool:
    # Cc: control, Cs: half of a pair; the overrides turn a line around for its reader.
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in OVERRIDES


def shown(questions: Sequence, answers: Mapping[str, Any]) -> list:
    """The questions that are asked, given the answers to those before them."""
    visible: list = []
    keys: set[str] = set()
    for question in questions:
        if question.shown_when:
            if question.shown_when not in keys:
                continue
            given = answers.get(question.shown_when, "")
            chosen = given if isinstance(given, list) else [given]
            if not set(chosen) & set(question.shown_values):
                continue
        visible.append(question)
        keys.add(question.key)
    return visible


def problems(
    questions: Sequence, answers: Mapping[str, Any], files: Mapping[str, int]
) -> list[Problem]:
    """Everything that stands between these answers and handing them in, in order."""
    found = []
    for question in shown(questions, answers):
        try:
            read(question, answers.get(question.key), files=files.get(question.key, 0))
        except RuleViolation as violation:
            found.append(
                Problem(question.key, question.said("label"), violation.code, violation.detail)
            )
    return found


def facts_of(questions: Sequence, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the answers say of the company, by fact; what cannot be read is left out."""
    facts = {}
    for question in shown(questions, answers):
        if not question.fact:
            continue
        try:
            value = read(question, answers.get(question.key))
        except RuleViolation:
            continue
        if value is not None:
            facts[question.fact] = value
    return facts


def as_text(question, value: Any) -> str:
    """An answer as people read it, in the reader's language."""
    if is_empty(value):
        return ""
    try:
        return SAID.get(question.kind, _as_typed)(question, value)
    except RuleViolation:
        return str(value)  # what cannot be read is shown as it was typed


def _as_typed(question, value: str) -> str:
    return value.strip() if question.kind == QuestionKind.LONG_TEXT else " ".join(value.split())


def _choices_said(question, value: str | list[str]) -> str:
    labels = dict(options_of(question))
    chosen = value if isinstance(value, list) else [value]
    return _(", ").join(labels.get(item, item) for item in chosen)


def _people_said(question, value: list[dict[str, str]]) -> str:
    """A person a line; what was left empty is not drawn as a row of dots."""
    lines = [
        [_cell_said(column, row.get(column, "")) for column in question.columns] for row in value
    ]
    return "\n".join(" · ".join(filter(None, line)) for line in lines)


def _cell_said(column: str, text: object) -> str:
    said = str(text).strip()
    return (
        f"{said}%" if column == Column.SHARE and said and not said.endswith(("%", "％")) else said
    )


def _money_said(question, value: str) -> str:
    return money_in(read(question, value), question.unit or "元")


SAID: dict[str, Callable[[Any, Any], str]] = {
    QuestionKind.PEOPLE: _people_said,
    QuestionKind.CHOICE: _choices_said,
    QuestionKind.CHOICES: _choices_said,
    QuestionKind.DATE: lambda question, value: day(read(question, value)),
    QuestionKind.MONEY: _money_said,
    QuestionKind.NUMBER: lambda question, value: measured(
        read(question, value), question.unit_said
    ),
}
