"""Did a team's pulse move apart from the others' in one theme? From published counts alone.

Two questions, two answers. *Is this answer out of the ordinary for this team?* The team less the others on the same
questions, beside the same difference over everything asked of it in the weeks before: many answers, hence little chance.
*Is it new?* The same, beside the earlier waves of this theme alone: a team that always says less of its tools did not fall.

Both are differences of differences of favourable shares. Their p-values are parametric bootstraps (Efron and Tibshirani, An
Introduction to the Bootstrap, 1993, chapter 16) under no change: the team keeps its distance from the others, and every
published count is held away from its ends as the pulse publishes it. No normal law is trusted for a dozen people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from boussole.core.metrics.mirror.standing import Cell
from boussole.core.metrics.resampling import Floats

# A wave is compared with those within this time before it.
BASELINE = timedelta(weeks=12)
DRAWS = 10_000
FEWER_DRAWS = 2_000
# A rate is never taken for certain.
NEAREST = 0.02
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Chance:
    """How often no change gives as much, downwards and upwards, each one-sided."""

    fall: float
    rise: float


@dataclass(frozen=True, slots=True)
class Moved:
    """One theme in one wave (``after``) beside its earlier waves: ``usual`` is against all that the team said, ``new`` against them."""

    theme: str
    before: tuple[Cell, ...]
    after: Cell
    usual: Chance
    new: Chance


@dataclass(frozen=True, slots=True, eq=False)
class _Apart:
    """The team less the others in some cells, draws x cells, its variance, and both summed by precision along cells."""

    apart: Floats
    variance: Floats
    weights: Floats
    weighted: Floats

    @classmethod
    def of(cls, cells: Sequence[Cell], own: Floats, others: Floats) -> _Apart:
        """From favourable counts, draws x cells; the variance is that at the rate of the others."""
        n = np.array([cell.own.n for cell in cells], dtype=np.float64)
        m = np.array([cell.together.n for cell in cells], dtype=np.float64)
        rate = (others + 1) / (m + 2)
        apart, variance = own / n - others / m, rate * (1 - rate) * (1 / n + 1 / m)
        none = np.zeros((len(apart), 1))
        weights = np.hstack([none, np.cumsum(1 / variance, axis=1)])
        return cls(apart, variance, weights, np.hstack([none, np.cumsum(apart / variance, axis=1)]))

    def distance(self) -> float:
        """How far the team is from the others over all cells: what it keeps when nothing changes."""
        return float(self.weighted[0, -1] / self.weights[0, -1])

    def statistic(self, place: int, since: int, until: int) -> Floats:
        """One cell less the mean of those from ``since`` to ``until``, over the deviation of that: one per draw."""
        weight = self.weights[:, until] - self.weights[:, since]
        before = (self.weighted[:, until] - self.weighted[:, since]) / weight
        return (self.apart[:, place] - before) / np.sqrt(self.variance[:, place] + 1 / weight)


def moves(
    themes: Mapping[str, Sequence[Cell]], since: date, rng: np.random.Generator
) -> list[Moved]:
    """Test every theme of one team in every wave that closed after ``since``; each theme's waves are in order.

    A theme is tested once it was asked before, within twelve weeks.
    """
    asked = sorted(
        ((theme, cell) for theme, waves in themes.items() for cell in waves),
        key=lambda pair: (pair[1].when, pair[0]),
    )
    cells = [cell for _, cell in asked]
    seen, drawn = _both(cells, DRAWS, rng)
    found = []
    for place, (theme, after) in enumerate(asked):
        low = sum(cell.when < after.when - BASELINE for cell in cells)
        high = sum(cell.when < after.when for cell in cells)
        before = tuple(cell for of, cell in asked[low:high] if of == theme)
        if after.when > since and before:
            usual = _chance(seen, drawn, (place, low, high))
            found.append(Moved(theme, before, after, usual, _new([*before, after], rng)))
    return found


def _new(cells: Sequence[Cell], rng: np.random.Generator) -> Chance:
    last = len(cells) - 1
    return _chance(*_both(cells, FEWER_DRAWS, rng), (last, 0, last))


def _chance(seen: _Apart, drawn: _Apart, places: tuple[int, int, int]) -> Chance:
    value, by_chance = seen.statistic(*places)[0], drawn.statistic(*places)
    return Chance(
        fall=(1 + float((by_chance <= value + TINY).sum())) / (1 + len(by_chance)),
        rise=(1 + float((by_chance >= value - TINY).sum())) / (1 + len(by_chance)),
    )


def _both(cells: Sequence[Cell], draws: int, rng: np.random.Generator) -> tuple[_Apart, _Apart]:
    """What was published, and what would be if the team kept its distance from the others."""
    seen = _Apart.of(
        cells,
        np.array([[cell.own.hits for cell in cells]], dtype=np.float64),
        np.array([[cell.together.hits for cell in cells]], dtype=np.float64),
    )
    distance, own, others = seen.distance(), [], []
    for cell in cells:
        together = cell.together
        rate = (together.hits + 0.5) / (together.n + 1)
        own.append(_sampled(held(cell.own.n, rate + distance), draws, rng))
        others.append(_sampled(_together(cell, rate), draws, rng))
    return seen, _Apart.of(cells, np.stack(own, axis=1), np.stack(others, axis=1))


def _together(cell: Cell, rate: float) -> Floats:
    """The law of the others' count, each team's being held as it is published."""
    law = np.ones(1)
    for n, teams in sorted(Counter(count.n for count in cell.others.values()).items()):
        one = held(n, rate)
        for _ in range(teams):
            law = np.convolve(law, one)
    return law


def held(n: int, rate: float) -> Floats:
    """The law of a count of ``n`` that is published as one at least and all but one at most."""
    law: Floats = stats.binom.pmf(np.arange(n + 1), n, min(1 - NEAREST, max(NEAREST, rate)))
    law[1] += law[0]
    law[-2] += law[-1]
    law[[0, -1]] = 0.0
    return law


def _sampled(law: Floats, draws: int, rng: np.random.Generator) -> Floats:
    steps: NDArray[np.intp] = np.searchsorted(np.cumsum(law), rng.random(draws) * law.sum())
    return np.minimum(steps, len(law) - 1).astype(np.float64)
