"""Turns made ready for rules: what every condition leans on, computed once for a whole batch.

A row is a turn; the turns of a conversation are together and in order, so that "the next", "the
nearest" and "the last of this conversation" are shifts, fills and bounds, without grouping again for
each condition.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from boussole.core.readings.tension import with_tension
from boussole.core.schemas import CONTACTS

ROW = pl.col("_row")
FIRST = pl.col("_first")
LAST = pl.col("_last")
SIDES = ("customer", "agent")

_OUTCOMES = pl.DataFrame(CONTACTS.empty_table()).schema


def prepared(
    turns: pl.DataFrame, conversations: pl.DataFrame, asked: Collection[str]
) -> pl.DataFrame:
    """Return ``turns`` (``schemas.TURNS``) in order, with tension, places, answers and outcomes.

    ``asked`` are the columns of conversations that rules ask about.
    """
    ordered = with_tension(_in_order(turns))
    placed = ordered.with_row_index("_row").with_columns(
        _conversation=pl.col("conversation_id").rle_id(),
        _role=pl.when(pl.col("public") & (pl.col("role") != "system"))
        .then(pl.col("role"))
        .otherwise(pl.lit("note")),
    )
    placed = placed.with_columns(
        _first=ROW.min().over("_conversation"), _last=ROW.max().over("_conversation")
    )
    return _with_outcomes(_with_answers(placed), conversations, asked)


def _in_order(turns: pl.DataFrame) -> pl.DataFrame:
    """Sort only when needed: a whole batch in order is the usual case and sorting is what costs."""
    ids, places = turns["conversation_id"], turns["turn"]
    runs = ids.rle_id().max()
    together = turns.is_empty() or (isinstance(runs, int) and runs + 1 == ids.n_unique())
    rising = ((places.diff() > 0) | (ids != ids.shift(1))).fill_null(value=True).all()
    return turns if together and rising else turns.sort("conversation_id", "turn")


def _with_answers(turns: pl.DataFrame) -> pl.DataFrame:
    """Add answers: consecutive messages of one side, with notes and system lines apart, are one.

    ``_answer`` numbers them. For each side, ``_starts_*`` and ``_ends_*`` mark the first and last
    message of its answers, ``_begun_*`` counts those begun up to a row, ``_ended_*`` those ended
    before it. The counts run over the batch: only their differences inside a conversation matter.
    """
    spoken = pl.when(pl.col("_role") != "note").then(ROW)
    before = spoken.forward_fill().shift(1)
    after = spoken.backward_fill().shift(-1)
    role = pl.col("_role")
    opens = before.is_null() | (before < FIRST) | (role != role.gather(before))
    closes = after.is_null() | (after > LAST) | (role != role.gather(after))
    marked = turns.with_columns(
        _answer=((opens & (role != "note")) | (ROW == FIRST)).cum_sum(),
        **{f"_starts_{side}": opens & (role == side) for side in SIDES},
        **{f"_ends_{side}": closes & (role == side) for side in SIDES},
    )
    return marked.with_columns(
        **{f"_begun_{side}": _running(f"_starts_{side}") for side in SIDES},
        **{f"_ended_{side}": _running(f"_ends_{side}").shift(1, fill_value=0) for side in SIDES},
    )


def _running(name: str) -> pl.Expr:
    return pl.col(name).cum_sum().cast(pl.Int64)


def _with_outcomes(
    turns: pl.DataFrame, conversations: pl.DataFrame, asked: Collection[str]
) -> pl.DataFrame:
    """Put what is known of a conversation beside its turns; a column that is not given is unknown."""
    known = [name for name in asked if name in conversations.columns]
    unknown = [name for name in asked if name not in conversations.columns]
    outcomes = conversations.select(
        "conversation_id",
        *(pl.col(name).alias(outcome(name)) for name in known),
        *(pl.lit(None, dtype=_OUTCOMES[name]).alias(outcome(name)) for name in unknown),
    )
    return turns.join(outcomes, on="conversation_id", how="left", maintain_order="left")


def outcome(name: str) -> str:
    """The name under which a conversation's column stands beside its turns."""
    return f"conversation.{name}"
