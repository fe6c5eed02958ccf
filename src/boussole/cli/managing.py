"""``boussole migrate``, ``boussole manage`` and ``boussole create-admin``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from boussole.cli.application import start_django


def migrate() -> None:
    """Bring the database up to date; run it after each upgrade."""
    start_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)


def manage(context: typer.Context) -> None:
    """Run one of Django's own commands, such as ``dbshell`` or ``check --deploy``."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["boussole manage", *context.args])


def create_admin(
    email: Annotated[str, typer.Option(prompt=True, help="The address to sign in with.")],
    name: Annotated[str, typer.Option(prompt=True, help="The name that others see.")],
    password_file: Annotated[
        Path | None,
        typer.Option(help="A file that holds the password; asked for when not given."),
    ] = None,
    language: Annotated[str, typer.Option(help="fr or en.")] = "fr",
) -> None:
    """Open the first administrator's account; they open the others."""
    start_django()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from boussole.features.organisation import services
    from boussole.features.organisation.errors import OrganisationError
    from boussole.features.organisation.models import Language, Person, Role

    password = _password(password_file)
    try:
        validate_password(password, Person(email=email, name=name))
        services.create_person(
            by=None,
            email=email,
            name=name,
            role=Role.ADMINISTRATOR,
            language=Language(language),
            password=password,
        )
    except (OrganisationError, ValidationError, ValueError) as problem:
        messages = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
        typer.secho("\n".join(messages), err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from None
    typer.echo(f"{email} can sign in as an administrator.")


def _password(file: Path | None) -> str:
    if file is not None:
        return file.read_text(encoding="utf-8").strip()
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked
