"""Every metric, by name. A new one is a declaration and its place in this list."""

from __future__ import annotations

from boussole.core.metrics.declarations import Metric
from boussole.core.metrics.definitions import answers, clocks, expressed, outcomes

_DECLARED: tuple[Metric, ...] = (
    *answers.DECLARED,
    *outcomes.DECLARED,
    *clocks.DECLARED,
    *expressed.DECLARED,
)

METRICS: dict[str, Metric] = {metric.name: metric for metric in _DECLARED}
if len(METRICS) != len(_DECLARED):
    raise ValueError("two metrics have the same name")
