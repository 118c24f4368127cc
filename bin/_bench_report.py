"""The table of a run: on the screen, and in docs/performance.md."""

import datetime
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import psutil
from _console import Failure, say
from _setup import ROOT
from django.db import connection

PAGE = ROOT / "docs" / "performance.md"
# Between which a table stands; that of a zone of its own by its name.
MARKS = "<!-- bin/bench{name}: begin -->", "<!-- bin/bench{name}: end -->"
ALONE = ("desk",)
HEAD = ("", "measured", "goal", "")


@dataclass(frozen=True)
class Row:
    """One line; `holds` is None where a number explains others and has no goal."""

    what: str
    measured: str
    goal: str = ""
    holds: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = {True: "met", False: "MISSED", None: ""}[self.holds]
        return (self.what, self.measured, self.goal, verdict)


def at_most(what: str, value: float, limit: float, unit: str) -> Row:
    return Row(what, _number(value, unit), f"≤ {limit:g} {unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str) -> Row:
    return Row(what, _number(value, unit), f"≥ {limit:g} {unit}", value >= limit)


def note(what: str, value: float, unit: str) -> Row:
    return Row(what, _number(value, unit))


def _number(value: float, unit: str) -> str:
    """Three digits that count, and thousands as they are."""
    digits = 2 if value < 10 else 1 if value < 100 else 0  # noqa: PLR2004
    return f"{value:,.{digits}f} {unit}"


def show(rows: list[Row]) -> None:
    widths = [max(len(row.cells[n]) for row in rows) for n in range(len(HEAD))]
    say()
    for row in rows:
        what, measured, goal, verdict = row.cells
        say(f"  {what:<{widths[0]}}  {measured:>{widths[1]}}  {goal:>{widths[2]}}  {verdict}")


def publish(rows: list[Row], names: Sequence[str]) -> None:
    """Replace what stands between the two marks."""
    name = f" {names[0]}" if names[0] in ALONE else ""
    first, last = (mark.format(name=name) for mark in MARKS)
    text = PAGE.read_text(encoding="utf-8")
    before, begin, rest = text.partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise Failure(f"{PAGE} lacks the marks between which the table stands.")
    content = "\n".join([_circumstances(), "", *_table(rows)])
    PAGE.write_text(f"{before}{first}\n\n{content}\n\n{last}{after}", encoding="utf-8")
    say(f"\n  Written to {PAGE.relative_to(ROOT)}.")


def _circumstances() -> str:
    day = datetime.datetime.now(tz=datetime.UTC).date()  # noqa: TID251 - no rule asks for it
    memory = psutil.virtual_memory().total / 2**30
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    size = f"{int(os.environ['BENCH_COMPANIES']):,} companies"
    return (
        f"`{os.environ['BENCH_COMMAND']}` on {day}, commit {_commit()}: a generated zone of "
        f"{size} and {os.environ['BENCH_INCUBATORS']} incubators, "
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, PostgreSQL {server}; "
        "the client, the web, the worker and the database share these cores. "
        f"Load of the machine before the run: {os.environ['BENCH_LOAD']}."
    )


def _commit() -> str:
    """Short, and with a + where files differ from it."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return told.stdout.strip() or "not committed yet"


def _table(rows: list[Row]) -> list[str]:
    lines = [HEAD, ("---", "---:", "---:", "---"), *(row.cells for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]
