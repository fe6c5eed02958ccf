"""From which probability to say yes: the threshold that gives the best F1 on rows held out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LOWEST, HIGHEST = 0.05, 0.95  # beyond, a few rows would decide


def probability(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn log-odds into probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))), dtype=np.float32)


def best_threshold(held_out: NDArray[np.float32], said: NDArray[np.bool_]) -> float:
    """Return the probability from which saying yes gives the best F1; one half when nothing is said.

    Neighbouring thresholds are averaged: the single best one follows the accidents of a few rows.
    """
    if not said.any():
        return 0.5
    chances = probability(held_out)
    grid = np.linspace(LOWEST, HIGHEST, 91)
    scores = np.array([_f1(chances >= at, said) for at in grid])
    near = grid[scores >= scores.max() - 0.003]
    return float(np.round(near.mean(), 3))


def _f1(found: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    both = (found & said).sum()
    return float(2 * both / max(1, found.sum() + said.sum()))
