"""Learning reasons from examples: what people who know the company said a message was about.

Each reason is learnt against all the others. A message no reason stands out for is left unknown: the
least certain of the examples, read by a model that did not learn them, say what standing out means
(one known message in ``REFUSED`` is then refused, which is the price of not guessing).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.folding import fold_column
from boussole.core.linear import LinearModel, load, save
from boussole.core.linear.learning import Recipe, counted, learn_margins
from boussole.core.terms import find_terms

LONGEST = 4_000  # characters read: a reason is said early
FEWEST = 3  # examples without which a reason is not learnt
REFUSED = 40
RECIPE = Recipe(families=1.0)
_BATCH = 2_000

Floats = NDArray[np.float32]


class TooFewExamplesError(ValueError):
    """There is nothing to tell apart: fewer than two reasons have enough examples."""


@dataclass(frozen=True)
class ReasonModel:
    """Tells reasons apart. ``least`` is the score under which a message is left unknown."""

    linear: LinearModel
    least: float

    @property
    def keys(self) -> tuple[str, ...]:
        """The reasons it tells apart."""
        return self.linear.labels

    def scores(self, texts: pl.Series) -> Floats:
        """Return float32 ``[texts, keys]``: how far each reason stands out, 0 where its line is."""
        parts = [
            self.linear.scores(find_terms(_prepared(texts[at : at + _BATCH]), folded=True))
            for at in range(0, len(texts), _BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.keys)), np.float32)

    def find(self, texts: pl.Series) -> pl.Series:
        """Return the reason each text speaks of, null when none stands out."""
        scores = self.scores(texts)
        best = scores.argmax(axis=1)
        sure = scores[np.arange(len(best)), best] >= self.least
        keys = [self.keys[at] if known else None for at, known in zip(best, sure, strict=True)]
        return pl.Series(texts.name, keys, dtype=pl.String)


def learn_reasons(texts: Sequence[str], keys: Sequence[str | None]) -> ReasonModel:
    """Learn from examples; a null key is a message known to be of none of the reasons.

    Raises TooFewExamplesError when fewer than two reasons have ``FEWEST`` examples.
    """
    times = Counter(key for key in keys if key is not None)
    learnt = tuple(sorted(key for key, count in times.items() if count >= FEWEST))
    if len(learnt) < 2:  # noqa: PLR2004 - one reason alone cannot be told from another
        raise TooFewExamplesError(
            f"two reasons with at least {FEWEST} examples each are needed to tell reasons apart"
        )
    kept = [at for at, key in enumerate(keys) if key is None or times[key] >= FEWEST]
    counts = counted(_prepared(pl.Series([texts[at] for at in kept], dtype=pl.String)))
    said = np.array([[keys[at] == key for key in learnt] for at in kept], dtype=np.bool_)
    model, held_out = learn_margins(counts, said, learnt, RECIPE)
    return ReasonModel(model, _least(held_out, said))


def _least(held_out: Floats, said: NDArray[np.bool_]) -> float:
    known = said.any(axis=1)
    return float(np.quantile(held_out[known].max(axis=1), 1 / REFUSED))


def _prepared(texts: pl.Series) -> pl.Series:
    return fold_column(texts.cast(pl.String).fill_null("").str.slice(0, LONGEST))


def save_reasons(model: ReasonModel, about: dict[str, Any]) -> bytes:
    """Write a model to keep. The same model gives the same bytes."""
    return save(model.linear, {**about, "least": model.least})


def load_reasons(data: bytes) -> tuple[ReasonModel, dict[str, Any]]:
    """Read a kept model and what is said about it. Raises ModelFileError."""
    linear, about = load(data)
    return ReasonModel(linear, float(about["least"])), about
