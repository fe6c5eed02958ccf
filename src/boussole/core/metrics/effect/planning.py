"""How many conversations it takes to see the smallest effect worth seeing.

Two-sided at 95 %, with power 80 % (the interval being as wide as its clusters make it); conversations of the same cluster and week resemble one another, which
a design effect accounts for (Kish, Survey Sampling, 1965; Donner and Klar, Design and Analysis of Cluster
Randomization Trials, 2000, for the analysis of variance). All of it comes from the weeks before, so that
the plan does not move with the result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from boussole.core.metrics.effect.declaration import Declaration
from boussole.core.metrics.effect.windows import WEEK, Places, Windows
from boussole.core.metrics.resampling import Floats, reach

POWER = 0.8


@dataclass(frozen=True, slots=True)
class Noise:
    """The variance of one conversation's outcome within a unit, and the design effect of clusters."""

    variance: float
    design_effect: float

    @property
    def of_one(self) -> float:
        """The variance that one conversation more divides."""
        return self.variance * self.design_effect


@dataclass(frozen=True, slots=True)
class Plan:
    """``needed`` treated conversations after the start, of which ``missing`` are not there yet.

    Both are None when no number would do: the weeks before hold too few conversations.
    """

    needed: int | None
    missing: int | None
    noise: Noise


def noise(declaration: Declaration, found: Windows) -> Noise | None:
    """Measure the noise in the weeks before; None with fewer than two conversations."""
    rows = found.rows
    before = rows.treated_before | rows.compared_before
    outcome = rows.outcome[before]
    if len(outcome) < 2:  # noqa: PLR2004 - one conversation does not vary
        return None
    group = (rows.cluster if found.whole_units else rows.unit)[before]
    week = (rows.day[before] - rows.day.min()) // WEEK
    of_cluster = (group * len(found.cluster_treated) + rows.cluster[before]) * (week.max() + 1)
    bundle = np.unique(of_cluster + week, return_inverse=True)[1]
    variance, alike = _components(outcome, group, bundle)
    if variance <= 0:
        # Outcomes that were all the same may still differ one day: half a success and half a failure more.
        share = (outcome.sum() + 0.5) / (len(outcome) + 1)
        variance = share * (1 - share) if declaration.scale == "share" else 0.0
    sizes = np.bincount(bundle)
    usual_size = float((sizes**2).sum() / sizes.sum())
    return Noise(variance, 1 + (usual_size - 1) * alike)


def _components(outcome: Floats, group: Places, bundle: Places) -> tuple[float, float]:
    """The variance inside groups, and the intraclass correlation of their bundles (one week of a group)."""
    n, groups, bundles = len(outcome), len(np.unique(group)), int(bundle.max()) + 1
    around_group = _squares(outcome, group)
    around_bundle = _squares(outcome, bundle)
    if n <= bundles or bundles <= groups:
        return around_group / max(1, n - groups), 0.0
    inside = around_bundle / (n - bundles)
    between = (around_group - around_bundle) / (bundles - groups)
    sizes = np.bincount(bundle).astype(np.float64)
    owner = np.zeros(bundles, dtype=np.int64)
    owner[bundle] = group
    squares, totals = np.bincount(owner, weights=sizes**2), np.bincount(owner, weights=sizes)
    usual_size = (n - float((squares / np.maximum(totals, 1)).sum())) / (bundles - groups)
    apart = max(0.0, (between - inside) / usual_size)
    variance = inside + apart
    return variance, apart / variance if variance > 0 else 0.0


def _squares(outcome: Floats, group: Places) -> float:
    sizes = np.bincount(group)
    means = np.bincount(group, weights=outcome) / np.maximum(sizes, 1)
    return float(((outcome - means[group]) ** 2).sum())


def plan(declaration: Declaration, found: Windows, clusters: int) -> Plan | None:
    """Plan from the weeks before; the comparison is expected to go on at its own pace.

    ``clusters`` are those of the smaller side, two at least.
    """
    measured = noise(declaration, found)
    if measured is None:
        return None
    rows = found.rows
    treated, compared = int(rows.treated_before.sum()), int(rows.compared_before.sum())
    sides = 1.0
    if declaration.comparison != "none":
        sides += treated / compared if compared else math.inf
    spans = reach(max(2, clusters)) + float(stats.norm.ppf(POWER))
    wanted = (declaration.smallest_effect / spans) ** 2
    left = wanted - measured.of_one * sides / treated if treated else -math.inf
    if not left > 0 or math.isinf(sides):
        return Plan(None, None, measured)
    needed = math.ceil(measured.of_one * sides / left)
    return Plan(needed, max(0, needed - int(rows.treated_after.sum())), measured)
