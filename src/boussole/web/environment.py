"""The variables Boussole is configured with, each declared once.

``VARIABLES`` is what ``docs/settings.md`` must describe. Every variable can be given by a file too:
``BOUSSOLE_SECRET_KEY_FILE=/run/secrets/key`` reads the value from that file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from boussole.adapters.mail import parse_box

PREFIX = "BOUSSOLE_"
_AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?")


class EnvironmentVariableError(Exception):
    """A variable is missing or cannot be understood; the message names it and how to mend it."""


@dataclass(frozen=True)
class Variable:
    """One variable: its name without the prefix, and its value when it is not given."""

    name: str
    default: str | None = None

    @property
    def full_name(self) -> str:
        """The name as it is written in the environment."""
        return PREFIX + self.name


VARIABLES: tuple[Variable, ...] = (
    Variable("SECRET_KEY"),
    Variable("DEBUG", "0"),
    Variable("DATA_DIR", "var"),
    Variable("DATABASE_URL", ""),
    Variable("ALLOWED_HOSTS", "localhost,127.0.0.1"),
    Variable("PUBLIC_URL", ""),
    Variable("HTTPS", "1"),
    Variable("TRUSTED_PROXIES", "0"),
    Variable("LANGUAGE", "fr"),
    Variable("TIME_ZONE", "Europe/Paris"),
    Variable("COMPANY", ""),
    Variable("EMAIL_URL", ""),
    Variable("EMAIL_FROM", "boussole@localhost"),
    Variable("RETURNED_MAIL", ""),
    Variable("ANSWER_DELAY", "10"),
    Variable("LOG_LEVEL", "INFO"),
    Variable("TASKS_IMMEDIATE", "0"),
    Variable("ZENDESK_TOKEN", ""),
    Variable("SECOND_READER_URL", ""),
    Variable("SECOND_READER_MODEL", ""),
    Variable("SECOND_READER_KEY", ""),
    Variable("SECOND_READER_HTTPS", "1"),
    Variable("SECOND_READER_TIMEOUT", "30"),
    Variable("SECOND_READER_MAX_REQUESTS", "500"),
    Variable("SECOND_READER_MAX_SECONDS", "900"),
    Variable("SECOND_READER_PRICE_IN", ""),
    Variable("SECOND_READER_PRICE_OUT", ""),
    Variable("SECOND_READER_JSON", "1"),
    Variable("SECOND_READER_BODY", ""),
    Variable("ROLEPLAY_MODEL_URL", ""),
    Variable("ROLEPLAY_MODEL_NAME", ""),
    Variable("ROLEPLAY_MODEL_KEY", ""),
    Variable("ROLEPLAY_MODEL_HTTPS", "1"),
    Variable("ROLEPLAY_MODEL_TIMEOUT", "8"),
    Variable("ROLEPLAY_MODEL_BODY", ""),
)


class Environment:
    """Reads the declared variables from a mapping such as ``os.environ``."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._declared = {variable.name: variable for variable in VARIABLES}

    def text(self, name: str) -> str:
        """The value of a variable, from itself, from its file, or its default."""
        variable = self._declared[name]
        given = self._values.get(variable.full_name)
        file = self._values.get(f"{variable.full_name}_FILE")
        if given is not None and file is not None:
            raise EnvironmentVariableError(
                f"{variable.full_name} and {variable.full_name}_FILE are both set; keep one of them."
            )
        if file is not None:
            return _content(variable, file)
        if given is not None:
            return given.strip()
        if variable.default is None:
            raise EnvironmentVariableError(
                f"{variable.full_name} is not set. Set it, or {variable.full_name}_FILE to the path"
                " of a file that holds it; docs/settings.md says what it is for."
            )
        return variable.default

    def flag(self, name: str) -> bool:
        """A yes or no: 1, true, yes, on against 0, false, no, off."""
        value = self.text(name).lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off", ""}:
            return False
        raise EnvironmentVariableError(f"{PREFIX}{name} is {value!r}; write 1 or 0.")

    def number(self, name: str) -> int:
        """A whole number that is not negative."""
        value = self.text(name)
        if not value.isdecimal():
            raise EnvironmentVariableError(f"{PREFIX}{name} is {value!r}; write a whole number.")
        return int(value)

    def amount(self, name: str) -> float | None:
        """A number that is not negative, with a decimal point; none when the variable is empty."""
        value = self.text(name)
        if not value:
            return None
        if not _AMOUNT.fullmatch(value):
            raise EnvironmentVariableError(
                f"{PREFIX}{name} is {value!r}; write a number such as 0.25."
            )
        return float(value)

    def options(self, name: str) -> dict[str, Any]:
        """A JSON object; an empty one when the variable is empty."""
        try:
            found = json.loads(self.text(name) or "{}")
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise EnvironmentVariableError(
                f'{PREFIX}{name} is not understood; write a JSON object such as {{"seed": 1}}.'
            )
        return found

    def words(self, name: str) -> list[str]:
        """A list separated by commas."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def address(self, name: str) -> str:
        """Where people reach Boussole, such as ``https://boussole.example.com``, without a final slash; or empty."""
        value = self.text(name).rstrip("/")
        url = urlsplit(value)
        if value and (url.scheme not in {"http", "https"} or not url.hostname or url.query):
            raise EnvironmentVariableError(
                f"{PREFIX}{name} is {value!r}; write an address such as https://boussole.example.com."
            )
        return value

    def choice(self, name: str, *allowed: str) -> str:
        """One of the allowed values."""
        value = self.text(name)
        if value not in allowed:
            raise EnvironmentVariableError(
                f"{PREFIX}{name} is {value!r}; write {' or '.join(allowed)}."
            )
        return value

    def directory(self, name: str) -> Path:
        """An absolute path to a directory, made when it does not exist."""
        path = Path(self.text(name)).expanduser().absolute()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise EnvironmentVariableError(
                f"{PREFIX}{name} is {str(path)!r}, which cannot be made: {problem.strerror}."
            ) from problem
        return path

    def database(self, name: str, data: Path) -> dict[str, Any]:
        """Django's database settings from ``sqlite:///path`` or ``postgres://user@host/name``."""
        url = urlsplit(self.text(name) or f"sqlite:///{data / 'boussole.sqlite3'}")
        if url.scheme == "sqlite":
            return _sqlite(unquote(url.path)[1:])
        if url.scheme in {"postgres", "postgresql"} and url.path.strip("/"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(url.path.strip("/")),
                "USER": unquote(url.username or ""),
                "PASSWORD": unquote(url.password or ""),
                "HOST": url.hostname or "",
                "PORT": str(url.port or ""),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
                "OPTIONS": dict(parse_qsl(url.query)),
            }
        raise EnvironmentVariableError(
            f"{PREFIX}{name} is not understood; write sqlite:///path/to/file.sqlite3 or"
            " postgres://user:password@host:5432/name."
        )

    def returned_mail(self, name: str) -> str:
        """Where mail that comes back waits: a Maildir, or a folder of an IMAP server; or empty."""
        value = self.text(name)
        try:
            parse_box(value)
        except ValueError as problem:
            # The value holds a password: it is not shown.
            raise EnvironmentVariableError(
                f"{PREFIX}{name} is not understood; {problem}."
            ) from problem
        return value

    def mail(self, name: str, data: Path) -> dict[str, Any]:
        """Django's mail settings from ``smtp://user:password@host:587?tls=1``; files by default."""
        value = self.text(name)
        if not value:
            return {
                "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
                "EMAIL_FILE_PATH": data / "mail",
            }
        url = urlsplit(value)
        if url.scheme not in {"smtp", "smtps"} or not url.hostname:
            raise EnvironmentVariableError(
                f"{PREFIX}{name} is not understood; write smtp://user:password@host:587?tls=1."
            )
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": url.hostname,
            "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_SSL": url.scheme == "smtps",
            "EMAIL_USE_TLS": url.scheme == "smtp" and dict(parse_qsl(url.query)).get("tls") != "0",
            "EMAIL_TIMEOUT": 20,
        }


def _content(variable: Variable, file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise EnvironmentVariableError(
            f"{variable.full_name}_FILE is {file!r}, which cannot be read: {problem.strerror}."
        ) from problem


def _sqlite(path: str) -> dict[str, Any]:
    """SQLite as a server wants it: readers never wait for the writer, writers queue; what is deleted is overwritten."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000;"
                " PRAGMA secure_delete=ON;"
            ),
        },
    }
