"""Adapting a model to what people said it got wrong, and to nothing else.

The weights move as little as possible: a logistic loss pulls the corrected texts to what people said,
a penalty keeps the weights near what they were, and texts nobody corrected (the anchors) are held to
what the model said of them. Labels nobody corrected do not move at all. Deterministic.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from boussole.core.linear.learning import Matrix, weighed
from boussole.core.linear.model import Floats, LinearModel
from boussole.core.linear.thresholds import probability

STIFFNESS = 0.05  # what moving away from the weights costs: a correction said alone is enough to be followed
HOLD = 0.2  # what an anchor weighs beside a correction

Doubles = NDArray[np.float64]


def adapted(model: LinearModel, corrected: Matrix, said: Floats, anchors: Matrix) -> LinearModel:
    """Return the model moved by corrections.

    ``corrected`` counts the terms of the corrected texts; ``said`` is ``[texts, labels]``, 1 where the
    label holds, 0 where it does not, NaN where nobody said. ``anchors`` counts those of other texts.
    """
    rows = weighed(corrected[:, model.buckets], model.rarity)
    held = weighed(anchors[:, model.buckets], model.rarity)
    weights = model.weights.copy()
    for label in np.flatnonzero(~np.isnan(said).all(axis=0)):
        told = ~np.isnan(said[:, label])
        used = np.unique(rows[told].indices)
        start = model.weights[:, label] / model.rarity
        mine = _Pull(rows[told], start, model.bias[label], said[told, label], 1.0)
        kept = _Pull(held, start, model.bias[label], None, HOLD)
        moved = _moved(used, [mine.of(used), kept.of(used)])
        weights[used, label] += (moved * model.rarity[used]).astype(np.float32)
    return LinearModel(model.labels, model.buckets, weights, model.rarity, model.bias)


class _Pull:
    """Texts and where they pull their scores: to what was said, or to where they already are."""

    def __init__(
        self, rows: Matrix, weights: Floats, bias: float, said: Floats | None, weight: float
    ) -> None:
        self.rows = rows
        self.scores = np.asarray(rows @ weights + bias, dtype=np.float64)
        now = probability(self.scores.astype(np.float32)).astype(np.float64)
        self.target = now if said is None else said.astype(np.float64)
        self.weight = weight

    def of(self, used: NDArray[np.int32]) -> _Pull:
        """Keep the terms that may move."""
        self.rows = sparse.csr_array(self.rows[:, used])
        return self

    def loss(self, move: Doubles) -> tuple[float, Doubles]:
        """Return the loss and its slope at a move of the weights."""
        odds = self.scores + self.rows @ move
        value = np.logaddexp(0, odds) - self.target * odds
        missed = 1 / (1 + np.exp(-odds)) - self.target
        return self.weight * float(value.sum()), self.weight * np.asarray(self.rows.T @ missed)


def _moved(used: NDArray[np.int32], pulls: list[_Pull]) -> Doubles:
    def loss(move: Doubles) -> tuple[float, Doubles]:
        value, slope = STIFFNESS / 2 * float(move @ move), STIFFNESS * move
        for pull in pulls:
            more, steeper = pull.loss(move)
            value, slope = value + more, slope + steeper
        return value, slope

    found = optimize.minimize(loss, np.zeros(len(used)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)
