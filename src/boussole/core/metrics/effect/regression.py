"""What bad weeks become by themselves: the regression to the mean expected without any effect.

A unit chosen because it did badly was also unlucky; its next weeks are nearer to the others. The rate
before is shrunk towards the mean of all units by empirical Bayes (Efron and Morris, Data analysis using
Stein's estimator and its generalizations, JASA 70, 1975; Barnett, van der Pols and Dobson, Regression to the
mean: what it is and how to deal with it, International Journal of Epidemiology 34, 2005).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from boussole.core.metrics.effect.differences import line_weights
from boussole.core.metrics.effect.planning import Noise
from boussole.core.metrics.effect.windows import COMPARISON, NEVER, TREATED, Windows
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.resampling import Floats

MINIMUM_UNITS = 5


@dataclass(frozen=True, slots=True)
class Regression:
    """``expected`` is the difference that would come by itself; ``beyond`` is what the measured one adds.

    ``mean`` is where units tend, and ``reliability`` (0 to 1) how much of the distance of the treated units
    to it is lasting rather than luck.
    """

    mean: float
    reliability: float
    expected: float
    beyond: Interval


def regression(found: Windows, noise: Noise, difference: Interval) -> Regression | None:
    """Estimate the regression from the weeks before.

    None without a comparison, since units all chosen alike do not tell where they tend, and below five
    units, which tell no spread.

    The mean and the spread are those of all units, treated ones included: the others were left out of the
    choice because they did well, and their mean alone is too high.
    """
    counts, sums = _before(found)
    seen = counts > 0
    compared = (found.line_arm == COMPARISON).any()
    if not compared or seen.sum() < MINIMUM_UNITS or difference.value is None:
        return None
    rates = np.where(seen, sums / np.maximum(counts, 1.0), 0.0)
    variances = np.maximum(noise.of_one, 1e-12) / np.maximum(counts, 1.0)
    mean, spread = _population(rates[seen], variances[seen])
    kept = spread / (spread + variances)
    towards = np.where(seen, (1 - kept) * (mean - rates), 0.0)
    weights = line_weights(found)
    expected = _weighted(found, weights, towards, TREATED) - _weighted(
        found, weights, towards, COMPARISON
    )
    reliability = _weighted(found, weights, kept, TREATED)
    return Regression(mean, reliability, expected, _shifted(difference, expected))


def _before(found: Windows) -> tuple[Floats, Floats]:
    """Conversations and their outcomes before, by unit; those of a treated unit before its own start."""
    rows, n = found.rows, len(found.units)
    never = found.starts[rows.unit] == NEVER
    kept = rows.treated_before | (rows.compared_before & never)
    counts = np.bincount(rows.unit[kept], minlength=n).astype(np.float64)
    sums = np.bincount(rows.unit[kept], weights=rows.outcome[kept], minlength=n)
    return counts, sums.astype(np.float64)


def _population(rates: Floats, variances: Floats) -> tuple[float, float]:
    """The mean of units and the variance between them (DerSimonian and Laird, 1986)."""
    weights = 1 / variances
    total = weights.sum()
    centre = float((weights * rates).sum() / total)
    excess = float((weights * (rates - centre) ** 2).sum()) - (len(rates) - 1)
    spread = max(0.0, excess / float(total - (weights**2).sum() / total))
    weights = 1 / (variances + spread)
    return float((weights * rates).sum() / weights.sum()), spread


def _weighted(found: Windows, weights: Floats, values: Floats, arm: int) -> float:
    here = found.line_arm == arm
    total = float(weights[here].sum())
    if total == 0:
        return 0.0
    return float((weights[here] * values[found.line_unit[here]]).sum()) / total


def _shifted(interval: Interval, by: float) -> Interval:
    def moved(bound: float | None) -> float | None:
        return None if bound is None else bound - by

    return Interval(moved(interval.value), moved(interval.low), moved(interval.high))
