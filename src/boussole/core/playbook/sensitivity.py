"""How sure a signal must be for a rule: the threshold a manager may move.

A rule asks whether a signal is there, which is from a strength of one half. Moving its threshold to
``t`` bends strengths so that ``t`` reads as one half; grades of dissatisfaction move by as much, so that a
lower threshold also takes a dissatisfaction that is nearly clear for clear.
"""

from __future__ import annotations

import polars as pl

from boussole.core.signals.catalogue import BY_NAME, SIGNAL_NAMES

LOWEST, USUAL, HIGHEST = 0.3, 0.5, 0.8


def shifted(turns: pl.DataFrame, threshold: float) -> pl.DataFrame:
    """Bend the strengths of ``turns`` so that ``threshold`` reads as one half."""
    if threshold == USUAL:
        return turns
    return turns.with_columns(_bent(name, threshold) for name in SIGNAL_NAMES)


def _bent(name: str, threshold: float) -> pl.Expr:
    strength, top = pl.col(name), BY_NAME[name].maximum
    if top > 1:
        moved = strength + 2 * (USUAL - threshold)
        return pl.when(strength > 0).then(moved.clip(0, top)).otherwise(0.0).alias(name)
    under = strength * USUAL / threshold
    over = USUAL + (strength - threshold) * (1 - USUAL) / (1 - threshold)
    return pl.when(strength < threshold).then(under).otherwise(over).alias(name)
