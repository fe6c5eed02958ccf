"""The course of tension: dissatisfaction over the customer's turns, smoothed.

Tension rises at once and falls gradually: after each customer turn it keeps ``FADING`` of what it
was, unless what the customer expresses is higher. A customer who says they are satisfied starts a
new course. Written without recursion so that it runs over columns:

    t_i = max over j <= i of  d_j * FADING ** (i - j)
"""

from __future__ import annotations

import math

import polars as pl

from boussole.core.readings.thresholds import MILD, PRESENT

FADING = 0.6
# Below this the conversation is calm: no more than a mild annoyance, already fading.
CALM = 1.5

_FLOOR = 1e-6


def with_tension(turns: pl.DataFrame) -> pl.DataFrame:
    """Add ``tension`` (0..3) to turns in the shape of ``schemas.TURNS``.

    On a customer's turn it is the course after that turn; on any other turn it is the course so
    far, which is what the agent had before them (0 when the customer has not spoken).
    """
    said = pl.col("role") == "customer"
    calmed = said & (pl.col("praise") >= PRESENT) & (pl.col("dissatisfaction") < MILD)
    step = pl.when(said).then(1).otherwise(0).cum_sum().over("conversation_id")
    # Under that it is a doubt, not something expressed.
    there = said & (pl.col("dissatisfaction") >= MILD)
    expressed = pl.when(there).then(pl.col("dissatisfaction")).otherwise(0.0)
    decay = math.log(FADING)
    return (
        turns.with_columns(
            _step=step,
            _course=calmed.cast(pl.Int32).cum_sum().over("conversation_id"),
            _expressed=expressed,
        )
        .with_columns(
            _raised=pl.when(pl.col("_expressed") > _FLOOR)
            .then(pl.col("_expressed").cast(pl.Float64).log() - pl.col("_step") * decay)
            .otherwise(None)
        )
        .with_columns(
            _highest=pl.col("_raised").cum_max().forward_fill().over("conversation_id", "_course")
        )
        .with_columns(
            tension=(pl.col("_highest") + pl.col("_step") * decay)
            .exp()
            .fill_null(0.0)
            .round(3)
            .cast(pl.Float32)
        )
        .drop("_step", "_course", "_expressed", "_raised", "_highest")
    )
