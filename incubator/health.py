"""Two addresses for machines: /healthz (the process answers) and /readyz (it can work)."""

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import redis
from celery import current_app
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

# Seconds. All checks together stay near three even when nobody answers.
BROKER_TIMEOUT = 1.0
WORKER_TIMEOUT = 1.0
# Whoever calls often, or many at once, gets a moment's old answer: asking the workers
# costs broker messages, and this address needs no login.
REMEMBERED_FOR = 2.0
# A bad answer is forgotten sooner, so that a recovery shows.
BAD_REMEMBERED_FOR = 0.3


class NotReadyError(Exception):
    """A check that failed, with a reason that may be shown to anyone."""


class HealthMiddleware:
    """Answers before hosts, sessions and logins are looked at, and without a log line.

    A load balancer or a container engine asks by number (`Host: 10.0.0.7:8000`) and every
    few seconds: ALLOWED_HOSTS would refuse it, and the log would hold little else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._views = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = self._views.get(request.path_info)
        return view(request) if view else self._get_response(request)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    checks = _memory.report()
    ready = all(check["ok"] for check in checks.values())
    body = {"status": "ok" if ready else "unavailable", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    applied = set(MigrationRecorder(connection).applied_migrations())
    missing = [
        key
        for key, replaces in _shipped_migrations().items()
        if key not in applied and not (replaces and replaces <= applied)
    ]
    if missing:
        raise NotReadyError(f"{len(missing)} migrations are not applied")


@lru_cache(maxsize=1)
def _shipped_migrations() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """What this process's code needs, each with those that it replaces (squashed ones).

    Read once: the code cannot change while the process lives.
    """
    migrations = MigrationLoader(None).disk_migrations
    return {key: frozenset(migration.replaces) for key, migration in migrations.items()}


def check_broker() -> None:
    client = redis.Redis.from_url(
        current_app.conf.broker_url,
        socket_connect_timeout=BROKER_TIMEOUT,
        socket_timeout=BROKER_TIMEOUT,
        retry=None,
    )
    with client:
        client.ping()


def check_worker() -> None:
    replies = current_app.control.inspect(timeout=WORKER_TIMEOUT, limit=1).ping()
    if not replies:
        raise NotReadyError("no worker answers")


# In this order: a check is not asked when the one that it stands on has failed.
CHECKS: tuple[tuple[str, str, Callable[[], None]], ...] = (
    ("database", "", check_database),
    ("migrations", "database", check_migrations),
    ("broker", "", check_broker),
    ("worker", "broker", check_worker),
)


def run_checks() -> dict[str, dict[str, Any]]:
    results: dict[str, dict[str, Any]] = {}
    for name, stands_on, check in CHECKS:
        if stands_on and not results[stands_on]["ok"]:
            results[name] = {"ok": False, "detail": f"not asked: {stands_on} failed"}
        else:
            results[name] = _run(name, check)
    return results


def _run(name: str, check: Callable[[], None]) -> dict[str, Any]:
    try:
        check()
    except NotReadyError as error:
        return {"ok": False, "detail": str(error)}
    except Exception as error:  # noqa: BLE001 - whatever broke, the answer is "not ready"
        # The reason may hold addresses and names: it goes to the log, not to the caller.
        logger.warning("readiness check failed", extra={"check": name, "error": str(error)})
        return {"ok": False, "detail": "unreachable"}
    return {"ok": True}


class _Memory:
    """One answer for all who ask within the same moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = float("-inf")
        self._results: dict[str, dict[str, Any]] = {}

    def report(self) -> dict[str, dict[str, Any]]:
        with self._lock:
            if time.monotonic() > self._until:
                self._results = run_checks()
                good = all(check["ok"] for check in self._results.values())
                self._until = time.monotonic() + (REMEMBERED_FOR if good else BAD_REMEMBERED_FOR)
            return self._results

    def forget(self) -> None:
        self._until = float("-inf")


_memory = _Memory()
