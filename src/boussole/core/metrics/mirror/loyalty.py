"""Are customers more loyal where teams put them first? Two groups of teams, at the same mix of reasons.

Customers come for other reasons in one team than in another, and reasons alone make them stay or leave. Both
groups are therefore read at the mix of reasons of the two together: direct standardisation (Rothman, Greenland
and Lash, Modern Epidemiology, 3rd edition, 2008, chapter 4). What is left may still have another cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from boussole.core.metrics.engine import MetricError
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.mirror.refusals import Refused
from boussole.core.metrics.resampling import (
    RESAMPLES,
    Floats,
    draws,
    everyone,
    percentile,
    ratio,
)

Outcome = Literal["repurchase", "churn"]

# A group of teams is a third of them; below this, resamples are nearly the same ones.
MINIMUM_TEAMS = 7
# A reason is compared when each group has this many customers who came for it.
MINIMUM_CUSTOMERS = 10
# The reasons compared must hold nearly all customers, or the comparison is about something else.
MINIMUM_COVERED_PERCENT = 80


@dataclass(frozen=True, slots=True)
class TeamLoyalty:
    """For one team and contact reason: ``customers`` followed, of whom ``counted`` repurchased (or left)."""

    team: str
    culture: float
    reason: str
    customers: int
    counted: int


@dataclass(frozen=True, slots=True)
class Group:
    """The teams of one side: their number, customers followed, plain rate and rate at the common mix."""

    teams: int
    customers: int
    plain: Interval
    adjusted: Interval


@dataclass(frozen=True, slots=True)
class Loyalty:
    """The third of teams whose customer culture is highest beside the third where it is lowest.

    ``difference`` is high minus low at the common mix, in share (0.05 is five points). ``covered`` is the
    share of customers whose reason both groups have; ``left_out`` are the reasons they do not.
    """

    outcome: Outcome
    high: Group
    low: Group
    difference: Interval
    covered: float
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Customers and those counted, teams x reasons."""

    customers: Floats
    counted: Floats


def loyalty(
    rows: Iterable[TeamLoyalty], outcome: Outcome, *, seed: int, resamples: int = RESAMPLES
) -> Loyalty | Refused:
    """Compare the extreme thirds of teams, interval by bootstrap over teams, drawn apart in each.

    Refused below 7 teams a side, when all teams have the same culture, and when fewer than 80 % of customers
    came for a reason that both sides know from 10 customers each. Raises ``MetricError`` on rows that do
    not fit.
    """
    kept = [row for row in rows if row.customers > 0]
    culture = _culture(kept)
    low, high = thirds(culture)
    if min(len(low), len(high)) < MINIMUM_TEAMS:
        if len(culture) >= 3 * MINIMUM_TEAMS:
            return Refused("no_variation")
        return Refused("few_teams", len(culture), 3 * MINIMUM_TEAMS)
    reasons = sorted({row.reason for row in kept if row.team in {*low, *high}})
    one, two = (_laid_out(kept, side, reasons) for side in (high, low))
    shared = _shared(one, two)
    everyone_there = one.customers.sum() + two.customers.sum()
    inside = one.customers[:, shared].sum() + two.customers[:, shared].sum()
    covered = float(inside / everyone_there)
    if 100 * covered < MINIMUM_COVERED_PERCENT:
        return Refused("few_shared_reasons", int(100 * covered), MINIMUM_COVERED_PERCENT)
    rng = np.random.default_rng(seed)
    drawn = [_drawn(side, resamples, rng) for side in (one, two)]
    rates = _adjusted((one, two), shared, drawn)
    return Loyalty(
        outcome=outcome,
        high=_group(one, drawn[0], rates[0]),
        low=_group(two, drawn[1], rates[1]),
        difference=_interval(rates[0] - rates[1], min(len(high), len(low))),
        covered=covered,
        left_out=tuple(name for name, there in zip(reasons, shared, strict=True) if not there),
    )


def thirds(culture: dict[str, float]) -> tuple[list[str], list[str]]:
    """Teams in the lowest and the highest third; teams that are equal are never on different sides of a cut.

    A cut that falls among equal teams moves outwards, so that a side may hold less than a third.
    """
    ordered = sorted(culture, key=lambda team: (culture[team], team))
    size = len(ordered) // 3
    if size == 0:
        return [], []
    last, first = culture[ordered[size]], culture[ordered[-size - 1]]
    low = [team for team in ordered[:size] if culture[team] < last]
    high = [team for team in ordered[-size:] if culture[team] > first]
    return low, high


def _culture(rows: Sequence[TeamLoyalty]) -> dict[str, float]:
    found: dict[str, float] = {}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if not 0 <= row.counted <= row.customers:
            raise MetricError(
                f"{row.team}, {row.reason}: {row.counted} of {row.customers} customers"
            )
        if found.setdefault(row.team, row.culture) != row.culture:
            raise MetricError(f"{row.team} has two values of customer culture; keep one")
        if (row.team, row.reason) in seen:
            raise MetricError(f"{row.team}: {row.reason} is given twice; add them up first")
        seen.add((row.team, row.reason))
    return found


def _laid_out(rows: Sequence[TeamLoyalty], teams: Sequence[str], reasons: Sequence[str]) -> _Side:
    line = {team: place for place, team in enumerate(teams)}
    column = {reason: place for place, reason in enumerate(reasons)}
    side = _Side(np.zeros((len(line), len(column))), np.zeros((len(line), len(column))))
    for row in rows:
        if row.team in line:
            side.customers[line[row.team], column[row.reason]] = row.customers
            side.counted[line[row.team], column[row.reason]] = row.counted
    return side


def _shared(one: _Side, two: _Side) -> NDArray[np.bool_]:
    fewest = np.minimum(one.customers.sum(axis=0), two.customers.sum(axis=0))
    return np.asarray(fewest >= MINIMUM_CUSTOMERS, dtype=bool)


def _drawn(side: _Side, resamples: int, rng: np.random.Generator) -> Floats:
    teams = len(side.customers)
    return np.vstack([everyone(teams), draws(teams, resamples, rng)])


def _adjusted(
    sides: tuple[_Side, _Side], shared: NDArray[np.bool_], drawn: Sequence[Floats]
) -> list[Floats]:
    """The rate of each side in each resample, at the mix of reasons of the two sides together.

    A reason that a resample lost on one side is left out of both there.
    """
    mix = (sides[0].customers.sum(axis=0) + sides[1].customers.sum(axis=0))[shared]
    rates = [
        ratio(times @ side.counted[:, shared], times @ side.customers[:, shared])
        for side, times in zip(sides, drawn, strict=True)
    ]
    there = np.isfinite(rates[0]) & np.isfinite(rates[1])
    weights = ratio(there * mix, (there * mix).sum(axis=1, keepdims=True))
    return [(np.where(there, rate, 0.0) * weights).sum(axis=1) for rate in rates]


def _group(side: _Side, drawn: Floats, adjusted: Floats) -> Group:
    teams = len(side.customers)
    plain = ratio(drawn @ side.counted.sum(axis=1), drawn @ side.customers.sum(axis=1))
    return Group(
        teams=teams,
        customers=int(side.customers.sum()),
        plain=_interval(plain, teams),
        adjusted=_interval(adjusted, teams),
    )


def _interval(sampled: Floats, teams: int) -> Interval:
    """The sample comes first, its resamples after."""
    return percentile(float(sampled[0]), sampled[1:], teams)
