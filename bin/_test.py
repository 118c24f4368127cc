"""bin/test inside the environment: every check, then every test, on servers of its own."""

import os
import secrets
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from _console import Failure, say, since_start, step
from _home import forget_servers, held, start_servers
from _processes import Signals, Stopped, Supervisor
from _setup import ROOT

ONLY_CHECKS = "--only-checks"
OUTPUT_LINES = 60
IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True)
class Check:
    label: str
    command: Sequence[str | Path]
    env: dict[str, str] = field(default_factory=dict)


def main() -> int:
    arguments = sys.argv[1:]
    only_checks = ONLY_CHECKS in arguments
    signals = Signals()
    try:
        with held(_home()) as home:
            return _supervised(
                home, signals, None if only_checks else [a for a in arguments if a != ONLY_CHECKS]
            )
    except Failure as failure:
        say(f"\n{failure}")
        return 1
    except Stopped as stopped:
        return 128 + stopped.number


def _home() -> Path:
    """Never the folder of a running system: its data are not for tests."""
    given = os.environ.get("INCUBATOR_HOME")
    return (Path(given).expanduser() if given else ROOT / "var").resolve() / "test"


def _supervised(home: Path, signals: Signals, pytest_arguments: list[str] | None) -> int:
    supervisor = Supervisor(home, signals)
    try:
        env = _environment() | start_servers(home, supervisor, durable=False)
        failed = _run_checks(supervisor, env)
        code = 0 if pytest_arguments is None else _run_pytest(supervisor, env, pytest_arguments)
    finally:
        supervisor.stop()
        forget_servers(home)
    if failed:
        # On the other stream: pytest's own closing line stays the last one of this.
        sys.stderr.write(f"Checks that failed: {', '.join(failed)}\n")
    elif pytest_arguments is None:
        say(f"\n  All checks passed in {since_start():.0f} s; no test was run.")
    return code or (1 if failed else 0)


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    # These decide for the tests as pyproject.toml says, not as a shell happens to have it.
    for name in ("DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS"):
        kept.pop(name, None)
    return kept | {"PYTHONPATH": str(ROOT)}


def _checks(env: dict[str, str]) -> list[Check]:
    module = [sys.executable, "-m"]
    manage = [sys.executable, str(ROOT / "manage.py")]
    local = {"DJANGO_SETTINGS_MODULE": "incubator.settings.test"}
    # Named, because their names do not say that they are Python.
    programs = ["bin/up", "bin/test", "bin/bench"]
    return [
        Check("Translations compile", [*manage, "messages", "compile"], local),
        Check("Lint", [*module, "ruff", "check", ".", *programs]),
        Check("Format", [*module, "ruff", "format", "--check", ".", *programs]),
        Check("Types", [*module, "mypy"], local),
        Check("Import contracts", [sys.executable, "-c", IMPORT_LINTER]),
        Check("Missing migrations", [*manage, "makemigrations", "--check", "--dry-run"], local),
        Check("Missing translations", [*manage, "messages", "check"], local),
        Check(
            "Production settings",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            _production(env),
        ),
    ]


def _production(env: dict[str, str]) -> dict[str, str]:
    """Thrown away after the check: production refuses to start with less."""
    return {
        "DJANGO_SETTINGS_MODULE": "incubator.settings.production",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "incubator.test",
        "CSRF_TRUSTED_ORIGINS": "https://incubator.test",
        "SITE_URL": "https://incubator.test",
        "DATABASE_URL": env["DATABASE_URL"],
        "REDIS_URL": env["REDIS_URL"],
    }


def _run_checks(supervisor: Supervisor, env: dict[str, str]) -> list[str]:
    """All of them, so that one run shows everything that is wrong."""
    failed = []
    for check in _checks(env):
        try:
            with step(check.label) as current:
                child = supervisor.start("check", check.command, env=env | check.env)
                if supervisor.wait(child):
                    raise Failure(child.tail(OUTPUT_LINES))
                current.result = "passed"
        except Failure as failure:
            say(str(failure))
            failed.append(check.label)
    return failed


def _run_pytest(supervisor: Supervisor, env: dict[str, str], arguments: list[str]) -> int:
    say()
    # -rsR: a skipped test says why, and one tried again is named. Given arguments win: last.
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-rsR", *arguments]
    # Asked with SIGINT, it still ends what its fixtures started.
    patience = ((signal.SIGINT, 10.0), (signal.SIGTERM, 2.0))
    child = supervisor.start("pytest", command, env=env, to_terminal=True, stop=patience)
    return supervisor.wait(child)


if __name__ == "__main__":
    sys.exit(main())
