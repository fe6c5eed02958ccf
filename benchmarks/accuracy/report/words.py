"""How figures, tables and quotations are written on the page."""

from __future__ import annotations

import math
from collections.abc import Iterable

from boussole.core.metrics.intervals import Interval

NOTHING = "–"


def percent(interval: Interval) -> str:
    """Say a share with its bounds, in per cent."""
    return _bounded(interval, ".1f")


def points(interval: Interval) -> str:
    """Say a difference of shares with its bounds, in points, signs written."""
    return _bounded(interval, "+.1f").replace("-", "−")


def number(value: float | None) -> str:
    """Say a share alone, in per cent."""
    return NOTHING if value is None or math.isnan(value) else f"{100 * value:.1f}"


def out_of_ten(interval: Interval) -> str:
    """Say a share as people do: how many out of ten."""
    return NOTHING if interval.value is None else f"{10 * interval.value:.0f}"


def _bounded(interval: Interval, shape: str) -> str:
    if interval.value is None or interval.low is None or interval.high is None:
        return NOTHING
    value, low, high = (
        format(100 * one, shape) for one in (interval.value, interval.low, interval.high)
    )
    return f"{value} [{low}; {high}]"


def verdict(gain: Interval) -> str:
    """Say whether a figure is above another, as far as the interval of their difference tells."""
    if gain.low is not None and gain.low > 0:
        return "above"
    if gain.high is not None and gain.high < 0:
        return "below"
    return "not distinguishable from"


def quoted(text: str) -> str:
    """Write a line of somebody's text so that the page shows it as it is."""
    for mark, shown in (("|", "\\|"), ("<", "&lt;"), ("*", "\\*"), ("_", "\\_")):
        text = text.replace(mark, shown)
    return f"> {text}"


def table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...]) -> str:
    """Lay rows out under a head."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)
