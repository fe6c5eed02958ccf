"""The ``boussole`` command."""

from __future__ import annotations

import typer

from boussole.cli.analyse import analyse
from boussole.cli.demo import demo
from boussole.cli.importing import import_, reindex
from boussole.cli.managing import create_admin, manage, migrate
from boussole.cli.reviewing import review
from boussole.cli.serving import serve
from boussole.cli.syncing import sync

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


@app.callback()
def boussole() -> None:
    """From conversations to a better next one."""


app.command()(analyse)
app.command()(review)
app.command()(demo)
app.command("import")(import_)
app.command()(sync)
app.command()(reindex)
app.command()(serve)
app.command()(migrate)
app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(manage)
app.command("create-admin")(create_admin)


def main() -> None:
    """Run the command line."""
    app()
