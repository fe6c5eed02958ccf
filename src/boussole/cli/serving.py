"""``boussole serve``: the web process and the worker, started and ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Annotated

import typer

from boussole.cli.application import SETTINGS, refuse_old_tables, start_django

WSGI = "boussole.web.wsgi:application"
PATIENCE = 15.0


class Stopped(BaseException):  # like KeyboardInterrupt: asked for, not an error
    """Someone asked the command to end."""


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    processes: Annotated[int, typer.Option(help="Web processes.", min=1)] = 1,
    threads: Annotated[int, typer.Option(help="Threads of each web process.", min=1)] = 8,
    worker: Annotated[
        bool, typer.Option(help="Also run the worker that imports and rebuilds facts.")
    ] = True,
) -> None:
    """Serve the web application, with its worker, until interrupted."""
    start_django()
    refuse_old_tables()
    _collect_static()
    commands = [_web(host, port, processes, threads)]
    if worker:
        commands.append([sys.executable, "-m", "django", "run_huey", "--quiet"])
    typer.echo(f"http://{host}:{port}/")
    raise typer.Exit(run_together(commands))


def run_together(commands: Sequence[Sequence[str]]) -> int:
    """Run commands until one ends or a signal comes, then end them all; return an exit code."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS}
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    # Their own sessions: an interrupt from the keyboard reaches this process alone, once.
    children = [
        subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603  # ours
        for command in commands
    ]
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
    except Stopped:
        return 0
    else:
        return 1
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _end(children)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask each to end, and insist when it does not."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _web(host: str, port: int, processes: int, threads: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(processes),
        "--blocking-threads": str(threads),
        "--log-level": "warning",
    }
    given = [part for pair in options.items() for part in pair]
    return [sys.executable, "-m", "granian", *given, WSGI]


def _collect_static() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
