"""bin/up inside the environment: servers, data, web, worker and beat, until asked to end."""

import argparse
import json
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

from _console import Failure, Step, say, since_start, step
from _home import forget_servers, held, start_servers
from _processes import Signals, Stopped, Supervisor
from _setup import ROOT

HOST = "127.0.0.1"
LAST_PORT = 65535
FIRST_FREE_PORT = 1024
READY_TIMEOUT = 120.0
WEB_THREADS = 4

# Without proxies: a proxy of the environment cannot reach this machine's loopback.
_http = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/up", description="Start the whole system.")
    parser.add_argument(
        "--once", action="store_true", help="end everything again once it is up (for CI)"
    )
    once = parser.parse_args().once
    home = _home()
    signals = Signals()
    try:
        port = _port()
        with held(home):
            return _supervised(home, port, signals, once=once)
    except Failure as failure:
        say(f"\n{failure}")
        return 1
    except Stopped as stopped:
        return 128 + stopped.number


def _home() -> Path:
    return Path(os.environ.get("INCUBATOR_HOME") or ROOT / "var").expanduser().resolve()


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) <= LAST_PORT:
        raise Failure(f"PORT must be a number from 1 to {LAST_PORT}, and it is {text!r}.")
    return int(text)


def _check_port_is_free(port: int) -> None:
    with closing(socket.socket()) as probe:
        # As the web server does: a connection that has just ended does not block it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Failure(
                f"Port {port} needs more rights: choose one from {FIRST_FREE_PORT} on."
            ) from error
        except OSError as error:
            raise Failure(
                f"Port {port} is taken by another program. Choose another one, as in: "
                f"PORT={port + 1 if port < LAST_PORT else FIRST_FREE_PORT} bin/up"
            ) from error


def _supervised(home: Path, port: int, signals: Signals, *, once: bool) -> int:
    supervisor = Supervisor(home, signals)
    ready = False
    try:
        _check_port_is_free(port)
        _start(home, port, supervisor)
        ready = True
        if not once:
            _watch(supervisor)
        return 0
    except Stopped as stopped:
        # To end a running system on request is success; to break off a start is not.
        return 0 if ready else 128 + stopped.number
    finally:
        _stop(home, supervisor)


def _start(home: Path, port: int, supervisor: Supervisor) -> None:
    env = _environment() | start_servers(home, supervisor)
    env["INCUBATOR_ADDRESS"] = f"http://{HOST}:{port}"
    env.setdefault("SITE_URL", env["INCUBATOR_ADDRESS"])  # where mails and letters lead
    _django("prepare", supervisor, env)
    with step("Web, worker, beat") as current:
        _start_web(port, supervisor, env)
        _wait_until_ready(port, supervisor, current)
        current.result = "ready"
    _django("finish", supervisor, env)
    say(f"\n  Up after {since_start():.0f} s. Logs: {home / 'log'}. Ctrl-C ends everything.\n")


def _environment() -> dict[str, str]:
    """The caller's, without what would lead libpq or Django elsewhere."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "incubator.settings.local",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(ROOT),
    }


def _django(task: str, supervisor: Supervisor, env: dict[str, str]) -> None:
    """Run bin/_django.py, which prints its own steps."""
    command = [sys.executable, str(ROOT / "bin" / "_django.py"), task]
    # Its log lines would fall between the steps: what goes wrong it says itself.
    env = env | {"LOG_LEVEL": "ERROR"}
    child = supervisor.start(f"_{task}", command, env=env, to_terminal=True)
    if supervisor.wait(child):
        raise Failure("The start was given up: see above.")


def _start_web(port: int, supervisor: Supervisor, env: dict[str, str]) -> None:
    python = [sys.executable, "-m"]
    # Logs are UTF-8 whatever the caller's terminal is.
    env = {"LOG_LEVEL": "INFO", **env, "PYTHONUTF8": "1"}
    env.pop("PYTHONIOENCODING", None)
    supervisor.start(
        "web",
        [
            *python, "gunicorn", "incubator.wsgi", "--bind", f"{HOST}:{port}",
            "--worker-class", "gthread", "--workers", "2", "--threads", str(WEB_THREADS),
            "--graceful-timeout", "5", "--no-control-socket", "--preload",
        ],
        env=env | {"DATABASE_POOL_SIZE": str(WEB_THREADS)},
    )  # fmt: skip
    supervisor.start(
        "worker",
        [
            *python, "celery", "-A", "incubator", "worker", "--pool", "prefork",
            "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle",
        ],
        env=env,
        # SIGTERM lets a running job finish; SIGQUIT hands it back to the broker.
        stop=((signal.SIGTERM, 4.0), (signal.SIGQUIT, 3.0)),
    )  # fmt: skip
    supervisor.start(
        "beat",
        [*python, "celery", "-A", "incubator", "beat", "--loglevel", "INFO", "--pidfile="],
        env=env,
    )


def _wait_until_ready(port: int, supervisor: Supervisor, current: Step) -> None:
    deadline = time.monotonic() + READY_TIMEOUT
    while time.monotonic() < deadline:
        supervisor.signals.check()
        supervisor.check_alive()
        missing = _not_ready(f"http://{HOST}:{port}/readyz")
        if not missing:
            return
        current.note(f"waiting for: {missing}")
        time.sleep(0.2)
    raise Failure(f"Not ready after {READY_TIMEOUT:.0f} s, waiting for: {missing}.")


def _not_ready(address: str) -> str:
    """What is not ready yet; empty when all is."""
    try:
        with _http.open(address, timeout=10):
            return ""
    except urllib.error.HTTPError as error:
        return _failing_checks(error) or str(error)
    except OSError:
        return "web"


def _failing_checks(answer: urllib.error.HTTPError) -> str:
    try:
        checks = json.loads(answer.read())["checks"]
        return ", ".join(name for name, check in checks.items() if not check["ok"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _watch(supervisor: Supervisor) -> None:
    while True:
        supervisor.signals.check()
        supervisor.check_alive()
        time.sleep(0.25)


def _stop(home: Path, supervisor: Supervisor) -> None:
    if not supervisor.children:
        return
    say("  Ending ...")
    names = [child.name for child in supervisor.children]
    servers = [name for name in names if name in {"postgres", "valkey"}]
    # The programs first: they may still write to the servers.
    supervisor.stop([name for name in names if name not in servers])
    supervisor.stop()
    forget_servers(home)
    say("  All processes have ended.")


if __name__ == "__main__":
    sys.exit(main())
