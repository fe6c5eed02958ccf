"""Made-up teams whose true figures are known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from boussole.core.metrics.mirror import TeamLoyalty, TeamSums, TeamWeek
from boussole.core.metrics.resampling import Floats

MONDAY = date(2026, 1, 5)
MARGIN = 8
Series = list[TeamWeek]


def sums(rng: np.random.Generator, teams: int, icc: float) -> list[TeamSums]:
    """Teams of 5 to 15 answers whose variance lies between teams for a share ``icc``."""
    found = []
    for team in range(teams):
        own = rng.normal(0, np.sqrt(icc))
        answers = 3.5 + own + rng.normal(0, np.sqrt(1 - icc), int(rng.integers(5, 16)))
        found.append(TeamSums.of(f"team {team:03}", answers.tolist()))
    return found


def rows(means: Floats, n: Floats) -> Series:
    """One row per team and week; no answers, no row."""
    return [
        TeamWeek(f"team {team:03}", MONDAY + timedelta(weeks=week), int(n[team, week]), float(mean))
        for (team, week), mean in np.ndenumerate(means)
        if n[team, week] > 0
    ]


def wandering(rng: np.random.Generator, teams: int, weeks: int, kept: float) -> Floats:
    """Series that keep ``kept`` of themselves from one week to the next, of variance 1: teams x weeks."""
    noise = rng.normal(size=(teams, weeks + 30))
    found = noise.copy()
    for week in range(1, weeks + 30):
        found[:, week] = kept * found[:, week - 1] + np.sqrt(1 - kept**2) * noise[:, week]
    return found[:, 30:]


def two_series(
    rng: np.random.Generator,
    teams: int,
    weeks: int,
    *,
    kept: float = 0.5,
    lead: int = 0,
    strength: float = 0.0,
    season: float = 0.0,
) -> tuple[Series, Series]:
    """A pulse and the customers of the same teams; the pulse leads by ``lead`` weeks with ``strength``."""
    pulse = wandering(rng, teams, weeks + 2 * MARGIN, kept)
    own = wandering(rng, teams, weeks + 2 * MARGIN, kept)
    customers = strength * np.roll(pulse, lead, axis=1) + np.sqrt(1 - strength**2) * own
    shared = season * np.cumsum(rng.normal(size=weeks + 2 * MARGIN))
    base = rng.normal(size=(teams, 1))
    found = []
    for series, few, many in ((pulse, 5, 13), (customers, 20, 80)):
        n = rng.integers(few, many, (teams, weeks)).astype(np.float64)
        seen = 0.3 * (series + shared)[:, MARGIN : MARGIN + weeks] + base
        found.append(rows(seen + rng.normal(size=n.shape) / np.sqrt(n), n))
    return found[0], found[1]


RATES = np.array([0.3, 0.5, 0.7, 0.4])


def customers(
    rng: np.random.Generator, teams: int, effect: float, spread: float = 0.05
) -> list[TeamLoyalty]:
    """Teams whose upper third of culture has ``effect`` more, and another mix of reasons."""
    culture = rng.normal(size=teams)
    high = culture.argsort().argsort() >= teams - teams // 3
    found = []
    for team in range(teams):
        own = rng.normal(0, spread) + (effect if high[team] else 0.0)
        mix = rng.dirichlet([4, 4, 4, 2] if high[team] else [2, 4, 6, 4])
        for reason, (share, rate) in enumerate(zip(mix, RATES, strict=True)):
            n = int(rng.poisson(120 * share))
            loyal = int(rng.binomial(n, np.clip(rate + own, 0, 1)))
            found.append(
                TeamLoyalty(f"team {team:03}", float(culture[team]), f"reason {reason}", n, loyal)
            )
    return found
