"""One row per conversation, from the rows of its turns and what its source said of it."""

from __future__ import annotations

import polars as pl

from boussole.core.readings.clocks import clocks
from boussole.core.readings.commerce import commerce
from boussole.core.readings.promises import promises_counted
from boussole.core.readings.tension import with_tension
from boussole.core.readings.thresholds import PRESENT
from boussole.core.reasons import ReasonTree
from boussole.core.schemas import CONVERSATIONS
from boussole.core.signals.catalogue import CUSTOMER_NAMES

_COLUMNS = CONVERSATIONS.names
_SOLVED = ("solved", "closed")


def read_conversations(turns: pl.DataFrame, said: pl.DataFrame, tree: ReasonTree) -> pl.DataFrame:
    """Read conversations in the shape of ``schemas.CONVERSATIONS``.

    ``turns`` has the columns of ``schemas.TURNS``, the turns of a conversation together and in
    order; ``said`` has one row per conversation with what the source knows (``facts.SAID``) and
    the columns ``reason`` (a key of ``tree`` or null) and ``reason_given``. Origin and demand are those
    of the reason, unless someone settled them.
    """
    turns = with_tension(turns)
    read = (
        said.join(_expressed(turns), on="conversation_id", how="left", maintain_order="left")
        .join(clocks(turns), on="conversation_id", how="left", maintain_order="left")
        .join(commerce(turns), on="conversation_id", how="left", maintain_order="left")
        .join(_transfers(turns), on="conversation_id", how="left", maintain_order="left")
        .join(promises_counted(turns), on="conversation_id", how="left", maintain_order="left")
        .join(_tree_frame(tree), on="reason", how="left", maintain_order="left")
        .with_columns(
            started_at=pl.coalesce("started_at", "first_at"),
            tension=pl.col("tension").fill_null([]),
            origin=pl.coalesce("settled_origin", "origin"),
            demand=pl.coalesce("settled_demand", "demand"),
            **{
                name: pl.col(name).fill_null(0.0)
                for name in (*CUSTOMER_NAMES, "tension_peak", "tension_end")
            },
            **{
                name: pl.col(name).fill_null(0)
                for name in ("transfers", "promises_kept", "promises_broken")
            },
        )
        .with_columns(_outcome())
        .with_columns(_durations())
    )
    return read.select(_COLUMNS)


def _expressed(turns: pl.DataFrame) -> pl.DataFrame:
    """Sum up what the customer expressed and what the agent did."""
    customer = pl.col("role") == "customer"
    by_customer = [pl.col(name).filter(customer).max() for name in CUSTOMER_NAMES]
    spoken = pl.col("lang").filter(customer)
    return turns.group_by("conversation_id", maintain_order=True).agg(
        *by_customer,
        pl.len().cast(pl.Int32).alias("turns"),
        customer.sum().cast(pl.Int32).alias("customer_turns"),
        (pl.col("role") == "agent").sum().cast(pl.Int32).alias("agent_turns"),
        pl.col("tension").filter(customer),
        pl.col("tension").filter(customer).max().alias("tension_peak"),
        pl.col("tension").last().alias("tension_end"),
        pl.coalesce(spoken.mode().sort().first(), pl.col("lang").first()).alias("lang"),
        (pl.col("commitment") >= PRESENT).sum().cast(pl.Int32).alias("commitments"),
        (
            (pl.col("effort").filter(customer).max() >= PRESENT)
            | (pl.col("repeat_contact").filter(customer).max() >= PRESENT)
        )
        .fill_null(value=False)
        .alias("effort_expressed"),
        (pl.col("praise").filter(customer).last() >= PRESENT).alias("thanked_last"),
    )


def _transfers(turns: pl.DataFrame) -> pl.DataFrame:
    """Count hand-overs between people: the author changes, or the agent says so."""
    agents = turns.filter((pl.col("role") == "agent") & pl.col("public"))
    changed = pl.col("author") != pl.col("author").shift(1)
    return agents.group_by("conversation_id", maintain_order=True).agg(
        pl.max_horizontal(
            changed.fill_null(value=False).sum(), (pl.col("handover") >= PRESENT).sum()
        )
        .cast(pl.Int32)
        .alias("transfers")
    )


def _tree_frame(tree: ReasonTree) -> pl.DataFrame:
    reasons = list(tree)
    return pl.DataFrame(
        {
            "reason": [reason.key for reason in reasons],
            "step": [reason.step for reason in reasons],
            "origin": [reason.origin for reason in reasons],
            "demand": [reason.demand for reason in reasons],
        },
        schema=dict.fromkeys(("reason", "step", "origin", "demand"), pl.String),
    )


def _outcome() -> list[pl.Expr]:
    """Say whether it was resolved and reopened; null where nobody can know.

    A source without statuses leaves one clue: a customer who says they are satisfied in the end.
    """
    thanked = pl.col("thanked_last").fill_null(value=False)
    solved = (
        pl.when(pl.col("status").is_not_null())
        .then(pl.col("status").is_in(_SOLVED))
        .when(thanked)
        .then(statement=True)
        .otherwise(None)
    )
    came_back = (
        pl.when(pl.col("first_solved_at").is_not_null())
        .then(
            (pl.col("last_customer_at") > pl.col("first_solved_at")).fill_null(value=False)
            & ~thanked
        )
        .otherwise(None)
    )
    return [
        solved.alias("resolved"),
        pl.coalesce("reopened", came_back).alias("reopened"),
        pl.when(solved.fill_null(value=False) & pl.col("status").is_not_null())
        .then(pl.coalesce("solved_at", "first_solved_at", "ended_at"))
        .otherwise(None)
        .alias("last_solved_at"),
    ]


def _durations() -> list[pl.Expr]:
    """Clocks in seconds from the start; an unsolved one is still running and stays null."""
    solved = pl.col("last_solved_at").is_not_null()
    first = pl.when(solved).then(pl.coalesce("first_solved_at", "last_solved_at"))
    return [
        _seconds(first - pl.col("started_at")).alias("first_resolution"),
        _seconds(pl.col("last_solved_at") - pl.col("started_at")).alias("resolution"),
        pl.coalesce("last_solved_at", pl.when(solved).then("ended_at")).alias("observed_until"),
    ]


def _seconds(duration: pl.Expr) -> pl.Expr:
    seconds = duration.dt.total_seconds().cast(pl.Float64)
    return pl.when(seconds >= 0).then(seconds).otherwise(None)
