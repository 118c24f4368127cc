"""Real programs for tests: workers, beat and commands on the test's own database and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
PATIENCE = 60.0  # seconds, for a loaded machine


def wait_until(condition: Callable[[], object], what: str) -> object:
    """The first true answer of ``condition``, asked again and again."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.05)
    pytest.fail(f"waited {PATIENCE:.0f} s in vain for: {what}")


def messages_left() -> int:
    """How many messages wait at the broker or are in a worker's hands."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        return client.llen("celery") + client.hlen("unacked")


def environment(**changed: str) -> dict[str, str]:
    """What a program needs to work on this test's database and broker."""
    known = connection.get_connection_params()
    where = {key: known[key] for key in ("host", "port", "password") if known.get(key)}
    url = f"postgresql://{known['user']}@/{known['dbname']}?{urlencode(where)}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "REDIS_URL": settings.CELERY_BROKER_URL,
        # Whatever a shell says: no test sends mail to anybody.
        "EMAIL_URL": "memorymail://",
        "DJANGO_SETTINGS_MODULE": "incubator.settings.test",
        "PYTHONPATH": str(ROOT),
        **changed,
    }


class Program:
    """A started program with all the processes that it starts itself."""

    def __init__(self, *arguments: str, log: Path, **changed: str) -> None:
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=environment(**changed),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End the whole family at once, without a chance to tidy up."""
        self.signal(signal.SIGKILL)

    def end(self) -> None:
        """End it as an operator would, and by force when it does not listen."""
        self.signal(signal.SIGQUIT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def signal(self, number: int) -> None:
        """Send a signal to the family, if it still lives."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return
        if number == signal.SIGKILL:
            self.process.wait(10)


def start_worker_program(name: str, log: Path, **changed: str) -> Program:
    """A real prefork worker, once it answers."""
    worker = Program(
        "celery", "-A", "incubator", "worker", "--pool", "prefork", "--concurrency", "2",
        "--loglevel", "INFO", "--without-gossip", "--without-mingle",
        "--hostname",
        name,
        log=log,
        **changed,
    )  # fmt: skip
    try:
        wait_until(lambda: current_app.control.ping([name], timeout=0.5), "a worker that answers")
    except BaseException:
        worker.kill()
        raise
    return worker
