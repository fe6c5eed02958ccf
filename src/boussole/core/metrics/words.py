"""A metric's values in words, in the metric's unit."""

from __future__ import annotations

from boussole.core.metrics.declarations import Metric
from boussole.core.text import Text
from boussole.core.wording import duration, number, percent

NO_VALUE = Text(fr="—", en="—")


def shown(metric: Metric, value: float | None) -> Text:
    """Say a value in its metric's unit."""
    if value is None:
        return NO_VALUE
    match metric.unit:
        case "share":
            return percent(value)
        case "seconds":
            return duration(value)
        case "score":
            return number(value)
        case "points":
            return number(value, 2)
        case "contacts":
            return number(value)
