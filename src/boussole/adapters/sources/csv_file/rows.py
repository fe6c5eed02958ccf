"""The rows of a table, one at a time, each with its line; broken rows are told, the rest goes on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from boussole.adapters.sources.context import Context
from boussole.adapters.sources.csv_file.dialect import guess_delimiter
from boussole.adapters.sources.encodings import find_encoding
from boussole.adapters.sources.excerpts import excerpt
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.lines import too_large
from boussole.adapters.sources.rejections import Place, Rejection, reject

HEAD_CHARS = 64 * 1024
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """How one file is written, found once and used by every pass over it."""

    source: Input
    encoding: str
    delimiter: str
    header: tuple[str, ...]


def find_table(source: Input, context: Context) -> Table:
    """Find the encoding, the separator and the header of ``source``."""
    encoding = find_encoding(source, context)
    with source.open(context.limits) as stream:
        head = _text(stream, encoding).read(HEAD_CHARS)
    given = context.mapping.delimiter if context.mapping else None
    delimiter = given or guess_delimiter(head)
    header = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    return Table(source, encoding, delimiter, tuple(name.strip() for name in header))


def _text(stream: io.BufferedReader, encoding: str) -> io.TextIOWrapper:
    # Unreadable bytes pass as lone surrogates, so that their row can be told from the others.
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    unmarked = "utf-8-sig" if encoding == "utf-8" else encoding
    return io.TextIOWrapper(stream, unmarked, errors=errors, newline="")


def rows(table: Table, context: Context, *, metered: bool = True) -> Iterator[Row | Rejection]:
    """Yield ``(line, cells)`` under the header; a row that does not fit gives a rejection."""
    with table.source.open(context.limits, context.meter if metered else None) as stream:
        lines = _Lines(_text(stream, table.encoding), context.limits.record_bytes)
        for found in _parsed(lines, table, context):
            if isinstance(found, Rejection) or found[0] > 1:
                yield found
            yield from (too_large(table.source, at, lines.limit) for at in lines.take_skipped())


class _Lines:
    """Physical lines with their count; one over the limit is dropped and remembered."""

    def __init__(self, stream: io.TextIOWrapper, limit: int) -> None:
        self.stream = stream
        self.limit = limit
        self.number = 0
        self.unreadable = 0
        self.skipped: list[int] = []

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(self.limit + 1):
            self.number += 1
            if len(line) > self.limit and not line.endswith("\n"):
                self._skip()
                continue
            if not line.isascii() and _is_unreadable(line):
                self.unreadable = self.number
            yield line.replace("\x00", "") if "\x00" in line else line

    def _skip(self) -> None:
        self.skipped.append(self.number)
        while (part := self.stream.readline(1 << 20)) and not part.endswith(("\n", "\r")):
            continue

    def take_skipped(self) -> list[int]:
        """The lines dropped since the last call."""
        taken, self.skipped = self.skipped, []
        return taken


def _parsed(lines: _Lines, table: Table, context: Context) -> Iterator[Row | Rejection]:
    width = len(table.header)
    physical = iter(lines)
    # One more than a message may hold, so that the message is told by the builder, with its place.
    csv.field_size_limit(context.limits.text_chars * 4)
    parsed = csv.reader(physical, delimiter=table.delimiter)
    while True:
        start = lines.number + 1
        try:
            cells = next(parsed)
        except StopIteration:
            return
        except csv.Error:
            yield _resynchronised(physical, lines, start, table)
            continue
        if len(cells) == width:
            if lines.unreadable >= start:
                yield reject(
                    "wrong_encoding", Place(table.source.name, start), value=table.encoding
                )
            else:
                yield start, cells
        elif cells:
            yield _ragged(start, cells, table)


def _is_unreadable(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _ragged(line: int, cells: list[str], table: Table) -> Rejection:
    return reject(
        "ragged_row",
        Place(table.source.name, line),
        value=len(cells),
        limit=len(table.header),
        excerpt=excerpt(table.delimiter.join(cells)),
    )


def _resynchronised(physical: Iterator[str], lines: _Lines, start: int, table: Table) -> Rejection:
    """Leave a quoted cell that does not end: the next line with an odd number of quotes closes it."""
    for line in physical:
        if line.count('"') % 2:
            break
    place = Place(table.source.name, start)
    return reject("unclosed_quote", place, value=f"{start}-{lines.number}")
