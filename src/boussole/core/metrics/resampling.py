"""The percentile bootstrap, from how often each item or cluster is drawn.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 6 and 13. Statistics are
computed for all resamples at once, from sums weighted by the draws; rows are never drawn one by one.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from boussole.core.metrics.intervals import LEVEL, Interval

Floats = NDArray[np.float64]

RESAMPLES = 1000
# With more resamples than this in which the statistic has no value, its bounds would be those of the
# others alone.
MOST_UNDEFINED = 0.05


def draws(n: int, resamples: int, rng: np.random.Generator) -> Floats:
    """How often each of ``n`` is drawn, ``n`` times with replacement: resamples x n."""
    if n == 0:
        return np.zeros((resamples, 0))
    drawn = rng.multinomial(n, np.full(n, 1 / n), size=resamples)
    return drawn.astype(np.float64)


def everyone(n: int) -> Floats:
    """The sample itself, as one draw of each: 1 x n."""
    return np.ones((1, n))


def reach(n: int, level: float = LEVEL) -> float:
    """How many bootstrap deviations an interval spans on each side, ``n`` items or clusters being drawn.

    Plain percentiles of few items are too narrow. Source: Hesterberg, What teachers should know about
    the bootstrap, The American Statistician 69 (2015), the expanded percentile interval.
    """
    return math.sqrt(n / (n - 1)) * float(stats.t.ppf(0.5 + level / 2, n - 1))


def percentile(value: float, resampled: Floats, n: int) -> Interval:
    """The value with its percentile bounds, ``n`` items or clusters having been drawn.

    Bounds are None when resamples do not differ, or when the statistic, NaN there, is undefined in too
    many of them: nothing then says how far the value may be trusted.
    """
    if n < 2:  # noqa: PLR2004 - one alone can only be drawn again
        return Interval(value, None, None)
    known = resampled[~np.isnan(resampled)]
    if len(known) < (1 - MOST_UNDEFINED) * len(resampled) or not np.ptp(known) > 0:
        return Interval(value, None, None)
    tail = float(stats.norm.cdf(-reach(n)))
    low, high = np.quantile(known, [tail, 1 - tail])
    return Interval(value, min(float(low), value), max(float(high), value))


def ratio(numerators: Floats, denominators: Floats) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    empty = denominators == 0
    return np.where(empty, np.nan, numerators / np.where(empty, 1.0, denominators))


def mean_over(values: Floats, usable: NDArray[np.bool_], drawn: Floats) -> Floats:
    """The mean of the usable values in each resample; NaN where none was drawn."""
    return ratio(drawn @ np.where(usable, values, 0.0), drawn @ usable.astype(np.float64))
