"""Bringing the web application up for a command."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import typer

from boussole.core.text import Language
from boussole.web.environment import EnvironmentVariableError

SETTINGS = "boussole.web.settings"


def start_django() -> None:
    """Load the settings and the apps; a variable that is missing or wrong ends the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    try:
        django.setup()
    except EnvironmentVariableError as problem:
        typer.secho(str(problem), err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from None


def start_application() -> Language:
    """Bring the application up with its tables; return the language its settings speak."""
    start_django()
    from django.conf import settings

    refuse_old_tables()
    return "en" if str(settings.LANGUAGE_CODE).startswith("en") else "fr"


def refuse_old_tables() -> None:
    """End the command when the database is not up to date."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        typer.secho(
            "The database is not up to date. Run: boussole migrate", err=True, fg=typer.colors.RED
        )
        raise typer.Exit(2)


def use_local_environment(data: Path) -> None:
    """Set what a trial on one's own machine needs, leaving every variable that is given.

    The data lives in ``data``; the secret key is made once and kept there.
    """
    data.mkdir(parents=True, exist_ok=True)
    given = os.environ
    given.setdefault("BOUSSOLE_DATA_DIR", str(data))
    given.setdefault("BOUSSOLE_HTTPS", "0")
    if "BOUSSOLE_SECRET_KEY" not in given and "BOUSSOLE_SECRET_KEY_FILE" not in given:
        given["BOUSSOLE_SECRET_KEY_FILE"] = str(_secret_key(data / "secret-key"))


def _secret_key(path: Path) -> Path:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path
