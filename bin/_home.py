"""The data folder of one run: made, held against a second command, and its servers."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _console import Failure, say, step
from _processes import Supervisor, clean_up
from _servers import Postgres, _write_private, start_valkey


@contextmanager
def held(home: Path) -> Iterator[Path]:
    """Two commands on one folder would end each other's servers."""
    for name in ("", "run", "log"):
        (home / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "run" / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise Failure(
                f"Another bin/up or bin/test ({lock.read().strip() or 'starting'}) already "
                f"runs on {home}. Stop it, or choose another INCUBATOR_HOME."
            ) from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        left = clean_up(home)
        if left:
            say(f"  Ended {left} processes that an earlier, killed command left behind.")
        yield home
        lock.truncate(0)


def start_servers(home: Path, supervisor: Supervisor, *, durable: bool = True) -> dict[str, str]:
    """The environment that leads Django to its servers: given ones, else embedded ones."""
    database_url = os.environ.get("DATABASE_URL", "")
    redis_url = os.environ.get("REDIS_URL", "")
    with step("PostgreSQL") as current:
        current.result = "as DATABASE_URL says"
        if not database_url:
            postgres = Postgres(home, supervisor, durable=durable)
            database_url = postgres.start(current)
    for remark in [] if os.environ.get("DATABASE_URL") else postgres.remarks:
        say(f"    note: {remark}")
    with step("Valkey (Redis protocol)") as current:
        current.result = "as REDIS_URL says"
        redis_url = redis_url or start_valkey(home, supervisor, current, durable=durable)
    record = {"pid": os.getpid(), "database_url": database_url, "redis_url": redis_url}
    _write_private(home / "run" / "servers.json", json.dumps(record))
    return {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "INCUBATOR_HOME": str(home)}


def forget_servers(home: Path) -> None:
    (home / "run" / "servers.json").unlink(missing_ok=True)
