"""What two publications of the same questions say together, and which of the changes are real."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from statistics import NormalDist

from boussole.core.anonymity import Figures
from boussole.core.metrics.change import benjamini_hochberg
from boussole.core.metrics.intervals import wilson

RATE = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """The change of a favourable share, with the 95% interval of Newcombe's method 10."""

    question: str
    change: float
    low: float
    high: float
    p_value: float
    real: bool


def compared(
    before: Mapping[str, Figures], now: Mapping[str, Figures], rate: float = RATE
) -> list[Difference]:
    """Each question published in both, with what survives Benjamini and Hochberg over all of them.

    The two groups are treated as if they were different people. They mostly are the same, who mostly answer alike: the
    interval is then too wide rather than too narrow.
    """
    keys = [key for key in now if key in before]
    tests = {key: p_value(before[key], now[key]) for key in keys}
    bar = benjamini_hochberg(list(tests.values()), rate) if tests else 0.0
    return [_difference(key, before[key], now[key], tests[key], bar) for key in keys]


def p_value(before: Figures, now: Figures) -> float:
    """The two-sided p-value of the test of two shares with a pooled variance."""
    pooled = (before.favourable + now.favourable) / (before.n + now.n)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / now.n))
    return 2 * (1 - NormalDist().cdf(abs(now.share - before.share) / spread))


def _difference(key: str, before: Figures, now: Figures, p: float, bar: float) -> Difference:
    """Source: Newcombe, Interval estimation for the difference between proportions, Statistics in Medicine 17 (1998)."""
    first, second = wilson(before.favourable, before.n), wilson(now.favourable, now.n)
    change = now.share - before.share
    low = math.hypot(now.share - (second.low or 0.0), (first.high or 0.0) - before.share)
    high = math.hypot((second.high or 0.0) - now.share, before.share - (first.low or 0.0))
    return Difference(key, change, change - low, change + high, p, real=p <= bar)


@dataclass(frozen=True, slots=True)
class Focus:
    """The theme to look at first; ``apart`` when it is surely below the others taken together."""

    theme: str
    apart: bool


def lowest(now: Mapping[str, Figures], themes: Mapping[str, str]) -> Focus | None:
    """The theme whose favourable share is surely the lowest: its interval's upper bound; None without figures.

    A tie goes to the theme first by name, so that the choice is the same whoever asks.
    """
    whole: dict[str, Figures] = {}
    for key, one in now.items():
        theme = themes.get(key)
        if theme is not None:
            whole[theme] = whole[theme] + one if theme in whole else one
    if not whole:
        return None
    found = min(whole, key=lambda theme: (_upper(whole[theme]), theme))
    rest = [one for theme, one in whole.items() if theme != found]
    return Focus(found, apart=bool(rest) and _below(whole[found], reduce(add, rest)))


def _below(one: Figures, others: Figures) -> bool:
    return one.share < others.share and p_value(others, one) <= RATE


def _upper(found: Figures) -> float:
    return wilson(found.favourable, found.n).high or 0.0
