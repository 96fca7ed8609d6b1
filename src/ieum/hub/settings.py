"""Django's settings, from the environment alone. See ``environment.py`` for what can be set."""

from __future__ import annotations

import secrets
from datetime import timedelta
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from ieum.hub import environment, log
from ieum.hub.accounts.sign_on_settings import sign_on_providers
from ieum.hub.database import database_settings
from ieum.hub.home import home, kept_once
from ieum.hub.ledger_key import ledger_seed
from ieum.hub.mail import mail_settings
from ieum.hub.service_apps import installed_apps
from ieum.hub.subject_secret import subject_secret

DEBUG = False
SECRET_KEY = environment.SECRET_KEY.value() or kept_once("secret_key", secrets.token_urlsafe(48))

PUBLIC_URL = environment.PUBLIC_URL.value()
HTTPS = PUBLIC_URL.startswith("https:")
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    environment.HOST.value(),
    *environment.HOSTS.value(),
    *filter(None, [urlsplit(PUBLIC_URL).hostname]),
]
#: The ledger's name where it begins on this hub, and what gives its secret key when it is needed.
LEDGER_NAME = f"{urlsplit(PUBLIC_URL).netloc}/ledger" if PUBLIC_URL else ""
LEDGER_SEED = ledger_seed
NATS_URL = environment.NATS_URL.value()
#: Gives the secret behind pseudonyms and seals when it is needed.
SUBJECT_SECRET = subject_secret
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
PROXIES = environment.PROXIES.value()
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SITE_ID = None

# The hub's own parts, then what they build on. A part that is not there yet is passed over.
HUB_APPS = ["accounts", "look", "safety", "notices", "switches", "jobs", "acts", "gateway"]
#: The package brings 22 steps, which alter tables that refer to accounts one column after another: a third of
#: the time that a new hub takes to start. Made anew (`makemigrations oauth2_provider`) they are one.
MIGRATION_MODULES = {"oauth2_provider": "ieum.hub.accounts.token_tables.migrations"}
# The package's own models, which it takes anyway: `makemigrations` wants to read it here.
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL = "oauth2_provider.AccessToken"
OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL = "oauth2_provider.RefreshToken"
OAUTH2_PROVIDER_ID_TOKEN_MODEL = "oauth2_provider.IDToken"
OAUTH2_PROVIDER_GRANT_MODEL = "oauth2_provider.Grant"
OAUTH2_PROVIDER_DEVICE_GRANT_MODEL = "oauth2_provider.DeviceGrant"
INSTALLED_APPS = [
    # First, so that the hub can take its tables out of the administration pages: see accounts.admin.
    "oauth2_provider",
    *(f"ieum.hub.{name}" for name in HUB_APPS if find_spec(f"ieum.hub.{name}")),
    "ieum.exchange",
    *installed_apps(),
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]

# Few, and in this order. A JSON call without a session passes through these alone (see wsgi.py).
FIRST_MIDDLEWARE = [
    "ieum.hub.safety.trail.trail",
    "ieum.hub.safety.headers.safe_headers",
    "ieum.hub.language_choice.language_choice",
]
SIZE_MIDDLEWARE = "ieum.hub.safety.size.request_size"
HOST_MIDDLEWARE = "ieum.hub.safety.hosts.known_host"
SESSIONLESS_MIDDLEWARE = [*FIRST_MIDDLEWARE, HOST_MIDDLEWARE, SIZE_MIDDLEWARE]
MIDDLEWARE = [
    *FIRST_MIDDLEWARE,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    # A refusal is a page too, which says who is signed in. Nothing above reads what was sent.
    HOST_MIDDLEWARE,
    SIZE_MIDDLEWARE,
]

ROOT_URLCONF = "ieum.hub.urls"
WSGI_APPLICATION = "ieum.hub.wsgi.application"
DATABASES = {"default": database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                ),
                "ieum.hub.look.service_templates.Loader",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = home() / "cache" / "static"
#: Where services keep search indexes; they can be made again from the rows.
INDEXES_ROOT = home() / "indexes"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": home() / "uploads"},
    },
    "staticfiles": {"BACKEND": "ieum.hub.static_files.HashedFiles"},
}

UPLOAD_MEGABYTES = environment.UPLOAD_MEGABYTES.value()
RATE_LIMITS = environment.RATE_LIMITS.value() or (
    "database" if environment.DATABASE_URL.is_set() else "process"
)
# Uploads: bytes of a form beside its files, and of one whole request.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20

# Accounts.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["ieum.hub.accounts.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "ieum_session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# The default storage looks for signed cookies on every request.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_NAME = "ieum_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ieum.hub.failures.form_expired"

ACCOUNT_ADAPTER = "ieum.hub.accounts.adapters.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Failed sign-ins are counted by axes, in the database, so that all processes know of them.
ACCOUNT_RATE_LIMITS = {"login_failed": False}
SOCIALACCOUNT_ADAPTER = "ieum.hub.accounts.sign_on.SignOnAdapter"
SOCIALACCOUNT_PROVIDERS = sign_on_providers()
# A link to the provider is enough: it can sign in only the person whose browser it is.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
OPENID_CONNECT_URL_PREFIX = "oidc"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "ieum.hub.accounts.lock_out.name_tried"
AXES_LOCKOUT_CALLABLE = "ieum.hub.accounts.lock_out.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "ieum.hub.safety.client.client_network"
AXES_VERBOSE = False

# Tokens of parties' programs: see accounts.party_tokens.
OAUTH2_PROVIDER = {
    "OAUTH2_VALIDATOR_CLASS": "ieum.hub.accounts.party_tokens.PartyClients",
    "ACCESS_TOKEN_GENERATOR": "ieum.hub.accounts.party_tokens.new_token",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 600,
    # Tokens are kept as digests alone (RFC 9700).
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
}

# Mail.
vars().update(mail_settings())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.MAIL_FROM.value()

LOGGING_CONFIG = None
log.set_up()
