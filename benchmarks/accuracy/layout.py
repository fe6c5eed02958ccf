"""How figures are laid out: shares with their bounds, tables."""

from __future__ import annotations

from collections.abc import Iterable

from boussole.core.metrics.intervals import Interval


def percent(interval: Interval) -> str:
    """Say a share with its bounds, in per cent."""
    return bounded(interval, ".1f")


def bounded(interval: Interval, shape: str) -> str:
    """Say a value with its bounds, as ``shape`` says to write a number."""
    if interval.value is None or interval.low is None or interval.high is None:
        return "–"
    value, low, high = (
        format(100 * one, shape) for one in (interval.value, interval.low, interval.high)
    )
    return f"{value} [{low}; {high}]"


def table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...]) -> str:
    """Lay rows out under their head."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)
