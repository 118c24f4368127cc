"""Tests: real servers, fast passwords, nothing kept."""
# ruff: noqa: TID251 - the settings may name themselves; all others use django.conf.

import os

from incubator.settings import servers
from incubator.settings.local import *
from incubator.settings.local import INCUBATOR_HOME, REST_FRAMEWORK, _servers, env

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Within pytest it is memory in any case; a program that a test starts may be told a folder.
vars().update(env.email_url("EMAIL_URL", default="memorymail://"))

# Tests that run beside each other share one broker: each pytest worker gets its own
# pair of numbered databases there, as it gets its own PostgreSQL database.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CELERY_BROKER_URL = servers.redis_database(_servers.redis_url, 2 * _worker)
CACHES = {"default": servers.cache(servers.redis_database(_servers.redis_url, 2 * _worker + 1))}

# Tests ask as often as they like; those about rates set their own.
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"token": None, "anonymous": None}

# Static files come straight from the packages: no test waits for collectstatic.
STATIC_ROOT = INCUBATOR_HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# What one test sees is not kept for the next.
PUBLIC_CACHE_SECONDS = 0

# The receivers of webhooks are programs on this machine; tests about addresses say otherwise.
WEBHOOK_PRIVATE_ADDRESSES = True
