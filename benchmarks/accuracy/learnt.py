"""A learnt baseline: words and pairs of words, TF-IDF, logistic regression.

Each row is judged by a model that learnt from the other folds of the same set. It learns in the domain it
is measured in, which Boussole does not: what it reaches is a reference, not a rival on customers' texts.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from benchmarks.accuracy.scores import Flags

BUCKETS = 2**16  # features are hashed: two rare words may share a place, which costs little
FOLDS = 5
LEAST = 2  # texts that must hold a term for it to be learnt from
PENALTY = 1.0
ITERATIONS = 40
_WORD = re.compile(r"\w+")

Floats = NDArray[np.float64]


def cross_fitted(texts: Sequence[str], label: Flags, seed: int) -> Flags:
    """Say for each text whether it carries ``label``, from what the other folds taught."""
    counts = hashed(texts)
    folds = np.random.default_rng(seed).permutation(len(texts)) % FOLDS
    found = np.zeros(len(texts), dtype=np.bool_)
    for fold in range(FOLDS):
        held = folds == fold
        known = np.flatnonzero(np.bincount(counts[~held].indices, minlength=BUCKETS) >= LEAST)
        learning, judged = counts[~held][:, known], counts[held][:, known]
        rarity = _rarity(learning)
        weights = _fitted(_weighted(learning, rarity), label[~held])
        found[held] = _weighted(judged, rarity) @ weights[:-1] + weights[-1] > 0
    return found


def hashed(texts: Sequence[str]) -> sparse.csr_array:
    """Count words and pairs of words, one row per text, dampened: 1 + log(count)."""
    places: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        words = _WORD.findall(text.casefold())
        said = Counter([*words, *map(" ".join, pairwise(words))])
        row = Counter[int]()
        for term, times in said.items():
            row[zlib.crc32(term.encode()) % BUCKETS] += times
        places += row.keys()
        values += (1 + np.log(times) for times in row.values())
        ends.append(len(places))
    return sparse.csr_array((values, places, ends), shape=(len(texts), BUCKETS))


def _rarity(counts: sparse.csr_array) -> Floats:
    texts, terms = counts.shape
    holding = np.bincount(counts.indices, minlength=terms)
    return np.asarray(np.log((1 + texts) / (1 + holding)) + 1)


def _weighted(counts: sparse.csr_array, rarity: Floats) -> sparse.csr_array:
    """Weigh by rarity, each row of length one."""
    weighed = counts.multiply(rarity).tocsr()
    length = np.sqrt(weighed.multiply(weighed).sum(axis=1))
    return sparse.csr_array(weighed.multiply(1 / np.maximum(length, 1e-12)[:, None]).tocsr())


def _fitted(rows: sparse.csr_array, label: Flags) -> Floats:
    """Fit weights and, last, the constant; both classes weigh the same."""
    sign = np.where(label, 1.0, -1.0)
    positives = max(1, int(label.sum()))
    negatives = max(1, len(label) - positives)
    weight = np.where(label, len(label) / (2 * positives), len(label) / (2 * negatives))

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (rows @ weights[:-1] + weights[-1])
        pull = -weight * sign / (1 + np.exp(np.clip(margin, -500, 500)))
        slope = np.append(rows.T @ pull + PENALTY * weights[:-1], pull.sum())
        value = weight @ np.logaddexp(0, -margin) + PENALTY / 2 * (weights[:-1] @ weights[:-1])
        return float(value), slope

    start = np.zeros(rows.shape[1] + 1)
    found = optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}
    )
    return np.asarray(found.x)
