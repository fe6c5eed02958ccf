"""How much of the variance of answers lies between teams: ICC(1), from sums per team.

Source: one-way random effects, Shrout and Fleiss, Intraclass correlations: uses in assessing rater
reliability, Psychological Bulletin 86 (1979), ICC(1,1); Bliese, Within-group agreement, non-independence, and
reliability, in Klein and Kozlowski (2000), for ICC(1) of answers within teams; the size that stands for
unequal ones is that of Snedecor and Cochran, Statistical Methods (and of Bliese).

The interval is a bootstrap over teams on the logarithm of F, where ICC(1) is nearly symmetrical: Ukoumunne,
Davison, Gulliford and Chinn, Non-parametric bootstrap confidence intervals for the intraclass correlation
coefficient, Statistics in Medicine 22 (2003). Plain percentiles hold too rarely with 20 or 30 teams.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from boussole.core.metrics.engine import MetricError
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.mirror.refusals import Refused
from boussole.core.metrics.resampling import (
    MOST_UNDEFINED,
    RESAMPLES,
    Floats,
    draws,
    everyone,
    ratio,
    reach,
)

MINIMUM_TEAMS = 20
# Below this share of all squares, what is left is rounding.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class TeamSums:
    """The answers of one team, as their number, their sum and the sum of their squares."""

    team: str
    n: int
    total: float
    squares: float

    @classmethod
    def of(cls, team: str, answers: Sequence[float]) -> Self:
        """The sums of ``answers``."""
        return cls(
            team, len(answers), math.fsum(answers), math.fsum(value * value for value in answers)
        )


@dataclass(frozen=True, slots=True)
class Variances:
    """The one-way analysis of variance of each resample: mean squares, and the size that stands for all.

    With unequal teams ``size`` is (N - sum of n squared / N) / (teams - 1), a little under their mean.
    """

    between: Floats
    within: Floats
    size: Floats

    def icc1(self) -> Floats:
        """(between - within) / (between + (size - 1) within); negative when teams differ less than chance."""
        return ratio(self.between - self.within, self.between + (self.size - 1) * self.within)


@dataclass(frozen=True, slots=True)
class TeamShare:
    """The share of variance that lies between teams, 0 to 1, over ``teams`` teams and ``answers`` answers.

    ``icc1`` is the coefficient as computed: negative means that teams differ less than chance would have
    them, and ``share`` is then 0. What differs between teams is more than their managers.
    """

    teams: int
    answers: int
    size: float
    icc1: float
    share: Interval


def team_share(
    teams: Iterable[TeamSums], *, seed: int, resamples: int = RESAMPLES
) -> TeamShare | Refused:
    """Measure ICC(1) with its interval; teams without answers are left out.

    Refused below 20 teams, when no team has two answers, or when answers do not differ inside teams.
    Raises ``MetricError`` when a team is given twice.
    """
    kept = sorted((one for one in teams if one.n > 0), key=lambda one: one.team)
    if len({one.team for one in kept}) < len(kept):
        raise MetricError("a team is given twice; add its sums first")
    if len(kept) < MINIMUM_TEAMS:
        return Refused("few_teams", len(kept), MINIMUM_TEAMS)
    repeated = sum(one.n > 1 for one in kept)
    if repeated < MINIMUM_TEAMS:
        return Refused("few_answers", repeated, MINIMUM_TEAMS)
    n, total, squares = _columns(kept)
    found = variances(n, total, squares, everyone(len(kept)))
    if not found.within[0] > 0 or not found.between[0] > 0:
        return Refused("no_variation")
    drawn = draws(len(kept), resamples, np.random.default_rng(seed))
    resampled = variances(n, total, squares, drawn)
    return TeamShare(
        teams=len(kept),
        answers=int(n.sum()),
        size=float(found.size[0]),
        icc1=float(found.icc1()[0]),
        share=_interval(found, resampled, len(kept)),
    )


def variances(n: Floats, total: Floats, squares: Floats, drawn: Floats) -> Variances:
    """Analyse each resample: ``n``, ``total`` and ``squares`` by team, ``drawn`` resamples x teams."""
    teams, answers = drawn.sum(axis=1), drawn @ n
    inside = np.maximum(squares - total * total / n, 0.0)
    inside = np.where(inside < ROUNDING * squares, 0.0, inside)
    apart = np.maximum(drawn @ (total * total / n) - (drawn @ total) ** 2 / answers, 0.0)
    apart = np.where(apart < ROUNDING * (drawn @ squares), 0.0, apart)
    return Variances(
        between=apart / (teams - 1),
        within=ratio(drawn @ inside, answers - teams),
        size=(answers - (drawn @ (n * n)) / answers) / (teams - 1),
    )


def _columns(kept: Sequence[TeamSums]) -> tuple[Floats, Floats, Floats]:
    """Sums by team, of answers taken from their common mean so that no precision is lost."""
    n = np.array([one.n for one in kept], dtype=np.float64)
    total = np.array([one.total for one in kept])
    squares = np.array([one.squares for one in kept])
    mean = total.sum() / n.sum()
    return n, total - n * mean, np.maximum(squares - 2 * mean * total + n * mean * mean, 0.0)


def _interval(found: Variances, resampled: Variances, teams: int) -> Interval:
    """The sample on the logarithm of F, as many bootstrap deviations away as ``teams`` ask for."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(resampled.between / resampled.within)
    known = logs[np.isfinite(logs)]
    value = _share(float(found.icc1()[0]))
    if len(known) < (1 - MOST_UNDEFINED) * len(logs):
        return Interval(value, None, None)
    centre = math.log(float(found.between[0] / found.within[0]))
    spread = reach(teams) * float(np.std(known))
    size = float(found.size[0])
    low, high = (math.exp(centre + side * spread) for side in (-1, 1))
    return Interval(
        value, _share((low - 1) / (low - 1 + size)), _share((high - 1) / (high - 1 + size))
    )


def _share(coefficient: float) -> float:
    return min(1.0, max(0.0, coefficient))
