"""Learning linear models: support vectors over terms weighed by rarity, then calibrated.

Each label is learnt on its own (one against the rest) with a squared hinge loss (Fan et al.,
LIBLINEAR, 2008). Scores of rows held out in turn are then brought to log-odds (Platt, 1999), and the
calibration is folded into the weights: ``1 / (1 + exp(-score))`` is a probability. Everything is
deterministic: the same rows in the same order give the same model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import optimize, sparse

from boussole.core.linear.model import SHORT, Floats, LinearModel
from boussole.core.terms import BUCKETS, FAMILIES_FROM, find_terms

Flags = NDArray[np.bool_]
Matrix: TypeAlias = Any  # a scipy.sparse.csr_array of float32: scipy brings no types

FOLDS = 5
SEED = 20_260
_BATCH = 2_000  # texts whose terms are found at once
_FEWEST = 2  # rows of each kind without which a label cannot be learnt


@dataclass(frozen=True)
class Recipe:
    """How to learn.

    ``cost`` of an error, ``families`` what a family weighs beside a word, ``least`` texts that must
    hold a term, ``most`` terms kept.
    """

    cost: float = 3.0
    families: float = 2.0
    least: int = 2
    most: int = 200_000


class Learnt(NamedTuple):
    """A model, and the scores that rows held out in turn were given, ``[rows, labels]``."""

    model: LinearModel
    held_out: Floats


def counted(texts: pl.Series) -> Matrix:
    """Count the terms of each text, folded or not: float32 ``[texts, BUCKETS]``."""
    parts = [_counts(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
    return sparse.csr_array(sparse.vstack(parts)) if parts else sparse.csr_array((0, BUCKETS))


def _counts(texts: pl.Series) -> Matrix:
    terms = find_terms(texts)
    ones = np.ones(len(terms.row), dtype=np.float32)
    return sparse.csr_array(
        sparse.coo_array((ones, (terms.row, terms.bucket)), shape=(terms.rows, BUCKETS))
    )


def learn(
    counts: Matrix,
    said: Flags,
    labels: tuple[str, ...],
    recipe: Recipe | None = None,
    *,
    weight: Floats | None = None,
    judged: Flags | None = None,
) -> Learnt:
    """Learn ``said`` (``[rows, labels]``) from ``counts``.

    ``weight`` is what each row counts for; ``judged`` says which rows measure (the others only teach,
    such as open sets of another domain): calibration and held-out scores are theirs alone.
    """
    judged = np.ones(len(said), dtype=np.bool_) if judged is None else judged
    model, held_out = learn_margins(
        counts, said, labels, recipe or Recipe(), weight=weight, judged=judged
    )
    slope, shift = _calibration(held_out[judged], said[judged])
    calibrated = LinearModel(
        labels=labels,
        buckets=model.buckets,
        weights=np.asarray(model.weights * slope, dtype=np.float32),
        rarity=model.rarity,
        bias=np.asarray(model.bias * slope + shift, dtype=np.float32),
    )
    return Learnt(calibrated, np.asarray(held_out * slope + shift, dtype=np.float32))


def learn_margins(
    counts: Matrix,
    said: Flags,
    labels: tuple[str, ...],
    recipe: Recipe,
    *,
    weight: Floats | None = None,
    judged: Flags | None = None,
    alike: Sequence[int] | None = None,
) -> Learnt:
    """Learn as :func:`learn` does, without calibration: scores are margins, which compare labels.

    Rows of the same number in ``alike`` are held out together: none is judged by what its double taught.
    """
    rows = len(said)
    weight = np.ones(rows, dtype=np.float32) if weight is None else weight
    judged = np.ones(rows, dtype=np.bool_) if judged is None else judged
    held_out = np.zeros((rows, len(labels)), dtype=np.float32)
    for teaches, held in _folds(judged, np.arange(rows) if alike is None else np.asarray(alike)):
        part = _fit(counts[teaches], said[teaches], labels, recipe, weight[teaches])
        held_out[held] = _scores(part, counts[held])
    return Learnt(_fit(counts, said, labels, recipe, weight), held_out)


def _folds(
    judged: Flags, alike: NDArray[np.intp]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    measured = np.flatnonzero(judged)
    groups, group = np.unique(alike[measured], return_inverse=True)
    fold = np.full(len(judged), -1)
    fold[measured] = (np.random.default_rng(SEED).permutation(len(groups)) % FOLDS)[group]
    for which in range(FOLDS):
        yield np.flatnonzero(fold != which), np.flatnonzero(fold == which)


def _fit(
    counts: Matrix, said: Flags, labels: tuple[str, ...], recipe: Recipe, weight: Floats
) -> LinearModel:
    from sklearn.svm import LinearSVC

    buckets, rarity = _vocabulary(counts, recipe)
    rows = weighed(counts[:, buckets], rarity)
    weights = np.zeros((len(buckets), len(labels)), dtype=np.float32)
    bias = np.full(len(labels), -1.0, dtype=np.float32)
    for at in range(len(labels)):
        if min(said[:, at].sum(), (~said[:, at]).sum()) < _FEWEST:
            continue
        machine = LinearSVC(C=recipe.cost, random_state=SEED, dual=True, max_iter=4_000)
        machine.fit(rows, said[:, at], sample_weight=weight)
        weights[:, at] = machine.coef_[0] * rarity
        bias[at] = machine.intercept_[0]
    return LinearModel(labels, buckets.astype(np.int32), weights, rarity, bias)


def _vocabulary(counts: Matrix, recipe: Recipe) -> tuple[NDArray[np.intp], Floats]:
    texts, terms = counts.shape
    holding = np.bincount(counts.indices, minlength=terms)
    buckets = np.flatnonzero(holding >= recipe.least)
    if len(buckets) > recipe.most:
        commonest = np.argsort(-holding[buckets], kind="stable")[: recipe.most]
        buckets = np.sort(buckets[commonest])
    rarity = np.log((1 + texts) / (1 + holding[buckets])) + 1
    rarity[buckets >= FAMILIES_FROM] *= recipe.families
    return buckets, rarity.astype(np.float32)


def weighed(counts: Matrix, rarity: Floats) -> Matrix:
    """Weigh by rarity and bring each row to length one, as the model does when it reads."""
    weighed = sparse.csr_array(counts.multiply(rarity[None, :]))
    squares = sparse.csr_array(counts.multiply(rarity[None, :] ** 2)).sum(axis=1)
    length = np.sqrt(np.asarray(squares).ravel() + SHORT * SHORT)
    return sparse.csr_array(weighed.multiply(1 / length[:, None]))


def _scores(model: LinearModel, counts: Matrix) -> Floats:
    rows = weighed(counts[:, model.buckets], model.rarity)
    return np.asarray(rows @ (model.weights / model.rarity[:, None]) + model.bias, dtype=np.float32)


def _calibration(scores: Floats, said: Flags) -> tuple[Floats, Floats]:
    """Find for each label the slope and shift that bring scores to log-odds (Platt scaling)."""
    slopes = np.ones(scores.shape[1], dtype=np.float32)
    shifts = np.zeros(scores.shape[1], dtype=np.float32)
    for at in range(scores.shape[1]):
        if min(said[:, at].sum(), (~said[:, at]).sum()) >= _FEWEST:
            slopes[at], shifts[at] = _platt(scores[:, at].astype(np.float64), said[:, at])
    return slopes, shifts


def _platt(scores: NDArray[np.float64], said: Flags) -> tuple[float, float]:
    yes, no = said.sum(), (~said).sum()
    target = np.where(said, (yes + 1) / (yes + 2), 1 / (no + 2))

    def loss(line: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = line[0] * scores + line[1]
        missed = 1 / (1 + np.exp(-odds)) - target
        value = np.logaddexp(0, odds) - target * odds
        return float(value.mean()), np.array([(missed * scores).mean(), missed.mean()])

    found = optimize.minimize(loss, np.array([2.0, 0.0]), jac=True, method="L-BFGS-B")
    return max(float(found.x[0]), 1e-3), float(found.x[1])
