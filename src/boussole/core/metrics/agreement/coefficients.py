"""Percent agreement, Krippendorff's alpha and Gwet's AC1, of a sample and of its resamples at once.

Every function takes ``counts`` (items x categories: how many raters gave each) and ``drawn`` (resamples
x items: how often each item counts), and gives one value per resample, NaN where there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from boussole.core.metrics.agreement.ratings import MISSING, Ratings
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.resampling import (
    RESAMPLES,
    Floats,
    draws,
    everyone,
    mean_over,
    percentile,
    ratio,
)

Why = Literal["said", "few_items", "few_raters", "one_category"]

# Agreement is between two ratings of the same item, on two items at least.
PAIR = 2


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval; the value is None when it cannot be said, and ``why`` tells."""

    value: float | None
    low: float | None
    high: float | None
    why: Why = "said"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much ``raters`` people agree on ``items`` items, those with two ratings or more.

    ``dominant`` is the share of the most frequent answer among ``ratings``, None without any.
    """

    raters: int
    items: int
    ratings: int
    dominant: float | None
    percent: Coefficient
    alpha: Coefficient
    ac1: Coefficient


def agreement(ratings: Ratings, *, seed: int, resamples: int = RESAMPLES) -> Agreement:
    """Measure agreement, with percentile bootstrap intervals over items.

    Raters are taken as they are: the intervals say what other situations might have given, not what
    other people would have.
    """
    counts = ratings.counts()
    drawn = draws(len(ratings.items), resamples, seed)
    one = everyone(len(ratings.items))
    used = counts.sum(axis=0)
    raters = int((ratings.codes != MISSING).any(axis=1).sum())
    items = int(_pairable(counts).sum())
    why: Why = "said"
    if raters < PAIR:
        why = "few_raters"
    elif items < PAIR:
        why = "few_items"
    beyond: Why = "one_category" if why == "said" and (used > 0).sum() == 1 else why

    def said(measure: Callable[[Floats, Floats], Floats], reason: Why) -> Coefficient:
        return _coefficient(reason, items, measure(counts, one), measure(counts, drawn))

    return Agreement(
        raters=raters,
        items=items,
        ratings=int(used.sum()),
        dominant=float(used.max() / used.sum()) if used.sum() else None,
        percent=said(percent_agreement, why),
        alpha=said(partial(krippendorff_alpha, ordinal=ratings.ordinal), beyond),
        ac1=said(gwet_ac1, beyond),
    )


def _coefficient(why: Why, items: int, sample: Floats, resampled: Floats) -> Coefficient:
    if why != "said" or np.isnan(sample[0]):
        # Items rated twice may hold one category alone while those rated once hold another.
        return Coefficient(None, None, None, "one_category" if why == "said" else why)
    found: Interval = percentile(float(sample[0]), resampled, items)
    return Coefficient(found.value, found.low, found.high)


def _pairable(counts: Floats) -> NDArray[np.bool_]:
    return np.asarray(counts.sum(axis=1) >= PAIR, dtype=np.bool_)


def pairwise(counts: Floats) -> Floats:
    """The share of pairs of raters who agree on each item; 0 where there is no pair."""
    rated = counts.sum(axis=1)
    pairs = np.maximum(rated * (rated - 1), 1.0)
    return np.asarray((counts * (counts - 1)).sum(axis=1) / pairs, dtype=np.float64)


def percent_agreement(counts: Floats, drawn: Floats) -> Floats:
    """The mean over items rated twice or more of the share of pairs of raters who agree, 0 to 1."""
    return mean_over(pairwise(counts), _pairable(counts), drawn)


def krippendorff_alpha(counts: Floats, drawn: Floats, *, ordinal: bool = False) -> Floats:
    """Krippendorff's alpha: 1 - observed / expected disagreement, above -1 and at most 1.

    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C and D: values are
    paired within items, each item weighing as many values as it has. Undefined when the paired values
    are all the same.
    """
    pairs = _coincidences(counts)
    items, categories = counts.shape
    coincidences = (drawn @ pairs.reshape(items, categories**2)).reshape(-1, categories, categories)
    totals = coincidences.sum(axis=2)
    distances = _ordinal_distances(totals) if ordinal else 1.0 - np.eye(categories)
    observed = (coincidences * distances).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * distances).sum(axis=(1, 2))
    return np.asarray(1 - (totals.sum(axis=1) - 1) * ratio(observed, expected), dtype=np.float64)


def _coincidences(counts: Floats) -> Floats:
    """What each item adds to the matrix of coincidences: items x categories x categories."""
    rated = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :]
    diagonal = np.arange(counts.shape[1])
    pairs[:, diagonal, diagonal] -= counts
    share = np.where(rated >= PAIR, 1 / np.maximum(rated - 1, 1), 0.0)
    return np.asarray(pairs * share[:, None, None], dtype=np.float64)


def _ordinal_distances(totals: Floats) -> Floats:
    """The squared number of values between two ranks, half of each end counted."""
    middles = np.cumsum(totals, axis=1) - totals / 2
    return np.asarray((middles[:, :, None] - middles[:, None, :]) ** 2, dtype=np.float64)


def gwet_ac1(counts: Floats, drawn: Floats) -> Floats:
    """Gwet's AC1: agreement beyond what raters would reach by guessing the hard items.

    Source: Gwet, Computing inter-rater reliability and its variance in the presence of high agreement,
    British Journal of Mathematical and Statistical Psychology 61 (2008); with missing ratings,
    Handbook of Inter-Rater Reliability, 4th edition (2014), chapter 5: pairs come from items rated
    twice or more, prevalences from every rated item.
    """
    rated = counts.sum(axis=1)
    known = (rated > 0).astype(np.float64)
    shares = counts / np.maximum(rated, 1)[:, None]
    prevalence = ratio(drawn @ shares, (drawn @ known)[:, None])
    chance = (prevalence * (1 - prevalence)).sum(axis=1) / (counts.shape[1] - 1)
    return np.asarray((percent_agreement(counts, drawn) - chance) / (1 - chance))
