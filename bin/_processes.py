"""Starts programs, watches them, and ends every one of them, also after our own death."""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, Any

import psutil
from _console import Failure
from _setup import ROOT

# In the environment of everything that one supervisor starts: how to know it again.
MARK = "INCUBATOR_RUN"
LOG_LIMIT = 5_000_000
TAIL_LINES = 20
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Stopped(Exception):  # noqa: N818 - nobody's error: we were asked to end
    """Ctrl-C, SIGTERM or SIGHUP came."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Signals:
    """Remembers a request to end; it is obeyed between two steps, never inside one."""

    def __init__(self) -> None:
        self.received = 0
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._remember)
        # Ignored under nohup, and then it stays ignored.
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._remember)

    def _remember(self, number: int, _: FrameType | None) -> None:
        self.received = self.received or number

    def check(self) -> None:
        if self.received:
            raise Stopped(self.received)


@dataclass
class Child:
    name: str
    process: subprocess.Popen[Any]
    log: Path | None
    stop_signals: Sequence[tuple[signal.Signals, float]]
    log_start: int = 0

    def output(self) -> str:
        """All that it wrote since it was started."""
        with suppress(OSError, AttributeError), self.log.open("rb") as file:  # type: ignore[union-attr]
            file.seek(self.log_start)
            return file.read().decode("utf-8", "replace").rstrip()
        return ""

    def tail(self, count: int = TAIL_LINES) -> str:
        lines = self.output().splitlines()
        more = [f"({len(lines) - count} lines before these are in {self.log})"]
        shown = (more if len(lines) > count else []) + lines[-count:]
        return "\n".join(f"    {line}" for line in shown)


# One polite request, then the end of the whole group.
POLITE = ((signal.SIGTERM, 8.0),)


class Supervisor:
    """All programs of one bin/up or bin/test, written down before they can be lost."""

    def __init__(self, home: Path, signals: Signals) -> None:
        self.home = home
        self.signals = signals
        self.children: list[Child] = []
        self._run = f"{os.getpid()}-{time.time_ns()}"
        self._record = home / "run" / "processes.json"

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        user: int | None = None,
        group: int | None = None,
        stop: Sequence[tuple[signal.Signals, float]] = POLITE,
        to_terminal: bool = False,
        # Our servers die with us, so there is nothing left to finish politely.
        on_death: signal.Signals = signal.SIGKILL,
    ) -> Child:
        self.signals.check()
        log = None if to_terminal else self.home / "log" / f"{name}.log"
        output = _open_log(log) if log else None
        log_start = output.tell() if output else 0
        try:
            process = subprocess.Popen(
                [os.fspath(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                cwd=ROOT,
                env={**env, MARK: self._run},
                user=user,
                group=group,
                extra_groups=None if user is None else [],
                # A group of its own: the terminal's Ctrl-C reaches us alone, and we end
                # the others in order; a group also holds their children.
                start_new_session=True,
                preexec_fn=_die_with(os.getpid(), on_death),  # noqa: PLW1509 - no threads here
            )
        finally:
            if output:
                output.close()
        child = Child(name, process, log, stop, log_start)
        self.children.append(child)
        self._write_record()
        return child

    def wait(self, child: Child, poll: Callable[[], None] | None = None) -> int:
        """Until it ends by itself; a request to end, or another's death, is noticed."""
        while child.process.poll() is None:
            self.signals.check()
            self.check_alive(besides=child)
            if poll:
                poll()
            time.sleep(0.05)
        self.children.remove(child)
        self._write_record()
        return int(child.process.returncode)

    def check_alive(self, besides: Child | None = None) -> None:
        for child in self.children:
            if child is not besides and child.process.poll() is not None:
                raise Failure(
                    f"{child.name} ended by itself (exit {child.process.returncode}). "
                    f"Its last lines, from {child.log}:\n{child.tail()}"
                )

    def stop(self, names: Sequence[str] | None = None) -> None:
        """End the named ones (or all) together, in the reverse order of their start."""
        ending = [c for c in reversed(self.children) if names is None or c.name in names]
        for child in ending:
            _signal(child, child.stop_signals[0][0])
        for child in ending:
            _end(child)
            self.children.remove(child)
        self._write_record()

    def _write_record(self) -> None:
        processes = [_identity(child.process.pid) for child in self.children]
        content = {"run": self._run, "processes": [p for p in processes if p]}
        draft = self._record.with_suffix(".new")
        draft.write_text(json.dumps(content), encoding="utf-8")
        draft.replace(self._record)


def _open_log(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        if path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def _die_with(parent: int, number: signal.Signals) -> Callable[[], None]:
    """On Linux the kernel tells a child when we are killed; elsewhere the next start does."""

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _identity(pid: int) -> dict[str, Any] | None:
    try:
        return {"pid": pid, "created": psutil.Process(pid).create_time()}
    except psutil.Error:
        return None


def _signal(child: Child, number: signal.Signals) -> None:
    if child.process.poll() is None:
        with suppress(ProcessLookupError):
            child.process.send_signal(number)


def _end(child: Child) -> None:
    """Its own signals in turn, each with its patience; then the group, without asking."""
    for position, (number, patience) in enumerate(child.stop_signals):
        if position:
            _signal(child, number)
        try:
            child.process.wait(patience)
            break
        except subprocess.TimeoutExpired:
            continue
    # Also when the leader went by itself: a child of it may have stayed.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


def clean_up(home: Path) -> int:
    """End what a killed supervisor left behind on this folder; how many there were.

    A number alone does not tell a process: another one may carry it by now. It must have
    started at the same moment, or carry the mark of that run.
    """
    record = home / "run" / "processes.json"
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    left = _left_behind(content)
    for process in left:
        # SIGINT is PostgreSQL's fast shutdown, and ends the others as well.
        with suppress(psutil.Error):
            process.send_signal(signal.SIGINT)
    _, stubborn = psutil.wait_procs(left, timeout=8)
    for process in stubborn:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, timeout=5)
    record.unlink(missing_ok=True)
    return len(left)


def _left_behind(content: dict[str, Any]) -> list[psutil.Process]:
    known = {(entry["pid"], entry["created"]) for entry in content.get("processes", [])}
    run = content.get("run") or "no run at all"
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            same = (process.pid, process.create_time()) in known
            if same or process.environ().get(MARK) == run:
                found[process.pid] = process
                for descendant in process.children(recursive=True):
                    found[descendant.pid] = descendant
    found.pop(os.getpid(), None)
    return list(found.values())
