"""``boussole demo``: the demo company, built and served on this machine."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from boussole.cli.application import start_django, use_local_environment

if TYPE_CHECKING:
    from boussole.adapters.demo.company import Company

_STEPS = {
    "people": "Alizé Télécom : équipes et personnes",
    "conversations": "conversations : import, lecture, index",
    "surveys": "enquêtes : lettres, réponses, rappels",
    "facts": "faits et brief",
    "coaching": "situations, séances et suivi",
}
_ROLES = (
    "manager",
    "agent",
    "leader",
    "department_contact",
    "privacy_officer",
    "administrator",
)


def demo(
    data: Annotated[Path, typer.Option(help="Where the demo lives.")] = Path("var/demo"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve it once it is built.")] = True,
) -> None:
    """Build the demo company, the first time, and serve it; the sign-ins are printed."""
    use_local_environment(data.absolute())
    _speak_for_alize(f"http://{host}:{port}")
    start_django()
    from django.core.management import call_command

    from boussole.adapters.demo.company import company
    from boussole.web.demo import SEED, is_loadable, last_sunday, load_demo

    console = Console()
    call_command("migrate", interactive=False, verbosity=0)
    until = last_sunday(datetime.now().astimezone().date())
    invented = company(SEED, until)
    if is_loadable():
        with console.status("Boussole") as status:
            load_demo(until, lambda step: status.update(_STEPS[step]))
    console.print(_sign_ins(invented))
    if serve:
        from boussole.cli.serving import serve as run

        run(host=host, port=port)


def _speak_for_alize(address: str) -> None:
    """Set what the demo's letters say, and keep them: its customers are invented, so no mail server is given any."""
    from boussole.adapters.demo.company import NAME

    os.environ.setdefault("BOUSSOLE_COMPANY", NAME)
    os.environ.setdefault("BOUSSOLE_PUBLIC_URL", address)
    os.environ.pop("BOUSSOLE_EMAIL_URL_FILE", None)
    os.environ["BOUSSOLE_EMAIL_URL"] = ""


def _sign_ins(invented: Company) -> Table:
    from boussole.web.demo import PASSWORD

    table = Table(title=f"{invented.name} · mot de passe : {PASSWORD}", title_justify="left")
    table.add_column("rôle")
    table.add_column("équipe")
    table.add_column("adresse", no_wrap=True)
    for role in _ROLES:
        for one in [one for one in invented.people if one.job == role][
            : 3 if role == "manager" else 1
        ]:
            table.add_row(role, one.team or "", one.email)
    return table
