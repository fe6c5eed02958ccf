"""``boussole import`` and ``boussole reindex``: conversations into the application's records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from boussole.cli.application import start_application
from boussole.core.text import Language, Text
from boussole.core.wording import counted, number

if TYPE_CHECKING:
    from boussole.adapters.sources import Mapping
    from boussole.features.conversations.models import ImportRun

FAILED, PARTIAL = 1, 3

_COUNTS = {
    "created": (("nouvelle", "nouvelles"), ("new", "new")),
    "updated": (("mise à jour", "mises à jour"), ("updated", "updated")),
    "unchanged": (("inchangée", "inchangées"), ("unchanged", "unchanged")),
    "rejected": (("rejetée", "rejetées"), ("rejected", "rejected")),
}
_REREAD = Text(fr="{count} conversations lues de nouveau", en="{count} conversations read again")
_READING = Text(fr="Lecture", en="Reading")
_REJECTS = Text(fr="Rejets\u00a0: {path}", en="Rejects: {path}")


def import_(
    files: Annotated[list[Path], typer.Argument(help="Exports: CSV, JSON, mbox, EML, Zendesk.")],
    *,
    source: Annotated[str | None, typer.Option(help="Format, when it is not detected.")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Mapping file (YAML) for CSV or JSON.")
    ] = None,
    account: Annotated[str, typer.Option(help="Account within the source, if several.")] = "",
    timezone: Annotated[
        str, typer.Option(help="Zone of dates that carry none, such as Europe/Paris.")
    ] = "",
    encoding: Annotated[
        str, typer.Option(help="Encoding of the files, such as cp1252, when it is found wrong.")
    ] = "",
    agent: Annotated[
        list[str] | None, typer.Option(help="Address or domain of the service, for mail.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and write nothing.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Where to write rejected records (.csv or .jsonl).")
    ] = None,
) -> None:
    """Import exported conversations into the application.

    Importing twice changes nothing; an interrupted import is resumed by running it again. Nothing is
    sent to customers. Exit code 0: all was imported; 3: some records were rejected; 1: a file could not
    be read.
    """
    language = start_application()
    from boussole.adapters.sources import Mapping, SourceError

    messages = Console(stderr=True)
    codes = []
    for path in files:
        try:
            known = Mapping.load(mapping) if mapping else None
            run = _import(
                path,
                language,
                known,
                source=source,
                account=account,
                timezone_name=timezone,
                encoding=encoding,
                agents=agent or (),
                dry_run=dry_run,
            )
        except SourceError as problem:
            messages.print(problem.explain(language), style="red", soft_wrap=True)
            raise typer.Exit(FAILED) from problem
        codes.append(report(run, language, messages, rejects))
    raise typer.Exit(FAILED if FAILED in codes else max(codes, default=0))


def _import(path: Path, language: Language, mapping: Mapping | None, **asked: Any) -> ImportRun:
    from boussole.features.conversations import services

    run = services.prepare_import(path, mapping=mapping, **asked)
    with _progress() as progress:
        task = progress.add_task(path.name, total=None, rate="")

        def advance(now: ImportRun) -> None:
            _advance(progress, task, now, language)

        return services.run_import(run, notify=advance)


def _advance(progress: Progress, task: TaskID, run: ImportRun, language: Language) -> None:
    elapsed = progress.tasks[0].elapsed or 0.0
    rate = number(run.turns / elapsed).in_(language) if elapsed else ""
    progress.update(
        task,
        completed=run.bytes_done,
        total=run.bytes_total or None,
        rate=f"{rate} messages/s" if rate else "",
    )


def report(run: ImportRun, language: Language, messages: Console, rejects: Path | None) -> int:
    """Say what became of an import, and write what it rejected; return an exit code."""
    counts = (counted(getattr(run, name), *words).in_(language) for name, words in _COUNTS.items())
    messages.print(f"{run.file_name} · {', '.join(counts)}")
    if run.problem:
        messages.print(run.problem[language], style="red", soft_wrap=True)
        return FAILED
    if not run.rejected:
        return 0
    for reject in run.rejects.order_by("pk")[:5]:
        messages.print(f"  {reject.line or ''} {reject.message[language]} {reject.mend[language]}")
    if rejects:
        from boussole.features.conversations import services

        services.write_rejects(run, rejects, language)
        messages.print(_REJECTS.format(path=rejects).in_(language))
    return PARTIAL


def reindex() -> None:
    """Read every conversation again and rebuild the search index.

    Needed after names of teams or agents changed in the settings, or when the index was lost.
    """
    language = start_application()
    from boussole.features.conversations import queries, services

    with _progress() as progress:
        task = progress.add_task(_READING.in_(language), total=queries.how_many(), rate="")
        done = services.reindex(lambda count: progress.update(task, completed=count))
    Console(stderr=True).print(_REREAD.format(count=number(done)).in_(language))


@contextmanager
def _progress() -> Iterator[Progress]:
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        yield progress
