"""People apart from rules: who judges more severely, two groups side by side, the software as one more rater.

Severity speaks of a person and is meant for that person; a rule on which people differ is at fault,
not they.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boussole.core.metrics.agreement.coefficients import PAIR, pairwise
from boussole.core.metrics.agreement.ratings import MISSING, Ratings
from boussole.core.metrics.intervals import Z95, Interval, wilson
from boussole.core.metrics.resampling import (
    RESAMPLES,
    Floats,
    draws,
    everyone,
    mean_over,
    percentile,
    ratio,
)

# How much people may differ from one another, tried at each of these standard deviations of a share.
SPREADS = np.linspace(0.0, 0.5, 101)
NOTHING = Interval(None, None, None)


@dataclass(frozen=True, slots=True)
class Severity:
    """How often a rater says "met" beside the others on the same ``items`` items.

    ``met`` and ``others`` are the plain shares; ``difference`` is what is believed of met - others once
    the little that each rater judged is taken into account: below 0 is more severe.
    """

    rater: str
    items: int
    met: float
    others: float
    difference: Interval

    @property
    def stands_out(self) -> bool:
        """Whether the difference is beyond doubt."""
        low, high = self.difference.low, self.difference.high
        return low is not None and high is not None and not low <= 0 <= high


def severities(ratings: Ratings, met: str) -> tuple[Severity, ...]:
    """The severity of each rater who shares items with others, by name.

    Differences are shrunk towards none by a normal hierarchical model whose spread between raters is
    integrated over a flat prior (Gelman et al., Bayesian Data Analysis, 3rd edition, section 5.4): six
    items move little, and a spread that the data cannot tell widens the interval.
    """
    said = (ratings.codes == ratings.code_of(met)).astype(np.float64)
    given = ratings.codes != MISSING
    others = given.sum(axis=0) - given
    shared = given & (others > 0)
    elsewhere = (said.sum(axis=0) - said) / np.maximum(others, 1)
    items = shared.sum(axis=1)
    kept = items > 0
    plain = np.where(shared, said - elsewhere, 0.0).sum(axis=1) / np.maximum(items, 1)
    means, deviations = _shrunk(plain[kept], _variance(said - elsewhere, shared) / items[kept])
    found = zip(np.flatnonzero(kept), means, Z95 * deviations, strict=True)
    return tuple(
        Severity(
            ratings.raters[row],
            int(items[row]),
            float(said[row][shared[row]].mean()),
            float(elsewhere[row][shared[row]].mean()),
            Interval(float(mean), float(mean - reach), float(mean + reach)),
        )
        for row, mean, reach in found
    )


def _variance(differences: Floats, shared: NDArray[np.bool_]) -> float:
    """The variance of one item's difference, pooled over raters, half a disagreement added."""
    kept = np.where(shared, differences, 0.0)
    items = np.maximum(shared.sum(axis=1), 1)
    squares = float((kept**2).sum() - (kept.sum(axis=1) ** 2 / items).sum())
    freedom = int(np.maximum(shared.sum(axis=1) - 1, 0).sum())
    return (max(0.0, squares) + 0.5) / (freedom + 1)


