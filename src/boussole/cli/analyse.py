"""``boussole analyse``: from an export file to the brief, without database or configuration."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from boussole.adapters.facts import FactStore
    from boussole.adapters.sources import Rejection, Source
    from boussole.core.conversations import Conversation
    from boussole.core.facts import Frame
    from boussole.core.text import Language

NOTHING_READ, WRONG_USE, PARTIAL = 1, 2, 3
_SHOWN_REJECTIONS = 5


class Lang(StrEnum):
    """The languages of the brief."""

    fr = "fr"
    en = "en"


def analyse(
    files: Annotated[list[Path], typer.Argument(help="Exports: CSV, JSON, mbox, EML, Zendesk.")],
    *,
    source: Annotated[str | None, typer.Option(help="Format, when it is not detected.")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Mapping file (YAML) for CSV or JSON.")
    ] = None,
    week: Annotated[str | None, typer.Option(help="2026-W47, or any day of the week.")] = None,
    team: Annotated[str | None, typer.Option(help="Only this team.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the brief.")] = Lang.fr,
    out: Annotated[Path | None, typer.Option(help="Folder for brief.html and the data.")] = None,
    timezone: Annotated[
        str | None, typer.Option(help="Zone of dates that carry none, such as Europe/Paris.")
    ] = None,
    agent: Annotated[
        list[str] | None, typer.Option(help="Address or domain of the service, for mail.")
    ] = None,
) -> None:
    """Read exported conversations and print Monday’s brief.

    Exit code 0: all was read; 3: some records were rejected; 1: nothing could be read.
    """
    from boussole.adapters.facts import FactStore
    from boussole.adapters.sources import Mapping, Options, SourceError, open_source
    from boussole.core.brief.period import parse_week
    from boussole.core.facts import Frame
    from boussole.core.playbook import default_playbook
    from boussole.core.reasons import default_tree

    language: Language = lang.value
    messages = Console(stderr=True)
    try:
        monday = parse_week(week) if week else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--week") from error
    frame = Frame(default_playbook(), default_tree())
    with tempfile.TemporaryDirectory(prefix="boussole-") as scratch:
        store = FactStore(Path(scratch))
        try:
            known = Mapping.load(mapping) if mapping else None
            options = Options(timezone=timezone, agents=tuple(agent or ()))
            stream = open_source(files, source, known, options=options)
            rejected = _read(stream, store, frame, out, messages, language)
        except SourceError as error:
            messages.print(error.explain(language), style="bold", soft_wrap=True)
            raise typer.Exit(NOTHING_READ) from error
        _brief(store, frame, monday, team, rejected, out, language, messages)
    if rejected:
        raise typer.Exit(PARTIAL)


def _read(
    stream: Source,
    store: FactStore,
    frame: Frame,
    out: Path | None,
    messages: Console,
    language: Language,
) -> int:
    """Build the facts of ``stream``, showing how far it is; return how many records were rejected."""
    from boussole.adapters.facts import build
    from boussole.adapters.sources.rejects import RejectsFile

    rejected: list[Rejection] = []
    with _progress(messages) as progress, RejectsFile.maybe(out) as rejects:
        task = progress.add_task("", total=None, rate="")

        def conversations() -> Iterator[Conversation]:
            for item in stream:
                if _is_rejection(item):
                    rejects.write(item)
                    rejected.append(item)
                else:
                    yield item

        def on_batch(built: Built) -> None:
            done, total = stream.progress()
            progress.update(task, completed=done, total=total, turns=built.turns)

        build(conversations(), store, frame, on_batch=on_batch)
    return len(rejected)
