"""What an outcome goes with most: Johnson's relative weights, which share out R squared among predictors.

Predictors are replaced by the nearest uncorrelated variables, and what these explain is handed back to them:
weights add up to R squared whatever the correlations. Source: Johnson, A heuristic method for estimating the
relative weight of predictor variables in multiple regression, Multivariate Behavioral Research 35 (2000);
intervals by bootstrap: Johnson, Factors affecting relative weights, Organizational Research Methods 7 (2004).

A weight is never negative, so its interval never says that there is nothing: whether a predictor is
associated with the outcome at all, and in which direction, is said by its correlation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from boussole.core.metrics.engine import MetricError
from boussole.core.metrics.intervals import LEVEL, Interval
from boussole.core.metrics.mirror.refusals import Refused
from boussole.core.metrics.resampling import (
    RESAMPLES,
    Floats,
    draws,
    everyone,
    percentile,
    ratio,
    reach,
)

Link = Literal["more", "less", "none_seen"]

MINIMUM_TEAMS = 20
ROWS_PER_PREDICTOR = 10
# A predictor that the others explain to 99 % (variance inflation of 100) cannot be told from them.
MOST_INFLATED = 100.0
FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Driver:
    """A predictor: its ``weight`` (0 to R squared), its ``share`` of R squared, its ``rank`` (1 is first).

    ``correlation`` has the interval of as many predictors as there are, looked at together (Bonferroni);
    ``link`` is "more" or "less" when it excludes none.
    """

    name: str
    weight: Interval
    share: Interval
    rank: Interval
    correlation: Interval
    link: Link


@dataclass(frozen=True, slots=True)
class Drivers:
    """Predictors by decreasing weight, for ``rows`` rows of ``teams`` teams; ``constant`` ones are left out."""

    rows: int
    teams: int
    explained: Interval
    drivers: tuple[Driver, ...]
    constant: tuple[str, ...] = ()


def relative_weights(
    outcome: Sequence[float],
    predictors: Mapping[str, Sequence[float]],
    teams: Sequence[str],
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> Drivers | Refused:
    """Share out the R squared of ``outcome``; the three have one entry per row, none missing.

    Teams are what is drawn again: rows of one team are alike. A constant predictor is left out and named.
    Refused below 20 teams or 10 rows per predictor, without a predictor that varies, with a constant outcome,
    and when predictors are nearly the same, which are named. Raises ``MetricError`` on columns that do not fit.
    """
    table, names = _table(outcome, predictors, teams)
    varies = _varies(table)
    constant = tuple(name for name, kept in zip(names, varies[1:], strict=True) if not kept)
    kept = [name for name in names if name not in constant]
    table = table[:, np.concatenate([[True], varies[1:]])]
    groups = len(set(teams))
    refused = _refusal(table, kept, groups, outcome_varies=bool(varies[0]))
    if refused is not None:
        return refused
    moments = _moments(table, teams)
    drawn = np.vstack([everyone(groups), draws(groups, resamples, np.random.default_rng(seed))])
    correlations = _correlations(drawn, moments)
    weights = johnson(correlations[:, 1:, 1:], correlations[:, 1:, 0])
    found = _drivers(kept, correlations[:, 1:, 0], weights, groups)
    explained = _interval(weights.sum(axis=1), groups)
    return Drivers(len(table), groups, explained, found, constant)


def johnson(among: Floats, towards: Floats) -> Floats:
    """Raw weights of each resample: ``among`` resamples x p x p correlations, ``towards`` resamples x p.

    NaN where predictors are nearly the same.
    """
    size = among.shape[1]
    together = np.concatenate([among.reshape(len(among), -1), towards], axis=1)
    usable: NDArray[np.bool_] = np.isfinite(together).all(axis=1)
    safe = np.where(usable[:, None, None], among, np.eye(size))
    values, vectors = np.linalg.eigh(safe)
    usable &= values[:, 0] > FLAT
    roots = np.sqrt(np.maximum(values, FLAT))
    nearest = (vectors * roots[:, None, :]) @ vectors.transpose(0, 2, 1)
    inverse = (vectors / roots[:, None, :]) @ vectors.transpose(0, 2, 1)
    slopes = (inverse @ np.nan_to_num(towards)[:, :, None])[:, :, 0]
    weights = (nearest**2 @ (slopes**2)[:, :, None])[:, :, 0]
    return np.where(usable[:, None], weights, np.nan)


def _table(
    outcome: Sequence[float], predictors: Mapping[str, Sequence[float]], teams: Sequence[str]
) -> tuple[Floats, list[str]]:
    names = list(predictors)
    wrong = [name for name in names if len(predictors[name]) != len(outcome)]
    if wrong or len(teams) != len(outcome):
        raise MetricError(f"{', '.join(wrong) or 'teams'}: give one value per row of the outcome")
    columns = [np.asarray(outcome, dtype=np.float64)]
    columns += [np.asarray(predictors[name], dtype=np.float64) for name in names]
    table = np.stack(columns, axis=1)
    if not np.isfinite(table).all():
        raise MetricError("a value is missing or infinite; leave its row out")
    return table, names


def _varies(table: Floats) -> NDArray[np.bool_]:
    if not len(table):
        return np.zeros(table.shape[1], dtype=bool)
    spread = table.max(axis=0) - table.min(axis=0)
    varies: NDArray[np.bool_] = spread > FLAT * np.abs(table).max(axis=0)
    return varies


def _refusal(
    table: Floats, names: Sequence[str], groups: int, *, outcome_varies: bool
) -> Refused | None:
    if groups < MINIMUM_TEAMS:
        return Refused("few_teams", groups, MINIMUM_TEAMS)
    if not outcome_varies:
        return Refused("no_variation")
    if not names:
        return Refused("no_predictor")
    if len(table) < ROWS_PER_PREDICTOR * len(names):
        return Refused("few_rows", len(table), ROWS_PER_PREDICTOR * len(names))
    alike = _collinear(table[:, 1:], names)
    return Refused("collinear", names=alike) if alike else None


def _collinear(predictors: Floats, names: Sequence[str]) -> tuple[str, ...]:
    """Predictors whose variance inflation is over the bound."""
    scaled = (predictors - predictors.mean(axis=0)) / predictors.std(axis=0)
    alike = []
    for place, name in enumerate(names):
        others = np.delete(scaled, place, axis=1)
        left = scaled[:, place] - others @ np.linalg.lstsq(others, scaled[:, place], rcond=None)[0]
        if float(left @ left) * MOST_INFLATED <= len(scaled):
            alike.append(name)
    return tuple(alike)


def _moments(table: Floats, teams: Sequence[str]) -> Floats:
    """Sums of products of (1, outcome, predictors) by team: teams x (p + 2) x (p + 2)."""
    spread = table.std(axis=0)
    scaled = np.column_stack([np.ones(len(table)), (table - table.mean(axis=0)) / spread])
    _, place = np.unique(np.array(teams), return_inverse=True)
    products = scaled[:, :, None] * scaled[:, None, :]
    summed = np.zeros((int(place.max()) + 1, *products.shape[1:]))
    np.add.at(summed, place, products)
    return summed


def _correlations(drawn: Floats, moments: Floats) -> Floats:
    size = moments.shape[1]
    sums = (drawn @ moments.reshape(len(moments), -1)).reshape(len(drawn), size, size)
    means = sums[:, 0, 1:] / sums[:, :1, 0]
    covariances = sums[:, 1:, 1:] / sums[:, :1, :1] - means[:, :, None] * means[:, None, :]
    spread = np.sqrt(np.maximum(np.diagonal(covariances, axis1=1, axis2=2), 0.0))
    spread = np.where(spread > FLAT, spread, 0.0)
    return ratio(covariances, spread[:, :, None] * spread[:, None, :])


def _drivers(
    names: Sequence[str], towards: Floats, weights: Floats, groups: int
) -> tuple[Driver, ...]:
    shares = ratio(weights, weights.sum(axis=1, keepdims=True))
    ranks = _ranks(weights)
    found = []
    for place in np.argsort(-weights[0], kind="stable"):
        correlation = _together(towards[:, place], groups, len(names))
        found.append(
            Driver(
                name=names[place],
                weight=_interval(weights[:, place], groups),
                share=_interval(shares[:, place], groups),
                rank=_interval(ranks[:, place], groups),
                correlation=correlation,
                link=_link(correlation),
            )
        )
    return tuple(found)


def _ranks(weights: Floats) -> Floats:
    """1 for the heaviest in each resample; NaN where there are no weights."""
    order = np.argsort(-np.nan_to_num(weights), axis=1, kind="stable")
    ranks = np.argsort(order, axis=1).astype(np.float64) + 1
    return np.where(np.isnan(weights), np.nan, ranks)


def _interval(sampled: Floats, groups: int) -> Interval:
    """The sample comes first, its resamples after. A rank that never changes is known."""
    known = sampled[np.isfinite(sampled)]
    if len(known) == len(sampled) and not np.ptp(known) > 0:
        return Interval(float(sampled[0]), float(sampled[0]), float(sampled[0]))
    return percentile(float(sampled[0]), sampled[1:], groups)


def _together(sampled: Floats, groups: int, looked_at: int) -> Interval:
    """The interval of a correlation among ``looked_at`` ones, on Fisher's scale where it is symmetrical."""
    steps = np.arctanh(np.clip(sampled[np.isfinite(sampled)], -1 + FLAT, 1 - FLAT))
    spread = reach(groups, 1 - (1 - LEVEL) / looked_at) * float(np.std(steps[1:]))
    low, high = np.tanh([steps[0] - spread, steps[0] + spread])
    return Interval(float(sampled[0]), float(low), float(high))


def _link(correlation: Interval) -> Link:
    if correlation.low is not None and correlation.low > 0:
        return "more"
    if correlation.high is not None and correlation.high < 0:
        return "less"
    return "none_seen"
