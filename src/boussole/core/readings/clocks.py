"""What the clock says of a conversation, from the instants of its turns.

A dated turn is one whose instant the source gave; undated turns are passed over, so a conversation
without instants has null clocks. Robots' and internal messages do not answer the customer.
"""

from __future__ import annotations

import polars as pl


def clocks(turns: pl.DataFrame) -> pl.DataFrame:
    """Return per conversation ``first_at``, ``ended_at``, ``last_customer_at``, ``first_response``
    and ``customer_waited`` (seconds)."""
    dated = turns.filter(pl.col("at").is_not_null())
    customer = pl.col("role") == "customer"
    ends = dated.group_by("conversation_id", maintain_order=True).agg(
        first_at=pl.col("at").min(),
        ended_at=pl.col("at").max(),
        last_customer_at=pl.col("at").filter(customer).max(),
    )
    return ends.join(_waits(dated), on="conversation_id", how="left", maintain_order="left")


def _waits(dated: pl.DataFrame) -> pl.DataFrame:
    """Measure each wait from the first unanswered customer turn to the next public human reply."""
    spoken = dated.filter(
        (pl.col("role") == "customer") | ((pl.col("role") == "agent") & pl.col("public"))
    )
    customer = pl.col("role") == "customer"
    turned = (customer != customer.shift(1)).fill_null(value=True)
    runs = (
        spoken.with_columns(run=turned.cast(pl.Int32).cum_sum().over("conversation_id"))
        .group_by("conversation_id", "run", maintain_order=True)
        .agg(role=pl.col("role").first(), at=pl.col("at").first())
    )
    wait = (
        pl.col("at").shift(-1).over("conversation_id") - pl.col("at")
    ).dt.total_microseconds().cast(pl.Float64) / 1e6
    waits = runs.with_columns(wait=wait.clip(lower_bound=0)).filter(customer)
    return waits.group_by("conversation_id", maintain_order=True).agg(
        first_response=pl.col("wait").first(),
        customer_waited=pl.when(pl.col("wait").is_not_null().any()).then(pl.col("wait").sum()),
    )
