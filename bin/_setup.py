"""Makes .venv from the locked requirements, then goes on inside it. Standard library only."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from _console import Failure, Step, say, step, write

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
TAIL = 25


def main(command: str, requirements: Sequence[str]) -> None:
    os.environ["INCUBATOR_STARTED"] = str(time.time())
    # Also where a script started us in the background, which makes Python ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminated)
    if "-h" in sys.argv[1:] or "--help" in sys.argv[1:]:
        say((sys.modules["__main__"].__doc__ or "").strip())
        return
    say()
    try:
        ensure(requirements)
    except Failure as failure:
        say()
        sys.exit(f"{failure}")
    except KeyboardInterrupt:
        say("\nStopped before anything was started.")
        sys.exit(130)
    program = ROOT / "bin" / f"_{command}.py"
    # -B is not passed on: inside the environment compiled files save seconds.
    os.execve(PYTHON, [str(PYTHON), str(program), *sys.argv[1:]], _environment())  # noqa: S606


def _terminated(number: int, _: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _environment() -> dict[str, str]:
    """Ours without what would make Python look for packages elsewhere, or compile them anew
    in every process.
    """
    foreign = {"PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__", "PYTHONDONTWRITEBYTECODE"}
    return {key: value for key, value in os.environ.items() if key not in foreign}


def ensure(requirements: Sequence[str]) -> None:
    """One installer at a time; nothing is installed twice."""
    with Path(__file__).open() as lock, step("Python packages") as current:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            current.note("waiting for another command that installs them")
            fcntl.flock(lock, fcntl.LOCK_EX)
        _ensure(requirements, current)


def _ensure(requirements: Sequence[str], current: Step) -> None:
    wanted = {name: _digest(ROOT / name) for name in requirements}
    installed = _stamp()
    if all(installed.get(name) == digest for name, digest in wanted.items()):
        current.result = "unchanged"
        return
    if not _venv_works():
        _make_venv(current)
        installed = {}
    changed = [name for name in requirements if installed.get(name) != wanted[name]]
    # Forgotten first: an installation that is broken off must start again.
    STAMP.unlink(missing_ok=True)
    count = _install(changed, current)
    STAMP.write_text(json.dumps(installed | wanted | {"python": sys.version}), encoding="utf-8")
    current.result = f"{count} installed"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stamp() -> dict[str, str]:
    """What is installed; nothing when another Python made the environment."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if stamp.get("python") == sys.version and PYTHON.exists() else {}


def _venv_works() -> bool:
    check = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    try:
        return _run([str(PYTHON), "-c", check], None)[0] == 0
    except OSError:
        return False


def _make_venv(current: Step) -> None:
    current.note("making .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    code, output = _run([sys.executable, "-m", "venv", str(VENV)], None)
    if code:
        raise Failure(
            f"{_tail(output)}\n\nThis Python cannot make a virtual environment. On Debian and "
            "Ubuntu the package python3-venv is missing."
        )


def _install(names: Sequence[str], current: Step) -> int:
    """Exactly what the locks name, each file checked against its hash."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--no-compile", "--progress-bar=off", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    total = 0
    for name in names:
        command += ["-r", str(ROOT / name)]
        total += len(re.findall(r"^[\w.-]+==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    code, output = _run(command, lambda lines: current.note(_progress(lines, total)))
    if code:
        raise Failure(f"{_tail(output)}\n\nThe packages could not be installed: see above.")
    return total


def _progress(lines: list[str], total: int) -> str:
    if any(line.startswith("Installing") for line in lines):
        return f"{total} downloaded, installing"
    return f"{sum(line.startswith('Collecting') for line in lines)} of {total} collected"


def _run(command: Sequence[str], progress: Callable[[list[str]], None] | None) -> tuple[int, str]:
    """Run to the end, and never leave the process behind when we are ended first."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        text=True, errors="replace", cwd=ROOT, env=_environment(), start_new_session=True,
    )  # fmt: skip
    lines: list[str] = []
    try:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in process.stdout:
            lines.append(line)
            if progress:
                progress(lines)
        return process.wait(), "".join(lines)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _tail(output: str) -> str:
    return "\n".join(output.splitlines()[-TAIL:])


if __name__ == "__main__":
    write("This is a part of bin/up and bin/test.\n")
