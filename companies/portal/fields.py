"""One question with its answer, as a page shows it and as a form sends it back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from companies.enums import Column, QuestionKind
from companies.lifecycle.attachments import FILES
from companies.models import Answer, Attachment, Question
from companies.rules.answers import Problem, as_text, options_of
from companies.rules.reading import LONG_TEXT_LENGTH, TEXT_LENGTH
from incubator.core.files.kinds import KINDS
from incubator.core.numbers import grouped

SPARE_ROWS = 1


@dataclass
class Asked:
    """A question, what was answered, its files, and what is wrong with it."""

    question: Question
    answer: Answer | None = None
    files: list[Attachment] = field(default_factory=list)
    problem: Problem | None = None
    theirs: str = ""  # what somebody else has written meanwhile

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def label(self) -> str:
        return self.question.said("label")

    @property
    def help(self) -> str:
        """What the call says, and how much is wanted before it is told as missing."""
        said, least = self.question.said("help"), self.question.minimum
        if not least or self.kind not in (QuestionKind.TEXT, QuestionKind.LONG_TEXT):
            return said
        return " ".join(filter(None, (said, _("At least %s characters.") % grouped(least))))

    @property
    def value(self) -> Any:
        return self.answer.value if self.answer else ""

    @property
    def revision(self) -> int:
        return self.answer.revision if self.answer else 0

    @property
    def text(self) -> str:
        """The answer as people read it."""
        return as_text(self.question, self.value)

    @property
    def longest(self) -> int:
        """Characters that fit."""
        default = LONG_TEXT_LENGTH if self.kind == QuestionKind.LONG_TEXT else TEXT_LENGTH
        return int(self.question.maximum or default)

    @property
    def most_files(self) -> int:
        """How many files fit."""
        return int(self.question.maximum or FILES)

    @property
    def accept(self) -> str:
        """The endings that a browser offers; what is taken is told by the content alone."""
        return ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)

    @property
    def is_short(self) -> bool:
        """Whether two of its kind stand beside each other."""
        return self.kind in {QuestionKind.NUMBER, QuestionKind.MONEY, QuestionKind.DATE}

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """Stored value, label, and whether it is chosen."""
        chosen = self.value if isinstance(self.value, list) else [self.value]
        return [(value, label, value in chosen) for value, label in options_of(self.question)]

    @property
    def shown_values(self) -> str:
        """The answers that show it, as JSON for the page's script."""
        return json.dumps(self.question.shown_values)

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Columns of a table of people."""
        return [(column, str(Column(column).label)) for column in self.question.columns]

    @property
    def rows(self) -> list[list[tuple[str, str, str]]]:
        """Cells of a table: name of the input, label, text; with rows to spare."""
        rows = self.value if isinstance(self.value, list) else []
        spare = [{}] * SPARE_ROWS
        return [
            [
                (f"{self.key}.{number}.{column}", label, str(row.get(column, "")))
                for column, label in self.heads
            ]
            for number, row in enumerate([*rows, *spare])
        ]


def value_sent(question: Question, data: QueryDict) -> Any:
    """The answer to one question as a form has sent it; None where it was not on the form."""
    if question.kind == QuestionKind.CHOICES:
        return data.getlist(question.key) if f"seen-{question.key}" in data else None
    if question.kind == QuestionKind.PEOPLE:
        return _rows_sent(question, data) if f"seen-{question.key}" in data else None
    return data.get(question.key)


def revision_sent(question: Question, data: Mapping[str, str]) -> int:
    """The revision that the writer had before them."""
    text = data.get(f"seen-{question.key}", "0")
    return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004


def _rows_sent(question: Question, data: QueryDict) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for name, text in data.items():
        key, _dot, rest = name.partition(".")
        number, _dot, column = rest.partition(".")
        if key == question.key and number.isdecimal() and column in question.columns:
            rows.setdefault(int(number), {})[column] = text
    return [row for _number, row in sorted(rows.items()) if any(t.strip() for t in row.values())]
