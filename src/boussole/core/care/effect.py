"""Do teams in which people talk things over say something else in the pulse? Between teams, from published figures alone.

Each team gives one number: the change of the favourable share of a theme between two publications. The mean change of the teams in
which debriefs were held is set against that of the others, with a bootstrap over teams. Nobody is joined to anything: what is compared
was published of teams already, and a team counts as one that talks from five different people on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from boussole.core.anonymity import LEAST_ANSWERS
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.resampling import RESAMPLES, draws, percentile

# Below so many teams on a side, the interval over teams would be that of a few managers.
LEAST_TEAMS = 5
Missing = Literal["talking", "others", "both"]


@dataclass(frozen=True, slots=True)
class Team:
    """The change of a team's favourable share, and how many different people held a debrief between the two publications."""

    change: float
    talked: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing is said: which side has too few teams. How many it has is not said either."""

    missing: Missing


@dataclass(frozen=True, slots=True)
class Compared:
    """The mean change where people talked less that of the others, with its interval; how many teams in all."""

    teams: int
    difference: Interval

    @property
    def real(self) -> bool:
        """Whether the interval leaves out no difference."""
        low, high = self.difference.low, self.difference.high
        return low is not None and high is not None and (low > 0 or high < 0)


def compare(teams: Sequence[Team], seed: int = 0) -> Compared | Refused:
    """Compare teams in which five people or more talked with those in which nobody did.

    Teams in between are left out of both sides: counting them would let one guess that somebody talked.
    """
    talking = [one.change for one in teams if one.talked >= LEAST_ANSWERS]
    others = [one.change for one in teams if one.talked == 0]
    few = (len(talking) < LEAST_TEAMS, len(others) < LEAST_TEAMS)
    if any(few):
        return Refused("both" if all(few) else "talking" if few[0] else "others")
    rng = np.random.default_rng(seed)
    resampled = _means(talking, rng) - _means(others, rng)
    value = float(np.mean(talking) - np.mean(others))
    smaller = min(len(talking), len(others))
    return Compared(len(talking) + len(others), percentile(value, resampled, smaller))


def _means(
    values: Sequence[float], rng: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    drawn = draws(len(values), RESAMPLES, rng)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = drawn @ np.array(values) / len(values)
    return found
