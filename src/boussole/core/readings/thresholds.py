"""From which strength a signal counts as there, when a yes or no is needed.

Readings keep weaker strengths too: they are doubts, for rules with a lower threshold and for the second
reader. Whatever shows, counts or quotes a signal asks here first.
"""

from __future__ import annotations

import polars as pl

# A signal of 0..1 is taken as there from one half.
PRESENT = 0.5
# Dissatisfaction of 0..3: mild, clear, and strong.
MILD = 1.0
CLEAR = 2.0
STRONG = 3.0
_LEAST = {"dissatisfaction": MILD}


def least(signal: str) -> float:
    """Return the strength from which a signal is there."""
    return _LEAST.get(signal, PRESENT)


def is_there(signal: str, strength: float) -> bool:
    """Tell whether a signal read with this strength is there; a weaker one is only a doubt."""
    return strength >= least(signal)


def label_is_there() -> pl.Expr:
    """Keep, in a frame of labels (columns ``signal`` and ``strength``), the rows whose signal is there."""
    needed = pl.col("signal").replace_strict(_LEAST, default=PRESENT, return_dtype=pl.Float64)
    return pl.col("strength") >= needed
