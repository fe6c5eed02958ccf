"""Difference in differences: each unit against itself, each cohort against those who had not started.

Source: Callaway and Sant'Anna, Difference-in-differences with multiple time periods, Journal of
Econometrics 225 (2021): a difference for each cohort and week since its start, against units that never
start or have not started yet, then their weighted mean. Units that have started are never a comparison,
which is what biases a two-way fixed-effects regression (Goodman-Bacon, same volume).
"""

from __future__ import annotations

import numpy as np

from boussole.core.metrics.effect.windows import COMPARISON, TREATED, Windows
from boussole.core.metrics.resampling import Floats, draws, ratio

# Resamples are gone through in chunks, so that memory stays in the tens of megabytes.
CHUNK = 500_000
BEFORE, AFTER = 0, 1


def cluster_draws(found: Windows, resamples: int, seed: int) -> Floats:
    """Draw clusters with replacement, those that hold treated units apart: resamples x clusters."""
    rng = np.random.default_rng(seed)
    drawn = np.zeros((resamples, len(found.cluster_treated)))
    for stratum in (found.cluster_treated, ~found.cluster_treated):
        drawn[:, stratum] = draws(int(stratum.sum()), resamples, rng)
    return drawn


def rates(found: Windows, drawn: Floats, *, compared: bool) -> Floats:
    """Mean outcomes in each resample: resamples x (treated, comparison) x (before, after).

    Within a cohort and a week, units weigh n_before n_after / (n_before + n_after), the precision of their
    own change; cohorts and weeks weigh as their treated units do. NaN where nothing can be compared.
    """
    step = max(1, CHUNK // max(1, found.counts.shape[1]))
    parts = [
        _rates(found, drawn[start : start + step], compared=compared)
        for start in range(0, len(drawn), step)
    ]
    return np.concatenate(parts)


def difference(means: Floats, *, compared: bool) -> Floats:
    """How much more treated units changed than the others; without comparison, how much they changed."""
    change = means[:, :, AFTER] - means[:, :, BEFORE]
    own = change[:, TREATED]
    return np.asarray(own - change[:, COMPARISON] if compared else own, dtype=np.float64)


def line_weights(found: Windows) -> Floats:
    """How much each line weighs in the sample, all weeks together."""
    counts, _ = _cells(found, np.ones((1, len(found.cluster_treated))))
    return np.asarray(_precision(counts).sum(axis=2)[0], dtype=np.float64)


def _cells(found: Windows, drawn: Floats) -> tuple[Floats, Floats]:
    shape = (len(drawn), len(found.line_unit), found.cells)
    return (drawn @ found.counts).reshape(shape), (drawn @ found.sums).reshape(shape)


def _precision(counts: Floats) -> Floats:
    before, after = counts[:, :, :1], counts[:, :, 1:]
    return np.asarray(before * after / np.maximum(before + after, 1.0), dtype=np.float64)


def _rates(found: Windows, drawn: Floats, *, compared: bool) -> Floats:
    counts, sums = _cells(found, drawn)
    weights = _precision(counts)
    means = sums / np.maximum(counts, 1.0)
    # Resamples x cohorts x arms x weeks.
    weight = _by_cohort(found, weights)
    before = _by_cohort(found, weights * means[:, :, :1])
    after = _by_cohort(found, weights * means[:, :, 1:])
    own = weight[:, :, TREATED, :]
    shares = np.where(weight[:, :, COMPARISON, :] > 0, own, 0.0) if compared else own
    total = shares.sum(axis=(1, 2))
    arms = [
        ratio((shares[:, :, None, :] * _mean(part, weight)).sum(axis=(1, 3)), total[:, None])
        for part in (before, after)
    ]
    return np.stack(arms, axis=2)


def _mean(part: Floats, weight: Floats) -> Floats:
    """Like ``ratio``, with 0 where there is no weight: it counts for nothing."""
    return np.where(weight > 0, part / np.where(weight > 0, weight, 1.0), 0.0)


def _by_cohort(found: Windows, values: Floats) -> Floats:
    cohorts = int(found.line_cohort.max(initial=-1)) + 1
    summed = np.zeros((len(values), cohorts * 2, values.shape[2]))
    place = found.line_cohort * 2 + found.line_arm
    if len(place):
        held, first = np.unique(place, return_index=True)
        summed[:, held] = np.add.reduceat(values, first, axis=1)
    return summed.reshape(len(values), cohorts, 2, values.shape[2])
