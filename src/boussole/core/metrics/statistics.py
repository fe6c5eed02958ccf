"""Sufficient statistics: what an engine returns, and all that an estimate needs.

They add up: the statistics of a whole are the sum of those of its parts, whatever the parts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

GroupKey = str | date | None


class Point(NamedTuple):
    """``observed`` rows with this value; ``censored`` rows known only to be beyond it."""

    value: float
    observed: int
    censored: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was counted for one metric in one group.

    ``n`` counts the rows judged; ``unknown`` and ``immature`` are beside it, not in it. ``total`` and
    ``squares`` are the sums of values and of their squares; ``points`` is the distribution of values,
    in ascending order, for means and durations.
    """

    metric: str
    n: int
    successes: int = 0
    opposites: int = 0
    total: float = 0.0
    squares: float = 0.0
    unknown: int = 0
    immature: int = 0
    points: tuple[Point, ...] = ()
    group: Mapping[str, GroupKey] = field(default_factory=dict)

    @property
    def week(self) -> date | None:
        """The Monday of the group's ISO week, when grouped by week."""
        value = self.group.get("week")
        return value if isinstance(value, date) else None


def combine(parts: Iterable[Statistics], metric: str) -> Statistics:
    """Add statistics of one metric; the group is the whole. No part gives an empty whole."""
    kept = list(parts)
    if any(part.metric != metric for part in kept):
        raise ValueError(f"only statistics of {metric} can be added to it")
    return Statistics(
        metric=metric,
        n=sum(part.n for part in kept),
        successes=sum(part.successes for part in kept),
        opposites=sum(part.opposites for part in kept),
        total=math.fsum(part.total for part in kept),
        squares=math.fsum(part.squares for part in kept),
        unknown=sum(part.unknown for part in kept),
        immature=sum(part.immature for part in kept),
        points=_merged(point for part in kept for point in part.points),
    )


def repeated(one: Statistics, times: int) -> Statistics:
    """The statistics of ``times`` rows alike, ``one`` being those of a single one; the group is the whole."""
    return Statistics(
        metric=one.metric,
        n=one.n * times,
        successes=one.successes * times,
        opposites=one.opposites * times,
        total=one.total * times,
        squares=one.squares * times,
        unknown=one.unknown * times,
        immature=one.immature * times,
        points=tuple(
            Point(at.value, at.observed * times, at.censored * times) for at in one.points
        ),
    )


def _merged(points: Iterable[Point]) -> tuple[Point, ...]:
    counts: dict[float, list[int]] = {}
    for point in points:
        pair = counts.setdefault(point.value, [0, 0])
        pair[0] += point.observed
        pair[1] += point.censored
    return tuple(Point(value, *counts[value]) for value in sorted(counts))


# Durations are counted in steps of about two percent (about a second near zero), so that a million
# conversations are a table of some hundred rows.
STEPS = 50


def duration_step(seconds: float) -> int:
    """The step a duration falls in: ``round(STEPS x ln(1 + minutes))``."""
    return math.floor(STEPS * math.log1p(seconds / 60) + 0.5)


def step_duration(step: int) -> float:
    """The duration a step stands for, in seconds."""
    return 60 * math.expm1(step / STEPS)
