"""Where PostgreSQL and the Redis-protocol server are.

The environment decides (`DATABASE_URL`, `REDIS_URL`). When it is silent, the file that
bin/up leaves in `INCUBATOR_HOME/run` while its embedded servers run does.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import environ

# Seconds. A request or a health check must notice a dead server, not hang on it.
CONNECT_TIMEOUT = 3
BROKER_TIMEOUT = 2
# What the planner is told for the pages of the web alone. A row by its key costs hardly more than
# the next one, in memory and on solid disks; and a page takes one core, since its statements end
# at a first few rows, beyond which processes that share one of them read on in vain. Jobs that
# fill tables keep PostgreSQL's own guesses: of tables without statistics these err less.
FOR_PAGES = "-c random_page_cost=1.1 -c max_parallel_workers_per_gather=0"
# A request asks the cache twice, and can do without it.
CACHE_TIMEOUT = 1


@dataclass(frozen=True)
class Servers:
    database_url: str
    redis_url: str
    missing: str = ""


def home(base_dir: Path) -> Path:
    """The folder for everything that a running system writes."""
    return Path(os.environ.get("INCUBATOR_HOME") or base_dir / "var").expanduser().resolve()


def find(folder: Path) -> Servers:
    """The servers of the environment, else those that bin/up runs on `folder`."""
    database_url = os.environ.get("DATABASE_URL", "")
    redis_url = os.environ.get("REDIS_URL", "")
    if database_url and redis_url:
        return Servers(database_url, redis_url)
    record = _read_record(folder / "run" / "servers.json")
    database_url = database_url or record.get("database_url", "")
    redis_url = redis_url or record.get("redis_url", "")
    if database_url and redis_url:
        return Servers(database_url, redis_url)
    # Commands that need no server still run, so addresses that answer nobody stand in;
    # manage.py prints `missing` for the commands that do need one.
    return Servers(
        database_url or "postgresql://nobody@127.0.0.1:1/nothing",
        redis_url or "redis://127.0.0.1:1/0",
        missing=(
            f"No database is running for {folder}: start bin/up in another terminal, "
            "or set DATABASE_URL and REDIS_URL."
        ),
    )


def _read_record(path: Path) -> dict[str, Any]:
    """What bin/up wrote, unless the supervisor that wrote it is gone."""
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        pid = int(record["pid"])
    except (OSError, ValueError, KeyError):
        return {}
    return record if _is_alive(pid) else {}


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        # Refused, so the process exists and belongs to someone else.
        return True
    except OSError:
        return False
    return True


def database(url: str, *, pool_size: int = 0) -> dict[str, Any]:
    """Django's settings for one PostgreSQL address.

    The pool is for the web only: Celery's prefork would copy its open sockets.
    """
    config: dict[str, Any] = environ.Env.db_url_config(url)
    options = config.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", CONNECT_TIMEOUT)
    config["CONN_HEALTH_CHECKS"] = True
    if pool_size > 0:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": CONNECT_TIMEOUT}
        options.setdefault("options", FOR_PAGES)
        config["CONN_MAX_AGE"] = 0
    else:
        config["CONN_MAX_AGE"] = 60
    return config


def cache(url: str) -> dict[str, Any]:
    """Django's settings for the cache at one Redis address."""
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "OPTIONS": {
            "socket_connect_timeout": CACHE_TIMEOUT,
            "socket_timeout": CACHE_TIMEOUT,
        },
    }


def redis_database(url: str, number: int) -> str:
    """The same Redis server, another of its numbered databases."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))
