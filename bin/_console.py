"""What bin/up and bin/test say: one line per step, with how long it took."""

import io
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LABEL_WIDTH = 24
# Seconds between two lines of one long step, where lines cannot be rewritten.
NOTE_EVERY = 10.0


if isinstance(sys.stdout, io.TextIOWrapper):
    # A terminal that knows no Chinese shows question marks: better than nothing at all.
    sys.stdout.reconfigure(errors="replace")


def write(text: str) -> None:
    # A closed terminal or pipe must not keep us from ending our processes.
    with suppress(OSError, ValueError):
        sys.stdout.write(text)
        sys.stdout.flush()


def say(text: str = "") -> None:
    write(f"{text}\n")


class Failure(Exception):  # noqa: N818 - it is one, said in a sentence
    """Something that its reader can act on: printed without a trace."""


class Step:
    """One line: its label at once, what came of it and the time at the end."""

    def __init__(self, label: str) -> None:
        self._label = label.ljust(LABEL_WIDTH)
        self._started = time.monotonic()
        self._noted = self._started
        self._tty = sys.stdout.isatty()
        self._open = False
        self.result = "done"
        self._start_line()

    def _start_line(self) -> None:
        write(f"  {self._label} ")
        self._open = True

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    def note(self, text: str) -> None:
        """How far a long step has come."""
        if self._tty:
            width = shutil.get_terminal_size().columns - LABEL_WIDTH - 4
            write(f"\r  {self._label} {text[: max(width, 10)]}\033[K")
        elif time.monotonic() - self._noted >= NOTE_EVERY:
            self._noted = time.monotonic()
            write(f"{'... ' if self._open else '    '}{text}\n")
            self._open = False

    def finish(self) -> None:
        if self._tty:
            write(f"\r\033[K  {self._label} ")
        elif not self._open:
            self._start_line()
        say(f"{self.result:<36} {self.seconds:6.1f} s")

    def fail(self) -> None:
        if self._tty:
            write(f"\r\033[K  {self._label} ")
        elif not self._open:
            self._start_line()
        say(f"FAILED {'':<29} {self.seconds:6.1f} s")


@contextmanager
def step(label: str) -> Iterator[Step]:
    current = Step(label)
    try:
        yield current
    except BaseException:
        current.fail()
        raise
    current.finish()


def since_start() -> float:
    """Seconds since the command was started, also across the change of Python."""
    return time.time() - float(os.environ.get("INCUBATOR_STARTED") or time.time())
