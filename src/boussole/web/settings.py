"""Django's settings, from BOUSSOLE_* variables; what is missing fails with its name.

The variables are declared in ``boussole.web.environment`` and described in ``docs/settings.md``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from boussole.web.environment import Environment
from boussole.web.roleplay_model import roleplay_model

_read = Environment(os.environ)
_here = Path(__file__).parent

DEBUG = _read.flag("DEBUG")
SECRET_KEY = _read.text("SECRET_KEY")
ALLOWED_HOSTS = _read.words("ALLOWED_HOSTS")
HTTPS = _read.flag("HTTPS")
TRUSTED_PROXIES = _read.number("TRUSTED_PROXIES")

# Where everything that is not code lives: the database, the facts, uploads, the task queue.
DATA_DIR = _read.directory("DATA_DIR")
FACTS_DIR = DATA_DIR / "facts"
MEDIA_ROOT = DATA_DIR / "uploads"
COMPANY = _read.text("COMPANY")
PUBLIC_URL = _read.address("PUBLIC_URL")

INSTALLED_APPS = [
    "boussole.web",
    "boussole.features.organisation",
    "boussole.features.conversations",
    "boussole.features.reasons",
    "boussole.features.surveys",
    "boussole.features.metrics",
    "boussole.features.playbook",
    "boussole.features.learning",
    "boussole.features.alignment",
    "boussole.features.coaching",
    "boussole.features.roleplay",
    "boussole.features.sessions",
    "boussole.features.recognition",
    "boussole.features.wellbeing",
    "boussole.features.irritants",
    "boussole.features.initiatives",
    "boussole.features.commitments",
    "boussole.features.confidential",
    "boussole.features.care",
    "boussole.features.mirror",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "huey.contrib.djhuey",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "boussole.web.middleware.sign_in_required",
    "boussole.web.middleware.own_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "boussole.web.middleware.private_pages",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "boussole.web.urls"
WSGI_APPLICATION = "boussole.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_here / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "boussole.web.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "boussole.web.templatetags.components"],
        },
    }
]
FORM_RENDERER = "boussole.web.forms.Renderer"

# Records
DATABASES: dict[str, dict[str, Any]] = {"default": _read.database("DATABASE_URL", DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and how they sign in
AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("home")
ACCOUNT_ADAPTER = "boussole.web.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "boussole.web.accounts.display"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Boussole – "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# django-axes counts failed sign-ins, in the database and so across processes.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"login": "boussole.web.accounts.LoginForm"}
MFA_TOTP_ISSUER = "Boussole"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
AXES_USERNAME_FORM_FIELD = "login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_IPWARE_PROXY_COUNT = TRUSTED_PROXIES or None

# Languages and time
LANGUAGE_CODE = _read.choice("LANGUAGE", "fr", "en")
LANGUAGES = [("fr", "Français"), ("en", "English")]
FORMAT_MODULE_PATH = ["boussole.web.formats"]
LANGUAGE_COOKIE_NAME = "boussole_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = _read.text("TIME_ZONE")

# Files of the interface
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# ``boussole serve`` collects, compresses and names them by their content.
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
_hashed = "boussole.web.storage.BundlingStorage"
_plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _plain if DEBUG else _hashed},
}

# Nothing is loaded from elsewhere, nothing runs that is not a file of ours.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
# Whether sub-domains keep to HTTPS, and browsers learn it beforehand, is the company's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "boussole.web.views.csrf_failure"
LANGUAGE_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Work done aside: imports, rebuilding facts. ``boussole serve`` runs the worker.
HUEY = {
    "huey_class": "huey.SqliteHuey",
    "name": "boussole",
    "filename": str(DATA_DIR / "tasks.sqlite3"),
    "immediate": _read.flag("TASKS_IMMEDIATE"),
    "consumer": {"workers": 1, "worker_type": "thread"},
}

# Other words for simulated customers, when a language model is set up for it
ROLEPLAY_MODEL = roleplay_model(_read)

# How many working days the owner of an irritant has to answer
ANSWER_DELAY = _read.number("ANSWER_DELAY")

# Letters
globals().update(_read.mail("EMAIL_URL", DATA_DIR))
DEFAULT_FROM_EMAIL = _read.text("EMAIL_FROM")
RETURNED_MAIL = _read.returned_mail("RETURNED_MAIL")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # The lines of axes name the address someone tried: the table of attempts is enough. Those of httpx
    # name every ticket read: the counts are enough.
    "loggers": {
        "axes": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
    "root": {"handlers": ["stderr"], "level": _read.text("LOG_LEVEL").upper()},
}
