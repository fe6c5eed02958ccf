"""How well a yes-or-no reading agrees with a yes-or-no label, with intervals.

Resampling rows with replacement and counting them is drawing the counts from a multinomial: the
bootstrap here draws counts, so it costs the same whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boussole.core.metrics.intervals import LEVEL, Interval, wilson

DRAWS = 2000
EDGES = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 of ``n`` rows, ``positives`` of which carry the label."""

    n: int
    positives: int
    precision: Interval
    recall: Interval
    f1: Interval


def confusion(label: Flags, found: Flags) -> Counts:
    """Count true positives, false positives, false negatives and true negatives, in that order."""
    return np.array(
        [
            np.sum(label & found),
            np.sum(~label & found),
            np.sum(label & ~found),
            np.sum(~label & ~found),
        ],
        dtype=np.int64,
    )


def precision(counts: Counts) -> NDArray[np.float64]:
    """Share of what was found that carries the label; NaN when nothing was found."""
    return _ratio(counts[..., 0], counts[..., 0] + counts[..., 1])


def recall(counts: Counts) -> NDArray[np.float64]:
    """Share of what carries the label that was found; NaN when nothing carries it."""
    return _ratio(counts[..., 0], counts[..., 0] + counts[..., 2])


def f1(counts: Counts) -> NDArray[np.float64]:
    """Harmonic mean of precision and recall; NaN when there is nothing to find and nothing found."""
    return _ratio(2 * counts[..., 0], 2 * counts[..., 0] + counts[..., 1] + counts[..., 2])


def _ratio(part: Counts, whole: Counts) -> NDArray[np.float64]:
    share = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=share, where=np.asarray(whole) > 0)
    return share


def scores(label: Flags, found: Flags, seed: int) -> Scores:
    """Score a reading against a label, with percentile bootstrap intervals at 95 %.

    Where none or all are right, resampling cannot imagine otherwise: a share then has Wilson's interval.
    """
    counts = confusion(label, found)
    draws = _draws(counts, seed)
    return Scores(
        n=len(label),
        positives=int(label.sum()),
        precision=_share(precision, counts, draws, counts[0] + counts[1]),
        recall=_share(recall, counts, draws, counts[0] + counts[2]),
        f1=_interval(f1, counts, draws),
    )


def f1_gain(label: Flags, found: Flags, other: Flags, seed: int) -> Interval:
    """F1 of ``found`` less F1 of ``other`` on the same rows, resampled together."""
    cells = np.array([confusion(label[chosen], found[chosen]) for chosen in (other, ~other)])
    draws = _draws(cells.reshape(-1), seed).reshape(DRAWS, 2, 4)

    def gain(counts: Counts) -> NDArray[np.float64]:
        by_other, not_by_other = counts[..., 0, :], counts[..., 1, :]
        against = np.stack(
            [
                by_other[..., 0] + by_other[..., 2],
                by_other[..., 1] + by_other[..., 3],
                not_by_other[..., 0] + not_by_other[..., 2],
                not_by_other[..., 1] + not_by_other[..., 3],
            ],
            axis=-1,
        )
        return np.asarray(f1(by_other + not_by_other) - f1(against))

    return _interval(gain, cells, draws)


def share(found: Flags) -> Interval:
    """Share of rows, with Wilson's interval."""
    return wilson(int(found.sum()), len(found))


def _draws(counts: Counts, seed: int) -> Counts:
    n = int(counts.sum())
    return np.random.default_rng(seed).multinomial(n, counts / n, size=DRAWS)


def _share(
    measure: Callable[[Counts], NDArray[np.float64]], counts: Counts, draws: Counts, of: int
) -> Interval:
    found = _interval(measure, counts, draws)
    return wilson(int(counts[0]), int(of)) if found.value in {0, 1} else found


def _interval(
    measure: Callable[[Counts], NDArray[np.float64]], counts: Counts, draws: Counts
) -> Interval:
    value, drawn = float(measure(counts)), measure(draws)
    drawn = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(drawn):
        return Interval(None, None, None)
    low, high = np.quantile(drawn, EDGES)
    return Interval(value, float(low), float(high))
