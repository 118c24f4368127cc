"""What every environment shares. Servers, secrets and hosts are said by the others."""
# ruff: noqa: TID251 - the settings may name themselves; all others use django.conf.

from pathlib import Path
from typing import Any

import environ
import structlog
from django.utils.translation import gettext_lazy as _
from structlog.tracebacks import ExceptionDictTransformer

from incubator.core.logs import without_secrets
from incubator.settings import servers
from incubator.settings.figures import *
from incubator.settings.look import UNFOLD  # noqa: F401 - the admin reads it
from incubator.settings.schedule import CELERY_BEAT_SCHEDULE  # noqa: F401 - Celery reads it

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    # unfold stands before the admin because it replaces the admin's templates; its basic
    # app leaves the choice of the site to ours.
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "incubator.apps.IncubatorAdminConfig",  # django.contrib.admin with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",  # allauth: its list of passkeys
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_bootstrap5",
    "django_htmx",
    "django_celery_beat",
    "django_structlog",
    "incubator.core",
    "incubator.institutions",
    "incubator.accounts",
    "incubator.imports",
    "companies",
    "mentors",
    "facilities",
    "incubator.workflows",
    "incubator.statistics",
    "incubator.api",
    "incubator.portal",
    # After the portal, whose templates go before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "seeds",
]

MIDDLEWARE = [
    # First: whoever asks for our health knows neither our name nor TLS.
    "incubator.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a page that needs no login must say so.
    "incubator.core.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "incubator.core.middleware.AuditContextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "incubator.core.middleware.ContentSecurityPolicyMiddleware",
    # Last, so that their answers are like all others; no body is read before them.
    "incubator.core.middleware.ReadableAddressMiddleware",
    "incubator.core.files.receiving.BodyLimitMiddleware",
]

ROOT_URLCONF = "incubator.urls"
WSGI_APPLICATION = "incubator.wsgi.application"
ASGI_APPLICATION = "incubator.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before unfold's: what its rows of forms lack.
        "DIRS": [BASE_DIR / "incubator" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["incubator.core.templatetags.shown"],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and tokens

AUTH_USER_MODEL = "accounts.User"
# People of the portal sign in by e-mail; the admin has a page of its own.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"  # the portal says its own, see its adapter
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "incubator.accounts.adapter.PortalAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Registering and resetting tell nobody whether an address has an account.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USERNAME_MIN_LENGTH = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Incubator portfolio"
# Nobody is believed about an address unless production says how many proxies.
ALLAUTH_TRUSTED_PROXY_COUNT = 0
KNOX_TOKEN_MODEL = "accounts.AccessToken"  # noqa: S105 - the name of a model
# Our model stands for knox's: its own migrations would make a table that nobody uses, and
# that keeps test databases from being emptied.
MIGRATION_MODULES = {"knox": None}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Language and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "incubator" / "locale"]
FORMAT_MODULE_PATH = "incubator.formats"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Static files, and files that people hand over

STATIC_URL = "/static/"

# Bytes of one file.
FILES_MAX_BYTES = env.int("FILES_MAX_MB", default=20) * 1024 * 1024
# host:port of clamd, or unix:/path; empty: files are kept unscanned, and say so.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")
# Form fields of one request beside its files, and every body without files, in bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# All files of one request; client_max_body_size in docs/deploy/nginx.conf is the same.
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILES_REQUEST_MAX_BYTES = 5 * FILES_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
# The folder that files arrive in is made when the first one does.
SILENCED_SYSTEM_CHECKS = ["files.E001"]
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",  # small requests
    "incubator.core.files.receiving.BoundedUploadHandler",
]


def storages(*, static: str) -> dict[str, Any]:
    """Where files lie; private ones in a folder, or in the bucket that FILES_S3_BUCKET names."""
    private: dict[str, Any] = {"BACKEND": "incubator.core.files.storage.PrivateFolder"}
    if bucket := env.str("FILES_S3_BUCKET", default=""):
        private = {
            "BACKEND": "incubator.core.files.bucket.PrivateBucket",
            "OPTIONS": {
                "bucket_name": bucket,
                "endpoint_url": env.str("FILES_S3_ENDPOINT", default="") or None,
                "region_name": env.str("FILES_S3_REGION", default="") or None,
                # "path" or "virtual" where the server understands but one of them.
                "addressing_style": env.str("FILES_S3_ADDRESSING", default="auto"),
                # Empty for a bucket that knows no rights of single objects.
                "default_acl": env.str("FILES_S3_ACL", default="private") or None,
                "access_key": _secret_or_none("FILES_S3_KEY"),
                "secret_key": _secret_or_none("FILES_S3_SECRET"),
            },
        }
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "private": private,
        "staticfiles": {"BACKEND": static},
    }


