"""A file looked at before it is imported: what it seems to be, and how its beginning would be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from boussole.adapters import sources
from boussole.adapters.sources.context import Context, Options
from boussole.adapters.sources.csv_file.rows import find_table, rows
from boussole.adapters.sources.inputs import Meter, find_inputs
from boussole.adapters.sources.mapping import COLUMN_FIELDS, SURVEY_SCALES
from boussole.adapters.sources.notices import Notices
from boussole.adapters.sources.words import ROLE_WORDS
from boussole.core.conversations import Conversation
from boussole.core.facts import known_names
from boussole.core.privacy import mask
from boussole.features.conversations import models
from boussole.features.conversations.naming import shortened

FIRST_ROWS = 20
EXAMPLES = 3
EXAMPLE_CHARS = 80
MOST_ROLES = 8
TABLE_FIELDS = (*COLUMN_FIELDS, *SURVEY_SCALES)
_NEEDED = ("id", "role", "text")
# Dates and codes, which a finder of phone numbers could take for one.
_PLAIN = {"id", "role", "at", "started_at", "updated_at", "first_solved_at", "solved_at", "status"}
_NAMES = {"customer.name", "author"}


@dataclass(frozen=True)
class Column:
    """A column of a table: some of its values, masked, and the field it seems to hold."""

    name: str
    examples: tuple[str, ...]
    guess: str = ""


@dataclass(frozen=True)
class TableHead:
    """The beginning of a table; ``roles`` are the words of its role column with what they seem to be."""

    columns: tuple[Column, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    date_format: str | None = None


@dataclass(frozen=True)
class ReadAs:
    """How one of the first records would be read, or why not."""

    conversation: Conversation | None = None
    opening: str = ""
    rejection: sources.Rejection | None = None


def head(path: Path, chosen: Mapping[str, str] | None = None) -> TableHead:
    """Look at a table's first rows; ``chosen`` replaces the guess with fields chosen per column."""
    context = Context(Options(), Meter(0), Notices())
    table = find_table(find_inputs([path], context.limits)[0], context)
    sample = list(islice(_cells(rows(table, context, metered=False)), FIRST_ROWS))
    guess = sources.guess_columns(path)
    fields = {one.column: one.field for one in guess.columns} if chosen is None else chosen
    columns = tuple(
        Column(
            name=name,
            examples=tuple(
                _examples((row[place] for row in sample if place < len(row)), fields.get(name, ""))
            ),
            guess=fields.get(name, ""),
        )
        for place, name in enumerate(table.header)
    )
    return TableHead(columns, _roles(table.header, sample, fields), guess.date_format)


def _cells(found: Iterator[tuple[int, list[str]] | sources.Rejection]) -> Iterator[list[str]]:
    return (row[1] for row in found if not isinstance(row, sources.Rejection))


def _examples(values: Iterator[str], name: str) -> Iterator[str]:
    """The first different values, personal data masked, cut short."""
    seen = dict.fromkeys(value.strip() for value in values if value.strip())
    for value in islice(seen, EXAMPLES):
        masked = " ".join(_masked(value, name).split())
        yield masked if len(masked) <= EXAMPLE_CHARS else masked[:EXAMPLE_CHARS] + "…"


def _masked(value: str, name: str) -> str:
    if name in _NAMES:
        return shortened(value)
    return value if name in _PLAIN else mask(value).text


def _roles(
    header: Sequence[str], sample: Sequence[Sequence[str]], fields: Mapping[str, str]
) -> dict[str, str]:
    places = [place for place, name in enumerate(header) if fields.get(name) == "role"]
    words = dict.fromkeys(
        row[place].strip() for place in places for row in sample if place < len(row)
    )
    return {word: ROLE_WORDS.get(word.casefold(), "") for word in islice(words, MOST_ROLES) if word}


def mapping_of_table(
    columns: Mapping[str, str], roles: Mapping[str, str], date_format: str | None
) -> sources.Mapping:
    """Compose a table's mapping from the field of each column; raises ``sources.MappingError``."""
    by_field = {name: column for column, name in columns.items() if name}
    by_role: dict[str, list[str]] = {}
    for word, role in roles.items():
        if role:
            by_role.setdefault(role, []).append(word)
    return sources.Mapping.from_columns(by_field, roles=by_role, date_format=date_format)


def missing(columns: Mapping[str, str]) -> list[str]:
    """The fields that a conversation cannot do without and no column holds."""
    return [name for name in _NEEDED if name not in columns.values()]


def first_records(run: models.ImportRun, mapping: sources.Mapping | None) -> list[ReadAs]:
    """Read the beginning of an import's file as it would be read; raises ``sources.SourceError``."""
    source = sources.open_source(
        run.path,
        run.source or None,
        mapping,
        options=sources.Options(timezone=run.timezone or None),
    )
    return [_read_as(item) for item in islice(source, FIRST_ROWS)]


def _read_as(item: sources.Item) -> ReadAs:
    if isinstance(item, sources.Rejection):
        return ReadAs(rejection=item)
    said = next((turn.text for turn in item.turns if turn.role == "customer"), item.turns[0].text)
    opening = " ".join(mask(said, known_names(item)).text.split())
    return ReadAs(conversation=item, opening=opening[: EXAMPLE_CHARS * 2])
