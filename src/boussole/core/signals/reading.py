"""From a batch of turns to a batch of signals, row for row.

Each signal of a language is one expression tried on a whole column; exact passages are looked for
in the rows it keeps, and a cue counts only where nothing in its sentence undoes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa

from boussole.core import schemas
from boussole.core.folding import fold_column
from boussole.core.signals import language
from boussole.core.signals.catalogue import SIGNAL_NAMES
from boussole.core.signals.lexicon import Level, Lexicon, Reader, Side, lexicon
from boussole.core.text import LANGUAGES

MODEL = "boussole.lexicon"
VERSION = "3"

SIDES: tuple[Side, ...] = ("customer", "agent")  # the roles that carry signals, and whose
REACH = 120  # how many characters of a sentence, on either side of a cue, can undo it
LONGEST = 20_000  # characters read of one turn: beyond, mails are quoted history and attachments
_SENTENCE_END = re.compile(r"[.!?\n…]+")
_EDGES = " ,-'\n"  # what a passage neither begins nor ends with
_RANK = {name: rank for rank, name in enumerate(SIGNAL_NAMES)}


class Label(NamedTuple):
    """A signal shown by the passage ``start:end`` of row ``row``."""

    row: int
    signal: str
    strength: float
    start: int
    end: int


def read(turns: pa.RecordBatch) -> pa.RecordBatch:
    """Read the signals of ``TURNS_IN`` rows into ``SIGNALS_OUT`` rows, in the same order.

    Customers' turns carry customer signals, agents' turns carry acts, other turns carry nothing.
    The turns of one conversation must come together: a turn too short to tell its language takes
    its conversation's. Nothing else crosses from one conversation to another.
    """
    frame = _prepared(turns)
    lang = language.detect(frame)
    labels = sorted(_labels(frame.with_columns(lang.alias("lang"))), key=_order)
    return _batch(lang, labels, len(frame))


def _order(label: Label) -> tuple[int, int, int]:
    return label.row, label.start, _RANK[label.signal]


def _prepared(turns: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.DataFrame(pl.from_arrow(turns)).with_row_index("row")
    folded = fold_column(frame["text_masked"].str.slice(0, LONGEST))
    return frame.with_columns(folded.alias("folded"))


def _labels(turns: pl.DataFrame) -> Iterator[Label]:
    for lang in LANGUAGES:
        for side in SIDES:
            rows = turns.filter((pl.col("role") == side) & (pl.col("lang") == lang))
            if len(rows):
                yield from _labels_of_distinct(rows, lexicon(lang, side))


def _labels_of_distinct(rows: pl.DataFrame, own: Lexicon) -> Iterator[Label]:
    """Read a text once however often it is said: greetings and ready-made answers come back a lot."""
    distinct = rows.group_by("folded", maintain_order=True).agg("row")
    said_in = distinct["row"].to_list()
    for label in _without_irony(_found(distinct["folded"], own)):
        for row in said_in[label.row]:
            yield label._replace(row=row)


def _found(folded: pl.Series, own: Lexicon) -> Iterator[Label]:
    """Find the passages, strongest level first; a weaker one of the same signal never overlaps it."""
    taken: dict[tuple[int, str], list[tuple[int, int]]] = {}
    texts = folded.to_list()
    for group, row, first, last in own.index.hits(folded):
        reader, level = own.groups[group]
        start, end = _trimmed(texts[row], first, last)
        spans = taken.setdefault((row, reader.signal), [])
        if any(start < other_end and other < end for other, other_end in spans):
            continue
        spans.append((start, end))
        if _counts(reader, level, texts[row], start, end):
            yield Label(row, reader.signal, level.strength, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    kept = said.strip(_EDGES) or said
    begin = start + said.index(kept)
    return begin, begin + len(kept)


def _counts(reader: Reader, level: Level, folded: str, start: int, end: int) -> bool:
    if not level.in_request and reader.in_a_request(folded):
        return False
    before = folded[max(0, start - REACH) : start]
    after = folded[end : end + REACH]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(after)
    return reader.holds(
        before[ends[-1] :] if ends else before,
        after[: stop.end()] if stop else after,
        folded[start:end],
        negatable=level.negatable,
    )


def _without_irony(found: Iterable[Label]) -> Iterator[Label]:
    """Irony is not praise: a thank-you inside an expression of dissatisfaction gives way to it."""
    labels = list(found)
    cross: dict[int, list[Label]] = {}
    for label in labels:
        if label.signal == "dissatisfaction":
            cross.setdefault(label.row, []).append(label)
    for label in labels:
        ironic = label.signal == "praise" and any(
            label.start < other.end and other.start < label.end
            for other in cross.get(label.row, ())
        )
        if not ironic:
            yield label


def _batch(lang: pl.Series, labels: list[Label], rows: int) -> pa.RecordBatch:
    strengths = {name: np.zeros(rows, dtype=np.float32) for name in SIGNAL_NAMES}
    counts = np.zeros(rows + 1, dtype=np.int32)
    for label in labels:
        column = strengths[label.signal]
        column[label.row] = max(column[label.row], label.strength)
        counts[label.row + 1] += 1
    structs = pa.StructArray.from_arrays(
        [
            pa.array([label.signal for label in labels], pa.string()),
            pa.array([label.strength for label in labels], pa.float32()),
            pa.array([label.start for label in labels], pa.int32()),
            pa.array([label.end for label in labels], pa.int32()),
        ],
        fields=list(schemas.LABEL),
    )
    passages = pa.ListArray.from_arrays(pa.array(np.cumsum(counts, dtype=np.int32)), structs)
    schema = schemas.SIGNALS_OUT.with_metadata({"signals.model": MODEL, "signals.version": VERSION})
    columns = [
        pa.array(lang.to_list(), pa.string()),
        *(pa.array(strengths[name]) for name in SIGNAL_NAMES),
        passages.cast(schema.field("labels").type),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
