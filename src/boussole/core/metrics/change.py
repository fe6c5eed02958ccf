"""Is a change real? Each weekly series is judged against its own usual variation.

Shares use Laney's p' chart (Laney, Improved control charts for attributes, Quality Engineering 14,
2002), which widens the limits when weeks differ by more than chance; other series use the XmR chart
(Wheeler, Understanding Variation), mean +- 2.66 mean moving range; durations on the log scale. The
judged week is never part of its own baseline. Over a page, ``judge`` applies Benjamini and Hochberg
(JRSS B 57, 1995), and ``expected_false_alarms_per_year`` says what remains.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
from scipy import stats

from boussole.core.metrics.declarations import Metric
from boussole.core.metrics.estimates import Estimate, estimate, mature
from boussole.core.metrics.intervals import Z95
from boussole.core.metrics.statistics import Statistics

ChangeKind = Literal["real", "usual", "not_enough"]
Why = Literal["judged", "insufficient", "immature", "short_baseline"]

MINIMUM_BASELINE = 6
LONGEST_BASELINE = 26
WEEKS_A_YEAR = 52
RUN = 8
FALSE_DISCOVERY_RATE = 0.1
# The mean moving range of two points over the standard deviation of a normal series.
D2 = 1.128
LIMITS = 3.0


@dataclass(frozen=True, slots=True)
class Week:
    """A point of the chart; ``low`` and ``high`` bound what is usual for a week of this size.

    ``charted`` is false when the week has too few rows or has not had its time; it is then drawn
    apart and judges nothing.
    """

    week: date
    estimate: Estimate
    charted: bool
    low: float | None = None
    high: float | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What can be said of the judged week.

    ``usual`` is the centre of the baseline, ``low`` and ``high`` its limits; ``better`` follows the
    metric's direction (None when neutral or usual). ``chance`` is the probability that a week like
    the others leaves these limits. ``why`` says what was missing when ``kind`` is ``not_enough``.
    """

    metric: str
    kind: ChangeKind
    why: Why = "judged"
    week: date | None = None
    value: float | None = None
    n: int = 0
    usual: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    chance: float = 0.0
    better: bool | None = None
    run: bool = False
    baseline: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """A weekly series with its limits and the verdict on its judged week."""

    metric: str
    weeks: tuple[Week, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre, its standard deviation for one week, and how sure that deviation is."""

    centre: float
    sigma: float
    freedom: float
    spread: float


def series(
    metric: Metric,
    weekly: Sequence[Statistics],
    *,
    week: date | None = None,
    runs: bool = False,
    seed: int = 0,
) -> Series:
    """Chart ``weekly`` statistics (grouped by week) and judge ``week``, by default the last mature one."""
    dated = sorted(
        ((part.week, part) for part in weekly if part.week is not None), key=lambda pair: pair[0]
    )
    points = [_point(metric, monday, part, seed) for monday, part in dated]
    parts = dict(dated)
    judged = _judged(points, week)
    before = [point for point in points if point.charted and judged and point.week < judged.week][
        -LONGEST_BASELINE:
    ]
    if judged is None or not judged.charted or len(before) < MINIMUM_BASELINE:
        return Series(metric.name, tuple(points), _not_enough(metric, judged, len(before), week))
    baseline = [parts[point.week] for point in before]
    drawn = tuple(_limited(metric, point, baseline, before, parts[point.week]) for point in points)
    verdict = _verdict(metric, judged, baseline, before, parts[judged.week])
    run = _run(metric, [point for point in drawn if point.charted and point.week <= judged.week])
    kind: ChangeKind = "real" if verdict.kind == "real" or (runs and run) else "usual"
    return Series(metric.name, drawn, replace(verdict, run=run, kind=kind))


def change(
    metric: Metric,
    weekly: Sequence[Statistics],
    *,
    week: date | None = None,
    runs: bool = False,
    seed: int = 0,
) -> Change:
    """The verdict of ``series`` alone."""
    return series(metric, weekly, week=week, runs=runs, seed=seed).change


def judge(changes: Sequence[Change], *, rate: float = FALSE_DISCOVERY_RATE) -> list[Change]:
    """Keep as real only what survives Benjamini and Hochberg over the indicators of a page."""
    tested = [found.p_value for found in changes if found.p_value is not None]
    bar = benjamini_hochberg(tested, rate)
    return [
        replace(found, kind="usual", better=None)
        if found.kind == "real" and not found.run and (found.p_value is None or found.p_value > bar)
        else found
        for found in changes
    ]


def benjamini_hochberg(p_values: Sequence[float], rate: float) -> float:
    """The largest p-value that is still a discovery; 0 when none is."""
    ranked = sorted(p_values)
    passing = [p for rank, p in enumerate(ranked, 1) if p <= rate * rank / len(ranked)]
    return passing[-1] if passing else 0.0


def expected_false_alarms_per_year(changes: Sequence[Change]) -> float:
    """How many weeks a year would leave the limits by chance alone, summed over charts.

    Limits drawn from few weeks are less sure and cry wolf more often. Charts that judge nothing add
    nothing. This is before ``judge``, hence at most.
    """
    return sum(WEEKS_A_YEAR * found.chance for found in changes)


def xmr_limits(values: Sequence[float]) -> tuple[float, float, float]:
    """Centre, lower and upper natural process limits of an XmR chart."""
    centre = float(np.mean(values))
    reach = LIMITS * _moving_sigma(values)
    return centre, centre - reach, centre + reach


def laney_sigma(successes: Sequence[int], sizes: Sequence[int]) -> float:
    """Laney's sigma z: 1 when weeks differ by binomial chance alone, more when overdispersed."""
    share = sum(successes) / sum(sizes)
    if not 0 < share < 1:
        return 1.0
    scores = [
        (x / n - share) / math.sqrt(share * (1 - share) / n)
        for x, n in zip(successes, sizes, strict=True)
    ]
    return _moving_sigma(scores)


def _moving_sigma(values: Sequence[float]) -> float:
    if len(values) < 2:  # noqa: PLR2004 - a moving range needs two points
        return 0.0
    return float(np.mean(np.abs(np.diff(values)))) / D2


def _freedom(baseline: int, *, excess: float = 1.0) -> float:
    """Effective degrees of freedom of a mean moving range (Wheeler, Advanced Topics in SPC).

    When only a part ``excess`` of the variance is estimated, the rest being binomial and known,
    Satterthwaite's formula gives more.
    """
    freedom = max(1.0, 0.62 * (baseline - 1))
    return freedom / max(excess, 1e-3) ** 2


def _point(metric: Metric, monday: date, part: Statistics, seed: int) -> Week:
    found = estimate(metric, part, seed=seed)
    charted = found.state == "ok" and found.value is not None and mature(part)
    return Week(monday, found, charted)


def _judged(points: Sequence[Week], week: date | None) -> Week | None:
    if week is not None:
        return next((point for point in points if point.week == week), None)
    return next((point for point in reversed(points) if point.charted), None)


def _not_enough(metric: Metric, judged: Week | None, before: int, week: date | None) -> Change:
    why: Why = "insufficient"
    if judged is not None:
        why = "short_baseline" if judged.charted else "insufficient"
        if not judged.charted and judged.estimate.immature_n:
            why = "immature"
    return Change(
        metric=metric.name,
        kind="not_enough",
        why=why,
        week=judged.week if judged else week,
        value=judged.estimate.value if judged else None,
        n=judged.estimate.n if judged else 0,
        baseline=before,
    )


def _limits(metric: Metric, baseline: Sequence[Statistics], points: Sequence[Week]) -> Limits:
    """The centre of the baseline and the deviation of one week: for a share, at n = 1."""
    if metric.kind == "share":
        successes, sizes = [p.successes for p in baseline], [p.n for p in baseline]
        total = sum(sizes)
        share = sum(successes) / total
        # Half a success more on each side: a baseline of zeros does not make one event a miracle.
        smoothed = (sum(successes) + 0.5) / (total + 1)
        wider = max(1.0, laney_sigma(successes, sizes))
        freedom = _freedom(len(points), excess=1 - 1 / wider**2)
        return Limits(share, math.sqrt(smoothed * (1 - smoothed)) * wider, freedom, 1 / total)
    values = [_scaled(metric, point.estimate.value) for point in points]
    sigma = _moving_sigma(values)
    if metric.kind == "count":
        sigma = max(sigma, math.sqrt(max(float(np.mean(values)), 1.0)))
    return Limits(float(np.mean(values)), sigma, _freedom(len(points)), 1 / len(points))


def _scaled(metric: Metric, value: float | None) -> float:
    if value is None:
        raise ValueError("only charted weeks are scaled")
    return math.log1p(value) if metric.kind == "duration" else value


def _unscaled(metric: Metric, value: float) -> float:
    if metric.kind == "duration":
        return max(0.0, math.expm1(value))
    if metric.kind == "share":
        return min(1.0, max(0.0, value))
    if metric.kind == "score":
        return min(100.0, max(-100.0, value))
    return max(0.0, value)


def _size(metric: Metric, part: Statistics) -> float:
    """How many independent looks a week is: its rows for a share, itself for the others."""
    return float(part.n) if metric.kind == "share" else 1.0


def _continuity(metric: Metric, part: Statistics) -> float:
    """Half a row: counts move by whole rows, which matters when events are rare."""
    return 0.5 / part.n if metric.kind == "share" else 0.0


def _limited(
    metric: Metric,
    point: Week,
    baseline: Sequence[Statistics],
    before: Sequence[Week],
    part: Statistics,
) -> Week:
    limits = _limits(metric, baseline, before)
    size = _size(metric, part)
    if not size:
        return point
    reach = LIMITS * limits.sigma / math.sqrt(size) + _continuity(metric, part)
    low, high = (
        _unscaled(metric, limits.centre - reach),
        _unscaled(metric, limits.centre + reach),
    )
    value = point.estimate.value
    outside = point.charted and value is not None and not low <= value <= high
    return replace(point, low=low, high=high, outside=outside)


def _verdict(
    metric: Metric,
    judged: Week,
    baseline: Sequence[Statistics],
    before: Sequence[Week],
    part: Statistics,
) -> Change:
    limits = _limits(metric, baseline, before)
    drawn = _limited(metric, judged, baseline, before, part)
    value = _scaled(metric, judged.estimate.value)
    sigma = max(limits.sigma, _sampling_sigma(metric, judged.estimate))
    error = sigma * math.sqrt(1 / _size(metric, part) + limits.spread)
    distance = max(0.0, abs(value - limits.centre) - _continuity(metric, part))
    p_value = _two_sided(distance / error, limits.freedom) if error else 1.0
    reach = LIMITS / math.sqrt(1 + limits.spread * _size(metric, part))
    better = None
    if drawn.outside and metric.direction != "neutral":
        better = (value > limits.centre) == (metric.direction == "higher")
    return Change(
        metric=metric.name,
        kind="real" if drawn.outside else "usual",
        week=judged.week,
        value=judged.estimate.value,
        n=judged.estimate.n,
        usual=_unscaled(metric, limits.centre),
        low=drawn.low,
        high=drawn.high,
        p_value=p_value,
        chance=_two_sided(reach, limits.freedom),
        better=better,
        baseline=len(before),
    )


def _two_sided(distance: float, freedom: float) -> float:
    return float(2 * stats.t.sf(distance, freedom))


def _sampling_sigma(metric: Metric, found: Estimate) -> float:
    """The week's own sampling error: a change is never surer than the week that shows it."""
    if metric.kind in {"share", "count"} or found.low is None or found.high is None:
        return 0.0
    return (_scaled(metric, found.high) - _scaled(metric, found.low)) / (2 * Z95)


def _run(metric: Metric, points: Sequence[Week]) -> bool:
    """The last eight weeks are all on one side of the centre of the chart."""
    last = points[-RUN:]
    if len(last) < RUN:
        return False
    values = [_scaled(metric, point.estimate.value) for point in points]
    centre = float(np.mean(values))
    sides = {math.copysign(1, value - centre) for value in values[-RUN:] if value != centre}
    return len(sides) == 1 and all(value != centre for value in values[-RUN:])
