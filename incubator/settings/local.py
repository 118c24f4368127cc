"""One machine without set-up: what bin/up runs, and manage.py by hand."""
# ruff: noqa: TID251 - the settings may name themselves; all others use django.conf.

import secrets
from pathlib import Path

from incubator.settings import servers
from incubator.settings.base import *
from incubator.settings.base import BASE_DIR, env, logging_config

INCUBATOR_HOME = servers.home(BASE_DIR)


def _kept_secret(path: Path) -> str:
    """Made once and kept, so that sessions outlive a restart; only the owner may read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        try:
            # A link fails where a rename would replace: the first of two writers wins.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()


DEBUG = False
# Demo users with printed passwords: never outside of one's own machine.
DEMO = True
SECRET_KEY = _kept_secret(INCUBATOR_HOME / "secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

_servers = servers.find(INCUBATOR_HOME)
SERVERS_MISSING = _servers.missing
DATABASES = {
    "default": servers.database(
        _servers.database_url, pool_size=env.int("DATABASE_POOL_SIZE", default=0)
    )
}
CACHES = {"default": servers.cache(servers.redis_database(_servers.redis_url, 1))}
CELERY_BROKER_URL = _servers.redis_url

STATIC_ROOT = INCUBATOR_HOME / "static"
MEDIA_ROOT = INCUBATOR_HOME / "media"
# Beside the files that are kept: one that was received is moved there and not copied.
FILE_UPLOAD_TEMP_DIR = Path(MEDIA_ROOT) / "incoming"
# Passkeys over plain http, which browsers allow to localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
STORAGES = storages(static="django.contrib.staticfiles.storage.StaticFilesStorage")

# Quiet for manage.py by hand; bin/up asks its own processes for more.
LOGGING = logging_config(json=False, level=env.str("LOG_LEVEL", default="WARNING"))
