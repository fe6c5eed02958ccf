"""``boussole analyse``: from an export file to the brief, without database or configuration."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from boussole.adapters.facts import FactStore, FactTables
    from boussole.adapters.sources import Source
    from boussole.core.facts import Frame
    from boussole.core.text import Language

NOTHING_READ, PARTIAL = 1, 3


@dataclass(frozen=True)
class Asked:
    """What the person wants of the analysis."""

    frame: Frame
    language: Language
    monday: date | None
    team: str | None
    out: Path | None


class Lang(StrEnum):
    """The languages of the brief."""

    FR = "fr"
    EN = "en"


def analyse(
    files: Annotated[list[Path], typer.Argument(help="Exports: CSV, JSON, mbox, EML, Zendesk.")],
    *,
    source: Annotated[str | None, typer.Option(help="Format, when it is not detected.")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Mapping file (YAML) for CSV or JSON.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="field=Column of a table; may be repeated.")
    ] = None,
    week: Annotated[str | None, typer.Option(help="2026-W47, or any day of the week.")] = None,
    team: Annotated[str | None, typer.Option(help="Only this team.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the brief.")] = Lang.FR,
    out: Annotated[Path | None, typer.Option(help="Folder for brief.html and the data.")] = None,
    timezone: Annotated[
        str | None, typer.Option(help="Zone of dates that carry none, such as Europe/Paris.")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="Encoding of the files, such as cp1252, when it is found wrong."),
    ] = None,
    agent: Annotated[
        list[str] | None, typer.Option(help="Address or domain of the service, for mail.")
    ] = None,
) -> None:
    """Read exported conversations and print Monday’s brief.

    Exit code 0: all was read; 3: some records were rejected; 1: nothing could be read.
    """
    from boussole.adapters.facts import FactStore
    from boussole.adapters.sources import Options, SourceError, open_source
    from boussole.cli.mapping import find_mapping
    from boussole.core.facts import Frame
    from boussole.core.playbook import default_playbook
    from boussole.core.reasons import default_tree

    messages = Console(stderr=True)
    frame = Frame(default_playbook(), default_tree())
    asked = Asked(frame, lang.value, _monday(week), team, out)
    with tempfile.TemporaryDirectory(prefix="boussole-") as scratch:
        store = FactStore(Path(scratch))
        try:
            options = Options(timezone=timezone, encoding=encoding, agents=tuple(agent or ()))
            known = find_mapping(files, mapping, column or (), options, asked.language)
            stream = open_source(files, source, known, options=options)
            rejected = _read(stream, store, asked, messages)
        except SourceError as error:
            messages.print(error.explain(asked.language), style="bold", soft_wrap=True)
            raise typer.Exit(NOTHING_READ) from error
        _brief(store.tables(), asked, rejected)
    if rejected:
        raise typer.Exit(PARTIAL)


def _monday(week: str | None) -> date | None:
    from boussole.core.brief.period import parse_week

    try:
        return parse_week(week) if week else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--week") from error


def _read(stream: Source, store: FactStore, asked: Asked, messages: Console) -> int:
    """Build the facts of ``stream``; return how many records were rejected."""
    from boussole.adapters.facts import build
    from boussole.adapters.sources.rejects import RejectsFile
    from boussole.cli.reading import Reading

    with ExitStack() as stack:
        rejects = None
        if asked.out is not None:
            asked.out.mkdir(parents=True, exist_ok=True)
            rejects = stack.enter_context(RejectsFile(asked.out / "rejects.jsonl", asked.language))
        reading = Reading(stream, asked.language, messages, rejects)
        build(reading, store, asked.frame)
    reading.report()
    return reading.rejected


def _brief(tables: FactTables, asked: Asked, rejected: int) -> None:
    """Print the brief and, when a folder was given, write all there is to keep."""
    from boussole.adapters.briefing import NothingToBriefError, prepare_brief
    from boussole.adapters.reports import words
    from boussole.adapters.reports.files import write_brief, write_tables
    from boussole.adapters.reports.page import brief_page
    from boussole.adapters.reports.terminal import TerminalBrief

    console = Console()
    try:
        brief = prepare_brief(
            tables, asked.frame, monday=asked.monday, team=asked.team, rejected=rejected
        )
    except NothingToBriefError as error:
        console.print(error.text.in_(asked.language))
        raise typer.Exit(NOTHING_READ) from error
    TerminalBrief(brief, asked.language, console).show()
    if asked.out is not None:
        write_tables(tables, asked.out)
        write_brief(brief, asked.out, asked.language)
        page = brief_page(brief, asked.language)
        (asked.out / "brief.html").write_text(page, encoding="utf-8")
        console.print(words.WRITTEN.format(folder=asked.out).in_(asked.language))
