"""The steps of bin/up that need Django, in one process: each start of one costs a second."""

import io
import json
import os
import sys
import traceback
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from _console import Failure, Step, say, step

# What the zone's report of 2007 prints; bin/up shows what the API answers for them.
YEAR = 2007
SHOWN = ("entered", "graduated", "cumulative_incubated")


class Notes(io.StringIO):
    """Shows the last line that a command writes beside its step, and keeps all."""

    def __init__(self, current: Step) -> None:
        super().__init__()
        self._current = current

    def write(self, text: str) -> int:
        written = super().write(text)
        lines = self.getvalue().strip().splitlines()
        if lines:
            self._current.note(lines[-1].strip())
        return written


def run(name: str, *arguments: str, current: Step | None = None) -> str:
    """A management command; what it wrote."""
    from django.core.management import CommandError, call_command

    output = Notes(current) if current else io.StringIO()
    try:
        call_command(name, *arguments, stdout=output, stderr=output)
    except CommandError as error:
        raise Failure(f"manage.py {name} {' '.join(arguments)}: {error}") from error
    return output.getvalue().strip()


def prepare() -> None:
    import django

    django.setup()
    # First of all, since a process that has looked one word up reads no newer translations.
    with step("Translations") as current:
        run("messages", "compile", current=current)
    with step("Database tables") as current:
        count = _pending_migrations()
        if count:
            current.note(f"{count} migrations")
            run("migrate", "--no-input", "--verbosity", "0", current=current)
        current.result = f"{count} migrations applied" if count else "unchanged"
    with step("Static files") as current:
        output = run("collectstatic", "--no-input", "--verbosity", "1")
        current.result = output.splitlines()[-1].split(" to ")[0].strip() if output else "done"
    with step("The zone of 2007") as current:
        output = run("seed", "--if-empty", current=current)
        current.result = output.splitlines()[-1][:36] if output else "done"


def _pending_migrations() -> int:
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Failure(f"The database cannot be used: {error}") from error
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def finish() -> None:
    address = os.environ["INCUBATOR_ADDRESS"]
    with step("Yearly totals (worker)") as current:
        import django

        django.setup()
        run("compute_totals", "--all", "--wait", current=current)
    with step("The API's answer") as current:
        token = run("issue_token", "zone", "--scopes", "statistics:read", "--days", "1")
        figures = _figures(f"{address}/api/v1/statistics/{YEAR}/", token)
        current.result = "200"
    _print_summary(address, figures, run("demo_logins"))


def _figures(address: str, token: str) -> dict[str, Any]:
    """Over HTTP, as any other program would ask."""
    request = urllib.request.Request(address, headers={"Authorization": f"Token {token}"})  # noqa: S310
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as response:
            indicators = json.load(response)["indicators"]
    except urllib.error.HTTPError as error:
        body = error.read().decode("utf-8", "replace")[:500]
        raise Failure(f"GET {address} answers {error.code}: {body}") from error
    return {code: indicators[code] for code in SHOWN}


def _print_summary(address: str, figures: dict[str, Any], logins: str) -> None:
    say()
    say(f"  Portal       {address}/")
    say(f"  Admin        {address}/admin/")
    say(f"  API          {address}/api/v1/docs/")
    say("\n  Demo logins")
    for line in logins.splitlines():
        say(f"    {line}")
    say(f"\n  The zone in {YEAR}, as the API answers")
    for code, indicator in figures.items():
        say(f"    {code:<22} {indicator['value']:>5}   {indicator['label']}")


@contextmanager
def explained() -> Iterator[None]:
    try:
        yield
    except Failure as failure:
        say(f"\n{failure}")
        sys.exit(1)
    except Exception:  # noqa: BLE001 - whatever a command raised, its reader needs the trace
        say(f"\n{traceback.format_exc()}")
        sys.exit(1)


if __name__ == "__main__":
    with explained():
        {"prepare": prepare, "finish": finish}[sys.argv[1]]()
