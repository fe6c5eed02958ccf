"""What is read in a sample: by Boussole, and by the plain baseline beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.accuracy.scores import Flags
from boussole.core import signals
from boussole.core.privacy import mask_column
from boussole.core.schemas import TURNS_IN

VADER_EDGE = 0.05  # the threshold its authors recommend, on either side


@dataclass(frozen=True, slots=True)
class Reading:
    """The masked texts, the language found, and a strength per signal, row for row."""

    texts: list[str]
    langs: list[str]
    strengths: dict[str, NDArray[np.float32]]

    def shows(self, signal: str, least: float = 0.0) -> Flags:
        """Say which rows show ``signal``, at ``least`` that strength when one is given."""
        strength = self.strengths[signal]
        return strength >= least if least else strength > 0


def read(texts: Sequence[str]) -> Reading:
    """Mask and read each text as a customer's only message, its language unknown beforehand."""
    masked = mask_column(pl.Series(texts, dtype=pl.String))
    rows = range(len(texts))
    batch = pa.RecordBatch.from_arrays(
        [
            pa.array([str(row) for row in rows], pa.string()),
            pa.array([0] * len(texts), pa.int32()),
            pa.array(["customer"] * len(texts), pa.string()),
            pa.array(masked.to_list(), pa.string()),
            pa.nulls(len(texts), pa.string()),
        ],
        schema=TURNS_IN,
    )
    found = signals.read(batch)
    return Reading(
        texts=masked.to_list(),
        langs=found.column("lang").to_pylist(),
        strengths={name: found.column(name).to_numpy() for name in signals.CUSTOMER_NAMES},
    )


def vader(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return VADER's compound score of each text: an English lexicon and its rules, -1 to 1."""
    analyser = SentimentIntensityAnalyzer()
    return np.array([analyser.polarity_scores(text)["compound"] for text in texts])
