"""Intervals: pure functions of counts, each with its source. ``z`` is 1.96 for 95 %."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from boussole.core.metrics.statistics import Point

Z95 = 1.959963984540054
LEVEL = 0.95
BOOTSTRAPS = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the bounds it is known within; a bound is None when the data do not reach it."""

    value: float | None
    low: float | None
    high: float | None


def wilson(successes: int, n: int, z: float = Z95) -> Interval:
    """Wilson's score interval for a share.

    Source: Newcombe, Two-sided confidence intervals for the single proportion, Statistics in
    Medicine 17 (1998), method 3.
    """
    if n <= 0:
        return Interval(None, None, None)
    share = successes / n
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    centre, scale = share + z * z / (2 * n), 1 + z * z / n
    low = 0.0 if successes == 0 else (centre - spread) / scale
    high = 1.0 if successes == n else (centre + spread) / scale
    return Interval(share, max(0.0, min(low, share)), min(1.0, max(high, share)))


def adjusted_wald(promoters: int, detractors: int, n: int, z: float = Z95) -> Interval:
    """The interval of a net score, -100 to 100: n + 3, and 3/4 more at each end.

    The value is the plain score. Source: Rocks, Interval estimation for the Net Promoter Score,
    The American Statistician 70 (2016); Lewis and Sauro, MeasuringU (2021).
    """
    if n <= 0:
        return Interval(None, None, None)
    value = (promoters - detractors) / n
    high_share, low_share = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    centre = high_share - low_share
    error = math.sqrt((high_share + low_share - centre**2) / (n + 3))
    low, high = min(centre - z * error, value), max(centre + z * error, value)
    return Interval(100 * value, 100 * max(-1.0, low), 100 * min(1.0, high))


def student(n: int, total: float, squares: float) -> Interval:
    """Student's interval for a mean, from its sums. One row has a value and no bounds."""
    if n <= 0:
        return Interval(None, None, None)
    mean = total / n
    if n == 1:
        return Interval(mean, None, None)
    variance = max(0.0, (squares - n * mean * mean) / (n - 1))
    reach = float(stats.t.ppf(0.5 + LEVEL / 2, n - 1)) * math.sqrt(variance / n)
    return Interval(mean, mean - reach, mean + reach)


def bootstrap_mean(points: Sequence[Point], seed: int) -> Interval:
    """The percentile bootstrap of a mean, from the counts of each value; ``seed`` makes it repeatable."""
    n = sum(point.observed for point in points)
    if n <= 0:
        return Interval(None, None, None)
    values = np.array([point.value for point in points])
    counts = np.array([point.observed for point in points])
    mean = float(values @ counts) / n
    draws = np.random.default_rng(seed).multinomial(n, counts / n, size=BOOTSTRAPS)
    low, high = np.quantile(draws @ values / n, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(mean, min(float(low), mean), max(float(high), mean))


def quantile(points: Sequence[Point], q: float) -> Interval:
    """A quantile and its bounds: by order statistics, or Kaplan-Meier as soon as a row is censored."""
    if any(point.censored for point in points):
        return survival_quantile(points, q)
    return order_quantile(points, q)


def order_quantile(points: Sequence[Point], q: float) -> Interval:
    """The quantile of complete data; its bounds are the order statistics that the binomial law gives.

    Source: Hahn and Meeker, Statistical Intervals (1991), section 5.2. A bound that would need an
    observation beyond the data is None.
    """
    n = sum(point.observed for point in points)
    if n <= 0:
        return Interval(None, None, None)
    ranks = np.cumsum([point.observed for point in points])

    def at(rank: int) -> float:
        return points[int(np.searchsorted(ranks, rank))].value

    tail = (1 - LEVEL) / 2
    lower = int(stats.binom.ppf(tail, n, q))
    upper = int(stats.binom.ppf(1 - tail, n, q)) + 1
    return Interval(
        at(max(1, math.ceil(q * n))),
        at(lower) if lower >= 1 else None,
        at(upper) if upper <= n else None,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """The share still waiting just after ``value``, and its variance by Greenwood's formula."""

    value: float
    survival: float
    variance: float


def kaplan_meier(points: Sequence[Point]) -> list[Step]:
    """The survival curve, one step per value with an event.

    Rows censored at a value are at risk at that value. Source: Kaplan and Meier, JASA 53 (1958);
    Greenwood (1926).
    """
    at_risk = sum(point.observed + point.censored for point in points)
    survival, hazard, steps = 1.0, 0.0, []
    for point in points:
        if point.observed:
            left = at_risk - point.observed
            survival *= left / at_risk
            hazard += point.observed / (at_risk * left) if left else math.inf
            variance = survival**2 * hazard if left else 0.0
            steps.append(Step(point.value, survival, variance))
        at_risk -= point.observed + point.censored
    return steps


def survival_quantile(points: Sequence[Point], q: float, z: float = Z95) -> Interval:
    """The time by which a share ``q`` is answered, when some rows still wait.

    Bounds by Brookmeyer and Crowley on the log-log scale (Biometrics 38, 1982; Klein and
    Moeschberger, Survival Analysis, section 4.5): the times whose survival is within ``z`` of
    1 - q. A value the curve never reaches is None.
    """
    steps = kaplan_meier(points)
    target = 1 - q
    slack = 1e-12
    value = next((step.value for step in steps if step.survival <= target + slack), None)
    inside = [step.value for step in steps if _near(step, target, z)]
    if not inside:
        return Interval(value, None, None)
    beyond = [s.value for s in steps if s.value > inside[-1]]
    return Interval(value, inside[0], beyond[0] if beyond else None)


def _near(step: Step, target: float, z: float) -> bool:
    if not 0 < step.survival < 1:
        return False
    log_survival = math.log(step.survival)
    error = math.sqrt(step.variance) / (step.survival * abs(log_survival))
    distance = math.log(-log_survival) - math.log(-math.log(target))
    return abs(distance) <= z * error
