"""A file of many rows as lines of cells: XLSX, and CSV in the encodings of Chinese offices."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from incubator.core import sheets
from incubator.core.errors import RuleViolation
from incubator.core.files.texts import decoded
from incubator.core.sheet_lists import refuse_swelling
from incubator.imports.kinds import Kind, Line, plain_heading, recognised

MOST_COLUMNS = 250
LOOKED_AT = 10  # lines in which the headings may stand: a title goes before them
SHOWN = 3  # values of a column
DELIMITERS = ",\t;"
MOST_UNPACKED = 120_000_000  # bytes; what 5,000 rows take is far below
# The heading under which a file of problems tells them: it is passed over when it comes back.
PROBLEMS = ("问题", "problems")
# What stands before a line that adds up those above it.
TOTALS = {"合计", "小计", "总计", "共计", "本页合计", "本页小计", "total", "subtotal", "grandtotal"}


@dataclass(frozen=True)
class Top:
    """The beginning of a file: the line of its headings, they, some values of each, and what
    stands above."""

    head: int
    headings: list[str]
    samples: list[list[str]]
    above: list[list[str]]


def top_of(content: bytes, kind: Kind, *, head: int | None = None) -> Top:
    """Where the headings are: the line that says most of what is known.

    Raises RuleViolation: ``not_an_xlsx_file``, ``not_a_table``, ``file_too_large``,
    ``file_without_rows``.
    """
    lines = [
        _texts(line) for line in islice(_lines(content, LOOKED_AT + SHOWN + 1), LOOKED_AT + SHOWN)
    ]
    if not any(any(line) for line in lines):
        raise _no_rows()
    if head is None:
        scores = [len(recognised(kind, line)) for line in lines[:LOOKED_AT]]
        best = max(scores)
        head = scores.index(best) + 1 if best else _first(lines)
    headings = lines[head - 1] if head <= len(lines) else []
    while headings and not headings[-1]:
        headings = headings[:-1]
    following = lines[head : head + SHOWN]
    samples = [
        [line[place] for line in following if place < len(line) and line[place]]
        for place in range(len(headings))
    ]
    return Top(head, headings, samples, lines[: head - 1])


def rows_of(
    content: bytes, kind: Kind, *, head: int, mapping: Mapping[str, int], fixed: Mapping[str, str]
) -> tuple[list[Line], int]:
    """The rows below the headings that are not empty, with their cells by column; and how many
    others are the total of some.

    Raises RuleViolation as ``top_of`` does, and ``formula_without_result``.
    """
    found, totals = [], 0
    for number, line in _holding(content, head, most=kind.most_rows):
        if _is_total(_texts(line)):
            totals += 1
            continue
        own = {
            name: line[place]
            for name, place in mapping.items()
            if place < len(line) and sheets.text_of(line[place])
        }
        filled = not kind.prefilled or bool(own.keys() - kind.prefilled)
        found.append(Line(number, {**fixed, **own}, filled))
        if len(found) > kind.most_rows:
            break
    if not found:
        raise _no_rows()
    if len(found) > kind.most_rows:
        raise RuleViolation(
            "file_too_long",
            _("The file has more than %(most)d rows."),
            field="file",
            most=kind.most_rows,
        )
    return found, totals


def lines_below(content: bytes, head: int, *, most: int) -> Iterator[tuple[int, Sequence]]:
    """The lines below the headings that hold something, and more than the total of others, each
    with its number; one more than ``most``."""
    holding = _holding(content, head, most=most)
    rows = ((number, line) for number, line in holding if not _is_total(_texts(line)))
    return islice(rows, most + 1)


def unknown_headings(
    kind: Kind, headings: Sequence[str], mapping: Mapping[str, int]
) -> list[str]:  # fmt: skip
    """The columns of a file that are not used."""
    used = set(mapping.values())
    ours = {plain_heading(one) for one in PROBLEMS}
    return [
        heading
        for place, heading in enumerate(headings)
        if heading and place not in used and plain_heading(heading) not in ours
    ]


def _lines(content: bytes, most: int) -> Iterator[Sequence]:
    if content.startswith(b"PK"):
        refuse_swelling(content, most=MOST_UNPACKED)
        yield from sheets.rows_of(content, most_rows=most, most_columns=MOST_COLUMNS)
        return
    text = decoded(content)
    if text is None:
        raise _no_table()
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        for line in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), most):
            yield line[:MOST_COLUMNS]
    except csv.Error as error:
        raise _no_table() from error


def _texts(line: Sequence) -> list[str]:
    return [sheets.text_of(cell) for cell in line]


def _holding(content: bytes, head: int, *, most: int) -> Iterator[tuple[int, Sequence]]:
    """The lines below the headings that hold something, each with its number."""
    lines = enumerate(_lines(content, head + most + LOOKED_AT), start=1)
    below = ((number, line) for number, line in lines if number > head)
    return ((number, line) for number, line in below if any(_texts(line)))


def _is_total(texts: Sequence[str]) -> bool:
    """Whether the first or second words of a line say that it is the total of others."""
    words = (text for text in texts if text and not text.replace(".", "").isdecimal())
    return any(plain_heading(text) in TOTALS for text in islice(words, 2))


def _first(lines: Sequence[Sequence[str]]) -> int:
    """The first line with more than a title, else the first that holds something."""
    full = (number for number, line in enumerate(lines, start=1) if sum(map(bool, line)) > 1)
    some = (number for number, line in enumerate(lines, start=1) if any(line))
    return next(full, next(some, 1))


def _no_rows() -> RuleViolation:
    return RuleViolation("file_without_rows", _("The file has no rows."), field="file")


def _no_table() -> RuleViolation:
    return RuleViolation(
        "not_a_table", _("This is not an XLSX or CSV file that can be read."), field="file"
    )
