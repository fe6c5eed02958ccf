"""Which labels deserve a second reading: those whose strength is near the threshold that decides."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from boussole.core.readings.thresholds import PRESENT, least
from boussole.core.signals.catalogue import BY_NAME, Signal
from boussole.core.text import Language

CONTEXT = 4  # turns before the message that are shown with it


@dataclass(frozen=True)
class Band:
    """Strengths in doubt, ``low`` to ``high`` both included, for a signal that is there from one half.

    A signal with another threshold has the band in proportion: dissatisfaction, there from 1, is in
    doubt from twice ``low`` to twice ``high``. Raises ``ValueError`` unless 0 < low <= high <= 1.
    """

    low: float = 0.3
    high: float = 0.7

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high <= 1:
            raise ValueError(f"from {self.low} to {self.high}: 0 < low <= high <= 1")


@dataclass(frozen=True, slots=True)
class Said:
    """A turn said before, masked."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label to read again. ``start:end`` is its passage in ``text_masked``; empty when none was shown.

    ``key`` names it by ids alone; ``context`` is what was said just before, oldest first.
    """

    key: str
    conversation_id: str
    turn: int
    role: str
    language: Language
    signal: str
    strength: float
    text_masked: str
    start: int
    end: int
    context: tuple[Said, ...] = ()

    @property
    def passage(self) -> str:
        """The words that the first reader relied on."""
        return self.text_masked[self.start : self.end]


def threshold(signal: str) -> float:
    """The strength from which a signal counts as there."""
    return least(signal)


def uncertainty(doubt: Doubt) -> float:
    """How far from its threshold, as a share of it: 0 is the most doubtful."""
    limit = threshold(doubt.signal)
    return abs(doubt.strength - limit) / limit


def doubtful(turns: pl.DataFrame, band: Band) -> list[Doubt]:
    """List the labels of ``turns`` whose strength is within ``band``, the most doubtful first.

    ``turns`` are rows of ``schemas.TURNS``, whole conversations in order. Internal notes are neither
    reviewed nor shown: what was not said to the customer is not sent. One signal of one turn is one
    doubt, by its strongest label.
    """
    public = turns.filter("public").with_row_index("row")
    rows = public.to_dicts() if len(public) else []
    found = [
        _doubt(rows, row, name)
        for name, signal in BY_NAME.items()
        for row in _rows_in_doubt(public, signal, band)
    ]
    return sorted(found, key=_order)


def share(doubts: Iterable[Doubt], limit: int) -> list[Doubt]:
    """Take ``limit`` doubts: the most doubtful of each signal, then the next of each, and so on.

    A frequent signal does not leave the others unasked. Sharing what parts of ``doubts`` gave, together,
    gives what sharing the whole gives.
    """
    taken: Counter[str] = Counter()
    ranked: list[tuple[int, Doubt]] = []
    for doubt in sorted(doubts, key=_order):
        ranked.append((taken[doubt.signal], doubt))
        taken[doubt.signal] += 1
    ranked.sort(key=lambda pair: pair[0])
    return [doubt for _, doubt in ranked[:limit]]


def _order(doubt: Doubt) -> tuple[float, bytes]:
    """The most doubtful first; equals as if drawn, the same way each time, not the oldest ids first."""
    return uncertainty(doubt), hashlib.blake2b(doubt.key.encode(), digest_size=8).digest()


def _rows_in_doubt(turns: pl.DataFrame, signal: Signal, band: Band) -> list[int]:
    scale = threshold(signal.name) / PRESENT
    # Strengths are single precision: a limit of 0.7 must include the 0.7 that was stored.
    low, high = (pl.lit(limit * scale, pl.Float32) for limit in (band.low, band.high))
    kept = turns.filter(pl.col(signal.name).is_between(low, high), pl.col("role") == signal.side)
    return kept["row"].to_list()


def _doubt(rows: list[dict[str, Any]], place: int, signal: str) -> Doubt:
    row = rows[place]
    shown = [label for label in row["labels"] if label["signal"] == signal]
    label = max(shown, key=lambda one: one["strength"], default={"start": 0, "end": 0})
    return Doubt(
        key=f"{row['conversation_id']}/{row['turn']}/{signal}",
        conversation_id=row["conversation_id"],
        turn=row["turn"],
        role=row["role"],
        language="en" if row["lang"] == "en" else "fr",
        signal=signal,
        strength=round(row[signal], 4),
        text_masked=row["text_masked"],
        start=label["start"],
        end=label["end"],
        context=_before(rows, place),
    )


def _before(rows: list[dict[str, Any]], place: int) -> tuple[Said, ...]:
    own = rows[place]["conversation_id"]
    earlier = rows[max(0, place - CONTEXT) : place]
    return tuple(
        Said(row["role"], row["text_masked"]) for row in earlier if row["conversation_id"] == own
    )
