"""From a batch of turns to a batch of signals, row for row.

Customers' turns are read by one model and agents' by another; a text is read once however often it is
said in the batch. What a model gives is explained in ``scoring.py``, the passages in
``core/linear/evidence.py``.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa

from boussole.core import schemas
from boussole.core.folding import fold_column
from boussole.core.signals import language
from boussole.core.signals.catalogue import CUSTOMER_NAMES, SIGNAL_NAMES
from boussole.core.signals.models import SIDES, Models, Side, SignalModel, shipped_models
from boussole.core.signals.scoring import Found, found
from boussole.core.unread import without_unread

LONGEST = 20_000  # characters read of one turn: beyond, mails are quoted history and attachments
_FIRST: dict[Side, int] = {"customer": 0, "agent": len(CUSTOMER_NAMES)}


def read(turns: pa.RecordBatch, models: Models | None = None) -> pa.RecordBatch:
    """Read the signals of ``TURNS_IN`` rows into ``SIGNALS_OUT`` rows, in the same order.

    Customers' turns carry customer signals, agents' turns carry acts, other turns carry nothing.
    The turns of one conversation must come together: a turn too short to tell its language takes
    its conversation's. Nothing else crosses from one conversation to another. ``models`` are those
    shipped when they are not given; the metadata of what is returned names them.
    """
    models = models or shipped_models()
    frame = _prepared(turns)
    lang = language.detect(frame)
    sides = [_read_side(frame, models.of(side)) for side in SIDES]
    said = {"signals.model": models.name, "signals.version": models.version}
    return _batch(lang, sides, len(frame)).replace_schema_metadata(said)


def _prepared(turns: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.DataFrame(pl.from_arrow(turns)).with_row_index("row")
    folded = without_unread(fold_column(frame["text_masked"].str.slice(0, LONGEST)))
    return frame.with_columns(folded.alias("folded"))


def _read_side(frame: pl.DataFrame, model: SignalModel) -> Found:
    """Read the turns of a side; ``row`` counts the turns of the frame, ``signal`` all signals."""
    distinct = (
        frame.filter(pl.col("role") == model.side)
        .group_by("folded", maintain_order=True)
        .agg("row")
    )
    read_ = found(distinct["folded"], model)
    said_in = distinct["row"].list.len().to_numpy().astype(np.intp)
    rows = distinct["row"].explode().to_numpy().astype(np.intp)
    first = np.cumsum(said_in) - said_in
    times = said_in[read_.row]
    again = np.repeat(np.arange(len(read_.row)), times)
    nth = np.arange(len(again)) - np.repeat(np.cumsum(times) - times, times)
    return Found(
        row=rows[first[read_.row][again] + nth],
        signal=read_.signal[again] + _FIRST[model.side],
        strength=read_.strength[again],
        start=read_.start[again],
        end=read_.end[again],
    )


def _batch(lang: pl.Series, sides: list[Found], rows: int) -> pa.RecordBatch:
    labels = Found(*(np.concatenate([side[at] for side in sides]) for at in range(5)))
    strengths = np.zeros((len(SIGNAL_NAMES), rows), dtype=np.float32)
    strengths[labels.signal, labels.row] = labels.strength
    schema = schemas.SIGNALS_OUT
    columns = [
        pa.array(lang.to_list(), pa.string()),
        *(pa.array(strengths[at]) for at in range(len(SIGNAL_NAMES))),
        _labels(labels, rows).cast(schema.field("labels").type),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _labels(labels: Found, rows: int) -> pa.ListArray:
    """Lay the labels out row by row, in the order of the text, then of the catalogue."""
    order = np.lexsort((labels.signal, labels.start, labels.row))
    names = pa.DictionaryArray.from_arrays(
        pa.array(labels.signal[order].astype(np.int32)), pa.array(SIGNAL_NAMES)
    )
    structs = pa.StructArray.from_arrays(
        [
            names.cast(pa.string()),
            pa.array(labels.strength[order]),
            pa.array(labels.start[order]),
            pa.array(labels.end[order]),
        ],
        fields=list(schemas.LABEL),
    )
    ends = np.cumsum(np.bincount(labels.row, minlength=rows), dtype=np.int32)
    return pa.ListArray.from_arrays(pa.array(np.concatenate([[0], ends]).astype(np.int32)), structs)
