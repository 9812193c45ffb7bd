"""Settings, all read from the environment. Safe without any: secure unless SCHUIFAAN_DEBUG is set."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from schuifaan.project.log_secrets import without_secrets

env = environ.Env()

PACKAGE_DIR = Path(__file__).resolve().parent.parent
ROOT_DIR = Path(env.str("SCHUIFAAN_ROOT", default=str(PACKAGE_DIR.parent.parent)))
VAR_DIR = Path(env.str("SCHUIFAAN_VAR", default=str(ROOT_DIR / "var")))

DEBUG = env.bool("SCHUIFAAN_DEBUG", default=False)
# A server on the machine itself, over plain http (bin/demo): everything stays secure but the https parts.
PLAIN_HTTP = env.bool("SCHUIFAAN_PLAIN_HTTP", default=DEBUG)
SECRET_KEY = env.str("SCHUIFAAN_SECRET_KEY", default="insecure-only-for-development" if PLAIN_HTTP else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "No secret key. Set SCHUIFAAN_SECRET_KEY to a long random text, or SCHUIFAAN_PLAIN_HTTP=1 to try it on this machine."
    )
ALLOWED_HOSTS = env.list("SCHUIFAAN_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
BASE_URL = env.str("SCHUIFAAN_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("SCHUIFAAN_TRUSTED_ORIGINS", default=[])

# -- The product in this installation -------------------------------------------------------------

SITE_NAME = env.str("SCHUIFAAN_SITE_NAME", default="Schuif aan")
CONTACT_EMAIL = env.str("SCHUIFAAN_CONTACT_EMAIL", default="")
SOURCE_URL = env.str("SCHUIFAAN_SOURCE_URL", default="")
# A municipality's or association's own design tokens: a static path ("@scope/pkg/dist/index.css")
# or a list of them. Re-themes every page. SCHUIFAAN_THEME_CLASS is the class its rules hang on.
THEME_STYLESHEETS = env.list("SCHUIFAAN_THEME_STYLESHEETS", default=[])
THEME_CLASS = env.str("SCHUIFAAN_THEME_CLASS", default="")
# Optional map tiles, e.g. https://tiles.example/{z}/{x}/{y}.png; without it maps are our own outlines.
MAP_TILES_URL = env.str("SCHUIFAAN_MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env.str("SCHUIFAAN_MAP_TILES_ATTRIBUTION", default="")
# Where `schuifaan geography` fetches official outlines and figures.
PDOK_URL = env.str("SCHUIFAAN_PDOK_URL", default="https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1")
RIVM_URL = env.str("SCHUIFAAN_RIVM_URL", default="https://dataderden.cbs.nl/ODataApi/OData")
CBS_URL = env.str("SCHUIFAAN_CBS_URL", default="https://opendata.cbs.nl/ODataApi/odata")
# The payment provider, for places that gave in a key of theirs. Only the server talks to it.
PAYMENT_URL = env.str("SCHUIFAAN_PAYMENT_URL", default="https://api.mollie.com").rstrip("/")
# What one address may ask of the API.
API_PER_SECOND = env.float("SCHUIFAAN_API_PER_SECOND", default=10.0)
API_BURST = env.float("SCHUIFAAN_API_BURST", default=100.0)
UPLOAD_MAX_BYTES = env.int("SCHUIFAAN_UPLOAD_MAX_BYTES", default=20 * 1024 * 1024)
FACT_STALE_DAYS = 365
VOLUNTEER_RETENTION_DAYS = 365
DEMO = env.bool("SCHUIFAAN_DEMO", default=False)

# -- Django ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "schuifaan.project",
    "schuifaan.demo",
    "schuifaan.apps.api",
    "schuifaan.apps.outlets",
    "schuifaan.apps.dossiers",
    "schuifaan.apps.voice",
    "schuifaan.apps.agenda",
    "schuifaan.apps.rooms",
    "schuifaan.apps.places",
    "schuifaan.apps.people",
    "schuifaan.apps.geography",
    "schuifaan.ui",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "rules.apps.AutodiscoverRulesConfig",
    "django_htmx",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "schuifaan.project.support.SupportConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "schuifaan.project.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "schuifaan.project.urls"
WSGI_APPLICATION = "schuifaan.project.servers.application"
APPEND_SLASH = True

_loaders = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # What template_partials' own app config would set up, written out so that it can be read.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "schuifaan.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "schuifaan.ui.context_processors.site",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'schuifaan.sqlite3'}")}
# Opening a database anew for each request costs more than a kept page does.
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
            ),
        }
    )
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://schuifaan?max_entries=20000"),
    # Rendered pages for visitors, apart from the rest: made-up addresses push out pages, never sign-in limits.
    "pages": env.cache("PAGE_CACHE_URL", default="locmemcache://pages?max_entries=2000"),
}

EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://127.0.0.1:1025")
vars().update(EMAIL_CONFIG)
if DEMO and "EMAIL_URL" not in os.environ:
    # The demo sends nothing; its letter box stands at /demo/post/.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("SCHUIFAAN_FROM_EMAIL", default="Schuif aan <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Work that outlives a request (mail, calendars of others, newsletters): `schuifaan work` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# -- Languages and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not PLAIN_HTTP
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["schuifaan.project.formats"]

# -- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Front-end packages come from npm one by one; only what pages use is named, the rest is never served.
STATICFILES_DIRS: list[Path | tuple[str, Path]] = []
NODE_MODULES = Path(env.str("SCHUIFAAN_NODE_MODULES", default=str(ROOT_DIR / "node_modules")))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "schuifaan.ui.npm.NpmPackagesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What only some people may see; a view hands it out, no web server does.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# -- Security -------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = env.bool("SCHUIFAAN_SSL_REDIRECT", default=not PLAIN_HTTP)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else env.int("SCHUIFAAN_HSTS_SECONDS", default=63072000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("SCHUIFAAN_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "schuifaan.project.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
# The sign-in button posts to us and is then led to the organisation's own server.
OIDC_SERVER = env.str("SCHUIFAAN_OIDC_SERVER", default="")
_oidc = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER))] if OIDC_SERVER else []
_tiles = [MAP_TILES_URL.split("/{")[0]] if MAP_TILES_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *_tiles],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *_oidc, *env.list("SCHUIFAAN_FORM_ACTIONS", default=[])],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, str | list[str]] = {
    "camera": [],
    "microphone": [],
    "payment": [],
    "usb": [],
    "geolocation": "self",
}

# -- People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/beheer/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "schuifaan.apps.people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "schuifaan.apps.people.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Nobody signs up by themselves; allauth reads here that a password is one of the ways in.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if PLAIN_HTTP else "https"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLAIN_HTTP
MFA_TOTP_ISSUER = "Schuif aan"
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {"openid_connect": {"APPS": []}}
if OIDC_SERVER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": env.str("SCHUIFAAN_OIDC_ID", default="organisatie"),
                "name": env.str("SCHUIFAAN_OIDC_NAME", default="je organisatie"),
                "client_id": env.str("SCHUIFAAN_OIDC_CLIENT_ID"),
                "secret": env.str("SCHUIFAAN_OIDC_SECRET", default=""),
                "settings": {
                    "server_url": OIDC_SERVER,
                    # Entra ID does not say whether it checked an address; its own domains may be believed.
                    "verified_email": env.list("SCHUIFAAN_OIDC_TRUSTED_DOMAINS", default=[]),
                },
            }
        ],
    }

# -- Logs -----------------------------------------------------------------------------------------

LOG_LEVEL = env.str("SCHUIFAAN_LOG_LEVEL", default="INFO")
_pre_chain: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    without_secrets,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.dev.ConsoleRenderer() if DEBUG else structlog.processors.JSONRenderer(),
            "foreign_pre_chain": _pre_chain,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # One line a request is enough: django_structlog writes it.
        "django.server": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
structlog.configure(
    processors=[
        *_pre_chain,
        structlog.stdlib.filter_by_level,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
# Addresses of visitors are not kept, not even in logs.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"

VAR_DIR.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("TZ", TIME_ZONE)
