"""Measures of a strength or a probability, on rows that count more or less.

Every measure takes ``weights`` (``[draws, rows]``) and gives one figure for each draw. The first draw is
the rows as they are, the others are resamplings of them: :func:`interval` turns both into a value
and its bounds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.scores import DRAWS, EDGES, Flags, Scores, f1, precision, recall
from boussole.core.metrics.intervals import Interval

BINS = 10

Floats = NDArray[np.float64]


class Reached(NamedTuple):
    """A threshold, and the precision and recall of saying yes from it on, for each draw."""

    threshold: Floats
    precision: Floats
    recall: Floats


def resampled(rows: int, seed: int, draws: int = DRAWS) -> Floats:
    """Return how often each row counts: once in the first draw, as chance has it in the others."""
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(rows, np.full(rows, 1 / rows), size=draws)
    return np.vstack([np.ones((1, rows)), drawn])


def interval(values: Floats) -> Interval:
    """Return the first value, with the percentiles of the others at 95 %."""
    value, drawn = float(values[0]), values[1:][~np.isnan(values[1:])]
    if np.isnan(value) or not len(drawn):
        return Interval(None, None, None)
    low, high = np.quantile(drawn, EDGES)
    return Interval(value, float(low), float(high))


def centred(values: Floats) -> Floats:
    """Bring draws back around the value, not under 0: resampling alone raises an error such as the ECE."""
    drawn = values[1:] - (np.nanmean(values[1:]) - values[0])
    return np.concatenate([values[:1], np.maximum(drawn, 0)])


def auc(label: Flags, score: Floats, weights: Floats) -> Floats:
    """Chance that a row with the label scores above one without it; a tie counts for half."""
    yes, no = _by_score(label, score, weights)[1:]
    below = np.cumsum(no[:, ::-1], axis=1)[:, ::-1] - no
    return _ratio((yes * (below + no / 2)).sum(axis=1), yes.sum(axis=1) * no.sum(axis=1))


def at_precision(label: Flags, score: Floats, weights: Floats, least: float) -> Reached:
    """Find the threshold that finds most while ``least`` of what it finds is right."""
    thresholds, yes, no = _by_score(label, score, weights)
    right, wrong = np.cumsum(yes, axis=1), np.cumsum(no, axis=1)
    precision = _ratio(right, right + wrong)
    recall = _ratio(right, np.broadcast_to(yes.sum(axis=1, keepdims=True), right.shape))
    fit = np.where(precision >= least, recall, -1.0)
    best = fit.argmax(axis=1)
    draws = np.arange(len(weights))
    none = fit[draws, best] <= 0
    return Reached(
        np.where(none, np.nan, thresholds[best]),
        np.where(none, np.nan, precision[draws, best]),
        np.where(none, 0.0, recall[draws, best]),
    )


def calibration_error(label: Flags, chance: Floats, weights: Floats) -> Floats:
    """Mean distance between what is announced and what is there, over ten bins of equal width (ECE)."""
    which = np.minimum((chance * BINS).astype(np.intp), BINS - 1)
    inside = (which[:, None] == np.arange(BINS)).astype(np.float64)
    apart = weights @ (inside * (label - chance)[:, None])
    return _ratio(np.abs(apart).sum(axis=1), weights.sum(axis=1))


def macro_f1(label: Flags, found: Flags, weights: Floats) -> Floats:
    """Mean of the F1 of each column (``[rows, labels]``); columns nobody carries are left out."""
    said = label.any(axis=0)
    label, found = label[:, said], found[:, said]
    both = weights @ (label & found).astype(np.float64)
    either = weights @ (label.astype(np.float64) + found)
    return np.asarray(np.nanmean(_ratio(2 * both, either), axis=1))


def clustered(counts: NDArray[np.int64], seed: int) -> Scores:
    """Score rows that come in groups: groups are resampled, not rows.

    ``counts`` is ``[groups, 4]``: true positives, false positives, false negatives, true negatives.
    """
    drawn = np.rint(resampled(len(counts), seed) @ counts).astype(np.int64)
    return Scores(
        n=int(counts.sum()),
        positives=int(counts[:, [0, 2]].sum()),
        precision=interval(precision(drawn)),
        recall=interval(recall(drawn)),
        f1=interval(f1(drawn)),
    )


def _by_score(label: Flags, score: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the distinct scores from the highest, and the weight of yes and no at each."""
    order = np.argsort(-score, kind="stable")
    ranked = score[order]
    first = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    all_, yes = weights[:, order], weights[:, order] * label[order]
    yes_at = np.add.reduceat(yes, first, axis=1)
    return ranked[first], yes_at, np.add.reduceat(all_, first, axis=1) - yes_at


def _ratio(part: Floats, whole: Floats) -> Floats:
    share = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=share, where=np.asarray(whole) > 0)
    return share
