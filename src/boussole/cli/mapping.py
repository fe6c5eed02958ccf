"""Where a table's or a record's parts are read: from a file, from flags, or guessed and confirmed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from boussole.adapters.sources import Mapping, Options, detect, guess_columns
from boussole.core.text import Language, Text
from boussole.core.wording import percent

_TITLE = Text(fr="Colonnes devinées dans {file}", en="Columns guessed in {file}")
_HEADS = (
    Text(fr="champ", en="field"),
    Text(fr="colonne", en="column"),
    Text(fr="confiance", en="confidence"),
)
_ASK = Text(fr="Est-ce juste", en="Is this right")
_MEND = Text(
    fr="Dites ce qui diffère avec --column champ=Colonne, ou avec --map.",
    en="Say what differs with --column field=Column, or with --map.",
)


def find_mapping(
    files: Sequence[Path],
    file: Path | None,
    columns: Sequence[str],
    options: Options,
    language: Language,
) -> Mapping | None:
    """Return the mapping to read ``files`` with; None when their format needs none.

    A table without ``file`` nor ``columns`` is guessed; on a terminal a person confirms the guess, elsewhere it
    is taken and reported. Raises ``SourceError`` when a mapping is wrong.
    """
    if file is not None:
        return Mapping.load(file)
    if columns:
        return Mapping.from_columns(dict(_pair(column) for column in columns))
    if sys.stdin.isatty() and files and detect(files[0]).kind.name == "csv_file":
        return _confirmed(files[0], options, language)
    return None


def _pair(column: str) -> tuple[str, str]:
    field, found, name = column.partition("=")
    if not found:
        raise typer.BadParameter(f"{column}: field=Column", param_hint="--column")
    return field.strip(), name.strip()


def _confirmed(file: Path, options: Options, language: Language) -> Mapping:
    guess = guess_columns(file, options=options)
    table = Table(title=_TITLE.format(file=file.name).in_(language), title_justify="left")
    for head in _HEADS:
        table.add_column(head.in_(language))
    for one in guess.columns:
        table.add_row(one.field, one.column, percent(one.confidence).in_(language))
    messages = Console(stderr=True)
    messages.print(table)
    if guess.mapping is None or not typer.confirm(_ASK.in_(language), default=True, err=True):
        messages.print(_MEND.in_(language))
        raise typer.Exit(2)
    return guess.mapping
