"""``boussole review``: a second reader's verdict on doubtful labels; it never changes one."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from boussole.cli.analyse import NOTHING_READ, PARTIAL, Lang
from boussole.core.text import Language, Text
from boussole.core.wording import counted

if TYPE_CHECKING:
    from boussole.adapters.language_models import Budget, Call, Endpoint, Usage
    from boussole.adapters.language_models.files import ReviewFiles
    from boussole.adapters.sources import Options
    from boussole.core.signals.review import Band, Doubt

WRONG_USE = 2

_FOUND = (("étiquette douteuse", "étiquettes douteuses"), ("doubtful label", "doubtful labels"))
_FIRST = Text(
    fr="{found}\u00a0; rien n’est envoyé. La première question serait\u00a0:",
    en="{found}; nothing is sent. The first question would be:",
)
_NONE = Text(fr="Aucune étiquette douteuse dans cette bande.", en="No doubtful label in this band.")
_ASKING = Text(fr="Second lecteur", en="Second reader")
_ONLY = Text(fr="{found}, {asked} à relire (--limit)", en="{found}, {asked} to review (--limit)")
_OFF = Text(
    fr="Aucun second lecteur n’est branché. Donnez BOUSSOLE_SECOND_READER_URL et BOUSSOLE_SECOND_READER_MODEL, "
    "ou --dry-run pour voir ce qui serait envoyé.",
    en="No second reader is set up. Give BOUSSOLE_SECOND_READER_URL and BOUSSOLE_SECOND_READER_MODEL, "
    "or --dry-run to see what would be sent.",
)
_THERE = Text(
    fr="{path} existe déjà\u00a0: donnez un autre dossier avec --out, ou déplacez-le.",
    en="{path} is there already: give another folder with --out, or move it.",
)
_EMPTY = Text(fr="Aucune conversation n’a été lue.", en="No conversation was read.")
_WRITTEN = Text(fr="Écrit\u00a0: {path}", en="Written: {path}")


@dataclass(frozen=True)
class _Inputs:
    """The conversations to read, and how."""

    files: list[Path]
    source: str | None
    mapping: Path | None
    columns: list[str]
    options: Options
    language: Language


@dataclass
class _Chosen:
    """The doubts to ask about, how many there were, and what could not be read."""

    doubts: list[Doubt] = field(default_factory=list)
    found: int = 0
    rejected: int = 0


def review(
    files: Annotated[list[Path], typer.Argument(help="Exports: CSV, JSON, mbox, EML, Zendesk.")],
    *,
    source: Annotated[str | None, typer.Option(help="Format, when it is not detected.")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Mapping file (YAML) for CSV or JSON.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="field=Column of a table; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many labels to ask about, at most.")] = 50,
    low: Annotated[float, typer.Option(help="Lowest strength in doubt.")] = 0.3,
    high: Annotated[float, typer.Option(help="Highest strength in doubt.")] = 0.7,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be asked, and send nothing.")
    ] = False,
    lang: Annotated[Lang, typer.Option(help="Language of what is printed.")] = Lang.FR,
    out: Annotated[Path, typer.Option(help="Folder for reviews.jsonl and usage.jsonl.")] = Path(),
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
    """Ask a second reader about doubtful labels; it must cite the passage it relies on.

    Off until an endpoint is set up (BOUSSOLE_SECOND_READER_URL). Only masked text is sent, and no label changes. Exit
    code 0: every doubt was asked about; 3: some records were rejected, or some doubts had no answer; 1: nothing could be
    read; 2: wrong use.
    """
    from boussole.adapters.sources import Options

    language: Language = lang.value
    band = _band(low, high)
    endpoint = None if dry_run else _endpoint(language)
    if endpoint:
        _refuse_to_overwrite(out, language)
    options = Options(timezone=timezone, encoding=encoding, agents=tuple(agent or ()))
    inputs = _Inputs(files, source, mapping, column or [], options, language)
    chosen = _choose(inputs, band, limit)
    complete = True
    if not chosen.doubts:
        Console().print(_NONE.in_(language))
    elif endpoint is None:
        _show(chosen, language)
    else:
        complete = _ask(chosen, *endpoint, out, language)
    if chosen.rejected or not complete:
        raise typer.Exit(PARTIAL)


def _band(low: float, high: float) -> Band:
    from boussole.core.signals.review import Band

    try:
        return Band(low, high)
    except ValueError as problem:
        raise typer.BadParameter(str(problem), param_hint="--low, --high") from None


def _endpoint(language: Language) -> tuple[Endpoint, Budget]:
    """The endpoint and the budget that the environment gives; ends the command when there is none."""
    from boussole.adapters.language_models import EndpointSettingsError
    from boussole.cli.second_reader import budget_of, endpoint_of
    from boussole.web.environment import Environment, EnvironmentVariableError

    environment = Environment(os.environ)
    try:
        if not environment.text("SECOND_READER_URL"):
            raise _wrong(_OFF.in_(language))
        return endpoint_of(environment), budget_of(environment)
    except EnvironmentVariableError as problem:
        raise _wrong(str(problem)) from None
    except EndpointSettingsError as problem:
        raise _wrong(problem.explain(language)) from None


def _wrong(words: str) -> typer.Exit:
    typer.secho(words, err=True, fg=typer.colors.RED)
    return typer.Exit(WRONG_USE)


def _refuse_to_overwrite(out: Path, language: Language) -> None:
    from boussole.adapters.language_models.files import REVIEWS, USAGE

    for path in (out / REVIEWS, out / USAGE):
        if path.exists():
            raise _wrong(_THERE.format(path=path).in_(language))


def _choose(inputs: _Inputs, band: Band, limit: int) -> _Chosen:
    """Read the conversations as ``boussole analyse`` does, and keep ``limit`` of the most doubtful labels."""
    from boussole.adapters.facts import FactsMissingError, FactStore, build
    from boussole.adapters.sources import SourceError, open_source
    from boussole.cli.mapping import find_mapping
    from boussole.cli.reading import Reading
    from boussole.core.facts import Frame
    from boussole.core.playbook import default_playbook
    from boussole.core.reasons import default_tree

    messages = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="boussole-") as scratch:
        store = FactStore(Path(scratch))
        try:
            known = find_mapping(
                inputs.files, inputs.mapping, inputs.columns, inputs.options, inputs.language
            )
            stream = open_source(inputs.files, inputs.source, known, options=inputs.options)
            reading = Reading(stream, inputs.language, messages)
            build(reading, store, Frame(default_playbook(), default_tree()))
            reading.report()
            chosen = _most_doubtful(store.tables().turns, band, limit)
        except SourceError as problem:
            messages.print(problem.explain(inputs.language), style="bold", soft_wrap=True)
            raise typer.Exit(NOTHING_READ) from problem
        except FactsMissingError:
            messages.print(_EMPTY.in_(inputs.language))
            raise typer.Exit(NOTHING_READ) from None
    chosen.rejected = reading.rejected
    return chosen


def _most_doubtful(turns: tuple[Path, ...], band: Band, limit: int) -> _Chosen:
    """The most doubtful labels of each signal; one partition is in memory at a time."""
    import polars as pl

    from boussole.core.signals.review import doubtful, share

    chosen = _Chosen()
    for path in turns:
        doubts = doubtful(pl.read_parquet(path), band)
        chosen.found += len(doubts)
        chosen.doubts = share([*chosen.doubts, *doubts], limit)
    return chosen


def _show(chosen: _Chosen, language: Language) -> None:
    from boussole.core.signals.review import ask

    found = counted(chosen.found, *_FOUND)
    typer.echo(_FIRST.format(found=found).in_(language))
    question = ask(chosen.doubts[0])
    typer.echo(f"\n{question.instructions}\n\n{question.content}")


def _ask(
    chosen: _Chosen, endpoint: Endpoint, budget: Budget, out: Path, language: Language
) -> bool:
    """Ask, write each answer as it comes, print the table; return whether every doubt was answered."""
    from boussole.adapters.language_models import (
        LanguageModelError,
        OpenAICompatibleReader,
        Usage,
        review_all,
    )
    from boussole.adapters.language_models.files import REVIEWS, ReviewFiles
    from boussole.cli.second_reader import Results
    from boussole.core.signals import shipped_models

    messages, usage, results = Console(stderr=True), Usage(), Results()
    messages.print(
        _ONLY.format(found=counted(chosen.found, *_FOUND), asked=len(chosen.doubts)).in_(language)
    )
    with ExitStack() as stack:
        files = stack.enter_context(ReviewFiles(out, shipped_models().title))
        reader = stack.enter_context(
            OpenAICompatibleReader(endpoint, budget, on_call=lambda call: _note(call, usage, files))
        )
        progress = stack.enter_context(_progress(messages))
        task = progress.add_task(_ASKING.in_(language), total=len(chosen.doubts))
        try:
            for one in review_all(reader, chosen.doubts):
                files.add_review(one)
                results.add(one)
                progress.advance(task)
        except LanguageModelError as problem:
            messages.print(problem.explain(language), style="bold", soft_wrap=True)
    Console().print(results.table(reader.name, language))
    Console().print(results.costs(usage, priced=endpoint.price is not None).in_(language))
    Console().print(_WRITTEN.format(path=out / REVIEWS).in_(language), soft_wrap=True)
    return results.answered == len(chosen.doubts)


def _note(call: Call, usage: Usage, files: ReviewFiles) -> None:
    usage.add(call)
    files.add_call(call)


def _progress(messages: Console) -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    return Progress(*columns, TimeRemainingColumn(), console=messages, transient=True)
