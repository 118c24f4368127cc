"""What the management commands share: refusals as one line with a code, and wide tables."""

import unicodedata
from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandError

from incubator.core.errors import RuleViolation
from incubator.core.history import recorded


class RuleCommand(BaseCommand):
    """A command whose refused rules end it with ``[code] sentence`` and exit status 1.

    What it writes says in the history which command it was.
    """

    def execute(self, *args: object, **options: object) -> str | None:
        try:
            with recorded(command=type(self).__module__.rpartition(".")[2]):
                return super().execute(*args, **options)
        except RuleViolation as violation:
            raise CommandError(f"[{violation.code}] {violation.detail}") from violation


def width(text: str) -> int:
    """Columns that a text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(rows: Sequence[Sequence[object]]) -> str:
    """Rows as aligned columns; the first row is the head."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(width(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        for row in cells
    ]
    return "\n".join(line.rstrip() for line in lines)
