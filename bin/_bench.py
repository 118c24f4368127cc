"""bin/bench inside the environment: servers, a generated zone, the web, then the measuring."""

import argparse
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from _console import Failure, say, since_start, step
from _home import forget_servers, held, start_servers
from _processes import Signals, Stopped, Supervisor
from _servers import free_port
from _setup import ROOT
from _up import HOST, _environment, _start_web, _wait_until_ready

QUIET = 1.0  # load, in processes that want a core
BENCHES = (
    "generate", "year", "statistics", "proof", "pages", "admin", "space", "apply", "ready",
    "mentoring", "imports", "review",
)  # fmt: skip
DESK = "desk"
LONGEST_WAIT = "3600"  # seconds: of a million companies a year takes some ten


@dataclass(frozen=True)
class Zone:
    """What is generated, in a folder of its own."""

    name: str
    companies: int
    companies_per_unit: int
    companies_per_lease: float
    companies_per_application: int
    reporting: int = 20_000  # incubatees with returns and facts, at most
    mentors: int = 2_000


# For 100,000 companies the 20,000 units and 200,000 leases of the goals.
ZONE = Zone("with-space-calls-reports-and-mentors", 100_000, 5, 0.5, 1)
# As much of all else, and ten times the companies.
LARGE_ZONE = Zone("desk", 1_000_000, 50, 5, 10)


def main() -> int:
    asked = _arguments()
    signals = Signals()
    # Before we are the load ourselves.
    os.environ["BENCH_LOAD"] = f"{os.getloadavg()[0]:.1f}"
    if os.getloadavg()[0] > QUIET:
        say("  note: this machine is busy with something else; times will be too long.")
    # What is generated here belongs into no database that somebody uses.
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    try:
        with held(_home(asked)) as home:
            if asked.fresh:
                _forget_zone(home)
            return _supervised(home, signals, asked)
    except Failure as failure:
        say(f"\n{failure}")
        return 1
    except Stopped as stopped:
        return 128 + stopped.number


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench")
    parser.add_argument("--companies", type=int)
    parser.add_argument("--incubators", type=int, default=20)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME")
    asked = parser.parse_args()
    if unknown := set(asked.names) - {*BENCHES, DESK}:
        parser.error(f"no bench is called {', '.join(unknown)}: {', '.join([*BENCHES, DESK])}")
    asked.names = asked.names or [*BENCHES]
    if DESK in asked.names and asked.names != [DESK]:
        parser.error("desk has a zone of its own: no other names beside it")
    asked.zone = LARGE_ZONE if asked.names == [DESK] else ZONE
    asked.companies = asked.companies or asked.zone.companies
    if asked.write and asked.names not in ([*BENCHES], [DESK]):
        parser.error("--write wants a whole table: no names beside it, or desk alone")
    return asked


def _home(asked: argparse.Namespace) -> Path:
    """One folder for each size of zone; the zone in it is kept until --fresh."""
    given = os.environ.get("INCUBATOR_HOME")
    base = (Path(given).expanduser() if given else ROOT / "var").resolve()
    return base / "bench" / f"{asked.companies}-{asked.incubators}-{asked.zone.name}"


def _forget_zone(home: Path) -> None:
    for name in ("postgres", "valkey"):
        shutil.rmtree(home / name, ignore_errors=True)
    for name in ("generated.json", "computed"):
        (home / name).unlink(missing_ok=True)


def _supervised(home: Path, signals: Signals, asked: argparse.Namespace) -> int:
    supervisor = Supervisor(home, signals)
    try:
        env = _environment() | start_servers(home, supervisor)
        env["DJANGO_SETTINGS_MODULE"] = "_bench_settings"
        env["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'bin'}"
        (home / "static").mkdir(exist_ok=True)
        _run("Database tables", supervisor, env, "migrate", "--no-input", "--verbosity", "0")
        _run("Translations", supervisor, env, "messages", "compile")
        _generate(home, supervisor, env, asked)
        env["INCUBATOR_ADDRESS"] = _start_system(supervisor, env)
        _compute(home, supervisor, env, asked)
        return _measure(supervisor, env, asked)
    finally:
        # The programs first: they may still write to the servers.
        names = [child.name for child in supervisor.children]
        supervisor.stop([name for name in names if name not in {"postgres", "valkey"}])
        supervisor.stop()
        forget_servers(home)


def _run(label: str, supervisor: Supervisor, env: dict[str, str], *command: str) -> float:
    """A management command; how many seconds it took."""
    with step(label) as current:
        child = supervisor.start("manage", [sys.executable, ROOT / "manage.py", *command], env=env)
        if supervisor.wait(child):
            raise Failure(f"manage.py {' '.join(command)} failed:\n{child.tail()}")
        return current.seconds


def _generate(
    home: Path, supervisor: Supervisor, env: dict[str, str], asked: argparse.Namespace
) -> None:
    """Once: the times it took are kept beside the zone."""
    note = home / "generated.json"
    if note.exists():
        return
    wanted = [
        ("seconds", "companies", asked.companies, ["--incubators", str(asked.incubators)]),
        ("space", "units", asked.companies // asked.zone.companies_per_unit,
         ["--leases", str(int(asked.companies / asked.zone.companies_per_lease))]),
        ("applying", "applications", asked.companies // asked.zone.companies_per_application, []),
        ("reports", "reports", asked.zone.reporting, []),
        ("mentoring", "mentors", asked.zone.mentors, []),
    ]  # fmt: skip
    took = {}
    for key, what, count, more in wanted:
        size = [*(() if what == "companies" else ("--companies", "0")), f"--{what}", str(count)]
        label = " ".join([f"{count} {what}", *more]).replace("--", "")
        took[key] = _run(label, supervisor, env, "generate_zone", *size, *more)
    note.write_text(json.dumps(took), encoding="utf-8")


def _compute(
    home: Path, supervisor: Supervisor, env: dict[str, str], asked: argparse.Namespace
) -> None:
    """The yearly totals; of the large zone once, for its pages only show them."""
    done = home / "computed"
    if asked.zone is LARGE_ZONE and done.exists():
        return
    _run("Yearly totals (worker)", supervisor, env, "compute_totals", "--all",
         "--timeout", LONGEST_WAIT)  # fmt: skip
    done.touch()


def _start_system(supervisor: Supervisor, env: dict[str, str]) -> str:
    port = free_port()
    with step("Web, worker, beat") as current:
        _start_web(port, supervisor, env)
        _wait_until_ready(port, supervisor, current)
        current.result = "ready"
    return f"http://{HOST}:{port}"


def _measure(supervisor: Supervisor, env: dict[str, str], asked: argparse.Namespace) -> int:
    command = [sys.executable, str(ROOT / "bin" / "_bench_run.py"), *asked.names]
    command += ["--write"] if asked.write else []
    told = {
        "BENCH_COMPANIES": str(asked.companies),
        "BENCH_INCUBATORS": str(asked.incubators),
        "BENCH_COMMAND": " ".join(["bin/bench", *sys.argv[1:]]),
    }
    child = supervisor.start("_measure", command, env=env | told, to_terminal=True)
    code = supervisor.wait(child)
    say(f"\n  Measured in {since_start():.0f} s.")
    return code


if __name__ == "__main__":
    sys.exit(main())
