"""Metrics: defined once, uncertain on purpose.

A declaration (``METRICS``) is answered by an ``Engine`` with ``Statistics``; ``estimate`` and
``change`` are pure functions of those.
"""

from boussole.core.metrics.change import (
    Change,
    Series,
    Week,
    change,
    expected_false_alarms_per_year,
    judge,
    series,
)
from boussole.core.metrics.declarations import DIMENSIONS, Dimension, Metric
from boussole.core.metrics.engine import (
    DimensionNotAllowedError,
    Engine,
    FactsMissingError,
    FrictionBy,
    FrictionCounts,
    MetricError,
    Part,
    Scope,
    Totals,
)
from boussole.core.metrics.estimates import Estimate, estimate
from boussole.core.metrics.friction import Friction, rank_frictions
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.registry import METRICS
from boussole.core.metrics.statistics import Point, Statistics, combine, repeated

__all__ = [
    "DIMENSIONS",
    "METRICS",
    "Change",
    "Dimension",
    "DimensionNotAllowedError",
    "Engine",
    "Estimate",
    "FactsMissingError",
    "Friction",
    "FrictionBy",
    "FrictionCounts",
    "Interval",
    "Metric",
    "MetricError",
    "Part",
    "Point",
    "Scope",
    "Series",
    "Statistics",
    "Totals",
    "Week",
    "change",
    "combine",
    "estimate",
    "expected_false_alarms_per_year",
    "judge",
    "rank_frictions",
    "repeated",
    "series",
]
