"""A table with one row per message, keyed by the conversation's identifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from boussole.adapters.sources.build import Builder
from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.csv_file.dialect import guess_delimiter
from boussole.adapters.sources.csv_file.grouping import grouped, is_grouped, regrouped
from boussole.adapters.sources.csv_file.guess import Guess, guess_mapping
from boussole.adapters.sources.csv_file.rows import Row, Table, find_table, rows
from boussole.adapters.sources.errors import MappingError
from boussole.adapters.sources.heads import Head
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.mapped import Mapped
from boussole.adapters.sources.mapping import From, Mapping, Spec
from boussole.adapters.sources.rejections import Place, Rejection, reject
from boussole.core.text import Text

SAMPLE = 50


def recognise(head: Head) -> int:
    """A text whose first line is cut into cells."""
    if "\x00" in head.text or head.record:
        return 0
    first = head.text.splitlines()[:1]
    if not first or guess_delimiter(head.text) not in first[0]:
        return 0
    return 60 if head.suffix in {".csv", ".tsv", ".txt"} else 30


def guess(source: Input, context: Context) -> Guess:
    """Guess the mapping of one file from its header and first rows."""
    return _guess(find_table(source, context), context)


def _guess(table: Table, context: Context) -> Guess:
    sample = [row[1] for row in islice(_sound(rows(table, context, metered=False)), SAMPLE)]
    return guess_mapping(table.header, sample)


def read(inputs: Sequence[Input], context: Context) -> Iterator[Item]:
    """Yield every conversation, or the reason why not; a mapping is guessed when none is given."""
    builder = Builder(context)

    def read_one(source: Input, context: Context) -> Iterator[Item]:
        table = find_table(source, context)
        mapping = context.mapping or _guessed(table, context)
        yield from _Reading(table, mapping, builder, context).items()

    try:
        yield from context.each(inputs, read_one)
    finally:
        builder.seen.close()


def _sound(found: Iterator[Row | Rejection]) -> Iterator[Row]:
    return (row for row in found if not isinstance(row, Rejection))


def _guessed(table: Table, context: Context) -> Mapping:
    found = _guess(table, context)
    if found.mapping is None:
        raise _incomplete(table.source, ", ".join(found.missing))
    context.notices.add("guessed_mapping", table.source.name, str(found))
    return found.mapping


def _incomplete(source: Input, missing: str) -> MappingError:
    return MappingError(
        Text(
            fr=f"Les colonnes de ce tableau n’ont pas été reconnues\u00a0: il manque {missing}.",
            en=f"The columns of this table were not recognised: {missing} is missing.",
        ),
        mend=Text(
            fr="Nommez-les\u00a0: --column id=… --column role=… --column text=…, ou donnez un mapping (--map).",
            en="Name them: --column id=… --column role=… --column text=…, or give a mapping (--map).",
        ),
        where=source.name,
    )


class _Reading:
    """One table being read with one mapping."""

    def __init__(self, table: Table, mapping: Mapping, builder: Builder, context: Context) -> None:
        self.table = table
        self.mapped = Mapped(mapping)
        self.builder = builder
        self.context = context
        self.key = self._key_column(mapping.id)
        self.rejected: list[Rejection] = []

    def _key_column(self, spec: Spec) -> int:
        name = spec.path if isinstance(spec, From) else spec
        if name not in self.table.header:
            raise _incomplete(self.table.source, f"id ({name})")
        return self.table.header.index(name)

    def items(self) -> Iterator[Item]:
        """Every conversation and rejection of the table."""
        together = is_grouped(
            row[1][self.key] for row in _sound(rows(self.table, self.context, metered=False))
        )
        gather = grouped if together else regrouped
        for group in gather(self._kept(), self.key):
            yield from self._drain()
            built = self._build(group)
            if built is not None:
                yield built
        yield from self._drain()

    def _kept(self) -> Iterator[Row]:
        for row in rows(self.table, self.context):
            if isinstance(row, Rejection):
                self.rejected.append(row)
            elif row[1][self.key].strip():
                yield row
            else:
                self.rejected.append(
                    reject("missing_id", Place(self.table.source.name, row[0]), field="id")
                )

    def _drain(self) -> Iterator[Rejection]:
        drained, self.rejected = self.rejected, []
        yield from drained

    def _build(self, group: list[Row]) -> Item | None:
        named = [dict(zip(self.table.header, cells, strict=True)) for _, cells in group]
        record = self.mapped.conversation(_overall(named))
        turns = [self.mapped.turn(one) for one in named]
        record["attributes"] = _shared_attributes(turns)
        record["turns"] = self.mapped.in_order(turns)
        place = Place(self.table.source.name, group[0][0])
        return self.builder.from_record(
            record, place, "\n".join(self.table.delimiter.join(cells) for _, cells in group)
        )


def _overall(named: list[dict[str, str]]) -> dict[str, str]:
    """What the rows say together: the last value written in each column."""
    overall: dict[str, str] = {}
    for row in named:
        overall.update({name: value for name, value in row.items() if value})
    return overall


def _shared_attributes(turns: list[dict[str, Any]]) -> dict[str, Any]:
    """Move what every row repeats from the messages to the conversation; empty cells say nothing."""
    kept = [turn.get("attributes", {}) for turn in turns]
    shared = {
        name: value
        for name, value in kept[0].items()
        if value and all(other.get(name) == value for other in kept[1:])
    }
    for turn, attributes in zip(turns, kept, strict=True):
        turn["attributes"] = {k: v for k, v in attributes.items() if v and k not in shared}
    return shared