def _secret_or_none(name: str) -> str | None:
    return env.str(name, default="") or None


# API

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["incubator.accounts.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["incubator.accounts.api_permissions.DeclaredPermission"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "incubator.core.api.formats.ChosenFormat",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "incubator.core.api.errors.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": [
        "incubator.core.api.throttles.TokenRate",
        "incubator.core.api.throttles.AnonymousRate",
    ],
    # Requests per second, minute, hour or day; empty for no limit.
    "DEFAULT_THROTTLE_RATES": {
        "token": env.str("API_RATE_TOKEN", default="6000/minute"),
        "anonymous": env.str("API_RATE_ANONYMOUS", default="60/minute"),
    },
    # Nobody is believed about a caller's address unless production says how many proxies.
    "NUM_PROXIES": 0,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Incubator portfolio",
    "DESCRIPTION": _("Yearly figures of the zone, and the companies behind each of them."),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATIONS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    # Fields of the same name that choose from different words.
    "ENUM_NAME_OVERRIDES": {
        "IncubatorKind": "incubator.institutions.enums.Kind",
        "IndicatorKind": "incubator.statistics.enums.IndicatorKind",
        "TargetState": "incubator.statistics.enums.TargetState",
        "ForecastMethod": "incubator.statistics.enums.Method",
        "AliasKind": "companies.enums.AliasKind",
        "UnitKind": "facilities.enums.UnitKind",
        "SnapshotKind": "incubator.statistics.snapshots.enums.SnapshotKind",
        "CallKind": "companies.enums.CallKind",
        "QuestionKind": "companies.enums.QuestionKind",
        "ApplicationState": "companies.enums.ApplicationState",
        "ItemKind": "companies.enums.ItemKind",
        "ReturnState": "companies.enums.ReturnState",
        "PhaseState": "incubator.institutions.enums.PhaseState",
        "TechField": "incubator.institutions.enums.TechField",
        "MentoringNeed": "mentors.enums.Need",
        "ReviewStage": "companies.enums.StageKind",
        "TimedStage": "companies.enums.TimedStage",
        "MentorKind": "mentors.enums.MentorKind",
        "SessionState": "mentors.enums.SessionState",
        "RecognitionStanding": ["met", "not_met", "unknown"],
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "incubator.api.schema.add_refusals",
    ],
    # The documentation page loads nothing from other hosts.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# Jobs

CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
# A job that dies with its worker is given to another one; jobs are safe to run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Whoever asks for a job while the broker is down is told at once.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": servers.BROKER_TIMEOUT,
    "socket_timeout": servers.BROKER_TIMEOUT,
    # Longer than the longest job, or the broker would hand it out a second time.
    "visibility_timeout": 3600,
}
# Mail goes to the log until a server is named: smtp+tls://user:password@host:587
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="incubator@localhost")
PUBLIC_CACHE_SECONDS = 60  # for which the public pages, the same for everybody, are kept
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")  # links in mails begin with it
# How long an application that has ended is kept after its person asks for erasure.
RETENTION_ENDED_DAYS = env.int("RETENTION_ENDED_DAYS", default=730)
EMAIL_TIMEOUT = 20  # seconds; a job that waits longer is tried again

CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"

# Logs: one line per event, with the ids of the request and of the task.

DJANGO_STRUCTLOG_CELERY_ENABLED = True

_LOG_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    without_secrets,
]

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_LOG_PROCESSORS,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def logging_config(*, json: bool, level: str = "INFO") -> dict[str, Any]:
    """Everything to standard error: JSON for machines, plain lines for people."""
    renderer: list[Any] = (
        [
            # Without the values of local variables: they hold passwords and personal data.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if json
        else [
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderer,
                ],
                "foreign_pre_chain": _LOG_PROCESSORS,
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # django-structlog writes one line per request; Django's own would be a second.
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "django": {"handlers": [], "level": level},
        },
    }
