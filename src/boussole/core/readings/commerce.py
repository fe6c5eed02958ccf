"""Needs and offers: was a need heard, was an offer made while the problem was still open.

The two sides always go together: exploring a need the customer expressed, and not selling to
someone who is waiting for help.
"""

from __future__ import annotations

import polars as pl

from boussole.core.readings.tension import CALM
from boussole.core.readings.thresholds import PRESENT


def commerce(turns: pl.DataFrame) -> pl.DataFrame:
    """Return per conversation ``need_calm``, ``need_explored``, ``offer_made``, ``offer_early``.

    ``need_calm`` is null without a need; ``need_explored`` is null unless a need was expressed in a
    calm conversation; ``offer_early`` is null without an offer.
    """
    customer, agent = pl.col("role") == "customer", pl.col("role") == "agent"
    need = customer & (pl.col("need_expressed") >= PRESENT)
    offer = agent & (pl.col("offer") >= PRESENT)
    explored = agent & ((pl.col("offer") >= PRESENT) | (pl.col("open_question") >= PRESENT))
    marked = turns.with_columns(
        _needed=need.cum_max().over("conversation_id"),
        _need=need,
        _offer=offer,
    ).with_columns(_explored=explored & pl.col("_needed"))
    tense = pl.col("tension") >= CALM
    calm = pl.col("tension").max() < CALM
    any_need, any_offer = pl.col("_need").any(), pl.col("_offer").any()
    return marked.group_by("conversation_id", maintain_order=True).agg(
        need_calm=pl.when(any_need).then(calm),
        need_explored=pl.when(any_need & calm).then(pl.col("_explored").any()),
        offer_made=any_offer,
        offer_early=pl.when(any_offer).then((pl.col("_offer") & tense).any()),
    )
