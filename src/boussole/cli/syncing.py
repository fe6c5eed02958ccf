"""``boussole sync``: a helpdesk's account into the application's records, and what changes after."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from boussole.cli.application import start_application
from boussole.cli.importing import FAILED, report
from boussole.core.text import Language, Text
from boussole.core.wording import counted, day, duration
from boussole.web.environment import Environment, EnvironmentVariableError

if TYPE_CHECKING:
    from boussole.adapters.sources.zendesk.api import Account, ZendeskSource
    from boussole.adapters.sources.zendesk.checkpoint import Checkpoint
    from boussole.features.conversations.models import ImportRun

WRONG_USE = 2
# Shorter waits are not worth a word.
LONG_WAIT = 5.0
pause = time.sleep

_FROM = Text(
    fr="{url} · tickets modifiés depuis le {day} (--since pour remonter plus loin)",
    en="{url} · tickets changed since {day} (--since goes further back)",
)
_ON = Text(
    fr="{url} · ce qui a changé depuis la dernière synchronisation",
    en="{url} · what changed since the last sync",
)
_WAITING = Text(
    fr="Zendesk demande d’attendre\u00a0: reprise dans {time}",
    en="Zendesk asks to wait: going on in {time}",
)
_CANCELLED = Text(
    fr="Annulée dans l’application\u00a0: ce qui est lu est gardé, la prochaine continuera.",
    en="Cancelled in the application: what was read is kept, the next sync goes on.",
)
_NO_TOKEN = Text(
    fr="Aucun jeton Zendesk. Donnez-le dans BOUSSOLE_ZENDESK_TOKEN, ou dans un fichier nommé par "
    "BOUSSOLE_ZENDESK_TOKEN_FILE ou --token-file.",
    en="No Zendesk token. Give it in BOUSSOLE_ZENDESK_TOKEN, or in a file named by "
    "BOUSSOLE_ZENDESK_TOKEN_FILE or --token-file.",
)
_ODD_TOKEN = Text(
    fr="Le jeton Zendesk n’en est pas un\u00a0: il tient en un mot, sans espace ni accent. "
    "Copiez-le de nouveau depuis le Centre d’administration.",
    en="The Zendesk token is none: it is one word, without space or accent. "
    "Copy it again from the Admin Center.",
)
_NO_FILE = Text(
    fr="Le fichier {file} ne peut pas être lu ({why}). Corrigez --token-file ou ses droits.",
    en="The file {file} cannot be read ({why}). Mend --token-file or its permissions.",
)


def sync(
    *,
    url: Annotated[str, typer.Option(help="https://your-company.zendesk.com")],
    email: Annotated[
        str | None,
        typer.Option(help="Address the API token is used with; without it, an OAuth token."),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(help="File that holds the token, instead of BOUSSOLE_ZENDESK_TOKEN."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="How far back to read; twelve weeks by default."),
    ] = None,
    account: Annotated[str, typer.Option(help="A name for this account, if several.")] = "",
    restart: Annotated[
        bool, typer.Option("--restart", help="Read everything again, from --since on.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Where to write rejected records (.csv or .jsonl).")
    ] = None,
) -> None:
    """Import a Zendesk account’s tickets into the application, then what changed since the last time.

    Run it as often as you like: each run goes on from where the last one stood, interrupted or not.
    It only reads; nothing in the account changes, and nothing is sent to customers. Exit code 0: all was
    imported; 3: some tickets were rejected; 1: it stopped before its end; 2: wrong use.
    """
    language = start_application()
    from boussole.adapters.sources import SourceError
    from boussole.adapters.sources.zendesk.address import find_address
    from boussole.adapters.sources.zendesk.api import Account
    from boussole.features.conversations.errors import OtherAccountError

    messages = Console(stderr=True)
    first = _beginning(since)
    try:
        asked = Account(find_address(url), _token(token_file, language), email)
        run = _sync(asked, account, first, language, messages, restart=restart)
    except (SourceError, OtherAccountError) as problem:
        messages.print(problem.explain(language), style="red", soft_wrap=True)
        raise typer.Exit(WRONG_USE) from problem
    code = report(run, language, messages, rejects)
    if run.state == run.State.CANCELLED:
        messages.print(_CANCELLED.in_(language))
        code = FAILED
    raise typer.Exit(code)


class _Shown:
    """A line that moves: how many conversations were read, or how long Zendesk asks to wait."""

    def __init__(self, progress: Progress, language: Language) -> None:
        self._progress = progress
        self._language = language
        self._task = progress.add_task(self._said(0), total=None)

    @classmethod
    @contextmanager
    def on(cls, messages: Console, language: Language) -> Iterator[_Shown]:
        columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
        shown = messages.is_terminal
        with Progress(*columns, console=messages, transient=True, disable=not shown) as progress:
            yield cls(progress, language)

    def advance(self, run: ImportRun) -> None:
        """Show how far the run got."""
        self._progress.update(self._task, description=self._said(run.position))

    def wait(self, seconds: float) -> None:
        """Wait, and say so when it is long."""
        before = self._progress.tasks[0].description
        if seconds >= LONG_WAIT:
            said = _WAITING.format(time=duration(seconds).in_(self._language))
            self._progress.update(self._task, description=said.in_(self._language))
        pause(seconds)
        self._progress.update(self._task, description=before)

    def _said(self, count: int) -> str:
        said = counted(
            count,
            ("conversation lue", "conversations lues"),
            ("conversation read", "conversations read"),
        )
        return said.in_(self._language)


def _beginning(since: datetime | None) -> datetime | None:
    from django.utils import timezone

    if since is None:
        return None
    first = timezone.make_aware(since)
    if first >= timezone.now():
        raise typer.BadParameter(f"{first:%Y-%m-%d} is not past yet.", param_hint="--since")
    return first


def _token(file: Path | None, language: Language) -> str:
    """The token, from its file or the environment; ends the command when there is none."""
    try:
        token = _read(file) if file else Environment(os.environ).text("ZENDESK_TOKEN")
    except EnvironmentVariableError as problem:
        raise _wrong(str(problem)) from None
    except (OSError, UnicodeDecodeError) as problem:
        why = getattr(problem, "strerror", None) or type(problem).__name__
        raise _wrong(_NO_FILE.format(file=file or "", why=why).in_(language)) from None
    if not token:
        raise _wrong(_NO_TOKEN.in_(language))
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise _wrong(_ODD_TOKEN.in_(language))
    return token


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip()


def _wrong(words: str) -> typer.Exit:
    typer.secho(words, err=True, fg=typer.colors.RED)
    return typer.Exit(WRONG_USE)


def _sync(
    asked: Account,
    name: str,
    since: datetime | None,
    language: Language,
    messages: Console,
    *,
    restart: bool,
) -> ImportRun:
    from django.utils import timezone

    from boussole.adapters.sources.zendesk.api import ZendeskSource
    from boussole.features.conversations import services

    with _Shown.on(messages, language) as shown:

        def open_account(since: datetime, cursor: Checkpoint) -> ZendeskSource:
            begins = (_FROM if cursor.load() is None else _ON).in_(language)
            first = day(timezone.localdate(since)).in_(language)
            messages.print(begins.format(url=asked.url, day=first), soft_wrap=True)
            return ZendeskSource(asked, since, cursor, sleep=shown.wait)

        return services.sync_account(
            open_account,
            source="zendesk",
            url=asked.url,
            account=name,
            since=since,
            restart=restart,
            notify=shown.advance,
        )
