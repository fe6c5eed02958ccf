"""What other models would read in the same messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from boussole.core.readings.thresholds import is_there
from boussole.core.schemas import TURNS_IN
from boussole.core.signals.catalogue import SIGNALS
from boussole.core.signals.models import Models, Side
from boussole.core.signals.reading import read


@dataclass(frozen=True, slots=True)
class Change:
    """The message at ``row``, the signals read in it now only, and those read before only.

    A grade of dissatisfaction is a signal of its own here: ``dissatisfaction:2``.
    """

    row: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def changes(before: Models, after: Models, side: Side, texts: Sequence[str]) -> list[Change]:
    """List the messages in which ``after`` does not read what ``before`` reads, in their order."""
    if not texts:
        return []
    batch = _batch(side, texts)
    earlier, later = (_there(batch, models, side) for models in (before, after))
    return [
        Change(row, tuple(sorted(new - old)), tuple(sorted(old - new)))
        for row, (old, new) in enumerate(zip(earlier, later, strict=True))
        if old != new
    ]


def _batch(side: Side, texts: Sequence[str]) -> pa.RecordBatch:
    rows = [
        {"conversation_id": str(row), "turn": 0, "role": side, "text_masked": text, "lang": None}
        for row, text in enumerate(texts)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=TURNS_IN)


def _there(batch: pa.RecordBatch, models: Models, side: Side) -> list[set[str]]:
    found = read(batch, models)
    there: list[set[str]] = [set() for _ in range(found.num_rows)]
    for signal in SIGNALS:
        if signal.side != side:
            continue
        for row, strength in enumerate(found[signal.name].to_pylist()):
            if is_there(signal.name, strength):
                graded = signal.maximum > 1
                there[row].add(f"{signal.name}:{int(strength)}" if graded else signal.name)
    return there
