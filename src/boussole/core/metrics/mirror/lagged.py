"""Which moves first, a team's pulse or its customers? The association of two weekly series at each lag.

Each team is compared with itself (its own mean removed), once what happens to all teams in the same week has
been removed as well: a season is not an association. At lag k the pulse of a week is set beside the customers of
k weeks later; pairs weigh n1 n2 / (n1 + n2), the precision of the two means together, and teams add up.

An association is seen when the largest of all lags is beyond what it stays within, 95 times in 100, when the
sign of each team's products is drawn: the "max-t" of Westfall and Young (Resampling-Based Multiple Testing,
1993) by the wild cluster bootstrap of Cameron, Gelbach and Miller (Review of Economics and Statistics 90, 2008).
Few teams do not mislead it as plain resamples do, which see an association where there is none one time in five
with 10 teams. Intervals are bootstraps over teams on Fisher's scale, as wide as that bound asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from boussole.core.metrics.engine import MetricError
from boussole.core.metrics.intervals import LEVEL, Interval
from boussole.core.metrics.mirror.refusals import Refused
from boussole.core.metrics.resampling import RESAMPLES, Floats, draws, everyone, ratio

Order = Literal["none_seen", "employees_first", "customers_first", "same_week", "order_unclear"]

LONGEST_LAG = 8
MINIMUM_TEAMS = 10
# From the first week in which both are known to the last: a pulse asked every other week has half of them between.
MINIMUM_WEEKS = 12
# A lag is looked at where enough teams have this many pairs of weeks; fewer hardly leave their own mean. Both must be known
# in as many weeks.
MINIMUM_PAIRS = 6
DAYS_A_WEEK = 7
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """The mean of ``n`` answers (or contacts) of one team in the week that begins on Monday ``week``."""

    team: str
    week: date
    n: int
    mean: float


@dataclass(frozen=True, slots=True)
class Lag:
    """The association at ``weeks``: above 0 the pulse comes first, below 0 the customers do.

    ``association`` is a correlation within teams, -1 to 1, whose interval holds for all lags at once; it
    excludes none when, and only when, the association is ``seen``.
    """

    weeks: int
    teams: int
    pairs: int
    association: Interval
    seen: bool


@dataclass(frozen=True, slots=True)
class Lagged:
    """Each lag that could be looked at, and what the whole says of ``weeks`` weeks of ``teams`` teams.

    ``peak`` is the lag of the strongest association seen and ``peak_low`` to ``peak_high`` where resamples
    put it; all None without any. ``smallest_seen``: how strong an association must be to show in this sample,
    at the lag looked at best.
    """

    teams: int
    weeks: int
    lags: tuple[Lag, ...]
    order: Order
    peak: int | None
    peak_low: int | None
    peak_high: int | None
    smallest_seen: float


def lagged(
    pulse: Iterable[TeamWeek],
    customers: Iterable[TeamWeek],
    *,
    seed: int,
    looked_at: int = 1,
    resamples: int = RESAMPLES,
) -> Lagged | Refused:
    """Look for an association at lags of 0 to 8 weeks in both directions, within teams.

    ``looked_at``: how many customer indicators are looked at together; each then has a share of the 5 %.
    Only teams in both series count, weeks without answers do not: a series may be known every other week. Refused
    below 10 teams, when fewer than 10 of them have 6 weeks in which both are known, over 12 weeks, and when a series
    never varies. Raises ``MetricError`` when a team's week is given twice or is not a Monday.
    """
    first, second = _series(pulse, "pulse"), _series(customers, "customers")
    shared = sorted({team for team, _ in first} & {team for team, _ in second})
    if len(shared) < MINIMUM_TEAMS:
        return Refused("few_teams", len(shared), MINIMUM_TEAMS)
    common = _common_weeks(first, second, shared)
    refused = _too_short(common)
    if refused is not None:
        return refused
    kept = sorted(team for team, weeks in common.items() if _long_enough(weeks))
    grids = _grids(first, second, kept)
    looked = _looked_at(*grids)
    rng = np.random.default_rng(seed)
    drawn = np.vstack([everyone(len(kept)), draws(len(kept), resamples, rng)])
    signs = rng.choice([-1.0, 1.0], size=(resamples, len(kept)))
    steps = _fisher(looked, drawn)
    usable = np.isfinite(steps).mean(axis=0) > LEVEL
    if not usable.any() or not np.isfinite(steps[0, usable]).all():
        return Refused("no_variation")
    looked = [one for one, kept_lag in zip(looked, usable, strict=True) if kept_lag]
    weeks = int(np.median([_span(common[team]) for team in kept]))
    return _judge(looked, steps[:, usable], _test(looked, signs, looked_at), weeks)


@dataclass(frozen=True, slots=True)
class _Products:
    """Weighted products within each team at one lag: teams long."""

    weeks: int
    teams: int
    pairs: int
    both: Floats
    first: Floats
    second: Floats


@dataclass(frozen=True, slots=True)
class _Grid:
    """A series as teams x weeks: how many answers, and their mean once what is common is removed."""

    n: Floats
    mean: Floats


def _series(rows: Iterable[TeamWeek], name: str) -> dict[tuple[str, date], TeamWeek]:
    found: dict[tuple[str, date], TeamWeek] = {}
    for row in rows:
        if row.week.weekday() != 0:
            raise MetricError(f"{name}, {row.team}: {row.week} is not a Monday")
        if (row.team, row.week) in found:
            raise MetricError(f"{name}, {row.team}: the week of {row.week} is given twice")
        if row.n > 0:
            found[row.team, row.week] = row
    return found


def _common_weeks(
    first: Mapping[tuple[str, date], TeamWeek],
    second: Mapping[tuple[str, date], TeamWeek],
    teams: Sequence[str],
) -> dict[str, list[date]]:
    """The weeks in which both are known, by team."""
    found: dict[str, list[date]] = {team: [] for team in teams}
    for team, week in first.keys() & second.keys():
        found[team].append(week)
    return found


def _span(weeks: Sequence[date]) -> int:
    """Weeks from the first to the last, both included."""
    return (max(weeks) - min(weeks)).days // DAYS_A_WEEK + 1 if weeks else 0


def _long_enough(weeks: Sequence[date]) -> bool:
    return len(weeks) >= MINIMUM_PAIRS and _span(weeks) >= MINIMUM_WEEKS


def _too_short(common: Mapping[str, Sequence[date]]) -> Refused | None:
    """Whether too few teams are followed long enough, or often enough, and what the tenth of them lacks."""
    if sum(map(_long_enough, common.values())) >= MINIMUM_TEAMS:
        return None
    known = sorted(map(len, common.values()), reverse=True)[MINIMUM_TEAMS - 1]
    if known < MINIMUM_PAIRS:
        return Refused("few_weeks", known, MINIMUM_PAIRS)
    span = sorted(map(_span, common.values()), reverse=True)[MINIMUM_TEAMS - 1]
    return Refused("short_time", min(span, MINIMUM_WEEKS - 1), MINIMUM_WEEKS)


def _grids(
    first: Mapping[tuple[str, date], TeamWeek],
    second: Mapping[tuple[str, date], TeamWeek],
    teams: Sequence[str],
) -> tuple[_Grid, _Grid]:
    place = {team: row for row, team in enumerate(teams)}
    mondays = [week for team, week in (*first, *second) if team in place]
    start = min(mondays)
    length = (max(mondays) - start).days // DAYS_A_WEEK + 1

    def laid_out(series: Mapping[tuple[str, date], TeamWeek]) -> _Grid:
        n, mean = np.zeros((len(teams), length)), np.zeros((len(teams), length))
        for (team, week), row in series.items():
            if team in place:
                column = (week - start).days // DAYS_A_WEEK
                n[place[team], column], mean[place[team], column] = row.n, row.mean
        return _Grid(n, _without_common(n, mean))

    return laid_out(first), laid_out(second)


# Team and week means are taken out in turn; with holes in the grid a few rounds are needed.
ROUNDS = 20


def _without_common(n: Floats, mean: Floats) -> Floats:
    """What is left of each mean once those of its team and of its week, over all teams, are removed."""
    left, scale = mean.copy(), float(np.abs(mean).max(initial=0.0))
    for _ in range(ROUNDS):
        left -= _mean(n, left, axis=1)
        left -= _mean(n, left, axis=0)
    left[np.abs(left) < TINY * scale] = 0.0
    return np.where(n > 0, left, 0.0)


def _mean(weights: Floats, values: Floats, axis: int) -> Floats:
    total = weights.sum(axis=axis, keepdims=True)
    return ratio((weights * values).sum(axis=axis, keepdims=True), np.where(total > 0, total, 1.0))


def _looked_at(first: _Grid, second: _Grid) -> list[_Products]:
    """The products of each lag that enough teams have enough pairs of weeks for."""
    found = []
    for weeks in range(-LONGEST_LAG, LONGEST_LAG + 1):
        products = _products(first, second, weeks)
        if products is not None:
            found.append(products)
    return found


def _products(first: _Grid, second: _Grid, weeks: int) -> _Products | None:
    length = first.n.shape[1] - abs(weeks)
    if length < MINIMUM_PAIRS:
        return None
    before, after = max(0, -weeks), max(0, weeks)
    n1, n2 = first.n[:, before : before + length], second.n[:, after : after + length]
    weight = n1 * n2 / np.maximum(n1 + n2, 1.0)
    enough = (weight > 0).sum(axis=1) >= MINIMUM_PAIRS
    if enough.sum() < MINIMUM_TEAMS:
        return None
    weight = weight * enough[:, None]
    one, two = first.mean[:, before : before + length], second.mean[:, after : after + length]
    # The mean over these very pairs, so that a team says nothing by being high in general.
    one, two = one - _mean(weight, one, axis=1), two - _mean(weight, two, axis=1)
    return _Products(
        weeks=weeks,
        teams=int(enough.sum()),
        pairs=int((weight > 0).sum()),
        both=(weight * one * two).sum(axis=1),
        first=(weight * one * one).sum(axis=1),
        second=(weight * two * two).sum(axis=1),
    )


def _fisher(looked: Sequence[_Products], drawn: Floats) -> Floats:
    """The association of each resample and lag on Fisher's scale: resamples x lags, NaN where undefined."""
    columns = []
    for one in looked:
        spread = np.sqrt((drawn @ one.first) * (drawn @ one.second))
        spread = np.where(spread > TINY, spread, 0.0)
        columns.append(ratio(drawn @ one.both, spread))
    return np.arctanh(np.clip(np.stack(columns, axis=1), -1 + TINY, 1 - TINY))


