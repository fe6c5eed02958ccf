"""From sufficient statistics to a value one may show: with its interval, its n and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from boussole.core.metrics.declarations import Metric
from boussole.core.metrics.intervals import (
    Interval,
    adjusted_wald,
    bootstrap_mean,
    quantile,
    student,
    wilson,
)
from boussole.core.metrics.statistics import Statistics

State = Literal["ok", "insufficient", "immature"]

MEDIAN, P90 = 0.5, 0.9
# A group is read once nine rows in ten have had the time that the metric gives them.
MATURE_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value in the metric's unit with its 95 % interval; all None unless ``state`` is ok.

    ``p90`` comes with durations. ``unknown_n`` and ``immature_n`` are shown beside, never dropped.
    """

    metric: str
    state: State
    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p90: Interval | None = None
    unknown_n: int = 0
    immature_n: int = 0


def estimate(metric: Metric, statistics: Statistics, *, seed: int = 0) -> Estimate:
    """Judge what ``statistics`` can say; ``seed`` matters only to bootstrapped intervals."""
    state = state_of(metric, statistics)
    interval = Interval(None, None, None)
    p90 = None
    if state == "ok":
        interval = _interval(metric, statistics, seed)
        p90 = quantile(statistics.points, P90) if metric.kind == "duration" else None
    return Estimate(
        metric=metric.name,
        state=state,
        n=statistics.n,
        value=interval.value,
        low=interval.low,
        high=interval.high,
        p90=p90,
        unknown_n=statistics.unknown,
        immature_n=statistics.immature,
    )


def state_of(metric: Metric, statistics: Statistics) -> State:
    """Whether the rows are enough, and have had the time the metric gives them."""
    if metric.kind == "count":
        return "ok"
    if statistics.immature and statistics.n < MATURE_SHARE * (statistics.n + statistics.immature):
        return "immature" if statistics.n < metric.minimum_n else "ok"
    return "ok" if statistics.n >= metric.minimum_n else "insufficient"


def mature(statistics: Statistics) -> bool:
    """Whether nearly all rows of the group have had their time: a week is charted only then."""
    return statistics.n >= MATURE_SHARE * (statistics.n + statistics.immature)


def _interval(metric: Metric, statistics: Statistics, seed: int) -> Interval:
    match metric.interval:
        case "wilson":
            return wilson(statistics.successes, statistics.n)
        case "adjusted_wald":
            return adjusted_wald(statistics.successes, statistics.opposites, statistics.n)
        case "quantile":
            return quantile(statistics.points, MEDIAN)
        case "t":
            return student(statistics.n, statistics.total, statistics.squares)
        case "bootstrap":
            return bootstrap_mean(statistics.points, seed)
        case "none":
            return Interval(float(statistics.n), None, None)
