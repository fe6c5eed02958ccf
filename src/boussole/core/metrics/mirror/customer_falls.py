"""Did a team's customers move apart from the other teams' at some week? A scan over the week of the change.

Each week is a difference of two shares, the team less the others, weighted by its precision. The statistic is the largest
step over all weeks it may have begun (a scan, as in Andrews, Econometrica 61, 1993), over the variation left once that step
is removed, never below that of chance. Its p-value is a parametric bootstrap of the whole scan with weeks as restless as
these: the choice of the week is paid for.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from boussole.core.metrics.mirror.standing import Cell
from boussole.core.metrics.resampling import Floats

# A step is looked for where as many weeks stand on each side.
MINIMUM_SIDE = 3
MINIMUM_WEEKS = 8
# A week with fewer says too little on its own to be weighed.
MINIMUM_COUNT = 5
DRAWS = 5_000


@dataclass(frozen=True, slots=True)
class Stepped:
    """The week from which the step is largest, its direction (-1 down, 1 up), and how often chance gives as much."""

    week: date
    sign: int
    p_value: float
    before: tuple[Cell, ...]
    after: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The weeks of one team and indicator: the difference of each to the other teams, and its precision.

    ``first`` weeks at least stand before a step. ``left`` is how much more than chance weeks vary around the largest
    step, as a sum of squares, and ``expected`` what chance alone leaves.
    """

    cells: tuple[Cell, ...]
    first: int
    steps: Floats
    unit: Floats
    left: float
    expected: float

    def anywhere(self, restless: float) -> Stepped:
        """The largest step of all, up or down, when weeks are ``restless`` times as variable as chance has them."""
        place = int(np.argmax(np.abs(self.steps)))
        drawn = restless * np.abs(self.unit).max(axis=1)
        return self._told(place, int(np.sign(self.steps[place])), drawn)

    def within(self, weeks: Collection[date], sign: int, restless: float) -> Stepped | None:
        """The largest step in one direction that begins in one of ``weeks``; None when no step may."""
        places = [at for at in range(len(self.steps)) if self._begins(at) in weeks]
        if not places:
            return None
        best = places[int(np.argmax(sign * self.steps[places]))]
        return self._told(best, sign, restless * (sign * self.unit[:, places]).max(axis=1))

    def _begins(self, place: int) -> date:
        return self.cells[place + self.first].week

    def _told(self, place: int, sign: int, drawn: Floats) -> Stepped:
        cut = place + self.first
        chance = float((drawn >= sign * self.steps[place]).sum())
        p_value = (1 + chance) / (1 + len(drawn))
        return Stepped(self._begins(place), sign, p_value, self.cells[:cut], self.cells[cut:])


def series(weeks: Sequence[Cell], since: date, rng: np.random.Generator) -> Series | None:
    """Lay out the weeks of one team and indicator, in order, for a step that begins after ``since``.

    None with fewer than eight weeks that say enough, or too few after ``since``.
    """
    cells = tuple(cell for cell in weeks if min(cell.own.n, cell.together.n) >= MINIMUM_COUNT)
    first = max(MINIMUM_SIDE, sum(cell.week <= since for cell in cells))
    if len(cells) < MINIMUM_WEEKS or first > len(cells) - MINIMUM_SIDE:
        return None
    apart = np.array([[cell.own.share - cell.together.share for cell in cells]])
    weights = np.array([1 / _variance(cell) for cell in cells])
    steps, left = _splits(apart, weights, first)
    unit, by_chance = _splits(
        rng.normal(size=(DRAWS, len(cells))) / np.sqrt(weights), weights, first
    )
    return Series(cells, first, steps[0], unit, float(left[0]), float(by_chance.mean()))


def restlessness(of_teams: Sequence[Series]) -> float:
    """How much more than chance the weeks of an indicator vary, over all teams, as a factor of deviations; 1 at least.

    Taken together: one team's dozen weeks do not say it.
    """
    left = sum(one.left for one in of_teams)
    return math.sqrt(max(1.0, left / sum(one.expected for one in of_teams)))


def _variance(cell: Cell) -> float:
    """Of the difference of two shares in a week, at their common rate."""
    whole = cell.own + cell.together
    rate = (whole.hits + 1) / (whole.n + 2)
    return rate * (1 - rate) * (1 / cell.own.n + 1 / cell.together.n)


def _splits(apart: Floats, weights: Floats, first: int) -> tuple[Floats, Floats]:
    """The step at each split in deviations of chance, and the squares that the largest leaves."""
    sums, sizes = np.cumsum(apart * weights, axis=1), np.cumsum(weights)
    cut = slice(first - 1, len(weights) - MINIMUM_SIDE)
    before, size = sums[:, cut], sizes[cut]
    whole, total = sums[:, -1:], sizes[-1]
    steps = ((whole - before) / (total - size) - before / size) * np.sqrt(
        size * (total - size) / total
    )
    left = (weights * apart * apart).sum(axis=1) - whole[:, 0] ** 2 / total
    return steps, left - np.abs(steps).max(axis=1) ** 2
