"""Settings, read from BOUSSOLE_* variables; a missing one fails with its name."""

from __future__ import annotations

SECRET_KEY = "replaced-by-the-real-settings"  # noqa: S105
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