def _shrunk(plain: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Posterior means and standard deviations of the raters' differences, which have mean 0."""
    total = variances[None, :] + SPREADS[:, None] ** 2
    fit = -0.5 * (np.log(total) + plain[None, :] ** 2 / total).sum(axis=1)
    weights = np.exp(fit - fit.max())
    weights /= weights.sum()
    kept = SPREADS[:, None] ** 2 / total
    at_each = kept * plain[None, :]
    means = weights @ at_each
    variance = weights @ (kept * variances[None, :] + (at_each - means) ** 2)
    return means, np.sqrt(variance)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two groups on the same ``items`` items, both having judged each.

    ``difference`` is the share "met" of the first minus that of the second; ``within`` and ``between``
    are shares of pairs who agree, inside a group and across; ``apart`` is how much less people agree
    across than inside. A part that no pair of raters informs has no value.
    """

    items: int
    difference: Interval
    within: tuple[Interval, Interval]
    between: Interval
    apart: Interval


def gap(
    ratings: Ratings,
    first: Iterable[str],
    second: Iterable[str],
    met: str,
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> Gap:
    """Compare two groups of raters (managers and the team), with bootstrap intervals over shared items."""
    one, two = ratings.counts(first), ratings.counts(second)
    shared = (one.sum(axis=1) > 0) & (two.sum(axis=1) > 0)
    one, two = one[shared], two[shared]
    n = int(shared.sum())
    drawn = np.vstack([everyone(n), draws(n, resamples, seed)])
    sizes = one.sum(axis=1), two.sum(axis=1)
    code = ratings.code_of(met)
    everywhere = np.ones(n, dtype=bool)
    difference = mean_over(one[:, code] / sizes[0] - two[:, code] / sizes[1], everywhere, drawn)
    between = mean_over((one * two).sum(axis=1) / (sizes[0] * sizes[1]), everywhere, drawn)
    within = [mean_over(pairwise(side), side.sum(axis=1) >= PAIR, drawn) for side in (one, two)]
    inside = [side for side in within if not np.isnan(side[0])]
    apart = np.mean(inside, axis=0) - between if inside else np.full(len(drawn), np.nan)
    return Gap(
        n,
        _interval(difference, n),
        (_interval(within[0], n), _interval(within[1], n)),
        _interval(between, n),
        _interval(apart, n),
    )


def _interval(found: Floats, items: int) -> Interval:
    """The sample comes first, its resamples after."""
    return NOTHING if np.isnan(found[0]) else percentile(float(found[0]), found[1:], items)


@dataclass(frozen=True, slots=True)
class Software:
    """The software beside people on ``items`` items where people have a most frequent answer.

    ``agrees`` is its share of those answers; ``people`` is how often a person gives the most frequent
    answer of the others, which is what it can be compared with. ``ties`` items have none.
    """

    items: int
    ties: int
    agrees: Interval
    people: Interval


def software(
    ratings: Ratings, read: Mapping[str, str], *, seed: int, resamples: int = RESAMPLES
) -> Software:
    """Compare what the software ``read`` of each item with the most frequent answer of two people or more."""
    counts = ratings.counts()
    codes = [ratings.code_of(read[item]) if item in read else MISSING for item in ratings.items]
    answers = np.array(codes, dtype=np.int64)
    judged = (answers != MISSING) & (counts.sum(axis=1) >= PAIR)
    common = most_frequent(counts)
    decided = judged & (common != MISSING)
    successes, n = int((answers == common)[decided].sum()), int(decided.sum())
    return Software(
        n, int(judged.sum()) - n, wilson(successes, n), _people(ratings, counts, seed, resamples)
    )


def most_frequent(counts: Floats) -> NDArray[np.int64]:
    """The answer given most on each item; ``MISSING`` when two are equal or nobody answered."""
    top = counts.max(axis=1, keepdims=True)
    alone = ((counts == top).sum(axis=1) == 1) & (top[:, 0] > 0)
    return np.where(alone, counts.argmax(axis=1), MISSING).astype(np.int64)


def _people(ratings: Ratings, counts: Floats, seed: int, resamples: int) -> Interval:
    hits, asked = np.zeros(len(ratings.items)), np.zeros(len(ratings.items))
    for codes in ratings.codes:
        own = (codes[:, None] == np.arange(len(ratings.categories))).astype(np.float64)
        rest = counts - own
        common = most_frequent(rest)
        usable = (codes != MISSING) & (common != MISSING) & (rest.sum(axis=1) >= PAIR)
        hits += usable & (codes == common)
        asked += usable
    drawn = np.vstack([everyone(len(hits)), draws(len(hits), resamples, seed)])
    return _interval(ratio(drawn @ hits, drawn @ asked), int((asked > 0).sum()))
