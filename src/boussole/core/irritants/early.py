"""A first reading two whole weeks after a fix: only a change too large for chance is told before the six weeks are over.

Two weeks are too few to draw again and again, so counts are modelled: the ratio of the linked reasons' contacts to the others',
after against before, on a log scale, with the overdispersion that the weeks before show (quasi-Poisson; McCullagh and Nelder,
*Generalized Linear Models*, 1989, ch. 6) and Student's t for having estimated it. There is one such look, always at the same two
weeks and at 1 in 100, so that it hardly adds to the final reading's 5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.stats import t as student

from boussole.core.metrics.intervals import Interval

EARLY_WEEKS = 2
EARLY_LEVEL = 0.99
# An empty side has no logarithm: half a contact, as for a rate of zero.
HALF = 0.5


def early_change(
    linked: tuple[Sequence[int], Sequence[int]],
    others: tuple[Sequence[int], Sequence[int]] | None,
) -> Interval:
    """How much more the ``linked`` weekly contacts changed than the ``others``, as a share (-0.4: 40 % fewer).

    Each is the weeks before, two at least, and the weeks after; ``others`` is None without a comparison. The interval is at 99 %.
    """
    value, variance = _log_ratio(*linked)
    if others is not None:
        shared, more = _log_ratio(*others)
        value, variance = value - shared, variance + more
    reach = float(student.ppf((1 + EARLY_LEVEL) / 2, len(linked[0]) - 1)) * math.sqrt(variance)
    return Interval(*(math.exp(one) - 1 for one in (value, value - reach, value + reach)))


def _log_ratio(before: Sequence[int], after: Sequence[int]) -> tuple[float, float]:
    """The log of a week after over a week before, and its variance."""
    first, then = sum(before) + HALF, sum(after) + HALF
    value = math.log(then / len(after)) - math.log(first / len(before))
    return value, _dispersion(before) * (1 / first + 1 / then)


def _dispersion(weeks: Sequence[int]) -> float:
    """How many times wider than Poisson's the weeks are: Pearson's statistic over its degrees of freedom, 1 at least."""
    mean = float(np.mean(weeks))
    return max(1.0, float(np.var(weeks, ddof=1)) / mean) if mean else 1.0
