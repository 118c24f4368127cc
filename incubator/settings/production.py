"""Production: everything from the environment, and no start with a doubtful secret."""
# ruff: noqa: TID251 - the settings may name themselves; all others use django.conf.

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from incubator.settings import servers
from incubator.settings.base import *
from incubator.settings.base import BASE_DIR, REST_FRAMEWORK, env, logging_config

# Words that show that an example was copied and not filled in.
PLACEHOLDERS = ("change", "placeholder", "example", "insecure", "default", "secret-key", "your-")
DEFAULT_PASSWORDS = {
    "", "postgres", "password", "incubator", "redis", "admin", "root", "secret", "123456",
}  # fmt: skip


SECRET_LENGTH = 50
SECRET_LETTERS = 8


def _required(name: str) -> str:
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: production has no default for it.")
    return value


def _secret(name: str) -> str:
    value = _required(name)
    poor = len(value) < SECRET_LENGTH or len(set(value)) < SECRET_LETTERS
    if poor or any(word in value.lower() for word in PLACEHOLDERS):
        raise ImproperlyConfigured(
            f"{name} must be at least {SECRET_LENGTH} random characters and no placeholder."
        )
    return value


def _server_url(name: str) -> str:
    """An address whose password, where it needs one, is nobody's default."""
    value = _required(name)
    parts = urlsplit(value)
    over_network = bool(parts.hostname) and parts.hostname not in {"localhost", "127.0.0.1", "::1"}
    password = unquote(parts.password or "").lower()
    given = parts.password is not None
    doubtful = password in DEFAULT_PASSWORDS or any(p in password for p in PLACEHOLDERS)
    if (given and doubtful) or (over_network and name == "DATABASE_URL" and not given):
        raise ImproperlyConfigured(f"{name} carries no password, a default one or a placeholder.")
    return value


DEBUG = False
DEMO = False
SECRET_KEY = _secret("DJANGO_SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",") if host.strip()]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name hosts: '*' accepts any.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

_database_url = _server_url("DATABASE_URL")
_redis_url = _server_url("REDIS_URL")
DATABASES = {
    "default": servers.database(_database_url, pool_size=env.int("DATABASE_POOL_SIZE", default=0))
}
CACHES = {"default": servers.cache(servers.redis_database(_redis_url, 1))}
CELERY_BROKER_URL = _redis_url

# Encrypted transport. A proxy in front usually ends TLS: TRUSTED_PROXIES says how many
# stand there, and only then are their headers believed.

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
REST_FRAMEWORK["NUM_PROXIES"] = TRUSTED_PROXIES
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SITE_URL = _required("SITE_URL")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "static")).__fspath__()
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media")).__fspath__()
# Beside the files that are kept: one that was received is moved there and not copied.
FILE_UPLOAD_TEMP_DIR = Path(MEDIA_ROOT) / "incoming"
STORAGES = storages(static="whitenoise.storage.CompressedManifestStaticFilesStorage")

LOGGING = logging_config(json=True, level=env.str("LOG_LEVEL", default="INFO"))
