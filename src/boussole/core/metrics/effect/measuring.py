"""The effect of what was declared: a difference with its interval, and what may be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from boussole.core.metrics.effect.declaration import Declaration
from boussole.core.metrics.effect.differences import (
    AFTER,
    BEFORE,
    cluster_draws,
    difference,
    rates,
)
from boussole.core.metrics.effect.planning import Plan, plan
from boussole.core.metrics.effect.regression import Regression, regression
from boussole.core.metrics.effect.windows import COMPARISON, TREATED, Flags, Windows, windows
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.resampling import RESAMPLES, Floats, everyone, percentile

Verdict = Literal["improved", "worsened", "too_small", "unclear", "not_enough"]
Why = Literal[
    "judged",
    "nothing_before",
    "nothing_after",
    "nothing_to_compare",
    "few_clusters",
    "no_variation",
    "few_conversations",
    "running",
    "regression_unknown",
]
Judged = tuple[Verdict, Why]

# Below, clusters drawn again and again are nearly the same ones.
MINIMUM_CLUSTERS = 5
NOTHING = Interval(None, None, None)


@dataclass(frozen=True, slots=True)
class Side:
    """Treated units, or those they are compared with.

    ``n_before`` and ``n_after`` count conversations once each. ``before`` and ``after`` are the means that the
    difference is made of: units and weeks weigh the same before and after.
    """

    units: int
    clusters: int
    n_before: int
    n_after: int
    before: Interval
    after: Interval


@dataclass(frozen=True, slots=True)
class Effect:
    """What was measured of ``declaration``, and what it allows to say.

    - ``difference``: how much more the treated units changed than the comparison; without a comparison
      (``causal`` is false) how much they changed, which is not the effect of anything in particular;
    - ``verdict``: improved or worsened, in the declared direction; too small to be worth seeing; unclear; or
      not enough to judge, and ``why``;
    - ``general``: whether clusters hold whole units, so that the interval speaks of units like these; else it
      speaks of these units alone;
    - ``regression``: apart, when the units were chosen for their bad weeks; the verdict is then that of
      ``regression.beyond``;
    - ``ends``: the first day on which all windows have gone by.
    """

    declaration: Declaration
    verdict: Verdict
    why: Why
    causal: bool
    general: bool
    treated: Side
    comparison: Side | None
    difference: Interval
    regression: Regression | None
    plan: Plan | None
    ends: date


def effect(
    declaration: Declaration,
    observations: pl.DataFrame,
    starts: Mapping[str, date],
    *,
    as_of: date,
    seed: int,
    resamples: int = RESAMPLES,
) -> Effect:
    """Measure what was declared on ``observations`` made before ``as_of``.

    ``observations``: ``unit``, ``cluster``, ``at``, ``outcome``, one row per conversation, treated units and
    comparison together. ``starts``: the day each treated unit starts; a unit that is not in it never
    does. Anything outside the windows is ignored. Raises ``EffectError`` when these do not fit.
    """
    declaration.check(starts)
    found = windows(declaration, observations, starts, as_of)
    compared = declaration.comparison != "none"
    drawn = np.vstack([everyone(len(found.cluster_treated)), cluster_draws(found, resamples, seed)])
    means = rates(found, drawn, compared=compared)
    clusters = _clusters(found, compared=compared)
    sampled = difference(means, compared=compared)
    measured = _interval(sampled, clusters)
    planned = plan(declaration, found, max(clusters, MINIMUM_CLUSTERS))
    expected = _expected(declaration, found, planned, measured)
    ends = declaration.ends(starts)
    missing = _missing_part(found, measured, clusters, undefined=bool(np.isnan(sampled).any()))
    verdict, why = missing or _judge(declaration, measured, expected, planned, over=as_of >= ends)
    return Effect(
        declaration=declaration,
        verdict=verdict,
        why=why,
        causal=compared,
        general=found.whole_units,
        treated=_side(found, means, clusters, TREATED),
        comparison=_side(found, means, clusters, COMPARISON) if compared else None,
        difference=measured,
        regression=expected,
        plan=planned,
        ends=ends,
    )


def _clusters(found: Windows, *, compared: bool) -> int:
    """The clusters of the smaller side: it is the one that limits what is known."""
    treated = int(found.cluster_treated.sum())
    return min(treated, int(found.cluster_compared.sum())) if compared else treated


def _interval(sampled: Floats, clusters: int) -> Interval:
    """The sample comes first, its resamples after."""
    if np.isnan(sampled[0]):
        return NOTHING
    if clusters < MINIMUM_CLUSTERS:
        return Interval(float(sampled[0]), None, None)
    return percentile(float(sampled[0]), sampled[1:], clusters)


def _side(found: Windows, means: Floats, clusters: int, arm: int) -> Side:
    rows = found.rows
    before, after, held = (
        (rows.treated_before, rows.treated_after, found.cluster_treated)
        if arm == TREATED
        else (rows.compared_before, rows.compared_after, found.cluster_compared)
    )
    return Side(
        units=len(np.unique(rows.unit[before | after])),
        clusters=int(held.sum()),
        n_before=_count(before),
        n_after=_count(after),
        before=_interval(means[:, arm, BEFORE], clusters),
        after=_interval(means[:, arm, AFTER], clusters),
    )


def _count(flags: Flags) -> int:
    return int(flags.sum())


def _judge(
    declaration: Declaration,
    measured: Interval,
    expected: Regression | None,
    planned: Plan | None,
    *,
    over: bool,
) -> Judged:
    if not over:
        if declaration.stop == "at_end":
            return "not_enough", "running"
        if planned is None or planned.missing is None or planned.missing > 0:
            return "not_enough", "few_conversations"
    if not declaration.bad_spell:
        return _read(declaration, measured), "judged"
    if expected is None:
        return "unclear", "regression_unknown"
    return _read(declaration, expected.beyond), "judged"


def _missing_part(
    found: Windows, measured: Interval, clusters: int, *, undefined: bool
) -> Judged | None:
    """Why nothing may be judged; ``undefined`` when some resamples held nothing to compare."""
    if not found.rows.treated_before.any():
        return "not_enough", "nothing_before"
    if not found.rows.treated_after.any():
        return "not_enough", "nothing_after"
    if measured.value is None:
        return "not_enough", "nothing_to_compare"
    if measured.low is None:
        # Enough clusters in all, but one side of the start has so few that it is often not drawn.
        few = clusters < MINIMUM_CLUSTERS or undefined
        return "not_enough", "few_clusters" if few else "no_variation"
    return None


def _expected(
    declaration: Declaration, found: Windows, planned: Plan | None, measured: Interval
) -> Regression | None:
    if not declaration.bad_spell or planned is None:
        return None
    return regression(found, planned.noise, measured)


def _read(declaration: Declaration, measured: Interval) -> Verdict:
    if measured.low is None or measured.high is None:
        raise ValueError("only a difference with an interval is read")
    low, high = measured.low, measured.high
    if declaration.direction == "lower":
        low, high = -high, -low
    if low > 0:
        return "improved"
    if high < 0:
        return "worsened"
    return "too_small" if high < declaration.smallest_effect else "unclear"
