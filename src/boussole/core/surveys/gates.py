"""Who may be asked: an ordered chain of gates over columns, the same for one person and for a hundred thousand.

The order is stated in ``GATES``. A person is stopped by the first gate that closes, and the decision keeps its
name and what every gate looked at, so that "why was this person (not) asked?" is answered from what was
decided then and never from what is true today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, cast, get_args

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from boussole.core.surveys.quiet import QuietHours

Gate = Literal[
    "opt_out",
    "address",
    "language",
    "channel",
    "survey_clock",
    "overall_clock",
    "sampling",
    "quiet",
]
Outcome = Literal["asked", "not_asked", "later"]
GATES = cast("tuple[Gate, ...]", get_args(Gate))

_INSTANT = pl.Datetime("us", "UTC")
# What is known of each occasion. ``draw`` is a fixed number of [0, 1) (see ``draw``).
CANDIDATES: Mapping[str, Any] = {
    "occasion": pl.String,
    "person": pl.String,
    "opted_out": pl.Boolean,
    # ``good``, ``missing``, ``bounced`` or ``complained``
    "address": pl.String,
    "language": pl.String,
    "channel": pl.String,
    "asked_this_at": pl.Datetime("us", "UTC"),
    "asked_any_at": pl.Datetime("us", "UTC"),
    "draw": pl.Float64,
}
# What is decided, beside everything that was looked at. ``retry_at`` comes with ``later`` alone.
DECISIONS: Mapping[str, Any] = {
    **CANDIDATES,
    "outcome": pl.String,
    "gate": pl.String,
    "retry_at": pl.Datetime("us", "UTC"),
}


class Rules(BaseModel):
    """What the gates compare with. No channel named lets every channel through; a clock of 0 days is no clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: frozenset[str]
    channels: frozenset[str] = frozenset()
    survey_clock_days: int = Field(default=30, ge=0)
    overall_clock_days: int = Field(default=14, ge=0)
    share: float = Field(default=1.0, ge=0, le=1)
    quiet: QuietHours = QuietHours()


def draw(seed: str, occasion: str) -> float:
    """A number of [0, 1) that this occasion always draws under this seed, evenly spread over occasions."""
    digest = hashlib.blake2b(f"{seed}\x00{occasion}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / (1 << 53)


def decide(candidates: pl.DataFrame, rules: Rules, now: datetime) -> pl.DataFrame:
    """Decide for every row of ``candidates`` (``CANDIDATES``), in its order; return ``DECISIONS``.

    Of several occasions of one person, those after the first that goes through are stopped by the clocks, just
    as if they were decided one after the other.
    """
    conditions = _closed(rules, now)
    closed = [pl.when(conditions[gate]).then(pl.lit(gate)) for gate in GATES]
    judged = candidates.select(
        [pl.col(name).cast(kind) for name, kind in CANDIDATES.items()]
    ).with_columns(gate=pl.coalesce(closed).cast(pl.String))
    judged = _one_each(judged, rules)
    held = pl.col("gate") == "quiet"
    retry_at = rules.quiet.next_moment(now)
    return judged.with_columns(
        outcome=pl.when(held.fill_null(value=False))
        .then(pl.lit("later"))
        .when(pl.col("gate").is_null())
        .then(pl.lit("asked"))
        .otherwise(pl.lit("not_asked")),
        retry_at=pl.when(held).then(pl.lit(retry_at, dtype=_INSTANT)),
    ).select(list(DECISIONS))


def decide_one(candidate: Mapping[str, Any], rules: Rules, now: datetime) -> dict[str, Any]:
    """The same decision for one person: one row of ``DECISIONS``."""
    frame = pl.DataFrame([dict(candidate)], schema=dict(CANDIDATES))
    return decide(frame, rules, now).row(0, named=True)


def _closed(rules: Rules, now: datetime) -> dict[Gate, pl.Expr]:
    """Whether each gate is closed, row by row; what is unknown never opens a gate."""
    through_any = pl.lit(value=False)
    channel = pl.col("channel").fill_null("").is_in(sorted(rules.channels))
    return {
        "opt_out": pl.col("opted_out").fill_null(value=True),
        "address": pl.col("address").fill_null("missing") != "good",
        "language": ~pl.col("language").fill_null("").is_in(sorted(rules.languages)),
        "channel": ~channel if rules.channels else through_any,
        "survey_clock": _too_soon("asked_this_at", rules.survey_clock_days, now),
        "overall_clock": _too_soon("asked_any_at", rules.overall_clock_days, now),
        "sampling": pl.col("draw").fill_null(1.0) >= rules.share,
        "quiet": pl.lit(rules.quiet.are_on(now)),
    }


def _too_soon(column: str, days: int, now: datetime) -> pl.Expr:
    since = pl.lit(now - timedelta(days=days), dtype=_INSTANT)
    return (pl.col(column) > since).fill_null(value=False) if days else pl.lit(value=False)


def _one_each(judged: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Let one occasion of each person through; the next ones meet the clock that it started."""
    clock = _first_clock(rules)
    if clock is None:
        return judged
    # Quiet hours hold everyone alike: whoever waits for their end is decided again then.
    through = pl.col("gate").is_null()
    earlier = through.cast(pl.UInt32).cum_sum().over("person") - through.cast(pl.UInt32)
    return judged.with_columns(
        gate=pl.when(through & (earlier > 0)).then(pl.lit(clock)).otherwise(pl.col("gate"))
    )


def _first_clock(rules: Rules) -> Gate | None:
    if rules.survey_clock_days:
        return "survey_clock"
    return "overall_clock" if rules.overall_clock_days else None
