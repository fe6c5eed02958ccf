"""A week set against the same person's weeks before: usual, heavy or very heavy.

The usual variation is that of the house's charts (``core.metrics.change``): mean +- 3 sigma, sigma being the mean moving range over
1.128, never below the square root of the mean, which is what counts vary by on their own. Never against a colleague.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from boussole.core.care.exposure import Week
from boussole.core.metrics.change import LIMITS, LONGEST_BASELINE, MINIMUM_BASELINE, xmr_limits

# A usual that is always heavy must not hide it: whatever someone is used to, one and a half a working day is heavy, three very heavy.
HEAVY_HARD, VERY_HEAVY_HARD = 8, 15
# Four in one day, or four in a row, is heavy too: nobody breathes in between.
HEAVY_DAY, HEAVY_RUN = 4, 4


class Band(IntEnum):
    """How a week was for someone."""

    USUAL = 0
    HEAVY = 1
    VERY_HEAVY = 2


@dataclass(frozen=True, slots=True)
class Usual:
    """The mean of someone's weeks and the bounds of what is usual for them, over so many ``weeks``."""

    centre: float
    low: float
    high: float
    weeks: int


def usual(hard: Sequence[int]) -> Usual | None:
    """What is usual for someone after weeks with so many hard conversations; None below six weeks, of 26 at most."""
    kept = list(hard)[-LONGEST_BASELINE:]
    if len(kept) < MINIMUM_BASELINE:
        return None
    centre, _low, high = xmr_limits(kept)
    reach = max(high - centre, LIMITS * math.sqrt(centre))
    return Usual(centre, max(0.0, centre - reach), centre + reach, len(kept))


def band_of(week: Week, before: Usual | None) -> Band:
    """How a week was, beside what is usual for that person and beside what is heavy for anyone."""
    above = before is not None and week.hard > before.high
    far = before is not None and above and week.hard > 2 * before.high - before.centre
    if week.hard >= VERY_HEAVY_HARD or (far and week.hard >= HEAVY_HARD):
        return Band.VERY_HEAVY
    dense = week.in_a_day >= HEAVY_DAY or week.run >= HEAVY_RUN
    return Band.HEAVY if above or dense or week.hard >= HEAVY_HARD else Band.USUAL


def bands(weeks: Sequence[Week]) -> list[tuple[Usual | None, Band]]:
    """Each week, in order, against those before it: a week is never part of its own usual.

    Weeks before the first conversation are not somebody's usual: they had not begun.
    """
    first = next((place for place, week in enumerate(weeks) if week.contacts), len(weeks))
    found = []
    for place, week in enumerate(weeks):
        before = usual([one.hard for one in weeks[first:place]])
        found.append((before, band_of(week, before)))
    return found
