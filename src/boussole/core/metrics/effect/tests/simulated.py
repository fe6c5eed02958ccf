"""Made-up conversations whose true effect is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from boussole.core.metrics.effect import Declaration
from boussole.core.metrics.effect.windows import Places
from boussole.core.metrics.resampling import Floats

START = date(2026, 3, 2)
END = START + timedelta(weeks=8)
Observed = tuple[pl.DataFrame, dict[str, date]]


def declared(**changes: Any) -> Declaration:
    given: dict[str, Any] = {
        "subject": "act",
        "key": "reformulates",
        "direction": "higher",
        "declared_on": START - timedelta(days=3),
        "start": START,
        "smallest_effect": 0.05,
        "comparison": "never_treated",
    }
    return Declaration(**given | changes)


def observed(unit: Sequence[str], days: Sequence[int], outcome: Sequence[float]) -> pl.DataFrame:
    """One row per conversation, ``days`` after the first start; each unit is its own cluster."""
    units = pl.Series(unit, dtype=pl.String)
    columns = {
        "unit": units,
        "cluster": units,
        "day": pl.Series(days, dtype=pl.Int64),
        "outcome": pl.Series(outcome, dtype=pl.Float64),
    }
    at = (pl.lit(START) + pl.duration(days="day")).alias("at")
    return pl.DataFrame(columns).select("unit", "cluster", at, "outcome")


def simulated(
    rng: np.random.Generator,
    treated: int,
    others: int,
    *,
    effect: float = 0.0,
    per_week: float = 6,
    between: float = 0.08,
    weekly: float = 0.03,
    after: int = 8,
) -> Observed:
    """Shares around one half: agents differ, their weeks differ, and all follow the same slow rise."""

    def share(unit: Places, week: Places) -> Floats:
        levels = rng.normal(0.5, between, treated + others)[unit]
        levels += rng.normal(0, weekly, len(unit)) + 0.005 * week
        return levels + effect * ((unit < treated) & (week >= 0))

    starts = {name(unit): START for unit in range(treated)}
    return drawn(rng, treated + others, range(-8, after), per_week, share), starts


def name(unit: int) -> str:
    return f"a{unit:03d}"


def drawn(
    rng: np.random.Generator,
    units: int,
    weeks: range,
    per_week: float,
    share: Callable[[Places, Places], Floats],
) -> pl.DataFrame:
    """Conversations of each unit and week, each a success with the given share."""
    unit = np.repeat(np.arange(units), len(weeks))
    week = np.tile(np.array(weeks), units)
    chances = np.clip(share(unit, week), 0, 1)
    sizes = rng.poisson(per_week, len(unit))
    outcome = (rng.random(sizes.sum()) < np.repeat(chances, sizes)).astype(np.float64)
    days = 7 * np.repeat(week, sizes) + rng.integers(0, 7, sizes.sum())
    names = np.array([name(one) for one in range(units)])
    return observed(names[np.repeat(unit, sizes)].tolist(), days.tolist(), outcome.tolist())


def chosen_for_bad_weeks(
    rng: np.random.Generator, *, of: int = 30, chosen: int = 6, effect: float = 0.0
) -> Observed:
    """The agents whose last three weeks were the worst start; nothing else sets them apart."""
    frame, _ = simulated(rng, 0, of, per_week=5, between=0.06, weekly=0.02)
    lately = pl.col("at").is_between(START - timedelta(weeks=3), START, closed="left")
    worst = (
        frame.filter(lately)
        .group_by("unit")
        .agg(pl.col("outcome").mean())
        .sort("outcome", "unit")["unit"][:chosen]
        .to_list()
    )
    helped = pl.col("unit").is_in(worst) & (pl.col("at") >= START)
    # Half of the conversations fail: lifting twice the effect of them lifts the share by it.
    lifted = helped & (pl.Series(rng.random(len(frame))) < 2 * effect)
    outcome = pl.when(lifted).then(1.0).otherwise(pl.col("outcome"))
    return frame.with_columns(outcome=outcome), dict.fromkeys(worst, START)


def flipped(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(outcome=1 - pl.col("outcome"))
