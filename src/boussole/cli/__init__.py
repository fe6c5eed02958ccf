"""The ``boussole`` command."""

from __future__ import annotations

import typer

from boussole.cli.analyse import analyse

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


@app.callback()
def boussole() -> None:
    """From conversations to a better next one."""


app.command()(analyse)


def main() -> None:
    """Run the command line."""
    app()
