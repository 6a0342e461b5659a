"""Settings, read from the environment; every default is safe for a machine that nobody has looked at."""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from events.countries import ENGLISH_NAMES

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# What running leaves behind: database, media, collected static files, web fonts, caches.
VAR_DIR = Path(env.str("PORTAL_VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
# `make demo` writes this file; the real environment wins over it.
env.read_env(str(VAR_DIR / "portal.env"))


def _own_secret_key() -> str:
    """A random key, made once and readable by the owner alone."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


DEBUG = env.bool("PORTAL_DEBUG", default=False)
SECRET_KEY = env.str("PORTAL_SECRET_KEY", default="") or _own_secret_key()
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("PORTAL_TRUSTED_ORIGINS", default=[])
IS_HTTPS = env.bool("PORTAL_HTTPS", default=True)

# The office, as its pages and documents name it.
PORTAL = {
    "office": env.str("PORTAL_OFFICE", default="United Nations Project Office on Governance"),
    "organization": env.str("PORTAL_ORGANIZATION", default="United Nations"),
    "unit": env.str("PORTAL_UNIT", default="Project Office on Governance"),
    "department": env.str("PORTAL_DEPARTMENT", default="Department of Economic and Social Affairs"),
    "acronym": env.str("PORTAL_ACRONYM", default="UNPOG"),
    "place": env.str("PORTAL_PLACE", default="Seoul, Republic of Korea"),
    "email": env.str("PORTAL_EMAIL", default=""),
}

INSTALLED_APPS = [
    "unpog_portal.apps.PortalConfig",
    "unpog_portal.apps.PortalAdminConfig",
    "reports",
    "evaluations",
    "events",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_countries",
    "simple_history",
    "allauth.account",
    "allauth.mfa",
    "django_prose_editor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "unpog_portal.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "unpog_portal.middleware.remembered_addresses",
]

ROOT_URLCONF = "unpog_portal.urls"
WSGI_APPLICATION = "unpog_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "unpog_portal.context_processors.office",
            ],
            "builtins": ["events.templatetags.portal"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database: SQLite needs all of these together, or writers lock each other out.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
        ),
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

# Languages of the content; the interface is English until it is translated.
LANGUAGE_CODE = "en"
TIME_ZONE = "Asia/Seoul"
USE_I18N = True
USE_TZ = True
# The UN short names, from one table of ours.
COUNTRIES_OVERRIDE = ENGLISH_NAMES

# Why something was changed may take a sentence.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WEB_FONTS_DIR = VAR_DIR / "webfonts"
WEB_FONTS_DIR.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", WEB_FONTS_DIR)]
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "admin/events/material/files/"  # where the staff open a stored document; the public has other addresses
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
STORAGES = {
    "default": {"BACKEND": "events.files.storage.WholeFiles"},
    # Pictures as they came in are private; the sizes made of them are shown.
    "originals": {"BACKEND": "events.files.storage.WholeFiles", "OPTIONS": {"folder": "originals"}},
    "renditions": {"BACKEND": "events.files.storage.WholeFiles", "OPTIONS": {"folder": "renditions"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# Reports are built in a child process with these limits (see reports/pdf).
PDF_LIMITS = {
    "cpu_seconds": env.int("PORTAL_PDF_CPU_SECONDS", default=20),
    "wall_seconds": env.int("PORTAL_PDF_WALL_SECONDS", default=60),
    "memory_bytes": env.int("PORTAL_PDF_MEMORY_BYTES", default=1024**3),
}

# What goes wrong is said on the console, where the server's keeper looks.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_tokens": {"()": "unpog_portal.logs.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_tokens"]}},
    # Before any other handler sees it, too: these name the address that was asked for.
    "loggers": {
        "django.request": {"filters": ["without_tokens"]},
        "django.server": {"filters": ["without_tokens"], "handlers": ["console"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Security. Nothing inline and nothing from elsewhere, on the public pages and in the admin.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A session ends with the working day, or when the browser is closed.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Signing in: allauth's accounts and second factors, closed to strangers, with forms and limits of the portal's own.
AUTHENTICATION_BACKENDS = ["unpog_portal.accounts.backend.NameBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_ADAPTER = "unpog_portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{PORTAL['acronym']} Portal: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = False
# Django's own: the address of an account is the one that the office keeps, and a link dies with it.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "unpog_portal.accounts.forms.SignInForm",
    "reauthenticate": "unpog_portal.accounts.forms.ConfirmForm",
    "change_password": "unpog_portal.accounts.forms.ChangePasswordForm",
    "set_password": "unpog_portal.accounts.forms.SetPasswordForm",
    "reset_password": "unpog_portal.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "unpog_portal.accounts.forms.NewPasswordForm",
}
MFA_ADAPTER = "unpog_portal.accounts.second_factors.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_PERIOD, MFA_TOTP_TOLERANCE = 30, 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "unpog_portal.accounts.second_factor_forms.CodeForm",
    "reauthenticate": "unpog_portal.accounts.second_factor_forms.ConfirmCodeForm",
    "activate_totp": "unpog_portal.accounts.second_factor_forms.AddAppForm",
    "authenticate_webauthn": "unpog_portal.accounts.second_factor_forms.PasskeyForm",
    "login_webauthn": "unpog_portal.accounts.second_factor_forms.PasskeySignInForm",
    "reauthenticate_webauthn": "unpog_portal.accounts.second_factor_forms.ConfirmPasskeyForm",
    "add_webauthn": "unpog_portal.accounts.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "unpog_portal.accounts.second_factor_forms.RenamePasskeyForm",
}
# allauth counts in the cache, which no two workers share; events/actions/limits.py counts exactly.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
PORTAL_TRIES = env.int("PORTAL_TRIES", default=5)
PORTAL_TRIES_PER_ADDRESS = env.int("PORTAL_TRIES_PER_ADDRESS", default=5)
PORTAL_TRIES_SECONDS = env.int("PORTAL_TRIES_SECONDS", default=15 * 60)
# How many answers an hour one network address may send to an open survey: a whole meeting room shares one.
PORTAL_SURVEYS_PER_ADDRESS = env.int("PORTAL_SURVEYS_PER_ADDRESS", default=300)
# And how many registrations for events: an office that sends many people shares one, too.
PORTAL_REGISTRATIONS_PER_ADDRESS = env.int("PORTAL_REGISTRATIONS_PER_ADDRESS", default=100)
PORTAL_PROXIES = env.list("PORTAL_PROXIES", default=[])
PORTAL_REQUIRE_SECOND_FACTOR = env.bool("PORTAL_REQUIRE_SECOND_FACTOR", default=True)

# Letters: none leave until the office names its mail server.
globals().update(env.email_url("PORTAL_EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = PORTAL["email"] or "portal@localhost"
# Letters to participants are written outside any request: this is where their links lead.
_NAMED_HOST = next((host for host in ALLOWED_HOSTS if host.strip(".*")), "localhost").lstrip(".")
PORTAL_ADDRESS = env.str("PORTAL_ADDRESS", default=f"{'https' if IS_HTTPS else 'http'}://{_NAMED_HOST}").rstrip("/")
PORTAL_LETTER_PAUSE = env.float("PORTAL_LETTER_PAUSE", default=0.2)  # seconds between two letters
PORTAL_LETTER_RETRY_SECONDS = env.int("PORTAL_LETTER_RETRY_SECONDS", default=300)
# How long after an event what its people wrote is kept, once its report is published (see anonymize_due).
PORTAL_PERSONAL_DATA_MONTHS = env.int("PORTAL_PERSONAL_DATA_MONTHS", default=12)
# Long work runs in a process of its own; off, it runs inside the request.
PORTAL_DETACHED = env.bool("PORTAL_DETACHED", default=True)
