"""The product's settings for tests and type checks: a throwaway data directory, tasks at once."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="boussole-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)

os.environ |= {
    "BOUSSOLE_SECRET_KEY": "for-tests-and-type-checks-only",
    "BOUSSOLE_DATA_DIR": _data,
    "BOUSSOLE_HTTPS": "0",
    "BOUSSOLE_TASKS_IMMEDIATE": "1",
    "BOUSSOLE_LOG_LEVEL": "WARNING",
}

from boussole.web.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A file, so that the live server's threads and the tests see the same tables.
DATABASES["default"]["TEST"] = {"NAME": f"{_data}/tests.sqlite3"}  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
