"""What Boussole reads in texts that stand alone: strengths as in production, and probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.accuracy.scores import Flags
from boussole.core import signals
from boussole.core.folding import fold_column
from boussole.core.linear.thresholds import probability
from boussole.core.privacy import mask_column
from boussole.core.readings.thresholds import PRESENT
from boussole.core.schemas import TURNS_IN
from boussole.core.signals.models import Side, shipped
from boussole.core.terms import find_terms
from boussole.core.unread import without_unread


@dataclass(frozen=True, slots=True)
class Reading:
    """The masked texts, the language found, and a strength per signal, row for row."""

    texts: list[str]
    langs: list[str]
    strengths: dict[str, NDArray[np.float32]]

    def shows(self, signal: str, least: float = PRESENT) -> Flags:
        """Say which rows show ``signal`` at ``least`` that strength."""
        return np.asarray(self.strengths[signal] >= least)


def read(texts: Sequence[str], side: Side = "customer") -> Reading:
    """Mask and read each text as the only message of its side, its language unknown beforehand."""
    masked = mask_column(pl.Series(texts, dtype=pl.String))
    batch = pa.RecordBatch.from_arrays(
        [
            pa.array([str(row) for row in range(len(texts))], pa.string()),
            pa.array([0] * len(texts), pa.int32()),
            pa.array([side] * len(texts), pa.string()),
            pa.array(masked.to_list(), pa.string()),
            pa.nulls(len(texts), pa.string()),
        ],
        schema=TURNS_IN,
    )
    found = signals.read(batch)
    return Reading(
        texts=masked.to_list(),
        langs=found.column("lang").to_pylist(),
        strengths={name: found.column(name).to_numpy() for name in signals.SIGNAL_NAMES},
    )


def chances(masked: Sequence[str], side: Side) -> NDArray[np.float32]:
    """Return the probability of each column of a side's model, ``[texts, columns]``."""
    folded = without_unread(fold_column(pl.Series("text", masked, dtype=pl.String)))
    return probability(shipped(side).linear.scores(find_terms(folded, folded=True)))