def _test(
    looked: Sequence[_Products], signs: Floats, looked_at: int
) -> tuple[NDArray[np.bool_], Floats]:
    """Whether each lag is beyond chance, all lags together, and how many deviations an interval then spans.

    ``signs``: resamples x teams. Drawing signs leaves the squares as they are: t is a sum over the root of the
    sum of squares. The bound is put back to deviations around the sample's own value, as the bootstrap has.
    """
    both = np.stack([one.both for one in looked], axis=1)
    scale = np.sqrt((both * both).sum(axis=0))
    largest = np.abs(signs @ both / scale).max(axis=1)
    bound = float(np.quantile(largest, 1 - (1 - LEVEL) / looked_at))
    teams = np.array([one.teams for one in looked], dtype=np.float64)
    reached = bound * np.sqrt(teams / np.maximum(teams - bound * bound, TINY))
    return np.abs(both.sum(axis=0)) / scale > bound, reached


def _judge(
    looked: Sequence[_Products],
    steps: Floats,
    tested: tuple[NDArray[np.bool_], Floats],
    weeks: int,
) -> Lagged:
    sample, resampled = steps[0], steps[1:]
    beyond, reached = tested
    width = reached * np.nanstd(resampled, axis=0)
    smallest = float(np.tanh(width.min()))
    seen = beyond & (np.abs(sample) > width)
    width = np.where(seen, width, np.maximum(width, np.abs(sample)))
    teams = max(one.teams for one in looked)
    lags = tuple(
        Lag(one.weeks, one.teams, one.pairs, _interval(float(z), float(w)), bool(is_seen))
        for one, z, w, is_seen in zip(looked, sample, width, seen, strict=True)
    )
    if not seen.any():
        return Lagged(teams, weeks, lags, "none_seen", None, None, None, smallest)
    places = np.array([one.weeks for one in looked])
    peak = int(places[np.argmax(np.where(seen, np.abs(sample), -1.0))])
    low, high = _peaks(places, resampled, peak)
    return Lagged(teams, weeks, lags, _order(low, high), peak, low, high, smallest)


def _interval(step: float, width: float) -> Interval:
    value, low, high = np.tanh([step, step - width, step + width])
    return Interval(float(value), float(low), float(high))


def _peaks(places: Floats, resampled: Floats, peak: int) -> tuple[int, int]:
    """The lags where 95 % of resamples have their strongest association."""
    strongest = places[np.argmax(np.nan_to_num(np.abs(resampled)), axis=1)]
    tails = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    low, high = np.quantile(strongest, tails, method="nearest")
    return min(int(low), peak), max(int(high), peak)


def _order(low: int, high: int) -> Order:
    if low > 0:
        return "employees_first"
    if high < 0:
        return "customers_first"
    return "same_week" if low == high == 0 else "order_unclear"
