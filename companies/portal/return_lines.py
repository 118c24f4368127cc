"""One item of a return as a page shows it, and as a form sends it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.http import QueryDict

from companies.enums import ItemKind
from companies.lifecycle.returns import Typed, is_fixed, mark
from companies.models import Return, ReturnItem, ReturnValue
from companies.queries.returns import on_file, values_of
from companies.rules.returns.checks import Finding, Weight
from companies.rules.returns.reading import said, value_said
from incubator.core.errors import RuleViolation


@dataclass
class Line:
    """An item, what stands under it, what stood there before, and what is to be said."""

    item: ReturnItem
    value: ReturnValue | None = None
    last: ReturnValue | None = None
    findings: list[Finding] = field(default_factory=list)
    is_fixed: bool = False
    refused: RuleViolation | None = None
    tells_missing: bool = False

    @property
    def code(self) -> str:
        return self.item.code

    @property
    def label(self) -> str:
        return self.item.said("label")

    @property
    def note(self) -> str:
        return self.item.said("note")

    @property
    def is_long(self) -> bool:
        """Whether it takes more than one line to write."""
        return self.item.kind == ItemKind.TEXT and self.code in LONG

    @property
    def typed(self) -> str:
        return self.value.typed if self.value else ""

    @property
    def year_typed(self) -> str:
        return self.value.year_typed if self.value else ""

    @property
    def explanation(self) -> str:
        return self.value.explanation if self.value else ""

    @property
    def revision(self) -> int:
        return self.value.revision if self.value else 0

    @property
    def text(self) -> str:
        """What stands there, as people read it."""
        return _said(self.item, self.value)

    @property
    def year_text(self) -> str:
        """The year to date, likewise."""
        if self.value is None or not self.item.has_year:
            return ""
        return said(self.item, self.value.year_number) or self.value.year_typed

    @property
    def last_text(self) -> str:
        """The period before, in the unit of this form."""
        return _said(self.item, self.last)

    @property
    def change(self) -> str:
        """By how much the figure has changed since the last, in per cent."""
        number = self.value.number if self.value else None
        last = self.last.number if self.last else None
        if number is None or not last:
            return ""
        return f"{(number - last) * 100 / abs(last):+,.0f}%"

    @property
    def is_understood(self) -> bool:
        """Whether the reading says more than what was typed."""
        number = self.value.number if self.value else None
        return number is not None and self.text.split(" ")[0] != self.typed

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Stored word, label, and whether it is chosen."""
        return [(word, label, word == self.typed) for word, label in self.item.choices]

    @property
    def errors(self) -> list[Finding]:
        """What is wrong. That something is still missing is not worth saying while one types."""
        return [
            finding
            for finding in self.findings
            if finding.weight is Weight.ERROR and (self.tells_missing or not finding.is_missing)
        ]

    @property
    def confirms(self) -> list[Finding]:
        """What asks whether the unit is right."""
        return [finding for finding in self.findings if finding.weight is Weight.CONFIRM]

    @property
    def is_confirmed(self) -> bool:
        return all(finding.answered for finding in self.confirms)

    @property
    def explains(self) -> list[Finding]:
        """What asks for a sentence."""
        return [finding for finding in self.findings if finding.weight is Weight.EXPLAIN]

    @property
    def is_open(self) -> bool:
        """Whether something here keeps the return from being handed in."""
        return any(finding.stops for finding in self.findings)

    @property
    def mark(self) -> str:
        """The figure that a confirmation is about."""
        return mark(self.value.number) if self.value else ""

    @property
    def theirs(self) -> str:
        """What somebody else has written meanwhile."""
        return str(self.refused.values.get("theirs", "")) if self.refused else ""


# Texts that are stories rather than names.
LONG = {
    "members", "stage_goals", "progress", "difficulties", "help_wanted", "changes",
}  # fmt: skip


def _said(item: ReturnItem, value: ReturnValue | None) -> str:
    if value is None:
        return ""
    return value_said(item, typed=value.typed, number=value.number, day=value.day)


def lines_of(
    report: Return,
    items: Sequence[ReturnItem],
    *,
    last: Return | None,
    found: Iterable[Finding] = (),
) -> list[Line]:
    """Every item of a return, in order."""
    values, before = values_of(report), values_of(last) if last else {}
    known = on_file(report.due)
    by_item: dict[str, list[Finding]] = {}
    for finding in found:
        by_item.setdefault(finding.item, []).append(finding)
    return [
        Line(
            item,
            values.get(item.code),
            before.get(item.code),
            by_item.get(item.code, []),
            is_fixed=is_fixed(item, known),
        )
        for item in items
    ]


def by_section(lines: Sequence[Line]) -> list[tuple[int, str, list[Line], int]]:
    """The lines under their headings, numbered, each with how many are open."""
    grouped = groupby(lines, lambda line: line.item.said("section"))
    sections = [(title, list(own)) for title, own in grouped]
    return [
        (number, title, own, sum(line.is_open for line in own))
        for number, (title, own) in enumerate(sections, start=1)
    ]


def typed_from(item: ReturnItem, data: QueryDict) -> tuple[Typed, int] | None:
    """What a form has sent under an item, with the revision seen; None where it was not on it."""
    if item.code not in data:
        return None
    confirms = data.get(f"confirm-{item.code}", "") if f"asked-{item.code}" in data else None
    typed = Typed(
        figure=data[item.code],
        year=data.get(f"year-{item.code}"),
        explanation=data.get(f"explain-{item.code}"),
        confirms=confirms,
    )
    seen = data.get(f"seen-{item.code}", "0")
    return typed, int(seen) if seen.isdecimal() and len(seen) < 10 else 0  # noqa: PLR2004


def show_refused(line: Line, violation: RuleViolation, data: Mapping[str, str]) -> None:
    """Show what was typed, why it was not kept, and what somebody else has written."""
    line.refused = violation
    line.value = ReturnValue(
        item=line.item,
        typed=data.get(line.code, ""),
        year_typed=data.get(f"year-{line.code}", ""),
        explanation=data.get(f"explain-{line.code}", ""),
        revision=violation.values.get("revision", line.revision),
    )
